"""Evidence of an item: confirm a paragraph as showing what was done or why, dismiss one, add one by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations.evidence import links
from recommendations.models import EvidenceLink, Paragraph, Report
from recommendations.refusals import Refused
from recommendations.tracking.forms import WordsField
from recommendations.web.acts import Act, answer, found, judge, show, version_of
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

if TYPE_CHECKING:
    from recommendations.models import Recommendation

ANCHOR = "#evidence"

KINDS: tuple[tuple[str, Words], ...] = (
    (EvidenceLink.Kind.IMPLEMENTATION, gettext_lazy("Shows what was done")),
    (EvidenceLink.Kind.BASIS, gettext_lazy("Justifies it")),
)


class KindForm(forms.Form):
    """What a paragraph is evidence of."""

    kind = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=KINDS, widget=forms.RadioSelect)


class AddForm(forms.Form):
    """A paragraph by the symbol of its report and its number there."""

    symbol = forms.CharField(label=gettext_lazy("Report"), max_length=60)
    number = forms.CharField(label=gettext_lazy("Paragraph"), max_length=20)
    kind = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=KINDS)


class DismissForm(forms.Form):
    """Why a paragraph is no evidence; the verb asks for it where something confirmed is withdrawn."""

    reason = WordsField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        max_length=20_000,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, link = _found(request, symbol, reference, pk)
    form = KindForm(request.POST or None)
    act = Act(
        _("Paragraph %(number)s as evidence") % {"number": link.paragraph.number},
        form,
        reverse("recommendations:evidence_confirm", args=[symbol, reference, pk]),
        gettext_lazy("Evidence confirmed."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        kind = form.cleaned_data["kind"]
        links.confirm(link, by=signed_in(request), kind=kind, at=timezone.now(), version=version_of(request))

    return answer(request, item, act, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, link = _found(request, symbol, reference, pk)
    form = DismissForm(request.POST or None)
    act = Act(
        _("Dismiss paragraph %(number)s as evidence") % {"number": link.paragraph.number},
        form,
        reverse("recommendations:evidence_dismiss", args=[symbol, reference, pk]),
        gettext_lazy("Evidence dismissed."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        reason = form.cleaned_data["reason"]
        links.dismiss(link, by=signed_in(request), reason=reason, at=timezone.now(), version=version_of(request))

    return answer(request, item, act, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item = found(request, symbol, reference)
    form = AddForm(request.POST or None, initial={"symbol": symbol})
    act = Act(
        gettext_lazy("Add a paragraph as evidence"),
        form,
        reverse("recommendations:evidence_add", args=[symbol, reference]),
        gettext_lazy("Evidence added."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        paragraph = _paragraph(request, form.cleaned_data["symbol"], form.cleaned_data["number"])
        kind = form.cleaned_data["kind"]
        links.add(item, paragraph, by=signed_in(request), kind=kind, at=timezone.now(), version=version_of(request))

    return answer(request, item, act, verb)


def _found(request: HttpRequest, symbol: str, reference: str, pk: int) -> tuple[Recommendation, EvidenceLink]:
    item = found(request, symbol, reference)
    link: EvidenceLink = get_object_or_404(item.evidence.select_related("paragraph", "recommendation"), pk=pk)
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
