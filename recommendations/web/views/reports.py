"""Reports: which there are, and each as a document to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from recommendations.models import Edition, Recommendation, Report, User
from recommendations.web import editions, keyset, reading
from recommendations.web.requests import signed_in


@dataclass(frozen=True)
class Line:
    """A report in the list. `leaves` counts what is followed, `items` what the report itself numbers."""

    report: Report
    edition: Edition | None
    editions: Sequence[Edition]
    responses: dict[str, int]
    leaves: int
    items: int


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    page = keyset.NEWEST_FIRST.page(
        Report.objects.visible_to(user), after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    context = {"page": page, "lines": _lines(page.rows, user)}
    return render(request, "recommendations/report_list.html", context)


def _lines(reports: Iterable[Report], user: User) -> list[Line]:
    reports = list(reports)
    written: dict[int, list[Edition]] = defaultdict(list)
    for edition in Edition.objects.filter(report__in=reports).defer("summary").order_by("language"):
        written[edition.report_id].append(edition)
    visible = Recommendation.objects.visible_to(user).filter(report__in=reports).order_by()
    leaves: dict[int, Counter[str]] = defaultdict(Counter)
    items: Counter[int] = Counter()
    counts = visible.values_list("report", "response").annotate(
        nodes=Count("pk"), topmost=Count("pk", filter=Q(parent=None))
    )
    for report_id, response, nodes, topmost in counts:
        items[report_id] += topmost
        if response:
            leaves[report_id][response] += nodes
    return [
        Line(
            report=report,
            edition=editions.readers_edition(written[report.pk]),
            editions=written[report.pk],
            responses=dict(leaves[report.pk]),
            leaves=leaves[report.pk].total(),
            items=items[report.pk],
        )
        for report in reports
    ]


@require_safe
def report_detail(request: HttpRequest, symbol: str) -> HttpResponse:
    """`?edition=zh` chooses the language of the text. A-67-156 leads to the address with slashes."""
    user = signed_in(request)
    report = Report.objects.visible_to(user).filter(Q(symbol=symbol) | Q(slug=symbol)).order_by("pk").first()
    if report is None:
        raise Http404
    if report.symbol != symbol:
        return redirect(report, permanent=True)
    written = list(report.editions.select_related("report").order_by("language"))
    wanted = [edition for edition in written if edition.language == request.GET.get("edition")]
    edition = wanted[0] if wanted else editions.readers_edition(written)
    context = {
        "report": report,
        "editions": written,
        "edition": edition,
        "gaps": editions.gaps(written),
        "corrigenda": edition.corrigenda.select_related("source") if edition else (),
        "reading": reading.read(edition, user) if edition else None,
    }
    return render(request, "recommendations/report_detail.html", context)
