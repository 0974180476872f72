"""What of the printed pages of a PDF is not its text: running headers and footers, page numbers, and footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recommendations.importing.readers.pdf_layout import Row

EDGE_ROWS = 5  # so far from the top or the foot furniture is looked for
APART = 1.6  # of the size: a wider space than between the lines of a text
EDGE = 0.15  # of the height of what is printed
NEAR = 4.0  # points by which furniture of one kind moves from page to page
NUMBERS = re.compile(r"\d+")
NUMBERED_TEXT = re.compile(r"\d+[.)、]\s*\D")
PAGE_NUMBER = re.compile(r"[\s\-–—|/\d٠-٩０-９ivxIVX第页頁]*")
LONGEST_NUMBER = 9  # signs of a page number
FEW_PAGES = 3
SMALL = 0.94  # of the size of the running text: no larger are footnotes
# No mark is what begins the number of a page or of a print job, "2/19", "25-04933 11", or stands before it.
NOTE_MARK = re.compile(
    r"(?P<mark>\d{1,3}(?![-–/]\d|\s+\d\d-\d{5}\b)|\*{1,4}|[†‡§]{1,2}|[¹²³⁰⁴-⁹]{1,3})(?=[\s\W]|[^\W\d])\s*"
)
SIGN = re.compile(r"(?:\*{1,4}|[†‡]{1,2})(?=\s)")
FAR = 2.5  # of the size: so far from the text are notes in its size
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Aside:
    """Why a row is not running text: "header", "footer", "page number", or a footnote by its mark."""

    why: str = ""
    note: str = ""
    opens: bool = False
    marks: int = 0  # signs of the row that are the note's mark


def furniture(pages: Sequence[Sequence[Row]]) -> dict[int, Aside]:
    """The furniture among the rows, by `id` of the row: what stands at an edge and recurs from page to page."""
    found: dict[int, Aside] = {}
    edges = [
        (page, edge, row) for page, rows in enumerate(pages) for edge in ("top", "foot") for row in _edge(rows, edge)
    ]
    recurring = _recurring(edges)
    for rows in pages:
        for edge in ("top", "foot"):
            for row in _edge(rows, edge):
                is_number = PAGE_NUMBER.fullmatch(row.text) is not None and len(row.text) <= LONGEST_NUMBER
                # On few pages nothing recurs; a bare number at the very edge is a page number all the same.
                if id(row) not in recurring and not (is_number and len(pages) < FEW_PAGES):
                    break
                why = "page number" if is_number else "header" if edge == "top" else "footer"
                found.setdefault(id(row), Aside(why))
    return found


def _edge(rows: Sequence[Row], edge: str) -> list[Row]:
    """The rows at an edge of the page that a wide space parts from its text, and a bare number; outermost first."""
    ordered = sorted(rows, key=lambda row: row.base, reverse=edge == "top")
    if not ordered:
        return []
    depth = EDGE * abs(ordered[0].base - ordered[-1].base)
    outer = [row for row in ordered[:EDGE_ROWS] if abs(row.base - ordered[0].base) <= depth]
    parted = 1 if PAGE_NUMBER.fullmatch(ordered[0].text) else 0
    for place, (row, inner) in enumerate(zip(outer, ordered[1:], strict=False), start=1):
        if abs(row.base - inner.base) > APART * max(row.size, inner.size):
            parted = place
    return ordered[:parted]


def _recurring(edges: Sequence[tuple[int, str, Row]]) -> set[int]:
    """The rows whose words recur at the same height of other pages, their numbers the same or counting the pages."""
    groups: dict[tuple[str, str, int], list[tuple[int, Row]]] = defaultdict(list)
    pages = 1 + max((page for page, _, _ in edges), default=0)
    for page, edge, row in edges:
        if not NUMBERED_TEXT.match(row.text):
            words, numbers = NUMBERS.subn("#", row.text)
            groups[edge, " ".join(words.split()), numbers].append((page, row))
    enough = 2 if pages < 6 else 3
    found: set[int] = set()
    for (_, _, numbers), group in groups.items():
        for place in _heights(group):
            level = [(page, row) for page, row in group if abs(row.base - place) <= NEAR]
            counted = list(_counting(level)) if numbers else level
            if len({page for page, _ in counted}) >= enough:
                found |= {id(row) for _, row in counted}
    return found


def _heights(group: Sequence[tuple[int, Row]]) -> list[float]:
    heights: list[float] = []
    for _, row in group:
        if all(abs(row.base - height) > NEAR for height in heights):
            heights.append(row.base)
    return heights


def _counting(group: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """The rows each of whose numbers is the same on most of the pages, or counts them."""
    signatures = []
    for page, row in group:
        numbers = [int(number) for number in NUMBERS.findall(row.text)]
        signatures.append([(("same", number), ("counts", number - page)) for number in numbers])
    usual = [
        {sign for sign, count in Counter(sign for pair in column for sign in pair).items() if count >= 2}
        for column in zip(*signatures, strict=True)
    ]
    for (page, row), signature in zip(group, signatures, strict=True):
        if all(usual[place].intersection(pair) for place, pair in enumerate(signature)):
            yield page, row


# --- footnotes ------------------------------------------------------------------------------------------------


def footnotes(rows: Sequence[Row], asides: dict[int, Aside], body_size: float) -> dict[int, Aside]:
    """The footnotes of one page by `id` of the row: the small rows at the foot from the first that has a mark."""
    foot: list[Row] = []
    for row in sorted(rows, key=lambda row: row.base):
        if id(row) in asides:
            continue
        if row.size > SMALL * body_size:
            break
        foot.append(row)
    small = {id(row) for row in foot}
    small |= _signed(rows, asides)
    called = _called([row for row in rows if id(row) not in small])
    found: dict[int, Aside] = {}
    note = ""
    for row in rows:
        if id(row) not in small:
            continue
        mark, length = note_mark(row)
        raised = 0 in row.scripts
        told = raised or note or mark in called or not mark.isdecimal()
        if mark and told and _may_follow(note, mark, raised=raised):
            note = mark
            found[id(row)] = Aside(note=note, opens=True, marks=length)
        elif note:
            found[id(row)] = Aside(note=note)
    return found


def _called(rows: Sequence[Row]) -> set[str]:
    """What stands raised behind the words of these rows: the marks of notes among it."""
    raised = [row.fragments[place].text for row in rows for place in row.scripts if place]
    return {part for text in raised for part in re.split(r"[\s,،、;]+", text)}


def _signed(rows: Sequence[Row], asides: dict[int, Aside]) -> set[int]:
    """The rows of notes that are as large as the text: those at the foot, far from what is above, that open with a
    sign which also ends a word of the page."""
    body = sorted((row for row in rows if id(row) not in asides), key=lambda row: -row.base)
    for place in range(1, len(body)):
        row, above = body[place], body[place - 1]
        sign = SIGN.match(row.text)
        if sign and above.base - row.base > FAR * row.size and any(sign[0] in other.text for other in body[:place]):
            return {id(note) for note in _close(body[place:])}
    return set()


def _close(rows: Sequence[Row]) -> Iterator[Row]:
    """The first rows as far as they stand close together."""
    yield rows[0]
    for above, row in pairwise(rows):
        if above.base - row.base > APART * row.size:
            break
        yield row


def note_mark(row: Row) -> tuple[str, int]:
    """The mark that begins a row, and how many signs it takes; ("", 0) where there is none."""
    match = NOTE_MARK.match(row.text)
    return (match["mark"].translate(SUPERSCRIPTS), match.end()) if match and match.end() < len(row.text) else ("", 0)


def _may_follow(before: str, mark: str, *, raised: bool) -> bool:
    """Whether a note of this mark may open after another; a number inside a note's text continues no count."""
    if raised or not before or not mark.isdecimal() or not before.isdecimal():
        return True
    return int(mark) == int(before) + 1
