"""Tables in files of their own (CSV, XLSX, old XLS) -> rows of words, and rows -> lines."""

import csv
import io
import os
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from typing import Any

import openpyxl
import xlrd
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from xlrd.compdoc import CompDocError

from recommendations.importing.readers.archive import Archive
from recommendations.importing.readers.base import Cell, Line, ReportRefusedError, Source
from recommendations.importing.readers.plain_text import decode
from recommendations.importing.readers.tables import is_heading_row
from recommendations.importing.readers.writer import LineWriter, Run

XLSX = "an Excel workbook (XLSX)"
XLS = "an old Excel workbook (.xls)"
CSV = "a table (CSV)"
DELIMITERS = ",;\t|"
LONGEST_FIELD = 1_000_000  # signs
MOST_CELLS = 2_000_000
MOST_COLUMNS = 1_000
HEADING_WITHIN = 10  # rows: above the headings of its columns a table may have a title
SAMPLE = 20  # rows by which the delimiter is told
PLACES = re.compile(r"(?P<whole>0+)(?:\.(?P<places>0+))?(?:_.)?(?:;.*)?$")  # a format of numbers, such as 0.00 or 000
PERCENT = re.compile(r"[#0]+(?:\.(0+))?\s?%")
# What the libraries raise for broken workbooks, besides their own errors.
BROKEN = (struct.error, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError, AttributeError,
          AssertionError, ArithmeticError, OSError, EOFError, RecursionError)  # fmt: skip

Row = Sequence[str]
SheetReader = Callable[[bytes, LineWriter], Iterator["Sheet"]]


@dataclass
class Sheet:
    """A table of words: its name, empty for the only one of a file, and its rows with empty cells as "".

    `merged` are ranges of merged cells such as "B2:B5", where the reader of the values meets them.
    """

    name: str
    rows: Iterable[Row]
    merged: Sequence[str] = ()


def read_csv(content: bytes) -> Source:
    """The lines of a CSV file; raises ReportRefusedError: `damaged`, `too_large`, `no_text` and those of text."""
    text, encoding, certain = decode(content)
    return _read("csv", [Sheet("", csv_rows(text))], LineWriter(), encoding, certain=certain)


def read_xlsx(content: bytes) -> Source:
    """The lines of a workbook; raises ReportRefusedError: `damaged`, `unsafe`, `macros`, `too_large`, `no_text`."""
    return _read_workbook("xlsx", xlsx_sheets, content)


def read_xls(content: bytes) -> Source:
    """The lines of an old workbook; raises ReportRefusedError: `damaged`, `encrypted`, `too_large`, `no_text`."""
    return _read_workbook("xls", xls_sheets, content)


# --- rows -----------------------------------------------------------------------------------------------------


def csv_rows(text: str) -> Iterator[Row]:
    """The rows of a CSV text; the delimiter is the one that parts its first rows most evenly."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        yield from reader
    except csv.Error as error:
        raise ReportRefusedError("damaged", kind=CSV) from error


def _delimiter(text: str) -> str:
    """The sign that gives the most columns in the most rows alike."""

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE))
        except csv.Error:
            return 0, 0
        widths = [len(row) for row in rows if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(DELIMITERS, key=evenness)


def xlsx_sheets(content: bytes, omitted: LineWriter) -> Iterator[Sheet]:
    """The visible sheets of a workbook."""
    archive = Archive(content, XLSX)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise ReportRefusedError("macros")
    archive.check_markup()
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                omitted.omitted["hidden sheet"] += 1
                continue
            # The size a sheet claims may be false, and huge.
            sheet.reset_dimensions()
            yield Sheet(sheet.title, ([_shown(cell) for cell in row] for row in sheet.iter_rows()))
    finally:
        workbook.close()


def xls_sheets(content: bytes, omitted: LineWriter) -> Iterator[Sheet]:
    """The visible sheets of an old workbook."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  the library writes its doubts to a stream
        try:
            # With the formats come merged cells, and how many places a number is shown with.
            workbook = xlrd.open_workbook(
                file_contents=content, logfile=nowhere, on_demand=True, formatting_info=True, ragged_rows=True
            )
        except xlrd.XLRDError as error:
            code = "encrypted" if "encrypt" in str(error).lower() else "damaged"
            raise ReportRefusedError(code, **({"kind": XLS} if code == "damaged" else {})) from error
        for sheet in workbook.sheets():
            if sheet.visibility:
                omitted.omitted["hidden sheet"] += 1
            else:
                rows = (_old_row(workbook, sheet, number) for number in range(sheet.nrows))
                yield Sheet(sheet.name, rows, [_range(*corners) for corners in sheet.merged_cells])


def _range(top: int, below: int, left: int, beyond: int) -> str:
    """A range of merged cells as spreadsheets write it; rows and columns count from 0, the last ones are outside."""
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(beyond)}{below}"


def _old_row(workbook: xlrd.Book, sheet: xlrd.sheet.Sheet, number: int) -> Row:
    return [
        _as_formatted(value, _old_format(workbook, cell)) if isinstance(value, float) else cell_words(value)
        for cell in sheet.row(number)
        for value in [_old_value(cell, workbook.datemode)]
    ]


def _old_format(workbook: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    return str(workbook.format_map[workbook.xf_list[cell.xf_index].format_key].format_str)


def _old_value(cell: xlrd.sheet.Cell, date_mode: int) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, date_mode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _shown(cell: Any) -> str:
    """A cell of a workbook in words; only numbers are shown otherwise than they are stored."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _as_formatted(value, cell.number_format)
    return cell_words(value)


def _as_formatted(value: float, shown_as: str) -> str:
    """A number as its format shows it: 12.10 is not 12.1, nor 007 the same as 7, and 0.5 may be half of a hundred."""
    if (match := PERCENT.fullmatch(shown_as)) is not None:
        return f"{value:.{len(match[1] or '')}%}"
    if (match := PLACES.match(shown_as)) is None or value < 0:
        return cell_words(value)
    whole, places = match["whole"], match["places"] or ""
    return f"{value:0{len(whole) + bool(places) + len(places)}.{len(places)}f}"


def cell_words(value: object) -> str:
    """A cell's value as a person would write it: whole numbers without a point, dates by the standard."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# --- lines ----------------------------------------------------------------------------------------------------


@contextmanager
def reading_workbook(kind: str) -> Iterator[None]:
    """Refuses as `damaged` what a library of workbooks cannot make sense of."""
    try:
        yield
    except (InvalidFileException, CompDocError, xlrd.XLRDError, *BROKEN) as error:
        raise ReportRefusedError("damaged", kind=kind) from error


def _read_workbook(kind: str, sheets: SheetReader, content: bytes) -> Source:
    writer = LineWriter()
    with reading_workbook(XLSX if kind == "xlsx" else XLS):
        return _read(kind, sheets(content, writer), writer)


def _read(
    kind: str, sheets: Iterable[Sheet], writer: LineWriter, encoding: str = "", *, certain: bool = True
) -> Source:
    for serial, sheet in enumerate(sheets, start=1):
        _write(writer, serial, sheet)
    if not writer.lines:
        raise ReportRefusedError("no_text")
    return writer.source(kind, encoding, certain=certain)


def _write(writer: LineWriter, serial: int, sheet: Sheet) -> None:
    rows = iter(sheet.rows)
    first = list(islice(rows, HEADING_WITHIN + 1))
    heading_row = _heading_row(first)
    heads: Row = [" ".join(head.split()) for head in first[heading_row - 1]] if heading_row else []
    for number, row in enumerate(chain(first, rows), start=1):
        if len(writer.lines) > MOST_CELLS:
            raise ReportRefusedError("too_large", what="cells", limit=str(MOST_CELLS))
        is_heading = number == heading_row or [" ".join(words.split()) for words in row] == heads != []
        known = heads if number > heading_row and not is_heading else []
        for column, words in enumerate(row[:MOST_COLUMNS], start=1):
            if words.strip():
                place = Cell(serial, number, column, known[column - 1] if column <= len(known) else "", is_heading)
                like = Line(0, "", style=sheet.name or None, cell=place)
                writer.write([Run(words.replace("\r\n", "\n").replace("\r", "\n"))], like)


def _heading_row(rows: Sequence[Row]) -> int:
    """The number of the row with the headings of the columns; 0 where there is none."""
    filled = [[words.strip() for words in row if words.strip()] for row in rows]
    for number, row in enumerate(filled[:-1], start=1):
        below = next((other for other in filled[number:] if other), [])
        if len(row) == max(map(len, filled)) and is_heading_row(row, below):
            return number
    return 0
