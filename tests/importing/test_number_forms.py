"""Paragraph numbers in other forms than "12." are read where they number a whole report."""

import pytest

from recommendations.importing.readers import ReportRefusedError
from tests.importing.documents import parsed

REPORTS = {
    "en": """\
Report of the Coroner

The facts

{0} The dam was inspected in June. No crack was found, and none was recorded in the book.

{1} On 4 July the water rose by three metres. The keeper opened two of the four gates.

What should be done

{2} The third gate could not be moved, since its motor had been taken away for repair.

{3} I recommend that the Dams Authority:
(a) keep a spare motor at each dam; and
(b) test all gates once a month.

{4} A copy of these findings will be sent to the Authority and to the family.
""",
    "fr": """\
Rapport de la mission d'inspection

Les constats

{0} La mission a visité douze établissements et entendu quatre-vingts agents au printemps.

{1} Les registres sont tenus dans neuf établissements ; ils ne sont jamais contrôlés.

Les suites à donner

{2} Aucun texte ne précise qui doit les contrôler, ni à quel rythme ils doivent l'être.

{3} La mission recommande que le ministère :
a) désigne dans chaque établissement un responsable ;
b) fasse contrôler les registres chaque année.

{4} Le présent rapport a été communiqué aux établissements visités et au ministère.
""",
    "ru": """\
Доклад комиссии по расследованию

Обстоятельства

{0} Комиссия осмотрела склад и опросила двенадцать работников порта.

{1} Журнал проверок не вёлся с весны, и никто этого не заметил.

Выводы

{2} Пожарная сигнализация была отключена на время ремонта и не включена вновь.

{3} Комиссия рекомендует администрации порта:
a) проверять сигнализацию каждый месяц;
b) назначить ответственного за журнал.

{4} Настоящий доклад направлен администрации порта и министерству.
""",
    "zh": """\
调查委员会报告

基本情况

{0} 委员会查看了水库大坝，并询问了十二名值班人员。

{1} 六月以来没有检查记录，水位在一天之内上升了三米。

处理意见

{2} 三号闸门因电机送修而无法开启，值班人员没有上报。

{3} 委员会建议水库管理局：
（a） 在每座大坝配备备用电机；
（b） 每月检查一次全部闸门。

{4} 本报告已送交水库管理局和当事人家属。
""",
}
FORMS = [
    ("en", "[{}]"), ("en", "¶ {}"), ("en", "({})"), ("fr", "§ {}."), ("fr", "[{}]"), ("fr", "N° {}"), ("ru", "{})"),
    ("ru", "Пункт {}."), ("zh", "第{}段"), ("zh", "[{}]"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_number_in_any_form_that_runs_through_a_report_is_a_paragraphs(language: str, form: str) -> None:
    report = parsed(REPORTS[language].format(*(form.format(number) for number in range(1, 6))), language)
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3", "4", "5"]
    assert [item.ref for item in report.recommendations] == ["4(a)", "4(b)"]


@pytest.mark.parametrize("language", REPORTS)
def test_without_capitals_to_tell_them_roman_numerals_number_a_report_too(language: str) -> None:
    report = parsed(REPORTS[language].format("I", "II", "III", "IV", "V"), language)
    assert [paragraph.number for paragraph in report.paragraphs] == ["I", "II", "III", "IV", "V"]
    assert [item.ref for item in report.recommendations] == ["IV(a)", "IV(b)"]


def test_a_summary_counted_in_roman_stands_before_the_paragraphs() -> None:
    summary = "I The Court audited nine ports. Three have no ships.\n\nII The Court recommends a plan.\n\n"
    text = REPORTS["en"].format("01", "02", "03", "04", "05")
    report = parsed(text.replace("The facts\n", f"Summary\n\n{summary}Observations\n", 1), "en")
    assert [paragraph.number for paragraph in report.paragraphs] == ["I", "II", "1", "2", "3", "4", "5"]


def test_a_list_of_sources_is_no_numbering() -> None:
    text = """\
Study of the ports

The berths are long. The cranes are old. The sheds leak. The rails are worn. The lights are dim.

Sources

[1] Annual report of the harbour master. Printed in May.

[2] Survey of the berths, second edition. Not published.

[3] Letter of the pilots to the Minister. In the files.
"""
    with pytest.raises(ReportRefusedError):
        parsed(text, "en")
