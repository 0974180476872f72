"""Requests to give an item to somebody else."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.recommendation import Recommendation


class ReassignmentRequestQuerySet(models.QuerySet["ReassignmentRequest"]):
    def asked(self) -> Self:
        """Those that wait for somebody to assign the item."""
        return self.filter(answered_at__isnull=True)


class ReassignmentRequest(models.Model):
    """The owner or the alternate says that an item is not theirs. Assigning it answers that, whomever it goes to."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="reassignment_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField(_("reason"))
    language = models.CharField(max_length=10, blank=True)
    suggested = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ReassignmentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to reassign")
        verbose_name_plural = _("requests to reassign")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation",),
                name="one_request_to_reassign_at_a_time",
                condition=Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answered_request_says_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_request_to_reassign_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason[:60]
