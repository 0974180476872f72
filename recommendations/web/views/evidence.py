"""Evidence of an item: confirmed as showing what was done or why, dismissed; paragraphs found by their words or number,
files of the item and addresses added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from recommendations.evidence import links
from recommendations.models import Attachment, EvidenceLink, Paragraph, ParagraphText, Report
from recommendations.refusals import Refused
from recommendations.tracking.forms import WordsField
from recommendations.web.acts import Act, carry_out, found, version_of
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

if TYPE_CHECKING:
    from recommendations.models import Recommendation

ANCHOR = "#evidence"
MOST_FOUND = 20
MOST_WORDS = 8

KINDS: tuple[tuple[str, Words], ...] = (
    (EvidenceLink.Kind.IMPLEMENTATION, gettext_lazy("Shows what was done")),
    (EvidenceLink.Kind.BASIS, gettext_lazy("Justifies it")),
)


class KindForm(forms.Form):
    """What it is evidence of."""

    kind = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=KINDS, widget=forms.RadioSelect)


class AddForm(forms.Form):
    """A paragraph by the symbol of its report and its number there."""

    symbol = forms.CharField(label=gettext_lazy("Report"), max_length=60)
    number = forms.CharField(label=gettext_lazy("Paragraph"), max_length=20)
    kind = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=KINDS)


class LinkForm(forms.Form):
    """An address; nothing of it is fetched, so a note says what stands there."""

    url = WordsField(
        label=gettext_lazy("Address"),
        max_length=2000,
        widget=forms.TextInput({"inputmode": "url", "dir": "ltr", "placeholder": "https://"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=KINDS)
    note = WordsField(
        label=gettext_lazy("What stands there"), max_length=500, widget=forms.TextInput({"dir": "auto"}), required=False
    )


class SearchForm(forms.Form):
    """Words that a paragraph contains, all of them."""

    q = WordsField(
        label=gettext_lazy("Words of the paragraph"),
        max_length=200,
        widget=forms.TextInput({"type": "search", "dir": "auto"}),
    )


class DismissForm(forms.Form):
    """Why something is no evidence; the verb asks for it where something confirmed is withdrawn."""

    reason = WordsField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        max_length=20_000,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, link = _found(request, symbol, reference, pk)
    act = Act(
        _("%(what)s as evidence") % {"what": link.label},
        KindForm(request.POST or None),
        reverse("recommendations:evidence_confirm", args=[symbol, reference, pk]),
        gettext_lazy("Evidence confirmed."),
        anchor=ANCHOR,
    )

    def verb(said: dict[str, Any]) -> None:
        links.confirm(link, **said, by=signed_in(request), at=timezone.now(), version=version_of(request))

    return carry_out(request, item, act, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, link = _found(request, symbol, reference, pk)
    act = Act(
        _("Dismiss as evidence: %(what)s") % {"what": link.label},
        DismissForm(request.POST or None),
        reverse("recommendations:evidence_dismiss", args=[symbol, reference, pk]),
        gettext_lazy("Evidence dismissed."),
        anchor=ANCHOR,
    )

    def verb(said: dict[str, Any]) -> None:
        links.dismiss(link, **said, by=signed_in(request), at=timezone.now(), version=version_of(request))

    return carry_out(request, item, act, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item = found(request, symbol, reference)
    act = Act(
        gettext_lazy("Add a paragraph as evidence"),
        AddForm(request.POST or None, initial={"symbol": symbol}),
        reverse("recommendations:evidence_add", args=[symbol, reference]),
        gettext_lazy("Evidence added."),
        anchor=ANCHOR,
    )
    return carry_out(
        request, item, act, lambda said: _add(request, item, _paragraph(request, said["symbol"], said["number"]), said)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_link(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item = found(request, symbol, reference)
    act = Act(
        gettext_lazy("Add a link as evidence"),
        LinkForm(request.POST or None),
        reverse("recommendations:evidence_add_link", args=[symbol, reference]),
        gettext_lazy("Evidence added."),
        anchor=ANCHOR,
    )
    return carry_out(request, item, act, lambda said: _add(request, item, said["url"], said))


@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    """A file of the item that is there already."""
    item = found(request, symbol, reference)
    files = Attachment.objects.standing()
    attachment = get_object_or_404(files, recommendation=item, pk=pk)
    act = Act(
        _("%(what)s as evidence") % {"what": attachment.name},
        KindForm(request.POST or None),
        reverse("recommendations:evidence_add_file", args=[symbol, reference, pk]),
        gettext_lazy("Evidence added."),
        anchor=ANCHOR,
    )
    return carry_out(request, item, act, lambda said: _add(request, item, attachment, said))


def _add(request: HttpRequest, item: Recommendation, source: links.Source, said: dict[str, Any]) -> None:
    how = {"kind": said["kind"], "note": said.get("note", "")}
    links.add(item, source, **how, by=signed_in(request), at=timezone.now(), version=version_of(request))


@require_safe
def search(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    """Paragraphs of all reports the person sees, by their words; each with the buttons that make it evidence."""
    item = found(request, symbol, reference)
    form = SearchForm(request.GET or None)
    asked = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    context = {
        "item": item,
        "form": form,
        "asked": asked,
        "found": _paragraphs_with(asked, Report.objects.visible_to(signed_in(request))) if asked else [],
        "kinds": KINDS,
        "most": MOST_FOUND,
        "crumbs": [(item.report.symbol, item.report.get_absolute_url()), (item.reference, item.get_absolute_url())],
    }
    return render(request, "recommendations/evidence_search.html", context)


def _paragraphs_with(words: str, reports: QuerySet[Report]) -> list[ParagraphText]:
    """One text of each paragraph that contains all the words, of the latest reports first."""
    texts = ParagraphText.objects.filter(edition__report__in=reports.order_by())
    for word in words.split()[:MOST_WORDS]:
        texts = texts.filter(text__icontains=word)
    texts = texts.select_related("paragraph__report", "edition")
    of_each: dict[int, ParagraphText] = {}
    for text in texts.order_by("-paragraph__report_id", "paragraph__position", "edition__language")[: 6 * MOST_FOUND]:
        of_each.setdefault(text.paragraph_id, text)
    return list(of_each.values())[:MOST_FOUND]


def _found(request: HttpRequest, symbol: str, reference: str, pk: int) -> tuple[Recommendation, EvidenceLink]:
    item = found(request, symbol, reference)
    link: EvidenceLink = get_object_or_404(
        item.evidence.select_related("paragraph__report", "attachment", "recommendation"), pk=pk
    )
    return item, link


def _paragraph(request: HttpRequest, symbol: str, number: str) -> Paragraph:
    """A paragraph of a report the person may see; the refusal does not tell whether another report exists."""
    report = Report.objects.visible_to(signed_in(request)).filter(symbol=symbol.strip()).first()
    if report is None:
        raise Refused(fields={"symbol": [_("There is no report with this symbol. Write it as the report does.")]})
    paragraph = report.paragraphs.filter(number=number.strip().rstrip(".")).first()
    if paragraph is None:
        missing = _("%(symbol)s has no paragraph %(number)s.") % {"symbol": report.symbol, "number": number}
        raise Refused(fields={"number": [missing]})
    return paragraph
