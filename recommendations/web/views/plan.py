"""The plan of an item: add an action, mark one done, drop one with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations import tracking
from recommendations.people.candidates import assignable
from recommendations.tracking import Step
from recommendations.tracking.forms import PersonField, TargetField, WordsField, as_given
from recommendations.web.acts import Act, answer, found, judge, show, version_of
from recommendations.web.requests import signed_in

if TYPE_CHECKING:
    from recommendations.models import Action, Recommendation, User

ANCHOR = "#plan"


class ActionForm(forms.Form):
    """A step: what, who, by when, and how far it is."""

    text = WordsField(label=gettext_lazy("What will be done"), widget=forms.TextInput({"dir": "auto"}), max_length=500)
    owner = PersonField(label=gettext_lazy("Who will do it"), queryset=None)
    due_on = TargetField(
        label=gettext_lazy("By when"),
        help_text=gettext_lazy("A day (2027-06-30), a month (2027-06) or a quarter (2027-Q2)."),
    )
    percent_done = forms.IntegerField(label=gettext_lazy("Percent done"), required=False, min_value=0, max_value=100)

    def __init__(self, data: Any = None, *, by: User, on: date, action: Action | None = None) -> None:
        initial = {} if action is None else _as_typed(action)
        super().__init__(data, initial=initial, auto_id=f"id_action{action.pk if action else ''}_%s")
        people = self.fields["owner"]
        assert isinstance(people, PersonField)  # noqa: S101  for the type checker: it is declared above
        # Whoever has it already may keep it, though they could not be chosen anew.
        people.queryset = assignable(by, on) if action is None else assignable(by, on, also=[action.owner_id])

    @property
    def step(self) -> Step:
        """What the form, once judged, says."""
        return Step(**self.cleaned_data, due_as_given=as_given(self, "due_on"))


def _as_typed(action: Action) -> dict[str, Any]:
    return {
        "text": action.text,
        "owner": action.owner_id,
        "due_on": action.due_as_given or action.due_on.isoformat(),
        "percent_done": action.percent_done,
    }


class EndForm(forms.Form):
    """Nothing to say but yes."""


class DropForm(forms.Form):
    """Why a step is given up."""

    reason = WordsField(
        label=gettext_lazy("Why it is dropped"), widget=forms.Textarea({"rows": 3, "dir": "auto"}), max_length=20_000
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, symbol: str, reference: str) -> HttpResponse:
    item, user = found(request, symbol, reference), signed_in(request)
    form = ActionForm(request.POST or None, by=user, on=timezone.localdate())
    act = Act(
        gettext_lazy("Plan an action"),
        form,
        reverse("recommendations:action_add", args=[symbol, reference]),
        gettext_lazy("Action planned."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        tracking.add_action(item, form.step, by=user, at=timezone.now(), version=version_of(request))

    return answer(request, item, act, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, action = _found(request, symbol, reference, pk)
    user = signed_in(request)
    form = ActionForm(request.POST or None, by=user, on=timezone.localdate(), action=action)
    act = Act(
        gettext_lazy("Change the action"),
        form,
        reverse("recommendations:action_change", args=[symbol, reference, pk]),
        gettext_lazy("Action changed."),
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        tracking.change_action(action, form.step, by=user, at=timezone.now(), version=version_of(request))

    return answer(request, item, act, verb)


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, action = _found(request, symbol, reference, pk)
    act = Act(
        gettext_lazy("Mark the action as done"),
        EndForm(request.POST or None),
        reverse("recommendations:action_done", args=[symbol, reference, pk]),
        gettext_lazy("Action marked as done."),
        help=action.text,
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)
    return answer(
        request,
        item,
        act,
        lambda: tracking.complete_action(action, by=signed_in(request), at=timezone.now(), version=version_of(request)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, symbol: str, reference: str, pk: int) -> HttpResponse:
    item, action = _found(request, symbol, reference, pk)
    form = DropForm(request.POST or None)
    act = Act(
        gettext_lazy("Drop the action"),
        form,
        reverse("recommendations:action_drop", args=[symbol, reference, pk]),
        gettext_lazy("Action dropped."),
        help=action.text,
        anchor=ANCHOR,
    )
    if request.method != "POST":
        return show(request, item, act)

    def verb() -> None:
        judge(form)
        reason = form.cleaned_data["reason"]
        tracking.drop_action(
            action, reason=reason, by=signed_in(request), at=timezone.now(), version=version_of(request)
        )

    return answer(request, item, act, verb)


def _found(request: HttpRequest, symbol: str, reference: str, pk: int) -> tuple[Recommendation, Action]:
    item = found(request, symbol, reference)
    action: Action = get_object_or_404(item.actions.select_related("recommendation"), pk=pk)
    return item, action
