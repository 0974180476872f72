"""The forms of a reporting round: what it asks of whom, and what is missing in an update."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.models import Report, Unit, User
from recommendations.tracking.forms import DateInput, DayField, WordsField


class RoundForm(forms.Form):
    """What a round asks, of whom, for when, by when."""

    title = WordsField(label=gettext_lazy("Title"), max_length=150, widget=forms.TextInput({"dir": "auto"}))
    report = forms.ModelChoiceField(
        label=gettext_lazy("Report"),
        queryset=Report.objects.none(),
        required=False,
        empty_label=gettext_lazy("All reports"),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("All units"),
        help_text=gettext_lazy("With the units below it."),
    )
    period_from = DayField(label=gettext_lazy("First day of the period"), widget=DateInput())
    period_to = DayField(label=gettext_lazy("Last day of the period"), widget=DateInput())
    due_on = DayField(label=gettext_lazy("Updates due"), widget=DateInput())
    words = WordsField(
        label=gettext_lazy("What is asked"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Owners read this with the request."),
    )

    def __init__(self, data: Any = None, *, by: User, on: date) -> None:
        super().__init__(data, auto_id="id_round_%s", initial=_quarter(on))
        self.on = on
        for name, choices in (
            ("report", Report.objects.visible_to(by).order_by("symbol")),
            ("unit", Unit.objects.current()),
        ):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101  for the type checker: declared above
            chosen.queryset = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last, due = (cleaned.get(name) for name in ("period_from", "period_to", "due_on"))
        if first and last and last < first:
            self.add_error("period_to", _("The period ends before it begins."))
        if due and due < self.on:
            self.add_error("due_on", _("Give today or a day to come: nobody can answer in the past."))
        return cleaned


def _quarter(on: date) -> dict[str, date]:
    """The quarter that has ended last, as the period most rounds are about."""
    first_of_this = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    last = date.fromordinal(first_of_this.toordinal() - 1)
    return {"period_from": date(last.year, (last.month - 1) // 3 * 3 + 1, 1), "period_to": last}


class ReturnForm(forms.Form):
    """Why an update is not good enough yet."""

    comment = WordsField(
        label=gettext_lazy("What is missing"), max_length=5000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
