"""What is stored of the reports that a table speaks of, in as much detail as a table can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F

from recommendations.models import (
    Edition,
    Paragraph,
    PrintedPosition,
    Recommendation,
    RecommendationText,
    Recommender,
    Report,
    Section,
    SectionText,
)

CHUNK = 500


class StoredItem(NamedTuple):
    """A recommendation and its words in the table's language; `text_id` is None where the edition has none of it."""

    id: int
    parent: str
    is_leaf: bool
    version: int
    place: int
    addressee_kind: str
    verb: str
    theme: str
    unit_id: int | None
    owner_id: int | None
    response: str
    implementation: str
    response_due_on: date | None
    target_on: date | None
    text_id: int | None = None
    text: str = ""
    addressee: str = ""
    recommending: tuple[str, ...] = ()
    position: str = ""

    @property
    def is_followed(self) -> bool:
        """Whether anything but imports has happened to it: then its states, people and dates are not the table's."""
        return self.version > 1 or self.owner_id is not None or self.response not in ("", "pending")


@dataclass
class StoredTable:
    """One report: its id and edition where there are any, its recommendations and paragraphs, its headings.

    `leads` tells whether this edition decides what all editions share.
    """

    report_id: int | None = None
    edition_id: int | None = None
    leads: bool = True
    items: dict[str, StoredItem] = field(default_factory=dict)
    paragraphs: dict[str, int] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    sections: int = 0


def load_stored(symbols: Collection[str], language: str) -> dict[str, StoredTable]:
    """The reports of these symbols that are here, in a few queries for each five hundred of them."""
    found: dict[str, StoredTable] = {}
    wanted = sorted(symbols)
    for first in range(0, len(wanted), CHUNK):
        _load(wanted[first : first + CHUNK], language, found)
    return found


def _load(symbols: Collection[str], language: str, found: dict[str, StoredTable]) -> None:
    by_id: dict[int, StoredTable] = {}
    for pk, symbol in Report.objects.filter(symbol__in=symbols).values_list("pk", "symbol"):
        by_id[pk] = found[symbol] = StoredTable(pk)
    if not by_id:
        return
    editions = Edition.objects.filter(report__in=by_id).order_by("pk").values_list("pk", "report", "language")
    first: dict[int, int] = {}
    for pk, report, edition_language in editions:
        first.setdefault(report, pk)
        if edition_language == language:
            by_id[report].edition_id = pk
    for report, table in by_id.items():
        table.leads = report not in first or first[report] == table.edition_id
    for report, number, pk in Paragraph.objects.filter(report__in=by_id).values_list("report", "number", "pk"):
        by_id[report].paragraphs[number] = pk
    themes = _headings(by_id, language)
    _load_items(by_id, language, themes)


def _headings(by_id: Mapping[int, StoredTable], language: str) -> dict[int, str]:
    themes: dict[int, str] = {}
    for report in Section.objects.filter(report__in=by_id).values_list("report", flat=True):
        by_id[report].sections += 1
    texts = SectionText.objects.filter(section__report__in=by_id, edition__language=language)
    for report, section, heading in texts.values_list("section__report", "section", "heading"):
        themes[section] = heading
        by_id[report].headings.setdefault(heading, section)
    return themes


def _load_items(by_id: Mapping[int, StoredTable], language: str, themes: Mapping[int, str]) -> None:
    texts = {
        recommendation: (pk, text, addressee)
        for recommendation, pk, text, addressee in RecommendationText.objects.filter(
            edition__report__in=by_id, edition__language=language
        ).values_list("recommendation", "pk", "text", "addressee")
    }
    makers: dict[int, list[str]] = defaultdict(list)
    named = Recommender.objects.filter(edition__report__in=by_id, edition__language=language).order_by("place")
    for recommendation, name in named.values_list("recommendation", "name"):
        makers[recommendation].append(name)
    printed = PrintedPosition.objects.filter(
        recommendation__report__in=by_id, language=language, symbol=F("recommendation__report__symbol")
    )
    positions = dict(printed.values_list("recommendation", "position"))
    rows = Recommendation.objects.filter(report__in=by_id).order_by("position")
    columns = (
        "report", "reference", "theme", "pk", "parent__reference", "is_leaf", "version", "position", "addressee_kind",
        "verb", "unit", "owner", "response", "implementation", "response_due_on", "target_on",
    )  # fmt: skip
    for report, reference, theme, pk, *place_and_standing in rows.values_list(*columns):
        parent, is_leaf, version, place, kind, verb, *standing = place_and_standing
        by_id[report].items[reference] = StoredItem._make(
            [
                *(pk, parent or "", is_leaf, version, place, kind, verb, themes.get(theme, ""), *standing),
                *texts.get(pk, (None, "", "")),
                tuple(makers.get(pk, ())),
                positions.get(pk, ""),
            ]
        )
