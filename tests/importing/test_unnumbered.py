"""Recommendations without a number of their own, and paragraphs that are numbered once more in one file."""

import pytest

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.structure.titles import title_at
from recommendations.importing.words.phrases import PHRASES
from tests.importing.documents import parsed


def refs(report: ParsedReport) -> list[str]:
    return [node.ref for node in report.recommendations]


def codes(report: ParsedReport) -> list[str]:
    return [warning.code for warning in report.warnings]


def test_bullets_take_the_number_of_their_paragraph() -> None:
    report = parsed(
        "1. One.\n\n2. The Board recommends that the Office:\n• count cash;\n• lock doors.\n\n3. The end.\n"
    )
    assert [(node.ref, node.mark, node.parent, node.paragraph, node.text) for node in report.recommendations] == [
        ("2", "•", None, "2", "count cash;"),
        ("2[2]", "•", None, "2", "lock doors."),
    ]
    assert codes(report) == []


def test_bullets_below_a_finding_stay_in_its_text() -> None:
    report = parsed("1. One.\n\n2. Three risks were found:\n• cash;\n• doors.\n\n3. The end.\n")
    assert refs(report) == []
    assert report.paragraphs[1].text == "Three risks were found: • cash; • doors."


def test_a_dash_that_ends_up_at_the_start_of_a_line_is_no_bullet() -> None:
    report = parsed(
        "1. One was found in the cellar of the building, as the report of the year before had said of it.\n"
        "2. The Board recommends that the Office do the following – if need be with help from outside –\n"
        "– and by the end of the year – count all cash and lock all doors.\n3. The end.\n"
    )
    assert report.paragraphs[1].text.endswith("– and by the end of the year – count all cash and lock all doors.")


def test_bullets_inside_a_titled_recommendation_are_its_text() -> None:
    report = parsed(
        "1. One.\n\nRecommendation 1: The bank should:\n• count cash;\n• lock doors.\n\n2. Two.\n\n"
        "Recommendation 2: The bank should close.\n\n3. The end.\n"
    )
    assert [(node.ref, node.text) for node in report.recommendations] == [
        ("Recommendation 1", "The bank should: • count cash; • lock doors."),
        ("Recommendation 2", "The bank should close."),
    ]


def test_recommendations_counted_in_order_are_warned_of() -> None:
    report = parsed("Recommendations\n\nThe team recommends that the county:\n\n• store sand;\n\n• warn in time.\n")
    assert refs(report) == ["Recommendation 1", "Recommendation 2"]
    assert codes(report) == ["recommendations_counted"]


def test_a_number_in_words_makes_a_title_only_where_one_ends() -> None:
    def number(text: str, language: str) -> str:
        title = title_at(0, text, PHRASES[language], set_off=False)
        return title.number if title else ""

    assert number("Third recommendation: The Office should count.", "en") == "3"
    assert number("The third recommendation: it was not followed.", "en") == ""
    assert number("Third recommendation of the panel", "en") == ""
    assert number("Dix-septième recommandation.", "fr") == "17"
    assert number("第十二項建議：", "zh") == "12"
    assert number("第十二项建议没有落实。", "zh") == ""
    assert number("التوصية الثانية عشرة:", "ar") == "12"


RESOLUTION = (
    "{number}. {title}\n\nThe General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Welcomes the report;\n\n"
    "2. Also requests the Secretary-General:\n\n(a) To count wells;\n\n(b) To report;\n\n"
    "3. Decides that States should be invited to the session;\n\n4. Urges States to act.\n\n"
)


def test_the_paragraphs_of_a_resolution_that_ask_are_recommendations() -> None:
    report = parsed(RESOLUTION.format(number="72/1", title="Wells"))
    assert [(node.ref, node.verb, node.addressee) for node in report.recommendations] == [
        ("2(a)", "request", "the Secretary-General"),
        ("2(b)", "request", "the Secretary-General"),
        ("4", "urge", "States"),
    ]
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3", "4"]


def test_a_volume_of_resolutions_counts_them_in_order_and_keeps_preambles_out_of_the_paragraphs() -> None:
    volume = "".join(RESOLUTION.format(number=f"72/{place}", title=f"Matter {place}") for place in range(1, 6))
    report = parsed(f"Resolutions\n\n{volume}")
    assert refs(report)[:6] == ["2(a)", "2(b)", "4", "2[2](a)", "2[2](b)", "4[2]"]
    assert [section.heading for section in report.sections] == [f"72/{n}. Matter {n}" for n in range(1, 6)]
    assert {paragraph.text for paragraph in report.paragraphs if paragraph.number[0] == "4"} == {"Urges States to act."}
    assert codes(report) == ["resolutions_counted"]
    assert {aside.why for aside in report.unread} == {"text without a paragraph number"}


def test_a_numbered_list_of_recommendations_is_no_resolution() -> None:
    report = parsed("Recommendations\n\n1. Repair the wells;\n2. Train the staff;\n3. Publish the data.\n")
    assert refs(report) == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


def test_a_thematic_list_as_text_keeps_themes_positions_and_states() -> None:
    report = parsed(
        "Thematic list of recommendations\n\nTheme: Health\n\n112.9 Build clinics\nin the highlands (Togo, Chad);\n\n"
        "Supported\n\nSDG 3\n\n112.1 Train nurses (Peru);\n\nNoted\n\nTheme: Water\n\n112.30 Wells (Cuba);\n\nNoted\n"
    )
    assert [(node.ref, node.text, node.recommending, node.heading) for node in report.recommendations] == [
        ("112.9", "Build clinics in the highlands", ("Togo", "Chad"), "Theme: Health"),
        ("112.1", "Train nurses", ("Peru",), "Theme: Health"),
        ("112.30", "Wells", ("Cuba",), "Theme: Water"),
    ]
    assert {position.ref: position.position for position in report.positions} == {
        "112.9": "supported",
        "112.1": "noted",
        "112.30": "noted",
    }
    assert [aside.text for aside in report.unread] == ["Supported", "SDG 3", "Noted", "Noted"]


def test_printed_codes_are_references_without_strokes_which_would_part_an_address() -> None:
    report = parsed(
        "Findings\n\nThe two aircraft were in contact with the tower.\n\nSafety recommendations\n\n"
        "REC 08/25 The Unit recommends that the operator revise its procedure.\n"
        "REC 09/25 The Unit recommends that the authority inspect the radio.\n"
    )
    assert [(node.ref, node.mark) for node in report.recommendations] == [
        ("REC 08-25", "REC 08/25"),
        ("REC 09-25", "REC 09/25"),
    ]


def test_a_label_alone_marks_what_stands_below_it_or_the_paragraph_it_stands_in() -> None:
    report = parsed(
        "1. One bridge fell.\n\n2. conclusion\nNobody had looked at it.\n\nrecommendation\n"
        "The county should look at its bridges every year.\n\n3. recommendation\n"
        "The county should close the old ones.\n\n4. Two were closed.\n\nrecommendation\n"
        "We recommend that the county tell the public which.\n\nconclusion\nIt has not done so.\n"
    )
    assert [(node.ref, node.mark, node.text) for node in report.recommendations] == [
        ("2", "recommendation", "The county should look at its bridges every year."),
        ("3", "recommendation", "The county should close the old ones."),
        ("4", "recommendation", "We recommend that the county tell the public which."),
    ]
    assert [paragraph.text for paragraph in report.paragraphs][1] == "Nobody had looked at it."
    assert [aside.text for aside in report.unread] == ["conclusion", "It has not done so."]


LOST = (
    "Committee on Ports\n\nConcluding observations on Abcland\n\nThe Committee considered the report of Abcland.\n\n"
    "C. Concerns and recommendations\n\nThe Committee is concerned that ports are closed.\n\n"
    "The Committee recommends that the State party:\n\n(a) Open its ports;\n\n(b) Keep them open.\n\n"
    "The Committee regrets that no data exist.\n\nThe Committee urges the State party to publish data.\n"
)


def test_paragraphs_that_lost_their_numbers_are_counted_with_a_warning() -> None:
    report = parsed(LOST)
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3", "4", "5"]
    assert refs(report) == ["3(a)", "3(b)", "5"]
    assert codes(report) == ["paragraphs_counted"]
    assert report.document.title == "Concluding observations on Abcland"


def test_a_text_that_only_tells_what_was_asked_has_no_paragraphs_to_count() -> None:
    told = LOST.replace("recommends that", "had recommended that").replace("urges", "had urged")
    with pytest.raises(ReportRefusedError):
        parsed(told.replace("(a) ", "").replace("(b) ", "").replace("recommendations", "answers"))


def test_what_a_body_does_by_its_rules_is_no_report_without_numbers() -> None:
    with pytest.raises(ReportRefusedError):
        parsed(
            "Terms of reference\n\nThe Audit Committee advises the Board.\n\nThe Committee has three members.\n\n"
            "The Committee recommends to the Board the appointment of the auditor.\n\n"
            "The Committee requests the management to report on fraud.\n"
        )


# A letter: what it thanks for, what its author recommends twice, and a remark.
LETTERS = {
    "en": (
        "Thank you for your question about the data of the harbour.",
        "For this reason, I recommend using the open licence for all of them.",
        "If pilots are named, we would therefore recommend that their names be left out.",
        "The law of 2019 applies to them as well.",
    ),
    "fr": (
        "Je vous remercie de votre question sur les données du port.",
        "À ce titre, je recommande l’utilisation de la licence ouverte pour chacune d’elles.",
        "Lorsque des pilotes sont nommés, nous recommandons de retirer leurs noms.",
        "La loi de 2019 leur est également applicable.",
    ),
    "es": (
        "Gracias por su pregunta sobre los datos del puerto.",
        "Por ello, recomiendo utilizar la licencia abierta para todos ellos.",
        "Cuando se nombre a prácticos, recomendamos que se supriman sus nombres.",
        "La ley de 2019 también les es aplicable.",
    ),
    "ru": (
        "Благодарю Вас за вопрос о данных порта.",
        "В связи с этим рекомендую использовать открытую лицензию для всех этих данных.",
        "Если названы лоцманы, мы рекомендуем исключить их имена.",
        "К ним применяется и закон 2019 года.",
    ),
    "ar": (
        "أشكركم على سؤالكم عن بيانات الميناء.",
        "ولهذا السبب، أوصي باستخدام الرخصة المفتوحة لجميع هذه البيانات.",
        "وإذا ذكرت أسماء المرشدين، نوصي بحذف أسمائهم.",
        "وينطبق عليها أيضا قانون عام 2019.",
    ),
    "zh": (
        "感谢您就港口数据提出的问题。",
        "为此，我们建议对所有数据使用开放许可。",
        "如列有领航员姓名，我们建议删除其姓名。",
        "二〇一九年的法律也适用于这些数据。",
    ),
}


@pytest.mark.parametrize("language", LETTERS)
def test_what_the_author_of_a_letter_recommends_twice_or_more_is_counted(language: str) -> None:
    thanks, first, second, remark = LETTERS[language]
    report = parsed("\n\n".join([thanks, first, remark, second, remark]), language)
    assert [(node.ref, node.text) for node in report.recommendations] == [
        ("Recommendation 1", first),
        ("Recommendation 2", second),
    ]
    assert "recommendations_counted" in {warning.code for warning in report.warnings}
    with pytest.raises(ReportRefusedError):
        parsed("\n\n".join([thanks, first, remark, remark]), language)


PROSE = {
    "en": ("Most boats lie in the old harbour, {} of them.", "1 Boats", "2 Crews"),
    "fr": ("Le service garde {} bateaux dans le vieux port.", "1 Bateaux", "2 Équipages"),
    "es": ("El servicio guarda {} barcos en el puerto viejo.", "1 Barcos", "2 Tripulaciones"),
    "ru": ("В старом порту служба держит лодки, их {}.", "1 Лодки", "2 Экипажи"),
    "ar": ("يحتفظ المكتب بعدد {} من القوارب في الميناء القديم.", "أولا. القوارب", "ثانيا. الأطقم"),
    "zh": ("该局在旧港存放了{}条船。", "一、船只", "二、船员"),
}
FINDINGS = {
    "en": "Conclusions\n\n1. The boats are old.\n\n2. The crews are tired.\n\n",
    "fr": "Conclusions\n\n1. Les bateaux sont vieux.\n\n2. Les équipages sont las.\n\n",
    "es": "Conclusiones\n\n1. Los barcos son viejos.\n\n2. Las tripulaciones están cansadas.\n\n",
    "ru": "Выводы\n\n1. Лодки стары.\n\n2. Экипажи устали.\n\n",
    "ar": "الاستنتاجات\n\n1. القوارب قديمة.\n\n2. الأطقم متعبة.\n\n",
    "zh": "三、结论\n\n1. 船只老旧。\n\n2. 船员疲劳。\n\n",
}
ADVICE = {
    "en": (
        "Recommendations\n\nThe Office recommends that the Ministry of Ports:\n\n(a) Buy boats;\n\n(b) Hire crews.\n\n"
        "The Office recommends that the Treasury:\n\n(c) Pay for both.\n"
    ),
    "fr": (
        "Recommandations\n\nAu ministère des ports :\n\n1) acheter des bateaux ;\n\n2) recruter des équipages.\n\n"
        "Au Trésor :\n\n3) payer les deux.\n"
    ),
    "es": (
        "La Contraloría recomienda:\n\nAl Ministerio de Puertos:\n\n1. COMPRAR barcos.\n\n"
        "2. CONTRATAR tripulaciones.\n\nA la Tesorería:\n\n3. PAGAR ambas cosas.\n"
    ),
    "ru": (
        "Предложения (рекомендации)\n\nМинистерству портов:\n\n1) купить лодки;\n\n2) нанять экипажи.\n\n"
        "Казначейству:\n\n3) оплатить и то и другое.\n"
    ),
    "ar": (
        "التوصيات\n\nإلى وزارة الموانئ:\n\n1- شراء قوارب؛\n\n2- تعيين أطقم.\n\nإلى الخزانة:\n\n3- دفع ثمنها.\n"
    ),
    "zh": (
        "四、督察要求\n\n督察组要求港口局：\n\n（一）更换船只。\n\n（二）增聘船员。\n\n（三）公开有关开支。\n"
    ),
}  # fmt: skip


def of_prose(language: str) -> str:
    """A report whose paragraphs have no numbers, up to what it recommends."""
    text, boats, crews = PROSE[language]
    chapters = (
        f"{heading}\n\n" + "".join(f"{text.format(40 + place)}\n\n" for place in range(3)) for heading in (boats, crews)
    )
    return "".join(chapters)


@pytest.mark.parametrize("language", PROSE)
def test_lists_of_a_report_without_numbers_are_no_paragraphs_and_those_of_what_it_asks_recommend(language: str) -> None:
    report = parsed(of_prose(language) + FINDINGS[language] + ADVICE[language], language)
    assert report.paragraphs == ()
    assert refs(report) == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


@pytest.mark.parametrize("language", PROSE)
def test_a_report_of_prose_whose_only_numbers_count_findings_has_no_paragraphs(language: str) -> None:
    with pytest.raises(ReportRefusedError):
        parsed(of_prose(language) + FINDINGS[language], language)


def test_numbers_right_below_an_introduction_are_those_of_paragraphs_whatever_stands_behind() -> None:
    prose = of_prose("en")
    report = parsed(f"Introduction\n\n1. The Assembly asked for views.\n\n2. They follow.\n\n{prose}")
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2"]


def test_points_below_the_items_of_such_a_list_are_parts_of_them() -> None:
    report = parsed(
        of_prose("zh")
        + "三、审计建议\n\n（一）健全资金制度：\n\n1. 拨付资金；\n\n2. 公开情况。\n\n（二）盘活闲置船只。\n",
        "zh",
    )
    assert refs(report) == ["Recommendation 1", "Recommendation 1(1)", "Recommendation 1(2)", "Recommendation 2"]


def test_what_an_office_will_do_itself_is_no_list_of_recommendations() -> None:
    with pytest.raises(ReportRefusedError):
        parsed(
            of_prose("en") + "Plan of work\n\nThe Office will:\n\n1. Repair the boats.\n\n2. Train the crews.\n", "en"
        )


def test_reasons_that_a_heading_of_recommendations_does_not_announce_are_none() -> None:
    reasons = "审计建议\n\n各项建议均已采纳。\n\n仍有问题未解决，主要原因是：\n\n一是程序较长。\n\n二是财力不足。\n"
    with pytest.raises(ReportRefusedError):
        parsed(of_prose("zh") + reasons, "zh")
    asked = "三、意见和建议\n\n调研组建议市政府：\n\n一是 完善规划。\n\n二是 增聘船员。\n"
    assert refs(parsed(of_prose("zh") + asked, "zh")) == ["Recommendation 1", "Recommendation 2"]


def test_chapters_number_their_paragraphs_however_much_text_stands_between() -> None:
    prose = "".join(f"The Committee heard witness {number} on the harbours.\n\n" for number in range(1, 13))
    report = parsed(
        f"Report on harbours\n\n{prose}5. Observations\n\n5.1 The harbours were full.\n\n{prose}6. Recommendations\n\n"
        "The Committee recommends that the Minister:\n\n6.1 Enlarge the northern harbour.\n\n6.2 Train the pilots.\n"
    )
    assert [paragraph.number for paragraph in report.paragraphs] == ["5.1", "6.1", "6.2"]
    assert [node.ref for node in report.recommendations] == ["6.1", "6.2"]


def test_many_numbers_counted_through_are_paragraphs_however_much_text_has_none() -> None:
    decisions = "".join(f"The Council grants consultative status to organization {n}.\n\n" for n in range(60))
    numbered = "".join(f"{n}. The Committee considered the application of body {n}.\n\n" for n in range(1, 26))
    report = parsed(f"Draft decisions\n\n{decisions}Organization of the session\n\n{numbered}")
    assert [paragraph.number for paragraph in report.paragraphs] == [str(n) for n in range(1, 26)]


def test_bullets_below_a_heading_of_recommendations_that_tell_of_failures_are_none() -> None:
    failures = "".join(f"• Failing to tell people of risk {n} for years.\n\n" for n in range(1, 6))
    report = parsed(
        f"1. The Inquiry sat for five years.\n\nOverview and recommendations\n\n{failures}"
        "2. The hearings were public.\n\n3. Many people spoke.\n\n4. The Inquiry thanks them.\n"
    )
    assert not report.recommendations


def test_an_addressee_in_brackets_behind_a_title_may_stand_right_before_the_text() -> None:
    report = parsed(
        "Rapport de la Cour\n\nRécapitulatif des recommandations\n\n"
        "1. (ministère de la culture) : Fixer un socle d’heures.\n\n"
        "2. (régions) : Réserver la dotation aux communes.\n\n"
        "Chapitre I\n\nUne bibliothèque sur deux ouvre trop peu.\n\n"
        "Recommandation n° 1 (ministère de la culture) Fixer un socle d’heures.\n\n"
        "Recommandation n° 2 (régions) Réserver la dotation aux communes.\n\n"
        "Recommandation n° 3 (Bibliothèque nationale) Ouvrir un catalogue commun.\n"
    )
    assert [(node.ref, node.text) for node in report.recommendations] == [
        ("Recommendation 1", "Fixer un socle d’heures."),
        ("Recommendation 2", "Réserver la dotation aux communes."),
        ("Recommendation 3", "Ouvrir un catalogue commun."),
    ]


def test_lists_that_begin_anew_in_each_chapter_are_counted_on_behind_the_annex_of_one() -> None:
    report = parsed(
        "議題一：兒少心理健康\n\n壹、現況說明與分析\n\n一、首次觀察關注兒少的高自殺率。\n\n二、專線僅統計十四歲以下來電。\n\n"
        "貳、結論與建議\n\n一、專線應增加統計十五歲兒少。\n\n二、建議政府修法。\n\n三、政府應投入資金。\n\n"
        "附件一\n\n專線統計表由本會整理。\n\n"
        "議題二：教師體罰\n\n壹、現況說明與分析\n\n一、體罰比率仍達兩成。\n\n"
        "貳、結論與建議\n\n一、建議對體罰學生的教師進行研究。\n\n二、申訴機制應納入學生代表。\n"
    )
    assert [node.ref for node in report.recommendations] == [f"Recommendation {number}" for number in range(1, 6)]
