"""What a workbook shows of each recommendation, read a page at a time with the same number of queries for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recommendations.filtersets import RecommendationFilter
from recommendations.models import ProgressUpdate, Recommendation, RecommendationText, SectionText, User
from recommendations.progress.documents.content import clean
from recommendations.progress.documents.speaking import best
from recommendations.workbooks.acts import open_acts
from recommendations.workbooks.columns import Act
from recommendations.workbooks.names import Names, person_label

PAGE = 500
# Filters that are about another day than today, or about the order.
NOT_FOR_WORKBOOKS = ("on", "sort", "after", "before")

Value = str | int | date | None
Texts = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True)
class Line:
    """A recommendation: its values by the codes of the columns, and what the person may fill in."""

    item: Recommendation
    values: Mapping[str, Value]
    open_acts: frozenset[Act]


def chosen(filters: Mapping[str, str], *, by: User, on: date) -> QuerySet[Recommendation]:
    """What the filters of a list leave of what the person may see."""
    asked = {name: value for name, value in filters.items() if name not in NOT_FOR_WORKBOOKS}
    visible = Recommendation.objects.leaves_visible_to(by)
    found: QuerySet[Recommendation] = RecommendationFilter(asked, visible, by=by, on=on).qs
    return found


def lines(items: QuerySet[Recommendation], names: Names, *, by: User, on: date) -> Iterator[Line]:
    """In the order of the reports, in the language that is active."""
    person, after = by.standing(on), (0, -1)
    # What is compared when a workbook comes back is read in one statement with the version it belongs to.
    items = items.select_related("report", "unit", "owner", "alternate").prefetch_related("extensions")
    while page := list(_beyond(items, after)):
        after = page[-1].report_id, page[-1].position
        told = _Told(page)
        Recommendation.load_facts(page)
        for item in page:
            yield Line(item, {**remembered(item, names), **told.about(item)}, open_acts(item, person))


def _beyond(items: QuerySet[Recommendation], after: tuple[int, int]) -> QuerySet[Recommendation]:
    report, position = after
    beyond = Q(report__gt=report) | Q(report=report, position__gt=position)
    return items.filter(beyond).order_by("report_id", "position")[:PAGE]


def remembered(item: Recommendation, names: Names) -> dict[str, Value]:
    """What the key of a row remembers, as the item stands."""
    return {
        "report": item.report.symbol,
        "reference": item.reference,
        "percent_done": item.percent_done,
        "owner": person_label(item.owner) if item.owner else "",
        "alternate": person_label(item.alternate) if item.alternate else "",
        "unit": names.unit_label(item.unit) if item.unit else "",
        "response_due_on": item.response_due_on,
    }


class _Told:
    """The words of a page of items: their texts, the headings they stand under, their latest updates."""

    def __init__(self, page: Collection[Recommendation]) -> None:
        self.language = (get_language() or "en").split("-")[0]
        own = {item.pk for item in page}
        parents = {item.parent_id for item in page if item.parent_id is not None}
        texts = RecommendationText.objects.filter(recommendation__in=own | parents)
        self.texts = _by_language(texts.values_list("recommendation_id", "edition__language", "text"))
        themes = SectionText.objects.filter(section__in={item.theme_id for item in page if item.theme_id is not None})
        self.themes = _by_language(themes.values_list("section_id", "edition__language", "heading"))
        updates = ProgressUpdate.objects.submitted().filter(recommendation__in=own).order_by("reported_on", "pk")
        self.updates = {item: (text, no_change) for item, text, no_change in
                        updates.values_list("recommendation_id", "text", "no_change")}  # fmt: skip

    def about(self, item: Recommendation) -> dict[str, Value]:
        text, no_change = self.updates.get(item.pk, ("", False))
        return {
            "chapeau": self._best(self.texts, item.parent_id),
            "recommendation": self._best(self.texts, item.pk),
            "theme": self._best(self.themes, item.theme_id),
            "response": str(item.response_word()),
            "implementation": str(item.get_implementation_display()),
            "due_on": item.due_on,
            "target_on": item.target_on,
            "last_update_on": item.last_update_on,
            "last_update": clean(text) or (_("No change, still on track") if no_change else ""),
        }

    def _best(self, texts: Texts, pk: int | None) -> str:
        return clean(best(texts.get(pk or 0, {}), self.language)[0])


def _by_language(rows: Any) -> Texts:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, language, text in rows:
        found[pk][language] = text
    return found
