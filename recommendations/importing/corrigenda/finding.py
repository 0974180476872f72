"""Words in a text, however they are set: blanks, quotation marks, dashes, widths and vowel signs do not count."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from recommendations.importing.readers.signs import DIRECTION, INVISIBLE

Span = tuple[int, int]

REMEMBERED = 4_096  # texts, which are asked for words again and again

QUOTES = re.compile('["“”„«»‘’‚‹›「」『』`´′″]')
DASHES = re.compile("[\u2010-\u2015\u2212]")
# Signs that lengthen or vowel Arabic letters, and the hyphen that only shows at a line's end.
UNHEARD = re.compile("[\u00ad\u0640\u064b-\u0652\u0670]")
OF_CJK = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")
# What a sentence ends with, and words before a full stop that ends none.
END = re.compile(r"[.!?؟…][\"'”»’)\]]*(?P<gap>\s+)(?=[^\W_]|[“«„\"(])|[。！？][”』」）)]*(?=\S)")
SHORT = re.compile(
    r"(?:^|[\s(])(?:nos?|mr|mrs|ms|dr|st|art|arts|paras?|pp?|vol|cf|e\.g|i\.e|núms?|págs?|párrs?|sr|sra|г|ст|п|пп|гг|т\.д|"
    r"[^\W\d_])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and for each of its signs the place in the text as it stands."""

    signs: str
    places: tuple[int, ...]


@lru_cache(maxsize=REMEMBERED)
def folded(text: str) -> Folded:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign):
            if one.isspace() or UNHEARD.match(one) or INVISIBLE.match(one) or DIRECTION.match(one):
                continue
            signs.append("'" if QUOTES.match(one) else "-" if DASHES.match(one) else one)
            places.append(place)
    return Folded("".join(signs), tuple(places))


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, however they are set."""
    return folded(one).signs == folded(other).signs


def occurrences_of(words: str, text: str) -> list[Span]:
    """Where words stand in a text, not in the middle of other words."""
    sought, within = folded(words).signs, folded(text)
    return list(_whole(sought, within, text)) if sought else []


def _whole(sought: str, within: Folded, text: str) -> Iterator[Span]:
    at = within.signs.find(sought)
    last = -1
    while at >= 0:
        span = within.places[at], within.places[at + len(sought) - 1] + 1
        if span[0] >= last and not (_cuts_before(text, span[0]) or _cuts_behind(text, span[1])):
            yield span
            last = span[1]
        at = within.signs.find(sought, at + 1)


def _cuts_before(text: str, start: int) -> bool:
    """Whether a word or number goes on across the beginning of a span."""
    before, first = text[start - 1 : start], text[start : start + 1]
    if not (before and first.isalnum()) or OF_CJK.match(first):
        return False
    if first.isdigit() and before in ".,/" and text[start - 2 : start - 1].isdigit():
        return True
    # Arabic sets "and", "in" or "for" in front of a word without a blank.
    return (
        before.isalnum()
        and not OF_CJK.match(before)
        and not (ARABIC_LETTER.match(before) and _is_prefixed(text, start))
    )


def _is_prefixed(text: str, start: int) -> bool:
    prefix = re.search(r"(?:^|[^\w])((?:[وفبلك]|ال)+)$", text[max(0, start - 6) : start])
    return prefix is not None


def _cuts_behind(text: str, end: int) -> bool:
    last, behind = text[end - 1 : end], text[end : end + 1]
    if not (behind and last.isalnum()) or OF_CJK.match(last):
        return False
    if last.isdigit() and behind in ".,/" and text[end + 1 : end + 2].isdigit():
        return True
    return behind.isalnum() and not OF_CJK.match(behind)


def sentences_of(text: str) -> list[Span]:
    """Where each sentence of a text begins and ends."""
    spans: list[Span] = []
    start = 0
    for match in END.finditer(text):
        end = match.start("gap") if match["gap"] else match.end()
        if match[0].startswith(".") and SHORT.search(text[start : match.start() + 1]):
            continue
        spans.append((start, end))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
