"""Putting right what was misread in a file, before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from recommendations.importing import pending
from recommendations.importing.corrections import ACTS, Correction
from recommendations.importing.corrigenda.by_hand import PLACE
from recommendations.importing.placing import Address, placed
from recommendations.importing.plan import Plan
from recommendations.importing.rearranging import LONGEST_REFERENCE
from recommendations.importing.report_parts import CannotBeDone
from recommendations.importing.together import together
from recommendations.lists import listed
from recommendations.models import PendingImport, User
from recommendations.refusals import Refused
from recommendations.web import import_page
from recommendations.web.import_words import ADDRESSEES, CANNOT, MARKS
from recommendations.web.views.importing import coordinator, ready

LONGEST_PART = 80
LINES_SHOWN = 40


class CorrectionForm(forms.Form):
    """One correction; which fields matter depends on the act."""

    act = forms.ChoiceField(choices=[(act, act) for act in (*ACTS, PLACE)])
    value = forms.CharField(required=False, max_length=2000)
    more = forms.CharField(required=False, max_length=200)


@dataclass(frozen=True)
class Part:
    """The part to be put right: its words, the lines it was read from, and what can be done with it."""

    address: Address
    label: str
    kind: str
    text: str
    lines: list[tuple[int, str]]
    number: str
    addressee: str
    addressee_kind: str
    marks: list[tuple[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows one part and what can be put right in it; POST does one of these things."""
    user = coordinator(request)
    waiting = ready(user, pk)
    address = (request.POST if request.method == "POST" else request.GET).get("part", "")
    problem: Any = ""
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and len(address) <= LONGEST_PART:
        given = form.cleaned_data
        try:
            correction = _correction(waiting, address, given["act"], given["value"].strip(), given["more"].strip())
            done = pending.put_right(waiting, [correction], by=user, at=timezone.now())
        except Refused as refused:
            problem = str(refused)
        else:
            if done.rows and correction.act == PLACE:
                messages.success(request, _("Put there. Look at what is carried out now."))
                return HttpResponseRedirect(f"{waiting.get_absolute_url()}#changed")
            if done.rows:
                words = {"what": import_page.correction_words(done.rows[0])}
                messages.success(request, _("Put right: %(what)s.") % words)
                return HttpResponseRedirect(import_page.address_of(waiting, _after(correction)))
            problem = CANNOT[done.refused[0]]
    elif request.method == "POST":
        problem = " ".join(str(word) for words in form.errors.values() for word in words)
    try:
        plan = pending.plan_of(waiting)
    except Refused:  # without a symbol there is no plan yet, and nothing to put right
        return HttpResponseRedirect(waiting.get_absolute_url())
    if plan.upload.is_corrigendum and request.method == "POST":
        typed = {name: str(form.data.get(name, "")) for name in ("value", "more")}
        ticked = import_page.Ticked([address], **typed, problems=[str(problem)])
        return import_page.show(request, waiting, status=422, ticked=ticked)
    if plan.upload.is_corrigendum:  # it has no parts of a report
        raise Http404
    context = {
        "waiting": waiting,
        "plan": plan,
        "part": _part(plan, address),
        "back": import_page.address_of(waiting, address),
        "problem": problem,
        "given": form.data if request.method == "POST" else {},
        "addressees": ADDRESSEES.items(),
        "longest_number": LONGEST_REFERENCE,
    }
    return render(request, "recommendations/import_correct.html", context, status=422 if problem else 200)


def _correction(waiting: PendingImport, address: Address, act: str, value: str, more: str) -> Correction:
    if act != "mark" or more:
        return Correction(act, address, value, more)
    return _marked(waiting, [address], value, more)[0]


def _marked(waiting: PendingImport, parts: Sequence[Address], mark: str, first: str) -> list[Correction]:
    """Raises Refused where a number is needed and none is printed, or cannot be counted on."""
    try:
        return together(pending.plan_of(waiting).upload.parsed, parts, mark, first)
    except CannotBeDone as cannot:
        raise Refused(CANNOT[cannot.code]) from cannot


@require_POST
def correct_together(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked parts read as the same thing. What fails keeps the ticks; what is done can be taken back as one."""
    user = coordinator(request)
    waiting = ready(user, pk)
    ticked = [part for part in request.POST.getlist("part") if len(part) <= LONGEST_PART]
    mark, first = request.POST.get("value", ""), request.POST.get("more", "").strip()
    try:
        done = _put_right(waiting, ticked, mark, first, by=user)
    except Refused as refused:
        left = import_page.Ticked(ticked, mark, first, refused.reasons)
        return import_page.show(request, waiting, status=422, ticked=left)
    if done.rows:
        words = ngettext("%(n)s part put right.", "%(n)s parts put right.", len(done.rows)) % {"n": len(done.rows)}
        messages.success(request, words)
    for code in dict.fromkeys(done.refused.values()):
        parts = listed([import_page.part_words(ticked[at]) for at, why in done.refused.items() if why == code])
        messages.warning(request, _("Not put right: %(parts)s. %(why)s") % {"parts": parts, "why": CANNOT[code]})
    # What stands at the top of the page is to be seen; where all went well, the lines themselves tell.
    place = "" if done.refused else "#shown"
    return HttpResponseRedirect(f"{waiting.get_absolute_url()}?{request.GET.urlencode()}{place}")


def _put_right(waiting: PendingImport, ticked: list[Address], mark: str, first: str, *, by: User) -> pending.PutRight:
    if not ticked:
        raise Refused(_("Tick what is to be put right first."))
    if mark not in MARKS:
        raise Refused(CANNOT["kind_unknown"])
    corrections = _marked(waiting, ticked, mark, first)
    return pending.put_right(waiting, corrections, by=by, at=timezone.now())


@require_POST
def undo(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    waiting = ready(coordinator(request), pk)
    try:
        undone = pending.undo(waiting, correction)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(waiting.get_absolute_url())
    if undone:
        messages.success(request, _("The correction was taken back."))
    else:
        messages.error(request, _("This correction was taken back already."))
    return HttpResponseRedirect(f"{waiting.get_absolute_url()}#corrections")


def _after(correction: Correction) -> Address:
    """Where the part is after being put right, as far as its address tells."""
    kind = correction.target.partition(":")[0]
    if correction.act == "renumber":
        return f"{kind}:{correction.value}"
    if correction.act == "mark" and correction.value in {"paragraph", "recommendation"} and correction.more:
        return f"{correction.value}:{correction.more}"
    return correction.target


def _part(plan: Plan, address: Address) -> Part:
    parsed = plan.upload.parsed
    kind, _colon, name = address.partition(":")
    texts = {
        "paragraph": {one.number: one.text for one in parsed.paragraphs},
        "recommendation": {one.ref: one.text for one in parsed.recommendations},
        "heading": {str(one.lines[0]): one.title for one in parsed.sections},
        "footnote": {str(one.lines[0]): one.text for one in parsed.footnotes},
        "furniture": {str(one.line): one.text for one in parsed.furniture},
        "unread": {str(one.line): one.text for one in parsed.unread},
    }
    if name not in texts.get(kind, {}):
        raise Http404
    recommendation = next((one for one in parsed.recommendations if (kind, one.ref) == ("recommendation", name)), None)
    numbers = list(dict.fromkeys(one.piece.line for one in placed(parsed) if one.part == address))
    printed = {line.number: line.text for line in plan.upload.source.lines}
    return Part(
        address=address,
        label=import_page.part_words(address),
        kind=kind,
        text=texts[kind][name],
        lines=[(number, printed.get(number, "")) for number in numbers[:LINES_SHOWN]],
        number=name if kind in {"paragraph", "recommendation"} else "",
        addressee=recommendation.addressee if recommendation else "",
        addressee_kind=recommendation.addressee_kind if recommendation else "",
        marks=[(code, words) for code, words in MARKS.items() if _fits(code, kind)],
    )


def _fits(mark: str, kind: str) -> bool:
    """Whether a part of a kind can be marked so."""
    if mark == "not_recommendation":
        return kind in {"recommendation", "paragraph"}
    return mark != kind
