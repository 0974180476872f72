"""What is read below headings that name findings, recommendations and answers side by side."""

import pytest

from tests.importing.documents import parsed

# Chapters of observations and recommendations, of observations alone, of recommendations alone; a remark, two requests.
CHAPTERS = {
    "en": (
        "Observations and recommendations",
        "General observations",
        "Recommendations",
        "The Committee notes that the harbour was dredged.",
        "The Committee requires a report on the pilots within a month.",
        "The Committee requires the Treasury to submit its plans every quarter.",
    ),
    "fr": (
        "Observations et recommandations",
        "Observations générales",
        "Recommandations",
        "La Commission note que le port a été dragué.",
        "La Commission exige un rapport sur les pilotes dans un délai d’un mois.",
        "La Commission exige que le Trésor présente ses plans chaque trimestre.",
    ),
    "es": (
        "Observaciones y recomendaciones",
        "Observaciones generales",
        "Recomendaciones",
        "La Comisión observa que el puerto fue dragado.",
        "La Comisión requiere un informe sobre los pilotos en el plazo de un mes.",
        "La Comisión exige que el Tesoro presente sus planes cada trimestre.",
    ),
    "ru": (
        "Замечания и рекомендации",
        "Общие замечания",
        "Рекомендации",
        "Комитет отмечает, что гавань была углублена.",
        "Комитет требует представить доклад о лоцманах в течение месяца.",
        "Комитет требует, чтобы Казначейство представляло планы каждый квартал.",
    ),
    "ar": (
        "الملاحظات والتوصيات",
        "الملاحظات العامة",
        "التوصيات",
        "تلاحظ اللجنة أن الميناء قد جرف.",
        "تطلب اللجنة تقريرا عن المرشدين خلال شهر.",
        "تطالب اللجنة الخزانة بتقديم خططها كل ثلاثة أشهر.",
    ),
    "zh": (
        "意见和建议",
        "总体意见",
        "建议",
        "委员会注意到港口已经疏浚。",
        "委员会要求在一个月内就领航员提交一份报告。",
        "委员会要求财政部每季度提交计划。",
    ),
}


@pytest.mark.parametrize("language", CHAPTERS)
def test_observations_may_recommend_where_their_chapter_has_no_other_place_for_it(language: str) -> None:
    mixed, observations, recommendations, remark, first, second = CHAPTERS[language]
    facts = f"1. {remark[:9]}\n\n1.1 {remark}\n\n1.2 {remark}\n\n"
    above = f"{facts}2. {mixed}\n\n{observations}\n\n2.1 {remark}\n\n2.2 {first}\n\n"
    report = parsed(f"{above}2.3 {second}\n", language)
    assert [node.ref for node in report.recommendations] == ["2.2", "2.3"]
    report = parsed(f"{above}{recommendations}\n\n2.3 {second}\n", language)
    assert [node.ref for node in report.recommendations] == ["2.3"]


@pytest.mark.parametrize(
    ("language", "heading", "own", "told", "ask"),
    [
        (
            "en",
            "Recommendations of 2023 and responses of the Department",
            "Recommendations",
            "In its report of 2023 the Committee recommended the following:",
            "The Committee recommends that the Minister publish the tide tables.",
        ),
        (
            "fr",
            "Recommandations de 2023 et réponses du ministère",
            "Recommandations",
            "Dans son rapport de 2023, la Commission a recommandé ce qui suit :",
            "La Commission recommande au ministre de publier les tables des marées.",
        ),
        (
            "es",
            "Recomendaciones de 2023 y respuestas del Ministerio",
            "Recomendaciones",
            "En su informe de 2023, la Comisión recomendó lo siguiente:",
            "La Comisión recomienda al Ministro que publique las tablas de mareas.",
        ),
        (
            "ru",
            "Рекомендации 2023 года и ответы администрации",
            "Рекомендации",
            "В своём докладе за 2023 год Комитет рекомендовал следующее:",
            "Комитет рекомендует Министру опубликовать таблицы приливов.",
        ),
    ],
)
def test_what_is_answered_or_told_of_an_earlier_report_is_not_recommended_again(
    language: str, heading: str, own: str, told: str, ask: str
) -> None:
    report = parsed(
        f"1. A B C\n\n1.1 A 1.\n\n1.2 B 2.\n\n2.1. {heading}\n\n2.1.1 {ask}\n\n2.1.2 {ask}\n\n"
        f"3. {own}\n\n3.1 {told}\n(a) {ask}\n(b) {ask}\n\n3.2 {ask}\n",
        language,
    )
    assert [node.ref for node in report.recommendations] == ["3.2"]


# What stands behind the text, and the last recommendation of it.
BEHIND = {
    "en": ("REFERENCES", CHAPTERS["en"][5], "Smith, A. (2023) Harbours of the north. Oxford."),
    "fr": ("Bibliographie", CHAPTERS["fr"][5], "Dupont, A. (2023) Les ports du nord. Lyon."),
    "es": ("Referencias bibliográficas", CHAPTERS["es"][5], "Pérez, A. (2023) Los puertos del norte. Madrid."),
    "ru": ("Список литературы", CHAPTERS["ru"][5], "Иванов А. Гавани севера. Москва, 2023."),
    "ar": ("المصادر والمراجع", CHAPTERS["ar"][5], "أحمد، موانئ الشمال. القاهرة، ٢٠٢٣."),
    "zh": ("参考文献", CHAPTERS["zh"][5], "王某：《北方港口》，北京，二〇二三年。"),
}


@pytest.mark.parametrize("language", BEHIND)
def test_the_last_recommendation_ends_above_the_references(language: str) -> None:
    heading, last, source = BEHIND[language]
    recommendations, remark = CHAPTERS[language][2], CHAPTERS[language][3]
    report = parsed(
        f"1. {remark[:9]}\n\n1.1 {remark}\n\n1.2 {remark}\n\n2. {recommendations}\n\n2.1 {last}\n{heading}\n{source}\n",
        language,
    )
    assert [node.text for node in report.recommendations] == [last]
    assert report.sections[-1].heading == heading
    assert [aside.text for aside in report.unread] == [source]


def test_a_report_to_parliament_ends_where_it_is_to_be_considered() -> None:
    report = parsed(
        "1. Facts\n\n1.1 The ferry sank.\n\n1.2 Nobody was on board.\n\n2. Recommendations\n\n"
        "2.1 The Committee recommends that the Ministry raise it.\nReport to be considered.\n"
    )
    assert [node.text for node in report.recommendations] == ["The Committee recommends that the Ministry raise it."]


def test_a_single_recommendation_with_its_title_behind_it_stands_below_two_headings_in_one() -> None:
    report = parsed(
        "The ferries were late again last year.\n\n"
        "Recommendations for Executive Action Agency Comments and Our Evaluation\n\n"
        "The Secretary of Harbours should publish the timetable of all ferries. (Recommendation 1)\n\n"
        "We provided a draft of this report to the agencies for comment.\n"
    )
    assert [(node.ref, node.text) for node in report.recommendations] == [
        (
            "Recommendation 1",
            "The Secretary of Harbours should publish the timetable of all ferries. (Recommendation 1)",
        )
    ]


@pytest.mark.parametrize(
    ("parts", "chapter", "praise", "both"),
    [
        ("壹", "參", "委員會欣見新法。委員會建議政府施行該法。", "委員會注意到離島的輟學率，並建議政府評估其原因。"),
        ("壹", "叁", "委员会赞赏新法。委员会建议政府施行该法。", "委员会关切服务未经整合，但鼓励政府继续整合。"),
    ],
)
def test_what_a_committee_asks_behind_and_is_read_in_chinese(parts: str, chapter: str, praise: str, both: str) -> None:
    report = parsed(
        f"{parts}、前言\n\n1. 委員會審查了首次報告。\n\n{chapter}、關切重點與建議\n\n一、一般措施\n\n2. {praise}\n\n"
        f"二、教育\n\n3. {both}\n\n4. 委員會欣見新措施，但建議：\n\n（1）評估其成效；\n\n（2）審慎施行。\n",
        "zh",
    )
    assert [node.ref for node in report.recommendations] == ["2", "3", "4(1)", "4(2)"]


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        (
            "Concerns and recommendations",
            "In relation to homes the Review Committee recommends that the Government pay.",
        ),
        ("Préoccupations et recommandations", "Concernant les foyers le Comité recommande au Gouvernement de payer."),
    ],
)
def test_what_an_author_asks_about_a_matter_without_a_comma_is_read(heading: str, asked: str) -> None:
    language = "fr" if asked.startswith("Con") else "en"
    report = parsed(f"1. Mars.\n\n{heading}\n\n2. {asked}\n\n3. {asked}\n", language)
    assert [node.ref for node in report.recommendations] == ["2", "3"]


def test_a_recommendation_whose_line_breaks_behind_a_year_stands_under_its_heading_still() -> None:
    report = parsed(
        "State Audit Office\n\nAudit of the ferries\n\n1. FINDINGS\n\n"
        "The landings have been closed since the floods of last spring, and nobody has been\n"
        "told when they will open again. The ferries lost a third of their passengers.\n\n"
        "The tickets were sold at six prices, of which the Ministry had approved only two.\n\n"
        "The crews had no contracts. Half of the captains had never been examined at all.\n\n"
        "No landing had a lifebuoy. The Ministry answered that none had ever been needed.\n\n"
        "Fuel was bought without an offer. The seller is a brother of the harbour master.\n\n"
        "The books of two years are lost. A flood is said to have taken them from the attic.\n\n"
        "The boats are nineteen years old. Their engines were last inspected ten years ago.\n\n"
        "2. CONCLUSIONS\n\n"
        "1. Nobody answers for the landings.\n\n"
        "2. The prices are not those of the law.\n\n"
        "3. The engines are worn out.\n\n"
        "3. RECOMMENDATIONS\n\n"
        "To the Ministry of Transport\n\n"
        "1. Inspect the landings that were closed in spring, all of them before 1 July 2022\n"
        "and publish what was found.\n\n"
        "2. Approve one price.\n\n"
        "To the Ferries\n\n"
        "3. Replace the engines.\n"
    )
    assert [one.ref for one in report.recommendations] == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


RESPONSES = {
    "en": ("Evaluation of the ferries: management response", "Recommendation", "Response", "Accepted", "Due"),
    "es": (
        "Evaluación de los puertos: respuesta de la Administración",
        "Recomendación",
        "Respuesta",
        "Aceptada",
        "Plazo",
    ),
    "zh": ("对港口方案评价报告的管理层回应", "建议", "管理层回应", "接受", "时限"),
}


@pytest.mark.parametrize("language", RESPONSES)
def test_a_response_states_no_recommendation_though_it_has_findings_and_its_title_is_a_heading(language: str) -> None:
    title, asked, said, accepted, due = RESPONSES[language]
    remark, finding = CHAPTERS[language][3], CHAPTERS[language][1]
    row = CHAPTERS[language][4]
    report = parsed(
        f"<html><body><h1>{title}</h1><h2>{finding}</h2><p>1. {remark}</p><p>2. {remark}</p>"
        f"<table><tr><th>{asked}</th><th>{said}</th><th>{due}</th></tr>"
        f"<tr><td>{asked} 1: {row}</td><td>{accepted}</td><td>2027</td></tr>"
        f"<tr><td>{asked} 2: {row}</td><td>{accepted}</td><td>2028</td></tr></table></body></html>",
        language,
    )
    assert report.recommendations == ()
    assert [(one.ref, one.position) for one in report.positions] == [
        ("Recommendation 1", "accepted"),
        ("Recommendation 2", "accepted"),
    ]


def test_under_drafts_that_a_forum_recommends_others_to_adopt_stand_the_paragraphs_of_its_report() -> None:
    report = parsed(
        "第一章\n需要理事会采取行动的事项\nA. 常设论坛建议理事会通过的决定草案\n"
        "1. 常设论坛欢迎两国就鱼类达成协议。\n2. 常设论坛促请各国在分配捕捞配额时承认习惯权利。\n"
        "3. 常设论坛成员将于2026年访问三个沿海社区。\n4. 常设论坛鼓励会员国允许使用土著姓名。\n",
        "zh",
    )
    assert [one.number for one in report.paragraphs] == ["1", "2", "3", "4"]
    assert [one.ref for one in report.recommendations] == ["2", "4"]


def test_numbers_that_run_on_behind_the_section_of_recommendations_are_those_of_paragraphs() -> None:
    report = parsed(
        "I. Recommendations issued by the Committee at its third session\n\n"
        "1. At the end of the session the Committee issued recommendations.\n\n"
        "2. The Committee recommends that members:\n\n(a) Dredge the harbours;\n\n(b) Train the pilots.\n\n"
        "II. Topics of discussion\n\n"
        "3. The representative of the port told of its crane.\n\n4. The crane was mended last year.\n\n"
        "III. Organization of the session\n\n5. Nineteen members took part.\n\n6. The session was chaired by a pilot.\n"
    )
    assert [one.number for one in report.paragraphs] == ["1", "2", "3", "4", "5", "6"]
    assert [one.ref for one in report.recommendations] == ["2(a)", "2(b)"]


INDICATORS = {
    "en": ("The Office should draft a course.", "Indicators of achievement: the course is on line."),
    "fr": ("Le Bureau devrait préparer un cours.", "Indicateurs de succès : le cours est en ligne."),
    "es": ("La Oficina debería preparar un curso.", "Indicadores de progreso: el curso está en línea."),
    "ru": ("Управлению следует подготовить курс.", "Показатели выполнения: курс размещен в сети."),
    "ar": ("ينبغي للمكتب أن يعد دورة تدريبية.", "مؤشرات الإنجاز: نشر الدورة على الشبكة."),
    "zh": ("办公室应编写教程。", "绩效指标：教程已在网上发布。"),
}
TITLES = {"en": "Recommendation", "fr": "Recommandation", "es": "Recomendación", "ru": "Рекомендация", "ar": "التوصية"}


@pytest.mark.parametrize("language", INDICATORS)
def test_what_shows_that_a_recommendation_was_carried_out_is_no_part_of_it(language: str) -> None:
    asked, shown = INDICATORS[language]
    title = TITLES.get(language, "建议")
    report = parsed(
        "\n\n".join(f"{title} {number}\n\n{number + 5}. {asked}\n\n{shown}" for number in (1, 2, 3)), language
    )
    assert [one.text for one in report.recommendations] == [asked] * 3
