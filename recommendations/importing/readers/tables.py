"""What all tables have in common, whatever file they come from."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recommendations.importing.readers.base import Cell, Line
from recommendations.importing.readers.writer import LineWriter, Run

LONGEST_HEADING = 80  # characters
# A heading names what is in its column; a reference, a number or a whole sentence does not.
REFERENCE = re.compile(r"[\W\d]*|\d.*|[(（]?\w{1,3}[)）.].*|.{30,}[.;。；]")
# A number, a letter or a dash that stands in a cell of its own before its text, as official journals are set.
LAYOUT_MARK = re.compile(
    r"(?:\d{1,3}\.)*\d{1,3}[.)]|[(（](?:\w{1,2}|[ivxl]{1,6})[)）]|[a-z][.)]|[ivxl]{1,6}[.)]|[—–•▪]"
)


def is_heading_row(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a table's first row reads as headings of its columns and the second as the first of its data."""
    return (
        len(first) > 1
        and len(first) >= len(second)
        and all(text and len(text) <= LONGEST_HEADING for text in first)
        and len({*first}) == len(first)
        and not any(REFERENCE.fullmatch(text) for text in first)
        and [*first] != [*second]
    )


@dataclass
class GridCell:
    """A cell being read: its place from 1, its reach, and its paragraphs with their hints."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_heading: bool = False
    paragraphs: list[tuple[list[Run], Line]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join("".join(run.text for runs, _ in self.paragraphs for run in [*runs, Run(" ")]).split())


def write_table(writer: LineWriter, serial: int, cells: Sequence[GridCell]) -> None:
    """Writes the cells of one table, row by row, each line with its place and the heading of its column."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    plain = not any(cell.is_heading or cell.rows > 1 for cell in cells)
    if plain and all(is_layout([cell.words for cell in row]) for row in rows.values()):
        for mark, cell in rows.values():
            for runs, like in _joined(mark.words, cell):
                writer.write(runs, like)
        return
    headings = heading_rows(
        {number: [cell.words for cell in row] for number, row in rows.items()},
        {number for number, row in rows.items() if all(cell.is_heading for cell in row)},
    )
    heads: dict[int, str] = {}
    for cell in cells:
        if cell.row in headings and cell.row <= len(headings):
            for column in range(cell.column, cell.column + cell.columns):
                heads[column] = f"{heads.get(column, '')} {cell.words}".strip()
    for cell in cells:
        is_heading = cell.row in headings
        head = "" if is_heading else heads.get(cell.column, "")
        place = Cell(serial, cell.row, cell.column, head, is_heading, cell.rows, cell.columns)
        for runs, like in cell.paragraphs:
            writer.write(runs, replace(like, cell=place))


def is_layout(row: Sequence[str]) -> bool:
    """Whether the words of a row's cells are a paragraph whose number stands in a cell of its own."""
    return len(row) == 2 and LAYOUT_MARK.fullmatch(row[0]) is not None and bool(row[1])


def _joined(mark: str, cell: GridCell) -> list[tuple[list[Run], Line]]:
    (runs, like), *others = cell.paragraphs
    return [([Run(f"{mark} "), *runs], like), *others]


def heading_rows(texts: Mapping[int, Sequence[str]], marked: Collection[int]) -> set[int]:
    """The numbers of the rows of headings: those at the top marked so or reading so, and those that repeat them.

    `texts` are the words of the cells by the number of the row, from 1; `marked` the rows that the file itself marks.
    """
    found: list[int] = []
    while len(found) + 1 in marked:
        found.append(len(found) + 1)
    if len(found) >= len(texts):
        return set()
    if not found and is_heading_row(texts.get(1, []), texts.get(2, [])):
        found = [1]
    heads = [texts.get(number) for number in found]
    return {*found, *(number for number, words in texts.items() if len(words) > 1 and words in heads)}
