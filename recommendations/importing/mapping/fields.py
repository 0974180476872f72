"""What a column of a table of recommendations may hold, and which column holds what."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache

from recommendations.importing.mapping.heading_words import named_within
from recommendations.importing.mapping.headings import HEADINGS

FIELDS = tuple(HEADINGS)
NAMING = ("reference", "text")  # what names a recommendation
BOTH = "numbered_text"  # the column in which the reference stands before the text

PUNCTUATION = re.compile(r"[\W_]+")
BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
PARTS = re.compile(r"\s*[/|\n]\s*")  # headings in two languages
PLURAL = re.compile(r"(?<=\w)\((e?s|x|a|ы|и)\)")  # "State(s)"
WORDS_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # "AssignedTo", as exports of lists have it
ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")  # vowels and the stroke that lengthens a word
LONGEST_HEADING = 120
LONGEST_HINT = 70
LONGEST_REFERENCE = 60
WORDS_KEPT = 4096  # cells whose meaning is remembered: columns say the same again and again


def has_texts(mapping: Collection[str]) -> bool:
    """Whether a mapping says where the recommendations stand, without which no row can be read."""
    return "text" in mapping or BOTH in mapping


def plain(heading: str) -> str:
    """A heading as it is compared: one case, one form of each sign, no punctuation, no vowel marks."""
    words = ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", heading))
    return PUNCTUATION.sub(" ", words.casefold()).strip()


@cache
def _patterns(field: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source) for source in HEADINGS[field])


@lru_cache(maxsize=WORDS_KEPT)
def field_of(heading: str) -> str:
    """The field that a heading names; "" if it names none of ours."""
    words = plain(heading)
    if not words or len(words) > LONGEST_HEADING:
        return ""
    if (code := words.replace(" ", "_")) in HEADINGS:
        return code
    return next((field for said in _said(heading) if (field := _field(said))), "")


@lru_cache(maxsize=WORDS_KEPT)
def hinted_field(heading: str) -> str:
    """The field that words within a heading tell of, where the whole of it is none of the usual ones."""
    if not heading or len(heading) > LONGEST_HINT:
        return ""
    return next((fields[0] for said in _said(heading) if (fields := named_within(said))), "")


def _said(heading: str) -> list[str]:
    """The words of a heading: all of it, without what stands in brackets, and each of two languages."""
    heading = PLURAL.sub(r"\1", WORDS_TOGETHER.sub(" ", heading).replace("#", " no ").replace("%", " percent "))
    short = BRACKETED.sub(" ", heading)
    return list(dict.fromkeys(filter(None, map(plain, (heading, short, *PARTS.split(short))))))


def _field(words: str) -> str:
    return next((field for field in FIELDS if any(one.fullmatch(words) for one in _patterns(field))), "")
