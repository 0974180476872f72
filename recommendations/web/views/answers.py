"""Answers to a mail: its links open the one form of what somebody means, and a mail program's one click ends a mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from recommendations import permissions, tracking, workflow
from recommendations.models import Recommendation
from recommendations.people.candidates import assignable
from recommendations.reminders import answers, unsubscribing
from recommendations.reminders.answers import Answer
from recommendations.tracking import disowning
from recommendations.tracking.forms import MoveForm, PersonField, WordsField
from recommendations.web import acts
from recommendations.web.acts import Act, found, judge, show, version_of
from recommendations.web.requests import signed_in
from recommendations.web.views.moves import act_for, with_confirmation

# The move of the table by which an answer is given, and what is filled in already.
_MOVES: dict[Answer, tuple[workflow.Move, dict[str, Any]]] = {
    Answer.NO_CHANGE: (workflow.UPDATE, {"no_change": True}),
    Answer.DONE: (workflow.REPORT_IMPLEMENTED, {}),
    Answer.MORE_TIME: (workflow.EXTEND, {}),
}


@never_cache
@require_safe
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The form of what a link in a mail says. Looking at it does nothing; sending it goes the way of every form.

    A link is for its reader: to anybody else who is logged in, it is as unknown as one that nobody gave out.
    """
    user = signed_in(request)
    try:
        link = answers.read(token)
    except answers.Unknown as fault:
        raise Http404 from fault
    if link.person != user.pk:
        raise Http404
    items = Recommendation.objects.visible_to(user).select_related("report", "parent", "owner")
    item: Recommendation = get_object_or_404(items, pk=link.item)
    if link.expired:
        return render(request, "recommendations/answer_expired.html", {"item": item}, status=410)
    if link.answer == Answer.NOT_MINE:
        address = reverse("recommendations:not_mine", args=[item.report.symbol, item.reference])
        return HttpResponseRedirect(address)
    row, filled_in = _MOVES[link.answer]
    form = with_confirmation(MoveForm(row, item, user, timezone.localdate()))
    form.initial.update(filled_in)
    act = act_for(item, row, form)
    act.acts_as = _acts_as(item, request)
    return show(request, item, act)


def _acts_as(item: Recommendation, request: HttpRequest) -> str:
    """In whose name what is sent will be recorded."""
    user = signed_in(request)
    words = translation.gettext("You are logged in as %(name)s.") % {"name": user.name}
    if item.owner is not None and permissions.acts_on_behalf_of_owner(item, user.standing()):
        behalf = translation.gettext("What you send is recorded as done on behalf of %(owner)s.")
        return f"{words} {behalf % {'owner': item.owner.name}}"
    return words


class NotMineForm(forms.Form):
    """Why it is somebody else's, and whose."""

    reason = WordsField(
        label=gettext_lazy("Why it is not yours"), widget=forms.Textarea({"rows": 3, "dir": "auto"}), max_length=20_000
    )
    suggested = PersonField(label=gettext_lazy("Whose it may be"), queryset=None, required=False)

    def __init__(self, data: Any, request: HttpRequest) -> None:
        super().__init__(data, auto_id="id_not_mine_%s")
        people = self.fields["suggested"]
        assert isinstance(people, PersonField)  # noqa: S101  for the type checker: it is declared above
        people.queryset = assignable(signed_in(request), timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def not_mine(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    """Tell those who assign that somebody else should have it. The item stays where it is until they do."""
    item, user = found(request, symbol, reference), signed_in(request)
    form = NotMineForm(request.POST if request.method == "POST" else None, request)
    why_not = disowning.refusal(item, user)
    act = Act(
        gettext_lazy("This is not mine"),
        form,
        reverse("recommendations:not_mine", args=[symbol, reference]),
        gettext_lazy("Those who assign it are told. Until they do, it stays with you."),
        help=gettext_lazy("The coordinator and the head of the unit decide who gets it."),
        blocked=[why_not] if why_not else [],
        acts_as=_acts_as(item, request),
    )
    if request.method != "POST":
        return show(request, item, act)

    def ask() -> None:
        judge(form)
        tracking.ask_to_reassign(item, **form.cleaned_data, by=user, at=timezone.now(), version=version_of(request))

    return acts.answer(request, item, act, ask)


@csrf_exempt
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a POST ends it at once, without log-in, cookie or redirect; a GET only shows the button for it."""
    person = unsubscribing.holder(token.rstrip("/"))
    if person is None:
        return HttpResponseNotFound(content_type="text/plain")  # the same for every reason
    if request.method == "POST":
        unsubscribing.unsubscribe(person, at=timezone.now())
    with translation.override(person.language):
        return render(request, "account/unsubscribe.html", {"done": request.method == "POST"})
