"""Files with tables -> rows of cells as a person would write them; what a cell hides is noted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from openpyxl.utils.cell import range_boundaries

from recommendations.importing.readers.archive import Archive
from recommendations.importing.readers.base import ReportRefusedError, TableFile
from recommendations.importing.readers.plain_text import decode
from recommendations.importing.readers.sheets import (
    MOST_CELLS,
    MOST_COLUMNS,
    XLS,
    XLSX,
    Row,
    Sheet,
    csv_rows,
    reading_workbook,
    xls_sheets,
    xlsx_sheets,
)
from recommendations.importing.readers.signs import without_invisible
from recommendations.importing.readers.writer import LineWriter
from recommendations.importing.readers.xml import attribute, elements, tag

OTHERS = {
    "docx": "a Word document (DOCX)",
    "pdf": "a PDF document",
    "html": "an HTML page",
    "markdown": "a Markdown text",
    "rst": "a reStructuredText",
}
MOST_NOTES = 200
SHORT = 60  # signs of a cell that others are likely to have too
LARGEST_MERGE = 5_000  # rows over which a merged cell is filled down
MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
# A formula whose result was never worked out: the program that wrote the file left that to Excel.
UNCOMPUTED = re.compile(
    rb'<c\s[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)

Notes = list[tuple[str, str, str]]
Numbered = tuple[tuple[int, tuple[str, ...]], ...]


def read_table(kind: str, content: bytes, most: int) -> TableFile:
    """The rows of a table of a recognised kind, of each sheet the first `most`; raises ReportRefusedError."""
    notes: Notes = []
    writer = LineWriter()
    match kind:
        case "csv":
            text, encoding, certain = decode(content)
            table = TableFile("csv", encoding, certain, (("", _numbered(csv_rows(text), {}, most)),))
        case "xlsx":
            with reading_workbook(XLSX):
                hidden = _looked_into(content)
                sheets = _all_rows(xlsx_sheets(content, writer), hidden, notes, most)
            table = TableFile("xlsx", "", certain=True, sheets=sheets, notes=tuple(notes))
        case "xls":
            with reading_workbook(XLS):
                sheets = _all_rows(xls_sheets(content, writer), {}, notes, most)
            table = TableFile("xls", "", certain=True, sheets=sheets, notes=tuple(notes))
        case _:
            raise ReportRefusedError("no_table", kind=OTHERS.get(kind, kind))
    if not any(rows for _name, rows in table.sheets):
        raise ReportRefusedError("no_text")
    omitted = [("hidden_sheets", "", str(count)) for count in (writer.omitted["hidden sheet"],) if count]
    return table._replace(notes=(*table.notes, *omitted))


def _all_rows(
    sheets: Iterable[Sheet], hidden: Mapping[str, tuple[list[str], list[str]]], notes: Notes, most: int
) -> tuple[tuple[str, Numbered], ...]:
    found = []
    for sheet in sheets:
        uncomputed, merged = hidden.get(sheet.name, ([], [*sheet.merged]))
        notes += [("formula", sheet.name, place) for place in uncomputed]
        notes += [("merged", sheet.name, place) for place in merged if _goes_down(place)]
        del notes[MOST_NOTES:]
        found.append((sheet.name, _numbered(sheet.rows, _fill_downs(merged), most)))
    return tuple(found)


def _numbered(rows: Iterable[Row], fills: Mapping[int, list[tuple[int, int]]], most: int) -> Numbered:
    """The rows that have something in them, by number. `fills` repeat the cell of a row and column from 0."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    above: dict[tuple[int, int], str] = {}
    said: dict[str, str] = {}  # columns say the same again and again: kept once, here and in the answer of the child
    sources = {place for places in fills.values() for place in places}
    cells = 0
    for number, row in enumerate(islice(rows, most), start=1):
        words = [without_invisible(cell)[0].strip() for cell in row[:MOST_COLUMNS]]
        words = [said.setdefault(word, word) if len(word) <= SHORT else word for word in words]
        for first, column in fills.get(number, ()):
            words += [""] * (column + 1 - len(words))
            words[column] = words[column] or above.get((first, column), "")
        above |= {
            (number, column): words[column] for first, column in sources if first == number and column < len(words)
        }
        while words and not words[-1]:
            words.pop()
        cells += len(words)
        if cells > MOST_CELLS:
            raise ReportRefusedError("too_large", what="cells", limit=str(MOST_CELLS))
        if words:
            kept.append((number, tuple(words)))
    return tuple(kept)


def _goes_down(place: str) -> bool:
    _left, top, _right, bottom = range_boundaries(place)
    return bool(bottom > top)


def _fill_downs(merged: Iterable[str]) -> dict[int, list[tuple[int, int]]]:
    """For each row the cells that a merged range takes from its first row: (that row, column from 0)."""
    fills: dict[int, list[tuple[int, int]]] = {}
    for place in merged:
        left, top, _right, bottom = range_boundaries(place)
        for row in range(top + 1, min(bottom, top + LARGEST_MERGE) + 1):
            fills.setdefault(row, []).append((top, left - 1))
    return fills


# --- what a workbook says besides its values ------------------------------------------------------------------


def _looked_into(content: bytes) -> dict[str, tuple[list[str], list[str]]]:
    """For each sheet with any: the cells with formulas that have no result, and the merged ranges."""
    archive = Archive(content, XLSX)
    found = {}
    for name, part in _parts(archive):
        markup = archive.read(part) or b""
        uncomputed = _places(UNCOMPUTED.finditer(markup)) if b"<f" in markup else []
        merged = _places(MERGED.finditer(markup))
        if uncomputed or merged:
            found[name] = (uncomputed, merged)
    return found


def _places(matches: Iterable[re.Match[bytes]]) -> list[str]:
    return [match[1].decode("ascii") for match, _count in zip(matches, range(MOST_NOTES), strict=False)]


def _parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """(name, part of the file) of each sheet."""
    targets = {
        attribute(relation, "Id"): (attribute(relation, "Target") or "").removeprefix("/xl/").removeprefix("xl/")
        for relation in elements(archive.read("xl/_rels/workbook.xml.rels") or b"<none/>", XLSX, 2)
    }
    for sheet in elements(archive.read("xl/workbook.xml") or b"<none/>", XLSX, 3):
        if tag(sheet) == "sheet":
            yield attribute(sheet, "name") or "", f"xl/{targets.get(attribute(sheet, 'id'), '')}"
