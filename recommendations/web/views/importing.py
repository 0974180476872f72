"""Importing a report: choose a file, look at what it would change, put right what was misread, confirm exactly that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recommendations import permissions
from recommendations.importing import background, pending
from recommendations.importing.pictures import picture_of
from recommendations.importing.plan import LONGEST_SYMBOL, plan_import, usable_symbol
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.upload import Upload, read_upload, sha256_of
from recommendations.importing.wording import refusal_words
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.models import EDITION_LANGUAGES, PendingImport
from recommendations.refusals import Refused
from recommendations.tasks import begin_job, suggest_evidence
from recommendations.web import import_page, table_detour
from recommendations.web.forms import LimitedFileField
from recommendations.web.requests import signed_in

if TYPE_CHECKING:
    from recommendations.models import User

State = PendingImport.State

# What the browser offers first; what a file is, its content decides.
ACCEPTED = ".docx,.pdf,.html,.htm,.xhtml,.md,.markdown,.rst,.txt,.csv,.tsv,.xlsx,.xls,text/plain"
# More parts than this are stored in the background.
PARTS_AT_ONCE = 2000

# Asked in turn before a file is read as a report, with its name, content, and the symbol and language given: the
# address to go on at for a file that is something else, or None.
Detour = Callable[["User", str, bytes, str, str], str | None]
DETOURS: tuple[Detour, ...] = (table_detour.detour,)


def language_field() -> forms.ChoiceField:
    """In what language a file is to be read, where a person knows better than its text tells."""
    return forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[
            ("", gettext_lazy("Recognise it from the text")),
            *((code, name) for code, name in EDITION_LANGUAGES if code in LEXICONS),
        ],
    )


class UploadForm(forms.Form):
    """A report's file, and what it may not say itself."""

    file = LimitedFileField(
        limit=lambda: settings.IMPORT_MAX_BYTES,
        too_large=gettext_lazy("The file is larger than %(limit)s. Split it, or save it as plain text."),
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Word (.docx), PDF with text, HTML, Markdown, reStructuredText or plain text in any encoding; "
            "tables as CSV, .xlsx or .xls."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    symbol = forms.CharField(
        label=gettext_lazy("Symbol"),
        required=False,
        max_length=LONGEST_SYMBOL,
        help_text=gettext_lazy("For example A/67/156. Leave empty if the file says it."),
    )
    language = language_field()

    def clean_symbol(self) -> str:
        symbol = self.cleaned_data["symbol"]
        if not symbol:
            return ""
        try:
            return usable_symbol(symbol)
        except Refused as refused:
            raise ValidationError(refused.reasons) from refused


@require_http_methods(["GET", "HEAD", "POST"])
def import_report(request: HttpRequest) -> HttpResponse:
    """Take a file, keep it, and lead on to its plan. What cannot be a report is refused here, with the remedy."""
    user = coordinator(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        address = _taken(request, user, form)
        if address:
            return HttpResponseRedirect(address)
    context = {
        "form": form,
        "pending": PendingImport.objects.visible_to(user).under_way().select_related("source", "by"),
        "kept_days": settings.IMPORTS_KEPT_DAYS,
    }
    return render(request, "recommendations/import.html", context, status=422 if form.is_bound else 200)


def _taken(request: HttpRequest, user: User, form: UploadForm) -> str:
    """Where to go on with the file; "" after telling the form why it is not taken."""
    file, symbol, language = (form.cleaned_data[name] for name in ("file", "symbol", "language"))
    content = file.read()
    for detour in DETOURS:
        if address := detour(user, file.name, content, symbol, language):
            return address
    if found := pending.under_way(sha256_of(content), symbol, language):
        messages.info(request, _("This file is on its way already: %(name)s has begun it.") % {"name": found.by.name})
        return found.get_absolute_url()
    try:
        read = _read_at_once(file.name, content, symbol, language)
    except ReportRefusedError as refused:
        form.add_error("file", " ".join(refusal_words(refused)))
        return ""
    except Refused as refused:
        form.add_error("symbol", str(refused))
        return ""
    at = timezone.now()
    with transaction.atomic():
        waiting = pending.begin(file.name, content, symbol=symbol, language=language, by=user, at=at, read=read)
        if waiting.state == State.READING and waiting.job is None:
            job = background.leave_reading(waiting, by=user, at=at)
            begin_job(job)
            return job.get_absolute_url()
    return waiting.get_absolute_url()


def _read_at_once(name: str, content: bytes, symbol: str, language: str) -> Upload | None:
    """A short file read; None for one that takes longer. Raises ReportRefusedError, or Refused without a symbol."""
    if not pending.is_quick(name, content):
        return None
    read = read_upload(name, content, language or None)
    if read.is_corrigendum:
        plan_import(read, symbol=symbol)
        return read
    if not (symbol or read.parsed.document.symbol):
        raise Refused(_("The file does not say its symbol. Write it here, for example A/67/156."))
    usable_symbol(symbol or read.parsed.document.symbol)
    return read


@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what the file would change now; POST carries that plan out, or shows the one it has become."""
    user = coordinator(request)
    waiting = on_its_way(user, pk)
    if waiting.state == State.DONE:
        return _stored(request, waiting)
    if waiting.job is not None and not waiting.job.has_ended:
        return HttpResponseRedirect(waiting.job.get_absolute_url())
    if waiting.state != State.READY:
        return import_page.unread_page(request, waiting)
    if request.method != "POST":
        return import_page.show(request, waiting)
    digest = request.POST.get("digest", "")
    try:
        plan = pending.plan_of(waiting)
        if plan.digest != digest:
            raise Refused(_("The stored report has changed since you looked. This is what the import would do now."))
        if sum(plan.counts().values()) > PARTS_AT_ONCE:
            return _store_later(waiting, digest, user)
        report = pending.store(waiting, digest, by=user, at=timezone.now(), afterwards=suggest_evidence)
    except Refused as refused:
        return import_page.show(request, waiting, problems=refused.reasons, status=409)
    messages.success(request, _("Imported: %(report)s.") % {"report": report})
    return HttpResponseRedirect(report.get_absolute_url())


def _stored(request: HttpRequest, waiting: PendingImport) -> HttpResponse:
    if waiting.report is None:
        raise Http404
    messages.info(request, _("This import is done: the report is stored."))
    return HttpResponseRedirect(waiting.report.get_absolute_url())


def _store_later(waiting: PendingImport, digest: str, user: User) -> HttpResponse:
    with transaction.atomic():
        job = background.leave_storing(waiting, digest, by=user, at=timezone.now())
        if job is not None:
            begin_job(job)
    return HttpResponseRedirect(job.get_absolute_url() if job else waiting.get_absolute_url())


@require_POST
def import_symbol(request: HttpRequest, pk: int) -> HttpResponse:
    """Under which symbol to store a file that does not say it, or says another."""
    waiting = ready(coordinator(request), pk)
    try:
        pending.give_particulars(waiting, symbol=usable_symbol(request.POST.get("symbol", "")))
    except Refused as refused:
        return import_page.show(request, waiting, problems=refused.reasons, status=422)
    return HttpResponseRedirect(waiting.get_absolute_url())


@require_POST
def import_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file again whose reading was cancelled, or died."""
    user = coordinator(request)
    waiting = on_its_way(user, pk)
    if waiting.state != State.READING or (waiting.job is not None and not waiting.job.has_ended):
        return HttpResponseRedirect(waiting.get_absolute_url())
    with transaction.atomic():
        job = background.leave_reading(waiting, by=user, at=timezone.now())
        begin_job(job)
    return HttpResponseRedirect(job.get_absolute_url())


@require_POST
def import_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Which warnings were ticked as looked at; they stay ticked for whoever goes on with the import."""
    waiting = ready(coordinator(request), pk)
    ticked = [key for key in request.POST.getlist("seen") if len(key) <= import_page.LONGEST_KEY and "\0" not in key]
    PendingImport.objects.filter(pk=waiting.pk).update(seen=ticked[: import_page.MOST_WARNINGS])
    return HttpResponseRedirect(f"{waiting.get_absolute_url()}#warnings")


@require_POST
def import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = on_its_way(coordinator(request), pk)
    if pending.drop(waiting):
        messages.success(request, _("Dropped. Nothing of the file was stored."))
        return HttpResponseRedirect(reverse("recommendations:import_report"))
    messages.error(request, _("It is being stored or is stored already, so it was not dropped."))
    return HttpResponseRedirect(waiting.get_absolute_url())


@require_safe
def import_picture(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """A page of the PDF as it is printed."""
    waiting = on_its_way(coordinator(request), pk)
    picture = picture_of(waiting.source, page)
    if picture is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=3600", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


def coordinator(request: HttpRequest) -> User:
    user = signed_in(request)
    if not permissions.may_import(user.standing()):
        raise PermissionDenied
    return user


def on_its_way(user: User, pk: int) -> PendingImport:
    found = PendingImport.objects.visible_to(user).select_related("source", "by", "job", "report")
    return pending.settle(get_object_or_404(found, pk=pk))


def ready(user: User, pk: int) -> PendingImport:
    """An import that a person can work on; 404 for one that has gone on."""
    waiting = on_its_way(user, pk)
    if waiting.state != State.READY:
        raise Http404
    return waiting
