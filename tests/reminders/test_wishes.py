"""Digests on the day a person has chosen: later, but nothing lost and nothing twice."""

from datetime import date, timedelta

import pytest
from django.core import mail

from recommendations.models import MailPreference, User
from recommendations.reminders import planner, rules
from tests.factories import TODAY, UserFactory
from tests.reminders.world import at, item, tick

pytestmark = pytest.mark.django_db

MONDAY = TODAY  # 2 March 2026
assert MONDAY.weekday() == 0


@pytest.fixture
def weekly() -> User:
    """Their day is Wednesday; they chose it on the Sunday before."""
    return wishing(2, at_once=False)


def wishing(weekday: int | None, *, at_once: bool) -> User:
    person = UserFactory()
    MailPreference.objects.create(
        user=person, weekday=weekday, overdue_at_once=at_once, planned_on=MONDAY - timedelta(days=1)
    )
    return person


def days_with_mail(days: range, *, twice: bool = False, missing: tuple[int, ...] = ()) -> list[int]:
    return [
        day
        for day in days
        if day not in missing and len(tick(at(day)) + (tick(at(day, hour=18)) if twice else [])) == 1
    ]


@pytest.mark.parametrize("twice", [False, True])
def test_a_weekly_digest_comes_on_its_day_and_on_no_other(weekly: User, twice: bool) -> None:
    for due_in in (30, 7, 3, 0, -2):
        item(due_in, owner=weekly)
    assert days_with_mail(range(15), twice=twice) == [2, 9]


def test_whatever_is_due_in_a_week_is_in_the_mail_before_it_or_in_the_first_after(weekly: User) -> None:
    items = [item(due_in, owner=weekly) for due_in in range(1, 12)]
    days_with_mail(range(8))
    told = str(mail.outbox[0].body)
    assert all(one.reference in told for one in items if one.due_on <= TODAY + timedelta(days=9))


@pytest.mark.parametrize("twice", [False, True])
def test_a_chosen_day_on_which_nothing_ran_is_caught_up_once(weekly: User, twice: bool) -> None:
    item(-2, owner=weekly)
    assert days_with_mail(range(15), twice=twice, missing=(2, 3)) == [4, 9]


def test_two_missed_weeks_give_one_mail(weekly: User) -> None:
    item(-2, owner=weekly)
    assert days_with_mail(range(25), missing=tuple(range(1, 12))) == [12, 23]


def test_what_is_assigned_after_the_weeks_mail_waits_for_the_next(weekly: User) -> None:
    item(-2, owner=weekly)
    assert days_with_mail(range(4)) == [2]
    late = item(-5, owner=weekly, assigned_on=TODAY + timedelta(days=4))
    assert days_with_mail(range(4, 15)) == [9]
    assert late.reference in str(mail.outbox[-1].body)


def test_a_week_without_anything_on_its_day_stays_without_mail(weekly: User) -> None:
    assert days_with_mail(range(4)) == []
    item(-5, owner=weekly, assigned_on=TODAY + timedelta(days=4))
    assert days_with_mail(range(4, 10)) == [9]


@pytest.mark.parametrize("twice", [False, True])
def test_what_has_just_become_overdue_comes_at_once_to_whoever_wants_it(twice: bool) -> None:
    eager = wishing(2, at_once=True)
    urgent, calm = item(4, owner=eager), item(5, owner=eager)
    assert days_with_mail(range(3), twice=twice) == [2]
    assert days_with_mail(range(3, 6), twice=twice) == [5]
    told = str(mail.outbox[-1].body)
    assert urgent.reference in told
    assert calm.reference not in told


def test_a_daily_wish_is_like_none(weekly: User) -> None:
    daily, plain = wishing(None, at_once=False), UserFactory()
    for one in (daily, plain):
        item(3, owner=one)
    assert [len(tick(at(day))) for day in range(4)] == [2, 0, 2, 2]


def test_what_would_happen_follows_the_wish_and_writes_nothing(weekly: User) -> None:
    item(-2, owner=weekly)
    assert planner.foresee(now=at(0)).told == {}
    assert list(planner.foresee(now=at(2)).told) == [weekly.pk]
    assert MailPreference.objects.get(user=weekly).planned_on == MONDAY - timedelta(days=1)


def test_planning_for_an_earlier_day_does_not_turn_the_week_back(weekly: User) -> None:
    item(-2, owner=weekly)
    tick(at(2))
    planner.plan(now=at(3), as_of=TODAY - timedelta(days=5))
    assert MailPreference.objects.get(user=weekly).planned_on == TODAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("today", "planned_on", "turn"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), True),  # its day, again
        (date(2026, 3, 5), date(2026, 3, 4), False),
        (date(2026, 3, 5), date(2026, 3, 3), True),  # missed
        (date(2026, 3, 3), date(2026, 2, 25), False),
        (date(2026, 3, 3), date(2026, 2, 24), True),  # missed a week ago
    ],
)
def test_a_weeks_turn_is_its_day_or_the_first_after_a_missed_one(today: date, planned_on: date, turn: bool) -> None:
    assert rules.is_weekly_turn(today, 2, planned_on) is turn
