"""Where the marks of notes stand in the running text, and the text without them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recommendations.importing.pages.notes import Note
from recommendations.importing.pages.pages import BodyLine

FAR = 200  # lines before its page in which a mark is still looked for
AFTER_YEAR = 5
FORBIDDEN = 9  # the doubt that no evidence outweighs
# "matter.12014": before a year; "in 20118": behind one.
NUMBER = re.compile(
    r"(?<!\d)\d{1,3}(?=(?:19|20)\d\d(?!\d))|(?<!\d)\d{1,3}(?!\d)|(?<=[^\d.](?:19|20)\d\d)\d{1,3}(?![\d%])"
)
APART = re.compile(r"(?:[^\W\d_]{5,}[.!?]|[^\W\d_]{4}[,;:]|[)）”»’][.,;:]?)[ \u00a0]$")
AFTER_APART = re.compile(r"\s*$|\s+[A-ZÀ-ÞА-Я]")
YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
ENDS_YEAR = re.compile(r"(?:(?<!\d)(?:19|20)\d\d|/\w+)[^\w\s]$")  # or the number of a document
QUOTES = ("'", "‘", "’")
CLOSING_QUOTES = ("”", "»")
PUNCTUATION = frozenset('.,;:!?。，；：、！？）)」』》”’"،؛؟…')


def cut_marks(body: list[BodyLine], notes: Sequence[Note]) -> list[int | None]:
    """Takes the notes' marks out of the body lines (in place); for each note the index of its line, or None.

    A mark is looked for on the pages since the block of notes before: last note first, as its mark stands nearest.
    Those of end notes, and any that were not found there, are looked for in order over the whole text.
    """
    found: list[int | None] = _hung_marks(body, notes)
    limit: tuple[int, int] | None = None
    for position in reversed(range(len(notes))):
        note = notes[position]
        if note.hung or note.behind:
            continue
        if limit is None or limit[0] >= note.after or notes[position + 1].after != note.after:
            limit = (note.after, 0)
        place = _find(body, note.mark, note.since, limit) or _find(
            body, note.mark, max(0, note.since - FAR), (min(note.since, limit[0]), 0)
        )
        if place is None:
            continue
        index, start, printed = place
        body[index] = _cut(body[index], start, printed)
        found[position] = index
        limit = (index, start)
    _cut_in_order(body, notes, found)
    return found


def _hung_marks(body: Sequence[BodyLine], notes: Sequence[Note]) -> list[int | None]:
    """For each note of which the format says where its mark stands the index of that line."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(body):
        for mark in line.hung:
            places.setdefault(mark, []).append(index)
    return [places[note.mark].pop(0) if note.hung and places.get(note.mark) else None for note in notes]


def _cut_in_order(body: list[BodyLine], notes: Sequence[Note], found: list[int | None]) -> None:
    """Takes out the marks not found yet, so that they follow each other as their notes do."""
    wanted: dict[str, list[int]] = {}
    for position, note in enumerate(notes):
        if found[position] is None and note.mark.isdecimal():
            wanted.setdefault(note.mark, []).append(position)
    if not wanted:
        return
    chain = _heaviest_chain(list(_candidates(body, wanted)), len(notes))
    for position, index, start in reversed(chain):
        body[index] = _cut(body[index], start, notes[position].mark)
        found[position] = index


def _candidates(body: Sequence[BodyLine], wanted: dict[str, list[int]]) -> Iterator[tuple[int, int, int, int]]:
    """(position of the note, line, place, weight) wherever a wanted mark may stand, in order of the text."""
    for index, line in enumerate(body):
        for match in NUMBER.finditer(line.text):
            positions = wanted.get(match[0])
            if not positions:
                continue
            doubt = (
                AFTER_YEAR
                if _follows_year(line.text, match.start())
                else _doubt(line.text[max(0, match.start() - 8) : match.start()], line.text[match.end() :][:6])
            )
            if doubt < FORBIDDEN:
                # Of the notes with the same mark the last comes first: a chain takes one of them.
                yield from ((position, index, match.start(), FORBIDDEN - doubt) for position in reversed(positions))


def _follows_year(text: str, place: int) -> bool:
    return text[place - 4 : place].isdecimal() and (place < 5 or not text[place - 5].isdecimal())


def _heaviest_chain(candidates: Sequence[tuple[int, int, int, int]], count: int) -> list[tuple[int, int, int]]:
    """The candidates (position, line, place) of increasing position that weigh most together."""
    best: list[tuple[int, int]] = [(0, -1)] * (count + 1)  # a Fenwick tree: (weight, candidate that ends the chain)
    before: list[int] = []
    end = (0, -1)
    for number, (position, _index, _start, weight) in enumerate(candidates):
        above = (0, -1)
        place = position
        while place > 0:
            above = max(above, best[place])
            place -= place & -place
        before.append(above[1])
        total = (above[0] + weight, number)
        end = max(end, total)
        place = position + 1
        while place <= count:
            best[place] = max(best[place], total)
            place += place & -place
    chain: list[tuple[int, int, int]] = []
    number = end[1]
    while number >= 0:
        chain.append(candidates[number][:3])
        number = before[number]
    return chain[::-1]


def _find(body: list[BodyLine], mark: str, first: int, limit: tuple[int, int]) -> tuple[int, int, str] | None:
    """(line, place, mark as printed) of the likeliest mark before `limit`: the clearest form, then the latest."""
    best: tuple[int, int, int, str] | None = None
    for index in range(min(limit[0], len(body) - 1), first - 1, -1):
        end = limit[1] if index == limit[0] else len(body[index].text)
        for rank, start, printed in _marks(body[index].text[:end], mark, body[index].text):
            if best is None or rank < best[0]:
                best = (rank, index, start, printed)
        if best is not None and best[0] == 0:
            break
    return None if best is None else best[1:]


def _marks(before: str, mark: str, whole: str) -> list[tuple[int, int, str]]:
    """The places in a line where the mark may stand: (doubt, place, as printed); none where it is all of the line."""
    if len(whole.strip()) == len(mark):
        return []
    if not mark.isdecimal():
        sign, beside = mark[0], len(mark)
        signs = [
            at
            for at in _occurrences(before, mark)
            if sign not in (whole[at - 1 : at], whole[at + beside : at + beside + 1])
        ]
        return [(0, place, mark) for place in reversed(signs)]
    raised = mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    if raised in before:
        return [(0, before.rindex(raised), raised)]
    places = [
        (_doubt(before[max(0, start - 8) : start], whole[start + len(mark) : start + len(mark) + 6]), start, mark)
        for start in _occurrences(before, mark)
    ]
    return [place for place in reversed(places) if place[0] < FORBIDDEN]


def _occurrences(text: str, mark: str) -> Iterator[int]:
    start = text.find(mark)
    while start >= 0:
        yield start
        start = text.find(mark, start + 1)


def _doubt(before: str, after: str) -> int:
    """How far its surroundings speak against a footnote mark; FORBIDDEN where they exclude it."""
    if before[-1:] in QUOTES and after[:1] in QUOTES:  # ‘1’ is an item's mark
        return FORBIDDEN
    follows_word = before[-4:].isalpha() and len(before) >= 4
    if follows_word:
        return 3 if not after or after[0].isspace() or after[0] in PUNCTUATION else FORBIDDEN
    if before[-1:].isspace():
        # "paragraph 15 (b); 2": what takes the text out of a page may part a raised mark from its word.
        return 4 if APART.search(before) and AFTER_APART.match(after) else FORBIDDEN
    if before[-1:] not in PUNCTUATION or (before[-2:-1].isdigit() and not ENDS_YEAR.search(before)):
        return FORBIDDEN
    if not after or after[0] not in "0123456789":
        if before[-1:] in CLOSING_QUOTES and after[:1] == "." and not after[1:2].isdigit():
            return 2
        # "，2 其中": a blank that the text itself would not have; "15.3%" is no mark.
        return FORBIDDEN if after[:1] in ("%", "％", ".", "/") else 1
    return 2 if YEAR.match(after) else FORBIDDEN


def _cut(line: BodyLine, start: int, printed: str) -> BodyLine:
    before, after = line.text[:start], line.text[start + len(printed) :]
    if not re.search(r"[A-Za-z\u0400-\u04ff\u0600-\u06ff]", before[-3:] + after[:2]):
        after = after.lstrip()
    shift = len(line.text) - len(before) - len(after)
    cuts = tuple((place - shift if place > start else place, mark) for place, mark in line.cuts)
    bold = tuple(
        (first - shift if first > start else first, last - shift if last > start else last) for first, last in line.bold
    )
    return replace(line, text=before + after, cuts=(*cuts, (start, printed)), bold=bold)
