"""Importing a report: choose a file, look at what it would change, confirm exactly that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations import permissions
from recommendations.evidence import links
from recommendations.importing.lexicon import LEXICONS
from recommendations.importing.loader import commit, keep
from recommendations.importing.nodes import Kind
from recommendations.importing.plan import LONGEST_SYMBOL, Change, Plan, plan_import
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.upload import read_upload
from recommendations.importing.wording import plan_warnings, refusal_words
from recommendations.models import EDITION_LANGUAGES, SourceFile
from recommendations.refusals import Refused
from recommendations.web.requests import signed_in
from recommendations.workflow import Position, Words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from recommendations.models import User

KINDS: dict[Kind, Words] = {
    Kind.RECOMMENDATION: gettext_lazy("Recommendations"),
    Kind.POSITION: gettext_lazy("Positions"),
    Kind.PARAGRAPH: gettext_lazy("Paragraphs"),
    Kind.SECTION: gettext_lazy("Headings"),
    Kind.FOOTNOTE: gettext_lazy("Footnotes"),
    Kind.DOCUMENT: gettext_lazy("Title page"),
}
ONE_OF_KIND: dict[Kind, Words] = {
    Kind.RECOMMENDATION: gettext_lazy("Recommendation"),
    Kind.POSITION: gettext_lazy("Position"),
    Kind.PARAGRAPH: gettext_lazy("Paragraph"),
    Kind.SECTION: gettext_lazy("Heading"),
    Kind.FOOTNOTE: gettext_lazy("Footnote"),
    Kind.DOCUMENT: gettext_lazy("Title page"),
}
FIELDS: dict[str, Words] = {
    "text": gettext_lazy("Text"),
    "addressee": gettext_lazy("Addressee"),
    "addressee_kind": gettext_lazy("Kind of addressee"),
    "verb": gettext_lazy("Operative verb"),
    "recommending": gettext_lazy("Recommended by"),
    "mark": gettext_lazy("Mark as printed"),
    "parent": gettext_lazy("Part of"),
    "paragraph": gettext_lazy("Paragraph"),
    "section": gettext_lazy("Section"),
    "theme": gettext_lazy("Heading"),
    "numeral": gettext_lazy("Numeral"),
    "level": gettext_lazy("Level"),
    "issuer": gettext_lazy("Issued by"),
    "session": gettext_lazy("Session"),
    "agenda_item": gettext_lazy("Agenda item"),
    "summary": gettext_lazy("Summary"),
}
# What the browser offers first; what a file is, its content decides.
ACCEPTED = ".docx,.pdf,.html,.htm,.xhtml,.md,.markdown,.rst,.txt,.csv,.tsv,.xlsx,.xls,text/plain"
# Told by keys that mean nothing to a reader.
_PLACES = frozenset({"parent", "section"})


class UploadForm(forms.Form):
    """A report's file, and what it may not say itself."""

    file = forms.FileField(
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
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[
            ("", gettext_lazy("Recognise it from the text")),
            *((code, name) for code, name in EDITION_LANGUAGES if code in LEXICONS),
        ],
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file = cast("UploadedFile[bytes]", self.cleaned_data["file"])
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            limit = filesizeformat(settings.IMPORT_MAX_BYTES)
            raise ValidationError(
                _("The file is larger than %(limit)s. Split it, or save it as plain text.") % {"limit": limit}
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def import_report(request: HttpRequest) -> HttpResponse:
    """Take a file, keep it, and lead on to its plan. What cannot be a report is refused here, with the remedy."""
    user = _coordinator(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, symbol = form.cleaned_data["file"], form.cleaned_data["symbol"]
        try:
            upload = read_upload(file.name, file.read(), form.cleaned_data["language"] or None)
            if not (symbol or upload.parsed.document.symbol):
                raise Refused(_("The file does not say its symbol. Write it here, for example A/67/156."))
            plan = plan_import(upload, symbol=symbol)
        except ReportRefusedError as refused:
            form.add_error("file", " ".join(refusal_words(refused)))
        except Refused as refused:
            form.add_error("symbol", str(refused))
        else:
            keep(upload, by=user, at=timezone.now())
            return HttpResponseRedirect(_address(plan))
    status = 422 if form.is_bound else 200
    return render(request, "recommendations/import.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def import_plan(request: HttpRequest, sha256: str) -> HttpResponse:
    """GET shows what the kept file would change now; POST carries that plan out, or shows the one it has become."""
    user, at = _coordinator(request), timezone.now()
    source = get_object_or_404(SourceFile, sha256=sha256)
    given = request.POST if request.method == "POST" else request.GET
    try:
        plan = _plan(source, given.get("symbol", ""), given.get("language", ""))
    except (ReportRefusedError, Refused):
        # The address was changed by hand: the file itself was read and planned before.
        return HttpResponseRedirect(reverse("recommendations:import_report"))
    if request.method != "POST":
        return _show(request, plan)
    if given.get("digest") != plan.digest:
        changed = _("The stored report has changed since you looked. This is what the import would do now.")
        return _show(request, plan, problems=[changed], status=409)
    try:
        report = commit(plan, by=user, at=at)
    except Refused as refused:
        return _show(request, plan, problems=refused.reasons, status=409)
    links.suggest_for(report, at=at)
    messages.success(request, _("Imported: %(report)s.") % {"report": report})
    return HttpResponseRedirect(report.get_absolute_url())


def _coordinator(request: HttpRequest) -> User:
    user = signed_in(request)
    if not permissions.may_import(user.standing()):
        raise PermissionDenied
    return user


def _address(plan: Plan) -> str:
    address = reverse("recommendations:import_plan", args=[plan.upload.sha256])
    return f"{address}?{urlencode({'symbol': plan.symbol, 'language': plan.language})}"


def _plan(source: SourceFile, symbol: str, language: str) -> Plan:
    with source.content.open("rb") as file:
        content = file.read()
    return plan_import(read_upload(source.name, content, language or None), symbol=symbol)


# --- the page of a plan ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """A field of a part, before and after."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """A part of the report that would change; `name` is its reference or number, "" for a heading."""

    kind: Words
    name: str
    text: str
    differences: list[Difference]


def _show(request: HttpRequest, plan: Plan, *, problems: Iterable[str] = (), status: int = 200) -> HttpResponse:
    context = {
        "plan": plan,
        "title": plan.upload.parsed.document.title,
        "counts": [(label, plan.counts(kind)) for kind, label in KINDS.items()],
        "warnings": plan_warnings(plan),
        "unread": plan.upload.parsed.unread,
        "changed": list(_parts(plan.changed)),
        "removed": list(_parts(plan.removed)),
        "created": [(label, list(_parts(plan.created, kind))) for kind, label in KINDS.items()],
        "problems": list(problems),
    }
    return render(request, "recommendations/import_plan.html", context, status=status)


def _parts(changes: Iterable[Change], kind: Kind | None = None) -> Iterator[Part]:
    for change in changes:
        if kind in (None, change.kind):
            name = change.key if change.kind in (Kind.RECOMMENDATION, Kind.POSITION, Kind.PARAGRAPH) else ""
            text = change.after.get("text") or change.before.get("text", "")
            if change.kind is Kind.POSITION:
                text = str(Position(text).label) if text else ""
            yield Part(ONE_OF_KIND[change.kind], name, text, list(_differences(change)))


def _differences(change: Change) -> Iterator[Difference]:
    if change.before and change.after:
        for field, before in change.before.items():
            if (field in _PLACES and change.kind is not Kind.RECOMMENDATION) or field == "theme":
                yield Difference(FIELDS[field], "", _("another than before"))
            elif change.kind is Kind.POSITION and field == "text":
                after = Position(change.after[field])
                yield Difference(ONE_OF_KIND[Kind.POSITION], str(Position(before).label), str(after.label))
            else:
                yield Difference(FIELDS.get(field, field), before, change.after[field])
