"""What is planned and what was done: actions, dated updates, and the ledger of extensions."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations.models.recommendation import Recommendation


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> Self:
        return self.filter(state=Action.State.OPEN)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)


class Action(models.Model):
    """One step of the plan for a recommendation, with the person who does it and a date."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="actions")
    text = models.TextField(_("action"))
    language = models.CharField(max_length=10, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions")
    due_on = models.DateField(_("due"))
    due_as_given = models.CharField(max_length=20, blank=True)
    percent_done = models.PositiveSmallIntegerField(_("percent done"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True)
                | Q(state__in=["done", "dropped"], ended_on__isnull=False),
                name="an_ended_action_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="a_dropped_action_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(percent_done__isnull=True) | Q(percent_done__lte=100),
                name="action_percent_done_is_at_most_100",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def submitted(self) -> Self:
        return self.filter(state=ProgressUpdate.State.SUBMITTED)

    def drafts(self) -> Self:
        return self.filter(state=ProgressUpdate.State.DRAFT)


class ProgressUpdate(models.Model):
    """What somebody reported at a date: words, or "no change, still on track".

    A contributor's draft may be written anew until the owner submits it; then `by` is who submitted it, and nothing
    is overwritten any more.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("update", "Draft")
        SUBMITTED = "submitted", _("Submitted")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    no_change = models.BooleanField(default=False)
    percent_done = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_on = models.DateField(_("as at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ("-reported_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(no_change=True) | ~Q(text=""), name="an_update_says_something_or_no_change"
            ),
            models.CheckConstraint(
                condition=Q(percent_done__isnull=True) | Q(percent_done__lte=100),
                name="update_percent_done_is_at_most_100",
            ),
            models.UniqueConstraint(
                fields=("recommendation", "by"),
                name="one_draft_for_each_recommendation_and_person",
                condition=Q(state="draft"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def asked(self) -> Self:
        return self.filter(state=Extension.State.ASKED)

    def granted(self) -> Self:
        return self.filter(state=Extension.State.GRANTED)


class Extension(models.Model):
    """More time asked for, and what was decided. The ledger only grows; a granted one moved the target date."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a decision")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        LAPSED = "lapsed", _("Not needed any more")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="extensions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.TextField(_("reason"))
    mitigation = models.TextField(_("mitigation"))
    language = models.CharField(max_length=10, blank=True)
    target_was_on = models.DateField(null=True)
    new_target_on = models.DateField(_("new target date"))
    target_as_given = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.TextField(_("decision in words"), blank=True)
    words_language = models.CharField(max_length=10, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation",), name="one_extension_is_asked_for_at_a_time", condition=Q(state="asked")
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["granted", "refused", "lapsed"], decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_extension_says_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(words=""), name="a_refused_extension_says_why"),
            models.CheckConstraint(
                condition=Q(target_was_on__isnull=True) | Q(new_target_on__gt=models.F("target_was_on")),
                name="an_extension_gives_more_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]

    @property
    def days(self) -> int | None:
        """How many more days were asked for."""
        return (self.new_target_on - self.target_was_on).days if self.target_was_on else None
