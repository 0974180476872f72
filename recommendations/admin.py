"""The emergency administration: for superusers alone, when the pages themselves cannot be used.

Everything can be looked at, and nothing changed, but people, units and roles; these by the same verbs as on their
pages, with the same refusals and the same entries in the log. Nothing is deleted here.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.models import Membership, Unit, User
from recommendations.people import accounts, units
from recommendations.refusals import Refused


class EmergencySite(admin.AdminSite):
    """Lets in superusers by the site's own log-in, which counts attempts that fail."""

    site_header = site_title = _("Emergency administration")
    index_title = _("People, units and roles can be changed here; everything else is only shown.")

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def login(self, request: HttpRequest, _extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            raise Http404  # the log-in would only lead back here
        after = request.GET.get("next") or resolve_url(f"{self.name}:index")
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': after})}")


site = EmergencySite(name="admin")


class OnlyShown(admin.ModelAdmin[Model]):
    """What only verbs may write."""

    show_full_result_count = False
    list_per_page = 50
    actions = None

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class ByVerb(forms.ModelForm[Any]):
    """Calls a verb once all is in order, and puts the words of its refusal beside the fields."""

    by: User

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        try:
            self.done = self.carry_out()
        except Refused as refused:
            for name, words in refused.fields.items():
                self.add_error(name if name in self.fields else NON_FIELD_ERRORS, list(words))
            for reason in refused.reasons:
                self.add_error(None, reason)

    def carry_out(self) -> Model:
        raise NotImplementedError


class PersonForm(ByVerb):
    def carry_out(self) -> Model:
        if self.instance.pk is None:
            return accounts.create(**self.cleaned_data, by=self.by, at=timezone.now())
        before = User.objects.get(pk=self.instance.pk)
        return accounts.change(before, self.cleaned_data, by=self.by, at=timezone.now())


class UnitForm(ByVerb):
    def carry_out(self) -> Model:
        at, given = timezone.now(), self.cleaned_data
        if self.instance.pk is None:
            return units.create(**given, by=self.by, at=at)
        unit = Unit.objects.get(pk=self.instance.pk)
        units.rename(unit, name=given["name"], short_name=given["short_name"], by=self.by, at=at)
        return units.move(unit, parent=given["parent"], by=self.by, at=at)


class MembershipForm(ByVerb):
    def carry_out(self) -> Model:
        at, given = timezone.now(), self.cleaned_data
        if self.instance.pk is None:
            person = given.pop("user")
            return accounts.give_role(person, **given, by=self.by, at=at, in_emergency=True)
        held = Membership.objects.get(pk=self.instance.pk)
        dates = {"since": given["since"], "until": given["until"]}
        return accounts.change_dates(held, **dates, by=self.by, at=at, in_emergency=True)


class VerbAdmin(OnlyShown):
    """Adds and changes by the verbs of the form."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        return site.has_permission(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def save_form(self, _request: HttpRequest, form: Any, change: bool) -> Any:  # noqa: ARG002  Django's signature
        return form.done

    def save_model(self, _request: HttpRequest, _obj: Any, _form: Any, _change: bool) -> None:
        """The verb has saved it."""

    def save_related(self, _request: HttpRequest, _form: Any, _formsets: Any, _change: bool) -> None:
        """There is nothing else to save."""


class PersonAdmin(VerbAdmin):
    form = PersonForm
    fields = ("name", "email", "language", "time_zone")
    list_display = ("name", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("name", "email")


class UnitAdmin(VerbAdmin):
    form = UnitForm
    fields = ("name", "short_name", "parent")
    list_display = ("name", "short_name", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name")


class MembershipAdmin(VerbAdmin):
    form = MembershipForm
    fields = ("user", "unit", "role", "everywhere", "since", "until")
    list_display = ("user", "role", "unit", "since", "until")
    list_select_related = ("user", "unit")
    list_filter = ("role",)

    def get_readonly_fields(self, _request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user", "unit", "role", "everywhere") if obj is not None else ()


EDITED: dict[type[Model], type[VerbAdmin]] = {User: PersonAdmin, Unit: UnitAdmin, Membership: MembershipAdmin}
for model in apps.get_app_config("recommendations").get_models():
    site.register(model, EDITED.get(model, OnlyShown))
