"""Lists that go on under a second opener, series that begin anew, and what an auditor tells in the past."""

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
