"""What a report tells beside its recommendations is none: the sources it used, and why it recommends."""

from random import Random

import pytest

from benchmarks.import_samples import sample
from benchmarks.importing import compared
from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import separate
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.importing.words.phrases import PHRASES
from tests.importing.documents import parsed, source_of

SOURCES = "\n".join(
    f"{number}. Author {number}, A. Study of the ports. Journal. 20{number + 10};4:{number}-9."
    for number in range(1, 8)
)


def test_the_sources_below_their_heading_continue_no_recommendations() -> None:
    report = parsed(
        "Harbour Authority\n\nEvaluation of the ports\n\nThe evaluation looked at four ports of the north coast.\n\n"
        "Recommendations\n\n1. The ministry should repair the quays.\n\n2. The ministry should train the pilots.\n\n"
        f"References\n\n{SOURCES}\n"
    )
    assert [node.text for node in report.recommendations] == [
        "The ministry should repair the quays.",
        "The ministry should train the pilots.",
    ]


@pytest.mark.parametrize(
    ("language", "heading", "text", "item"),
    [
        ("es", "Recomendaciones", "Hay buenas razones para una escuela en cada isla, por los motivos siguientes:",
         "Los niños viajan dos horas"),
        ("ru", "Рекомендации", "Школа на каждом острове имеет следующие преимущества:", "Дорога занимает два часа"),
        ("zh", "建议", "在每个岛上设立学校有以下理由：", "孩子们每天乘船两个小时"),
    ],
)  # fmt: skip
def test_reasons_below_a_heading_of_recommendations_are_none(language: str, heading: str, text: str, item: str) -> None:
    asked = {
        "es": "El Comité recomienda al Gobierno que abra escuelas.",
        "ru": "Комитет рекомендует правительству открыть школы.",
        "zh": "委员会建议政府开办学校。",
    }[language]
    report = parsed(f"1. {asked}\n\n{heading}\n\n2. {text}\n\n(a) {item};\n\n(b) {item}.\n\n3. {asked}\n", language)
    assert [node.ref for node in report.recommendations if "2" in node.ref] == []
    assert "3" in [node.ref for node in report.recommendations]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Rationale for the recommendations"),
        ("fr", "Justification des recommandations"),
        ("ar", "الأساس المنطقي للتوصيات"),
    ],
)
def test_the_heading_of_why_something_is_recommended_heads_no_recommendations(language: str, heading: str) -> None:
    said = {
        "en": "The ports of the north should remain open for the fishing boats.",
        "fr": "Les ports du nord devraient rester ouverts aux bateaux de pêche.",
        "ar": "ينبغي أن تبقى موانئ الشمال مفتوحة أمام قوارب الصيد.",
    }[language]
    report = parsed(f"1. {said}\n\n{heading}\n\n2. {said}\n\n3. {said}\n", language)
    assert report.recommendations == ()


def text_of(lines: list[str]) -> Surroundings:
    body = separate(source_of(lines).lines, PHRASES["zh"]).body
    return Surroundings(body, Layout(body), LEXICONS["zh"], PHRASES["zh"])


def test_a_line_of_a_chinese_sentence_heads_no_recommendations() -> None:
    text = text_of(["海岸没有任何资料。", "因此，建议政府每月检查，才", "能让居民知道。", "建议", "1. 检查海滩。"])
    assert text.headings_above == ["", "", "", "", "recommendations"]


def test_a_full_line_of_chinese_is_as_wide_as_one_of_letters() -> None:
    address = "https://www.example.org/reports/2024"
    text = text_of([address] * 4 + ["海岸保护协会去年检查了全部海滩的水质状况", "海滩"])
    assert [text.layout.is_nearly_full(line) for line in text.body] == [True] * 5 + [False]


@pytest.mark.parametrize("seed", [1, 5, 8, 13, 16])
def test_a_chinese_text_that_a_program_broke_by_its_signs_keeps_its_numbers(seed: int) -> None:
    shape = "1. … nested in a paragraph"
    made = sample(shape, "zh", Random(f"{shape} zh {seed}"))
    for kind, (expected, found) in compared(made, made.source, "zh").items():
        assert sorted(found, key=str) == sorted(expected, key=str), kind
