"""Whatever people write stands in every format as they wrote it, runs nothing, and breaks nothing."""

import csv
import io
import json
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import Recommendation, RecommendationText
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.spreadsheets import neutral, restored

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/","click")',
    " \u00a0+1",
    "＝1+1",
    "-2",
    "@SUM(1)",
    "'=already",
    "{{7*7}} {% debug %} %s %(x)s ${x} #{7*7}",
    "<script>alert(1)</script> & <b>bold</b>",
    '#eval("1") #import "x.typ" *a* _b_ $x$ \\ `c` @ref <label>',
    "before\x00\x07\x1fafter\ud800\u202egnp",
    "line one\nline two\r\nline three",
    "x" * 10_000,
    "مرحبا بالعالم 123",
)


@pytest.fixture
def hostile(quarter):
    """Each hostile text as the words of an item; the database itself takes no NUL and no surrogate."""
    words = {}
    for place, text in enumerate(HOSTILE, start=50):
        item = Recommendation.objects.create(report=quarter.report, position=place, reference=f"h{place}")
        kept = text.replace("\x00", "").replace("\ud800", "")
        RecommendationText.objects.create(recommendation=item, edition=quarter.report.editions.get(), text=kept)
        words[item.reference] = (
            kept.replace("\x07", "").replace("\x1f", "").replace("\u202e", "").replace("\r\n", "\n").strip()
        )
    return words


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(quarter, hostile):
    book = openpyxl.load_workbook(io.BytesIO(quarter.written("xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    heads, *rows = book["Recommendations"].iter_rows(values_only=True)
    read = {row[heads.index("Reference")]: row[heads.index("Recommendation")] for row in rows}
    assert {name: read[name] for name in hostile} == hostile


def test_a_csv_starts_no_formula_and_gives_the_texts_back(quarter, hostile):
    data = quarter.written("csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    firsts = {value.lstrip("\u00a0 \ufeff")[:1] for row in rows for value in row.values()}
    assert not firsts & set("=+-@|%\t\r＝＋－＠")
    assert {row["Reference"]: restored(row["Recommendation"]) for row in rows if row["Reference"] in hostile} == hostile


@given(st.text(alphabet=st.sampled_from("=+-@'| \u00a0%＝ab\t"), max_size=6))
def test_the_escape_of_formulas_can_always_be_undone(text):
    assert restored(neutral(text)) == text


def test_word_holds_the_texts_and_no_field_of_theirs(quarter, hostile):
    data = quarter.written("docx")
    texts = {paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs}
    assert set(hostile.values()) <= texts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "embed" in name.lower()]


def test_pdf_holds_the_texts_as_they_are(quarter, hostile):
    pages = pypdfium2.PdfDocument(quarter.written("pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    plain = "".join(text.split()).replace("\u200b", "").replace("\ufffe", "")
    for words in ('#eval("1")', "{{7*7}}", "{%debug%}", "<script>alert(1)</script>", "=cmd|'/Ccalc'!A0"):
        assert words in plain
    assert plain.count("x") >= 10_000


def test_html_runs_nothing(quarter, hostile):
    page = quarter.written("html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}} {% debug %}" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "").replace("http://evil.example/", "")


def test_json_holds_the_texts(quarter, hostile):
    read = {one["reference"]: one["text"] for one in json.loads(quarter.written("json"))["recommendations"]}
    assert {name: read[name] for name in hostile} == hostile


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_every_format_is_made_in_every_direction(quarter, language):
    for kind in ("docx", "pdf", "xlsx", "html", "csv", "json"):
        assert len(quarter.written(kind, wish=Wish(language, "jiu", pack=kind == "docx"))) > 500
