"""What cells say: days in the ways of six languages, references, states and positions."""

from datetime import date

import pytest

from recommendations.importing.mapping.days import day, day_first, is_ambiguous
from recommendations.importing.mapping.percents import counts_to_one, percent
from recommendations.importing.mapping.references import (
    above,
    leading,
    names_a_part,
    normal_reference,
    of_report,
    parent_of,
)
from recommendations.importing.mapping.states import (
    State,
    codes_of,
    implementation_state,
    is_open,
    position_word,
    response_state,
)


@pytest.mark.parametrize(
    "written",
    [
        "2027-06-30", "30/06/2027", "30.06.27", "2027年6月30日", "30 June 2027", "June 30, 2027", "30 juin 2027",
        "30 de junio de 2027", "30 июня 2027 г.", "٣٠ حزيران/يونيه ٢٠٢٧", "46568", "30-Jun-2027",
        "2027-06-30 00:00:00", "30-Jun-27", "до 30.06.2027", "by 30 June 2027", "30/06/2027م", "2027年6月30日前",
        "民國116年6月30日", "116年6月30日", "avant le 30 juin 2027",
        "116.06.30", "116/06/30", "30.06.2027 0:00:00", "6/30/2027 12:00 AM",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_it_is_written(written: str) -> None:
    found = day(written)
    assert found is not None
    assert (found.on, found.as_given) == (date(2027, 6, 30), "2027-06-30")


@pytest.mark.parametrize(
    "written",
    [
        "2027-Q2", "Q2 2027", "2nd quarter 2027", "T2 2027", "2e trimestre 2027", "II квартал 2027", "2 кв. 2027",
        "الربع الثاني 2027", "2027年第二季度", "second quarter of 2027", "2.º trimestre de 2027",
        "2-й квартал 2027 года",        "الربع الثاني من عام 2027", "end of Q2 2027",
    ],
)  # fmt: skip
def test_a_quarter_ends_on_its_last_day_and_stays_a_quarter(written: str) -> None:
    found = day(written)
    assert found is not None
    assert (found.on, found.as_given) == (date(2027, 6, 30), "2027-Q2")


def test_a_month_ends_on_its_last_day() -> None:
    assert {day(written) for written in ("2027-02", "02/2027", "February 2027", "2027年2月", "febrero de 2027")} == {
        day("2027-02")
    }
    found = day("2027-02")
    assert found is not None
    assert (found.on, found.as_given) == (date(2027, 2, 28), "2027-02")


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("end of 2027", date(2027, 12, 31)),
        ("до конца 2027 года", date(2027, 12, 31)),
        ("نهاية عام 2027", date(2027, 12, 31)),
        ("2027年底", date(2027, 12, 31)),
        ("2026-2028", date(2028, 12, 31)),
        ("H1 2027", date(2027, 6, 30)),
        ("1er semestre 2027", date(2027, 6, 30)),
        ("2027年上半年", date(2027, 6, 30)),
        ("2026–2027 годы", date(2027, 12, 31)),
        ("عام 2027", date(2027, 12, 31)),
        ("2027年2月底前", date(2027, 2, 28)),
        ("Jan-Mar 2027", date(2027, 3, 31)),
        ("октябрь–декабрь 2027 г.", date(2027, 12, 31)),
        ("2027年1-3月", date(2027, 3, 31)),
        ("115年第4季", date(2026, 12, 31)),
    ],
)
def test_a_year_and_half_of_one_end_on_their_last_day(written: str, on: date) -> None:
    found = day(written)
    assert found is not None
    assert found.on == on


@pytest.mark.parametrize("written", ["by 2027", "2027年前", "before June 2027", "1448/06/30هـ", "mid-2027"])
def test_what_does_not_tell_its_day_for_sure_is_not_read(written: str) -> None:
    assert day(written) is None


def test_only_days_and_months_that_could_change_places_are_ambiguous() -> None:
    assert [is_ambiguous(cell) for cell in ("03/04/2027", "03.04.2027", "03/03/2027", "13/04/2027", "2027-03-04")] == [
        True, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["tbd", "ongoing", "99/99/2027", "2027-02-30", "Q5 2027", "0206-01-01", "1", ""])
def test_what_is_no_day_is_none(written: str) -> None:
    assert day(written) is None


def test_the_column_tells_whether_days_or_months_come_first() -> None:
    assert day_first(["03/04/2027", "12/31/2027"]) is False
    assert day_first(["03/04/2027", "31/12/2027"]) is True
    assert day_first(["03/04/2027"]) is None
    assert day_first(["31/12/2027", "12/31/2027"]) is None
    found = day("03/04/2027", days_first=False)
    assert found is not None
    assert found.on == date(2027, 3, 4)


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("81（o） ㈢", "81(o)(iii)"),
        ("81 (o) (iii)", "81(o)(iii)"),
        ("Rec. 4", "Recommendation 4"),
        ("Recommendation No. 4 (a)", "Recommendation 4(a)"),
        ("建议 4", "Recommendation 4"),
        ("Рекомендация 4", "Recommendation 4"),
        ("para. 81 (c)", "81(c)"),
        ("81(ج)", "81(c)"),
        ("140.12.", "140.12"),
        ("2024/07-3", "2024-07-3"),
        ("REC-0000001", "REC-0000001"),
        ("27 b) i)", "27(b)(i)"),
        ("81 б)", "81(b)"),
        ("٨١", "81"),
        ("建议三", "Recommendation 3"),
        ("3)", "3"),
        ("二（三）", "2(iii)"),
    ],
)
def test_a_reference_is_put_into_its_one_form(written: str, reference: str) -> None:
    assert normal_reference(written) == reference


def test_a_reference_may_name_its_report_or_stand_before_its_text() -> None:
    assert of_report("A/77/5/Add.8, chap. II, para. 51 (a)") == ("A/77/5/Add.8", "51 (a)")
    assert of_report("A/79/5 (Vol. I), para. 12") == ("A/79/5 (Vol. I)", "12")
    assert of_report("2024/07-3") == ("", "2024/07-3")
    assert leading("16. a) Write the guide.") == ("16 a)", "Write the guide.")
    assert leading("12 offices should close.") == ("", "12 offices should close.")


@pytest.mark.parametrize(
    ("written", "done"), [("60 %", 60), ("٤٠٪", 40), ("75", 75), ("0,5%", 0), ("150%", None), ("half", None)]
)
def test_percentages_are_read(written: str, done: int | None) -> None:
    assert percent(written) == done


def test_shares_of_one_are_percentages_where_the_whole_column_has_them() -> None:
    assert counts_to_one(["0.5", "1", "0"])
    assert not counts_to_one(["5", "1", "0"])
    assert percent("0.5", of_one=True) == 50


def test_a_line_that_names_a_part_of_the_list_is_told_from_a_reference() -> None:
    names = [
        "1. Governance",
        "Раздел II. Кадры",
        "二、资产管理方面",
        "Recommendation 3",
        "AUDIT-2026-01",
        "81(c)",
        "建议三",
    ]
    assert [names_a_part(name) for name in names] == [True, True, True, False, False, False, False]


def test_a_recommendation_stands_under_the_nearest_one_that_is_there() -> None:
    assert list(above("81(o)(iii)")) == ["81(o)", "81"]
    assert parent_of("81(o)(iii)", {"81(o)", "81"}) == "81(o)"
    assert parent_of("12.3", {"12", "1"}) == "12"
    assert parent_of("12.3", {"1"}) == ""
    assert parent_of("Recommendation 4(a)", {"Recommendation 4"}) == "Recommendation 4"
    assert parent_of("REC-12", {"REC"}) == ""


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("In progress", State(implementation="in_progress")),
        ("Fully implemented", State(implementation="verified_implemented")),
        ("Closed, not implemented", State(implementation="closed_not_implemented")),
        ("Overtaken by events", State(implementation="closed_not_implemented", closing="overtaken_by_events")),
        ("No longer applicable", State(implementation="closed_not_implemented", closing="no_longer_relevant")),
        ("Not initiated", State(implementation="not_started")),
        ("Under implementation", State(implementation="in_progress")),
        ("Open, unresolved", State("pending")),
        ("已执行", State(implementation="verified_implemented")),
        ("En cours d'application", State(implementation="in_progress")),
        ("قيد التنفيذ", State(implementation="in_progress")),
        ("Не начато", State(implementation="not_started")),
        ("reported_implemented", State(implementation="reported_implemented")),
        ("In progress / En cours", State(implementation="in_progress")),
        ("Implemented (March 2026)", State(implementation="verified_implemented")),
        ("In progress / Appliquée", None),
        ("yes", State(implementation="verified_implemented")),
        ("Concluidas", State(implementation="verified_implemented")),
        ("No iniciado", State(implementation="not_started")),
        ("Appliqué", State(implementation="verified_implemented")),
        ("Выполнены", State(implementation="verified_implemented")),
        ("منفذ جزئيا", State(implementation="in_progress")),
        ("持續整改", State(implementation="in_progress")),
        ("進行中", State(implementation="in_progress")),
        ("Partially agreed. Only half can be paid.", State("partially_accepted")),
        ("Implemented – see annex", State(implementation="verified_implemented")),
        ("FALSE", State(implementation="not_started")),
        ("closed", None),
        ("Blue", None),
    ],
)
def test_the_words_of_the_usual_lists_are_known_as_states(written: str, state: State | None) -> None:
    assert implementation_state(written) == state


def test_a_response_may_be_said_in_the_words_of_states() -> None:
    assert response_state("Accepted in part") == State("partially_accepted")
    assert response_state("不接受") == State("not_accepted")
    assert response_state("Supported") == State("accepted")
    assert (position_word("Supported"), position_word("Noted"), position_word("Partially accepted")) == (
        "supported", "noted", "partially_accepted",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "implementation"),
    [
        ("Implemented in full", "verified_implemented"),
        ("Substantially implemented", "in_progress"),
        ("To be implemented", "not_started"),
        ("Not fully implemented", ""),
        ("Will be implemented next year", ""),
        ("Appliquée intégralement", "verified_implemented"),
        ("Mise en oeuvre en cours", "in_progress"),
        ("Pas encore démarré", "not_started"),
        ("Engagée", "in_progress"),
        ("À lancer", "not_started"),
        ("Avance mínimo", "in_progress"),
        ("Реализация не начата", "not_started"),
        ("Clôturée - mise en œuvre", "verified_implemented"),
        ("Cumplida totalmente", "verified_implemented"),
        ("En vías de implementación", "in_progress"),
        ("Por iniciar", "not_started"),
        ("Выполнена в полном объеме", "verified_implemented"),
        ("Ведется работа", "in_progress"),
        ("Не реализована", "not_started"),
        ("تم تنفيذ التوصية", "verified_implemented"),
        ("جاري العمل", "in_progress"),
        ("لم تنفذ بعد", "not_started"),
        ("غير مكتملة", ""),
        ("已整改到位", "verified_implemented"),
        ("部分落实到位", "in_progress"),
        ("待整改", "not_started"),
        ("執行完畢", "verified_implemented"),
    ],
)
def test_where_the_implementation_stands_is_told_by_its_verb_and_what_stands_beside_it(
    written: str, implementation: str
) -> None:
    found = implementation_state(written)
    assert (found.implementation if found is not None else "") == implementation


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Open", True),
        ("Ouvert / Open", True),
        ("Vencida", True),
        ("Просрочена", True),
        ("逾期", True),
        ("Closed", False),
    ],
)
def test_words_that_only_say_that_something_goes_on_are_told_from_others(written: str, said: bool) -> None:
    assert is_open(written) is said
    assert implementation_state(written) is None


def test_short_forms_count_where_the_whole_column_has_nothing_else() -> None:
    assert codes_of("response", ["A", "UC", "A", ""])["uc"] == State("under_consideration")
    assert codes_of("response", ["O", "N", "P"])["o"] == State("accepted")
    assert codes_of("response", ["A", "A"]) == {}
    assert codes_of("response", ["A", "Agreed"]) == {}
