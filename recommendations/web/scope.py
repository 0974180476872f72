"""What the manager's page is about: the filters in its address, the leaves they leave, and their numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import Http404

from recommendations.filtersets import ProgressFilter
from recommendations.models import Recommendation, User
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.progress import groups, kept, trend
from recommendations.progress.figures import Breakdown, Cells, Figures, Items, figures_of, items_of, sum_of
from recommendations.progress.groups import Due
from recommendations.progress.leaves import Leaves
from recommendations.web import choices as offered
from recommendations.web import narrowing

NARROWED_BY = ("report", "theme", "unit", "owner", "addressee", "on")
# Of these the database keeps no numbers; what they leave is counted.
_COUNTED = ("report", "theme", "owner")


@dataclass(frozen=True)
class Counted:
    """The numbers of a scope. `figures` know the states of lettered items only where `Scope.is_narrow`."""

    figures: Figures
    cells: Cells
    months: trend.Series


@dataclass
class Scope:
    """Filters, what they offer, and who reads."""

    user: User
    filters: ProgressFilter
    choices: offered.Choices
    since: date | None = None
    _visible: RecommendationQuerySet = field(default_factory=Recommendation.objects.none)

    @cached_property
    def leaves(self) -> Leaves:
        return Leaves(self.filters.qs, self.filters.day, self.filters.column)

    @cached_property
    def due(self) -> list[Due]:
        """What is late or due soon, the latest first, as far as any page tells."""
        return groups.first_due(self.leaves)

    @property
    def link(self) -> dict[str, str]:
        """The filters as a list's address takes them."""
        return {name: str(value) for name, value in self.filters.chosen.items()}

    @property
    def report(self) -> str:
        """The one report everything is about, if it is one."""
        chosen = self.filters.chosen.get("report", "")
        return chosen or (next(iter(self.choices.report)) if len(self.choices.report) == 1 else "")

    @property
    def is_narrow(self) -> bool:
        chosen = self.filters.chosen
        return bool(self.report or chosen.get("theme") or chosen.get("owner"))

    @property
    def units(self) -> Collection[int] | None:
        """The chosen unit and those below it; None where all are meant."""
        unit = self.filters.chosen.get("unit")
        return None if unit is None else self.choices.units_below({int(unit)})

    @property
    def _is_kept(self) -> bool:
        """Whether the database keeps the numbers of this."""
        chosen = self.filters.chosen
        return not (self.filters.past or chosen.get("unit") == "none" or any(name in chosen for name in _COUNTED))

    def count(self) -> Counted:
        if self._is_kept:
            cells, parents, months = self._kept()
            return Counted(self._figures(cells, parents), cells, months)
        cells = self.cells()
        return Counted(self._figures(cells), cells, self._months())

    def cells(self) -> Cells:
        return self._kept()[0] if self._is_kept else self.breakdown.by("unit", "addressee_kind")

    @cached_property
    def breakdown(self) -> Breakdown:
        """By what can be compared; themes and owners only where there are few enough leaves."""
        columns = ["unit", "addressee_kind"]
        if self.report:
            columns.append("theme")
        if self.is_narrow:
            columns += ["owner", "owner__name"]
        return Breakdown(self.leaves, *columns)

    def _kept(self) -> tuple[Cells, int, trend.Series]:
        addressee = self.filters.chosen.get("addressee", "")
        return kept.cells(kept.Asked(self.filters.day, self.units, addressee, self.user.standing()))

    def _figures(self, cells: Cells, parents: int | None = None) -> Figures:
        total = sum_of(cells.values())
        if self.is_narrow:
            return figures_of(total, items_of(self.leaves), on=self.filters.day)
        if parents is None:
            parts = self.leaves.rows.filter(parent__isnull=False).order_by()
            parents = parts.values("parent").distinct().count()
        return figures_of(total, Items(total.measures["alone"] + parents), on=self.filters.day)

    def _months(self) -> trend.Series:
        """Of the items the reader sees today: where they stood, and whose they were then."""
        chosen, then = self.filters.chosen, Q()
        for name in ("unit", "owner"):
            if chosen.get(name) == "none":
                then &= Q(**{f"{name}__isnull": True})
        if chosen.get("unit", "none") != "none":
            then &= Q(unit__in=self.units)
        if chosen.get("owner", "none") != "none":
            owner = self.user.pk if chosen["owner"] == "me" else int(chosen["owner"])
            then &= Q(owner=owner) | Q(alternate=owner) if chosen["owner"] == "me" else Q(owner=owner)
        return trend.series(self.in_place, then, on=self.filters.day)

    @property
    def in_place(self) -> RecommendationQuerySet:
        """What the filters that do not change with the days leave: all that ever stood in this place of the reports."""
        chosen, items = self.filters.chosen, self._visible
        if chosen.get("report"):
            items = items.filter(report__symbol=chosen["report"])
        if chosen.get("theme"):
            items = items.filter(theme=None if chosen["theme"] == "none" else int(chosen["theme"]))
        if chosen.get("addressee"):
            items = items.filter(addressee_kind=chosen["addressee"])
        return items


def scope_of(asked: Mapping[str, Any], user: User, today: date, *, named: Collection[str] = NARROWED_BY) -> Scope:
    """Raises Http404 for a report the reader has nothing of."""
    narrowed = {name: str(asked[name]) for name in named if asked.get(name)}
    choices = offered.load(user, narrowed)
    if narrowed.get("report") and narrowed["report"] not in choices.report:
        raise Http404
    items = Recommendation.objects
    visible = items.visible_to(user) if narrowed.get("on") else items.leaves_visible_to(user)
    since = narrowed.pop("since", None)
    filters = ProgressFilter(narrowed, visible, by=user, on=today, units_below=choices.units_below)
    narrowing.offer(filters, choices)
    return Scope(user, filters, choices, _day(since, today), items.visible_to(user))


def _day(text: str | None, today: date) -> date | None:
    """What is no day until today is left aside; the page shows which day it took instead."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day <= today else None
