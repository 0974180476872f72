"""Progress reports that are signed: which there are, each to read, to sign, to take away as a file, to compare."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recommendations import permissions
from recommendations.models import ProgressReport
from recommendations.progress.documents import composing, files, issuing
from recommendations.progress.documents.content import Content
from recommendations.progress.documents.facts import from_data
from recommendations.progress.documents.formats import FORMATS
from recommendations.progress.documents.speaking import speaking
from recommendations.progress.documents.writers.html import plain
from recommendations.refusals import Refused
from recommendations.tasks import run_job
from recommendations.web import keyset
from recommendations.web.document_forms import AsForm, SignForm
from recommendations.web.requests import signed_in

# A page with more is no page to read; the files hold all of it.
MOST_SHOWN = 300


@require_safe
def progress_reports(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    found = ProgressReport.objects.visible_to(user).select_related("report", "unit", "prepared_by")
    page = keyset.NEWEST_ROW_FIRST.page(
        found.defer("data"), after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    context = {"page": page, "keeps_templates": permissions.may_keep_templates(user.standing())}
    return render(request, "documents/progress_reports.html", context)


def _found(request: HttpRequest, pk: int) -> ProgressReport:
    visible = ProgressReport.objects.visible_to(signed_in(request)).select_related("report", "unit", "prepared_by")
    return get_object_or_404(visible, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def progress_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report to read. POST orders a file of it."""
    user, report = signed_in(request), _found(request, pk)
    form = AsForm(request.POST if request.method == "POST" else None, initial=_usual(report))
    if request.method == "POST" and form.is_valid():
        order = files.Order(
            kind=form.cleaned_data["kind"],
            wish=form.wish,
            progress_report=report.pk,
            template=form.chosen_template,
            mail=form.cleaned_data["mail"],
        )
        with transaction.atomic():
            title = f"{report.report or report.unit or ''} {report.on} · {FORMATS[order.kind].label}".strip()
            job = files.ask(order, by=user, at=timezone.now(), title=title)
        run_job.delay_on_commit(job.pk)
        return HttpResponseRedirect(job.get_absolute_url())
    return _show(request, report, form, SignForm(), status=422 if form.is_bound else 200)


def _usual(report: ProgressReport) -> dict[str, str]:
    return {"kind": "docx", "language": report.language, "vocabulary": report.vocabulary}


def _show(
    request: HttpRequest, report: ProgressReport, form: AsForm, sign: SignForm, *, status: int = 200
) -> HttpResponse:
    person = signed_in(request).standing()
    is_draft = report.state == ProgressReport.State.DRAFT
    context = {"report": report, "form": form, "is_draft": is_draft}
    try:
        stored, digest = issuing.facts_of(report) if is_draft else (from_data(report.data), report.sha256)
    except Refused as refused:
        context |= {"problems": refused.reasons}
        stored, digest = None, ""
    if stored is not None:
        sign.initial = {"read": digest}
        content = composing.compose(stored, issuing.wish_of(report), signature=issuing.signature_of(report))
        with speaking(report.language):
            context |= {"shown": plain(_readable(content, len(stored.kept))), "leaves": len(stored.kept)}
    context |= {
        "sign": sign,
        "digest": digest,
        "may_sign": is_draft and digest and permissions.may_sign_report(person, report.unit_id),
        "may_discard": is_draft and permissions.may_prepare_report(person, report.unit_id),
        "others": _others(request, report) if not is_draft else [],
        "too_long": stored is not None and len(stored.kept) > MOST_SHOWN,
    }
    return render(request, "documents/progress_report_page.html", context, status=status)


def _readable(content: Content, leaves: int) -> Content:
    """Without the recommendations one by one, where they are too many for a page."""
    if leaves <= MOST_SHOWN:
        return content
    return Content(content.head, [section for section in content.sections if section.rank < 3][:6])


def _others(request: HttpRequest, report: ProgressReport) -> Iterable[ProgressReport]:
    """Issued reports about the same that this one can be compared with, newest first."""
    visible = ProgressReport.objects.visible_to(signed_in(request)).issued().defer("data")
    return visible.filter(report=report.report_id, unit=report.unit_id).exclude(pk=report.pk).order_by("-as_at")[:20]


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    user, report = signed_in(request), _found(request, pk)
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            issuing.sign(report, read=form.cleaned_data["read"], by=user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Issued in your name. It will never change."))
            return HttpResponseRedirect(report.get_absolute_url())
    return _show(request, report, AsForm(initial=_usual(report)), form, status=422)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    report = _found(request, pk)
    try:
        issuing.discard(report, by=signed_in(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(report.get_absolute_url())
    messages.success(request, _("The draft is gone."))
    return HttpResponseRedirect(reverse("recommendations:progress_reports"))


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the issued report again from history and compare the hashes."""
    report = _found(request, pk)
    if report.state != ProgressReport.State.ISSUED:
        raise Http404
    if issuing.made_again(report) == report.sha256:
        messages.success(request, _("Made again from the history: it is the same, to the last letter."))
    else:
        messages.error(request, _("Made again from the history it is not the same. Check the history: verify_history."))
    return HttpResponseRedirect(report.get_absolute_url())


@require_safe
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """What two issued reports tell differently, the earlier one first whichever was named first."""
    pair = sorted((_found(request, pk), _found(request, other)), key=lambda report: (report.as_at, report.pk))
    if any(report.state != ProgressReport.State.ISSUED for report in pair) or pk == other:
        raise Http404
    before, after = (from_data(report.data) for report in pair)
    speaker = composing.speaker_of(after, issuing.wish_of(pair[1]), one_report=True)
    found = list(issuing.differences(before, after, speaker))
    return render(request, "documents/compare.html", {"before": pair[0], "after": pair[1], "differences": found})
