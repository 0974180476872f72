"""A workbook that was taken from here and edited -> its rows; every cell with a formula or an error is named."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import openpyxl

from recommendations.importing.readers.archive import Archive
from recommendations.importing.readers.base import ReportRefusedError, TableFile
from recommendations.importing.readers.sheets import MOST_CELLS, MOST_COLUMNS, XLSX, cell_words, reading_workbook
from recommendations.importing.readers.signs import without_invisible

Numbered = tuple[int, tuple[str, ...]]
# How openpyxl tells what a cell holds, and the code of the note.
NOTED = {"f": "formula", "e": "error"}


def read_edited(content: bytes, most: int) -> TableFile:
    """The rows of the visible sheets, of each the first `most`; raises ReportRefusedError as `read_xlsx` does.

    Unlike a table from elsewhere, no result of a formula is taken for a value: such a cell is empty, and in the notes.
    """
    archive = Archive(content, XLSX)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise ReportRefusedError("macros")
    with reading_workbook(XLSX):
        archive.check_markup()
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        notes: list[tuple[str, str, str]] = []
        sheets = []
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                # The size a sheet claims may be false, and huge.
                sheet.reset_dimensions()
                sheets.append((sheet.title, tuple(_rows(sheet, most, notes))))
        workbook.close()
    if not any(rows for _name, rows in sheets):
        raise ReportRefusedError("no_text")
    return TableFile("xlsx", "", certain=True, sheets=tuple(sheets), notes=tuple(notes))


def _rows(sheet: Any, most: int, notes: list[tuple[str, str, str]]) -> Iterator[Numbered]:
    cells = 0
    for number, row in enumerate(islice(sheet.iter_rows(), most), start=1):
        said = []
        for cell in row[:MOST_COLUMNS]:
            noted = NOTED.get(cell.data_type)
            if noted:
                notes.append((noted, sheet.title, cell.coordinate))
            said.append("" if noted or cell.value is None else without_invisible(cell_words(cell.value))[0].strip())
        while said and not said[-1]:
            said.pop()
        cells += len(said)
        if cells > MOST_CELLS:
            raise ReportRefusedError("too_large", what="cells", limit=str(MOST_CELLS))
        if said:
            yield number, tuple(said)
