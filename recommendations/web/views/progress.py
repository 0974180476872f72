"""The manager's page: how far the recommendations have come, what is late first, every number with its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recommendations.models import Recommendation, Report
from recommendations.progress import figures
from recommendations.web import editions, rows
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

MOST_LISTED = 10
MOST_REPORTS = 20
MOST_OFFERED = 100


@dataclass(frozen=True)
class Grouping:
    """A table of groups; `filter` is the name by which a list is narrowed to one of them."""

    code: str
    title: Words
    column: Words
    note: Words
    filter: str
    groups: list[figures.Group]


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """`?report=A/67/156` narrows everything to one report; with one report to see, that is what it shows."""
    user, on = signed_in(request), timezone.localdate()
    reports = list(Report.objects.visible_to(user).order_by("symbol").values_list("symbol", flat=True))
    symbol = request.GET.get("report", "")
    if symbol and symbol not in reports:
        raise Http404
    leaves = Recommendation.objects.leaves_visible_to(user)
    if symbol:
        leaves = leaves.filter(report__symbol=symbol)
    due = leaves.filter(due_on__isnull=False).select_related("report", "unit", "owner").only(*rows.COLUMNS)
    due = due.order_by("due_on", "pk")
    context = {
        "reports": reports,
        "choices": reports[:MOST_OFFERED] if len(reports) > 1 else [],
        "report": symbol,
        "figures": figures.figures(leaves, on=on),
        "overdue": rows.rows_of(due.filter(due_on__lt=on)[:MOST_LISTED]),
        "due_soon": rows.rows_of(due.filter(due_on__gte=on, due_on__lte=on + figures.DUE_SOON)[:MOST_LISTED]),
        "groupings": _groupings(leaves, on, all_reports=1 if symbol else len(reports)),
    }
    return render(request, "recommendations/progress.html", context)


def _groupings(leaves: QuerySet[Recommendation], on: date, *, all_reports: int) -> list[Grouping]:
    """Themes belong to a report, so they are told apart only inside one; several reports are compared as a whole."""
    language = editions.readers_language()
    if all_reports == 1:
        themes = figures.by_theme(leaves, on=on, language=language)
        first = Grouping("theme", _("By theme"), _("Theme"), "", "theme", themes)
    else:
        found = figures.by_report(leaves, on=on, language=language, most=MOST_REPORTS)
        note = _("Those with most overdue; choose a report above to see it alone.") if all_reports > len(found) else ""
        first = Grouping("report", _("By report"), _("Report"), note, "report", found)
    units = figures.by_unit(leaves, on=on)
    note = _("The figures of a unit include the units below it.") if any(unit.level for unit in units) else ""
    return [first, Grouping("unit", _("By unit"), _("Unit"), note, "unit", units)]
