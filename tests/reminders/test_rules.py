"""When a date asks for a reminder and whom: the cadence, day by day, without a database."""

from datetime import date, timedelta
from typing import Any

import pytest

from recommendations.reminders.rules import CADENCE, Due, Part, People, Telling, latest_moment, tellings

OWNER, ALTERNATE, HEAD, SENIOR = 1, 2, 3, 4
UNIT = 7
DUE_ON = date(2026, 6, 30)


def day(offset: int) -> date:
    return DUE_ON + timedelta(days=offset)


def due(**fields: Any) -> Due:
    given = {"item": 81, "kind": "target", "due_on": DUE_ON, "since": None, "owner": OWNER, "alternate": ALTERNATE}
    return Due(**{**given, "unit": UNIT, **fields})


def people(on: date, *away: int) -> People:
    here = {person: on for person in (OWNER, ALTERNATE, HEAD, SENIOR) if person not in away}
    return People(here, {UNIT: (HEAD,)} if HEAD in here else {}, (SENIOR,) if SENIOR in here else ())


def told(item: Due, around: People) -> dict[int, date]:
    return {telling.to: telling.moment_on for _part, telling in tellings(item, around)}


def moments_of_the_owner(item: Due, days: range) -> list[int]:
    """The moments told, in days from the date, when somebody asks on each of these days."""
    seen: list[int] = []
    for offset in days:
        moment = told(item, people(day(offset))).get(OWNER)
        if moment is not None and (offset_of := (moment - DUE_ON).days) not in seen:
            seen.append(offset_of)
    return seen


def test_a_date_is_spoken_of_30_7_and_1_days_before_on_the_day_and_every_week_after() -> None:
    assert moments_of_the_owner(due(), range(-60, 30)) == [-30, -7, -1, 0, 7, 14, 21, 28]


def test_asked_twice_on_a_day_the_answer_is_the_same() -> None:
    for offset in range(-40, 60):
        assert list(tellings(due(), people(day(offset)))) == list(tellings(due(), people(day(offset))))


@pytest.mark.parametrize(
    ("asked_on", "moment"), [(-31, None), (-25, -30), (-4, -7), (0, 0), (3, 0), (10, 7), (400, 399)]
)
def test_after_days_in_which_nobody_asked_only_the_latest_moment_counts(asked_on: int, moment: int | None) -> None:
    assert latest_moment(DUE_ON, day(asked_on)) == (None if moment is None else day(moment))


def test_who_is_given_an_item_due_in_five_days_hears_of_it_the_day_before() -> None:
    assert moments_of_the_owner(due(since=day(-5)), range(-5, 8)) == [-1, 0, 7]


def test_who_is_given_an_item_due_today_hears_of_it_today() -> None:
    assert moments_of_the_owner(due(since=day(0)), range(3)) == [0]


def test_who_is_given_an_item_that_is_late_hears_of_it_at_once_and_again_with_the_next_week() -> None:
    assigned = due(since=day(10))
    assert [told(assigned, people(day(offset)))[OWNER] for offset in range(10, 15)] == [day(7)] * 4 + [day(14)]


def test_an_owner_who_left_is_followed_by_the_alternate_then_by_the_head_of_the_unit() -> None:
    assert set(told(due(), people(DUE_ON))) == {OWNER}
    assert set(told(due(), people(DUE_ON, OWNER))) == {ALTERNATE}
    assert set(told(due(), people(DUE_ON, OWNER, ALTERNATE))) == {HEAD}
    assert set(told(due(), people(DUE_ON, OWNER, ALTERNATE, HEAD))) == set()


def test_an_item_nobody_owns_yet_is_the_unit_heads() -> None:
    assert set(told(due(owner=None, alternate=None), people(DUE_ON))) == {HEAD}
    assert told(due(owner=None, alternate=None, unit=None), people(DUE_ON)) == {}


def test_the_unit_head_is_told_once_from_the_fourteenth_day_on_and_senior_management_from_the_forty_fifth() -> None:
    assert set(told(due(), people(day(13)))) == {OWNER}
    assert told(due(), people(day(14))) == {OWNER: day(14), HEAD: day(14)}
    assert told(due(), people(day(44)))[HEAD] == day(14)
    assert told(due(), people(day(45)))[SENIOR] == day(45)
    assert told(due(), people(day(300)))[SENIOR] == day(45)


def test_a_unit_head_who_stands_in_for_the_owner_is_not_told_of_one_moment_twice() -> None:
    found = list(tellings(due(), people(day(14), OWNER, ALTERNATE)))
    assert [part for part, telling in found if telling.to == HEAD] == [Part.ANSWERS, Part.HEADS_THE_UNIT]
    assert len({telling for _part, telling in found}) == 1


def test_everybody_is_asked_by_their_own_day() -> None:
    around = People({OWNER: day(-2), HEAD: day(-1)}, {UNIT: (HEAD,)})
    assert told(due(), around) == {OWNER: day(-7)}
    assert told(due(owner=None, alternate=None), around) == {HEAD: day(-1)}


def test_a_changed_date_begins_a_new_series() -> None:
    before = set(tellings(due(), people(day(0))))
    after = set(tellings(due(due_on=day(1)), people(day(0))))
    assert not before & after


@pytest.mark.parametrize("year_end", [date(9999, 12, 31), date(1, 1, 1), date(2028, 2, 29)])
def test_no_date_of_the_calendar_is_too_odd(year_end: date) -> None:
    on = min(year_end, date(9999, 12, 31))
    assert list(tellings(due(due_on=year_end), people(on))) == [
        (Part.ANSWERS, Telling(81, OWNER, "target", year_end, year_end))
    ]


def test_the_cadence_is_the_one_the_house_has_agreed_on() -> None:
    assert (CADENCE.before, CADENCE.again_every) == ((30, 7, 1), 7)
    assert (CADENCE.to_unit_head_after, CADENCE.to_senior_management_after) == (14, 45)
