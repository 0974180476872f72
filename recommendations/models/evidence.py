"""Evidence: paragraphs, files and links that justify a recommendation or show what was done about it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.models.attachment import Attachment
from recommendations.models.recommendation import Recommendation
from recommendations.models.report import Paragraph


class EvidenceLinkQuerySet(models.QuerySet["EvidenceLink"]):
    def confirmed(self) -> Self:
        return self.filter(state=EvidenceLink.State.CONFIRMED)

    def suggested(self) -> Self:
        return self.filter(state=EvidenceLink.State.SUGGESTED)

    def proof(self) -> Self:
        """Confirmed as showing what was done: what a verifier reviews."""
        return self.confirmed().filter(kind=EvidenceLink.Kind.IMPLEMENTATION)


class EvidenceLink(models.Model):
    """A paragraph, file or address linked to a recommendation: suggested by the machine or a contributor, then decided
    by a person.

    `suggested_by` is empty for the machine's suggestions, which are paragraphs. What stands at `url` is never fetched.
    """

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        CONFIRMED = "confirmed", _("Confirmed")
        DISMISSED = "dismissed", _("Dismissed")

    class Kind(models.TextChoices):
        BASIS = "basis", _("Basis")
        IMPLEMENTATION = "implementation", _("Implementation")

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="evidence")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, blank=True, related_name="evidence_links")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="evidence_links")
    url = models.CharField(_("address"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.BASIS)
    score = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)  # [[code, {param: value}], …], worded by evidence.reasons
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    suggested_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("-score", "paragraph__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "paragraph"), name="one_link_per_recommendation_and_paragraph"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "attachment"), name="one_link_per_recommendation_and_file"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "url"),
                name="one_link_per_recommendation_and_address",
                condition=~Q(url=""),
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False, attachment__isnull=True, url="")
                | Q(paragraph__isnull=True, attachment__isnull=False, url="")
                | Q(paragraph__isnull=True, attachment__isnull=True) & Q(url__regex="^https?://"),
                name="evidence_is_a_paragraph_a_file_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(state="suggested", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["confirmed", "dismissed"], decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_link_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.paragraph or self.attachment or self.url)

    @property
    def label(self) -> str:
        """As its item's page names it; a paragraph of another report with the symbol of that."""
        if self.paragraph is None:
            return str(self)
        place = gettext("Paragraph %(number)s") % {"number": self.paragraph.number}
        return (
            place if self.paragraph.report_id == self.recommendation.report_id else f"{self.paragraph.report} {place}"
        )
