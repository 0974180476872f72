"""What people are told of: notices of single acts, and the recommendations they watch."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.history import HistoryEntry
from recommendations.models.outbox import OutgoingEmail
from recommendations.models.recommendation import Recommendation

if TYPE_CHECKING:
    from recommendations.models.people import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """Their own, about what they still see: a right withdrawn takes the notices with it."""
        return self.filter(to=user, recommendation__in=Recommendation.objects.visible_to(user).order_by())

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def untold(self, *, since: datetime) -> Self:
        """Neither read on the pages nor told by a mail. What lies further back than `since` is no news any more."""
        return self.unread().filter(told_by__isnull=True, at__gte=since)


class Notice(models.Model):
    """One act told to one person. What happened stands in the history entry; `cause` is why it concerns this person.

    `told_by` is the mail that has told it, if one did; who reads it on the pages first is sent none.
    """

    class Cause(models.TextChoices):
        ASSIGNED = "assigned", _("You answer for it now")
        ASKED = "asked", _("It waits for you")
        RETURNED = "returned", _("It has come back to you")
        MENTIONED = "mentioned", _("You are mentioned")
        CONCERNED = "concerned", _("You have a part in it")
        WATCHED = "watched", _("You watch it")

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="notices")
    entry = models.ForeignKey(HistoryEntry, models.PROTECT, related_name="notices")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(OutgoingEmail, models.PROTECT, null=True, blank=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-pk",)
        indexes = [
            models.Index("to", "id", name="unread_notices", condition=Q(read_at__isnull=True)),
            models.Index("at", name="untold_notices", condition=Q(read_at__isnull=True, told_by__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=("to", "entry"), name="nobody_is_told_the_same_twice"),
            models.CheckConstraint(
                condition=Q(cause__in=["assigned", "asked", "returned", "mentioned", "concerned", "watched"]),
                name="the_cause_of_a_notice_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to_id} {self.cause} {self.entry_id}"


class Watch(models.Model):
    """A person wants to be told of whatever happens to an item, though they have no part in it."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="watches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("user", "recommendation"), name="one_watch_per_person_and_recommendation"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.recommendation_id}"
