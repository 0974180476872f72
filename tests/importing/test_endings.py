"""The last paragraph of a report ends where its signature, its date, a list of annexes or a notice begins."""

import pytest

from tests.importing.documents import parsed

CLOSINGS = {
    "en": ("The Board will report next year.", "Annexes\n\nAnnex 1: Sites visited\nThe Board saw nine sites in May."),
    "fr": ("Le Comité rendra compte l'an prochain.", "Fait à Lomé, le 3 mai 2025\nLa présidente"),
    "es": ("El Consejo informará el año próximo.", "LA PRESIDENTA\n\nLIC. ANA MORA\n\nC.c.p. Archivo del Congreso."),
    "ru": ("Комиссия доложит в будущем году.", "Руководитель группы А. Б. Попова\n\n3 мая 2025 года"),
    "ar": ("وستقدم اللجنة تقريرها في العام المقبل.", "جنيف، 3 أيار/مايو 2025\nرئيسة اللجنة"),
    "zh": ("委员会将于明年提交报告。", "审计署\n2025年5月3日"),
}
OPENINGS = {
    "en": "Report of the Board\n\n1. The Board met in May and heard three ministers.\n\n2. The Board recommends that"
    " the Ministry publish the accounts.\n\n3. ",
    "fr": "Rapport du Comité\n\n1. Le Comité s'est réuni en mai et a entendu trois ministres.\n\n2. Le Comité"
    " recommande que le ministère publie les comptes.\n\n3. ",
    "es": "Informe del Consejo\n\n1. El Consejo se reunió en mayo y escuchó a tres ministros.\n\n2. El Consejo"
    " recomienda que el Ministerio publique las cuentas.\n\n3. ",
    "ru": "Доклад комиссии\n\n1. Комиссия собралась в мае и выслушала трёх министров.\n\n2. Комиссия рекомендует"
    " министерству опубликовать отчётность.\n\n3. ",
    "ar": "تقرير اللجنة\n\n1- اجتمعت اللجنة في أيار/مايو واستمعت إلى ثلاثة وزراء.\n\n2- توصي اللجنة بأن تنشر الوزارة"
    " الحسابات.\n\n3- ",
    "zh": "委员会报告\n\n1. 委员会于5月举行会议，听取了三位部长的汇报。\n\n2. 委员会建议财政部公布账目。\n\n3. ",
}


@pytest.mark.parametrize("language", CLOSINGS)
def test_what_closes_a_report_is_no_text_of_its_last_paragraph(language: str) -> None:
    last, closing = CLOSINGS[language]
    report = parsed(f"{OPENINGS[language]}{last}\n\n{closing}\n", language)
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3"]
    assert report.paragraphs[-1].text == last


def test_a_date_on_the_next_line_ends_it_too() -> None:
    report = parsed(f"{OPENINGS['zh']}委员会将于明年提交报告。\n申诉专员公署 2024年9月\n", "zh")
    assert report.paragraphs[-1].text == "委员会将于明年提交报告。"


def test_what_a_last_paragraph_announces_is_its_text() -> None:
    report = parsed(f"{OPENINGS['en']}The Board heard:\n\nThe Minister of Ports;\n\nThe Mayor of Lome.\n", "en")
    assert report.paragraphs[-1].text.endswith("The Minister of Ports; The Mayor of Lome.")


def test_notes_that_end_a_report_without_a_rule_have_their_marks_on_earlier_pages() -> None:
    pages = "1. The Board met in May.1\n\n2. The Board recommends that the Ministry publish the accounts.2\n\n\f3. {}\n"
    notes = "\n\n1 See the Board's first report.\n2 Act on Public Accounts, section 4.\n"
    report = parsed(f"Report of the Board\n\n{pages.format('The Board will report next year.')}{notes}", "en")
    assert [paragraph.text for paragraph in report.paragraphs] == [
        "The Board met in May.",
        "The Board recommends that the Ministry publish the accounts.",
        "The Board will report next year.",
    ]
