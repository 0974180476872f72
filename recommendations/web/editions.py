"""Which of a report's languages a reader is shown, and how a page names it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.utils.translation import get_language, get_language_info

from recommendations.models import Edition


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
