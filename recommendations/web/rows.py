"""Recommendations as lists show them: with their words, and the words they stand under."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Substr

from recommendations.letters import is_wide
from recommendations.models import Recommendation, RecommendationText, SectionText, StatePeriod
from recommendations.models.compiled import Several, compiled_once
from recommendations.web import editions

# Enough to recognise an item by, in columns of a terminal: a Chinese character says as much as two letters.
TEXT_WIDTH = 160
CHAPEAU_WIDTH = 80

# What a list shows of an item; its long texts stay in the database.
COLUMNS = (
    "reference",
    "position",
    "addressee_kind",
    "response",
    "implementation",
    "due_on",
    "target_on",
    "first_target_on",
    "parent_id",
    "report__symbol",
    "unit__name",
    "unit__short_name",
    "owner__name",
)


@dataclass(frozen=True)
class Words:
    """The beginning of a text, its language as an edition names it, and the heading it stands under."""

    text: str
    language: str
    heading: str = ""


@dataclass(frozen=True)
class Row:
    """An item of a list. `chapeau` is the text of the recommendation it is a part of."""

    item: Recommendation
    words: Words | None
    chapeau: Words | None
    then: StatePeriod | None = None

    @property
    def state(self) -> Recommendation | StatePeriod:
        """Its states, people and dates on the day the list is about."""
        return self.then or self.item


def rows_of(items: Iterable[Recommendation], *, headings: bool = False, past: date | None = None) -> list[Row]:
    """Rows in the same order, with the texts of all of them, and their headings if wanted, from one query.

    With a past day, one more query tells how they stood at its end.
    """
    items = list(items)
    periods: dict[int, StatePeriod] = {}
    if past is not None:
        stood = StatePeriod.objects.at_the_end_of(past).filter(recommendation__in=[item.pk for item in items])
        periods = {period.recommendation_id: period for period in stood.select_related("unit", "owner")}
    texts = _texts({pk for item in items for pk in (item.pk, item.parent_id) if pk is not None}, headings=headings)
    return [
        Row(
            item,
            words=_shortened(texts.get(item.pk), TEXT_WIDTH),
            chapeau=_shortened(texts.get(item.parent_id), CHAPEAU_WIDTH) if item.parent_id else None,
            then=periods.get(item.pk),
        )
        for item in items
    ]


def _texts(recommendations: Collection[int], *, headings: bool) -> dict[int, Words]:
    wanted = editions.readers_language()
    texts = _beginnings(headings, items=recommendations) if recommendations else ()
    # Worst first, so that the best one stays.
    ranked = sorted(texts, key=lambda text: editions.preference(text[1], wanted), reverse=True)
    return {pk: Words(start, language, heading or "") for pk, language, start, heading in ranked}


@compiled_once(items=[BigIntegerField()])
def _beginnings(headings: bool, *, items: Several) -> QuerySet[Any, Any]:
    themes = SectionText.objects.filter(section=OuterRef("recommendation__theme"), edition=OuterRef("edition"))
    heading = Subquery(themes.values("heading")[:1]) if headings else Value("")
    return (
        RecommendationText.objects.filter(recommendation__in=items)
        .order_by()
        .annotate(start=Substr("text", 1, TEXT_WIDTH + 1), heading=heading)
        .values_list("recommendation_id", "edition__language", "start", "heading")
    )


def _shortened(words: Words | None, width: int) -> Words | None:
    return words and Words(beginning(words.text, width), words.language, words.heading)


def beginning(text: str, width: int) -> str:
    """The text, or as much of its beginning as is that wide; a word is not cut unless it is longer than all."""
    place = _fitting(text, width)
    if place == len(text):
        return text
    whole_words = text[:place].rpartition(" ")[0] if _in_a_word(text, place) else ""
    return (whole_words or text[:place]).rstrip() + "…"


def _fitting(text: str, width: int) -> int:
    """How many of the characters are that wide at most together."""
    if text.isascii():
        return min(len(text), width)
    taken = 0
    for place, character in enumerate(text):
        taken += 2 if is_wide(character) else 1
        if taken > width:
            return place
    return len(text)


def _in_a_word(text: str, place: int) -> bool:
    return all(character.isalnum() and not is_wide(character) for character in text[place - 1 : place + 1])
