"""The list of recommendations, narrowed by what stands in its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recommendations.filtersets import RecommendationFilter
from recommendations.models import Recommendation
from recommendations.web import choices as offered
from recommendations.web import keyset, rows
from recommendations.web.requests import HtmxRequest, signed_in
from recommendations.workflow import Words

# Counting further would cost more than the page itself.
COUNTED = 1000

# Values that are no row's.
_SPECIAL: dict[str, dict[str, Words]] = {
    "owner": {"me": _("Me"), "none": _("Nobody yet")},
    "unit": {"none": _("No unit yet")},
    "theme": {"none": _("No theme")},
}


@dataclass(frozen=True)
class Chip:
    """An active filter in words, and the page's parameters that go when it is taken out."""

    label: Words
    value: Words
    query: str


@require_safe
def recommendation_list(request: HtmxRequest) -> HttpResponse:
    user = signed_in(request)
    choices = offered.load(user, request.GET.dict())
    filters = RecommendationFilter(
        request.GET,
        Recommendation.objects.leaves_visible_to(user),
        by=user,
        on=timezone.localdate(),
        units_below=choices.units_below,
    )
    _offer(filters, choices)
    order = keyset.BY_DUE_DATE if filters.chosen.get("sort") == "due" else keyset.IN_REPORT_ORDER
    page = order.page(
        filters.qs.select_related("report", "unit", "owner").only(*rows.COLUMNS),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "filters": filters,
        "chips": list(_chips(request, filters, choices)),
        "page": page,
        "rows": rows.rows_of(page.rows, headings=order is keyset.IN_REPORT_ORDER),
        "by_headings": order is keyset.IN_REPORT_ORDER,
        "count": filters.qs.order_by()[: COUNTED + 1].count(),
        "counted": COUNTED,
    }
    part = "_results" if request.htmx else ""
    response = render(request, f"recommendations/recommendation_list{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _offer(filters: RecommendationFilter, choices: offered.Choices) -> None:
    """Fill the selects; without a report there is no theme to choose."""
    any_one = [("", _("Any"))]
    for name in ("report", "theme", "unit", "owner"):
        listed = list(getattr(choices, name).items())[: offered.MOST_OFFERED]
        chosen = filters.chosen.get(name, "")
        if chosen and chosen not in dict(listed) and chosen in getattr(choices, name):
            listed.append((chosen, getattr(choices, name)[chosen]))
        special = [(key, word) for key, word in _SPECIAL.get(name, {}).items() if name == "owner" or key == chosen]
        filters.form.fields[name].widget.choices = [*any_one, *special, *listed]
    if not choices.theme and "theme" not in filters.errors:
        del filters.form.fields["theme"]


def _chips(request: HttpRequest, filters: RecommendationFilter, choices: offered.Choices) -> Iterator[Chip]:
    for name, value in filters.chosen.items():
        query = request.GET.copy()
        for gone in (name, "after", "before", *(["theme"] if name == "report" else [])):
            query.pop(gone, None)
        yield Chip(filters.filters[name].label, _in_words(filters, choices, name, value), query.urlencode())


def _in_words(filters: RecommendationFilter, choices: offered.Choices, name: str, value: str) -> Words:
    if special := _SPECIAL.get(name, {}).get(value):
        return special
    known = getattr(choices, name, None) or dict(filters.filters[name].extra.get("choices", []))
    words: Words = known.get(value, value)
    return words
