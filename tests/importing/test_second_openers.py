"""Lists that go on under a second opener, series that begin anew, and what an auditor tells in the past."""

from recommendations.importing.parser import parse
from recommendations.importing.readers import read
from tests.importing.documents import parsed


def refs(text: str, language: str) -> list[str]:
    return [item.ref for item in parsed(text, language).recommendations]


def test_a_lettered_list_goes_on_under_a_second_opener() -> None:
    text = """\
Report on the kitchens

1 The Ministry does not know the condition of its kitchens, nor what they cost each year.

Recommendations

2 The Ministry should:

a  complete a register of its kitchens by June; and

b  publish each year what the closures cost.

3 Working with the Treasury, the Ministry should also:

c  test the market for shared kitchens; and

d  pay contractors for equipment that works.
"""
    assert refs(text, "en") == ["2(a)", "2(b)", "3(c)", "3(d)"]


def test_items_in_brackets_go_on_in_another_language() -> None:
    text = """\
巡查报告

1. 巡查组查看了十二个仓库，发现四个仓库的消防设施已经失效。

建议

2. 建议消防部门：
（a） 更换失效的设施；
（b） 每季度检查一次；
（c） 公布检查结果；
（d） 培训值班人员；
（e） 设立举报电话。

3. 建议仓库经营者：
（f） 清理消防通道；
（g） 安排夜间值班。
"""
    assert refs(text, "zh")[-2:] == ["3(f)", "3(g)"]


def test_a_series_in_words_that_begins_anew_is_counted_on() -> None:
    text = """\
Resolución de la Defensora

1. La residencia tiene dos auxiliares por la noche para ciento dieciocho personas.

2. El timbre de la habitación no funcionaba el día de la caída.

RECOMENDACIONES

PRIMERA. Modificar el decreto de personal.

SEGUNDA. Comprobar los timbres sin previo aviso.

SUGERENCIAS

PRIMERA. Reforzar el turno de noche.

SEGUNDA. Reparar los timbres de las habitaciones.
"""
    assert refs(text, "es") == [f"Recommendation {number}" for number in range(1, 5)]


def test_a_list_below_its_opener_and_heading_is_no_second_numbering_of_paragraphs() -> None:
    text = """\
Решение уполномоченного

1. Ведомство отказало заявителю в доступе к отчётам.

2. Причина отказа не была названа.

3. Отказ нарушает закон.

Рекомендации

Уполномоченный направляет ведомству следующие рекомендации:

1. Предоставить заявителю отчёты.

2. Вести открытый реестр документов.
"""
    assert refs(text, "ru") == ["Recommendation 1", "Recommendation 2"]


def test_what_is_recommended_in_the_passive_opens_the_numbers_below() -> None:
    text = """\
Report of the Commission

5.1. The Commission heard twelve families and visited four villages.

5.2. The Municipality is recommended to:

5.2.1. provide each household with water within two weeks; and

5.2.2. publish a timetable of the tankers.
"""
    assert refs(text, "en") == ["5.2.1", "5.2.2"]


def test_an_auditor_tells_below_each_finding_what_was_recommended() -> None:
    finding = "{}. Imprest of {} cedis was not retired.\n\n{}. {}\n\n{}. Management agreed and will comply.\n\n"
    asked = (
        "We recommended that the officers should account for the amount.",
        "To recover the sum, we urged the bursar to deduct it.",
        "We recommended to the headmaster to keep a ledger.",
    )
    findings = "".join(
        finding.format(3 * place + 1, place + 2, 3 * place + 2, text, 3 * place + 3) for place, text in enumerate(asked)
    )
    assert refs(f"Report of the Auditor-General\n\n{findings}", "en") == ["2", "5", "8"]
    now = "10. We recommend that the Board meet each month.\n"
    assert "2" not in refs(f"Report of the Auditor-General\n\n{findings}{now}", "en")


def test_the_series_above_paragraphs_counts_not_its_summary() -> None:
    text = """\
Summary and recommendations

1. The contracts were varied often and reported upon without any check.

Recommendation no. 1
Paragraph 2.2
The Department require that larger variations be approved by another branch.
Department response: Agreed.

Recommendation no. 2
Paragraph 2.4
The Department publish the waiting time at each centre.
Department response: Agreed in part.

2. Variation

2.1 The extension was approved on a minute of two pages without a price.

Recommendation no. 1

2.2 The Department require that larger variations be approved by another branch.

Department response: Agreed.

2.3 The waiting time was not measured at any centre.

Recommendation no. 2

2.4 The Department publish the waiting time at each centre.

Department response: Agreed in part.

2.5 The contractors count the applicants in different ways.

2.6 The Department has not compared their figures with its own.

2.7 It told the auditors that it would do so from May.
"""
    report = parsed(text, "en")
    assert [(item.ref, item.paragraph) for item in report.recommendations] == [
        ("Recommendation 1", "2.2"),
        ("Recommendation 2", "2.4"),
    ]
    assert {one.ref: one.position for one in report.positions} == {
        "Recommendation 1": "accepted",
        "Recommendation 2": "partially_accepted",
    }


def test_what_one_sentence_asks_beside_lists_all_over_a_report_is_a_recommendation() -> None:
    text = """\
Report of the visiting team

Rooms

1. The rooms hold eight beds each. There are no lockers.

2. Recommendations to the director:
(a) move the beds apart; and
(b) buy lockers.

Complaints

3. The box for complaints is opened by the director himself.

4. The director should leave the box to the ombudsman.

5. Under the Act, doors should open from within.

Staff

6. Recommendations to the director:
(a) hire two nurses; and
(b) train the guards.
"""
    assert refs(text, "en") == ["2(a)", "2(b)", "4", "6(a)", "6(b)"]


def test_numbers_with_one_bracket_stand_in_items_with_two() -> None:
    text = """\
Informe de la oficina

1. La oficina visitó seis mercados y habló con los vendedores.

2. La oficina recomienda al municipio que:
(1) designe a un responsable que:
1) reciba las quejas;
2) las registre;
(2) publique los resultados.
"""
    assert refs(text, "es") == ["2(1)", "2(1)(1)", "2(1)(2)", "2(2)"]


def test_a_chapter_ends_a_paragraph_though_its_title_asks() -> None:
    text = """\
التقرير

1.1 لم تكن الحسابات المصرفية عبر الهاتف معروفة عند صدور القانون.

1.2 بلغت هذه الحسابات ثلث الودائع في عام 2030.

الفصل الثاني: متى يعد الحساب خامدا؟

2.1 توصي اللجنة بأن تنشر الوزارة قائمة الحسابات.

2.2 لم تحدد اللجنة مهلة لذلك.
"""
    report = parsed(text, "ar")
    assert report.paragraphs[1].text == "بلغت هذه الحسابات ثلث الودائع في عام 2030."


CODED_BELOW = """\
Informe de la comisión de investigación

1. Hechos

El tren descarriló en una curva por la rotura de un carril que se conocía defectuoso.

2. Recomendaciones

La reparación no dependía de la temperatura. Por ello, la Comisión recomienda que

el Ministerio modifique el plazo de reparación de los carriles.

Recomendación R26-03

Los planes de emergencia no se conocían. Por ello, la Comisión recomienda que

el Ministerio exija que se remitan a los municipios.

Recomendación R26-04
"""
CODED_BEHIND = """\
調查報告

結論

船長未保持瞭望，船公司未監督值勤時數。

改善建議

致船公司

1. 強化駕駛臺資源管理訓練。（TTSB-MSR-24-07-001）

2. 建立值勤時數管控機制。（TTSB-MSR-24-07-002）

致航港局

1. 將海圖更新列入檢查項目。（TTSB-MSR-24-07-003）
"""
LETTERED = """\
Audit report

Finding 1: Accounts were not removed. Eleven had been used after the person left.

Recommendations

We recommend that the Chief Information Officer:

1.a Disable all accounts that have not been used.

1.b Review the accounts each quarter.

Finding 2: Backups were not encrypted. The vendor offered it.

Recommendations

We recommend that the Chief Information Officer:

2.a Encrypt all backups of the portal.
"""


def test_codes_below_behind_and_before_recommendations_are_their_references() -> None:
    assert refs(CODED_BELOW, "es") == ["R26-03", "R26-04"]
    assert refs(CODED_BEHIND, "zh") == [f"TTSB-MSR-24-07-00{number}" for number in (1, 2, 3)]
    assert refs(LETTERED, "en") == ["1.a", "1.b", "2.a"]


def test_an_answer_annexed_to_a_report_makes_its_recommendations_no_older_ones() -> None:
    text = """\
# Audit of the ports

## 1. Berths

1.1 The berths are long and mostly empty.

Recommendation 1

1.2 The Authority should let the empty berths.

## 2. Cranes

2.1 The cranes are old.

Recommendation 2

2.2 The Authority should replace the cranes.

## Appendix 1 Government response

The Authority thanks the auditors.
"""
    report = parse(read(text.encode(), "ports.md"), "en")
    assert [item.ref for item in report.recommendations] == ["Recommendation 1", "Recommendation 2"]
    assert report.paragraphs[-1].section == ("2. Cranes", "Recommendation 2")


def test_numbers_that_run_on_over_chapters_below_a_summary_are_paragraphs() -> None:
    chapters = ("The complaint", "The law", "What we found", "Decision")
    text = "".join(
        f"## {title}\n\n{number}. The Council was slow, and it did not say why it was.\n\n"
        for number, title in enumerate(chapters, start=1)
    )
    summary = "# Report\n\n## Recommendations\n\nThe Council was asked to take the steps in paragraph 4.\n\n"
    report = parse(read((summary + text).encode(), "report.md"), "en")
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2", "3", "4"]


def test_what_the_author_shall_do_itself_is_no_recommendation() -> None:
    text = """\
Report of the Committee on Health

1. The Committee visited three hospitals and heard their directors.

Recommendations

2. The Committee recommends that the Ministry repair the pumps.

3. The Ministry shall report to the Committee within six months.

4. The Committee shall table a progress report after six months.
"""
    assert refs(text, "en") == ["2", "3"]
