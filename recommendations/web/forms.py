"""How forms look and speak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from recommendations.people import throttle


class FieldRenderer(TemplatesSetting):
    """Every field is drawn by one template of ours, with its label, help and errors."""

    field_template_name = "components/field.html"


class LimitedFileField(forms.FileField):
    """A file of at most `limit()` bytes. `too_large` says what to do with a larger one, and may name `%(limit)s`."""

    def __init__(self, *, limit: Callable[[], int], too_large: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit, self.too_large = limit, too_large

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (value.size or 0) > self.limit():
            raise ValidationError(self.too_large, "too_large", {"limit": filesizeformat(self.limit())})


class LoginForm(AuthenticationForm):
    """Log-in with an e-mail address in whatever letter case it is typed; after failures it has to wait."""

    wait = timedelta()

    username = UsernameField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True, "dir": "ltr"}),
    )
    error_messages = {
        "invalid_login": _("No account has this e-mail address with this password. Check both, then try again."),
        "inactive": _("This account is closed. Ask your administrator."),
    }

    def clean(self) -> dict[str, Any]:
        """Nothing here depends on whether there is such an account: whoever tries one out learns nothing."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if self.request is None or not name or not password:
            return super().clean()
        attempt, at = attempt_of(self.request, "log-in", name), timezone.now()
        self.wait = throttle.count(attempt, at=at)
        if self.wait:
            raise ValidationError(
                _("Too many log-ins failed. Wait %(wait)s, then try again, or ask for a new password."),
                params={"wait": in_words(self.wait)},
                code="wait",
            )
        cleaned = super().clean()
        throttle.succeeded(attempt, at=at)
        return cleaned


def attempt_of(request: HttpRequest, purpose: str, name: str) -> throttle.Attempt:
    """Who tries what, from where."""
    return throttle.Attempt(purpose, name, throttle.address_of(request, behind_proxy=settings.BEHIND_PROXY))


def in_words(wait: timedelta) -> str:
    """A wait in whole seconds, or minutes once there are two of them; rounded up, so that it is never too short."""
    seconds = -(-wait // timedelta(seconds=1))
    if seconds < 120:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = -(-seconds // 60)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
