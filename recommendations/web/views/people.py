"""People: who is here with which roles, and all that coordinators and administrators do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recommendations.models import Membership, Unit, User
from recommendations.people import accounts, tokens
from recommendations.permissions import Role, may_administer, may_give
from recommendations.refusals import Refused
from recommendations.tracking.forms import CHOOSE, DateInput, DayField, WordsField
from recommendations.web import keyset, log_lines
from recommendations.web.confirming import ConfirmedForm
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in
from recommendations.web.role_words import ROLE_WORDS
from recommendations.web.views.preferences import offered_zones

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
# Of a person's log, on their page.
LATEST = 20


def for_administration(view: V) -> V:
    """Everybody else is told there is no such page."""

    @wraps(view)
    def only_for_them(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_administer(signed_in(request).standing()):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("V", only_for_them)


class FilterForm(forms.Form):
    """What narrows the list of people."""

    q = forms.CharField(label=gettext_lazy("Name or address"), required=False, max_length=150)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=Unit.objects.current(), required=False, empty_label=gettext_lazy("Any")
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("Any")), *Role.choices], required=False
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Account"),
        required=False,
        choices=[
            ("", gettext_lazy("Open")),
            ("invited", gettext_lazy("Invited, no password yet")),
            ("closed", gettext_lazy("Closed")),
        ],
    )


class PersonForm(forms.Form):
    """Who somebody is."""

    name = WordsField(label=gettext_lazy("Name"), max_length=150, widget=forms.TextInput({"dir": "auto"}))
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), max_length=254, widget=forms.EmailInput({"dir": "ltr"})
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), widget=forms.Select({"dir": "ltr"}))

    def __init__(self, data: Any = None, *, person: User | None = None) -> None:
        fields = ("name", "email", "language", "time_zone")
        initial = {name: getattr(person, name) for name in fields} if person else {"time_zone": settings.TIME_ZONE}
        super().__init__(data, initial=initial)
        choices = self.fields["time_zone"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101  for the type checker: declared above
        choices.choices = [(zone, zone) for zone in offered_zones(initial["time_zone"])]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class RoleForm(ConfirmedForm):
    """A role to give. An administrator is made by administrators only, and so is not offered to others."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    unit = forms.ModelChoiceField(label=gettext_lazy("Unit"), queryset=Unit.objects.current(), empty_label=CHOOSE)
    since = DayField(label=gettext_lazy("From"), widget=DateInput())
    until = DayField(label=gettext_lazy("Last day"), widget=DateInput(), required=False)
    everywhere = forms.BooleanField(label=gettext_lazy("A reader: sees everything"), required=False)

    def __init__(self, request: HttpRequest, data: Any = None, *, on: date) -> None:
        super().__init__(request, data, initial={"since": on}, auto_id="id_role_%s")
        roles = self.fields["role"]
        assert isinstance(roles, forms.ChoiceField)  # noqa: S101  for the type checker: declared above
        standing = signed_in(request).standing(on)
        offered = [(role.value, role.label) for role in Role if may_give(role, standing)]
        roles.choices = [("", CHOOSE), *offered]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("everywhere") and cleaned.get("role") != Role.READER:
            self.add_error("everywhere", _("This is for readers; every other role says itself what it sees."))
        return cleaned


class DatesForm(ConfirmedForm):
    """When a role begins and ends."""

    since = DayField(label=gettext_lazy("From"), widget=DateInput())
    until = DayField(
        label=gettext_lazy("Last day"),
        widget=DateInput(),
        required=False,
        help_text=gettext_lazy("To end it at once, give yesterday."),
    )


@never_cache
@require_safe
@for_administration
def people_list(request: HttpRequest) -> HttpResponse:
    form, on = FilterForm(request.GET), timezone.localdate()
    form.is_valid()
    found = _narrowed(User.objects.all(), form.cleaned_data, on).prefetch_related(_held(on))
    page = keyset.BY_NAME.page(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    lines = [(person, person.__dict__["held"], _is_invited(person)) for person in page.rows]
    is_coordinator = Role.COORDINATOR in signed_in(request).standing(on).roles
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "narrowed": any(form.cleaned_data.values()),
        "is_coordinator": is_coordinator,
    }
    return render(request, "people/people.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = accounts.create(**form.cleaned_data, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            words = _("%(name)s is here, and an invitation goes to %(email)s. Give a role next.")
            messages.success(request, words % {"name": person.name, "email": person.email})
            return redirect("recommendations:person", person.pk)
    return render(request, "people/person_new.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.change(person, form.cleaned_data, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("The changes are kept."))
            return redirect("recommendations:person", pk)
    return _page(request, person, form=form, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    person, on = get_object_or_404(User, pk=pk), timezone.localdate()
    form = RoleForm(request, request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "your_password"}
        try:
            accounts.give_role(person, **given, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("The role is given."))
            return redirect("recommendations:person", pk)
    context = {"person": person, "form": form, "roles": ROLE_WORDS.values()}
    return render(request, "people/role_give.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def role_dates(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    memberships = Membership.objects.filter(user=pk).select_related("user", "unit")
    membership = get_object_or_404(memberships, pk=membership_pk)
    initial = {"since": membership.since, "until": membership.until}
    form = DatesForm(request, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        try:
            accounts.change_dates(membership, since=since, until=until, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("The dates are kept."))
            return redirect("recommendations:person", pk)
    context = {"membership": membership, "form": form, "words": ROLE_WORDS[membership.role]}
    return render(request, "people/role_dates.html", context, status=422 if form.errors else 200)


@require_POST
@for_administration
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    try:
        accounts.invite_again(person, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("An invitation goes to %(email)s.") % {"email": person.email})
    return redirect("recommendations:person", pk)


@require_POST
@for_administration
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    try:
        accounts.reopen(person, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = _("The account is open again, and an invitation goes to %(email)s. Give a role next.")
        messages.success(request, words % {"email": person.email})
    return redirect("recommendations:person", pk)


def _page(request: HttpRequest, person: User, *, form: forms.Form, status: int) -> HttpResponse:
    on = timezone.localdate()
    context = {
        "person": person,
        "form": form,
        "is_invited": _is_invited(person),
        "memberships": [
            (membership, ROLE_WORDS[membership.role], membership.until is not None and membership.until < on)
            for membership in person.memberships.select_related("unit").order_by("-since", "-pk")
        ],
        "absences": person.absences.filter(last_on__gte=on).select_related("alternate"),
        "log": log_lines.lines(person.administrative_entries.select_related("person", "unit")[:LATEST]),
    }
    return render(request, "people/person.html", context, status=status)


def _is_invited(person: User) -> bool:
    return person.is_active and tokens.is_invited(person)


def _held(on: date) -> Prefetch[Any]:
    held = Membership.objects.current(on).select_related("unit")
    return Prefetch("memberships", held, to_attr="held")


def _narrowed(people: QuerySet[User], chosen: dict[str, Any], on: date) -> QuerySet[User]:
    people = people.filter(is_active=chosen.get("state") != "closed")
    if chosen.get("state") == "invited":
        people = people.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if words := chosen.get("q"):
        people = people.filter(Q(name__icontains=words) | Q(email__icontains=words))
    unit, role = chosen.get("unit"), chosen.get("role")
    if unit or role:
        held = Membership.objects.current(on)
        held = held.filter(unit__in=Unit.objects.below({unit.pk})) if unit else held
        held = held.filter(role=role) if role else held
        people = people.filter(pk__in=held.values("user"))
    return people
