"""A list "1.", "2.", "3." that a sentence without a number opens under a heading of recommendations, in a report whose
paragraphs are numbered by chapters: "7. Recommendations", "It recommends that the Minister provide reports on:"."""

from collections.abc import Container, Sequence
from itertools import chain

from recommendations.importing.signs.paragraph_numbers import NumberCandidate
from recommendations.importing.structure.counted_across import counted_across
from recommendations.importing.structure.listed import Entry, entry_at, goes_on, is_bullet, kind_of_first
from recommendations.importing.structure.openers import opener_in
from recommendations.importing.structure.start import Start, recommendation
from recommendations.importing.structure.surroundings import Surroundings

FEWEST_LISTED = 3
FEWEST_OPENED = 2
LONGEST_OPENING = 8  # lines between a heading and the list
WIDEST_JUMP = 2  # from one number to the next: a list may have lost one


def recommended_across(
    text: Surroundings, plain: Sequence[NumberCandidate], paragraphs: Sequence[Start], end: int
) -> tuple[list[NumberCandidate], list[NumberCandidate], set[int]]:
    """The recommendations that such a list counts, or that are counted on across the paragraphs; those that a list of
    all of them prints once more; and the lines of numbers that are no paragraphs but parts of them."""
    listed, parts = opened_list(text, plain, paragraphs, end)
    found, again = (listed, []) if listed else counted_across(text, plain, paragraphs, end)
    return found, again, parts


def opened_list(
    text: Surroundings, plain: Sequence[NumberCandidate], paragraphs: Sequence[Start], end: int
) -> tuple[list[NumberCandidate], set[int]]:
    """The items of the only such list, and the lines of numbers "3.1" that are parts of its item 3; `plain` are the
    lines that begin with numbers of one part."""
    if not paragraphs or any("." not in start.number for start in paragraphs):
        return [], set()
    begun = {start.index: start.number for start in paragraphs}
    free = (entry for entry in plain if entry.index < end and entry.index not in begun)
    places = sorted(chain(((entry.index, entry) for entry in free), ((index, None) for index in begun)), key=_place)
    lists: list[list[NumberCandidate]] = []
    parts: set[int] = set()
    goes_on = False
    for index, entry in places:
        if entry is None:
            is_part = goes_on and begun[index].rpartition(".")[0] == str(lists[-1][-1].number)
            parts |= {index} if is_part else set()
            goes_on = is_part
        elif entry.number == 1 and _is_opened(text, index, begun):
            lists.append([entry])
            goes_on = True
        elif goes_on and 0 < entry.number - lists[-1][-1].number <= WIDEST_JUMP and not text.is_short(text.body[index]):
            lists[-1].append(entry)
    if len(lists) != 1 or len(lists[0]) < FEWEST_LISTED:
        return [], set()
    return lists[0], parts


def opened_marks(text: Surroundings, paragraphs: Sequence[Start], end: int) -> list[Start]:
    """The items "(i)", "a)", "•" that such a sentence opens right below a heading of recommendations, in a report whose
    paragraphs are numbered in any way; on over all those whom it is addressed to."""
    begun = {start.index for start in paragraphs}
    entries: list[Entry] = []
    kind = ""
    for index in range(paragraphs[0].index if paragraphs else end, end):
        if index in begun or text.headings_above[index] != "recommendations":
            kind = ""
            continue
        entry = entry_at(text, index)
        if entry is None or "point" in entry.readings or entry.number:
            continue
        first = kind_of_first(entry)
        if kind and goes_on(entry, entries[-1], kind):
            entries.append(entry)
        elif first and first == (kind or first) and _is_opened(text, index, begun):
            entries.append(entry)
            kind = first
    if len(entries) < FEWEST_OPENED:
        return []
    return [
        recommendation(entry.index, place, entry.printed, entry.rest, counted=is_bullet(entry))
        for place, entry in enumerate(entries, start=1)
    ]


def _place(found: tuple[int, NumberCandidate | None]) -> int:
    return found[0]


def _is_opened(text: Surroundings, index: int, begun: Container[int]) -> bool:
    """Whether right above a line, below a heading of recommendations, a text without a number ends that asks with a
    colon, or calls for a list of recommendations."""
    if index - 1 in begun:
        return False
    for heading in range(index - 2, max(-1, index - 2 - LONGEST_OPENING), -1):
        if heading in begun:
            break  # the list is that paragraph's
        if text.heads_recommendations(heading, beside=True):
            opener = " ".join(line.text for line in text.body[heading + 1 : index])
            return opener_in(opener, text.lexicon, text.phrases) is not None or text.calls_for_list(index - 1)
    return False
