"""What a person chooses for their mail and their calendar."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from recommendations.models import CalendarKey, MailPreference, User
from recommendations.reminders import answers, calendar
from recommendations.web.requests import signed_in

DAILY = "daily"


class PreferencesForm(forms.Form):
    """When and how mail speaks to a person. There is no "never": what is due is theirs to know."""

    digest = forms.ChoiceField(
        label=gettext_lazy("Reminders"),
        choices=[
            (DAILY, gettext_lazy("On each day that has something, in one mail")),
            (gettext_lazy("Once a week, on"), [(str(day), name) for day, name in WEEKDAYS.items()]),
        ],
        help_text=gettext_lazy("What waits for you cannot be switched off."),
    )
    overdue_at_once = forms.BooleanField(
        label=gettext_lazy("With a weekly mail: tell me at once when something becomes overdue"), required=False
    )
    information = forms.BooleanField(
        label=gettext_lazy("Tell me also, for information, of what I contribute to or stand in for"), required=False
    )
    notices = forms.ChoiceField(
        label=gettext_lazy("What others did: assigned, returned, decided, mentioned, watched"),
        choices=MailPreference.Notices.choices,
        help_text=gettext_lazy(
            "It always stands under Notices on these pages; what you have read there is not mailed."
        ),
    )
    urgent_at_once = forms.BooleanField(
        label=gettext_lazy("Mail me within minutes what is returned to me, waits for my decision or mentions me"),
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        widget=forms.Select({"dir": "ltr"}),
        help_text=gettext_lazy("Your day begins at midnight there."),
    )

    def __init__(self, data: Any, *, person: User, preference: MailPreference | None) -> None:
        weekday = preference.weekday if preference else None
        super().__init__(
            data,
            initial={
                "digest": DAILY if weekday is None else str(weekday),
                "overdue_at_once": preference.overdue_at_once if preference else True,
                "information": preference.information if preference else True,
                "notices": preference.notices if preference else MailPreference.Notices.DIGEST,
                "urgent_at_once": preference.urgent_at_once if preference else False,
                "language": person.language,
                "time_zone": person.time_zone,
            },
        )
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)  # noqa: S101  says to the type checker what stands above
        zones.choices = [(zone, zone) for zone in offered_zones(person.time_zone)]

    @property
    def weekday(self) -> int | None:
        digest = self.cleaned_data["digest"]
        return None if digest == DAILY else int(digest)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    preference = MailPreference.objects.filter(user=person).first()
    form = PreferencesForm(request.POST or None, person=person, preference=preference)
    if request.method != "POST":
        return _page(request, person, form)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    _keep(person, form, at=timezone.now())
    with translation.override(person.language):
        messages.success(request, _("Your choices are kept."))
    return redirect("recommendations:preferences")


@never_cache
@require_POST
def calendar_key(request: HttpRequest) -> HttpResponse:
    """Make the address of the person's calendar, and show it this once: only a digest of it is kept."""
    person = signed_in(request)
    key = calendar.make_key(person, at=timezone.now())
    address = settings.SITE_URL + reverse("recommendations:calendar", args=[key])
    preference = MailPreference.objects.filter(user=person).first()
    return _page(request, person, PreferencesForm(None, person=person, preference=preference), address=address)


@require_POST
def revoke_links(request: HttpRequest) -> HttpResponse:
    answers.revoke_all(signed_in(request), at=timezone.now())
    messages.success(request, _("The answers in mails sent to you so far open nothing any more."))
    return redirect("recommendations:preferences")


@require_POST
def revoke_calendar_key(request: HttpRequest) -> HttpResponse:
    calendar.revoke_key(signed_in(request))
    messages.success(request, _("The address of your calendar opens nothing any more."))
    return redirect("recommendations:preferences")


def _keep(person: User, form: PreferencesForm, *, at: datetime) -> None:
    chosen = form.cleaned_data
    with transaction.atomic():
        person.language, person.time_zone = chosen["language"], chosen["time_zone"]
        person.save(update_fields=["language", "time_zone"])
        today = timezone.localdate(at, person.zone)
        wishes = {
            "weekday": form.weekday,
            "overdue_at_once": chosen["overdue_at_once"],
            "information": chosen["information"],
            "notices": chosen["notices"],
            "urgent_at_once": chosen["urgent_at_once"],
        }
        preference, new = MailPreference.objects.select_for_update().get_or_create(
            user=person, defaults={**wishes, "planned_on": today}
        )
        if new:
            return
        if preference.weekday != form.weekday:
            preference.planned_on = today  # a day chosen now is not one that was missed last week
        for name, value in wishes.items():
            setattr(preference, name, value)
        preference.save()


def _page(
    request: HttpRequest, person: User, form: PreferencesForm, *, address: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "key": CalendarKey.objects.filter(user=person).first(), "address": address}
    return render(request, "account/preferences.html", context, status=status)


def offered_zones(current: str) -> list[str]:
    """The zones named after places, UTC, and whatever the person has now."""
    placed = {name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/")}
    return sorted(placed | {"UTC", current})
