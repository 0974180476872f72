"""What a column of a table of recommendations may hold, and which column holds what."""

import re
import unicodedata
from functools import cache, lru_cache

from recommendations.importing.mapping.headings import HEADINGS

FIELDS = tuple(HEADINGS)
REQUIRED = ("reference", "text")

PUNCTUATION = re.compile(r"[\W_]+")
LONGEST_HEADING = 120
LONGEST_REFERENCE = 60
WORDS_KEPT = 4096  # cells whose meaning is remembered: columns say the same again and again


def plain(heading: str) -> str:
    """A heading as it is compared: one case, one form of each sign, no punctuation."""
    return PUNCTUATION.sub(" ", unicodedata.normalize("NFKC", heading).casefold()).strip()


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
    return next((field for field in FIELDS if any(one.fullmatch(words) for one in _patterns(field))), "")
