"""Handing over what somebody holds, and closing the account of who leaves: seen first, then done."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.models import Recommendation, Unit, User
from recommendations.people import absences, accounts
from recommendations.people.candidates import assignable
from recommendations.permissions import Role
from recommendations.refusals import Refused
from recommendations.tracking import handing_over
from recommendations.tracking.bulk import Outcome
from recommendations.tracking.forms import PersonField, WordsField
from recommendations.tracking.handing_over import Holding
from recommendations.web.confirming import ConfirmedForm
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in
from recommendations.web.views.people import for_administration

# At once; the rest is offered next.
MOST = 100


class WhoForm(forms.Form):
    """Whose items go to whom."""

    person = PersonField(label=gettext_lazy("From whom"), queryset=None)
    to = PersonField(
        label=gettext_lazy("To whom"),
        queryset=None,
        required=False,
        help_text=gettext_lazy("Left empty: to the alternate of each, else to the head of its unit."),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Only in the unit"),
        queryset=Unit.objects.current(),
        required=False,
        empty_label=gettext_lazy("Any"),
    )

    def __init__(self, data: Any, *, by: User, on: date) -> None:
        super().__init__(data or None)
        persons, heirs = self.fields["person"], self.fields["to"]
        assert isinstance(persons, PersonField)  # noqa: S101  for the type checker: declared above
        assert isinstance(heirs, PersonField)  # noqa: S101  the same
        theirs = User.objects.filter(absences.persons(by, on)).prefetch_related("memberships__unit")
        persons.queryset, heirs.queryset = theirs.order_by("name", "pk"), assignable(by, on)


class ReasonForm(forms.Form):
    """Why it is handed over: it stands in the history of each item."""

    reason = WordsField(
        label=gettext_lazy("Reason"), widget=forms.Textarea({"rows": 2, "dir": "auto"}), max_length=2000
    )


class CloseForm(ConfirmedForm):
    """Why the account is closed."""

    reason = WordsField(label=gettext_lazy("Reason"), widget=forms.TextInput({"dir": "auto"}), max_length=500)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """First whose items go to whom, then what would become of each, then doing it for those that are ticked."""
    by, on = signed_in(request), timezone.localdate()
    standing = by.standing(on)
    if Role.COORDINATOR not in standing.roles and not standing.headed:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    who = WhoForm(asked, by=by, on=on)
    if not who.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "people/hand_over.html", {"who": who, "is_new": not asked}, status=status)
    person, to = who.cleaned_data["person"], who.cleaned_data["to"]
    found = _narrowed(handing_over.holding(person, by=by), asked, who.cleaned_data["unit"])
    items = list(found.select_related("report", "unit", "owner", "alternate")[: MOST + 1])
    holdings = handing_over.proposals(items[:MOST], person, to=to, by=by, on=on)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and holdings and form.is_valid():
        outcomes = handing_over.hand_over(
            holdings, person, **form.cleaned_data, by=by, at=timezone.now(), versions=_versions(request.POST)
        )
        context = {"person": person, "outcomes": outcomes, "back": _ways_back(holdings, outcomes, person)}
        return render(request, "people/hand_over_done.html", context)
    context = {"who": who, "person": person, "to": to, "holdings": holdings, "form": form, "more": len(items) > MOST}
    return render(request, "people/hand_over.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What the person still holds, and what becomes of it; closing the account hands on whatever is left."""
    person, by, on = get_object_or_404(User, pk=pk), signed_in(request), timezone.localdate()
    form = CloseForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = accounts.close(person, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            items = len({fix.item.pk for fix in done.fixes if fix.to is not None})
            words = ngettext(
                "The account is closed, and %(count)s recommendation was handed on.",
                "The account is closed, and %(count)s recommendations were handed on.",
                items,
            )
            messages.success(request, words % {"count": items})
            return redirect("recommendations:person", pk)
    context = {
        "person": person,
        "form": form,
        "held": handing_over.held_by(person, on=on),
        "may_hand_over": Role.COORDINATOR in by.standing(on).roles and person.is_active,
    }
    return render(request, "people/person_close.html", context, status=422 if form.errors else 200)


def _narrowed(items: QuerySet[Recommendation], asked: QueryDict, unit: Unit | None) -> QuerySet[Recommendation]:
    """Only what is ticked, if anything was to be ticked; only what is in the unit or below it."""
    if unit is not None:
        items = items.filter(unit__in=Unit.objects.below({unit.pk}))
    if asked.get("ticking") or "item" in asked:
        wanted = [pk for pk in asked.getlist("item") if _is_number(pk)]
        items = items.filter(pk__in=wanted)
    return items


def _versions(sent: QueryDict) -> dict[int, int]:
    """The versions the preview showed."""
    given = {name.removeprefix("version_"): str(value) for name, value in sent.items() if name.startswith("version_")}
    return {int(pk): int(value) for pk, value in given.items() if _is_number(pk) and _is_number(value)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def _ways_back(holdings: list[Holding], outcomes: list[Outcome], person: User) -> list[tuple[User, str]]:
    """For each who took something over: the address from which it can be handed back."""
    done = {outcome.item.pk for outcome in outcomes if outcome.refused is None}
    taken: dict[User, list[int]] = {}
    for holding in holdings:
        if holding.to is not None and holding.item.pk in done:
            taken.setdefault(holding.to, []).append(holding.item.pk)
    address = reverse("recommendations:hand_over")
    return [
        (to, f"{address}?{urlencode({'person': to.pk, 'to': person.pk, 'item': items}, doseq=True)}")
        for to, items in taken.items()
    ]
