"""Fragments of a page -> rows in reading order, columns one after another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recommendations.importing.readers.pdf_bidi import direction, in_reading_order, mended_brackets, needed
from recommendations.importing.readers.pdf_glyphs import Fragment
from recommendations.letters import is_wide

SCRIPT = 0.8  # of the size of the row: smaller signs beside the base line are raised or lowered
RAISED = 0.12  # of the size of the row
REACH = 1.5  # of the size of the row: how far from other text a raised sign may stand
MIDDLE = (0.25, 0.75)  # of the width of the text: where a gutter between columns may be
FEWEST_ROWS = 5  # beside each other that make columns
FULL_ROW = 0.6  # of a column's width: text fills its rows so far in the mean, the cells of a table do not
WIDE_GAP = 3.0  # of the size of the smaller signs beside it
NARROW_GAP = 0.15  # of the size: a wider one is a blank
NARROWEST_GUTTER = 0.8  # of the size
WIDE = "   "
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{3}")
STEP = 3.0  # points between the places tried for a gutter
MOST_PLACES = 8  # tried for one


@dataclass
class Row:
    """One printed line: fragments in reading order."""

    fragments: list[Fragment]
    size: float
    base: float
    column: int = 0  # rows of different columns have different numbers, in reading order over the page
    rtl: bool = False
    scripts: set[int] = field(default_factory=set)  # places in `fragments` of raised ones

    @property
    def left(self) -> float:
        return min(fragment.left for fragment in self.fragments)

    @property
    def right(self) -> float:
        return max(fragment.right for fragment in self.fragments)

    @property
    def is_parted(self) -> bool:
        """Whether there is a wide gap inside the row."""
        return any(blanks == WIDE for blanks, _ in self.spaced())

    @property
    def text(self) -> str:
        return "".join(before + fragment.text for before, fragment in self.spaced())

    def spaced(self) -> list[tuple[str, Fragment]]:
        """The fragments, each with the blanks before it; three of them stand for a wide gap."""
        spaced: list[tuple[str, Fragment]] = []
        last: Fragment | None = None
        for place, fragment in enumerate(self.fragments):
            blanks = ""
            if last is not None:
                gap = max(fragment.left - last.right, last.left - fragment.right)
                if gap > WIDE_GAP * min(fragment.size, last.size):
                    blanks = WIDE
                elif place not in self.scripts and gap > (0.6 if is_wide(last.signs[-1]) else NARROW_GAP) * self.size:
                    blanks = " "
            spaced.append((blanks, fragment))
            last = fragment
        return spaced


def reads_from_right(texts: Sequence[str]) -> bool:
    """Whether most letters are of a script written from right to left."""
    counts = Counter(direction(sign) for text in texts for sign in text)
    return counts[1] > counts[-1]


def rows_in_order(fragments: Sequence[Fragment]) -> list[Row]:
    """All rows of a page in reading order."""
    rtl = reads_from_right([fragment.text for fragment in fragments])
    rows: list[Row] = []
    for number, part in enumerate(_parts(list(fragments), rtl=rtl)):
        for row in _rows(part):
            row.column = number
            # The last row of a paragraph may hold no letter: "A/66/130)."
            row.rtl = reads_from_right([row.text]) or (rtl and not LATIN_WORD.search(row.text))
            _arrange(row)
            if row.rtl:
                _reorder(row)
            rows.append(row)
    return rows


def _rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Fragments on one base line together, from the top; small signs join the row they stand beside."""
    rows: list[Row] = []
    for fragment in sorted(fragments, key=lambda fragment: -fragment.base):
        for row in reversed(rows[-3:]):
            if abs(row.base - fragment.base) <= 0.25 * min(row.size, fragment.size):
                row.fragments.append(fragment)
                if fragment.size > row.size:  # raised signs stand above the base line of the larger ones
                    row.size, row.base = fragment.size, fragment.base
                break
        else:
            rows.append(Row([fragment], fragment.size, fragment.base))
    return _with_scripts(rows)


def _with_scripts(rows: list[Row]) -> list[Row]:
    kept = list(rows)
    for place, row in enumerate(rows):
        for other in rows[max(0, place - 2) : place + 3]:
            if other is row or row.size > SCRIPT * other.size or not _beside(row, other):
                continue
            other.fragments += row.fragments
            kept.remove(row)
            break
    return kept


def _beside(small: Row, row: Row) -> bool:
    """Whether all fragments of a row of small signs touch fragments of the other, on its height."""
    shift = (small.base - row.base) / row.size
    return -0.35 < shift < 0.75 and all(
        any(
            -0.3 * row.size < max(fragment.left - near.right, near.left - fragment.right) < REACH * row.size
            for near in row.fragments
        )
        for fragment in small.fragments
    )


def _reorder(row: Row) -> None:
    """Puts the signs of a row from right to left in the order they are read in, its brackets the way they enclose."""
    row.fragments, row.scripts = _joined(row)
    for fragment in row.fragments:
        order = in_reading_order(fragment.signs, fragment.places, fragment.size)
        signs = mended_brackets([fragment.signs[index] for index in order])
        bold, places = fragment.bold, fragment.places
        fragment.signs, fragment.bold, fragment.places = [], [], []
        for place in needed(signs):
            fragment.add(signs[place], bold[order[place]], places[order[place]])


def _joined(row: Row) -> tuple[list[Fragment], set[int]]:
    """The fragments between raised signs and wide gaps as one each, and the places of the raised ones: a number may
    stand in two fragments, or inside the span of another."""
    joined: list[Fragment] = []
    scripts: set[int] = set()
    for place, fragment in enumerate(row.fragments):
        last = joined[-1] if joined else None
        gap = last.left - fragment.right if last else 0.0
        if place in row.scripts:
            scripts.add(len(joined))
        elif last is not None and len(joined) - 1 not in scripts and gap <= WIDE_GAP * min(fragment.size, last.size):
            if gap > NARROW_GAP * row.size:
                last.add(" ", last.bold[-1] and fragment.bold[0], (last.left + fragment.right) / 2)
            last.signs += fragment.signs
            last.bold += fragment.bold
            last.places += fragment.places
            last.left, last.right = min(last.left, fragment.left), max(last.right, fragment.right)
            continue
        joined.append(fragment)
    return joined, scripts


def _arrange(row: Row) -> None:
    row.fragments.sort(key=lambda fragment: -fragment.right if row.rtl else fragment.left)
    if len(row.fragments) > 1 and row.fragments[0].is_keyed:
        row.fragments[0].signs = ["•"]
    row.scripts = {
        place
        for place, fragment in enumerate(row.fragments)
        if fragment.size <= SCRIPT * row.size and fragment.base - row.base > RAISED * row.size
    }


# --- columns --------------------------------------------------------------------------------------------------


def _parts(fragments: list[Fragment], *, rtl: bool) -> list[list[Fragment]]:
    """The fragments of the page parted into pieces to be read one after another, each from top to bottom."""
    bands = _rows(fragments)
    gutter = _gutter(bands)
    if gutter is None:
        return [fragments] if fragments else []
    parts: list[list[Fragment]] = []
    block: list[Row] = []
    for row in [*bands, None]:
        if row is not None and not _crosses(row, gutter):
            block.append(row)
            continue
        parts += _columns(block, gutter, rtl=rtl)
        block = []
        if row is not None:
            parts.append(row.fragments)
    return [part for part in parts if part]


def _columns(block: list[Row], gutter: float, *, rtl: bool) -> list[list[Fragment]]:
    both = [row for row in block if row.left < gutter < row.right]
    if len(both) < FEWEST_ROWS:
        return [[fragment for row in block for fragment in row.fragments]] if block else []
    fragments = [fragment for row in block for fragment in row.fragments]
    left = [fragment for fragment in fragments if fragment.right <= gutter]
    right = [fragment for fragment in fragments if fragment.left >= gutter]
    sides = [right, left] if rtl else [left, right]
    return [part for side in sides for part in _parts(side, rtl=rtl)]


def _crosses(row: Row, x: float) -> bool:
    return any(fragment.left < x < fragment.right for fragment in row.fragments)


def _gutter(rows: Sequence[Row]) -> float | None:
    """The place of a gutter between columns of running text; None where there is none."""
    if len(rows) < FEWEST_ROWS:
        return None
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    width = right - left
    best: tuple[int, float] | None = None
    for x in _gaps(rows, left + MIDDLE[0] * width, left + MIDDLE[1] * width):
        both = [row for row in rows if row.left < x < row.right and not _crosses(row, x)]
        if len(both) >= FEWEST_ROWS and (best is None or len(both) > best[0]) and _is_text(both, x):
            best = (len(both), x)
    return None if best is None else best[1]


def _gaps(rows: Sequence[Row], first: float, last: float) -> list[float]:
    """The places between two bounds where enough rows have a gap to make a gutter there possible."""
    counts: Counter[float] = Counter()
    for row in rows:
        spans = sorted((fragment.left, fragment.right) for fragment in row.fragments)
        for (_, end), (start, _) in pairwise(spans):
            middle = max(first, min(last, (end + start) / 2))
            if end < middle < start and start - end > NARROWEST_GUTTER * row.size:
                counts[round(middle / STEP) * STEP] += 1
    return [place for place, _ in counts.most_common(MOST_PLACES)] if sum(counts.values()) >= FEWEST_ROWS else []


def _is_text(rows: Sequence[Row], x: float) -> bool:
    """Whether the rows on both sides are filled as running text is."""
    spans = [
        (
            [fragment for fragment in row.fragments if fragment.right <= x],
            [fragment for fragment in row.fragments if fragment.left >= x],
        )
        for row in rows
    ]
    for side in (0, 1):
        extents = [(min(f.left for f in span[side]), max(f.right for f in span[side])) for span in spans if span[side]]
        if not extents:
            return False
        width = max(end for _, end in extents) - min(start for start, _ in extents)
        filled = sum(end - start for start, end in extents) / len(extents)
        if filled < FULL_ROW * width or width < 5 * rows[0].size:
            return False
    return True
