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


# A finding, the label with its colon, what stands behind it in one paragraph, two items that stand below it in another.
OWN_LABELS = {
    "en": (
        "The report does not say whether children are heard.",
        "Recommendations:",
        "The houses should set up a channel for those who speak up.",
        "The Harbour Office should pay the ferry of every child.",
        "The Ministry of Schools should print a guide to the lamps.",
    ),
    "fr": (
        "Le rapport ne dit pas si les enfants sont entendus.",
        "Recommandations :",
        "Les maisons devraient ouvrir une voie à ceux qui parlent.",
        "Le port devrait payer le bac de chaque enfant.",
        "Le ministère des écoles devrait imprimer un guide des phares.",
    ),
    "es": (
        "El informe no dice si los niños son escuchados.",
        "Recomendaciones:",
        "Las casas deberían abrir un cauce para quienes hablan.",
        "El puerto debería pagar el transbordador de cada niño.",
        "El Ministerio de Escuelas debería imprimir una guía de los faros.",
    ),
    "ru": (
        "В докладе не сказано, заслушивают ли детей.",
        "Рекомендации:",
        "Интернатам следует открыть канал для тех, кто говорит.",
        "Порту следует оплачивать паром каждого ребёнка.",
        "Министерству следует напечатать справочник о маяках.",
    ),
    "ar": (
        "لا يذكر التقرير ما إذا كان يستمع إلى الأطفال.",
        "التوصيات:",
        "ينبغي للدور أن تفتح قناة لمن يتكلم.",
        "ينبغي للميناء أن يدفع أجرة العبارة لكل طفل.",
        "ينبغي لوزارة المدارس أن تطبع دليلا للمنارات.",
    ),
    "zh": (
        "国家报告未提及儿童的意见。",
        "建议：",
        "各院应建立举报渠道。",
        "港务局应支付每名儿童的渡船费。",
        "教育部应印制灯塔手册。",
    ),
}


@pytest.mark.parametrize("language", OWN_LABELS)
def test_paragraphs_that_begin_with_the_label_recommend_between_findings(language: str) -> None:
    found, label, behind, first, second = OWN_LABELS[language]
    report = parsed(
        f"1. {found}\n\n2. {label}\n(1) {first}\n(2) {second}\n\n3. {found}\n\n4. {label} {behind}\n\n"
        f"5. {found}\n\n6. {label}\n{behind}\n\n7. {found}\n\n8. {label}\n(1) {first}\n(2) {second}\n(3) {first}\n",
        language,
    )
    refs = ["2(1)", "2(2)", "4", "6", "8(1)", "8(2)", "8(3)"]
    assert [node.ref for node in report.recommendations] == refs
    assert [node.text for node in report.recommendations][:2] == [first, second]
    assert [paragraph.number for paragraph in report.paragraphs] == [str(number) for number in range(1, 9)]


def test_paragraphs_that_begin_with_the_label_and_are_answered_are_older() -> None:
    _found, label, behind, first, second = OWN_LABELS["en"]
    pairs = "".join(
        f"{at}. {label} {text}\n\n{at + 1}. Response: Agreed. It is under way.\n\n"
        for at, text in ((1, behind), (3, first), (5, second))
    )
    assert not parsed(pairs, "en").recommendations
