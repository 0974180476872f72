"""What is asked for when a report is made: what it is about, of which day, in which words, as what."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.models import EDITION_LANGUAGES, DocumentTemplate, Recommendation, Report, Section, Unit, User
from recommendations.progress.documents import formats
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.facts import Scope
from recommendations.progress.documents.gathering import scope_of
from recommendations.progress.documents.vocabularies import VOCABULARIES
from recommendations.tracking.forms import EARLIEST, DateInput
from recommendations.web import editions

MOST_OFFERED = 200


class AsForm(forms.Form):
    """In which words and as what kind of file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=[(one.code, one.label) for one in formats.FORMATS.values()]
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=EDITION_LANGUAGES)
    vocabulary = forms.ChoiceField(
        label=gettext_lazy("Words for the states"), choices=[(one.code, one.label) for one in VOCABULARIES.values()]
    )
    template = forms.ModelChoiceField(
        label=gettext_lazy("Template"),
        queryset=DocumentTemplate.objects.all(),
        required=False,
        empty_label=gettext_lazy("None, the usual look"),
        help_text=gettext_lazy("For Word only."),
    )
    mail = forms.BooleanField(label=gettext_lazy("Send me a mail when it is ready"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not DocumentTemplate.objects.exists():
            del self.fields["template"]

    @property
    def wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(given["language"], given["vocabulary"], given.get("contents") == "pack")

    @property
    def chosen_template(self) -> int | None:
        template = self.cleaned_data.get("template")
        return template.pk if template else None


class OrderForm(AsForm):
    """A report of what the person may see. A theme belongs to a report, so it is offered once one is chosen."""

    report = forms.ModelChoiceField(
        label=gettext_lazy("Report"),
        queryset=Report.objects.none(),
        to_field_name="symbol",
        required=False,
        empty_label=gettext_lazy("All reports"),
    )
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Theme"), queryset=Section.objects.none(), required=False, empty_label=gettext_lazy("All")
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("All units"),
        help_text=gettext_lazy("With the units below it."),
    )
    on = forms.DateField(
        label=gettext_lazy("As at"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("A day before today shows how things stood at its end. Leave empty for now."),
    )
    since = forms.DateField(
        label=gettext_lazy("Compared with"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("Tells what has changed since that day. Leave empty to compare with the last report."),
    )
    contents = forms.ChoiceField(
        label=gettext_lazy("Contents"),
        choices=[
            ("report", gettext_lazy("The whole report")),
            ("pack", gettext_lazy("Pack for a meeting: ended, due, overdue, extensions to decide, not accepted")),
        ],
        widget=forms.RadioSelect,
    )

    field_order = ("report", "theme", "unit", "on", "since", "contents", "kind", "language", "vocabulary")

    def __init__(self, data: Any, *, by: User, today: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(
            data, initial={"contents": "report", "language": editions.readers_language(), **(initial or {})}
        )
        self.today = today
        self._offer("report", Report.objects.visible_to(by).order_by("symbol"))
        self._offer("unit", Unit.objects.order_by("name", "pk"))
        symbol = str(self["report"].value() or "")
        used = Recommendation.objects.visible_to(by).filter(report__symbol=symbol, theme__isnull=False).order_by()
        themes = Section.objects.filter(pk__in=used.values("theme")).order_by("position")
        if symbol and "\0" not in symbol and themes.exists():
            self._offer("theme", themes.prefetch_related("texts__edition"))
            field = cast("forms.ModelChoiceField[Section]", self.fields["theme"])
            field.label_from_instance = _heading  # type: ignore[assignment,method-assign]  # Django's documented way
        else:
            del self.fields["theme"]

    def _offer(self, name: str, rows: Any) -> None:
        field = cast("forms.ModelChoiceField[Any]", self.fields[name])
        field.queryset = rows

    def clean_on(self) -> date | None:
        return self._past("on")

    def clean_since(self) -> date | None:
        return self._past("since")

    def _past(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day is not None and not EARLIEST <= day <= self.today:
            raise ValidationError(_("Give today or a day before."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, on = cleaned.get("since"), cleaned.get("on") or self.today
        if since is not None and since >= on:
            self.add_error("since", _("Give a day before the one the report is of, to compare with."))
        return cleaned

    @property
    def scope(self) -> Scope:
        given = self.cleaned_data
        report, unit, theme = given.get("report"), given.get("unit"), given.get("theme")
        return scope_of(
            report=report.symbol if report else "", unit=unit.pk if unit else None, theme=theme.pk if theme else None
        )

    @property
    def moment(self) -> date | None:
        """The day it is of; None for now."""
        on: date | None = self.cleaned_data["on"]
        return on if on != self.today else None


def _heading(section: Section) -> str:
    text = editions.in_readers_language(section.texts.all())
    return text.heading if text else str(_("A theme without a heading"))


class SignForm(forms.Form):
    """Signing is an act of its own: the box must be ticked, and the facts be those that were read."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    sure = forms.BooleanField(label=gettext_lazy("I have read this report and issue it in my name."))
