"""When people are reminded of what, as coordinators set it: rules, days and hours of offices, and who changed them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from recommendations.models.people import Unit, known_time_zone
from recommendations.models.reminder import ReminderKind

# An installation's own row has no unit; in a unique key that counts as one of them.
_UNIT_OR_NONE = Coalesce("unit", Value(0))
LONGEST = 366


class ReminderRule(models.Model):
    """What is told of one kind of date: for a unit and those below it, or, without a unit, for everybody else.

    A rule without steps is silent. `days` is what the kind counts with, where it counts: an update is asked for that
    many days before the target date, an item is stale after so many without one, a claim is to be verified within so
    many. `each_quarter` also asks for an update by the end of each quarter.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reminder_rules")
    kind = models.CharField(max_length=20, choices=ReminderKind.choices)
    days = models.PositiveSmallIntegerField(default=0)
    each_quarter = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint("kind", _UNIT_OR_NONE, name="one_rule_for_each_kind_and_unit"),
            models.CheckConstraint(condition=Q(kind__in=ReminderKind.values), name="the_kind_of_a_rule_is_known"),
            models.CheckConstraint(condition=Q(days__lte=10 * LONGEST), name="a_rule_counts_in_days_not_in_ages"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id or ''}".strip()


def days_before(value: Any) -> None:
    """Raises ValidationError for what is no list of different numbers of days before a date."""
    if (
        not isinstance(value, list)
        or len(set(map(str, value))) != len(value)
        or not all(type(days) is int and 0 < days <= LONGEST for days in value)
    ):
        raise ValidationError(_("Give different numbers of days, from 1 to %(longest)s."), params={"longest": LONGEST})


class ReminderStep(models.Model):
    """On which days of a rule's date one audience is told: days before it, on it, from so many days after it, and again
    every so many days.
    """

    class To(models.TextChoices):
        OWNER = "owner", _("Owner")
        ACTION_OWNER = "action_owner", _("Who does the action")
        DECIDER = "decider", _("Who decides")
        VERIFIERS = "verifiers", _("Verifiers")
        UNIT_HEAD = "unit_head", _("Head of the unit")
        SENIOR_MANAGEMENT = "senior_management", _("Senior management")
        ALTERNATE = "alternate", _("Alternate")
        CONTRIBUTORS = "contributors", _("Contributors")
        COORDINATORS = "coordinators", _("Coordinators")

    rule = models.ForeignKey(ReminderRule, models.CASCADE, related_name="steps", db_index=False)
    to = models.CharField(max_length=20, choices=To.choices)
    before = models.JSONField(default=list, blank=True, validators=[days_before])
    on_the_day = models.BooleanField(default=False)
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    every = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("step of a reminder rule")
        verbose_name_plural = _("steps of reminder rules")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("rule", "to"), name="one_step_for_each_rule_and_audience"),
            models.CheckConstraint(
                condition=Q(every__isnull=True) | Q(after__isnull=False, every__gte=1, every__lte=LONGEST),
                name="what_is_repeated_begins_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | Q(after__gte=1, after__lte=LONGEST * 10),
                name="after_is_after_the_day",
            ),
            models.CheckConstraint(
                condition=~Q(before=Value([], models.JSONField())) | Q(on_the_day=True) | Q(after__isnull=False),
                name="a_step_tells_on_some_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.to}"


class OfficeCalendar(models.Model):
    """When reminders may arrive: for the people of a unit and of those below it, or, without a unit, for all others.

    `from_hour` to `until_hour` (24 is midnight) are read on the clock of `time_zone`, or, where that is empty, on each
    reader's own. `days_off` holds days of the week, 0 for Monday. `country` is an ISO 3166 code whose public holidays
    are days off, `subdivision` a part of it with holidays of its own.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="office_calendars")
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[known_time_zone])
    from_hour = models.PositiveSmallIntegerField(_("from"), default=0)
    until_hour = models.PositiveSmallIntegerField(_("until"), default=24)
    days_off = models.JSONField(_("days off"), default=list, blank=True)
    country = models.CharField(_("holidays of"), max_length=3, blank=True)
    subdivision = models.CharField(_("part of the country"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("office calendar")
        verbose_name_plural = _("office calendars")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(_UNIT_OR_NONE, name="one_office_calendar_for_each_unit"),
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("until_hour"), until_hour__lte=24), name="an_office_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=~Q(subdivision__gt="") | Q(country__gt=""), name="a_part_of_a_country_has_its_country"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id or ''} {self.from_hour}-{self.until_hour}".strip()


class ReminderSettingChange(models.Model):
    """A rule or an office's calendar as it was before and after somebody changed it; null where there was none."""

    class What(models.TextChoices):
        RULE = "rule", _("Rule")
        OFFICE = "office", _("Office hours")

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    kind = models.CharField(max_length=20, choices=ReminderKind.choices, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name = _("change of the reminders")
        verbose_name_plural = _("changes of the reminders")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what} {self.kind}"
