"""Who would be told of what in the days to come, by the rules as they are or as they might be. Nothing is written.

It is reckoned as if nothing were done meanwhile: an item that is dealt with falls out of what is foreseen here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from recommendations.reminders import items, rules
from recommendations.reminders.book import load_parents
from recommendations.reminders.cadence import Book, Kind, Rules, Series, shifted
from recommendations.reminders.office import Office
from recommendations.reminders.people import Everybody, load_everybody
from recommendations.reminders.planner import on_record
from recommendations.reminders.rules import Dated, Facts, People, Stage, Telling

DAYS = 90
# More would keep the reader waiting; a part of the units can be asked about instead.
AT_MOST = 50_000


class TooMuch(Exception):
    """There are more open items than a page can reckon with."""


class Foreseen(NamedTuple):
    """One line of a mail to come."""

    day: date
    person: int
    item: int
    kind: str
    due_on: date


@dataclass
class Forecast:
    """Lines by person and day: each pair is one mail. `looked_at` are the lines asked for, in their order."""

    first: date
    last: date
    lines: Counter[tuple[int, date]] = field(default_factory=Counter)
    looked_at: list[Foreseen] = field(default_factory=list)

    @property
    def mails(self) -> int:
        return len(self.lines)

    @property
    def reminders(self) -> int:
        return sum(self.lines.values())


@dataclass(frozen=True)
class World:
    """The items and people of a moment, to reckon with several books of rules."""

    facts: list[Facts]
    everybody: Everybody
    people: People
    parents: Mapping[int, int | None]
    today: date


def load_world(*, now: datetime, units: Iterable[int] | None = None) -> World:
    """A fixed number of queries. `units` narrows the items to theirs. Raises TooMuch."""
    parents = load_parents()
    today = timezone.localdate(now)
    everybody = load_everybody(today, parents)
    facts = next(items.pages(AT_MOST + 1, units=units), [])
    if len(facts) > AT_MOST:
        raise TooMuch
    return World(facts, everybody, everybody.at(now), parents, today)


class Look(NamedTuple):
    """Which lines somebody wants to see: of a person, of a day, or of a person on a day."""

    person: int | None = None
    day: date | None = None

    def at(self, line: Foreseen) -> bool:
        return (self.person is not None or self.day is not None) and (
            self.person in (None, line.person) and self.day in (None, line.day)
        )


def foresee(world: World, book: Book, look: Look | None = None) -> Forecast:
    """One query, for what has been told already."""
    last = world.today + timedelta(days=DAYS)
    found = Forecast(world.today, last)
    days = _MailDays(world.everybody, world.people, last)
    told = on_record({telling for facts in world.facts for _to, telling in rules.tellings(facts, world.people, book)})
    for facts in world.facts:
        for line in set(_lines(facts, world.people, book, days, told, last)):
            found.lines[line.person, line.day] += 1
            if look is not None and look.at(line):
                found.looked_at.append(line)
    found.looked_at.sort()
    return found


def _lines(
    facts: Facts, people: People, book: Book, days: _MailDays, told: set[Telling], last: date
) -> Iterator[Foreseen]:
    of_unit = book.of(facts.unit)
    for series, dated, until in _series(facts, of_unit, people, last):
        for person in people.told(series.to, facts, dated):
            today = people.today.get(person)
            if today is None:
                continue
            by_day: dict[date, date] = {}
            for moment in _moments(series, dated, today, until):
                telling = Telling(facts.item, person, dated.kind, dated.due_on, moment)
                if telling in told or rules.known_from_the_assignment(series, facts, dated, moment):
                    continue
                day = days.of(telling)
                if day is not None:
                    by_day[day] = moment  # a later moment of the same mail overtakes this one
            for day in by_day:
                yield Foreseen(day, person, facts.item, dated.kind, dated.due_on)


def _moments(series: Series, dated: Dated, today: date, until: date) -> list[date]:
    now = series.latest(dated.due_on, min(today, until))
    ahead = series.between(dated.due_on, today + timedelta(days=1), until)
    return ([now] if now is not None else []) + ahead


def _series(facts: Facts, of_unit: Rules, people: People, last: date) -> Iterator[tuple[Series, Dated, date]]:
    """Each series with its date and the last day on which it speaks of it."""
    for dated in rules.fixed_dates(facts, of_unit):
        for series in of_unit.series(dated.kind):
            yield series, dated, last
    if facts.stage == Stage.TO_DO and of_unit.rule(Kind.UPDATE).each_quarter:
        for series in of_unit.series(Kind.UPDATE):
            for quarter, until in _quarters(series, min(people.today.values(), default=last), last):
                if rules.wants_update(facts, quarter):
                    yield series, Dated(Kind.UPDATE, quarter.last), until


def _quarters(series: Series, first: date, last: date) -> Iterator[tuple[rules.Quarter, date]]:
    """The quarters of the days to come, each until the next one's first moment overtakes it."""
    later, *earlier = rules.quarters_around(last)
    known = {later, *earlier, *rules.quarters_around(first), *rules.quarters_around(first + timedelta(days=45))}
    until = last
    for quarter in sorted(known, reverse=True):
        begins = series.first(quarter.last)
        if begins is not None and begins <= last:
            yield quarter, until
            until = min(until, begins - timedelta(days=1))


class _MailDays:
    """On which day a mail can bring what is due: one on which the office works, and of a week the chosen one."""

    def __init__(self, everybody: Everybody, people: People, last: date) -> None:
        self.everybody, self.people, self.last = everybody, people, last
        self._known: dict[tuple[Office, int | None, date], date | None] = {}

    def of(self, telling: Telling) -> date | None:
        person, today = telling.to, self.people.today[telling.to]
        office, wish = self.everybody.offices[person], self.everybody.wishes.get(person)
        earliest = max(telling.moment_on, today)
        if wish is None:
            return self._next(office, None, earliest)
        if person in self.people.in_turn and earliest == today:
            return today
        day = self._next(office, wish.weekday, earliest)
        overdue_from = max(today, shifted(telling.due_on, 1))
        if wish.at_once and rules.is_just_overdue(telling, overdue_from):
            soon = self._next(office, None, overdue_from)
            return min(filter(None, (soon, day)), default=None)
        return day

    def _next(self, office: Office, weekday: int | None, day: date) -> date | None:
        """The weekly day is made up for on the first working day after it."""
        asked = (office, weekday, day)
        if asked not in self._known:
            chosen = day if weekday is None else day + timedelta(days=(weekday - day.weekday()) % 7)
            found = office.next_working_day(chosen)
            self._known[asked] = found if found <= self.last else None
        return self._known[asked]
