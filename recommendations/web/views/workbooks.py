"""Editing in Excel: take a workbook, bring it back, look at what it would change, have exactly that carried out."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from recommendations.filtersets import RecommendationFilter
from recommendations.models import EditedWorkbook, Recommendation, WorkbookLine
from recommendations.progress.documents.formats import FORMATS
from recommendations.tasks import begin_job
from recommendations.web import choices as offered
from recommendations.web import keyset, narrowing
from recommendations.web.forms import LimitedFileField
from recommendations.web.requests import signed_in
from recommendations.web.workbook_lines import Shown, shown
from recommendations.workbooks import background
from recommendations.workbooks.material import NOT_FOR_WORKBOOKS, chosen

if TYPE_CHECKING:
    from recommendations.models import User

# So many are written while the person waits; a worker writes more.
AT_ONCE = 500
# Of each sort, until somebody asks for the rest.
SHOWN_FIRST = 25
State = EditedWorkbook.State
Sort = WorkbookLine.Sort


class BringForm(forms.Form):
    """The edited workbook."""

    file = LimitedFileField(
        limit=lambda: settings.IMPORT_MAX_BYTES,
        too_large=gettext_lazy("The file is larger than %(limit)s. Take fewer recommendations at a time."),
        label=gettext_lazy("The edited workbook"),
        help_text=gettext_lazy("The .xlsx file that you took from here, saved by Excel, LibreOffice or Numbers."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest) -> HttpResponse:
    """GET offers what the filters of the address leave; POST takes an edited workbook in."""
    user = signed_in(request)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        with transaction.atomic():
            brought = background.bring(file.name, file.read(), by=user, at=timezone.now())
            assert brought.job is not None  # noqa: S101  bringing leaves one
            begin_job(brought.job)
        return HttpResponseRedirect(brought.job.get_absolute_url())
    choices = offered.load(user, request.GET.dict())
    asked = _asked(request)
    filters = RecommendationFilter(
        asked, Recommendation.objects.leaves_visible_to(user), by=user, on=timezone.localdate(),
        units_below=choices.units_below,
    )  # fmt: skip
    context = {
        "form": form,
        "chips": list(narrowing.chips(request, filters, choices)),
        "count": filters.qs.order_by()[: background.MOST_ROWS + 1].count(),
        "most": background.MOST_ROWS,
        "at_once": AT_ONCE,
        "others": EditedWorkbook.objects.visible_to(user).select_related("job").order_by("-pk")[:10],
    }
    return render(request, "workbooks/workbook.html", context, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.GET.dict().items() if name not in NOT_FOR_WORKBOOKS}


@require_POST
def take(request: HttpRequest) -> HttpResponse | FileResponse:
    """The workbook of what the filters of the address leave; a long one is left to a worker."""
    user, at, filters = signed_in(request), timezone.now(), _asked(request)
    found = chosen(filters, by=user, on=timezone.localdate(at))
    count = found.order_by()[: background.MOST_ROWS + 1].count()
    if not 0 < count <= background.MOST_ROWS:
        return redirect(f"{request.path.removesuffix('take/')}?{request.GET.urlencode()}")  # which says why
    if count > AT_ONCE:
        return _left(filters, count, user)
    file = BytesIO()
    background.write(filters, by=user, at=at, to=file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=background.name_of(timezone.localdate(at)),
        content_type=FORMATS["xlsx"].content_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"},
    )


def _left(filters: Mapping[str, str], count: int, user: User) -> HttpResponse:
    with transaction.atomic():
        job = background.leave_taking(filters, count, by=user, at=timezone.now())
        begin_job(job)
    return HttpResponseRedirect(job.get_absolute_url())


def _found(request: HttpRequest, pk: int) -> EditedWorkbook:
    visible = EditedWorkbook.objects.visible_to(signed_in(request)).select_related("job")
    return get_object_or_404(visible, pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What it would change, and what came of it. POST has what can be carried out carried out."""
    found = _found(request, pk)
    if request.method == "POST":
        with transaction.atomic():
            job = background.leave_storing(found, by=signed_in(request), at=timezone.now())
            if job is not None:
                begin_job(job)
        return HttpResponseRedirect(job.get_absolute_url() if job else found.get_absolute_url())
    job = found.job
    if found.state in (State.READING, State.STORING) and job is not None and not job.has_ended:
        return HttpResponseRedirect(job.get_absolute_url())
    return render(request, "workbooks/changes.html", _context(request, found))


def _context(request: HttpRequest, found: EditedWorkbook) -> dict[str, object]:
    user = signed_in(request)
    counts = _counts(found)
    only = request.GET.get("show", "")
    sections: list[tuple[Sort, int, keyset.Page[WorkbookLine], list[Shown]]] = []
    for sort in (only,) if only in Sort.values else Sort.values:
        lines = found.lines.filter(sort=sort)
        page = keyset.BY_ROW.page(
            lines,
            after=request.GET.get("after", "") if only else "",
            before=request.GET.get("before", "") if only else "",
            size=keyset.PAGE_SIZE if only else SHOWN_FIRST,
        )
        if page.rows:
            sections.append((Sort(sort), counts[sort], page, shown(page.rows, user)))
    return {
        "workbook": found,
        "counts": counts,
        "sections": sections,
        "only": only if only in Sort.values else "",
        "waiting": counts["change"] - counts["done"] - counts["refused"],
    }


def _counts(found: EditedWorkbook) -> dict[str, int]:
    """Lines by sort, and those of the changes by what came of them."""
    counts = dict.fromkeys([*Sort.values, *WorkbookLine.Outcome.values], 0)
    for sort, outcome, count in found.lines.order_by().values_list("sort", "outcome").annotate(Count("pk")):
        counts[sort] += count
        if outcome:
            counts[outcome] += count
    return counts


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the workbook away; what was carried out stays."""
    found = _found(request, pk)
    if found.state == State.STORING and found.job is not None and not found.job.has_ended:
        messages.error(request, _("It is being carried out. Cancel that first."))
        return HttpResponseRedirect(found.job.get_absolute_url())
    background.drop(found)
    messages.success(request, _("The workbook is gone. What was carried out stays."))
    return redirect("recommendations:workbook")
