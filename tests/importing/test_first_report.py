"""The Chinese edition of A/67/156 against what a reader found in it."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from tests.importing.documents import unaccounted

REPORTS = Path(__file__).parents[2] / "fixtures" / "reports"
SOURCE = REPORTS / "A-67-156.zh.txt"


def core(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def summed_up(text: str) -> dict[str, Any]:
    return {"first": core(text)[:12], "last": core(text)[-12:], "chars": len(core(text))}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((REPORTS / "A-67-156.zh.expected.json").read_text("utf-8"))
    return document


@pytest.fixture(scope="module")
def report() -> ParsedReport:
    return parse(read(SOURCE.read_bytes(), SOURCE.name), "zh")


def test_its_title_page_is_understood_and_no_symbol_is_invented(report: ParsedReport, expected: dict[str, Any]) -> None:
    document = vars(report.document)
    assert {name: document[name] for name in expected["document"]} == expected["document"]
    assert summed_up(report.document.summary) == expected["summary"]


def test_every_heading_has_its_numeral_level_and_place(report: ParsedReport, expected: dict[str, Any]) -> None:
    found = [
        {"numeral": section.numeral, "heading": section.heading, "level": section.level, "line": section.lines[0]}
        for section in report.sections
    ]
    assert found == expected["sections"]


def test_every_paragraph_is_whole_and_stands_under_its_headings(report: ParsedReport, expected: dict[str, Any]) -> None:
    found = [
        {
            "number": paragraph.number,
            "section": list(paragraph.section),
            "line": paragraph.lines[0],
            **summed_up(paragraph.text),
        }
        for paragraph in report.paragraphs
    ]
    assert found == expected["paragraphs"]
    assert [paragraph.number for paragraph in report.paragraphs] == [str(number) for number in range(1, 82)]


def test_every_recommendation_has_its_reference_parent_heading_verb_and_addressee(
    report: ParsedReport, expected: dict[str, Any]
) -> None:
    names = ("ref", "mark", "parent", "heading", "verb", "addressee", "addressee_kind")
    found = [
        {**{name: getattr(node, name) for name in names}, "line": node.lines[0], **summed_up(node.text)}
        for node in report.recommendations
    ]
    assert found == expected["recommendations"]
    assert len(found) == 29
    assert len([node for node in report.recommendations if node.parent is None]) == 23


def test_footnotes_hang_on_the_paragraphs_that_carry_their_marks(
    report: ParsedReport, expected: dict[str, Any]
) -> None:
    found = [{"mark": note.mark, "paragraph": note.paragraph, "text": note.text} for note in report.footnotes]
    assert found == expected["footnotes"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("49", "艾滋病毒和结核病。2011 年，毒品和犯罪问题办公室"),
        ("73", "《关于涉及身份的犯罪手册》，其中说明了"),
        ("79", "15.3% 来自经常预算资金，4.754 亿美元来自预算外资源。"),
        ("51", "在加勒比共同体内"),
        ("24", "2011 年 9 月 7 日至 9 日在维也纳"),
        ("7", "“综合调查软件”）。工作组主席在 2011 年下半年"),
    ],
)
def test_marks_and_page_breaks_leave_no_trace_in_the_text(report: ParsedReport, number: str, words: str) -> None:
    text = next(paragraph.text for paragraph in report.paragraphs if paragraph.number == number)
    assert words in text


def test_every_character_of_the_file_is_accounted_for(report: ParsedReport) -> None:
    assert unaccounted(read(SOURCE.read_bytes()), report) == []
    assert report.unread == ()
    assert report.warnings == ()
    assert {aside.why for aside in report.furniture} == {"rule"}


def test_the_text_of_a_node_holds_every_character_of_its_lines(report: ParsedReport) -> None:
    texts = [*(p.text for p in report.paragraphs), *(r.text for r in report.recommendations), report.document.summary]
    pieces = [piece.text for piece in report.pieces if piece.kind == "text"]
    pieces += [piece.text for piece in report.pieces if piece.kind == "document" and piece.line > 15]
    assert sorted(core("".join(texts))) == sorted(core("".join(pieces)))


def test_its_language_is_recognised(report: ParsedReport) -> None:
    assert parse(read(SOURCE.read_bytes())).as_dict() == report.as_dict()
