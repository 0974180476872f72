"""Numbers with nothing but a label behind them, above what is observed and what is recommended."""

import pytest

from tests.importing.documents import parsed

# What a finding and a recommendation are called, a finding, two requests and a remark that asks nothing.
PAIRS = {
    "en": (
        "Observation",
        "Recommendations",
        "The tide tables were not widely used.",
        "The Committee recommends that the Minister publish the tide tables.",
        "In view of the need, the Committee also recommends that the Treasury fund bursaries.",
        "The Committee will meet again in May.",
    ),
    "fr": (
        "Constat",
        "Recommandation",
        "Les tables des marées étaient peu utilisées.",
        "Le Comité recommande au ministère de publier les tables des marées.",
        "Compte tenu du besoin, le Comité recommande également au Trésor de financer des bourses.",
        "Le Comité se réunira de nouveau en mai.",
    ),
    "es": (
        "Observaciones",
        "Recomendación",
        "Las tablas de mareas no eran muy utilizadas.",
        "El Comité recomienda al Ministerio que publique las tablas de mareas.",
        "Teniendo en cuenta la necesidad, el Comité recomienda también al Tesoro que financie becas.",
        "El Comité se reunirá de nuevo en mayo.",
    ),
    "ru": (
        "Вывод",
        "Рекомендация",
        "Таблицы приливов были малоизвестны.",
        "Комитет рекомендует Министерству опубликовать таблицы приливов.",
        "С учётом потребностей Комитет рекомендует также Казначейству выделить средства на стипендии.",
        "Комитет вновь соберётся в мае.",
    ),
    "ar": (
        "الملاحظات",
        "التوصية",
        "لم تكن جداول المد مستخدمة على نطاق واسع.",
        "توصي اللجنة الوزارة بأن تنشر جداول المد.",
        "ونظرا للحاجة، توصي اللجنة أيضا وزارة المالية بتمويل المنح الدراسية.",
        "وستجتمع اللجنة مرة أخرى في أيار.",
    ),
    "zh": (
        "意见",
        "建议",
        "潮汐表未得到广泛使用。",
        "委员会建议该部公布潮汐表。",
        "鉴于需求，委员会还建议财政部为奖学金提供资金。",
        "委员会将于五月再次开会。",
    ),
}
OVERVIEW = "1.1 2025 1.\n\n1.2 2026 2.\n\n"


@pytest.mark.parametrize("language", PAIRS)
def test_texts_below_a_numbered_label_are_recommended_under_the_number_of_the_finding(language: str) -> None:
    finding, label, found, first, second, remark = PAIRS[language]
    report = parsed(
        f"{OVERVIEW}2.1 {finding}\n\n{found}\n\n2.1 {label}\n\n{first}\n\n{second}\n\n{remark}\n\n"
        f"2.2 {finding}\n\n{found}\n\n2.2 {label}\n\n{first}\n",
        language,
    )
    assert [(node.ref, node.text) for node in report.recommendations] == [
        ("2.1", first),
        ("2.1[2]", second),
        ("2.2", first),
    ]
    assert [paragraph.text for paragraph in report.paragraphs[2:]] == [found, found]
    assert remark in {aside.text for aside in report.unread}


@pytest.mark.parametrize("language", PAIRS)
def test_labels_with_a_number_each_give_it_to_what_stands_below(language: str) -> None:
    finding, label, found, first, second, _remark = PAIRS[language]
    report = parsed(
        f"{OVERVIEW}2.1.1 {finding}\n\n{found}\n\n2.1.2 {label}\n\n{first}\n\n{second}\n\n"
        f"2.2.1 {finding}\n\n{found}\n\n2.2.2 {label}\n\n{first}\n",
        language,
    )
    assert [node.ref for node in report.recommendations] == ["2.1.2", "2.1.2[2]", "2.2.2"]


def test_a_finding_without_a_recommendation_below_it_recommends_nothing() -> None:
    finding, label, found, first, _second, _remark = PAIRS["en"]
    pair = f"{finding}\n\n{found}\n\n2.%s {label}\n\n{first}\n\n"
    report = parsed(
        f"{OVERVIEW}2. Observations and recommendations\n\n2.1 {pair % 1}2.2 {pair % 2}"
        f"2.3 {finding}\n\nThe Department said that it should receive more funds.\n"
    )
    assert [node.ref for node in report.recommendations] == ["2.1", "2.2"]
