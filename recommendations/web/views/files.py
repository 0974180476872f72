"""Files of an item: added, handed out, withdrawn; and the file a report was made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from recommendations import attachments
from recommendations.attachments import KINDS, FilesField
from recommendations.models import Action, Attachment, Corrigendum, Edition, Report, UnsentFile
from recommendations.permissions import Role
from recommendations.refusals import Refused
from recommendations.tracking import unsent
from recommendations.tracking.forms import WordsField
from recommendations.web.acts import Act, answer, found, judge, show, version_of
from recommendations.web.requests import signed_in
from recommendations.web.serving import served
from recommendations.web.views.unsent import keep_files

if TYPE_CHECKING:
    from recommendations.models import Recommendation

ANCHOR = "#files"


class FilesForm(forms.Form):
    """Files to add to an item, or to one of its actions; `actions` are these, for a page that has them already."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        item: Recommendation,
        kept: Iterable[UnsentFile] = (),
        actions: Iterable[Action] | None = None,
    ) -> None:
        super().__init__(data, files, auto_id="id_files_%s")
        self.fields["files"] = taking = FilesField()
        taking.kept = kept
        self.fields["action"] = of_one = forms.ModelChoiceField[Action](
            label=gettext_lazy("Belongs to the action"), queryset=item.actions.all(), required=False
        )
        if actions is not None:
            of_one.choices = [("", str(of_one.empty_label)), *((action.pk, str(action)) for action in actions)]


class WithdrawForm(forms.Form):
    """Why a file is taken back."""

    reason = WordsField(
        label=gettext_lazy("Why it is withdrawn"), widget=forms.Textarea({"rows": 3, "dir": "auto"}), max_length=20_000
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item = found(request, symbol, reference)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FilesForm(*sent, item=item, kept=unsent.files_of(item, unsent.FILES, by=signed_in(request)))
    act = Act(
        gettext_lazy("Add files"),
        form,
        reverse("recommendations:file_add", args=[symbol, reference]),
        gettext_lazy("Files added."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        try:
            judge(form)
            attachments.attach(item, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except Refused:
            keep_files(request, item, act, unsent.FILES)
            raise
        unsent.discard(item, unsent.FILES, by=signed_in(request))

    return answer(request, item, act, verb)


@require_safe
def content(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponseBase:
    """One that was withdrawn is handed out to coordinators only, so that what it was can still be looked into."""
    attachment = _found(request, symbol, reference, pk)
    if attachment.withdrawn_at is not None and Role.COORDINATOR not in signed_in(request).standing().roles:
        raise Http404
    return served(attachment.content, attachment.name, KINDS[attachment.kind].media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    attachment = _found(request, symbol, reference, pk)
    form = WithdrawForm(request.POST or None)
    act = Act(
        _("Withdraw the file “%(name)s”") % {"name": attachment.name},
        form,
        reverse("recommendations:file_withdraw", args=[symbol, reference, pk]),
        gettext_lazy("File withdrawn."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, attachment.recommendation, act)

    def verb() -> None:
        judge(form)
        reason = form.cleaned_data["reason"]
        attachments.withdraw(
            attachment, reason=reason, by=signed_in(request), at=timezone.now(), version=version_of(request)
        )

    return answer(request, attachment.recommendation, act, verb)


@require_safe
def source(request: HttpRequest, symbol: str, language: str) -> HttpResponseBase:
    """The file an edition was made from, for those who see the report."""
    reports = Report.objects.visible_to(signed_in(request))
    edition = get_object_or_404(
        Edition.objects.select_related("source"), report__in=reports, report__symbol=symbol, language=language
    )
    return served(edition.source.content, edition.source.name, "application/octet-stream")


@require_safe
def corrigendum(request: HttpRequest, symbol: str, pk: int) -> HttpResponseBase:
    """The file of a corrigendum that was carried out in an edition, for those who see the report."""
    reports = Report.objects.visible_to(signed_in(request))
    carried_out = Corrigendum.objects.select_related("source")
    found = get_object_or_404(carried_out, edition__report__in=reports, edition__report__symbol=symbol, pk=pk)
    return served(found.source.content, found.source.name, "application/octet-stream")


def _found(request: HttpRequest, symbol: str, reference: str, pk: int) -> Attachment:
    item = found(request, symbol, reference)
    attachment: Attachment = get_object_or_404(Attachment, recommendation=item, pk=pk)
    attachment.recommendation = item
    return attachment
