"""What the filters of a list offer: reports, themes, units and people, all from one query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from recommendations.models import Recommendation, Report, Section, SectionText, Unit, User
from recommendations.web import editions

# More than this nobody reads through; what is chosen in the address is offered besides.
MOST_OFFERED = 50
NONE = Q(pk__in=[])


@dataclass
class Choices:
    """Labels by key for each filter, and the tree of units."""

    report: dict[str, str] = field(default_factory=dict)
    theme: dict[str, str] = field(default_factory=dict)
    unit: dict[str, str] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    parent_of: dict[int, int | None] = field(default_factory=dict)

    def units_below(self, units: set[int]) -> Collection[int]:
        """These units and all under them."""
        return {unit for unit in self.parent_of if self._stands_under(unit, units)} | units

    def _stands_under(self, unit: int | None, units: set[int]) -> bool:
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            if unit in units:
                return True
            seen.add(unit)
            unit = self.parent_of.get(unit)
        return False


def load(user: User, chosen: Mapping[str, str]) -> Choices:
    """What this person may choose from. `chosen` holds the filters as they stand in the address."""
    report = chosen.get("report", "").replace("\0", "")  # which no database takes; the filter itself refuses it
    parts = [_reports(user, report), _units(), _people(user, chosen.get("owner", ""))]
    if report:
        parts.append(_themes(user, report))
    choices = Choices()
    for kind, key, label, above in parts[0].union(*parts[1:], all=True).order_by("label"):
        getattr(choices, kind)[key] = label
        if kind == "unit":
            choices.parent_of[int(key)] = above
    return choices


def _rows(
    rows: QuerySet[Any], kind: str, key: str, label: Combinable | str, above: Combinable | None = None
) -> QuerySet[Any, tuple[str, str, str, int | None]]:
    values: QuerySet[Any, tuple[str, str, str, int | None]] = (
        rows.order_by()
        .annotate(
            kind=Value(kind),
            key=Cast(key, CharField()),
            label=Cast(label, CharField()),
            above=above or Value(None, output_field=BigIntegerField()),
        )
        .values_list("kind", "key", "label", "above")
    )
    return values


def _first(rows: QuerySet[Any], also: Q) -> QuerySet[Any]:
    # A limit inside a union is more than SQLite takes, inside IN it is not.
    listed: QuerySet[Any] = rows.model.objects.filter(Q(pk__in=rows.values("pk")[:MOST_OFFERED]) | also)
    return listed


def _reports(user: User, chosen: str) -> QuerySet[Any, Any]:
    visible = Report.objects.visible_to(user)
    newest = _first(visible.order_by("-imported_at", "pk"), Q(symbol=chosen, pk__in=visible) if chosen else NONE)
    return _rows(newest, "report", "symbol", "symbol")


def _units() -> QuerySet[Any, Any]:
    return _rows(Unit.objects.current(), "unit", "pk", "name", F("parent_id"))


def _people(user: User, chosen: str) -> QuerySet[Any, Any]:
    """Those who own something; for somebody who sees some units only, the people of these and of their own."""
    person = user.standing()
    people = User.objects.filter(Exists(Recommendation.objects.filter(owner=OuterRef("pk"))))
    if not person.sees_everything:
        people = people.filter(memberships__unit__in=person.sees_units | person.belongs_to)
    somebody = chosen.isdecimal() and len(chosen) <= 15
    also = Q(pk=int(chosen), pk__in=people) if somebody else NONE
    return _rows(_first(people.order_by("name", "pk"), also), "owner", "pk", "name")


def _themes(user: User, symbol: str) -> QuerySet[Any, Any]:
    sections = Section.objects.filter(
        Exists(Recommendation.objects.filter(theme=OuterRef("pk"))),
        report__in=Report.objects.visible_to(user).filter(symbol=symbol),
    )
    return _rows(_first(sections.order_by("position"), NONE), "theme", "pk", Subquery(_heading()))


def _heading() -> QuerySet[Any, Any]:
    wanted = Case(
        When(edition__language=editions.readers_language(), then=0), When(edition__language="en", then=1), default=2
    )
    texts = SectionText.objects.filter(section=OuterRef("pk"))
    return texts.order_by(wanted, "edition__language").values("heading")[:1]
