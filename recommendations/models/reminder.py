"""What each person has been reminded of, so that nothing is told twice and nothing is forgotten."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.outbox import OutgoingEmail
from recommendations.models.recommendation import Recommendation
from recommendations.models.references import ReferenceConstraint


class ReminderKind(models.TextChoices):
    """What can be told. A response or target date that has passed has a rule of its own, but stays the same date."""

    RESPONSE = "response", _("Response due")
    TARGET = "target", _("Target date")
    OVERDUE = "overdue", _("Overdue")
    UPDATE = "update", _("Update due")
    STALE = "stale", _("No update for long")
    ACTION = "action", _("Action due")
    EXTENSION = "extension", _("More time to decide on")
    VERIFICATION = "verification", _("Verification due")
    ROUND = "round", _("Reporting round closes")


class Reminder(models.Model):
    """One moment of the cadence told to one person: "7 days before the response due on 1 March".

    `moment_on` is the day the moment fell on (it may be told later, after an outage); the unique key makes telling it
    twice impossible, and a changed due date makes a new series.
    """

    # Its unique key begins with the item, so it needs no index of its own.
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="reminders", db_index=False)
    # Nobody asks for these by person, and people are never deleted. That they exist, `email` says.
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=20, choices=ReminderKind.choices)
    due_on = models.DateField()
    moment_on = models.DateField()
    email = models.ForeignKey(OutgoingEmail, models.PROTECT, related_name="reminders", db_constraint=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "to", "kind", "due_on", "moment_on"), name="a_reminder_is_told_once"
            ),
            # In place of a foreign key for each: it promises more, and looking up every row of a million takes a while.
            ReferenceConstraint(
                fields=("email", "to"),
                to="recommendations.outgoingemail",
                to_fields=("id", "to"),
                name="a_reminder_is_told_to_whom_its_mail_goes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.kind} {self.due_on} @ {self.moment_on}"


class LastPlanning(models.Model):
    """When the reminders of everybody's own day were last planned. There is one row at most."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("last planning")
        verbose_name_plural = _("last plannings")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_last_planning")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
