"""What units were called at an instant: a renamed unit keeps its old name in whatever is said of that time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import DateTimeField, Value

from recommendations.models import FormerUnitName, Unit


@dataclass(frozen=True)
class UnitNames:
    """Names now, and the former ones of each unit with the instant until which they held, in order."""

    now: dict[int, str] = field(default_factory=dict)
    former: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))

    def at(self, instant: datetime) -> dict[int, str]:
        """By unit, as it was called then."""
        return self.now | {
            unit: next((name for until, name in former if until > instant), self.now[unit])
            for unit, former in self.former.items()
        }


def unit_names(ids: Collection[int]) -> UnitNames:
    """One query."""
    now = Unit.objects.filter(pk__in=ids).order_by()
    former = FormerUnitName.objects.filter(unit__in=ids).order_by()
    names = UnitNames()
    rows = former.values_list("unit_id", "name", "until_at").union(
        now.values_list("pk", "name", Value(None, output_field=DateTimeField())), all=True
    )
    for unit, name, until in rows:
        if until is None:
            names.now[unit] = name
        else:
            names.former[unit].append((until, name))
    for held in names.former.values():
        held.sort()
    return names
