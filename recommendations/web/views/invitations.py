"""Many people from a list: looked at row by row first, invited only when that is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.importing.mapping.upload import read_table_upload
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.wording import refusal_words
from recommendations.people import invitations
from recommendations.refusals import Refused
from recommendations.web.confirming import ConfirmedForm
from recommendations.web.forms import LimitedFileField
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in
from recommendations.web.views.people import for_administration

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST = 1_000_000  # bytes
SALT = "invitations"


class ListForm(forms.Form):
    """The file with the people."""

    file = LimitedFileField(
        limit=lambda: LARGEST,
        too_large=gettext_lazy("The file is larger than a list of people can be. Divide it."),
        label=gettext_lazy("List of people"),
        help_text=gettext_lazy("CSV, .xlsx or .xls, with the names of the columns in its first row."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.xlsx,.xls,text/csv"}),
    )

    def clean_file(self) -> list[invitations.Row]:
        """The rows in the file."""
        file = cast("UploadedFile[bytes]", self.cleaned_data["file"])
        try:
            table = read_table_upload(file.name or "", file.read(), most=invitations.MOST + 2).table
        except ReportRefusedError as error:
            raise ValidationError(list(refusal_words(error))) from error
        _sheet, rows = next(sheet for sheet in table.sheets if sheet[1])
        try:
            columns = invitations.named(rows[0][1])
        except Refused as refused:
            raise ValidationError(refused.reasons) from refused
        if len(rows) == 1:
            raise ValidationError(_("There is nobody in the list: it has only headings."))
        return [
            (number, {name: cells[place] for name, place in columns.items() if place < len(cells)})
            for number, cells in rows[1:]
        ]


class InviteForm(ConfirmedForm):
    """The rows that were looked at, as they were shown: signed, so that they come back unchanged."""

    rows = forms.CharField(widget=forms.HiddenInput())

    def clean_rows(self) -> list[invitations.Row]:
        try:
            return [(row, cells) for row, cells in signing.loads(self.cleaned_data["rows"], salt=SALT)]
        except signing.BadSignature as fault:
            raise ValidationError(_("The list did not come back as it was shown. Choose the file again.")) from fault


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def people_invitations(request: HttpRequest) -> HttpResponse:
    """GET asks for a list; POST of a file shows what inviting its people would do; POST of what was shown does it."""
    if request.method != "POST":
        return _asked(request, ListForm())
    if "rows" in request.POST:
        return _confirmed(request)
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, status=422)
    rows = form.cleaned_data["file"]
    try:
        return _shown(request, rows, InviteForm(request, initial={"rows": signed(rows)}))
    except Refused as refused:
        form.add_error("file", refused.reasons)
        return _asked(request, form, status=422)


def _confirmed(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request, request.POST)
    if not form.is_valid():
        if "rows" not in form.cleaned_data:
            messages.error(request, " ".join(map(str, form.errors["rows"])))
            return redirect("recommendations:people_invitations")
        return _shown(request, form.cleaned_data["rows"], form, status=422)
    rows = form.cleaned_data["rows"]
    try:
        count = invitations.invite(rows, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        mark(form, refused)
        return _shown(request, rows, form, status=422)
    words = ngettext(
        "%(count)d person is here now, and an invitation goes to them.",
        "%(count)d people are here now, and an invitation goes to each.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("recommendations:people")


def signed(rows: list[invitations.Row]) -> str:
    return signing.dumps(rows, salt=SALT, compress=True)


def _asked(request: HttpRequest, form: ListForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "columns": invitations.COLUMNS.values(), "most": invitations.MOST}
    return render(request, "people/invitations.html", context, status=status)


def _shown(request: HttpRequest, rows: list[invitations.Row], form: InviteForm, *, status: int = 200) -> HttpResponse:
    lines = invitations.look_at(rows, by=signed_in(request), on=timezone.localdate())
    context = {
        "form": form,
        "lines": lines,
        "new": sum(line.is_new for line in lines),
        "faulty": sum(bool(line.faults) for line in lines),
        "here": sum(line.is_here for line in lines),
    }
    return render(request, "people/invitations_plan.html", context, status=status)
