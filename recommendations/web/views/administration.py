"""The log of what was changed about people and units, and what the nightly check put right."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.models import AdministrativeEntry, Recommendation, Repair
from recommendations.permissions import Role
from recommendations.web import keyset, log_lines
from recommendations.web.requests import signed_in
from recommendations.web.views.people import for_administration


@never_cache
@require_safe
@for_administration
def administration_log(request: HttpRequest) -> HttpResponse:
    entries = AdministrativeEntry.objects.select_related("person", "unit")
    page = keyset.LATEST_FIRST.page(entries, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(request, "people/administration_log.html", {"page": page, "log": log_lines.lines(page.rows)})


@never_cache
@require_safe
def repair_list(request: HttpRequest) -> HttpResponse:
    """For coordinators: an administrator by that alone sees no recommendations."""
    by = signed_in(request)
    if Role.COORDINATOR not in by.standing().roles:
        raise Http404
    repairs = Repair.objects.filter(recommendation__in=Recommendation.objects.visible_to(by))
    repairs = repairs.select_related("recommendation__report", "person", "to", "absence")
    page = keyset.LATEST_FIRST.page(repairs, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(request, "people/repairs.html", {"page": page})
