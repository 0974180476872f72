"""Lists that begin anew under a heading of recommendations which each chapter of a report without paragraph numbers
repeats: "II. Conclusions and recommendations", "Specific suggestions:"; they are counted on."""

from collections import Counter
from itertools import pairwise

from recommendations.importing.signs.numbering import ideographic_mark, list_mark
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.heading_kinds import heading_kind
from recommendations.importing.structure.lost_numbers import is_record
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import Surroundings

FEWEST_HEADINGS = 2
FEWEST = 3


def under_same_headings(text: Surroundings, end: int) -> list[Start]:
    """The items of such lists, each of which begins right under its heading and counts on without a gap."""
    headings = {index: said for index in range(end - 1) if (said := _heading(text, index))}
    counts = Counter(headings.values())
    repeated = [index for index, said in headings.items() if counts[said] >= FEWEST_HEADINGS]
    found: list[tuple[int, str, str]] = []
    lists = 0
    for index, behind in pairwise([*repeated, end]):
        items = _items(text, index + 1, behind)
        found += items
        lists += bool(items)
    if lists < FEWEST_HEADINGS or len(found) < FEWEST or is_record(text, end):
        return []
    return [
        recommendation(index, number, printed, rest, counted=True)
        for number, (index, printed, rest) in enumerate(found, start=1)
    ]


def _heading(text: Surroundings, index: int) -> str:
    """The words of a short line that heads recommendations, alone or beside conclusions; else ""."""
    line = text.body[index]
    numeral = section_numeral(line.text)
    said = (numeral.rest if numeral else line.text).rstrip(" :：")
    kind = heading_kind(said, text.lexicon, text.phrases) if line.role == "heading" or text.is_short(line) else ""
    return said.lower() if kind in {"recommendations", "mixed"} else ""


def _items(text: Surroundings, first: int, end: int) -> list[tuple[int, str, str]]:
    """The places, marks and texts of the list that begins with a line, as far as its numbers go on."""
    found: list[tuple[int, str, str]] = []
    family = ""
    for index in range(first, end):
        for name, ordinal, printed, rest in _marks(text.body[index].text):
            begins = index == first and ordinal == 1
            if begins or (name == family and ordinal == len(found) + 1):
                family = name
                found.append((index, printed, rest))
                break
            if name == family and ordinal == 1:  # of what comes next
                return found
        if not family:
            return []
    return found


def _marks(line: str) -> list[tuple[str, int, str, str]]:
    """The marks that may begin a line: family, ordinal, what is printed, and the text behind."""
    number = paragraph_number(line)
    found = [("number", number[0], number[1], number[2])] if number is not None else []
    for mark in filter(None, (ideographic_mark(line), list_mark(line))):
        found += [(family, ordinal, mark.printed, mark.rest) for family, ordinal in mark.readings]
    return found
