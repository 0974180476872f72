"""Rows written whole are what XlsxWriter writes cell by cell."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from recommendations.progress.documents.writers.whole_rows import LONGEST, WholeRows
from recommendations.progress.documents.writers.xlsx import HIGHEST, OPTIONS, Listing, Look, height_of, put

LETTERS = st.characters(exclude_categories=["Cs"])
VALUES = st.one_of(
    st.none(),
    st.text(LETTERS, max_size=12),
    st.sampled_from(
        ["=1+1", "<b> & c", "_x000A_", " ahead", "behind\n", "two\nlines", "\t", "a_x0041_", "建议", "مرحبا"]
    ),
    st.integers(-(10**9), 10**9),
    st.dates(),
)


def sheet_of(rows, *, whole):
    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        sheet, look = book.add_worksheet("S", WholeRows), Look(book)
        for one in (look.text, look.number, look.date):  # so that both count their formats alike
            one._get_xf_index()
        listing = Listing(sheet, look)
        listing.begin([("One", 10), ("Two", 20), ("Three", 30)])
        for place, row in enumerate(rows, start=1):
            if whole:
                listing.add(row)
            else:
                listing.rows += 1
                sheet.set_row(place, height_of(row, listing.widths))
                for column, value in enumerate(row):
                    put(sheet, place, column, value, look)
        listing.end()
    with zipfile.ZipFile(file) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@settings(max_examples=30)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES).filter(any), max_size=5))
def test_a_row_written_whole_is_the_row_written_cell_by_cell(rows):
    assert sheet_of(rows, whole=True) == sheet_of(rows, whole=False)


@pytest.mark.parametrize("value", ["<b>", "_x000A_", " ahead", "x" * (LONGEST + 1), "\x07", date(1900, 2, 28)])
def test_a_row_that_is_not_plain_is_left_to_the_library(value):
    with Workbook(io.BytesIO(), OPTIONS) as book:
        sheet = book.add_worksheet("S", WholeRows)
        assert not sheet.write_values(0, ["plain", value], Look(book).cells, height=15)
        assert sheet.write_values(0, ["plain", "as well", 7, date(2026, 3, 1), None], Look(book).cells, height=30)


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (["short", 7, None], 1),
        (["a text of some thirty letters", "", ""], 5),
        (["", "two\nlines", date(2026, 3, 1)], 2),
        (["", "", "建议" * 20], 3),
        (["word " * 2000, "", ""], HIGHEST // 15),
    ],
)
def test_a_row_is_as_high_as_its_longest_text_needs(values, lines):
    assert height_of(values, [10, 20, 30]) == 15 * lines
