"""Tables of recommendations as secretariats keep them, written with what must be read of them beside each cell.

A table is a text file of one line a part: a code, a blank, and cells parted by "|". `%file` names the file that is made
of it, `%lang` its language, `%csv` the encoding, delimiter and line ends of a CSV file, and "sep" where its first line
names the delimiter. The parts:

    S   the name of a sheet, then "hidden", "rtl", "filter" (over the headings), "column2" or "row3" (which is hidden)
    A   a line that is neither: a title, a total, a signature, all of a cover sheet, the rest of the text above
    T   such a line, merged over all columns
    H   the headings of the columns, of one row or two: "<" goes on with the group before it, "^" with the one above
    C   what each column holds, a field or "-"; "-symbol" may be left or taken as that field, "response:accepted" says
        so where it is crossed, "numbered_text" has cells that mean "reference :: text"
    B   a line over all columns, the theme of the rows below it; U such a line in a cell that is not merged
    R   a row. `cell = meaning` where a cell does not say literally what it means, "cell ?" a day that may be read in
        two ways, "^" a cell that is merged with the one above; a row whose text is merged is no recommendation

Where no column has references the rows are Recommendation 1, Recommendation 2 …

A cell "#1.1 0.00" is a number and its format, "@2026-12-31 dd/mm/yyyy" a date. No text is taken from anywhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter

FOLDER = Path(__file__).with_name("tables")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
NUMBER = re.compile(r"#(\S+) ?(.*)")
DAY = re.compile(r"@(\d{4}-\d{2}-\d{2}) ?(.*)")
HIDDEN = re.compile(r"(row|column)(\d+)")
ABOVE, BEFORE = "^", "<"

Merge = tuple[int, int, int, int]  # first row and column, last row and column, from 0


@dataclass(frozen=True)
class TableCell:
    """A cell: its value, how a number or a date is shown, what it means, and whether that can be told."""

    value: str | float | date | None
    shown_as: str = ""
    meaning: str = ""
    is_doubtful: bool = False
    goes_on: bool = False


@dataclass
class TableSheet:
    """A sheet as it is printed; `rows` are those of recommendations, {field: cell}, with the theme of a line above."""

    name: str
    flags: list[str] = field(default_factory=list)
    lines: list[list[TableCell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    rows: list[dict[str, TableCell]] = field(default_factory=list)
    heading_row: int = 0
    crosses: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def text(self) -> int:
        """The column of the texts."""
        return self.fields.index("numbered_text" if "numbered_text" in self.fields else "text")


@dataclass
class TableSample:
    """A file with a table, and what must be read of it."""

    path: Path
    file: str = ""
    language: str = ""
    encoding: list[str] = field(default_factory=list)
    sheets: list[TableSheet] = field(default_factory=list)

    @property
    def round(self) -> str:
        return self.path.parent.name

    @property
    def rows(self) -> list[dict[str, TableCell]]:
        """The recommendations of all sheets."""
        return [row for sheet in self.sheets for row in sheet.rows]

    @property
    def list(self) -> TableSheet:
        """The sheet with the recommendations, of several the first."""
        return next(sheet for sheet in self.sheets if sheet.rows)

    @cached_property
    def content(self) -> bytes:
        return {"csv": _as_csv, "xlsx": _as_xlsx, "xls": _as_xls}[self.file.rsplit(".")[-1]](self)


def table_samples() -> Iterator[TableSample]:
    """All of them, round after round."""
    for path in sorted(FOLDER.glob("*/*.txt")):
        yield read_sample(path)


def read_sample(path: Path) -> TableSample:
    sample, reader = TableSample(path), _Reader()
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _blank, rest = line.partition(" ")
        match code:
            case "%file":
                sample.file = rest
            case "%lang":
                sample.language = rest
            case "%csv":
                sample.encoding = rest.split()
            case "S":
                reader.end()
                name, *flags = rest.split(" | ")
                reader = _Reader(TableSheet(name, flags))
                sample.sheets.append(reader.sheet)
            case _:
                reader.read(code, [cell.strip() for cell in rest.split("|")])
    reader.end()
    return sample


class _Reader:
    """Puts the lines of one sheet together."""

    def __init__(self, sheet: TableSheet | None = None) -> None:
        self.sheet = sheet or TableSheet("")
        self.theme = ""
        self.above: list[TableCell] = []
        self.open: dict[int, int] = {}  # column -> the row in which its merged cell begins
        self.wide: list[int] = []  # lines that are merged over all columns

    def read(self, code: str, cells: list[str]) -> None:
        sheet, number = self.sheet, len(self.sheet.lines)
        match code:
            case "A":
                self.end()
                sheet.lines.append([_cell(words, plainly=True) for words in cells])
            case "T":
                self.wide.append(number)
                sheet.lines.append([TableCell(cells[0])])
            case "U":
                self.end()
                self.theme = next(filter(None, cells))
                sheet.lines.append([_cell(words, plainly=True) for words in cells])
            case "B":
                self.end()
                self.theme = cells[0]
                sheet.merges.append((number, 0, number, len(sheet.fields) - 1))
                sheet.lines.append([TableCell(cells[0])])
            case "H":
                self._headings(cells)
            case "C":
                self._fields(cells)
            case "R":
                self._row([_cell(words) for words in cells])

    def _fields(self, cells: list[str]) -> None:
        """What each column holds; of columns of crosses the first holds what all of them say."""
        for column, words in enumerate(cells):
            name, told, state = words.partition(":")
            is_first = name not in self.sheet.fields
            self.sheet.fields.append(words if not told else name if is_first else "-")
            if told:
                self.sheet.crosses[column] = name, state
        self.sheet.merges += [(number, 0, number, len(cells) - 1) for number in self.wide]

    def _headings(self, cells: list[str]) -> None:
        sheet, number = self.sheet, len(self.sheet.lines)
        for column, words in enumerate(cells):
            if words == ABOVE:
                sheet.merges.append((number - 1, column, number, column))
            last = column
            while last + 1 < len(cells) and words != BEFORE and cells[last + 1] == BEFORE:
                last += 1
            if last > column:
                sheet.merges.append((number, column, number, last))
        sheet.lines.append([TableCell(None if words in (ABOVE, BEFORE) else _value(words)[0]) for words in cells])
        above = sheet.headings or cells
        sheet.headings = [old if words == ABOVE else words for words, old in zip(cells, above, strict=True)]
        sheet.heading_row = number

    def _row(self, cells: list[TableCell]) -> None:
        sheet, number = self.sheet, len(self.sheet.lines)
        for column, cell in enumerate(cells):
            if cell.goes_on:
                self.open.setdefault(column, number - 1)
            else:
                self.end(column)
        full = [self.above[column] if cell.goes_on else cell for column, cell in enumerate(cells)]
        self.above = full
        sheet.lines.append(cells)
        row = {name: cell for name, cell in zip(sheet.fields, full, strict=True) if not name.startswith("-")}
        for column, (name, state) in sheet.crosses.items():
            if cells[column].value:
                row[name] = TableCell(None, meaning=state)
        if "numbered_text" in row:
            reference, _told, text = row.pop("numbered_text").meaning.partition(" :: ")
            row |= {"reference": TableCell(None, meaning=reference), "text": TableCell(None, meaning=text)}
        elif "reference" not in sheet.fields:
            row["reference"] = TableCell(None, meaning=f"Recommendation {len(sheet.rows) + 1}")
        if not cells[sheet.text].goes_on:
            sheet.rows.append({"theme": TableCell(None, meaning=self.theme)} | row if self.theme else row)

    def end(self, *columns: int) -> None:
        """The merged cells of these columns go no further, or all of them."""
        for column in columns or [*self.open]:
            if (first := self.open.pop(column, None)) is not None:
                self.sheet.merges.append((first, column, len(self.sheet.lines) - 1, column))


def _cell(words: str, *, plainly: bool = False) -> TableCell:
    if words == ABOVE:
        return TableCell(None, goes_on=True)
    printed, told, meaning = (words, "", "") if plainly else words.partition(" =")
    is_doubtful = printed.endswith(" ?")
    value, shown_as = _value(printed.removesuffix(" ?"))
    literally = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "")
    return TableCell(value, shown_as, meaning.strip() if told else " ".join(literally.split()), is_doubtful)


def _value(printed: str) -> tuple[str | float | date | None, str]:
    if match := NUMBER.fullmatch(printed):
        return float(match[1]), match[2]
    if match := DAY.fullmatch(printed):
        return date.fromisoformat(match[1]), match[2]
    return printed.replace("\\n", "\n").replace("\\p", "|") or None, ""


# --- files ----------------------------------------------------------------------------------------------------


def _as_csv(sample: TableSample) -> bytes:
    encoding, delimiter, ends, *sep = sample.encoding
    text = io.StringIO()
    if sep:
        text.write(f"sep={DELIMITERS[delimiter]}\r\n")
    writer = csv.writer(text, delimiter=DELIMITERS[delimiter], lineterminator="\n" if ends == "lf" else "\r\n")
    for line in sample.list.lines:
        writer.writerow([_as_words(cell) for cell in line])
    return text.getvalue().encode(encoding)


def _as_words(cell: TableCell) -> str:
    if isinstance(cell.value, date):
        return cell.value.strftime("%d/%m/%Y")
    is_whole = isinstance(cell.value, float) and cell.value.is_integer()
    return f"{cell.value:.0f}" if is_whole else str(cell.value or "")


def _as_xlsx(sample: TableSample) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for made in sample.sheets:
        sheet = book.create_sheet(made.name)
        for row, line in enumerate(made.lines, 1):
            for column, cell in enumerate(line, 1):
                if cell.value is not None:
                    sheet.cell(row, column, cell.value).number_format = cell.shown_as or "General"
        for top, left, bottom, right in made.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        if "hidden" in made.flags:
            sheet.sheet_state = "hidden"
        if "filter" in made.flags:
            last = f"{get_column_letter(len(made.fields))}{len(made.lines)}"
            sheet.auto_filter.ref = f"A{made.heading_row + 1}:{last}"
        sheet.sheet_view.rightToLeft = "rtl" in made.flags
        for kind, number in HIDDEN.findall(" ".join(made.flags)):
            letter = get_column_letter(int(number) + 1)
            part = sheet.row_dimensions[int(number)] if kind == "row" else sheet.column_dimensions[letter]
            part.hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _as_xls(sample: TableSample) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for made in sample.sheets:
        sheet = book.add_sheet(made.name, cell_overwrite_ok=True)
        for row, line in enumerate(made.lines):
            for column, cell in enumerate(line):
                if cell.value is not None:
                    sheet.write(row, column, cell.value, xlwt.easyxf(num_format_str=cell.shown_as or "General"))
        for merge in made.merges:
            sheet.merged_ranges.append((merge[0], merge[2], merge[1], merge[3]))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
