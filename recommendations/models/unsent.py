"""What somebody has typed into a form and not sent yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.recommendation import Recommendation


class UnsentForm(models.Model):
    """The fields of one form on one item as its writer left them: {name: [value as typed, …]}. Nobody else reads it.

    `act` is the code of a move, or "note"; `version` is the item's that the writer had before them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsent_forms")
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="unsent_forms")
    act = models.CharField(max_length=40)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsent form")
        verbose_name_plural = _("unsent forms")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("user", "recommendation", "act"), name="one_unsent_form_per_person_item_and_act"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.recommendation_id} {self.act}"
