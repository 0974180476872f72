"""The words of recommendations in a reader's language, as far as there is such an edition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.text import Truncator

from recommendations.models import RecommendationText


@dataclass(frozen=True)
class Text:
    """Words, and the language of the edition they are from."""

    words: str
    language: str


def texts_of(ids: Collection[int], language: str) -> dict[int, Text]:
    """By id of the recommendation, in one query, if there are any."""
    found: dict[int, Text] = {}
    if not ids:
        return found
    rows = RecommendationText.objects.filter(recommendation__in=ids).order_by("edition__language")
    for pk, words, edition in rows.values_list("recommendation_id", "text", "edition__language"):
        if pk not in found or edition == language[:2]:
            found[pk] = Text(words, edition)
    return found


def first_words(text: Text | None, characters: int) -> Text:
    return Text(Truncator(text.words).chars(characters), text.language) if text else Text("", "")
