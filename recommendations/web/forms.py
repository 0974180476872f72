"""How forms look and speak."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class FieldRenderer(TemplatesSetting):
    """Every field is drawn by one template of ours, with its label, help and errors."""

    field_template_name = "components/field.html"


class LoginForm(AuthenticationForm):
    """Log-in with an e-mail address in whatever letter case it is typed."""

    username = UsernameField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True, "dir": "ltr"}),
    )
    error_messages = {
        "invalid_login": _("No account has this e-mail address with this password. Check both, then try again."),
        "inactive": _("This account is closed. Ask your administrator."),
    }
