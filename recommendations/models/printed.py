"""What a document prints of recommendations besides their words: the States that made them, the positions on them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.recommendation import Recommendation
from recommendations.models.report import EDITION_LANGUAGES, Edition, SourceFile
from recommendations.workflow import Position


class Recommender(models.Model):
    """A State that made a recommendation, by the name that an edition prints; `place` counts from 1."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="recommenders")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="recommenders")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("recommending State")
        verbose_name_plural = _("recommending States")
        ordering = ("recommendation", "edition", "place")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "edition", "place"), name="one_recommender_per_place_and_edition"
            ),
        ]
        indexes = [models.Index("name", name="by_recommender")]

    def __str__(self) -> str:
        return self.name


class PrintedPosition(models.Model):
    """The position on a recommendation that a document prints, and where: it changes no state by itself.

    `symbol` is that of the document, the report's own or that of the replies to it; `paragraph` the number there.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="printed_positions")
    symbol = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=EDITION_LANGUAGES)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    paragraph = models.CharField(max_length=20, blank=True)
    position = models.CharField(_("position in the report"), max_length=30, choices=Position.choices)

    class Meta:
        verbose_name = _("position in the report")
        verbose_name_plural = _("positions in the report")
        ordering = ("recommendation", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "symbol", "language"), name="one_position_per_document_and_language"
            ),
            models.CheckConstraint(condition=models.Q(position__in=Position.values), name="printed_position_is_known"),
        ]
        indexes = [models.Index("position", "recommendation", name="by_printed_position")]

    def __str__(self) -> str:
        return str(self.get_position_display())
