"""What filters are made of: values that look like ours, codes, and days."""

from __future__ import annotations

from copy import copy
from typing import Any, Self

import django_filters as filters
from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

_SELECTED = mark_safe(" selected")


class PlainSelect(forms.Select):
    """A select drawn in one go: Django renders a template for each option, which costs more than the list itself."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002  Django's signature
        chosen = self.format_value(value)
        options = "\n".join(
            f'<option value="{escape(key)}"{_SELECTED if str(key) in chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        )
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(own), mark_safe(options))  # noqa: S308  each part is escaped


class Copied:
    """A filter of which each filter set has a copy with parameters of its own; what these hold is changed by nobody.

    django-filter copies it to the last label and choice instead, which costs more than a query.
    """

    extra: dict[str, Any]
    method: str | None

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        made = copy(self)
        made.extra = dict(self.extra)
        made.method = self.method  # which is looked for in the filter set of the copy
        return made


class CharFilter(Copied, filters.CharFilter):
    """Words."""


class CodeFilter(Copied, filters.Filter):
    """A value that must look like one of ours; the choices offered for it are only some of those it takes."""

    field_class = forms.RegexField

    def __init__(self, regex: str, **kwargs: Any) -> None:
        super().__init__(regex=regex, strip=True, widget=PlainSelect, **kwargs)


class ChoiceFilter(Copied, filters.ChoiceFilter):
    """One of a few codes. A hidden one comes with the address of a number's list, nobody chooses it."""

    def __init__(self, *args: Any, hidden: bool = False, **kwargs: Any) -> None:
        widget = forms.HiddenInput if hidden else PlainSelect
        super().__init__(*args, widget=widget, **({"empty_label": _("Any")} | kwargs))


ID_OR_NONE = r"^(none|\d{1,15})$"


class DayFilter(Copied, filters.Filter):
    """A day until today, which whoever makes the filter set says."""

    field_class = forms.DateField

    def __init__(self, *, hidden: bool = False, **kwargs: Any) -> None:
        widget = forms.HiddenInput() if hidden else forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(method="dated", widget=widget, **kwargs)
