"""What came back -> rows of cells by the codes of their columns, whatever was moved, renamed, added or taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple

from recommendations.importing.readers.base import TableFile
from recommendations.lists import listed
from recommendations.progress.documents.spreadsheets import restored
from recommendations.refusals import Refused
from recommendations.workbooks.columns import BY_CODE, EDITABLE, KEY, PREFIX
from recommendations.workflow import Words

CODES_WITHIN = 10  # rows: the codes of the columns stand above the headings


@dataclass(frozen=True)
class Row:
    """`cells` are the words of the columns that are ours, by code; `broken` says why a cell has none that count."""

    number: int
    cells: Mapping[str, str]
    broken: Mapping[str, Words]

    @property
    def is_blank(self) -> bool:
        return not self.broken and not any(self.cells.get(column.code) for column in EDITABLE)


@dataclass
class Brought:
    """The sheet that has the codes; `notes` are sentences about what was done to its columns."""

    rows: Sequence[Row]
    notes: list[str] = field(default_factory=list)


def rows_of(table: TableFile) -> Brought:
    """Raises Refused where no sheet, or more than one, tells its columns by their codes."""
    found = [(name, rows, place) for name, rows in table.sheets if (place := _codes_at(rows)) is not None]
    if len(found) != 1:
        raise Refused(_not_ours() if not found else _("Two sheets have recommendations to edit. Keep one of them."))
    name, rows, place = found[0]
    columns = _columns(rows[place][1])
    broken = _broken(table, name, {column: code for code, column in columns.items()})
    below = [_row(number, cells, columns, broken.get(number, {})) for number, cells in rows[place + 1 :]]
    # The first of them are the headings: no key stands there, and nothing in them is anybody's edit.
    return Brought(below[1:], [*_notes(columns, rows[place][1], [cells for _number, cells in rows[place + 1 :]])])


def _not_ours() -> str:
    return _(
        "This is not a workbook that was taken from here to edit, or its first, hidden row is gone. Take one anew and "
        "copy what you wrote into it."
    )


def _codes_at(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    for place, (_number, cells) in enumerate(rows[:CODES_WITHIN]):
        if PREFIX + KEY in cells:
            return place
    return None


def _columns(codes: Sequence[str]) -> dict[str, int]:
    """Where each column stands, from 0."""
    ours = {PREFIX + code: code for code in (KEY, *BY_CODE)}
    twice = [code for code, count in Counter(codes).items() if count > 1 and code in ours]
    if twice:
        heading = BY_CODE[ours[twice[0]]].label if ours[twice[0]] in BY_CODE else _("Key")
        raise Refused(_("The column “%(column)s” is there twice. Delete one of the two.") % {"column": heading})
    return {ours[code]: place for place, code in enumerate(codes) if code in ours}


def _row(number: int, cells: Sequence[str], columns: Mapping[str, int], broken: Mapping[str, Words]) -> Row:
    said = {code: restored(cells[place]) if place < len(cells) else "" for code, place in columns.items()}
    return Row(number, said, broken)


def _broken(table: TableFile, sheet: str, columns: Mapping[int, str]) -> dict[int, dict[str, Words]]:
    """By row and column, cells that hold a formula or an error of Excel's."""
    found: dict[int, dict[str, Words]] = {}
    for code, name, place in table.notes:
        row, column = coordinate_to_tuple(place)
        if name == sheet and column - 1 in columns:
            found.setdefault(row, {})[columns[column - 1]] = _why(code)
    return found


def _why(code: str) -> Words:
    if code == "formula":
        return _("This cell holds a formula. Write the text or number itself.")
    return _("This cell shows an error of the spreadsheet. Write the text or number itself.")


def _notes(columns: Mapping[str, int], codes: Sequence[str], below: Sequence[Sequence[str]]) -> Iterator[str]:
    missing = [str(column.label) for column in EDITABLE if column.code not in columns]
    if missing:
        yield _("Columns that were taken out, in which nothing changes: %(columns)s.") % {"columns": listed(missing)}
    width = max((len(cells) for cells in below), default=0)
    foreign = [place for place in range(max(width, len(codes))) if place not in columns.values()]
    headings = below[0] if below else ()
    added = [headings[place] if place < len(headings) and headings[place] else _("no heading") for place in foreign
             if any(place < len(cells) and cells[place] for cells in below)]  # fmt: skip
    if added:
        yield _("Columns that are not from here and were not read: %(columns)s.") % {"columns": listed(added)}
