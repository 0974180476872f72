"""The list of recommendations, narrowed by what stands in its address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from recommendations.filtersets import RecommendationFilter
from recommendations.models import Recommendation
from recommendations.web import choices as offered
from recommendations.web import keyset, narrowing, rows
from recommendations.web.requests import HtmxRequest, signed_in

# Counting further would cost more than the page itself, which for a search is sooner.
COUNTED, COUNTED_OF_A_SEARCH = 1000, 100


@require_safe
def recommendation_list(request: HtmxRequest) -> HttpResponse:
    user = signed_in(request)
    choices = offered.load(user, request.GET.dict())
    items = Recommendation.objects
    filters = RecommendationFilter(
        request.GET,
        items.visible_to(user) if request.GET.get("on") else items.leaves_visible_to(user),
        by=user,
        on=timezone.localdate(),
        units_below=choices.units_below,
    )
    narrowing.offer(filters, choices)
    by_date = filters.chosen.get("sort") == "due" and not filters.past
    order = keyset.BY_DUE_DATE if by_date else keyset.IN_REPORT_ORDER
    page = order.page(
        filters.qs.select_related("report", "unit", "owner").only(*rows.COLUMNS),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    counted = COUNTED_OF_A_SEARCH if filters.chosen.get("q") else COUNTED
    context = {
        "filters": filters,
        "chips": list(narrowing.chips(request, filters, choices)),
        "page": page,
        "rows": rows.rows_of(page.rows, headings=not by_date, past=filters.past),
        "by_headings": not by_date,
        "today": filters.day,
        "past": filters.past,
        "count": filters.qs.order_by()[: counted + 1].count(),
        "counted": counted,
    }
    part = "_results" if request.htmx else ""
    response = render(request, f"recommendations/recommendation_list{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
