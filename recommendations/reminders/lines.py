"""The lines of a digest: each item once, with all that is asked about it, under the heading of what is asked first."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recommendations.models import Action, Recommendation, Reminder
from recommendations.reminders import answers
from recommendations.reminders.cadence import FOR_INFORMATION, Kind, To
from recommendations.reminders.rules import Facts
from recommendations.reminders.texts import Text, first_words
from recommendations.workflow import Implementation, Response, Words

FIRST_WORDS = 180
OF_THE_CHAPEAU = 120


class Heading(enum.IntEnum):
    """What a reader is asked for, in the order they read it."""

    OVERDUE = 1
    SOON = 2
    ACTION = 3
    UPDATE = 4
    DECIDE = 5
    VERIFY = 6
    UNIT_OVERDUE = 7
    HOUSE_OVERDUE = 8
    UNIT = 9
    HOUSE = 10
    INFORMATION = 11


HEADINGS: Mapping[Heading, Words] = {
    Heading.OVERDUE: _("Overdue"),
    Heading.SOON: _("Due soon"),
    Heading.ACTION: _("Actions to be done"),
    Heading.UPDATE: _("Updates asked for"),
    Heading.DECIDE: _("More time to decide on"),
    Heading.VERIFY: _("To verify"),
    Heading.UNIT_OVERDUE: _("Overdue in your unit"),
    Heading.HOUSE_OVERDUE: _("Long overdue in the organisation"),
    Heading.UNIT: _("In your unit"),
    Heading.HOUSE: _("In the organisation"),
    Heading.INFORMATION: _("For your information"),
}
_OF_KIND: Mapping[str, Heading] = {
    Kind.ACTION: Heading.ACTION,
    Kind.UPDATE: Heading.UPDATE,
    Kind.STALE: Heading.UPDATE,
    Kind.EXTENSION: Heading.DECIDE,
    Kind.VERIFICATION: Heading.VERIFY,
}
# What the reader does next. Where a date is theirs to keep, it depends on where the item stands.
NEXT_STEPS: Mapping[Heading, Words] = {
    Heading.ACTION: _("Do what is planned and mark it as done, or say why it is not needed any more."),
    Heading.UPDATE: _("Say what was done, or that nothing has changed and all is on track."),
    Heading.DECIDE: _("Grant more time, or refuse it and say why."),
    Heading.VERIFY: _("Read the evidence, then verify or return it."),
    Heading.UNIT_OVERDUE: _("See with the owner what stands in the way."),
    Heading.HOUSE_OVERDUE: _("See with the owner what stands in the way."),
    Heading.UNIT: _("The owner was reminded too; see whether they need help."),
    Heading.HOUSE: _("The owner was reminded too; see whether they need help."),
    Heading.INFORMATION: _("Nothing is asked of you."),
}
_BY_STATE: Mapping[str, Words] = {
    Response.PENDING: _("Prepare the response and bring it to the head of your unit."),
    Response.UNDER_CONSIDERATION: _("Bring about the decision, so that the response can be given."),
    Implementation.NOT_STARTED: _("Start work and say what was done first."),
    Implementation.IN_PROGRESS: _("Report progress, or report it implemented if the work is done."),
}
# How a date of each kind is spoken of.
_SPOKEN: Mapping[str, Words] = {
    Kind.RESPONSE: _("Response due on %(date)s"),
    Kind.TARGET: _("Target date %(date)s"),
    Kind.UPDATE: _("Update asked for by %(date)s"),
    Kind.STALE: _("An update has been missing since %(date)s"),
    Kind.ACTION: _("Action due on %(date)s"),
    Kind.EXTENSION: _("More time was asked for on %(date)s"),
    Kind.VERIFICATION: _("To be verified by %(date)s"),
    Kind.ROUND: _("The reporting round closes on %(date)s"),
}


@dataclass(frozen=True)
class Note:
    """One date of an item, in `words` of the reader's language. `late` is in days, negative before it; `actions` are
    those due on it.
    """

    words: str
    due_on: date
    late: int
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class AnswerLink:
    label: Words
    url: str


@dataclass(frozen=True)
class Line:
    """One item as the mail tells it, its dates the oldest first."""

    item: Recommendation
    heading: Heading
    notes: tuple[Note, ...]
    text: Text
    chapeau: Text | None
    next_step: Words
    url: str
    answers: tuple[AnswerLink, ...]

    @property
    def is_late(self) -> bool:
        return any(note.late > 0 for note in self.notes)

    @property
    def is_the_readers(self) -> bool:
        return self.heading <= Heading.VERIFY

    @property
    def first_due_on(self) -> date:
        return self.notes[0].due_on


@dataclass(frozen=True)
class Group:
    heading: Words
    lines: list[Line]


@dataclass(frozen=True)
class Reading:
    """For whom lines are made: the person, their day, and the serial of their links."""

    person: int
    day: date
    serial: int


def lines_of(
    told: Iterable[tuple[Reminder, To]], facts: Mapping[int, Facts], texts: Mapping[int, Text], reading: Reading
) -> list[Line]:
    """`told` is what is still so, each with why it is told to this reader."""
    told = list(told)
    of_item: dict[int, list[tuple[Reminder, To]]] = defaultdict(list)
    for reminder, to in told:
        of_item[reminder.recommendation_id].append((reminder, to))
    planned = _actions([reminder for reminder, _to in told if reminder.kind == Kind.ACTION], reading.person)
    lines = [_line(found, facts[item], texts, planned, reading) for item, found in of_item.items()]
    return sorted(lines, key=lambda line: (line.heading, line.first_due_on, line.item.report_id, line.item.position))


def grouped(lines: Iterable[Line]) -> list[Group]:
    groups: dict[Heading, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.heading].append(line)
    return [Group(HEADINGS[heading], groups[heading]) for heading in sorted(groups)]


Actions = Mapping[tuple[int, date], tuple[Action, ...]]


def _actions(reminders: Iterable[Reminder], person: int) -> Actions:
    """Open actions by item and date: the reader's own, or all of them where none of these is."""
    dates = {(reminder.recommendation_id, reminder.due_on) for reminder in reminders}
    if not dates:
        return {}
    found: dict[tuple[int, date], list[Action]] = defaultdict(list)
    for action in Action.objects.open().filter(recommendation__in={item for item, _on in dates}):
        found[action.recommendation_id, action.due_on].append(action)
    return {
        place: tuple([one for one in actions if one.owner_id == person] or actions) for place, actions in found.items()
    }


def _line(
    told: list[tuple[Reminder, To]],
    facts: Facts,
    texts: Mapping[int, Text],
    planned: Actions,
    reading: Reading,
) -> Line:
    item = told[0][0].recommendation
    heading = min(_heading(reminder, to, reading.day) for reminder, to in told)
    dates = sorted({(reminder.due_on, reminder.kind) for reminder, _to in told})
    answers_for_it = any(to == To.OWNER for _reminder, to in told)
    asks = item.implementation or item.response
    return Line(
        item=item,
        heading=heading,
        notes=tuple(
            _note(kind, due_on, reading.day, planned.get((item.pk, due_on), ()) if kind == Kind.ACTION else ())
            for due_on, kind in dates
        ),
        text=first_words(texts.get(item.pk), FIRST_WORDS),
        chapeau=first_words(texts.get(item.parent_id), OF_THE_CHAPEAU) if item.parent_id else None,
        next_step=NEXT_STEPS.get(heading) or _BY_STATE[asks],
        url=settings.SITE_URL + item.get_absolute_url(),
        answers=_answers(item, facts, reading) if answers_for_it else (),
    )


def _note(kind: str, due_on: date, day: date, actions: tuple[Action, ...]) -> Note:
    """Its words are the same in both parts of the mail."""
    late = (day - due_on).days
    words = f"{_SPOKEN[kind] % {'date': date_format(due_on)}} – {_how_far(kind, late)}"
    return Note(words, due_on, late, actions)


def _how_far(kind: str, late: int) -> str:
    if late == 0:
        return gettext("today")
    if late < 0:
        return ngettext("in %(n)s day", "in %(n)s days", -late) % {"n": -late}
    if kind == Kind.EXTENSION:
        return ngettext("waiting for %(n)s day", "waiting for %(n)s days", late) % {"n": late}
    return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}


def _heading(reminder: Reminder, to: To, day: date) -> Heading:
    is_late = reminder.due_on < day
    if to in FOR_INFORMATION:
        return Heading.INFORMATION
    if to == To.UNIT_HEAD:
        return Heading.UNIT_OVERDUE if is_late else Heading.UNIT
    if to == To.SENIOR_MANAGEMENT:
        return Heading.HOUSE_OVERDUE if is_late else Heading.HOUSE
    return _OF_KIND.get(reminder.kind) or (Heading.OVERDUE if is_late else Heading.SOON)


def _answers(item: Recommendation, facts: Facts, reading: Reading) -> tuple[AnswerLink, ...]:
    return tuple(
        AnswerLink(
            answers.LABELS[answer],
            answers.address(answer, person=reading.person, item=item.pk, serial=reading.serial),
        )
        for answer in answers.possible(item, facts)
    )
