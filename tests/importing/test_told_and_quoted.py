"""What a commission tells of its own recommendations, and what its report quotes of others'."""

import pytest

from recommendations.importing.parsed import ParsedReport
from tests.importing.documents import parsed


def refs(report: ParsedReport) -> list[str]:
    return [node.ref for node in report.recommendations]


# A chapter as commissions of inquiry write it, each recommendation told with its day, then what was answered to it.
TOLD = {
    "en": (
        "1. Narrative\n\n1.1 The ferry struck the landing stage.\n1.2 Nobody was hurt on board.\n\n"
        "2. Recommendations\n\n2.1 Two ferries have struck the stage within a year.\n"
        "2.2 On 30 June 2024 the Commission recommended that HarbourLine limit the speed. (018/24)\n"
        "2.3 On 8 July 2024 the General Manager advised that the speed had been reduced.\n"
        "2.4 The Commission considers that the standards should call upon the approach of ferries.\n"
        "2.5 On July 1, 2024, the Commission recommended that HarbourLine replace the stage. (019/24)\n"
    ),
    "fr": (
        "1. Faits\n\n1.1 Le bac a heurté le ponton.\n1.2 Personne n’a été blessé à bord.\n\n"
        "2. Recommandations\n\n2.1 Deux bacs ont heurté le ponton en un an.\n"
        "2.2 Le 30 juin 2024, la Commission a recommandé que la compagnie limite la vitesse. (018/24)\n"
        "2.3 Le 8 juillet 2024, le directeur a fait savoir que la vitesse avait été réduite.\n"
        "2.4 La Commission constate que les normes devraient traiter de l’approche des bacs.\n"
        "2.5 Le 1er juillet 2024, la Commission a recommandé que la compagnie remplace le ponton. (019/24)\n"
    ),
    "es": (
        "1. Hechos\n\n1.1 El transbordador chocó con el muelle.\n1.2 Nadie resultó herido a bordo.\n\n"
        "2. Recomendaciones\n\n2.1 Dos transbordadores han chocado con el muelle en un año.\n"
        "2.2 El 30 de junio de 2024, la Comisión recomendó que la compañía limitara la velocidad. (018/24)\n"
        "2.3 El 8 de julio de 2024, el gerente comunicó que la velocidad había sido reducida.\n"
        "2.4 La Comisión considera que las normas deberían tratar de la llegada de los transbordadores.\n"
        "2.5 El 1 de julio de 2024, la Comisión recomendó que la compañía cambiara el muelle. (019/24)\n"
    ),
    "ru": (
        "1. Обстоятельства\n\n1.1 Паром ударился о причал.\n1.2 Никто на борту не пострадал.\n\n"
        "2. Рекомендации\n\n2.1 За год о причал ударились два парома.\n"
        "2.2 30 июня 2024 года Комиссия рекомендовала, чтобы компания ограничила скорость. (018/24)\n"
        "2.3 8 июля 2024 года директор сообщил, что скорость была снижена.\n"
        "2.4 Комиссия считает, что нормы должны касаться и подхода паромов.\n"
        "2.5 1 июля 2024 года Комиссия рекомендовала, чтобы компания заменила причал. (019/24)\n"
    ),
    "ar": (
        "1. الوقائع\n\n1.1 اصطدمت العبارة بالرصيف.\n1.2 لم يصب أحد على متنها.\n\n"
        "2. التوصيات\n\n2.1 اصطدمت عبارتان بالرصيف خلال سنة واحدة.\n"
        "2.2 في 30 حزيران/يونيه 2024 أوصت اللجنة بأن تحد الشركة من السرعة. (018/24)\n"
        "2.3 في 8 تموز/يوليه 2024 أبلغ المدير العام بأن السرعة قد خفضت.\n"
        "2.4 وترى اللجنة أن المعايير ينبغي أن تشمل اقتراب العبارات.\n"
        "2.5 في 1 تموز/يوليه 2024 أوصت اللجنة بأن تستبدل الشركة الرصيف. (019/24)\n"
    ),
}


@pytest.mark.parametrize("language", TOLD)
def test_what_a_commission_tells_with_its_day_is_what_it_recommends(language: str) -> None:
    report = parsed(TOLD[language], language)
    assert refs(report) == ["2.2", "2.5"]
    assert {node.verb for node in report.recommendations} == {"recommend"}


def test_a_chinese_verb_has_no_tense_and_asks_with_a_day_too() -> None:
    report = parsed(
        "1. 经过\n\n1.1 渡船撞上了码头。\n1.2 船上无人受伤。\n\n2. 建议\n\n2.1 一年之内有两艘渡船撞上码头。\n"
        "2.2 2024年6月30日，委员会建议公司限制航速。（018/24）\n2.3 2024年7月8日，总经理告知航速已经降低。\n",
        "zh",
    )
    assert refs(report) == ["2.2"]


def test_what_was_recommended_on_a_day_is_older_where_the_report_recommends_now() -> None:
    report = parsed(
        "1. Narrative\n\n1.1 The ferry struck the stage.\n1.2 Nobody was hurt.\n\n2. Recommendations\n\n"
        "2.1 On 30 June 2019 the Commission recommended that HarbourLine limit the speed.\n"
        "2.2 Nothing was done.\n2.3 The Commission recommends that HarbourLine limit the speed at once.\n"
    )
    assert refs(report) == ["2.3"]


# A numbered sentence with a colon, what it asks in the paragraphs whose numbers go on from its own.
OPENED = {
    "en": ("Recommendations", "The Commission recommends that the Authority:", "Use the report.", "Report incidents."),
    "fr": ("Recommandations", "La Commission recommande à l’Autorité de :", "Lire le rapport.", "Signaler les faits."),
    "es": ("Recomendaciones", "La Comisión recomienda a la Autoridad:", "Leer el informe.", "Notificar los hechos."),
    "ru": ("Рекомендации", "Комиссия рекомендует Управлению:", "Изучить доклад.", "Сообщать о событиях."),
    "ar": ("التوصيات", "توصي اللجنة الهيئة بما يلي:", "استخدام هذا التقرير.", "الإبلاغ عن الحوادث."),
    "zh": ("建议", "委员会建议管理局：", "学习本报告的教训。", "报告各类事故。"),
}


@pytest.mark.parametrize("language", OPENED)
def test_a_numbered_sentence_opens_the_numbers_below_its_own(language: str) -> None:
    heading, opener, first, second = OPENED[language]
    report = parsed(
        f"1. {heading[::-1]}\n\n1.1 {second}\n1.2 {first}\n\n2. {heading}\n\n"
        f"2.1 {opener}\n\n2.1.1 {first}\n\n2.1.2 {second}\n",
        language,
    )
    assert refs(report) == ["2.1.1", "2.1.2"]


def test_what_a_paragraph_orders_is_whole_with_the_list_of_what_that_includes() -> None:
    report = parsed(
        "1. Narrative\n\n1.1 The gliders collided.\n1.2 Nobody was hurt.\n\n2. Recommendations\n\n"
        "2.1 On 1 September 2026 the Commission recommended that the Authority:\n\n"
        "2.1.1 Ensure that managers know their duties. This includes:\n(a) training staff; and\n(b) giving support.\n\n"
        "2.1.2 Encourage the reporting of incidents.\n"
    )
    assert refs(report) == ["2.1.1", "2.1.2"]
    assert report.recommendations[0].text.endswith("(a) training staff; and (b) giving support.")


CHAPTERS = "".join(
    f"{chapter}. Part {chapter}\n\n"
    + "".join(f"{chapter}.{number} It was so on day {number}.\n" for number in range(1, 5))
    + "\n"
    for chapter in range(1, 7)
)


def test_chapters_of_other_reports_behind_the_last_are_quoted() -> None:
    report = parsed(
        CHAPTERS + "Recommendations\n\n7.1 The Commission recommends that the Authority train pilots.\n\n"
        "Earlier collisions\n\nRecommendations\n\n5.1.1 The Commission recommends that the Director warn pilots.\n"
        "5.1.2 The need to encourage good practice should be met.\n"
    )
    assert refs(report) == ["7.1"]
    assert [paragraph.number for paragraph in report.paragraphs][-2:] == ["5.1.1", "5.1.2"]


def test_findings_counted_below_their_heading_are_none_of_the_paragraph_above() -> None:
    report = parsed(
        "1. Analysis\n\n1.1 The train slid.\n1.2 On this basis the Commission did not issue a recommendation.\n\n"
        "Findings\n\n1. It is likely that the rails were wet.\n2. The risk had not been considered.\n\n"
        "2. Recommendations\n\n2.1 The Commission recommends that the operator test the brakes.\n"
    )
    assert refs(report) == ["2.1"]


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "In reply the Director wrote: I accept the recommendation, with the caveat that actions are driven by:"),
        ("fr", "Le directeur a répondu : J’accepte la recommandation, nos actions étant guidées par :"),
        ("es", "El director respondió: Acepto la recomendación, y nuestras acciones se rigen por:"),
        ("ru", "Директор ответил: мы принимаем эту рекомендацию, исходя из следующего:"),
        ("ar", "رد المدير: نقبل هذه التوصية، على أن تستند أعمالنا إلى ما يلي:"),
    ],
)
def test_the_list_behind_an_answer_to_one_recommendation_recommends_nothing(language: str, answer: str) -> None:
    report = parsed(f"1. A 1 B.\n\n2. {answer}\n(a) A B C;\n(b) D E F.\n\n3. G H I.\n", language)
    assert refs(report) == []


def test_a_chapter_whose_number_ends_with_nought_ends_what_stood_above() -> None:
    report = parsed(
        "1.0 FACTS\n\n1.1 Fishing was on the watchlist.\n\n1.2 It was watched since 2010.\n\nACTION REQUIRED\n\n"
        "Safety will remain on the list until\n\n• the Ministry sets rules; and\n• operators meet them.\n\n"
        "2.0 ANALYSIS\nThe inquiry looked at the causes.\n\n2.1 Sources of power\n"
        "The Ministry must be told of faults.\n\n2.2 Drills\nCrews should be ready in an emergency.\n"
    )
    assert [section.title for section in report.sections if section.numeral] == ["1. FACTS", "2. ANALYSIS"]
    assert refs(report) == []


# A heading of recommendations with a list below it, a sentence in which the document says that it answers, an answer.
REPLIES = {
    "en": (
        "Recommendations of the committees",
        "Vacant posts should be filled.",
        "Annual plans should be reviewed.",
        "The rest of this report sets out the Minister’s response to the recommendations of other\ncommittees.",
        "The Ministry agrees with the recommendation.",
    ),
    "fr": (
        "Recommandations des commissions",
        "Les postes vacants devraient être pourvus.",
        "Les plans annuels devraient être revus.",
        "Le présent document expose les réponses du ministre aux recommandations des autres\ncommissions.",
        "Le ministère accepte la recommandation.",
    ),
    "es": (
        "Recomendaciones de las comisiones",
        "Las vacantes deberían cubrirse.",
        "Los planes anuales deberían revisarse.",
        "El presente documento recoge las respuestas del Ministro a las recomendaciones de las otras\ncomisiones.",
        "El Ministerio acepta la recomendación.",
    ),
    "ru": (
        "Рекомендации комитетов",
        "Вакантные должности следует заполнить.",
        "Годовые планы следует пересмотреть.",
        "Настоящий документ содержит ответы министра на рекомендации других\nкомитетов.",
        "Министерство принимает эту рекомендацию.",
    ),
    "ar": (
        "توصيات اللجان",
        "ينبغي ملء الوظائف الشاغرة.",
        "ينبغي استعراض الخطط السنوية.",
        "يتضمن هذا التقرير ردود الوزير على توصيات اللجان\nالأخرى.",
        "وتقبل الوزارة هذه التوصية.",
    ),
    "zh": (
        "委员会的建议",
        "应当填补空缺职位。",
        "应当审查年度计划。",
        "本报告载有部长对其他委员会建议的答复。",
        "该部接受这项建议。",
    ),
}


@pytest.mark.parametrize("language", REPLIES)
def test_a_document_that_says_that_it_replies_recommends_nothing_in_lists_without_numbers(language: str) -> None:
    heading, first, second, replying, answer = REPLIES[language]
    listed = f"{second}\n\n{heading}\n\n• {first}\n\n• {second}\n\n"
    assert refs(parsed(f"{first}\n\n{listed}{answer}\n", language)) == ["Recommendation 1", "Recommendation 2"]
    report = parsed(f"{first}\n\n{listed}{replying}\n\n{answer}\n", language)
    assert (refs(report), report.positions) == ([], ())
    assert "recommendations_counted" not in {warning.code for warning in report.warnings}
    assert {first, second} <= {aside.text for aside in report.unread}


def test_an_answer_in_an_annex_does_not_make_a_report_that_recommends_one_of_answers() -> None:
    report = parsed(
        "1. The Trust closed the applications of 61 people.\n\n2. Nobody looked at their files.\n\n"
        "Recommendations\n\n"
        "Recommendation 1: The Trust should write to all of them.\n\n"
        "Recommendation 2: The Trust should look at each file first.\n\n"
        "Appendix: Response of the Trust\n\n"
        "The Trust accepts recommendation 1.\n"
    )
    assert [node.ref for node in report.recommendations] == ["Recommendation 1", "Recommendation 2"]
    assert [(one.ref, one.position) for one in report.positions] == [("Recommendation 1", "accepted")]
