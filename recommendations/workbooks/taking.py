"""Writing a workbook to edit: rows with keys, locked cells but where the person may write, lists to choose from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache, partial
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from recommendations.models import User
from recommendations.progress.documents.spreadsheets import neutral
from recommendations.progress.documents.writers.xlsx import LONGEST, OPTIONS
from recommendations.workbooks import keys
from recommendations.workbooks.columns import COLUMNS, EDITABLE, KEY, PREFIX, REMEMBERED, TICKED, Act, Column, Shape
from recommendations.workbooks.material import Line, Value
from recommendations.workbooks.names import Names

HEADS = 2  # rows above the first recommendation: the codes, hidden, and the headings
LISTS = "Lists"
FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2199, 12, 31)
# What a person may still do with a sheet in which only some cells may be written.
ALLOWED = {"autofilter": True, "format_columns": True, "format_rows": True, "format_cells": True}
_DAY = "yyyy-mm-dd"
_FORMATS = {Shape.DATE: _DAY, Shape.TARGET: _DAY, Shape.NUMBER: "0"}


def write(lines: Iterable[Line], names: Names, *, by: User, on: date, address: str, to: BinaryIO) -> list[int]:
    """The ids of the recommendations in it. Memory stays flat but for these."""
    with Workbook(to, OPTIONS) as book:
        book.set_properties({"title": _("Recommendations to edit"), "author": by.name})
        sheet = _Sheet(book, names)
        ids = sheet.fill(lines)
        _explain(book, sheet.used, by=by, on=on, address=address)
        _lists(book, names)
        return ids


class _Sheet:
    """The sheet of recommendations."""

    def __init__(self, book: Workbook, names: Names) -> None:
        self.names = names
        self.sheet: Worksheet = book.add_worksheet(_("Recommendations")[:31])
        self.look = cache(partial(_look, book))
        self.used: set[Act] = set()
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E3ECF5"})
        self.sheet.set_row(0, None, None, {"hidden": True})
        for place, code in enumerate([KEY, *(column.code for column in COLUMNS)]):
            self.sheet.write_string(0, place, PREFIX + code)
        self.sheet.write_string(1, 0, _("Key"), head)
        for place, column in enumerate(COLUMNS, start=1):
            self.sheet.write_string(1, place, str(column.label), head)

    def fill(self, lines: Iterable[Line]) -> list[int]:
        ids = []
        for row, line in enumerate(lines, start=HEADS):
            ids.append(line.item.pk)
            self._row(row, line)
        self._finish(len(ids))
        return ids

    def _row(self, row: int, line: Line) -> None:
        self.used |= line.open_acts
        cells = {code: keys.as_read(_as_text(line.values[code])) for code in REMEMBERED}
        key = keys.written(line.item.pk, line.item.version, cells)
        self.sheet.write_string(row, 0, key, self.look(Shape.TEXT))
        for place, column in enumerate(COLUMNS, start=1):
            self._cell(row, place, column, line.values.get(column.code), is_open=column.act in line.open_acts)

    def _cell(self, row: int, place: int, column: Column, value: Value, *, is_open: bool) -> None:
        look = self.look(column.shape, is_open=is_open)
        match value:
            case None | "":
                if is_open:
                    self.sheet.write_blank(row, place, None, look)
            case date() if value >= FIRST_DAY:
                self.sheet.write_datetime(row, place, value, look)
            case int():
                self.sheet.write_number(row, place, value, look)
            case _:
                self.sheet.write_string(row, place, _as_text(value)[:LONGEST], look)

    def _finish(self, count: int) -> None:
        last = max(count, 1) + HEADS - 1
        self.sheet.set_column(0, 0, 4, None, {"hidden": True})
        for place, column in enumerate(COLUMNS, start=1):
            is_used = column.act in self.used or column.code in REMEMBERED or column.act is None
            self.sheet.set_column(place, place, column.width, None, {"hidden": not is_used})
            if column.act in self.used:
                self.sheet.data_validation(HEADS, place, last, place, _validation(column, self.names))
        self.sheet.freeze_panes(HEADS, 3)
        self.sheet.autofilter(1, 0, last, len(COLUMNS))
        self.sheet.protect("", ALLOWED)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.repeat_rows(1)
        if get_language_bidi():
            self.sheet.right_to_left()


def _as_text(value: Value) -> str:
    """A value as a text of the sheet, none of which begins like a formula."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else neutral(str(value))


def _look(book: Workbook, shape: Shape, *, is_open: bool = False) -> Format:
    look: dict[str, Any] = {"valign": "top", "text_wrap": True, "locked": not is_open}
    # A cell for text stays text: what begins with "=" is not turned into a formula when somebody types there.
    look["num_format"] = _FORMATS.get(shape, "@")
    if is_open:
        look |= {"bg_color": "#FFFBEA", "border": 1, "border_color": "#D9C88F"}
    if shape in (Shape.DATE, Shape.TARGET, Shape.NUMBER):
        look["align"] = "left"
    return book.add_format(look)


def _validation(column: Column, names: Names) -> dict[str, Any]:
    """What a cell takes, and what is said beside it while somebody stands in it."""
    said = {"input_title": str(column.label)[:32], "input_message": str(column.hint)[:255], "ignore_blank": True}
    refused = {**said, "error_title": str(column.label)[:32], "error_message": str(column.hint)[:255]}
    match column.shape:
        case Shape.DATE:
            return {**refused, "validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        case Shape.NUMBER:
            return {**refused, "validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
        case Shape.PERSON | Shape.UNIT | Shape.TICK:
            return {**refused, "validate": "list", "source": _list_of(column.shape, names)}
        case _:
            return {**said, "validate": "any"}


_LISTED = (Shape.PERSON, Shape.UNIT, Shape.TICK)


def _options(shape: Shape, names: Names) -> list[str]:
    return {Shape.PERSON: names.people, Shape.UNIT: names.units}.get(shape, [TICKED])


def _list_of(shape: Shape, names: Names) -> str:
    column = xl_col_to_name(_LISTED.index(shape))
    return f"={LISTS}!${column}$1:${column}${max(len(_options(shape, names)), 1)}"


def _lists(book: Workbook, names: Names) -> None:
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    columns = [_options(shape, names) for shape in _LISTED]
    for row in range(max(map(len, columns))):  # row by row, as memory is to stay flat
        for place, options in enumerate(columns):
            if row < len(options):
                sheet.write_string(row, place, neutral(options[row])[:LONGEST])


def _explain(book: Workbook, used: Collection[Act], *, by: User, on: date, address: str) -> None:
    sheet = book.add_worksheet(_("How this works")[:31])
    sheet.set_column(0, 0, 90)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if get_language_bidi():
        sheet.right_to_left()
    title, text = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.write_string(0, 0, _("How this works"), title)
    about = {"site": settings.SITE_NAME, "name": by.name, "day": date_format(on), "address": address}
    for row, words in enumerate(_explanations(), start=1):
        sheet.write_string(row, 0, words % about, text)
    filled = [column for column in EDITABLE if column.act in used]
    for row, column in enumerate(filled, start=len(_explanations()) + 2):
        sheet.write_string(row, 0, f"{column.label}: {column.hint}", text)


def _explanations() -> list[str]:
    return [
        _("Taken from %(site)s by %(name)s on %(day)s, with what they may see and change on that day."),
        _("Write in the yellow cells; the others are locked. You may filter, hide and delete rows and columns."),
        _("A hidden column holds a key for each row. Rows without it, or with that of another row, are refused."),
        _("Bring the file back at %(address)s. You see what would change before anything does."),
        _("What somebody else has changed meanwhile is shown to you and never overwritten."),
    ]
