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


class Kind(enum.StrEnum):
    """What a reminder is about. `OVERDUE` is how a response or a target date is spoken of once it has passed."""

    RESPONSE = "response"
    TARGET = "target"
    OVERDUE = "overdue"
    UPDATE = "update"
    STALE = "stale"
    ACTION = "action"
    EXTENSION = "extension"
    VERIFICATION = "verification"
    ROUND = "round"


class To(enum.StrEnum):
    """Whom a step of a rule is for."""

    OWNER = "owner"
    ACTION_OWNER = "action_owner"
    DECIDER = "decider"
    VERIFIERS = "verifiers"
    UNIT_HEAD = "unit_head"
    SENIOR_MANAGEMENT = "senior_management"
    ALTERNATE = "alternate"
    CONTRIBUTORS = "contributors"
    COORDINATORS = "coordinators"


# Told so that they know of it; nobody waits for them, so they may do without.
FOR_INFORMATION = frozenset({To.ALTERNATE, To.CONTRIBUTORS, To.COORDINATORS})
# What may break into a week that somebody wants to be left alone in.
_URGENT = frozenset({Kind.RESPONSE, Kind.TARGET, Kind.ACTION})


class Stage(enum.StrEnum):
    """Where an open item stands."""

    UNDECIDED = "undecided"
    TO_DO = "to_do"
    REPORTED = "reported"


class Step(NamedTuple):
    """The days on which one audience is told of a date: some days before it, on it, and after it.

    `after` is the first day after the date, `every` the days between that and each one that follows; without `every`
    it is told once.
    """

    to: To
    before: tuple[int, ...] = ()
    on_the_day: bool = False
    after: int | None = None
    every: int | None = None

    def latest(self, due_on: date, on: date) -> date | None:
        """The last day up to `on` on which the date is spoken of; None while it is too far ahead."""
        late = (on - due_on).days
        if self.after is not None and late >= self.after:
            further = (late - self.after) // self.every * self.every if self.every else 0
            return due_on + timedelta(days=self.after + further)
        if self.on_the_day and late >= 0:
            return due_on
        reached = [days for days in self.before if days >= -late]
        return due_on - timedelta(days=min(reached)) if reached else None

    def between(self, due_on: date, first: date, last: date) -> Iterator[date]:
        """The days from `first` to `last` on which the date is spoken of, in their order."""
        from_, until = (first - due_on).days, (last - due_on).days
        days = [-before for before in sorted(self.before, reverse=True)] + [0] * self.on_the_day
        if self.after is not None:
            days += range(self.after, until + 1, self.every) if self.every else [self.after]
        for day in days:
            if from_ <= day <= until:
                yield due_on + timedelta(days=day)


class Rule(NamedTuple):
    """The steps of one kind. `days` is what the kind counts with: an update is asked for that many days before the
    target date, an item is stale after so many without one, a claim is to be verified within so many.
    """

    steps: tuple[Step, ...] = ()
    days: int = 0
    each_quarter: bool = False


class Series:
    """All steps of one audience that speak of the same date."""

    def __init__(self, to: To, steps: tuple[Step, ...]) -> None:
        self.to, self.steps = to, steps
        # A million items share a few hundred dates.
        self._known: dict[tuple[date, date], date | None] = {}

    def latest(self, due_on: date, on: date) -> date | None:
        asked = (due_on, on)
        if asked not in self._known:
            moments = [moment for step in self.steps if (moment := step.latest(due_on, on)) is not None]
            self._known[asked] = max(moments, default=None)
        return self._known[asked]

    def first(self, due_on: date) -> date | None:
        days = [-before for step in self.steps for before in step.before]
        days += [0 for step in self.steps if step.on_the_day]
        days += [step.after for step in self.steps if step.after is not None]
        return shifted(due_on, min(days)) if days else None

    def between(self, due_on: date, first: date, last: date) -> list[date]:
        return sorted({moment for step in self.steps for moment in step.between(due_on, first, last)})


class Rules:
    """The rules that hold for one unit."""

    def __init__(self, rules: Mapping[Kind, Rule]) -> None:
        self.rules = dict(rules)
        self._series = {kind: self._of(kind) for kind in Kind}

    def rule(self, kind: Kind) -> Rule:
        return self.rules.get(kind, _SILENT)

    def series(self, kind: Kind) -> tuple[Series, ...]:
        return self._series[kind]

    def _of(self, kind: Kind) -> tuple[Series, ...]:
        steps = list(self.rule(kind).steps)
        if kind in (Kind.RESPONSE, Kind.TARGET):
            steps += self.rule(Kind.OVERDUE).steps
        by_audience: dict[To, list[Step]] = {}
        for step in steps:
            by_audience.setdefault(step.to, []).append(step)
        return tuple(Series(to, tuple(found)) for to, found in by_audience.items())


_SILENT = Rule()


class Book:
    """The rules of every unit: its own, or for each kind those of the nearest unit above that has any."""

    def __init__(self, rules: Mapping[int | None, Mapping[Kind, Rule]], parents: Mapping[int, int | None]) -> None:
        """`rules` by unit, those of the installation under None; `parents` says which unit stands under which."""
        self._parents = parents
        self._given = rules
        self._of_all = Rules(rules.get(None, {}))
        self._found: dict[int | None, Rules] = {None: self._of_all}

    def of(self, unit: int | None) -> Rules:
        if unit not in self._found:
            self._found[unit] = self._nearest(unit)
        return self._found[unit]

    def _nearest(self, unit: int | None) -> Rules:
        own: dict[Kind, Rule] = {}
        for above in line_up(unit, self._parents):
            for kind, rule in self._given.get(above, {}).items():
                own.setdefault(kind, rule)
        # Most units have none of their own: they share one set, and with it what is known of dates already.
        return Rules({**self._of_all.rules, **own}) if own else self._of_all


def line_up(unit: int | None, parents: Mapping[int, int | None]) -> Iterator[int]:
    """A unit and those above it, the nearest first."""
    passed: set[int] = set()
    while unit is not None and unit not in passed:
        passed.add(unit)
        yield unit
        unit = parents.get(unit)


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
        if facts.owner in self.today:
            return self._reachable(facts.owner)
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


def shifted(day: date, days: int) -> date:
    """So many days later, or at the end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def known_from_the_assignment(series: Series, facts: Facts, dated: Dated, moment: date) -> bool:
    """Who was given a date still ahead has just heard of it; who was given one that had passed must be told."""
    return series.to == To.OWNER and facts.since is not None and moment <= facts.since < dated.due_on


def nobody_hears(facts: Facts, people: People, book: Book, on: date) -> bool:
    """Whether somebody should be told of the item by that day, and nobody who answers for it can be reached."""
    if people.answering_for(facts):
        return False
    rules = book.of(facts.unit)
    return any(
        series.to == To.OWNER and series.latest(dated.due_on, on) is not None
        for dated in fixed_dates(facts, rules)
        for series in rules.series(dated.kind)
    )


_NO_DATE = Dated(Kind.UPDATE, date.min)
