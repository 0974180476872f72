"""Who can be reached on a day, who heads what, and whose office is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from django.db.models import Q
from django.utils import timezone

from recommendations.models import MailPreference, Membership, User
from recommendations.people import Reach, load_reach
from recommendations.permissions import Role
from recommendations.reminders import rules
from recommendations.reminders.book import Offices, Parents, load_parents
from recommendations.reminders.cadence import line_up
from recommendations.reminders.office import Office
from recommendations.reminders.rules import People
from recommendations.zones import zone_of


@dataclass(frozen=True)
class Wish:
    """A weekly digest: its day of the week, and the last day on which one was planned."""

    weekday: int
    at_once: bool
    planned_on: date


@dataclass(frozen=True)
class Everybody:
    """All who can be reached, their zones, offices and wishes; who they are on a day is a matter of `on`."""

    zones: Mapping[int, tzinfo]
    offices: Mapping[int, Office]
    wishes: Mapping[int, Wish]
    uninformed: frozenset[int]
    reach: Reach
    holders: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    answers_for: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def at(self, now: datetime, as_of: date | None = None) -> People:
        """As they are at a moment, each on their own clock; with `as_of` all of them on that day, in office hours."""
        clocks: dict[tzinfo, date] = {}
        today: dict[int, date] = {}
        for person, zone in self.zones.items():
            if zone not in clocks:
                clocks[zone] = as_of or now.astimezone(zone).date()
            today[person] = clocks[zone]
        off = frozenset() if as_of else self._off(now)
        in_turn: set[int] = set()
        out_of_turn: dict[int, bool] = {}
        for person, wish in self.wishes.items():
            if not rules.is_weekly_turn(today[person], wish.weekday, wish.planned_on):
                out_of_turn[person] = wish.at_once
            elif person not in off:
                in_turn.add(person)
        return People(
            today,
            self.reach.heads,
            self.reach.stand_ins,
            self.holders.get(Role.SENIOR_MANAGEMENT, ()),
            {person: self.answers_for[person] for person in self.holders.get(Role.VERIFIER, ())},
            self.reach.coordinators,
            frozenset(in_turn),
            out_of_turn,
            off,
            self.uninformed,
        )

    def _off(self, now: datetime) -> frozenset[int]:
        known: dict[tuple[Office, tzinfo], bool] = {}
        off = set()
        for person, office in self.offices.items():
            asked = (office, self.zones[person])
            if asked not in known:
                known[asked] = office.is_open(now, self.zones[person])
            if not known[asked]:
                off.add(person)
        return frozenset(off)


def load_everybody(on: date, parents: Parents | None = None) -> Everybody:
    """Everybody who can be reached: nine queries, eight with `parents` (which unit stands under which).

    Who is away on that day is told nothing; what is theirs goes to whoever stands in.
    """
    parents = load_parents() if parents is None else parents
    reach = load_reach(on)
    zones = _zones(reach)
    units: dict[int, list[int]] = defaultdict(list)
    heads: dict[int, list[int]] = defaultdict(list)
    holders: dict[str, dict[int, None]] = defaultdict(dict)
    held = Membership.objects.current(on).order_by("user", "since", "pk")
    for person, unit, role in held.values_list("user", "unit", "role"):
        if person not in zones:
            continue
        units[person].append(unit)
        if role == Role.UNIT_HEAD:
            heads[unit].append(person)
        else:
            holders[role][person] = None
    offices = Offices.load(parents)
    return Everybody(
        zones,
        {person: offices.of(next(iter(units.get(person, ())), None)) for person in zones},
        *_wishes(zones),
        reach,
        {role: tuple(persons) for role, persons in holders.items()},
        {person: _with_units_below(units[person], heads, person, parents) for person in holders[Role.VERIFIER]},
    )


def load_people(*, now: datetime, as_of: date | None = None) -> People:
    """Everybody who can be reached, with the local day they have digests of (or `as_of` for all)."""
    return load_everybody(as_of or timezone.localdate(now)).at(now, as_of)


def note_planned(people: People) -> None:
    """Weekly digests whose turn it was have been planned, so the rest of the week is not theirs to catch up."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for person in people.in_turn:
        by_day[people.today[person]].append(person)
    for day, persons in by_day.items():
        MailPreference.objects.filter(user__in=persons, planned_on__lt=day).update(planned_on=day)


def _zones(reach: Reach) -> dict[int, tzinfo]:
    """Of everybody who is there; coordinators are the last to be told, so there are always some."""
    there = reach.present.union(reach.coordinators)
    known: dict[str, tzinfo] = {}
    found = {}
    for person, name in User.objects.filter(is_active=True).values_list("pk", "time_zone"):
        if name not in known:
            known[name] = zone_of(name)
        if person in there:
            found[person] = known[name]
    return found


def _wishes(zones: Mapping[int, tzinfo]) -> tuple[dict[int, Wish], frozenset[int]]:
    """Who has chosen a weekly digest, and who wants nothing that is for information only."""
    rows = MailPreference.objects.filter(Q(weekday__isnull=False) | Q(information=False))
    columns = ("user", "weekday", "overdue_at_once", "planned_on", "information")
    wishes, uninformed = {}, set()
    for person, weekday, at_once, planned_on, information in rows.values_list(*columns):
        if person not in zones:
            continue
        if weekday is not None:
            wishes[person] = Wish(weekday, at_once, planned_on)
        if not information:
            uninformed.add(person)
    return wishes, frozenset(uninformed)


def _with_units_below(
    own: Iterable[int], heads: Mapping[int, list[int]], person: int, parents: Parents
) -> frozenset[int]:
    """The units a person belongs to, and all below those they head: what they answer for is not theirs to verify."""
    headed = {unit for unit, persons in heads.items() if person in persons}
    below = (unit for unit in parents if headed and not headed.isdisjoint(line_up(unit, parents)))
    return frozenset({*own, *below})
