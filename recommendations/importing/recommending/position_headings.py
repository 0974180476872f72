"""Positions that a heading takes on what is named or said once more below it: "Recommendations accepted" above "72.1,
72.4–72.6" or above the texts of these."""

import re
from collections.abc import Iterable, Iterator

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.parsed import Position
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.positions import position_word
from recommendations.importing.structure.references import Named, named_in
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES, Phrases

MOST_WORDS = 20  # of a heading
FEW_WORDS = 8  # of one that has no numeral and says nothing of recommendations
LONGEST = 130  # characters
LONGEST_TITLE = 40  # characters: "The following recommendation"
OWN_NUMBER = re.compile(
    r"\d{1,3}[.)．、]\s+(?=\D)|[•–—*-]\s+"
)  # of the paragraph or bullet that begins with references
REST = re.compile(r"[\w]{3,}")


def positions_below_headings(lines: Iterable[BodyLine], lexicon: Lexicon) -> Iterator[Position]:
    """The position of the heading above on each recommendation that a line begins with, or that a line of nothing but
    references names. What begins anew below a heading is one of these, or a paragraph: else it was none."""
    phrases = PHRASES[lexicon.language]
    heading, code, styled = "", "", False
    whole = True  # whether the line before ends a sentence or a heading
    for line in lines:
        named = _named_at_start(line.text, phrases)
        if not named and _heads(line, lexicon, begins=whole or heading != "" or line.gap > 0):
            heading = f"{heading} {line.text}".strip()
            code, styled = _taken(heading, lexicon, phrases), line.role == "heading"
            whole = True
            continue
        if heading and not styled and not named and OWN_NUMBER.match(line.text) is None:
            code = ""
        yield from (Position(ref, code) for ref in named if code and not ref.isdecimal())
        heading, whole = "", named != [] or is_complete(line.text)


def _taken(heading: str, lexicon: Lexicon, phrases: Phrases) -> str:
    speaks = lexicon.recommendation_heading.search(heading) is not None and phrases.past.search(heading) is None
    return position_word(heading, phrases) if speaks else ""


def _heads(line: BodyLine, lexicon: Lexicon, *, begins: bool) -> bool:
    """Whether a line looks like a heading: where a sentence `begins`, it has a numeral, speaks of recommendations, or
    is very short."""
    if line.role == "heading" or not begins:
        return line.role == "heading"
    words = len(line.text.split())
    if is_complete(line.text) or words > MOST_WORDS or len(line.text) > LONGEST or not line.text[:1].isupper():
        return section_numeral(line.text) is not None and not is_complete(line.text) and len(line.text) <= LONGEST
    speaks = lexicon.recommendation_heading.search(line.text) is not None
    return speaks or words <= FEW_WORDS or section_numeral(line.text) is not None


def _named_at_start(text: str, phrases: Phrases) -> list[str]:
    """The references that a line begins with; all of them where it holds nothing else."""
    number = OWN_NUMBER.match(text)
    bare = text[number.end() :] if number else text
    if not bare[:1].isdecimal() and phrases.title.search(bare[:LONGEST_TITLE]) is None:
        return []
    named = named_in(bare, phrases)
    if not named or REST.search(phrases.title.sub("", bare[: named[0].start])):
        return []
    return [ref for one in (named if _is_list(bare, named, phrases) else named[:1]) for ref in one.refs]


def _is_list(text: str, named: list[Named], phrases: Phrases) -> bool:
    """Whether a text holds nothing but references."""
    between = text
    for one in reversed(named):
        between = between[: one.start] + between[one.end :]
    return REST.search(phrases.title.sub("", between)) is None
