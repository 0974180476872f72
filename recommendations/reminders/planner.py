"""From dates to queued digests: asks the rules what everybody should know, and queues what they were not told.

Safe to run at any time, again, and at once with itself: a reminder and a person's digest of a day are unique rows.
"""

from __future__ import annotations

import gc
import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from recommendations import bulk, notices, outbox
from recommendations.models import LastPlanning, OutgoingEmail, Reminder
from recommendations.reminders import items, rules
from recommendations.reminders.book import load_book, load_parents
from recommendations.reminders.cadence import Book
from recommendations.reminders.people import load_everybody, note_planned
from recommendations.reminders.rules import People, Telling
from recommendations.zones import zone_of

log = logging.getLogger(__name__)

DIGEST = "digest"
# Digests wait until planning is over, so that nobody gets the first half of theirs; if it never ends, until then.
HELD = timedelta(minutes=15)
# Planning runs every few minutes; without it for longer, the clock has stopped.
LONGEST_GAP = timedelta(hours=1)

State = OutgoingEmail.State
_COLUMNS = ("recommendation_id", "to_id", "kind", "due_on", "moment_on", "email_id")


@dataclass
class Planned:
    """What one run queued: digests (`planned`), the reminders in them, and what it left, counted by reason.

    Reasons: "nobody_reachable" (items), "told_tomorrow" (reminders of people whose digest of today has left already).
    """

    planned: int = 0
    reminders: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


def plan(*, now: datetime, as_of: date | None = None) -> Planned:
    """Queue one digest for each person who has something to be told on their local day, or on `as_of`."""
    (people, book), result = _world(now, as_of), Planned()
    with _uncollected():
        for untold in _untold(people, book, as_of or timezone.localdate(now), result.skipped):
            _queue(untold, people, now, result)
    _queue_news(people, now, result)
    held = OutgoingEmail.objects.filter(kind=DIGEST, state=State.QUEUED, created_at=now, due_at=now + HELD)
    held.update(due_at=now)
    note_planned(people)
    if as_of is None:
        _note_gap(now)
    return result


def late_by(now: datetime) -> timedelta | None:
    """How long ago reminders were last planned, if that is longer than it may be; None before the first time too."""
    last = LastPlanning.objects.values_list("at", flat=True).first()
    return now - last if last is not None and now - last > LONGEST_GAP else None


def _note_gap(now: datetime) -> None:
    """What was missed while nothing was planned is told at once; whoever runs the house is told of the gap."""
    gap = late_by(now)
    if gap is not None:
        log.warning("no reminders were planned for %s, until %s; what was missed is told now", gap, now)
    LastPlanning.objects.bulk_create(
        [LastPlanning(at=now)], update_conflicts=True, unique_fields=["id"], update_fields=["at"]
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of short-lived tuples hold no cycles; to look for some among all that is loaded takes a sixth of the
    time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class Foreseen:
    """Whom `plan` would tell of what, by person, and what it would skip."""

    told: dict[int, list[Telling]] = field(default_factory=lambda: defaultdict(list))
    skipped: Counter[str] = field(default_factory=Counter)


def foresee(*, now: datetime, as_of: date | None = None) -> Foreseen:
    """What `plan` would do. Writes nothing."""
    (people, book), result = _world(now, as_of), Foreseen()
    for untold in _untold(people, book, as_of or timezone.localdate(now), result.skipped):
        closed = _digests({telling.to for telling in untold}, people).closed
        for telling in untold:
            if telling.to in closed:
                result.skipped["told_tomorrow"] += 1
            else:
                result.told[telling.to].append(telling)
    return result


def _world(now: datetime, as_of: date | None) -> tuple[People, Book]:
    parents = load_parents()
    return load_everybody(as_of or timezone.localdate(now), parents).at(now, as_of), load_book(parents)


def _untold(people: People, book: Book, office_day: date, skipped: Counter[str]) -> Iterator[list[Telling]]:
    """Page by page, in a fixed order, the tellings that are not on record yet."""
    for page in items.pages():
        # One person may be told of one moment for two reasons (a unit head who stands in for an owner): told once.
        due = {
            telling
            for facts in page
            for _to, telling in rules.tellings(facts, people, book)
            if rules.may_be_told_now(telling, people)
        }
        if left := sum(1 for facts in page if rules.nobody_hears(facts, people, book, office_day)):
            skipped["nobody_reachable"] += left
        if untold := due - on_record(due):
            yield sorted(untold)


def on_record(tellings: Collection[Telling]) -> set[Telling]:
    if not tellings:
        return set()
    # A page is a stretch of items: its two ends are quicker to ask for than each of them.
    items_told = [telling.item for telling in tellings]
    told = Reminder.objects.filter(
        recommendation__gte=min(items_told),
        recommendation__lte=max(items_told),
        moment_on__in={telling.moment_on for telling in tellings},
    )
    return {Telling(*row) for row in told.values_list("recommendation_id", "to_id", "kind", "due_on", "moment_on")}


def _queue(untold: Sequence[Telling], people: People, now: datetime, result: Planned) -> None:
    persons = {telling.to for telling in untold}
    with transaction.atomic():
        # Held, so that no worker can claim a digest between this look at it and the reminders that belong in it.
        found = _digests(persons, people, hold=True)
        if new := persons - found.closed - found.open.keys():
            result.planned += outbox.enqueue(_digests_of(new, people), at=now, due_at=now + HELD)
            found = found.with_those_of(_digests(new, people, hold=True))
        attached = [telling for telling in untold if telling.to in found.open]
        bulk.insert_new(Reminder, _COLUMNS, [(*telling, found.open[telling.to]) for telling in attached])
        if found.skipped:
            result.planned += outbox.requeue_skipped(found.skipped, at=now, due_at=now + HELD)
    result.reminders += len(attached)
    if left := len(untold) - len(attached):
        result.skipped["told_tomorrow"] += left


def _queue_news(people: People, now: datetime, result: Planned) -> None:
    """A digest for those who have nothing but notices to be told of.

    Notices of today wait for tomorrow, unless a digest leaves anyway: a mail of news alone must not be the day's only
    one while something may still become due. One that had nothing to say is not taken up again for them.
    """
    persons = {
        one.person
        for one in notices.waiting_for_digest(now=now)
        if one.person in people.today
        and timezone.localdate(one.since, zone_of(one.time_zone)) < people.today[one.person]
        and one.person not in people.off
        and one.person not in people.out_of_turn
    }
    found = _digests(persons, people)
    new = persons - found.closed - found.open.keys()
    result.planned += outbox.enqueue(_digests_of(new, people), at=now, due_at=now + HELD)


def _digests_of(persons: Collection[int], people: People) -> list[outbox.NewMail]:
    days = {person: people.today[person] for person in persons}
    return [outbox.NewMail(f"{DIGEST}:{person}:{day}", DIGEST, person, day) for person, day in days.items()]


class Digests(NamedTuple):
    """By person: the digest that can still take up more (some of these are `skipped`), and who has none for today."""

    open: dict[int, int]
    skipped: list[int]
    closed: set[int]

    def with_those_of(self, others: Digests) -> Digests:
        return Digests(self.open | others.open, self.skipped + others.skipped, self.closed | others.closed)


def _digests(persons: Collection[int], people: People, *, hold: bool = False) -> Digests:
    """A digest of an earlier day that is still queued goes out today. One whose first copy may have left takes nothing
    up: a second copy with the same Message-ID may be hidden from the reader.
    """
    todays = Q(day__in={people.today[person] for person in persons})
    mails = OutgoingEmail.objects.filter(
        Q(state=State.QUEUED) | todays, bulk.Among("to", persons), kind=DIGEST
    ).order_by("pk")
    if hold:
        mails = mails.select_for_update(no_key=True)
    open_: dict[int, int] = {}
    skipped: dict[int, int] = {}
    closed: set[int] = set()
    for pk, to, day, state, doubt in mails.values_list("pk", "to_id", "day", "state", "doubt"):
        if not doubt and state == State.QUEUED:
            open_[to] = pk
        elif not doubt and state == State.SKIPPED and day == people.today[to]:
            skipped[to] = pk
        elif day == people.today[to]:
            closed.add(to)
    skipped = {to: pk for to, pk in skipped.items() if to not in open_ and to not in closed}
    open_ = {to: pk for to, pk in open_.items() if to not in closed}
    return Digests(open_ | skipped, list(skipped.values()), closed)
