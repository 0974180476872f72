"""When an item asks for a reminder, and whom. Plain Python: rules, facts, days and people come in as arguments.

The rules ask "what should this person know by today?", never "what falls on today?": after an outage the latest moment
is told once, and the ones it overtook are not. The same question is asked when a reminder is planned and again when
its mail is written, so that a mail never says what is no longer so.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from recommendations.reminders.cadence import Book, Kind, Rule, Rules, Series, To, shifted

# What may break into a week that somebody wants to be left alone in.
_URGENT = frozenset({Kind.RESPONSE, Kind.TARGET, Kind.ACTION})


class Stage(enum.StrEnum):
    """Where an open item stands."""

    UNDECIDED = "undecided"
    TO_DO = "to_do"
    REPORTED = "reported"


class Dated(NamedTuple):
    """One more date that hangs on an item: of an action (`person` does it), of an extension that waits for a decision
    (`senior`: of senior management), or of a round that closes.
    """

    kind: Kind
    due_on: date
    person: int | None = None
    senior: bool = False


class Facts(NamedTuple):
    """What the rules need to know of an open item. People and units are ids.

    `due_on` is the response's date while undecided and the target date while there is work; `since` the day on which
    it became the owner's to keep; `updated_on` the last update's, or the response's before the first.
    """

    item: int
    stage: Stage
    due_on: date | None = None
    since: date | None = None
    owner: int | None = None
    alternate: int | None = None
    unit: int | None = None
    updated_on: date | None = None
    completed_on: date | None = None
    claimant: int | None = None
    contributors: tuple[int, ...] = ()
    dates: tuple[Dated, ...] = ()


class Telling(NamedTuple):
    """One moment of the cadence for one person. Equal tellings are one and the same reminder."""

    item: int
    to: int
    kind: str
    due_on: date
    moment_on: date


@dataclass(frozen=True)
class People:
    """Who can be reached. `today` holds the local day of everybody who is there; all others named are among them.

    `stand_ins` says who stands in for those who are away. `verifiers` come with the units they answer for. `in_turn`
    are those with a weekly digest whose it is today; `out_of_turn` those who wait for their day, and whether they want
    to hear at once of what has just become overdue; `off` those whose office is closed now. Everybody else has a digest
    each day. `uninformed` are those who want none of what is for information only.
    """

    today: Mapping[int, date]
    heads: Mapping[int, tuple[int, ...]]
    stand_ins: Mapping[int, int] = field(default_factory=dict)
    seniors: tuple[int, ...] = ()
    verifiers: Mapping[int, frozenset[int]] = field(default_factory=dict)
    coordinators: tuple[int, ...] = ()
    in_turn: frozenset[int] = frozenset()
    out_of_turn: Mapping[int, bool] = field(default_factory=dict)
    off: frozenset[int] = frozenset()
    uninformed: frozenset[int] = frozenset()

    def answering_for(self, facts: Facts) -> tuple[int, ...]:
        """The owner; while they are away or gone the alternate, then who stands in for either of them; then the heads
        of the unit, at last the coordinators. Empty: nobody is left.
        """
        if facts.owner is not None and facts.owner in self.today:
            return (facts.owner,)
        for person in (facts.alternate, self._stand_in(facts.owner), self._stand_in(facts.alternate)):
            if person in self.today:
                return self._reachable(person)
        return self.heads_of(facts) or self.coordinators

    def heads_of(self, facts: Facts) -> tuple[int, ...]:
        return self.heads.get(facts.unit, ()) if facts.unit is not None else ()

    def told(self, to: To, facts: Facts, dated: Dated) -> tuple[int, ...]:
        """Who that is for this date of this item."""
        match to:
            case To.OWNER:
                return self.answering_for(facts)
            case To.ACTION_OWNER:
                return self._doing(dated, facts) or self.answering_for(facts)
            case To.DECIDER:
                return self.seniors if dated.senior else self.heads_of(facts) or self.seniors
            case To.UNIT_HEAD:
                return self.heads_of(facts)
            case To.SENIOR_MANAGEMENT:
                return self.seniors
            case To.VERIFIERS:
                return self._verifiers_of(facts)
            case To.COORDINATORS:
                return self._informed(*self.coordinators)
            case To.ALTERNATE:
                return self._informed(facts.alternate)
            case To.CONTRIBUTORS:
                return self._informed(*facts.contributors)

    def _stand_in(self, person: int | None) -> int | None:
        return self.stand_ins.get(person) if person is not None else None

    def _reachable(self, *persons: int | None) -> tuple[int, ...]:
        return tuple(person for person in persons if person is not None and person in self.today)

    def _informed(self, *persons: int | None) -> tuple[int, ...]:
        return tuple(person for person in self._reachable(*persons) if person not in self.uninformed)

    def _doing(self, dated: Dated, facts: Facts) -> tuple[int, ...]:
        """Who does an action, if they see the item: an action may be given to somebody who does not."""
        concerned = (
            facts.owner,
            facts.alternate,
            *facts.contributors,
            *self.heads_of(facts),
            *self.seniors,
            *self.verifiers,
            *self.coordinators,
        )
        return self._reachable(dated.person) if dated.person in concerned else ()

    def _verifiers_of(self, facts: Facts) -> tuple[int, ...]:
        """Those who may verify it: from elsewhere, and not who claimed it."""
        concerned = (facts.claimant, facts.owner, facts.alternate)
        return tuple(
            person for person, units in self.verifiers.items() if person not in concerned and facts.unit not in units
        )


def is_weekly_turn(today: date, weekday: int, planned_on: date) -> bool:
    """Whether a weekly digest (0 is Monday) is to be planned: on its day, or after it when nothing ran on that day."""
    chosen = today - timedelta(days=(today.weekday() - weekday) % 7)
    return today == chosen or planned_on < chosen


def may_be_told_now(telling: Telling, people: People) -> bool:
    """What must wait for the person's day or hour is asked about again then: nothing is lost by waiting."""
    if telling.to in people.off:
        return False
    if telling.to not in people.out_of_turn:
        return True
    return people.out_of_turn[telling.to] and is_just_overdue(telling, people.today[telling.to])


def is_just_overdue(telling: Telling, today: date) -> bool:
    return telling.kind in _URGENT and telling.moment_on == telling.due_on < today


def tellings(facts: Facts, people: People, book: Book) -> Iterator[tuple[To, Telling]]:
    """What each person should have been told of the item by their own today, whether or not they were."""
    rules = book.of(facts.unit)
    for dated in fixed_dates(facts, rules):
        for series in rules.series(dated.kind):
            for person in people.told(series.to, facts, dated):
                today = people.today.get(person)
                moment = series.latest(dated.due_on, today) if today is not None else None
                if moment is not None and not known_from_the_assignment(series, facts, dated, moment):
                    yield series.to, Telling(facts.item, person, dated.kind, dated.due_on, moment)
    if facts.stage == Stage.TO_DO and rules.rule(Kind.UPDATE).each_quarter:
        yield from _quarterly(facts, people, rules)


def _quarterly(facts: Facts, people: People, rules: Rules) -> Iterator[tuple[To, Telling]]:
    """One update is asked for in each quarter, until the next quarter's is."""
    for series in rules.series(Kind.UPDATE):
        for person in people.told(series.to, facts, _NO_DATE):
            today = people.today.get(person)
            for quarter in quarters_around(today) if today is not None else ():
                moment = series.latest(quarter.last, people.today[person])
                if moment is None:
                    continue
                dated = Dated(Kind.UPDATE, quarter.last)
                if wants_update(facts, quarter) and not known_from_the_assignment(series, facts, dated, moment):
                    yield series.to, Telling(facts.item, person, Kind.UPDATE, quarter.last, moment)
                break  # the quarters before it are overtaken


def fixed_dates(facts: Facts, rules: Rules) -> Iterator[Dated]:
    """The dates that hang on an item, whatever day it is."""
    match facts.stage:
        case Stage.UNDECIDED:
            if facts.due_on is not None:
                yield Dated(Kind.RESPONSE, facts.due_on)
        case Stage.TO_DO:
            if facts.due_on is not None:
                yield Dated(Kind.TARGET, facts.due_on)
                yield from _before_the_target(facts.due_on, facts.updated_on, rules.rule(Kind.UPDATE))
            stale = rules.rule(Kind.STALE)
            if stale.steps and facts.updated_on is not None:
                # On the last of so many days an update would still come in time.
                yield Dated(Kind.STALE, shifted(facts.updated_on, stale.days + 1))
        case Stage.REPORTED:
            if facts.completed_on is not None:
                yield Dated(Kind.VERIFICATION, shifted(facts.completed_on, rules.rule(Kind.VERIFICATION).days))
    for dated in facts.dates:
        if facts.stage == Stage.TO_DO or (facts.stage == Stage.UNDECIDED and dated.kind != Kind.EXTENSION):
            yield dated


def _before_the_target(target_on: date, updated_on: date | None, rule: Rule) -> Iterator[Dated]:
    """An update some time before the target date; one from shortly before that will do."""
    if rule.days and rule.steps:
        due_on = shifted(target_on, -rule.days)
        if updated_on is None or updated_on < shifted(due_on, -FRESH):
            yield Dated(Kind.UPDATE, due_on)


# An update so many days before the day on which one is asked for has answered already.
FRESH = 30


class Quarter(NamedTuple):
    first: date
    last: date


def wants_update(facts: Facts, quarter: Quarter) -> bool:
    return facts.updated_on is None or facts.updated_on < quarter.first


@lru_cache(maxsize=4096)
def quarters_around(day: date) -> tuple[Quarter, ...]:
    """The quarter after this day's, this day's, and the one before it: the latest first."""
    number = day.year * 4 + (day.month - 1) // 3
    return tuple(_quarter(one) for one in (number + 1, number, number - 1) if 4 <= one < 4 * (date.max.year + 1))


def _quarter(number: int) -> Quarter:
    year, quarter = divmod(number, 4)
    first = date(year, quarter * 3 + 1, 1)
    last = date.max if number == 4 * date.max.year + 3 else _first_after(number) - timedelta(days=1)
    return Quarter(first, last)


def _first_after(number: int) -> date:
    year, quarter = divmod(number + 1, 4)
    return date(year, quarter * 3 + 1, 1)


def known_from_the_assignment(series: Series, facts: Facts, dated: Dated, moment: date) -> bool:
    """Who was given a date still ahead has just heard of it; who was given one that had passed must be told."""
    return series.to == To.OWNER and facts.since is not None and moment <= facts.since < dated.due_on


def nobody_hears(facts: Facts, people: People, book: Book, on: date) -> bool:
    """Whether somebody should be told of the item by that day, and nobody who answers for it can be reached."""
    if facts.owner in people.today or people.answering_for(facts):
        return False
    rules = book.of(facts.unit)
    return any(
        series.to == To.OWNER and series.latest(dated.due_on, on) is not None
        for dated in fixed_dates(facts, rules)
        for series in rules.series(dated.kind)
    )


_NO_DATE = Dated(Kind.UPDATE, date.min)
