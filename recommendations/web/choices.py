"""What the filters of a list offer: reports, themes, units and people, all from one query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from recommendations.models import Recommendation, Report, Section, SectionText, Unit, User
from recommendations.models.compiled import Given, compiled_once
from recommendations.permissions import Standing
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
    owner = chosen.get("owner", "")
    owner = owner if owner.isdecimal() and len(owner) <= 15 else ""
    language = editions.readers_language() if report else ""
    choices = Choices()
    found = _offered(user.standing().sight, language, bool(report), bool(owner), report=report, owner=owner or None)
    for kind, key, label, above in found:
        getattr(choices, kind)[key] = label
        if kind == "unit":
            choices.parent_of[int(key)] = above
    return choices


@compiled_once(report=CharField(), owner=BigIntegerField())
def _offered(
    reader: Standing, language: str, with_report: bool, with_owner: bool, *, report: Given, owner: Given
) -> QuerySet[Any, Any]:
    """By label. Themes are those of a report, in the language if they have words in it."""
    parts = [
        _reports(reader, report if with_report else None),
        _units(),
        _people(reader, owner if with_owner else None),
    ]
    if with_report:
        parts.append(_themes(reader, language, report))
    return parts[0].union(*parts[1:], all=True).order_by("label")


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


def _reports(reader: Standing, chosen: Given | None) -> QuerySet[Any, Any]:
    visible = Report.objects.visible_to(reader)
    also = Q(symbol=chosen, pk__in=visible) if chosen else NONE
    return _rows(_first(visible.order_by("-imported_at", "pk"), also), "report", "symbol", "symbol")


def _units() -> QuerySet[Any, Any]:
    return _rows(Unit.objects.current(), "unit", "pk", "name", F("parent_id"))


def _people(reader: Standing, chosen: Given | None) -> QuerySet[Any, Any]:
    """Those who own something; for somebody who sees some units only, the people of these and of their own."""
    people = User.objects.filter(Exists(Recommendation.objects.filter(owner=OuterRef("pk"))))
    if not reader.sees_everything:
        people = people.filter(memberships__unit__in=reader.sees_units | reader.belongs_to)
    also = Q(pk=chosen, pk__in=people) if chosen else NONE
    return _rows(_first(people.order_by("name", "pk"), also), "owner", "pk", "name")


def _themes(reader: Standing, language: str, symbol: Given) -> QuerySet[Any, Any]:
    sections = Section.objects.filter(
        Exists(Recommendation.objects.filter(theme=OuterRef("pk"))),
        report__in=Report.objects.visible_to(reader).filter(symbol=symbol),
    )
    return _rows(_first(sections.order_by("position"), NONE), "theme", "pk", Subquery(_heading(language)))


def _heading(language: str) -> QuerySet[Any, Any]:
    wanted = Case(When(edition__language=language, then=0), When(edition__language="en", then=1), default=2)
    texts = SectionText.objects.filter(section=OuterRef("pk"))
    return texts.order_by(wanted, "edition__language").values("heading")[:1]
