"""What the nightly check did so that every open item has somebody who can be reached."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.people import Absence
from recommendations.models.recommendation import Recommendation


class Repair(models.Model):
    """One item for which somebody could not be reached, and who answers for it since. Kept for coordinators.

    `person` is who could not be reached, `to` who took over (for an absence: who answers meanwhile); nobody where
    there was nobody left.
    """

    class Kind(models.TextChoices):
        OWNER_LEFT = "owner_left", _("The owner has left")
        ALTERNATE_LEFT = "alternate_left", _("The alternate has left")
        ACTION_OWNER_LEFT = "action_owner_left", _("Whoever was to do an action has left")
        OWNER_AWAY = "owner_away", _("The owner is away")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="repairs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    absence = models.ForeignKey(Absence, models.PROTECT, null=True, related_name="repairs")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("repair")
        verbose_name_plural = _("repairs")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "absence"),
                name="an_absence_is_noted_once_on_an_item",
                condition=Q(absence__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(kind="owner_away", absence__isnull=False) | ~Q(kind="owner_away") & Q(absence__isnull=True),
                name="who_is_away_has_an_absence",
            ),
        ]
        indexes = [models.Index("at", "id", name="repairs_by_time")]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.kind}"
