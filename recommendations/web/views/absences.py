"""Who is away: entering one's own absence and those of one's people, and being back early."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.models import Absence, User
from recommendations.people import absences
from recommendations.people.candidates import assignable
from recommendations.refusals import Refused
from recommendations.tracking.forms import DateInput, DayField, PersonField
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in

# Nobody looks further through a list of who is away.
MOST = 200


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who stands in. The person is asked only of who may enter others' too."""

    person = PersonField(label=gettext_lazy("Who"), queryset=None)
    first_on = DayField(label=gettext_lazy("First day away"), widget=DateInput())
    last_on = DayField(label=gettext_lazy("Last day away"), widget=DateInput())
    alternate = PersonField(
        label=gettext_lazy("Who stands in"),
        queryset=None,
        required=False,
        help_text=gettext_lazy(
            "They see and do what is the person's meanwhile. Left empty, the alternate of each recommendation answers, "
            "then the head of the unit."
        ),
    )

    def __init__(self, data: Any = None, *, by: User, on: date) -> None:
        super().__init__(data, initial={"person": by.pk, "first_on": on})
        persons, alternates = self.fields["person"], self.fields["alternate"]
        assert isinstance(persons, PersonField)  # noqa: S101  for the type checker: declared above
        assert isinstance(alternates, PersonField)  # noqa: S101  the same
        theirs = User.objects.filter(absences.persons(by, on)).prefetch_related("memberships__unit")
        persons.queryset, alternates.queryset = theirs.order_by("name", "pk"), assignable(by, on)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def absence_list(request: HttpRequest) -> HttpResponse:
    """Everybody's own; for heads of units and coordinators those of their people too."""
    by, on = signed_in(request), timezone.localdate()
    form = AbsenceForm(request.POST or None, by=by, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            absences.enter(**form.cleaned_data, by=by, at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("The absence is entered."))
            return redirect("recommendations:absences")
    context = {"form": form, "absences": _current(by, on)[:MOST], "others": _enters_others(by, on)}
    return render(request, "people/absences.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    by = signed_in(request)
    absence = get_object_or_404(_current(by, timezone.localdate()), pk=pk)
    if request.method != "POST":
        return render(request, "people/absence_end.html", {"absence": absence})
    try:
        absences.end(absence, by=by, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The absence is over."))
    return redirect("recommendations:absences")


def _current(by: User, on: date) -> QuerySet[Absence]:
    """What is going on and to come, of the people whose absences this person keeps."""
    theirs = User.objects.filter(absences.persons(by, on), pk=OuterRef("person"))
    found = Absence.objects.filter(Q(person=by) | Exists(theirs), last_on__gte=on)
    return found.select_related("person", "alternate").order_by("first_on", "pk")


def _enters_others(by: User, on: date) -> bool:
    return User.objects.filter(absences.persons(by, on)).exclude(pk=by.pk).exists()
