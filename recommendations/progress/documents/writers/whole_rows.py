"""A worksheet that takes a plain row whole, in a fraction of the time XlsxWriter needs for one cell after the other.

Only for workbooks in constant memory, whose rows go to disk one by one. What is written is what XlsxWriter would write;
a row with anything in it that has to be escaped, cut or turned is left to XlsxWriter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from recommendations.progress.documents.rows import Value

# Markup, control characters, what looks like an escape of Excel's, and blanks at an end.
_UNPLAIN = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9a-fA-F]{4}_|\A\s|\s\Z")
LONGEST = 32_767 // 2  # in letters, so that a text fits whatever its letters: Excel counts some of them twice
USUAL_HEIGHT = 15  # of a row of one line, in points
_BEGINNING, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)  # before, Excel has a day that never was
_name_of = cache(xl_col_to_name)


@dataclass(frozen=True)
class Formats:
    """Of the cells, by what is in them."""

    text: Format
    number: Format
    date: Format

    @cached_property
    def places(self) -> tuple[int, int, int]:
        """In the workbook's table of formats."""
        text, number, day = (one._get_xf_index() for one in (self.text, self.number, self.date))  # noqa: SLF001  as WholeRows does
        return text, number, day


class WholeRows(Worksheet):  # type: ignore[misc]  # XlsxWriter tells no types
    """`write_values` goes with everything else a worksheet does, rows from the top to the bottom."""

    def write_values(self, row: int, values: Sequence[Value], formats: Formats, *, height: int) -> bool:
        """The row, from the first column on, so many points high; nothing is written, and False returned, where it is
        not plain.
        """
        text, number, day = formats.places
        place, cells = row + 1, []
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            at = f'<c r="{_name_of(column)}{place}" s="'
            if isinstance(value, str):
                if len(value) > LONGEST or _UNPLAIN.search(value):
                    return False
                cells.append(f'{at}{text}" t="inlineStr"><is><t>{value}</t></is></c>')
            elif isinstance(value, date):
                if value < _FIRST_DAY:
                    return False
                cells.append(f'{at}{day}"><v>{(value - _BEGINNING).days}</v></c>')
            else:
                cells.append(f'{at}{number}"><v>{value}</v></c>')
        for corner in (0, len(values) - 1):
            self._check_dimensions(row, corner)
        self._write_single_row(row)  # the one before, which waits until the next one begins
        high = "" if height == USUAL_HEIGHT else f' ht="{height}" customHeight="1"'
        self.fh.write(f'<row r="{place}"{high}>{"".join(cells)}</row>')
        return True
