"""Paragraphs numbered by chapters: 1.1, 29A.12, 2.1.3."""

from bisect import bisect_left
from collections.abc import Sequence

from recommendations.importing.signs.paragraph_numbers import (
    NumberCandidate,
    chapter_number,
    is_deep,
    paragraph_sequence,
)
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.candidates import Candidates
from recommendations.importing.structure.heading_lines import names_chapter
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.titled import title_of
from recommendations.importing.structure.unnumbered_labels import have_labels

MOST_TITLED = 8  # lines of a titled recommendation above its parts
Families = dict[str, dict[int, int]]  # chapter -> index of the line -> number in the chapter


def chapters(candidates: Candidates, whole: Sequence[NumberCandidate], end: int) -> list[Start]:
    """The paragraphs of all chapters, in order; `whole` are the lines that may be paragraphs of plain numbers."""
    text = candidates.text
    families = _families(candidates, end)
    places = sorted((index, chapter) for chapter, numbers in families.items() for index in numbers)
    starts: list[Start] = []
    for chapter, numbers in families.items():
        # "2.5 million" in mid-sentence looks just like the next paragraph of chapter 2.
        entries = candidates.among(numbers, end)
        entries = [entry for entry in entries if entry.placed or is_deep(text.body[entry.index].text)]
        follows = chapter.isdecimal() and str(int(chapter) - 1) in families
        if not entries or _is_list(candidates, chapter, entries[0], whole, places, follows=follows):
            continue
        sequence = paragraph_sequence(entries)
        if sequence and _is_in_title(candidates, chapter, sequence[0].index):
            continue
        if len(sequence) > 1 or (sequence and len(families) > 1 and sequence[0].placed):
            starts += [
                _start(candidates, chapter, entry) for entry in sequence if _is_text(candidates, entry, families)
            ]
    starts.sort(key=lambda start: start.index)
    are_short = all(text.is_short(text.body[start.index]) for start in starts)
    if are_short and not have_labels(text.body, [start.index for start in starts], text.phrases):
        return []  # the headings "1.1 A scattered organisation" of a report whose paragraphs carry no numbers
    return starts


def lists_in_chapters(plain: Sequence[NumberCandidate], starts: Sequence[Start]) -> dict[int, int]:
    """Lists "1. 2. 3." inside paragraphs that are numbered by chapters, where the text announces them: index of the
    line -> number."""
    begun = {start.index for start in starts}
    listed: dict[int, int] = {}
    last = 0
    for entry in plain:
        opens = entry.number == 1 and entry.announced
        last = entry.number if entry.placed and (opens or (last and entry.number == last + 1)) else 0
        if last and entry.index not in begun:
            listed[entry.index] = entry.number
    return listed


def _families(candidates: Candidates, end: int) -> Families:
    families: Families = {}
    for index, line in enumerate(candidates.body[:end]):
        if line.role != "heading" and (found := chapter_number(line.text)):
            families.setdefault(found[0], {})[index] = found[1]
    return families


def _start(candidates: Candidates, chapter: str, entry: NumberCandidate) -> Start:
    found = chapter_number(candidates.body[entry.index].text)
    printed, rest = (found[2], found[3]) if found else ("", candidates.body[entry.index].text)
    return Start(entry.index, "paragraph", f"{chapter}.{entry.number}", printed, rest)


def _is_list(
    candidates: Candidates,
    chapter: str,
    first: NumberCandidate,
    main: Sequence[NumberCandidate],
    places: Sequence[tuple[int, str]],
    *,
    follows: bool,
) -> bool:
    """Whether 140.1, 140.2 … are items of the paragraph 140 right above them, not paragraphs of a chapter 140.
    `places` are all lines that begin with such a number, with its chapter; one that `follows` another chapter may
    have text below its heading."""
    text, body = candidates.text, candidates.body
    above = bisect_left(main, first.index, key=lambda entry: entry.index) - 1
    if above < 0 or str(main[above].number) != chapter:
        return False
    start = main[above].index
    between = places[bisect_left(places, (start, "")) : bisect_left(places, (first.index, ""))]
    if any(name != chapter for _index, name in between):
        return False
    if any(names_chapter(line.text) for line in body[start + 1 : first.index]):
        return False  # "Part 1: Introduction"
    if follows and text.is_short(body[start]) and body[start + 1].text[0].isupper():
        return False
    return any(is_complete(line.text) for line in body[start : first.index])


def _is_in_title(candidates: Candidates, chapter: str, first: int) -> bool:
    """Whether 4.1, 4.2 … are parts of the recommendation titled 4 right above them."""
    text, body = candidates.text, candidates.body
    for index in range(first - 1, max(-1, first - 1 - MOST_TITLED), -1):
        title = title_of(text, index, body[index].text) if text.stands_apart(index) else None
        if title is not None:
            return title.number == chapter
        number = chapter_number(body[index].text)
        numeral = section_numeral(body[index].text)
        if numeral is not None and numeral.sign == chapter and text.is_short(body[index]):
            return False  # "4. Findings" above 4.1, 4.2
        if body[index].role == "heading" or (number is not None and number[0] != chapter):
            return False
    return False


def _is_text(candidates: Candidates, entry: NumberCandidate, families: Families) -> bool:
    """Whether it is a paragraph, not the heading "2.1 Findings" above the paragraphs 2.1.1, 2.1.2 …"""
    found = chapter_number(candidates.body[entry.index].text)
    below = min(families.get(f"{found[0]}.{found[1]}", [-1])) if found else -1
    return below < entry.index or any(is_complete(line.text) for line in candidates.body[entry.index : below])
