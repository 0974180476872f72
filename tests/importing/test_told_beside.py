"""What a report tells beside its recommendations is none: the sources it used, and why it recommends."""

import pytest

from tests.importing.documents import parsed

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
