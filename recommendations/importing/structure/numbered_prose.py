"""Whether the numbers of a report are those of its paragraphs, or only count lists in it: by how much of its prose has
a number, and how much stands without one before the first, or below headings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.annexes import FEW_TEXTS
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import MOST_LINES, Surroundings
from recommendations.importing.structure.unnumbered_labels import stands_alone

MANY_NUMBERED = 16  # more than a list of findings or duties has
MOST_HEADING_LINES = 3
SEMICOLONS = ";；؛"


def numbers_prose(text: Surroundings, starts: Sequence[Start], end: int) -> bool:
    """Whether those starts that are paragraphs number the prose of a report. Right below the heading of an introduction
    they do, whatever stands without a number behind it, and so do many that are counted through; numbers that begin
    anew mostly do not."""
    first = min((start.index for start in starts if start.kind == "paragraph"), default=end)
    numbered, bare, anew = _counted(text, {start.index: start for start in starts}, first, end)
    through = numbered >= MANY_NUMBERED and not anew
    return through or bare <= max(0 if anew else FEW_TEXTS, numbered) or _opens_report(text, first)


def _counted(text: Surroundings, places: Mapping[int, Start], first: int, end: int) -> tuple[int, int, bool]:
    """How many paragraphs have numbers, those of lists that a colon, an item or a heading of recommendations opens left
    out; how many whole texts have none and stand in no paragraph and no summary; and whether the numbers begin anew, or
    in an item."""
    numbered = bare = 0
    anew = any("[" in start.number for start in places.values())
    within: Literal["", "paragraph", "list", "summary"] = ""
    for index, behind in _texts(text, places, end):
        line, start = text.body[index], places.get(index)
        if _heads(text, index, behind, start):
            is_summary = index < first and text.lexicon.summary_heading.fullmatch(line.text) is not None
            within = "summary" if is_summary else ""
        elif start is not None:
            in_item = start.kind == "paragraph" and begins_in_item(text, start)
            opened = in_item or (index > 0 and announces(text.body[index - 1].text))
            within = "list" if opened or within == "list" else "paragraph"
            listed = "[" in start.number or text.headings_above[index] == "recommendations"
            numbered += start.kind == within == "paragraph" and ("." in start.number or not listed)
            anew = anew or in_item
        elif within not in {"paragraph", "summary"} and not _is_item(line.text) and _is_whole(text, behind - 1):
            bare += 1
            within = ""
    return numbered, bare, anew


def begins_in_item(text: Surroundings, start: Start) -> bool:
    """Whether numbers begin right below an item with a mark in brackets, so that they count its parts."""
    if start.number.partition("[")[0] != "1" or start.index == 0:
        return False
    last = start.index - 1
    above = next((at for at in range(last, max(-1, last - MOST_LINES), -1) if text.stands_apart(at)), last)
    mark = list_mark(text.body[above].text)
    return mark is not None and mark.printed[0] in "(（"


def _opens_report(text: Surroundings, first: int) -> bool:
    """Whether a line stands right below the heading of an introduction."""
    heading = text.body[first - 1].text if 0 < first <= len(text.body) else ""
    numeral = section_numeral(heading)
    return text.lexicon.opening_heading.fullmatch(numeral.rest if numeral else heading) is not None


def _texts(text: Surroundings, places: Mapping[int, Start], end: int) -> Iterator[tuple[int, int]]:
    """The first line of each text, and that behind its last."""
    begins = [index for index in range(end) if index in places or text.stands_apart(index)]
    yield from pairwise([*begins, end])


def _heads(text: Surroundings, index: int, behind: int, start: Start | None) -> bool:
    """Whether a text is a heading: also one with a number, which is short."""
    line = text.body[index]
    if stands_alone(start.rest if start else line.text, text.lexicon):
        return False  # "conclusion", "6. recommendation": a label with or without a number
    if line.role == "heading":
        return True
    short = behind - index <= MOST_HEADING_LINES and not is_complete(text.body[behind - 1].text)
    if start is not None:
        return start.kind == "paragraph" and short and text.is_short(line)
    return (short and not _is_item(line.text)) or section_numeral(line.text) is not None


def _is_whole(text: Surroundings, last: int) -> bool:
    """Whether a text is one of prose, by its last line: what announces a list, or is part of a preamble, is none."""
    words = text.body[last].text
    return is_complete(words) and not announces(words) and words[-1] not in SEMICOLONS


def _is_item(words: str) -> bool:
    return list_mark(words) is not None or bullet_at(words) is not None or paragraph_number(words) is not None
