"""The forms of reminder rules and office calendars, and a rule in words."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.lists import listed
from recommendations.models import OfficeCalendar, ReminderStep
from recommendations.models.reminder_rule import LONGEST
from recommendations.reminders.cadence import FOR_INFORMATION, Kind, Rule, Step
from recommendations.reminders.kinds import ABOUT, LONGEST_BEFORE_A_QUARTER_ENDS
from recommendations.reminders.office import countries
from recommendations.workflow import Words

AUDIENCES: dict[str, Words] = dict(ReminderStep.To.choices)


class DaysField(forms.CharField):
    """Days before a date, as "30, 7, 1"; becomes a tuple, the longest first."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        widget = forms.TextInput({"dir": "ltr", "inputmode": "numeric", "placeholder": "30, 7, 1", "size": 12})
        super().__init__(required=False, max_length=100, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        found = set()
        for part in written.replace("，", ",").replace("،", ",").replace(";", ",").split(","):
            if not (number := part.strip()):
                continue
            if not number.isdecimal() or not 1 <= int(number) <= self.longest:
                raise forms.ValidationError(
                    _("“%(part)s” is not a number of days from 1 to %(longest)s. Write them as in “30, 7, 1”.")
                    % {"part": number, "longest": self.longest}
                )
            found.add(int(number))
        return tuple(sorted(found, reverse=True))


class RuleForm(forms.Form):
    """One row of fields for each audience a rule of this kind can have; an empty row tells them nothing."""

    def __init__(self, kind: Kind, rule: Rule, data: Any = None) -> None:
        super().__init__(data, initial=_initial(rule))
        self.kind, self.about = kind, ABOUT[kind]
        longest = LONGEST_BEFORE_A_QUARTER_ENDS if self.about.quarterly else LONGEST
        if self.about.days:
            self.fields["days"] = forms.IntegerField(label=str(self.about.days), min_value=0, max_value=10 * LONGEST)
        if self.about.quarterly:
            self.fields["each_quarter"] = forms.BooleanField(
                label=gettext_lazy("Also ask for an update by the end of each quarter"), required=False
            )
        for to in self.about.may_be_for:
            self.fields[f"{to}_before"] = DaysField(label=gettext_lazy("Days before"), longest=longest)
            self.fields[f"{to}_on_the_day"] = forms.BooleanField(label=gettext_lazy("On the day"), required=False)
            self.fields[f"{to}_after"] = _number(gettext_lazy("First day after"), 10 * LONGEST)
            self.fields[f"{to}_every"] = _number(gettext_lazy("Then every … days"), LONGEST)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for to in self.about.may_be_for:
            if cleaned.get(f"{to}_every") and not cleaned.get(f"{to}_after") and f"{to}_after" not in self.errors:
                self.add_error(f"{to}_after", _("Say from which day on it is repeated."))
        return cleaned

    def common(self) -> list[forms.BoundField]:
        return [self[name] for name in ("days", "each_quarter") if name in self.fields]

    def audiences(self) -> Iterator[tuple[Words, bool, list[forms.BoundField]]]:
        """The name of each, whether it is told for information only, and its fields."""
        for to in self.about.may_be_for:
            names = ("before", "on_the_day", "after", "every")
            yield AUDIENCES[to], to in FOR_INFORMATION, [self[f"{to}_{name}"] for name in names]

    @property
    def rule(self) -> Rule:
        """What a valid form says."""
        given = self.cleaned_data
        steps = (
            Step(
                to,
                given[f"{to}_before"],
                given[f"{to}_on_the_day"],
                given[f"{to}_after"] or None,
                given[f"{to}_every"] or None,
            )
            for to in self.about.may_be_for
        )
        told = tuple(step for step in steps if step.before or step.on_the_day or step.after)
        return Rule(told, given.get("days") or 0, given.get("each_quarter", False))


def _number(label: Words, most: int) -> forms.IntegerField:
    widget = forms.NumberInput({"size": 4})
    return forms.IntegerField(label=str(label), min_value=1, max_value=most, required=False, widget=widget)


def _initial(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = {"days": rule.days, "each_quarter": rule.each_quarter}
    for step in rule.steps:
        found |= {f"{step.to}_{name}": value for name, value in step._asdict().items() if name != "to"}
    return found


def in_words(rule: Rule) -> list[tuple[Words, str]]:
    """Each audience with the days on which it is told: ("Owner", "30, 7, 1 days before, on the day")."""
    return [(AUDIENCES[step.to], _days_in_words(step)) for step in rule.steps]


def counted_in_words(kind: Kind, rule: Rule) -> str:
    """What the kind counts with, where it does."""
    words = []
    if kind == Kind.UPDATE:
        words += [_("by the end of each quarter")] if rule.each_quarter else []
        words += [_before([rule.days], _("the target date"))] if rule.days else []
    elif kind in (Kind.STALE, Kind.VERIFICATION):
        words.append(ngettext("after %(n)d day", "after %(n)d days", rule.days) % {"n": rule.days})
    return listed(words)


def _before(days: list[int], what: str = "") -> str:
    written = listed(days)
    if what:
        return _("%(days)s days before %(date)s") % {"days": written, "date": what}
    return ngettext("%(days)s day before", "%(days)s days before", days[-1] if len(days) == 1 else 2) % {
        "days": written
    }


def _days_in_words(step: Step) -> str:
    words = [_before(list(step.before))] if step.before else []
    if step.on_the_day:
        words.append(_("on the day"))
    if step.after:
        words.append(ngettext("%(n)d day after", "%(n)d days after", step.after) % {"n": step.after})
    if step.every:
        words.append(ngettext("then every day", "then every %(n)d days", step.every) % {"n": step.every})
    return listed(words)


class OfficeForm(forms.ModelForm[OfficeCalendar]):
    """Hours, days off and holidays of an office."""

    days_off = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days off"),
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Public holidays of"),
        required=False,
        widget=forms.Select({"dir": "ltr"}),
        help_text=gettext_lazy("A country by its code, such as AT, CH or KE."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Clock"),
        required=False,
        widget=forms.Select({"dir": "ltr"}),
        help_text=gettext_lazy("Hours are read on this clock, or on each reader’s own."),
    )

    class Meta:
        model = OfficeCalendar
        fields = ("from_hour", "until_hour", "time_zone", "days_off", "country", "subdivision")
        labels = {"from_hour": gettext_lazy("Mails from (hour)"), "until_hour": gettext_lazy("until (hour)")}
        help_texts = {
            "until_hour": gettext_lazy("24 is midnight."),
            "subdivision": gettext_lazy("A part of the country with holidays of its own, by its code; may stay empty."),
        }

    def __init__(self, data: Any = None, *, instance: OfficeCalendar | None = None) -> None:
        super().__init__(data, instance=instance)
        nations, clock = self.fields["country"], self.fields["time_zone"]
        assert isinstance(nations, forms.ChoiceField)  # noqa: S101  for the type checker: declared above
        assert isinstance(clock, forms.ChoiceField)  # noqa: S101
        nations.choices = [("", _("No holidays")), *((code, code) for code in sorted(countries()))]
        zones = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
        clock.choices = [("", _("Each reader’s own")), *((zone, zone) for zone in ["UTC", *zones])]
        if instance is not None:
            self.initial["days_off"] = [str(day) for day in instance.days_off]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("from_hour"), cleaned.get("until_hour")
        if begins is not None and ends is not None and not 0 <= begins < ends <= 24:
            self.add_error("until_hour", _("Give an hour after the first one, 24 at most."))
        if len(cleaned.get("days_off") or ()) == len(WEEKDAYS):
            self.add_error("days_off", _("Leave at least one day on which mail may come."))
        known = countries().get(cleaned.get("country") or "", [])
        if cleaned.get("subdivision") and cleaned["subdivision"] not in known:
            parts = listed(known) or _("none")
            self.add_error(
                "subdivision", _("Parts of this country with holidays of their own: %(parts)s.") % {"parts": parts}
            )
        return cleaned
