"""Pages with each text in two languages: one is read, the other set apart."""

import pytest

from recommendations.importing.parser import parse
from tests.importing.documents import parsed, source_of, unaccounted

PAGE = (
    "Concluding observations on Abcland关于甲国的结论性意见",
    "1. The Committee considered the report of Abcland.1. 委员会审议了甲国的报告。",
    "2. The Committee is concerned that no data are kept.2. 委员会感到关切的是，没有数据。",
    "3. The Committee recommends that the State party:3. 委员会建议缔约国：",
    "(a) Keep data on ports (1993);(a) 收集关于港口的数据(1993年)；",
    "(b) Publish them.(b) 公布数据。",
)


@pytest.mark.parametrize(
    ("language", "title", "asked"),
    [
        ("en", "Concluding observations on Abcland", ["Keep data on ports (1993);", "Publish them."]),
        ("zh", "关于甲国的结论性意见", ["收集关于港口的数据(1993年)；", "公布数据。"]),
    ],
)
def test_one_of_two_languages_is_read(language: str, title: str, asked: list[str]) -> None:
    source = source_of(list(PAGE))
    report = parse(source, language)
    assert report.document.title == title
    assert [node.text for node in report.recommendations] == asked
    assert {aside.why for aside in report.unread} == {"the same in another language"}
    assert unaccounted(source, report) == []


def test_a_name_in_another_script_is_no_second_language() -> None:
    report = parsed(f"1. The port of 北京港 was visited.\n\n2. It is large.\n\n{PAGE[3]}\n\n4. One.\n\n5. Two.\n")
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3", "4", "5"]
    assert report.paragraphs[0].text == "The port of 北京港 was visited."
