"""Facts from the database as at a moment: what is stored now, with everything undone that history says came later.

Read a page at a time in the order of the reports, so that memory stays flat, with the same number of queries for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from recommendations.bulk import Among
from recommendations.models import (
    Edition,
    HistoryEntry,
    Recommendation,
    RecommendationText,
    SectionText,
    Unit,
    User,
)
from recommendations.progress.documents import records
from recommendations.progress.documents.facts import Earlier, Fact, Names, Scope

PAGE = 1000

# Of an item as it is stored; all but the first five have been what history says at another moment.
_COLUMNS = (
    "id",
    "report__symbol",
    "reference",
    "parent_id",
    "parent__reference",
    "paragraph__number",
    "theme_id",
    "addressee_kind",
    "unit_id",
    "owner_id",
    "response",
    "response_due_on",
    "response_text",
    "accepted_part",
    "justification",
    "decided_on",
    "implementation",
    "target_on",
    "first_target_on",
    "percent_done",
    "completed_on",
    "verified_on",
    "closed_on",
    "closing_reason",
    "is_leaf",
    "report_id",
    "position",
)
_NAMED_OTHERWISE = {"paragraph": "paragraph__number", "parent": "parent__reference"}  # by history
_TEXTS = ("response_text", "accepted_part", "justification", "closing_reason")
_STATES = ("response", "implementation", "target_on")
_KEPT = {
    "id": "id",
    "report__symbol": "symbol",
    "reference": "reference",
    "parent__reference": "parent",
    "paragraph__number": "paragraph",
    "theme_id": "theme",
    "unit_id": "unit",
    "owner_id": "owner",
}
_PLACES = frozenset({"parent_id", "is_leaf", "report_id", "position"})

Row = dict[str, Any]


def end_of(day: date) -> datetime:
    """The moment a day is over, in the time zone that is active."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))


def scope_of(*, report: str = "", unit: int | None = None, theme: int | None = None) -> Scope:
    """The scope with the units that stand below its unit today."""
    below = tuple(sorted(Unit.objects.below({unit}))) if unit is not None else ()
    return Scope(report=report, unit=unit, theme=theme, units=below)


@dataclass
class Live:
    """Material read from the database.

    `items` are those the reader may see, of which leaves are told. `as_at` may be any moment until now; the facts are
    those of that moment, the rights those of today. `languages` holds, by symbol, the editions to take texts from; all
    when it is None.
    """

    items: QuerySet[Recommendation]
    scope: Scope
    as_at: datetime
    on: date
    since: datetime | None = None
    names: Names = field(default_factory=Names)
    languages: Mapping[str, Collection[str]] | None = None

    def facts(self) -> Iterator[Fact]:
        after: tuple[int, int] = (0, -1)
        while page := list(self._candidates(after)):
            after = page[-1]["report_id"], page[-1]["position"]
            found = list(self._read(page))
            self._learn(found)
            yield from found

    def _candidates(self, after: tuple[int, int]) -> Iterable[Row]:
        report, position = after
        later = HistoryEntry.objects.filter(at__gt=self.as_at).order_by()
        was_leaf = later.filter(changes__has_key="is_leaf").values("recommendation")
        rows = self.items.filter(Q(is_leaf=True) | Q(pk__in=was_leaf))
        rows = rows.filter(Q(report__gt=report) | Q(report=report, position__gt=position))
        if self.scope.report:
            rows = rows.filter(report__symbol=self.scope.report)
        if self.scope.theme is not None:
            rows = rows.filter(theme=self.scope.theme)
        if self.scope.units:
            moved = later.filter(changes__has_key="unit_id").values("recommendation")
            rows = rows.filter(Q(unit__in=self.scope.units) | Q(pk__in=moved))
        page: Iterable[Row] = rows.order_by("report_id", "position").values(*_COLUMNS)[:PAGE]
        return page

    def _read(self, page: Sequence[Row]) -> Iterator[Fact]:
        ids = [row["id"] for row in page]
        wanted = {pk for row in page for pk in (row["id"], row["parent_id"]) if pk is not None}
        later = self._later(wanted)
        texts = self._texts(wanted, later)
        told = records.of(ids, as_at=self.as_at, later=later)
        for row in page:
            fact = self._fact(row, later[row["id"]], texts, told)
            if fact is not None and (not self.scope.units or fact.unit in self.scope.units):
                yield fact

    def _later(self, ids: Collection[int]) -> records.Later:
        """What happened to these after the earlier of the two moments, latest first."""
        found: records.Later = defaultdict(list)
        begin = min(self.as_at, self.since or self.as_at)
        entries = HistoryEntry.objects.filter(Among("recommendation", ids), at__gt=begin).order_by("-seq")
        for item, *told in entries.values_list("recommendation_id", "at", "action", "changes", "given"):
            found[item].append(records.Entry(*told))
        return found

    def _fact(
        self,
        row: Row,
        later: Sequence[records.Entry],
        texts: Mapping[int, dict[str, str]],
        told: records.Told,
    ) -> Fact | None:
        """The leaf as it was; None when it was not there yet, or no leaf."""
        undone = [entry for entry in later if entry.at > self.as_at]
        if any(entry.action == "import" for entry in undone):
            return None
        for entry in undone:
            _undo(row, entry)
        if not row["is_leaf"]:
            return None
        kept = {_KEPT.get(name, name): value for name, value in row.items() if name not in _PLACES}
        kept |= {"parent": kept["parent"] or "", "paragraph": kept["paragraph"] or ""}
        return Fact(
            **kept,
            texts=texts.get(row["id"], {}),
            chapeau=texts.get(row["parent_id"], {}) if row["parent_id"] else {},
            was=self._earlier(row, [entry for entry in later if entry.at <= self.as_at]),
            update=told.updates.get(row["id"]),
            evidence=tuple(told.evidence[row["id"]]),
            steps=tuple(told.steps[row["id"]]),
            extensions=tuple(told.extensions[row["id"]]),
        )

    def _earlier(self, row: Row, between: Iterable[records.Entry]) -> Earlier | None:
        if self.since is None:
            return None
        row = {name: row[name] for name in _STATES}
        for entry in between:
            if entry.action == "import":
                return None
            _undo(row, entry)
        return Earlier(**row)

    def _texts(self, ids: Collection[int], later: records.Later) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = defaultdict(dict)
        rows = RecommendationText.objects.filter(Among("recommendation", ids)).order_by("edition__language")
        columns = "recommendation_id", "edition__language", "text", "recommendation__report__symbol"
        for item, language, text, symbol in rows.values_list(*columns):
            if self.languages is None or language in self.languages.get(symbol, ()):
                found[item][language] = text
        for item, entries in later.items():
            for entry in entries:
                language = entry.given.get("language")
                if entry.at > self.as_at and entry.action == "text_changed" and language in found[item]:
                    found[item][language] = entry.changes.get("text", [found[item][language]])[0]
        return found

    def _learn(self, facts: Iterable[Fact]) -> None:
        """What the new ids of a page are called."""
        facts, names = list(facts), self.names
        units = {fact.unit for fact in facts if fact.unit} - names.units.keys()
        themes = {fact.theme for fact in facts if fact.theme} - names.themes.keys()
        symbols = {proof.symbol for fact in facts for proof in fact.evidence if proof.symbol} | {
            fact.symbol for fact in facts
        }
        people = {fact.owner for fact in facts if fact.owner}
        people |= {step.owner for fact in facts for step in fact.steps}
        people |= {fact.update.by for fact in facts if fact.update}
        if units:
            names.units |= dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
        if new := people - names.people.keys():
            names.people |= dict(User.objects.filter(pk__in=new).values_list("pk", "name"))
        for theme in themes:
            names.themes[theme] = {}
        headings = SectionText.objects.filter(section__in=themes) if themes else SectionText.objects.none()
        for section, language, heading in headings.values_list("section_id", "edition__language", "heading"):
            names.themes[section][language] = heading
        if symbols := symbols - names.titles.keys():
            names.titles |= {symbol: {} for symbol in symbols}
            editions = Edition.objects.filter(report__symbol__in=symbols)
            for symbol, language, title in editions.values_list("report__symbol", "language", "title"):
                names.titles[symbol][language] = title


def _undo(row: Row, entry: records.Entry) -> None:
    """Put back what the entry changed."""
    for name, (before, _after) in entry.changes.items():
        column = _NAMED_OTHERWISE.get(name, name)
        if column in row:
            row[column] = records.day(before) if column.endswith("_on") else before
            if column in _TEXTS and before is None:
                row[column] = ""
