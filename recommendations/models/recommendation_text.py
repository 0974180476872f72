"""What a recommendation says, in each edition of its report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from recommendations import search
from recommendations.models.recommendation import Recommendation
from recommendations.models.report import Edition
from recommendations.models.terms import TermsField


class RecommendationTextQuerySet(models.QuerySet["RecommendationText"]):
    def bulk_update(self, objs: Iterable[RecommendationText], fields: Iterable[str], batch_size: Any = None) -> int:
        """As Django's; the terms of a text change with it."""
        objs, names = list(objs), {*fields}
        if "text" in names:
            names.add("terms")
            for text in objs:
                text.terms = search.indexed(text.text)
        return super().bulk_update(objs, names, batch_size)

    def saying(self, words: str) -> Self:
        """Those that have these words; what has neither letter nor digit in it is looked for as it stands."""
        query = search.query(words)
        return self.filter(terms__having=query) if query.terms else self.filter(text__icontains=words)


class RecommendationText(models.Model):
    """A recommendation's words in one edition."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="texts")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="recommendation_texts")
    text = models.TextField()
    terms = TermsField(of="text")
    addressee = models.TextField(blank=True)
    first_line = models.PositiveIntegerField(null=True)
    last_line = models.PositiveIntegerField(null=True)
    missing_since = models.DateTimeField(null=True)  # the edition's latest file has it no longer

    objects = RecommendationTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "edition"), name="one_text_per_recommendation_and_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
