"""Whatever people write stands in every format as they wrote it, runs nothing, and breaks nothing."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import Recommendation, RecommendationText
from recommendations.progress.documents import formats
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.content import clean
from recommendations.progress.documents.facts import (
    Earlier,
    Fact,
    MoreTime,
    Names,
    Proof,
    Scope,
    Step,
    Stored,
    Update,
)
from recommendations.progress.documents.rows import COLUMNS
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


def everywhere(words):
    """A leaf with the words wherever a person's or a report's words can stand, and something in every annex."""
    day, later = date(2026, 3, 1), date(2026, 5, 1)
    more_time = {"reason": words, "mitigation": words, "was_on": day, "new_on": later, "asked_on": day, "words": words}
    fact = Fact(
        id=1, symbol=words, reference=words, parent=words, paragraph=words, theme=1, addressee_kind="secretariat",
        unit=1, owner=1, texts={"en": words}, chapeau={"en": words}, response="not_accepted", response_due_on=day,
        response_text=words, accepted_part=words, justification=words, decided_on=day,
        implementation="closed_not_implemented", target_on=day, first_target_on=day, percent_done=1, completed_on=None,
        verified_on=None, closed_on=day, closing_reason=words,
        update=Update(day, words, "en", no_change=False, percent=5, by=1),
        evidence=(Proof(words, words, "basis"), Proof("", "", "implementation", source=words)),
        steps=(Step(words, 1, day),),
        extensions=(
            MoreTime(state="asked", decided_on=None, **more_time),
            MoreTime(state="granted", decided_on=day, **more_time),
        ),
        was=Earlier("accepted", "in_progress", day),
    )  # fmt: skip
    late = replace(fact, id=2, response="accepted", implementation="in_progress", closed_on=None)
    soon = replace(late, id=3, target_on=later)
    names = Names({1: words}, {1: words}, {1: {"en": words}}, {words: {"en": words}})
    at = datetime(2026, 4, 1, tzinfo=UTC)
    return Stored(Scope(report=words, unit=1, theme=1), at, at.date(), at, names, (fact, late, soon))


@pytest.mark.parametrize("words", HOSTILE[:8], ids=range(8))
@pytest.mark.parametrize("pack", [False, True], ids=["report", "pack"])
def test_no_column_of_any_sheet_makes_a_formula_of_a_persons_words(words, pack):
    file = io.BytesIO()
    formats.write(everywhere(words), Wish(pack=pack), "xlsx", to=file, at=datetime(2026, 4, 1, tzinfo=UTC))
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    _heads, row, *_others = book["Recommendations"].iter_rows(values_only=True)
    kept = clean(words)
    assert all(kept in row[place] for place, column in enumerate(COLUMNS) if holds_words(column)), row
    for sheet in book.worksheets[2:]:  # of each annex some row
        assert any(kept in str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row), sheet.title


@pytest.mark.parametrize("words", HOSTILE[:8], ids=range(8))
def test_no_column_of_a_csv_begins_a_formula(words):
    file = io.BytesIO()
    formats.write(everywhere(words), Wish(), "csv", to=file, at=datetime(2026, 4, 1, tzinfo=UTC))
    _heads, row, *_others = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""))
    for column, value in zip(COLUMNS, row, strict=True):
        assert value.lstrip("\u00a0 \ufeff")[:1] not in set("=+-@|%\t\r＝＋－＠｜％") or not value, column.code
        assert not holds_words(column) or clean(words) in restored(value), column.code


def holds_words(column):
    """Whether a person's or a report's words stand in it; the others say states, dates and numbers."""
    return not (column.is_date or column.is_number or column.code in ("response", "implementation"))


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
