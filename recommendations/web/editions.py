"""Which of a report's languages a reader is shown, and how a page names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language, get_language_info

from recommendations.models import Edition, Paragraph, ParagraphText, Recommendation, RecommendationText


class InEdition(Protocol):
    """A text that belongs to an edition."""

    @property
    def edition(self) -> HasLanguage: ...


class HasLanguage(Protocol):
    language: str


Text = TypeVar("Text", bound=InEdition)

# The UN's Chinese documents are in simplified characters; browsers choose glyphs by this.
_HTML_LANGUAGES = {"zh": "zh-Hans"}


def html_language(edition_language: str) -> str:
    """An edition's language as the `lang` attribute takes it."""
    return _HTML_LANGUAGES.get(edition_language, edition_language)


def direction(edition_language: str) -> str:
    """An edition's direction as the `dir` attribute takes it."""
    return "rtl" if get_language_info(html_language(edition_language).lower())["bidi"] else "ltr"


def readers_language() -> str:
    """The language of the page as editions name theirs: "zh-hans" is "zh"."""
    return (get_language() or "en").split("-")[0]


def preference(language: str, wanted: str) -> tuple[int, str]:
    """Sort key: the wanted language, then English, then the rest by code."""
    return (0 if language == wanted else 1 if language == "en" else 2, language)


def in_readers_language(texts: Iterable[Text]) -> Text | None:
    """The text a reader gets: in the language of the page, else in the first one there is.

    Each text comes with its edition loaded (`select_related("edition")`).
    """
    wanted = readers_language()
    return min(texts, key=lambda text: preference(text.edition.language, wanted), default=None)


def readers_edition(editions: Iterable[Edition]) -> Edition | None:
    """Of a report's editions the one a reader gets, by the same preference."""
    wanted = readers_language()
    return min(editions, key=lambda edition: preference(edition.language, wanted), default=None)


@dataclass(frozen=True)
class Gap:
    """What an edition of a report lacks that another one has: references, numbers of paragraphs."""

    edition: Edition
    recommendations: Sequence[str]
    paragraphs: Sequence[str]


def gaps(editions: Sequence[Edition]) -> list[Gap]:
    """Of several editions of one report those that lack something, in four queries; of a single one none."""
    if len(editions) < 2:
        return []
    report = editions[0].report_id
    references = dict(Recommendation.objects.filter(report=report).order_by("position").values_list("pk", "reference"))
    numbers = dict(Paragraph.objects.filter(report=report).order_by("position").values_list("pk", "number"))
    worded = _by_edition(RecommendationText.objects.filter(edition__in=editions), "recommendation_id")
    written = _by_edition(ParagraphText.objects.filter(edition__in=editions), "paragraph_id")
    found = [
        Gap(
            edition,
            [reference for pk, reference in references.items() if pk not in worded[edition.pk]],
            [number for pk, number in numbers.items() if pk not in written[edition.pk]],
        )
        for edition in editions
    ]
    return [gap for gap in found if gap.recommendations or gap.paragraphs]


def _by_edition(texts: QuerySet[Any], owner: str) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for edition, pk in texts.order_by().values_list("edition_id", owner):
        found[edition].add(pk)
    return found
