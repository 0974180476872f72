"""What cells say: days in the ways of six languages, references, states and positions."""

from datetime import date

import pytest

from recommendations.importing.mapping.days import day, day_first
from recommendations.importing.mapping.references import above, normal_reference, parent_of
from recommendations.importing.mapping.states import State, implementation_state, position_word, response_state


@pytest.mark.parametrize(
    "written",
    [
        "2027-06-30", "30/06/2027", "30.06.27", "2027年6月30日", "30 June 2027", "June 30, 2027", "30 juin 2027",
        "30 de junio de 2027", "30 июня 2027 г.", "٣٠ حزيران/يونيه ٢٠٢٧", "46568", "30-Jun-2027",
        "2027-06-30 00:00:00",
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
        "الربع الثاني 2027", "2027年第二季度", "second quarter of 2027",
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
    ],
)
def test_a_reference_is_put_into_its_one_form(written: str, reference: str) -> None:
    assert normal_reference(written) == reference


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
