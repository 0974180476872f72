"""Tables in files of their own: rows of words with the headings of their columns."""

import io
from datetime import date, datetime

import openpyxl
import pytest
import xlwt

from recommendations.importing.readers import ReportRefusedError, Source, read, read_rows
from tests.importing.readers.word import packed

ROWS: list[list[object]] = [
    ["Reference", "Recommendation", "Due", "Accepted"],
    ["140.10", "Adopt a plan.\nPublish it.", date(2027, 3, 31), True],
    ["140.11", "通过一项计划。", datetime.fromisoformat("2027-03-31 12:30"), False],
    [12, "Комитет, “план”", 2.5, None],
]
EXPECTED = [
    (1, 1, "", "Reference"), (1, 2, "", "Recommendation"), (1, 3, "", "Due"), (1, 4, "", "Accepted"),
    (2, 1, "Reference", "140.10"), (2, 2, "Recommendation", "Adopt a plan."), (2, 2, "Recommendation", "Publish it."),
    (2, 3, "Due", "2027-03-31"), (2, 4, "Accepted", "True"),
    (3, 1, "Reference", "140.11"), (3, 2, "Recommendation", "通过一项计划。"), (3, 3, "Due", "2027-03-31 12:30"),
    (3, 4, "Accepted", "False"),
    (4, 1, "Reference", "12"), (4, 2, "Recommendation", "Комитет, “план”"), (4, 3, "Due", "2.5"),
]  # fmt: skip


def cells(source: Source) -> list[tuple[int, int, str, str]]:
    return [(line.cell.row, line.cell.column, line.cell.heading, line.text) for line in source.lines if line.cell]


def xlsx(*sheets: list[list[object]], hidden: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        sheet.sheet_state = "hidden" if number == hidden else "visible"
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(rows: list[list[object]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = xlwt.easyxf(num_format_str=formats.get(type(value), "General"))
            sheet.write(number, column, value, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ReportRefusedError) as caught:
        read(content, name)
    return caught.value.code


@pytest.mark.parametrize(("content", "kind"), [(xlsx(ROWS), "xlsx"), (xls(ROWS), "xls")])
def test_a_workbook_is_read_row_by_row_under_its_headings(content: bytes, kind: str) -> None:
    source = read(content, "no-name-that-tells")
    assert source.kind == kind
    assert cells(source) == EXPECTED
    assert [line.cell.is_heading for line in source.lines if line.cell] == [True] * 4 + [False] * 12


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_whatever_parts_its_columns(delimiter: str, encoding: str) -> None:
    text = delimiter.join(["Ref", "Text"]) + "\r\n" + delimiter.join(["1", '"Adopt; a, plan | and\r\nreport ""it"""'])
    assert cells(read(text.replace("\t and", " and").encode(encoding), "table.csv"))[2:] == [
        (2, 1, "Ref", "1"), (2, 2, "Text", "Adopt; a, plan | and"), (2, 2, "Text", 'report "it"'),
    ]  # fmt: skip


def test_a_title_above_the_headings_of_the_columns_is_none_of_them() -> None:
    rows: list[list[object]] = [["Recommendations of 2026"], [], ["Ref", "Text"], ["1", "Adopt it."], ["Ref", "Text"]]
    found = read(xlsx(rows)).lines
    assert [line.cell.is_heading for line in found if line.cell] == [False, True, True, False, False, True, True]
    assert [line.cell.heading for line in found if line.cell] == ["", "", "", "Ref", "Text", "", ""]


def test_a_table_without_headings_has_none() -> None:
    assert [cell[2] for cell in cells(read(b"1.1,Adopt it.\n1.2,Report.\n", "table.csv"))] == ["", "", "", ""]


def test_several_sheets_are_several_tables_and_hidden_ones_are_counted() -> None:
    source = read(xlsx(ROWS, ROWS, ROWS, hidden=1))
    assert {(line.cell.table, line.style) for line in source.lines if line.cell} == {(1, "Sheet 0"), (2, "Sheet 2")}
    assert source.omitted == (("hidden sheet", 1),)


def test_what_looks_like_a_formula_is_text() -> None:
    assert cells(read(b"Ref,Text\n1,\"=cmd|'/c calc'!A1\"\n", "table.csv"))[3][3] == "=cmd|'/c calc'!A1"


def test_hostile_and_broken_workbooks_are_refused() -> None:
    assert refusal(packed({"xl/workbook.xml": "<!DOCTYPE x><x/>"}), "t.xlsx") == "unsafe"
    hidden_away = packed({"xl/workbook.xml": "<x/>", "xl/sheet1.bin": "\ufeff <!DOCTYPE x><x/>"})
    assert refusal(hidden_away, "t.xlsx") == "unsafe"
    assert refusal(packed({"xl/workbook.xml": "<x/>", "xl/vbaProject.bin": b"x"}), "t.xlsm") == "macros"
    assert refusal(packed({"xl/workbook.xml": "<x/>"}), "t.xlsx") == "damaged"
    assert refusal(xls(ROWS)[:1500], "t.xls") in {"damaged", "not_text"}
    assert refusal(xlsx([[None]]), "t.xlsx") == "no_text"


def test_a_csv_file_with_a_field_without_end_is_refused() -> None:
    assert refusal(b'a,b\n1,"' + b"x" * 1_100_000, "t.csv") == "damaged"


def test_a_number_is_read_with_the_zeros_that_its_cell_shows() -> None:
    book, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet, old_sheet = book.active, old.add_sheet("Sheet")
    for row, (number, shown_as) in enumerate([(12.1, "0.00"), (7, "000"), (2.5, "General"), (3, "General")]):
        sheet.cell(row + 1, 1, number).number_format = shown_as
        old_sheet.write(row, 0, number, xlwt.easyxf(num_format_str=shown_as))
    for kind, saved in (("xlsx", book), ("xls", old)):
        buffer = io.BytesIO()
        saved.save(buffer)
        ((_name, rows),) = read_rows(buffer.getvalue(), f"list.{kind}").sheets
        assert [cells for _number, cells in rows] == [("12.10",), ("007",), ("2.5",), ("3",)]


def test_merged_cells_of_an_old_workbook_are_filled_down() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    sheet.write_merge(0, 1, 0, 0, "Training")
    sheet.write(0, 1, "1")
    sheet.write(1, 1, "2")
    buffer = io.BytesIO()
    book.save(buffer)
    table = read_rows(buffer.getvalue(), "list.xls")
    assert table.sheets == (("Sheet", ((1, ("Training", "1")), (2, ("Training", "2")))),)
    assert table.notes == (("merged", "Sheet", "A1:A2"),)
