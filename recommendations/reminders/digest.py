"""A digest, made at the moment it is sent from the facts of that moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from recommendations import history, outbox
from recommendations.models import OutgoingEmail, Recommendation, Reminder, User
from recommendations.permissions import Role, Standing
from recommendations.reminders import answers, items, rules, unsubscribing
from recommendations.reminders.book import load_book
from recommendations.reminders.lines import Heading, Line, Reading, grouped, lines_of
from recommendations.reminders.rules import Book, Facts, People, To
from recommendations.reminders.texts import texts_of
from recommendations.reminders.wishes import wishes_of
from recommendations.reminders.zones import local_day, zone_of

# Of wide tables, because a digest is written for everybody each day.
_COLUMNS = (
    *("kind", "due_on", "email", "to", "recommendation"),
    *(
        f"recommendation__{name}"
        for name in ("reference", "position", "parent", "unit", "owner", "alternate", "due_on")
    ),
    *(f"recommendation__{name}" for name in ("response", "implementation", "assigned_on", "decided_on")),
    *(f"recommendation__{name}" for name in ("last_update_on", "completed_on", "claimed_by")),
    "recommendation__report__symbol",
)


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    """The digest as it must read now. Raises outbox.NothingToSay when nothing in it is still so.

    What is not so any more is taken off the record with the outcome: it was never told.
    """
    # A digest that waited longer than its day speaks of today; one planned for a day to come, of that day.
    day = max(mail.day, local_day(at, mail.to.time_zone))
    told, wishes = _told(mail), wishes_of(mail.to_id)
    facts = _facts(told, mail.to_id)
    reader = _Reader(mail.to, day, informed=wishes.information)
    book = load_book() if told else Book({}, {})
    why = {reminder.pk: to for reminder in told if (to := reader.is_told(reminder, facts, book))}
    gone = [reminder.pk for reminder in told if reminder.pk not in why]
    current = [(reminder, why[reminder.pk]) for reminder in told if reminder.pk in why]
    if not current:
        raise outbox.NothingToSay("nothing_due", lambda: _forget(gone))
    with translation.override(mail.to.language), timezone.override(zone_of(mail.to.time_zone)):
        texts = texts_of(_items_and_chapeaux(reminder for reminder, _to in current), mail.to.language)
        lines = lines_of(current, facts, texts, Reading(mail.to_id, day, wishes.links_serial))
        context = _context(mail, day, lines)
        subject, text, html = (
            render_to_string(f"emails/digest.{part}", context) for part in ("subject.txt", "txt", "html")
        )

    headers = unsubscribing.headers(context["unsubscribe_url"]) if context["unsubscribe_url"] else {}
    return outbox.Letter(subject, text, html, day, (lambda _at: _forget(gone)) if gone else None, headers)


def _told(mail: OutgoingEmail) -> list[Reminder]:
    """With what the words need. Only who is told of other people's items needs these people, and pays for them."""
    told = list(mail.reminders.select_related("recommendation__report").only(*_COLUMNS).order_by("pk"))
    others = [one.recommendation for one in told if one.recommendation.owner_id != mail.to_id]
    prefetch_related_objects(others, "owner", "alternate", "unit")
    return told


def _facts(told: list[Reminder], reader: int) -> dict[int, Facts]:
    """Who contributes matters only where the reader may be one of them."""
    about = {reminder.recommendation_id: reminder.recommendation for reminder in told}
    others = any(item.owner_id != reader for item in about.values())
    return items.facts_of(about.values(), {reminder.kind for reminder in told}, contributors=others)


def _forget(reminders: list[int]) -> None:
    if reminders:
        Reminder.objects.filter(pk__in=reminders).delete()


class _Reader:
    """The rules' view of one reader on a day: nobody else's reminders are asked for."""

    def __init__(self, person: User, day: date, *, informed: bool) -> None:
        self.person, self.day = person, day
        uninformed = frozenset() if informed else frozenset({person.pk})
        self._alone = People({person.pk: day}, heads={}, uninformed=uninformed)
        self._known: Standing | None = None

    def is_told(self, reminder: Reminder, facts: Mapping[int, Facts], book: Book) -> To | None:
        """Why the person is still to be told of it; None when they are not."""
        about = facts.get(reminder.recommendation_id)
        if about is None:
            return None
        around = self._around(reminder.recommendation, about)
        wanted = (self.person.pk, reminder.kind, reminder.due_on)
        found = (to for to, told in rules.tellings(about, around, book) if (told.to, told.kind, told.due_on) == wanted)
        return next(found, None)

    def _around(self, item: Recommendation, facts: Facts) -> People:
        if facts.owner == self.person.pk and not facts.dates:
            return self._alone
        today = {one.pk: self.day for one in (item.owner, item.alternate) if one is not None and one.is_active}
        today[self.person.pk] = self.day
        standing, mine = self._standing(), (self.person.pk,)
        heads = {facts.unit: mine} if facts.unit is not None and facts.unit in standing.headed else {}
        return replace(
            self._alone,
            today=today,
            heads=heads,
            seniors=mine if Role.SENIOR_MANAGEMENT in standing.roles else (),
            verifiers={self.person.pk: standing.answers_for} if Role.VERIFIER in standing.roles else {},
            coordinators=mine if Role.COORDINATOR in standing.roles else (),
        )

    def _standing(self) -> Standing:
        if self._known is None:
            self._known = self.person.standing(self.day)
        return self._known


def _items_and_chapeaux(reminders: Iterable[Reminder]) -> set[int]:
    return {
        pk for reminder in reminders for pk in (reminder.recommendation_id, reminder.recommendation.parent_id) if pk
    }


def _context(mail: OutgoingEmail, day: date, lines: list[Line]) -> dict[str, Any]:
    """What the templates may use; `groups` are in the order they are read, the oldest date first in each."""
    informs = any(line.heading == Heading.INFORMATION for line in lines)
    return {
        "name": mail.to.name,
        "day": day,
        "zone": mail.to.time_zone,
        "language": mail.to.language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "groups": grouped(lines),
        "overdue": sum(line.heading == Heading.OVERDUE or (line.is_late and not line.is_the_readers) for line in lines),
        "soon": sum(line.heading == Heading.SOON for line in lines),
        "count": len(lines),
        "may_be_answered": any(line.answers for line in lines),
        "valid_days": answers.VALID.days,
        "preferences_url": settings.SITE_URL + reverse("recommendations:preferences"),
        "unsubscribe_url": unsubscribing.address(mail.to_id) if informs else "",
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }


def record(mails: Sequence[OutgoingEmail]) -> None:
    """Each item's timeline says who was reminded. Its version stays: what somebody is writing on it is not stale."""
    reminders = Reminder.objects.filter(email__in=mails).order_by("-pk")
    told = {(one.email_id, one.recommendation_id): one for one in reminders}
    locked = Recommendation.objects.filter(pk__in={item for _mail, item in told})
    # The chain of history has one writer at a time; `no_key` lets rows that point to the item be added meanwhile.
    items = {item.pk: item for item in locked.order_by("pk").select_for_update(no_key=True)}
    to = {mail.pk: {"id": mail.to_id, "name": mail.to.name} for mail in mails}
    acts = [
        history.Act(items[item], "reminded", {}, {"to": to[mail], "about": reminder.kind, "due_on": reminder.due_on})
        for (mail, item), reminder in told.items()
    ]
    history.record_many(acts, by=None, at=max(mail.sent_at for mail in mails if mail.sent_at))
