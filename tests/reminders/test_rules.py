"""When an item asks for a reminder and whom: the cadence, day by day, without a database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from recommendations.reminders.cadence import Book, Kind, Rule, Step, To
from recommendations.reminders.kinds import DEFAULTS
from recommendations.reminders.rules import (
    Dated,
    Facts,
    People,
    Stage,
    Telling,
    nobody_hears,
    quarters_around,
    tellings,
)

OWNER, ALTERNATE, HEAD, SENIOR, HELPER, VERIFIER, COORDINATOR = range(1, 8)
UNIT, DIVISION = 7, 70
DUE_ON = date(2026, 6, 30)
PARENTS = {UNIT: DIVISION, DIVISION: None}
HOUSE = Book({None: DEFAULTS}, PARENTS)
ONLY_DATES = Book({None: {kind: DEFAULTS[kind] for kind in (Kind.RESPONSE, Kind.TARGET, Kind.OVERDUE)}}, PARENTS)


def day(offset: int) -> date:
    return DUE_ON + timedelta(days=offset)


def facts(**fields: Any) -> Facts:
    given: dict[str, Any] = {"stage": Stage.TO_DO, "due_on": DUE_ON, "owner": OWNER, "alternate": ALTERNATE}
    return Facts(81, **{**given, "unit": UNIT, **fields})


def people(on: date, *away: int, **more: Any) -> People:
    here = {person: on for person in range(1, 8) if person not in away}
    return People(
        here,
        {UNIT: (HEAD,)} if HEAD in here else {},
        {},
        (SENIOR,) if SENIOR in here else (),
        {VERIFIER: frozenset({DIVISION})},
        (COORDINATOR,) if COORDINATOR in here else (),
        **more,
    )


def told(item: Facts, around: People, book: Book = ONLY_DATES) -> dict[int, date]:
    return {telling.to: telling.moment_on for _to, telling in tellings(item, around, book)}


def moments(person: int, item: Facts, days: Iterable[int], book: Book = ONLY_DATES, kind: str = "") -> list[int]:
    """The moments told to somebody, in days from the date, when they are asked about on each of these days."""
    seen: list[int] = []
    for offset in days:
        for _to, telling in tellings(item, people(day(offset)), book):
            moment = (telling.moment_on - DUE_ON).days
            if telling.to == person and telling.kind == (kind or telling.kind) and moment not in seen:
                seen.append(moment)
    return seen


def test_a_date_is_spoken_of_30_7_and_1_days_before_on_the_day_and_every_week_after() -> None:
    assert moments(OWNER, facts(), range(-60, 30)) == [-30, -7, -1, 0, 7, 14, 21, 28]
    assert moments(OWNER, facts(stage=Stage.UNDECIDED), range(-60, 30)) == [-30, -7, -1, 0, 7, 14, 21, 28]


def test_asked_twice_on_a_day_the_answer_is_the_same() -> None:
    for offset in range(-40, 60):
        assert list(tellings(facts(), people(day(offset)), HOUSE)) == list(
            tellings(facts(), people(day(offset)), HOUSE)
        )


@pytest.mark.parametrize(
    ("asked_on", "moment"), [(-31, None), (-25, -30), (-4, -7), (0, 0), (3, 0), (10, 7), (400, 399)]
)
def test_after_days_in_which_nobody_asked_only_the_latest_moment_counts(asked_on: int, moment: int | None) -> None:
    assert moments(OWNER, facts(), [asked_on]) == ([] if moment is None else [moment])


def test_who_is_given_an_item_due_in_five_days_hears_of_it_the_day_before() -> None:
    assert moments(OWNER, facts(since=day(-5)), range(-5, 8)) == [-1, 0, 7]


def test_who_is_given_an_item_due_today_hears_of_it_today() -> None:
    assert moments(OWNER, facts(since=day(0)), range(3)) == [0]


def test_who_is_given_an_item_that_is_late_hears_of_it_at_once_and_again_with_the_next_week() -> None:
    assigned = facts(since=day(10))
    assert [told(assigned, people(day(offset)))[OWNER] for offset in range(10, 15)] == [day(7)] * 4 + [day(14)]


def test_an_owner_who_left_is_followed_by_the_alternate_then_by_the_head_of_the_unit() -> None:
    assert set(told(facts(), people(DUE_ON))) == {OWNER}
    assert set(told(facts(), people(DUE_ON, OWNER))) == {ALTERNATE}
    assert set(told(facts(), people(DUE_ON, OWNER, ALTERNATE))) == {HEAD}
    assert set(told(facts(), people(DUE_ON, OWNER, ALTERNATE, HEAD))) == {COORDINATOR}
    nobody = people(DUE_ON, OWNER, ALTERNATE, HEAD, COORDINATOR)
    assert set(told(facts(), nobody)) == set()
    assert nobody_hears(facts(), nobody, ONLY_DATES, DUE_ON)
    assert not nobody_hears(facts(), people(DUE_ON, OWNER, ALTERNATE), ONLY_DATES, DUE_ON)


def test_an_item_nobody_owns_yet_is_the_unit_heads() -> None:
    assert set(told(facts(owner=None, alternate=None), people(DUE_ON))) == {HEAD}
    assert set(told(facts(owner=None, alternate=None, unit=None), people(DUE_ON))) == {COORDINATOR}


def test_who_stands_in_for_somebody_away_comes_after_the_items_own_alternate() -> None:
    def around(*away: int) -> People:
        return replace(people(DUE_ON, *away), stand_ins={OWNER: HELPER, ALTERNATE: VERIFIER})

    assert set(told(facts(), around(OWNER))) == {ALTERNATE}
    assert set(told(facts(), around(OWNER, ALTERNATE))) == {HELPER}
    assert set(told(facts(), around(OWNER, ALTERNATE, HELPER))) == {VERIFIER}


def test_the_unit_head_is_told_once_from_the_fourteenth_day_on_and_senior_management_from_the_forty_fifth() -> None:
    assert set(told(facts(), people(day(13)))) == {OWNER}
    assert told(facts(), people(day(14))) == {OWNER: day(14), HEAD: day(14)}
    assert told(facts(), people(day(44)))[HEAD] == day(14)
    assert told(facts(), people(day(45)))[SENIOR] == day(45)
    assert told(facts(), people(day(300)))[SENIOR] == day(45)


def test_a_unit_head_who_stands_in_for_the_owner_is_not_told_of_one_moment_twice() -> None:
    found = list(tellings(facts(), people(day(14), OWNER, ALTERNATE), ONLY_DATES))
    assert [to for to, telling in found if telling.to == HEAD] == [To.OWNER, To.UNIT_HEAD]
    assert len({telling for _to, telling in found}) == 1


def test_everybody_is_asked_by_their_own_day() -> None:
    around = People({OWNER: day(-2), HEAD: day(-1)}, {UNIT: (HEAD,)})
    assert told(facts(), around) == {OWNER: day(-7)}
    assert told(facts(owner=None, alternate=None), around) == {HEAD: day(-1)}


def test_a_changed_date_begins_a_new_series() -> None:
    before = set(tellings(facts(), people(day(0)), ONLY_DATES))
    after = set(tellings(facts(due_on=day(1)), people(day(0)), ONLY_DATES))
    assert not before & after


@pytest.mark.parametrize("odd", [date(9999, 12, 31), date(1, 1, 1), date(2028, 2, 29)])
def test_no_date_of_the_calendar_is_too_odd(odd: date) -> None:
    found = list(tellings(facts(due_on=odd, updated_on=odd), people(odd), HOUSE))
    assert (To.OWNER, Telling(81, OWNER, "target", odd, odd)) in found
    assert len(list(tellings(facts(stage=Stage.REPORTED, completed_on=odd), people(date.max), HOUSE))) == 1


# --- updates, and what has become of them ------------------------------------------------------------------------


def test_an_update_is_asked_for_before_each_quarter_ends_and_until_the_next_one_is() -> None:
    item = facts(due_on=None, updated_on=date(2026, 3, 31))
    # 30 June is the end of the second quarter, 30 September that of the third.
    assert moments(OWNER, item, range(-60, 99), HOUSE, "update") == [-14, 0, 92 - 14, 92]
    assert moments(OWNER, item, [20], HOUSE, "update") == [0], "a last day on which nothing ran is not lost"


def test_an_update_of_the_quarter_is_the_one_asked_for() -> None:
    item = facts(due_on=None, updated_on=date(2026, 4, 1))
    assert moments(OWNER, item, range(-60, 60), HOUSE, "update") == []
    assert moments(OWNER, item, range(-60, 99), HOUSE, "update") == [92 - 14, 92]


def test_an_update_is_asked_for_45_days_before_a_target_date_unless_one_is_fresh() -> None:
    quiet = Book({None: {Kind.UPDATE: DEFAULTS[Kind.UPDATE]._replace(each_quarter=False)}}, PARENTS)
    assert moments(OWNER, facts(updated_on=day(-76)), range(-90, 0), quiet) == [-59, -45]
    assert moments(OWNER, facts(updated_on=day(-75)), range(-90, 0), quiet) == []


def test_an_item_is_stale_once_it_had_no_update_for_a_hundred_days() -> None:
    item = facts(due_on=None, updated_on=DUE_ON)
    assert moments(OWNER, item, range(90, 170), HOUSE, "stale") == [101, 131, 161]


@pytest.mark.parametrize(
    ("quarter_of", "last"),
    [(date(2028, 2, 29), date(2028, 3, 31)), (date(2026, 12, 31), date(2026, 12, 31))],
)
def test_a_quarter_ends_on_its_last_day(quarter_of: date, last: date) -> None:
    assert quarters_around(quarter_of)[1].last == last


# --- actions, extensions, claims, rounds -------------------------------------------------------------------------


def test_an_action_is_its_own_persons_and_the_items_owners_where_they_may_not_see_the_item() -> None:
    helped = facts(due_on=None, contributors=(HELPER,), dates=(Dated(Kind.ACTION, DUE_ON, HELPER),))
    assert moments(HELPER, helped, range(-30, 10), HOUSE) == [-7, -1, 0, 7]
    stranger = facts(due_on=None, dates=(Dated(Kind.ACTION, DUE_ON, HELPER),))
    assert set(told(stranger, people(DUE_ON), HOUSE)) == {OWNER}
    assert set(told(helped, people(DUE_ON, HELPER), HOUSE)) == {OWNER}, "who is away does nothing"


def test_more_time_is_the_unit_heads_to_decide_and_later_senior_managements() -> None:
    for senior, who in ((False, HEAD), (True, SENIOR)):
        item = facts(due_on=None, dates=(Dated(Kind.EXTENSION, DUE_ON, senior=senior),))
        assert moments(who, item, range(-5, 20), HOUSE) == [0, 7, 14]
    nobody_heads_it = facts(due_on=None, updated_on=DUE_ON, dates=(Dated(Kind.EXTENSION, DUE_ON),))
    assert set(told(nobody_heads_it, people(DUE_ON, HEAD), HOUSE)) == {SENIOR}


def test_a_claim_is_to_be_verified_within_a_year_by_verifiers_from_elsewhere() -> None:
    claim = facts(stage=Stage.REPORTED, due_on=None, completed_on=day(-365), claimant=OWNER)
    assert moments(VERIFIER, claim, range(-60, 40), HOUSE) == [-30, -7, -1, 0, 30]
    for theirs in ({"unit": DIVISION}, {"claimant": VERIFIER}, {"alternate": VERIFIER}):
        assert VERIFIER not in told(claim._replace(**theirs), people(DUE_ON), HOUSE)


def test_a_round_that_closes_is_told_like_every_other_date_of_an_item() -> None:
    item = facts(due_on=None, dates=(Dated(Kind.ROUND, DUE_ON),))
    assert moments(OWNER, item, range(-20, 9), HOUSE, "round") == [-14, -3, -1, 0]


@pytest.mark.parametrize("stage", [Stage.UNDECIDED, Stage.REPORTED])
def test_what_the_stage_does_not_ask_for_is_not_told(stage: Stage) -> None:
    item = facts(stage=stage, due_on=None, updated_on=date(2020, 1, 1), dates=(Dated(Kind.EXTENSION, DUE_ON),))
    assert told(item, people(DUE_ON), HOUSE) == {}


# --- rules of one's own ------------------------------------------------------------------------------------------


def book(**of: dict[Kind, Rule]) -> Book:
    units = {"house": None, "division": DIVISION, "unit": UNIT}
    return Book({units[name]: rules for name, rules in of.items()}, PARENTS)


def test_the_nearest_unit_above_that_has_a_rule_for_a_kind_gives_it() -> None:
    given = book(
        house={Kind.TARGET: Rule((Step(To.OWNER, (1,)),)), Kind.OVERDUE: Rule((Step(To.OWNER, after=7),))},
        division={Kind.TARGET: Rule((Step(To.OWNER, (2,)),)), Kind.OVERDUE: Rule((Step(To.OWNER, after=2),))},
        unit={Kind.TARGET: Rule((Step(To.OWNER, (3,)),))},
    )
    assert moments(OWNER, facts(), range(-9, 9), given) == [-3, 2]
    assert moments(OWNER, facts(unit=DIVISION), range(-9, 9), given) == [-2, 2]
    assert moments(OWNER, facts(unit=99), range(-9, 9), given) == [-1, 7]


def test_a_rule_without_steps_is_silent() -> None:
    given = book(house=dict(DEFAULTS), unit={Kind.TARGET: Rule(), Kind.OVERDUE: Rule(), Kind.UPDATE: Rule()})
    assert told(facts(), people(DUE_ON), given) == {}


def test_those_told_for_information_may_do_without_and_those_asked_may_not() -> None:
    steps = tuple(Step(to, on_the_day=True) for to in To if to not in (To.VERIFIERS, To.DECIDER, To.ACTION_OWNER))
    given, item = book(house={Kind.TARGET: Rule(steps)}), facts(contributors=(HELPER,))
    everybody = frozenset(range(1, 8))
    assert set(told(item, people(DUE_ON), given)) == everybody - {VERIFIER}
    assert set(told(item, people(DUE_ON, uninformed=everybody), given)) == {OWNER, HEAD, SENIOR}


@pytest.mark.parametrize(
    "step",
    [
        Step(To.OWNER, (30, 7, 1), on_the_day=True, after=7, every=7),
        Step(To.OWNER, (3,), after=2),
        Step(To.OWNER, after=5, every=3),
        Step(To.OWNER, on_the_day=True),
    ],
)
def test_the_days_ahead_are_those_on_which_there_will_be_something_new(step: Step) -> None:
    days = [day(offset) for offset in range(-40, 40)]
    latest = [step.latest(DUE_ON, one) for one in days]
    new = {moment for moment in latest if moment is not None}
    assert list(step.between(DUE_ON, days[0], days[-1])) == sorted(new)


def test_the_cadence_is_the_one_the_house_has_agreed_on() -> None:
    assert DEFAULTS[Kind.RESPONSE] == DEFAULTS[Kind.TARGET] == Rule((Step(To.OWNER, (30, 7, 1), on_the_day=True),))
    assert DEFAULTS[Kind.OVERDUE].steps == (
        Step(To.OWNER, after=7, every=7),
        Step(To.UNIT_HEAD, after=14),
        Step(To.SENIOR_MANAGEMENT, after=45),
    )
    assert (DEFAULTS[Kind.UPDATE].each_quarter, DEFAULTS[Kind.UPDATE].days) == (True, 45)
    assert (DEFAULTS[Kind.STALE].days, DEFAULTS[Kind.VERIFICATION].days) == (100, 365)
