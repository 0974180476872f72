"""Lists that begin anew under a heading of recommendations which each chapter of a report without paragraph numbers
repeats: "II. Conclusions and recommendations", "Specific suggestions:"; they are counted on."""

from collections import Counter
from itertools import pairwise

from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.heading_kinds import heading_kind
from recommendations.importing.structure.listed import Entry, entry_at, kind_of_first
from recommendations.importing.structure.lost_numbers import is_no_advice
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import Surroundings

FEWEST_HEADINGS = 2
FEWEST = 3


def under_same_headings(text: Surroundings, end: int) -> list[Start]:
    """The items of such lists, each of which begins right under its heading and counts on without a gap."""
    headings = {index: said for index in range(end - 1) if (said := _heading(text, index))}
    counts = Counter(headings.values())
    repeated = [index for index, said in headings.items() if counts[said] >= FEWEST_HEADINGS]
    found: list[Entry] = []
    lists = 0
    for index, behind in pairwise([*repeated, end]):
        items = _items(text, index + 1, behind)
        found += items
        lists += bool(items)
    if lists < FEWEST_HEADINGS or len(found) < FEWEST or is_no_advice(text, end):
        return []
    return [
        recommendation(entry.index, number, entry.printed, entry.rest, counted=True)
        for number, entry in enumerate(found, start=1)
    ]


def _heading(text: Surroundings, index: int) -> str:
    """The words of a short line that heads recommendations, alone or beside conclusions; else ""."""
    line = text.body[index]
    numeral = section_numeral(line.text)
    said = (numeral.rest if numeral else line.text).rstrip(" :：")
    kind = heading_kind(said, text.lexicon, text.phrases) if line.role == "heading" or text.is_short(line) else ""
    return said.lower() if kind in {"recommendations", "mixed"} else ""


def _items(text: Surroundings, first: int, end: int) -> list[Entry]:
    """The items of the list that begins with a line, as far as its numbers go on; what begins anew is another's."""
    begins = entry_at(text, first)
    kind = kind_of_first(begins) if begins is not None else ""
    if begins is None or begins.readings.get(kind) != 1:
        return []
    found = [begins]
    for index in range(first + 1, end):
        entry = entry_at(text, index)
        ordinal = entry.readings.get(kind) if entry is not None else None
        if ordinal == 1:
            break
        if entry is not None and ordinal == len(found) + 1:
            found.append(entry)
    return found
