"""The rules and office calendars as they are stored, put together for those who ask by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from recommendations.models import OfficeCalendar, ReminderRule, Unit
from recommendations.reminders.cadence import Book, Kind, Rule, Step, To, line_up
from recommendations.reminders.kinds import DEFAULTS
from recommendations.reminders.office import ALWAYS_OPEN, Office
from recommendations.zones import zone_of

Parents = Mapping[int, int | None]
Given = dict[int | None, dict[Kind, Rule]]


def load_book(parents: Parents | None = None) -> Book:
    """The rules of every unit: one query, and one for which unit stands under which where that matters and the caller
    does not know it.
    """
    rules = stored_rules()
    if parents is None:
        parents = load_parents() if rules.keys() - {None} else {}
    return Book(rules, parents)


def stored_rules() -> Given:
    """By unit, those of the installation under None. A kind without a row there is told as the house agreed."""
    steps: dict[tuple[int | None, Kind], list[Step]] = defaultdict(list)
    found: Given = {None: dict(DEFAULTS)}
    rows = ReminderRule.objects.order_by("pk", "steps__pk").values_list(
        *("unit", "kind", "days", "each_quarter"),
        *("steps__to", "steps__before", "steps__on_the_day", "steps__after", "steps__every"),
    )
    for unit, kind, days, each_quarter, to, before, on_the_day, after, every in rows:
        of_rule = steps[unit, Kind(kind)]
        if to is not None:
            of_rule.append(Step(To(to), tuple(before), on_the_day, after, every))
        found.setdefault(unit, {})[Kind(kind)] = Rule(tuple(of_rule), days, each_quarter)
    return found


def load_parents() -> dict[int, int | None]:
    return dict(Unit.objects.values_list("pk", "parent_id"))


class Offices:
    """The office calendar of every unit: its own, or that of the nearest unit above that has one."""

    def __init__(self, offices: Mapping[int | None, Office], parents: Parents) -> None:
        self._offices, self._parents = offices, parents

    @classmethod
    def load(cls, parents: Parents) -> Offices:
        return cls({one.unit_id: as_office(one) for one in OfficeCalendar.objects.all()}, parents)

    def of(self, unit: int | None) -> Office:
        for above in line_up(unit, self._parents):
            if above in self._offices:
                return self._offices[above]
        return self._offices.get(None, ALWAYS_OPEN)


def as_office(calendar: OfficeCalendar) -> Office:
    return Office(
        calendar.from_hour,
        calendar.until_hour,
        frozenset(calendar.days_off),
        calendar.country,
        calendar.subdivision,
        zone_of(calendar.time_zone) if calendar.time_zone else None,
    )
