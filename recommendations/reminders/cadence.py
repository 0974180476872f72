"""The cadence: on which days before, on and after a date each audience is told of it, unit by unit. Plain Python."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
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


def shifted(day: date, days: int) -> date:
    """So many days later, or at the end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
