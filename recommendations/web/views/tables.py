"""Importing a table: say which column holds what, look at what all rows would change, confirm exactly that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations import jobs
from recommendations.filtersets import PlainSelect
from recommendations.importing.mapping import background
from recommendations.importing.mapping.choosing import (
    checked,
    guessed,
    headings_of,
    keep_words,
    save_mapping,
    words_told,
)
from recommendations.importing.mapping.entries import Words
from recommendations.importing.mapping.fields import BOTH, has_texts
from recommendations.importing.mapping.heads import main_sheet
from recommendations.importing.mapping.upload import TableUpload
from recommendations.importing.mapping.wording import FIELDS
from recommendations.importing.plan import LONGEST_SYMBOL
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.wording import refusal_words
from recommendations.models import BackgroundJob, SourceFile, TableMapping, User
from recommendations.refusals import Refused
from recommendations.tasks import begin_job
from recommendations.web import table_preview
from recommendations.web.requests import signed_in
from recommendations.web.table_words import WordsForm
from recommendations.web.views.importing import coordinator, language_field

PREVIEWED = 40  # rows that are read to show how they are understood
NOT_USED = ("", gettext_lazy("not used"))


class MappingForm(forms.Form):
    """One select box for each column of a table, and what the table does not say itself."""

    symbol = forms.CharField(
        label=gettext_lazy("Symbol"),
        required=False,
        max_length=LONGEST_SYMBOL,
        help_text=gettext_lazy("The report of rows that name none, for example A/67/156."),
    )
    language = language_field()
    name = forms.CharField(
        label=gettext_lazy("Keep these columns under a name"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("The next table with the same headings is then read in the same way."),
    )

    def __init__(self, headings: Sequence[str], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own, handed on
        self.headings = headings
        for column, heading in enumerate(headings):
            if heading:
                self.fields[f"column{column}"] = forms.ChoiceField(
                    label=heading, required=False, choices=[NOT_USED, *FIELDS.items()], widget=PlainSelect
                )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        mapping = self.mapping
        chosen = [cleaned.get(f"column{column}") for column in range(len(self.headings))]
        twice = {field for field in mapping if chosen.count(field) > 1}
        for field in sorted(twice):
            self.add_error(None, _("Two columns are chosen for “%(field)s”. Choose one.") % {"field": FIELDS[field]})
        if not has_texts(mapping):
            self.add_error(None, _("Choose the column that holds this: %(field)s.") % {"field": FIELDS["text"]})
        elif "text" in mapping and BOTH in mapping:
            words = _("Choose either “%(one)s” or “%(other)s”, not both.")
            self.add_error(None, words % {"one": FIELDS["text"], "other": FIELDS[BOTH]})
        if not cleaned.get("symbol") and "symbol" not in mapping:
            self.add_error("symbol", _("No column says the report's symbol. Give it, for example A/67/156."))
        return cleaned

    @property
    def mapping(self) -> dict[str, str]:
        """{field: heading} as chosen."""
        chosen = {column: self.cleaned_data.get(f"column{column}", "") for column in range(len(self.headings))}
        return {field: self.headings[column] for column, field in reversed(chosen.items()) if field}


@require_http_methods(["GET", "HEAD", "POST"])
def import_table(request: HttpRequest, sha256: str) -> HttpResponse:
    """GET shows the first rows as they are understood; POST shows them anew, or has all of them read."""
    user = coordinator(request)
    source = get_object_or_404(SourceFile, sha256=sha256)
    try:
        upload = background.read_kept(source, most=PREVIEWED)
    except jobs.JobRefused as refused:
        for words in refusal_words(ReportRefusedError(refused.code, **refused.parameters)):
            messages.error(request, words)
        return HttpResponseRedirect("../../")
    headings = headings_of(upload.table)
    if request.method != "POST":
        mapping = _offered(request.GET.get("mapping", ""), upload)
        given = {"symbol": request.GET.get("symbol", ""), "language": request.GET.get("language", "")}
        form = MappingForm(headings, initial={**given, **_columns(headings, mapping)})
        return _show(request, source, upload, form, mapping)
    form = MappingForm(headings, request.POST)
    if not form.is_valid():
        return _show(request, source, upload, form, form.mapping, status=422)
    if "again" in request.POST:
        return _show(request, source, upload, form, form.mapping)
    symbol, language = form.cleaned_data["symbol"], form.cleaned_data["language"]
    at = timezone.now()
    with transaction.atomic():
        if form.cleaned_data["name"]:
            save_mapping(form.cleaned_data["name"], form.mapping, by=user, at=at)
        told = words_told(form.mapping)
        job = background.leave_planning(
            source, form.mapping, symbol=symbol, language=language, words=told, by=user, at=at
        )
        begin_job(job)
    return HttpResponseRedirect(job.get_absolute_url())


def _offered(name: str, upload: TableUpload) -> dict[str, str]:
    """The mapping asked for by its name, else the best guess."""
    saved = TableMapping.objects.filter(name=name).first() if name and "\0" not in name else None
    try:
        return checked(saved.columns) if saved is not None else guessed(upload.table)
    except Refused:
        return guessed(upload.table)


def _columns(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    places = {heading: column for column, heading in reversed(list(enumerate(headings)))}
    return {f"column{places[heading]}": field for field, heading in mapping.items() if heading in places}


def _show(
    request: HttpRequest,
    source: SourceFile,
    upload: TableUpload,
    form: MappingForm,
    mapping: Mapping[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    symbol = form["symbol"].value() or ""
    context = {
        "source": source,
        "form": form,
        "saved": TableMapping.objects.all(),
        "columns": [form[f"column{column}"] for column, heading in enumerate(form.headings) if heading],
        "others": [form[name] for name in ("symbol", "language", "name")],
        "sheet": main_sheet(upload.table)[0] if len(upload.table.sheets) > 1 else "",
        "is_numbered": has_texts(mapping) and not {"reference", BOTH} & mapping.keys(),
        "rows": table_preview.rows(upload.table, form.headings, mapping, symbol=symbol),
    }
    return render(request, "recommendations/import_table.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def import_table_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what all rows would change; POST has exactly that carried out, or all rows read again with what words
    were said to mean."""
    user = coordinator(request)
    found = BackgroundJob.objects.visible_to(signed_in(request)).filter(kind=background.PLAN)
    job = get_object_or_404(found, pk=pk)
    if job.state != BackgroundJob.State.DONE:
        return HttpResponseRedirect(job.get_absolute_url())
    words = WordsForm(job.params, job.result, request.POST if "again" in request.POST else None)
    if "again" in request.POST and words.is_valid():
        return _read_again(job, words.meanings, by=user)
    if request.method == "POST" and "again" not in request.POST:
        with transaction.atomic():
            storing = background.leave_storing(job, by=user, at=timezone.now())
            begin_job(storing)
        return HttpResponseRedirect(storing.get_absolute_url())
    context = {
        "job": job,
        "plan": job.result,
        "words": words,
        "source": get_object_or_404(SourceFile, pk=job.params["source"]),
        "faults": [said for said in job.result["said"] if said["row"] and not said["spares"]],
        "lacks": job.result.get("lacks", []),
        "notes": [said for said in job.result["said"] if not said["row"]],
        "changed": [_differences(change) for change in job.result["changed"]],
    }
    return render(request, "recommendations/import_table_plan.html", context)


def _read_again(job: BackgroundJob, words: Words, *, by: User) -> HttpResponse:
    """Have all rows read once more, with what words mean."""
    source = get_object_or_404(SourceFile, pk=job.params["source"])
    mapping, symbol, language = (job.params[name] for name in ("mapping", "symbol", "language"))
    with transaction.atomic():
        keep_words(mapping, words)
        again = background.leave_planning(
            source, mapping, symbol=symbol, language=language, words=words, by=by, at=timezone.now()
        )
        begin_job(again)
    return HttpResponseRedirect(again.get_absolute_url())


def _differences(change: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    before, after = change["before"], change["after"]
    fields = [{"label": FIELDS[name], "before": before[name], "after": after[name]} for name in before]
    return {"row": change["row"], "reference": change["reference"], "fields": fields}
