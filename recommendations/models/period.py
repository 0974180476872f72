"""How each leaf stood from one change to the next: the history, laid out so that any past day can be counted."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models.recommendation import Recommendation, day_waited_for
from recommendations.workflow import Implementation, Response


class StatePeriodQuerySet(models.QuerySet["StatePeriod"]):
    def open(self) -> Self:
        """Those that still last: at most one of each leaf."""
        return self.filter(ends_at__isnull=True)

    def at_the_end_of(self, day: date) -> Self:
        """At most one of each leaf, as `RecommendationQuerySet.as_at` has it."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), begins_on__lte=day)


class StatePeriod(models.Model):
    """A leaf's states, people and dates between two changes of any of them; the open one is how it stands now.

    Written by `recommendations.periods` together with the history entry `seq`, which begins it. Where the leaf stands
    in its report (theme, addressee, parent) is not kept here: that is a matter of the text, and read as it is today.
    `begins_on` and `ends_on` are the days in the installation's own time zone: at the end of day D the period holds
    that has `begins_on <= D` and not `ends_on <= D`.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="periods")
    seq = models.PositiveIntegerField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    unit = models.ForeignKey("recommendations.Unit", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    alternate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    response = models.CharField(max_length=30, choices=Response.choices, default=Response.PENDING)
    response_due_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    implementation = models.CharField(max_length=30, choices=Implementation.choices, default=workflow.NOT_OPENED)
    target_on = models.DateField(null=True)
    first_target_on = models.DateField(null=True)
    percent_done = models.PositiveSmallIntegerField(null=True)
    last_update_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closing_reason = models.CharField(max_length=30, blank=True)

    due_on = models.GeneratedField(
        expression=day_waited_for(), output_field=models.DateField(null=True), db_persist=True
    )

    slipped_days = Recommendation.slipped_days

    objects = StatePeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("state for a time")
        verbose_name_plural = _("states for a time")
        ordering = ("recommendation", "seq")
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "seq"), name="a_history_entry_begins_one_period"),
            models.UniqueConstraint(
                fields=("recommendation",), name="one_period_of_a_leaf_is_open", condition=Q(ends_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True, ends_on__isnull=True)
                | Q(ends_at__gte=models.F("begins_at"), ends_on__gte=models.F("begins_on")),
                name="a_period_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index("begins_on", name="by_begin")]

    def __str__(self) -> str:
        return f"{self.recommendation_id}#{self.seq} {self.response} {self.implementation}".strip()
