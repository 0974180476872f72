"""A digest, made at the moment it is sent from the facts of that moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from recommendations import history, notices, outbox
from recommendations.models import OutgoingEmail, Recommendation, Reminder
from recommendations.permissions import Role
from recommendations.reminders import answers, material, notice_mail, rules, unsubscribing
from recommendations.reminders.cadence import To
from recommendations.reminders.lines import Heading, Line, Reading, grouped, lines_of
from recommendations.reminders.material import Material
from recommendations.reminders.rules import Facts, People

prepare = material.prepare


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    """The digest as it must read now. Raises outbox.NothingToSay when nothing in it is still so.

    What is not so any more is taken off the record with the outcome: it was never told.
    """
    # A digest that waited longer than its day speaks of today; one planned for a day to come, of that day.
    day = max(mail.day, timezone.localdate(at, mail.to.zone))
    known = material.of(mail, at)
    reader, told = _Reader(mail.to_id, day, _office_day(day, at), known), known.told.get(mail.pk, [])
    why = {reminder.pk: to for reminder in told if (to := reader.is_told(reminder))}
    gone = [reminder.pk for reminder in told if reminder.pk not in why]
    current = [(reminder, why[reminder.pk]) for reminder in told if reminder.pk in why]
    news = known.news.get(mail.to_id, [])
    if not current and not news:
        raise outbox.NothingToSay("nothing_due", lambda: _forget(gone))
    with translation.override(mail.to.language):
        serial = known.wishes_of(mail.to_id).links_serial
        lines = lines_of(current, known.facts, known.texts(mail.to.language), Reading(mail.to_id, day, serial))
        context = _context(mail, day, lines) | notice_mail.told_in(news, mail.to.language)

    words = outbox.in_words("digest", mail.to, context)

    def handed_over(_at: datetime) -> None:
        _forget(gone)
        if news:
            notices.told([notice.pk for notice in news], mail)

    headers = unsubscribing.headers(context["unsubscribe_url"]) if context["unsubscribe_url"] else {}
    return outbox.Letter(*words, day, handed_over if gone or news else None, headers)


def _office_day(day: date, at: datetime) -> date:
    """The day by which absences are judged, for everybody the same: the office's, as when the mail was planned. A day
    that is none of today's anywhere was asked for by its date.
    """
    office = timezone.localdate(at, timezone.get_default_timezone())
    return office if abs(day - office) <= timedelta(days=1) else day


def _forget(reminders: list[int]) -> None:
    if reminders:
        Reminder.objects.filter(pk__in=reminders).delete()


class _Reader:
    """The rules' view of one reader on a day: nobody else's reminders are asked for."""

    def __init__(self, person: int, day: date, office_day: date, known: Material) -> None:
        self.person, self.day, self.known = person, day, known
        self.reach = known.reach(office_day)
        uninformed = frozenset() if known.wishes_of(person).information else frozenset({person})
        there = person in self.reach.present or person in self.reach.coordinators
        # Whoever is away is told nothing; others stand in.
        self._alone = People({person: day} if there else {}, {}, uninformed=uninformed)

    def is_told(self, reminder: Reminder) -> To | None:
        """Why the person is still to be told of it; None when they are not."""
        facts = self.known.facts.get(reminder.recommendation_id)
        if facts is None:
            return None
        wanted = (self.person, reminder.kind, reminder.due_on)
        asked = rules.tellings(facts, self._around(facts), self.known.book)
        return next((to for to, one in asked if (one.to, one.kind, one.due_on) == wanted), None)

    def _around(self, facts: Facts) -> People:
        if (facts.owner == self.person and not facts.dates) or not self._alone.today:
            return self._alone
        standing, mine, reach = self.known.standing(self.person, self.day), (self.person,), self.reach
        if standing is None:
            return replace(self._alone, today={})
        today = {one: self.day for one in (facts.owner, facts.alternate, *facts.contributors) if one in reach.present}
        today |= {one: self.day for one in reach.stand_ins.values() if one in reach.present}
        return replace(
            self._alone,
            today={one: day for one, day in today.items() if one is not None} | {self.person: self.day},
            heads=reach.heads,
            stand_ins=reach.stand_ins,
            seniors=mine if Role.SENIOR_MANAGEMENT in standing.roles else (),
            verifiers={self.person: standing.answers_for} if Role.VERIFIER in standing.roles else {},
            coordinators=reach.coordinators,
        )


def _context(mail: OutgoingEmail, day: date, lines: list[Line]) -> dict[str, Any]:
    """What the templates may use; `groups` are in the order they are read, the oldest date first in each."""
    informs = any(line.heading == Heading.INFORMATION for line in lines)
    return {
        "day": day,
        "zone": mail.to.time_zone,
        "groups": grouped(lines),
        "overdue": sum(line.heading == Heading.OVERDUE or (line.is_late and not line.is_the_readers) for line in lines),
        "soon": sum(line.heading == Heading.SOON for line in lines),
        "count": len(lines),
        "may_be_answered": any(line.answers for line in lines),
        "valid_days": answers.VALID.days,
        "preferences_url": settings.SITE_URL + reverse("recommendations:preferences"),
        "unsubscribe_url": unsubscribing.address(mail.to_id) if informs else "",
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
