"""The words of a digest, made at the moment it is sent from the facts of that moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from recommendations import history, outbox
from recommendations.models import OutgoingEmail, Recommendation, Reminder, User
from recommendations.permissions import Role
from recommendations.reminders import items, rules
from recommendations.reminders.people import local_day, zone_of
from recommendations.reminders.rules import Part, People
from recommendations.reminders.texts import Text, first_words, texts_of
from recommendations.workflow import Implementation, Response, Words

FIRST_WORDS = 180
OF_THE_CHAPEAU = 120

# Of wide tables, because a digest is written for everybody each day.
_COLUMNS = (
    *("kind", "due_on", "email", "to", "recommendation"),
    *(
        f"recommendation__{name}"
        for name in ("reference", "position", "parent", "unit", "owner", "alternate", "due_on")
    ),
    *(f"recommendation__{name}" for name in ("response", "implementation", "assigned_on", "decided_on")),
    "recommendation__report__symbol",
)

# What the person who answers for it does next, by where the item stands.
NEXT_STEPS: dict[str, Words] = {
    Response.PENDING: _("Prepare the response and bring it to the head of your unit."),
    Response.UNDER_CONSIDERATION: _("Bring about the decision, so that the response can be given."),
    Implementation.NOT_STARTED: _("Start work and say what was done first."),
    Implementation.IN_PROGRESS: _("Report progress, or report it implemented if the work is done."),
}
HEADINGS: dict[tuple[Part, bool], Words] = {
    (Part.ANSWERS, True): _("Overdue"),
    (Part.ANSWERS, False): _("Due soon"),
    (Part.HEADS_THE_UNIT, True): _("Overdue in your unit"),
    (Part.SENIOR_MANAGEMENT, True): _("Long overdue in the organisation"),
}


@dataclass(frozen=True)
class Line:
    """One item as the mail tells it. `late` is in days, negative before the date."""

    item: Recommendation
    part: Part
    kind: str
    due_on: date
    late: int
    text: Text
    chapeau: Text | None
    next_step: Words
    url: str

    @property
    def ahead(self) -> int:
        return -self.late


@dataclass(frozen=True)
class Group:
    heading: Words
    lines: list[Line]


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    """The digest as it must read now. Raises outbox.NothingToSay when nothing in it is still so.

    What is not so any more is taken off the record with the outcome: it was never told.
    """
    # A digest that waited longer than its day speaks of today; one planned for a day to come, of that day.
    day = max(mail.day, local_day(at, mail.to.time_zone))
    told = _told(mail)
    parts = {reminder.pk: part for reminder in told if (part := _part(reminder, mail.to, day))}
    gone = [reminder.pk for reminder in told if reminder.pk not in parts]
    current = {reminder.recommendation_id: reminder for reminder in told if reminder.pk in parts}
    if not current:
        raise outbox.NothingToSay("nothing_due", lambda: _forget(gone))
    with translation.override(mail.to.language), timezone.override(zone_of(mail.to.time_zone)):
        texts = texts_of(_items_and_chapeaux(current.values()), mail.to.language)
        lines = [_line(reminder, parts[reminder.pk], day, texts) for reminder in current.values()]
        context = _context(mail, day, lines)
        subject, text, html = (
            render_to_string(f"emails/digest.{part}", context) for part in ("subject.txt", "txt", "html")
        )

    return outbox.Letter(subject, text, html, day, (lambda _at: _forget(gone)) if gone else None)


def _told(mail: OutgoingEmail) -> list[Reminder]:
    """With what the words need. Only who is told of other people's items needs these people, and pays for them."""
    told = list(mail.reminders.select_related("recommendation__report").only(*_COLUMNS))
    others = [one.recommendation for one in told if one.recommendation.owner_id != mail.to_id]
    prefetch_related_objects(others, "owner", "alternate", "unit")
    return told


def _forget(reminders: list[int]) -> None:
    if reminders:
        Reminder.objects.filter(pk__in=reminders).delete()


def _part(reminder: Reminder, person: User, day: date) -> Part | None:
    """Why the person is still to be told of it; None when they are not."""
    due = items.as_due(reminder.recommendation)
    if due is None or (due.kind, due.due_on) != (reminder.kind, reminder.due_on):
        return None
    around = _people_around(reminder.recommendation, person, day)
    return next((part for part, telling in rules.tellings(due, around) if telling.to == person.pk), None)


def _people_around(item: Recommendation, person: User, day: date) -> People:
    """The rules' view of one item and one reader: nobody else's reminders are asked for."""
    if item.owner_id == person.pk:
        return People({person.pk: day}, heads={})
    today = {one.pk: day for one in (item.owner, item.alternate) if one is not None and one.is_active}
    today[person.pk] = day
    standing = person.standing(day)
    heads = {item.unit_id: (person.pk,)} if item.unit_id is not None and item.unit_id in standing.headed else {}
    return People(today, heads, (person.pk,) if Role.SENIOR_MANAGEMENT in standing.roles else ())


def _items_and_chapeaux(reminders: Iterable[Reminder]) -> set[int]:
    return {
        pk for reminder in reminders for pk in (reminder.recommendation_id, reminder.recommendation.parent_id) if pk
    }


def _line(reminder: Reminder, part: Part, day: date, texts: dict[int, Text]) -> Line:
    item = reminder.recommendation
    asks = item.response if reminder.kind == Reminder.Kind.RESPONSE else item.implementation
    return Line(
        item=item,
        part=part,
        kind=reminder.kind,
        due_on=reminder.due_on,
        late=(day - reminder.due_on).days,
        text=first_words(texts.get(item.pk), FIRST_WORDS),
        chapeau=first_words(texts.get(item.parent_id), OF_THE_CHAPEAU) if item.parent_id else None,
        next_step=NEXT_STEPS[asks] if part == Part.ANSWERS else _("See with the owner what stands in the way."),
        url=settings.SITE_URL + item.get_absolute_url(),
    )


def _context(mail: OutgoingEmail, day: date, lines: list[Line]) -> dict[str, Any]:
    """What the templates may use; `groups` are in the order they are read, the oldest date first in each."""
    lines = sorted(lines, key=lambda line: (line.due_on, line.item.report_id, line.item.position))
    groups = [
        Group(heading, [line for line in lines if (line.part, line.late > 0) == which])
        for which, heading in HEADINGS.items()
    ]
    return {
        "name": mail.to.name,
        "day": day,
        "zone": mail.to.time_zone,
        "language": mail.to.language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "groups": [group for group in groups if group.lines],
        "overdue": sum(line.late > 0 for line in lines),
        "count": len(lines),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }


def record(mails: Sequence[OutgoingEmail]) -> None:
    """Each item's timeline says who was reminded. Its version stays: what somebody is writing on it is not stale."""
    reminders = Reminder.objects.filter(email__in=mails).order_by("pk")
    told = {(one.email_id, one.recommendation_id): one for one in reminders}
    locked = Recommendation.objects.filter(pk__in={item for _mail, item in told})
    # The chain of history has one writer at a time; `no_key` lets rows that point to the item be added meanwhile.
    items = {item.pk: item for item in locked.order_by("pk").select_for_update(no_key=True)}
    to = {mail.pk: {"id": mail.to_id, "name": mail.to.name} for mail in mails}
    acts = [
        history.Act(items[item], "reminded", {}, {"to": to[mail], "due_on": reminder.due_on})
        for (mail, item), reminder in told.items()
    ]
    history.record_many(acts, by=None, at=max(mail.sent_at for mail in mails if mail.sent_at))
