"""When a date asks for a reminder, and whom. Plain Python: days and people come in as arguments.

The rules ask "what should this person know by today?", never "what falls on today?": after an outage the latest moment
is told once, and the ones it overtook are not. The same question is asked when a reminder is planned and again when
its mail is written, so that a mail never says what is no longer so.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple


@dataclass(frozen=True)
class Cadence:
    """On which days a date is spoken of, in days before and after it. The day itself always counts."""

    before: tuple[int, ...] = (30, 7, 1)
    again_every: int = 7
    to_unit_head_after: int = 14
    to_senior_management_after: int = 45


CADENCE = Cadence()


class Part(enum.StrEnum):
    """Why somebody is told of an item."""

    ANSWERS = "answers"
    HEADS_THE_UNIT = "heads_the_unit"
    SENIOR_MANAGEMENT = "senior_management"


class Due(NamedTuple):
    """What the rules need to know of an item that waits for a date. People and units are ids.

    `kind` is "response" or "target"; `since` is the day on which the date became this person's to keep.
    """

    item: int
    kind: str
    due_on: date
    since: date | None
    owner: int | None
    alternate: int | None
    unit: int | None


class Telling(NamedTuple):
    """One moment of the cadence for one person. Equal tellings are one and the same reminder."""

    item: int
    to: int
    kind: str
    due_on: date
    moment_on: date


@dataclass(frozen=True)
class People:
    """Who can be reached. `today` holds the local day of every reachable person; heads and seniors are among them.

    `in_turn` are those with a weekly digest whose it is today; `out_of_turn` those who wait for their day, and whether
    they want to hear at once of what has just become overdue. Everybody else has a digest each day.
    """

    today: Mapping[int, date]
    heads: Mapping[int, tuple[int, ...]]
    seniors: tuple[int, ...] = ()
    in_turn: frozenset[int] = frozenset()
    out_of_turn: Mapping[int, bool] = field(default_factory=dict)

    def answering_for(self, due: Due) -> tuple[int, ...]:
        """The owner; when they cannot be reached the alternate, then the heads of the unit. Empty: nobody is left."""
        for person in (due.owner, due.alternate):
            if person is not None and person in self.today:
                return (person,)
        return self.heads_of(due)

    def heads_of(self, due: Due) -> tuple[int, ...]:
        return self.heads.get(due.unit, ()) if due.unit is not None else ()


def is_weekly_turn(today: date, weekday: int, planned_on: date) -> bool:
    """Whether a weekly digest (0 is Monday) is to be planned: on its day, or after it when nothing ran on that day."""
    chosen = today - timedelta(days=(today.weekday() - weekday) % 7)
    return today == chosen or planned_on < chosen


def may_be_told_now(telling: Telling, people: People) -> bool:
    """What must wait for the person's day is asked about again then: nothing is lost by waiting."""
    if telling.to not in people.out_of_turn:
        return True
    just_overdue = telling.moment_on == telling.due_on < people.today[telling.to]
    return just_overdue and people.out_of_turn[telling.to]


def latest_moment(due_on: date, on: date, cadence: Cadence = CADENCE) -> date | None:
    """The last day up to `on` on which the date is spoken of; None while it is too far ahead."""
    late = (on - due_on).days
    if late >= 0:
        return due_on + timedelta(days=late - late % cadence.again_every)
    reached = [days for days in cadence.before if days >= -late]
    return due_on - timedelta(days=min(reached)) if reached else None


def tellings(due: Due, people: People, cadence: Cadence = CADENCE) -> Iterator[tuple[Part, Telling]]:
    """What each person should have been told of the item by their own today, whether or not they were."""
    for person in people.answering_for(due):
        moment = latest_moment(due.due_on, people.today[person], cadence)
        if moment is not None and not _known_from_the_assignment(due, moment):
            yield Part.ANSWERS, _telling(due, person, moment)
    yield from _step_up(due, people, Part.HEADS_THE_UNIT, people.heads_of(due), cadence.to_unit_head_after)
    yield from _step_up(due, people, Part.SENIOR_MANAGEMENT, people.seniors, cadence.to_senior_management_after)


def _known_from_the_assignment(due: Due, moment: date) -> bool:
    """Who was given a date still ahead has just heard of it; who was given one that had passed must be told."""
    return due.since is not None and moment <= due.since < due.due_on


def _step_up(
    due: Due, people: People, part: Part, persons: tuple[int, ...], after: int
) -> Iterator[tuple[Part, Telling]]:
    for person in persons:
        if (people.today[person] - due.due_on).days >= after:
            yield part, _telling(due, person, due.due_on + timedelta(days=after))


def _telling(due: Due, person: int, moment: date) -> Telling:
    return Telling(due.item, person, due.kind, due.due_on, moment)
