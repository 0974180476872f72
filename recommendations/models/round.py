"""Reporting rounds: each owner in a scope is asked for an update by a day, and the heads of units review what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations import workflow
from recommendations.models.people import Unit
from recommendations.models.progress import ProgressUpdate
from recommendations.models.recommendation import Recommendation
from recommendations.models.report import Report

if TYPE_CHECKING:
    from recommendations.models.people import User


class ReportingRoundQuerySet(models.QuerySet["ReportingRound"]):
    def visible_to(self, user: User) -> Self:
        """Rounds in which the person sees at least one recommendation, or all for those who see everything."""
        if user.standing().sees_everything:
            return self
        mine = RoundEntry.objects.visible_to(user).order_by()
        return self.filter(pk__in=mine.values("round"))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class ReportingRound(models.Model):
    """One round: what is asked, of whom, for which period, by when. It is open until somebody closes it.

    The entries are those of the day it was opened; what is assigned later comes with the next round.
    """

    title = models.CharField(_("title"), max_length=150)
    words = models.TextField(_("what is asked"), blank=True)
    language = models.CharField(max_length=10, blank=True)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="rounds")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="rounds")
    period_from = models.DateField(_("first day of the period"))
    period_to = models.DateField(_("last day of the period"))
    due_on = models.DateField(_("updates due"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    reminded_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReportingRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__lte=models.F("period_to")), name="a_period_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_round_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recommendations:round", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Stand(models.TextChoices):
    """How far an entry is. Computed, never stored: an update reported anywhere answers the round."""

    MISSING = "missing", pgettext_lazy("update of a round", "Missing")
    RETURNED = "returned", pgettext_lazy("update of a round", "Returned")
    ANSWERED = "answered", pgettext_lazy("update of a round", "To review")
    CONFIRMED = "confirmed", pgettext_lazy("update of a round", "Confirmed")
    SETTLED = "settled", pgettext_lazy("update of a round", "Needs no update any more")


# What its owner still has to do something about.
OUTSTANDING = (Stand.MISSING, Stand.RETURNED)


class RoundEntryQuerySet(models.QuerySet["RoundEntry"]):
    def visible_to(self, user: User) -> Self:
        if user.standing().sees_everything:
            return self
        return self.filter(recommendation__in=Recommendation.objects.leaves_visible_to(user).order_by())

    def with_stand(self) -> Self:
        """Adds `answer_id`, the latest update since it was asked for, and `stand`."""
        answers = ProgressUpdate.objects.submitted().filter(
            recommendation=OuterRef("recommendation"), at__gte=OuterRef("asked_at")
        )
        return self.annotate(answer_id=Subquery(answers.order_by("-at", "-pk").values("pk")[:1])).annotate(
            stand=Case(
                When(outcome=RoundEntry.Outcome.CONFIRMED, then=Value(Stand.CONFIRMED)),
                When(answer_id__isnull=False, then=Value(Stand.ANSWERED)),
                When(~Q(recommendation__implementation__in=workflow.TO_DO), then=Value(Stand.SETTLED)),
                When(outcome=RoundEntry.Outcome.RETURNED, then=Value(Stand.RETURNED)),
                default=Value(Stand.MISSING),
                output_field=models.CharField(),
            )
        )

    def standing(self, *stands: str) -> Self:
        """Those that are so far; with `stand` and `answer_id`."""
        return self.with_stand().filter(Q(stand__in=stands))


class RoundEntry(models.Model):
    """One recommendation in a round. `asked_at` is when its update was asked for, anew when one was returned.

    `update` is what the reviewer had read when they confirmed or returned it.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        RETURNED = "returned", _("Returned")

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="entries")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="round_entries")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    comment_language = models.CharField(max_length=10, blank=True)

    objects = RoundEntryQuerySet.as_manager()
    # Added by `with_stand`.
    stand: str
    answer_id: int | None

    class Meta:
        verbose_name = _("entry of a round")
        verbose_name_plural = _("entries of a round")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("round", "recommendation"), name="a_round_asks_once_for_a_recommendation"),
            models.CheckConstraint(
                condition=Q(outcome="", update__isnull=True, reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(
                    outcome__in=["confirmed", "returned"],
                    update__isnull=False,
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
                name="a_reviewed_update_says_which_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="returned") | ~Q(comment=""), name="an_update_returned_says_what_is_missing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.recommendation_id}"
