"""What is worth a second look at who sits there: a change of rights asks for the password, unless it was just given."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.people import throttle
from recommendations.web.forms import attempt_of, in_words
from recommendations.web.requests import signed_in

HOLDS_FOR = timedelta(minutes=10)
_KEY = "confirmed_at"


def confirm(request: HttpRequest, *, at: datetime) -> None:
    """The person in front of this browser has just shown who they are."""
    request.session[_KEY] = at.timestamp()


def is_confirmed(request: HttpRequest, *, at: datetime) -> bool:
    given = request.session.get(_KEY, 0)
    return timedelta() <= at - datetime.fromtimestamp(given, tz=at.tzinfo) < HOLDS_FOR


class ConfirmedForm(forms.Form):
    """Asks for the password of who sends it, unless it was given within the last minutes; all else typed stays."""

    your_password = forms.CharField(
        label=_("Your password"),
        help_text=_("Asked again because this changes what somebody may do."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        strip=False,
    )

    def __init__(self, request: HttpRequest, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.request = request
        if is_confirmed(request, at=timezone.now()):
            del self.fields["your_password"]
        else:
            self.order_fields([name for name in self.fields if name != "your_password"])

    def clean_your_password(self) -> str:
        person, at = signed_in(self.request), timezone.now()
        attempt = attempt_of(self.request, "log-in", person.email)
        if wait := throttle.count(attempt, at=at):
            raise ValidationError(_("Too many attempts failed. Wait %(wait)s."), params={"wait": in_words(wait)})
        # Not the person's own method: that may store the password in a newer way, which would end this very visit.
        if not check_password(self.cleaned_data["your_password"], person.password):
            raise ValidationError(_("This is not your password."))
        throttle.succeeded(attempt, at=at)
        confirm(self.request, at=at)
        return ""
