"""What a report says, in which words."""

import io
import json
import zipfile
from datetime import date

import docx
import openpyxl
import pypdfium2
import pytest

from recommendations.evidence import links
from recommendations.models import RecommendationText
from recommendations.progress.documents.composing import Wish, compose
from recommendations.progress.documents.content import (
    Column,
    Content,
    Details,
    Head,
    Paragraph,
    Passage,
    Section,
    Table,
)
from recommendations.progress.documents.vocabularies import VOCABULARIES
from recommendations.progress.documents.writers import docx as docx_writer
from recommendations.workflow import Implementation, Response
from tests.factories import NOW, AttachmentFactory, EditionFactory, EvidenceLinkFactory
from tests.progress.documents.conftest import on


def headings(content):
    return [section.heading for section in content.sections]


def under(content, heading):
    return next(section for section in content.sections if section.heading == heading)


def test_a_report_has_its_parts_in_order(quarter):
    content = compose(quarter.live(since=date(2026, 2, 1)), Wish())
    wanted = ["Summary", "Figures", "Status", "By theme", "By unit", "Recommendations", "Prevention", "81(a)(i)",
              "Cooperation", "Overdue", "Extensions", "Not accepted", "Changes since the last report"]  # fmt: skip
    assert [heading for heading in headings(content) if heading in wanted] == wanted
    assert content.head.subject.words == "All recommendations"


def test_a_recommendation_is_told_with_its_chapeau_response_update_evidence_and_next_steps(quarter):
    content = compose(quarter.live(date(2026, 2, 9), report="A/70/1"), Wish())
    chapeau, text, details = under(content, "81(a)(i)").blocks
    assert (chapeau.text.words, chapeau.note) == ("Calls upon all:", True)
    assert text == Paragraph(text.text, numbered=True)
    lines = {label: "\n".join(passage.words for passage in said) for label, said in details.lines}
    assert lines["Status"] == "Accepted · In progress"
    assert lines["Response"] == "We will do it."
    assert lines["Latest update"].splitlines()[1] == "Work on 81(a)(i) has begun."
    assert "Write the guide of 81(a)(i) (Wang Fang, by " in lines["Next steps"]
    details = next(block for block in under(content, "81(b)").blocks if isinstance(block, Details))
    assert dict(details.lines)["Evidence"][0].words == "para. 11 (shows what was done)"


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "xlsx", "csv", "json"])
def test_files_and_links_that_were_confirmed_stand_in_every_format(quarter, kind):
    item = quarter.items["81(d)"]
    file = AttachmentFactory(recommendation=item, name="minutes.txt")
    links.add(item, file, by=quarter.owner, kind="implementation", at=on(3, 1))
    links.add(item, "https://example.org/minutes", by=quarter.owner, at=on(3, 1))
    EvidenceLinkFactory(recommendation=item, paragraph=None, url="https://example.org/suggested")
    data = quarter.written(kind)
    match kind:
        case "pdf":
            said = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
        case "docx" | "xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                said = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
        case _:
            said = data.decode()
    assert "minutes.txt" in said
    assert "https://example.org/minutes" in said
    assert "suggested" not in said


def test_a_text_that_is_not_in_the_language_is_shown_in_another_with_a_note(quarter):
    chinese = EditionFactory(report=quarter.report, language="zh", title="后续")
    RecommendationText.objects.create(recommendation=quarter.items["81(b)"], edition=chinese, text="请办事处采取行动。")
    content = compose(quarter.live(report="A/70/1"), Wish("zh"))
    assert under(content, "81(b)").blocks[0].text.words == "请办事处采取行动。"
    assert under(content, "81(c)").blocks[0].text.language == "en"
    assert under(content, "81(c)").blocks[1].note


def test_the_pack_for_a_meeting_has_what_the_meeting_decides_on(quarter):
    content = compose(quarter.live(date(2026, 3, 14), since=date(2026, 2, 1)), Wish(pack=True))
    rows = {
        section.heading: [row[0].words.split()[-1] for row in block.rows]
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Table)
    }
    assert rows == {
        "Ended since last time": ["81(b)"],
        "Due in the next 90 days": [],
        "Overdue": ["81(d)", "81(e)"],
        "Extensions to decide": ["81(d)"],
        "Not accepted": ["81(c)"],
    }


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda one: one.code)
def test_every_vocabulary_has_a_word_for_every_state(vocabulary):
    assert set(vocabulary.responses) == set(Response.values)
    assert set(vocabulary.implementations) == set(Implementation.values)


def test_statuses_are_counted_by_the_words_of_the_vocabulary(quarter):
    content = compose(quarter.live(), Wish(vocabulary="jiu"))
    (table,) = under(content, "Status").blocks
    counts = {(row[0].words, row[1].words): row[2] for row in table.rows}
    assert counts["Response", "Under consideration"] == 2
    assert counts["Implementation", "In progress"] == 2
    assert counts["Implementation", "Implemented"] == 1


def test_word_has_real_styles_repeated_heads_numbers_and_page_numbers(quarter):
    document = docx.Document(io.BytesIO(quarter.written("docx")))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Number"} <= styles
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    assert all(table._tbl.tr_lst[0].xpath("./w:trPr/w:tblHeader") for table in tables)
    footer = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Responses: ")


@pytest.mark.parametrize(("head", "upright"), [("Under consideration", 9), ("审议中", 0)])
def test_long_words_stand_upright_over_many_narrow_columns(head, upright):
    row = [Passage("Office"), *range(9)]
    wide = Section("By unit", [Table([Column("Unit", 4), *[Column(head)] * 9], [row])])
    file = io.BytesIO()
    docx_writer.write(Content(Head("Report", Passage("All"), [], [], "en", ""), [wide]), to=file, at=NOW)
    (table,) = docx.Document(file).tables
    assert len(table._tbl.tr_lst[0].xpath("./w:tc/w:tcPr/w:textDirection")) == upright


def test_word_in_arabic_runs_from_the_right(quarter):
    document = docx.Document(io.BytesIO(quarter.written("docx", wish=Wish("ar"))))
    assert document.sections[0]._sectPr.xpath("./w:bidi")
    assert all(table._tbl.tblPr.xpath("./w:bidiVisual") for table in document.tables)
    assert document.paragraphs[0]._p.pPr.xpath("./w:bidi")
    for style in ("Title", "Report table", "Heading 1"):  # Word keeps the size of Arabic letters by itself
        size, complex_size = (document.styles[style].element.rPr.xpath(f"./w:{name}/@w:val") for name in ("sz", "szCs"))
        assert size == complex_size != []
    assert not document.styles["Title"].element.rPr.xpath("./w:spacing")  # which would part joined letters


def test_a_workbook_has_typed_cells_frozen_heads_and_filters(quarter):
    book = openpyxl.load_workbook(io.BytesIO(quarter.written("xlsx", wish=Wish("ar"))))
    sheet = book.worksheets[1]
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("C2", "A1:")
    assert sheet.sheet_view.rightToLeft
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None} == {
        "s", "n", "d",
    }  # fmt: skip


def test_pdf_is_tagged_and_says_its_language_and_title(quarter):
    data = quarter.written("pdf", wish=Wish("fr"))
    assert b"/MarkInfo" in data
    assert b"pdfuaid:part>1<" in data or b"<pdfuaid:part>" in data
    assert b"/Lang(fr)" in data
    assert pypdfium2.PdfDocument(data).get_metadata_dict()["Title"]


def test_nothing_to_tell_is_said_in_words(db, quarter):
    said = json.loads(quarter.written("json", date(2026, 1, 1)))
    assert said["figures"]["leaves"] == 6
    content = compose(quarter.live(report="A/70/404"), Wish())
    assert content.sections[0].blocks[0].text.words.startswith("There are no recommendations here as at")
