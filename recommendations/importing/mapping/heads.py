"""Where the headings of a sheet stand and what they are: below titles, over two rows, on the sheet with the list."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recommendations.importing.mapping import states
from recommendations.importing.mapping.fields import NAMING, field_of, hinted_field
from recommendations.importing.readers.base import TableFile

HEADING_WITHIN = 15  # rows: above the headings of its columns a table may have titles and notes
LONGEST_CELL = 120  # signs of a heading; what is longer is no row of headings
WHOLE, FEWEST_HINTS = 2, 3  # what a field counts that is named as a whole; how many are hinted at where none is
LONGEST_SECOND = 60  # signs of a heading in a second row

Numbered = tuple[int, Sequence[str]]


class Heads(NamedTuple):
    """The headings of the columns, each one another, and the place in the rows of the last row that has any of them."""

    place: int
    headings: list[str]


def headings_in(cells: Sequence[str]) -> list[str]:
    """The headings in a row, each on one line."""
    return [" ".join(cell.split()) for cell in cells]


def heads_of(rows: Sequence[Numbered]) -> Heads:
    """The headings of a sheet: the row of the first ones that names the most fields, with a second row of them
    above or below it. Where none names any, the first row with as many cells as the widest."""
    return _heads_at(rows, _place(rows))


def main_sheet(table: TableFile) -> tuple[str, Sequence[Numbered]]:
    """The sheet whose headings name the most fields, of equal ones the first: its name and rows; no rows where all
    are empty. Sheets with a cover, with instructions or with figures stand before the list, or behind it."""
    filled = [sheet for sheet in table.sheets if sheet[1]]
    return max(filled, key=lambda sheet: max(map(naming, _cells(sheet[1]))), default=("", ()))


def all_headings(table: TableFile) -> set[str]:
    """Everything in the rows among which the headings of its sheets stand."""
    found = {heading for _name, rows in table.sheets for cells in _cells(rows) for heading in headings_in(cells)}
    return found.union(*(heads_of(rows).headings for _name, rows in table.sheets if rows))


def mapped_heads(rows: Sequence[Numbered], mapping: Mapping[str, str]) -> Heads:
    """The headings of a sheet where those that are mapped stand; where none does as `heads_of`."""
    wanted = set(mapping.values())
    heads = heads_of(rows)
    named = [len(wanted & set(headings_in(cells))) for cells in _cells(rows)]
    if max(named, default=0) > len(wanted & set(heads.headings)):
        return _heads_at(rows, named.index(max(named)))
    return heads


def naming(cells: Sequence[str]) -> int:
    """How much a row reads as headings: by the fields that its cells name, wholly or with some of their words."""
    if any(len(cell) > LONGEST_CELL or "@" in cell for cell in cells):
        return 0
    told: dict[str, int] = {}
    for cell in cells:
        if field := field_of(cell):
            told[field] = WHOLE
        elif (field := hinted_field(cell)) and states.implementation_state(cell) is None:
            told.setdefault(field, 1)
    if len(told) < FEWEST_HINTS and max(told.values(), default=0) < WHOLE:
        return 0  # a ministry and a date are in rows too
    return sum(told.values()) + (2 if told.keys() >= set(NAMING) else 0)


def _cells(rows: Sequence[Numbered]) -> list[Sequence[str]]:
    return [cells for _number, cells in rows[:HEADING_WITHIN]]


def _place(rows: Sequence[Numbered]) -> int:
    first = _cells(rows)
    named = [naming(cells) for cells in first]
    if max(named, default=0) > 0:
        return named.index(max(named))
    widest = max(map(len, first), default=0)
    return next((place for place, cells in enumerate(first) if len(cells) == widest), 0)


def _heads_at(rows: Sequence[Numbered], place: int) -> Heads:
    here = headings_in(rows[place][1])
    if (below := _neighbour(rows, place, 1)) and _goes_on(here, below):
        return Heads(place + 1, _apart(_joined(here, below)))
    if (above := _neighbour(rows, place, -1)) and _goes_on(above, here):
        return Heads(place, _apart(_joined(above, here)))
    return Heads(place, _apart(here))


def _neighbour(rows: Sequence[Numbered], place: int, step: int) -> list[str]:
    other = place + step
    if not 0 <= other < min(len(rows), HEADING_WITHIN) or rows[other][0] != rows[place][0] + step:
        return []
    return headings_in(rows[other][1])


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower row names the columns of what the upper one groups, as "Unit" and "Person" of "Responsible".

    A column then has a heading in one of the two, or the same in both, unless the upper one spans several.
    """
    width = max(len(upper), len(lower))
    above, below = _wide(upper, width), _wide(lower, width)
    if sum(map(bool, upper)) < 2 or any(len(cell) > LONGEST_SECOND for cell in below) or any(map(_is_filled_in, upper)):
        return False
    told = 0
    for column in range(width):
        spans = above[column] and column + 1 < width and not above[column + 1] and below[column + 1]
        if above[column] and below[column] and above[column] != below[column]:
            if not spans:
                return False
            told += 1
        elif below[column] and not above[column]:
            told += 1
    return told > 1 and (naming(lower) > 0 or naming(upper) > 0)


def _is_filled_in(cell: str) -> bool:
    """Whether a cell names something and says it: "Unit: Legal Office"."""
    return re.search(r"[:：]", cell) is not None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """One heading for each column; with the group before it where alone it says too little or is not the only one."""
    width = max(len(upper), len(lower))
    above, below = _wide(upper, width), _wide(lower, width)
    found, group = [], ""
    for column in range(width):
        group = above[column] or (group if below[column] else "")
        words = below[column]
        if words and group and words != group and (below.count(words) > 1 or _says_little(words)):
            words = f"{group}: {words}"
        found.append(words or above[column])
    return found


def _says_little(heading: str) -> bool:
    """Whether a heading such as "Name" or "Date" needs the group that it stands in."""
    return len(heading.split()) == 1 and not (field_of(heading) or hinted_field(heading))


def _apart(headings: Sequence[str]) -> list[str]:
    """The headings with a number behind each that others before it have too."""
    found: list[str] = []
    for heading in headings:
        serial, words = 1, heading
        while words and words in found:
            serial += 1
            words = f"{heading} ({serial})"
        found.append(words)
    return found


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
