"""What people get as the days pass: each thing once, nothing lost, whatever was down meanwhile."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import OfficeCalendar, OutgoingEmail, Recommendation, Reminder, User
from recommendations.permissions import Role
from recommendations.reminders import planner
from tests.factories import NOW, TODAY, UnitFactory, UserFactory, person
from tests.reminders.world import at, done, head_of, item, tick, under_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory()


def test_an_item_assigned_with_a_date_that_has_passed_gives_one_mail_however_often_everything_runs(owner: User) -> None:
    item(-3, owner=owner, assigned_on=TODAY)
    assert tick() == [owner.email]
    for minutes in range(5, 12 * 60, 45):
        assert tick(NOW + timedelta(minutes=minutes)) == []
    assert [tick(at(day)) for day in (1, 2, 3, 4, 5)] == [[], [], [], [owner.email], []]


def test_a_response_due_in_thirty_days_is_spoken_of_on_the_days_of_the_cadence(owner: User) -> None:
    item(30, owner=owner)
    days = [day for day in range(45) if tick(at(day)) == [owner.email]]
    assert days == [0, 23, 29, 30, 37, 44]


def test_each_day_run_twice_gives_the_same_mails(owner: User) -> None:
    item(30, owner=owner)
    of_the_cadence = [0, 23, 29, 30, 37, 44]
    beside = {day + step for day in of_the_cadence for step in (-1, 0, 1) if day + step >= 0}
    days = [day for day in sorted(beside) if tick(at(day)) + tick(at(day, hour=20)) == [owner.email]]
    assert days == of_the_cadence


def test_a_target_date_follows_the_same_cadence_as_a_response(owner: User) -> None:
    under_way(7, owner=owner)
    assert [day for day in range(15) if tick(at(day))] == [0, 6, 7, 14]


def test_a_target_agreed_today_and_near_is_not_announced_at_once(owner: User) -> None:
    under_way(20, owner=owner, decided_on=TODAY)
    assert [day for day in range(15) if tick(at(day))] == [13]


@pytest.mark.parametrize("due_in", [30, 7, 1, 0, -7])
def test_a_day_on_which_nothing_ran_is_caught_up_on_the_next(owner: User, due_in: int) -> None:
    item(due_in, owner=owner)
    assert tick(at(1)) == [owner.email]
    assert tick(at(1, hour=18)) == []


def test_after_three_days_without_any_clock_everybody_gets_one_mail_not_three(owner: User) -> None:
    for due_in in (2, 1, 0, -1):  # in the three days moments of all of them pass, of some two
        item(due_in, owner=owner)
    tick(at(0))
    mail.outbox.clear()
    assert tick(at(3)) == [owner.email]
    assert tick(at(3, hour=10)) == []


def test_everything_due_on_a_day_comes_in_one_mail(owner: User) -> None:
    items = [item(-1, owner=owner), under_way(0, owner=owner), item(7, owner=owner)]
    assert tick() == [owner.email]
    text = str(mail.outbox[0].body)
    assert all(one.reference in text for one in items)


def test_what_is_assigned_after_todays_mail_has_left_comes_with_tomorrows(owner: User) -> None:
    item(-1, owner=owner)
    assert tick() == [owner.email]
    item(-2, owner=owner, assigned_on=TODAY)
    assert planner.plan(now=at(0, hour=15)).skipped == {"told_tomorrow": 1}
    assert tick(at(0, hour=16)) == []
    assert tick(at(1)) == [owner.email]


def test_what_is_assigned_while_todays_mail_still_waits_goes_with_it(owner: User) -> None:
    first = item(-1, owner=owner)
    planner.plan(now=NOW)
    second = item(-2, owner=owner)
    assert tick() == [owner.email]
    assert all(one.reference in str(mail.outbox[0].body) for one in (first, second))


def test_a_mail_that_had_nothing_to_say_is_taken_up_again_for_the_next_thing_of_the_day(owner: User) -> None:
    early = item(-1, owner=owner)
    planner.plan(now=NOW)
    done(early)
    assert tick() == []
    item(-2, owner=owner)
    assert tick(at(0, hour=15)) == [owner.email]


def test_a_mail_held_up_over_midnight_is_todays_mail(owner: User) -> None:
    item(-1, owner=owner)
    planner.plan(now=at(0, hour=23))
    item(0, owner=owner)
    assert tick(at(1, hour=6)) == [owner.email]
    assert OutgoingEmail.objects.count() == 1
    item(-1, owner=owner)
    assert tick(at(1, hour=12)) == [], "one mail a day, whichever day it was planned on"
    assert tick(at(2)) == [owner.email]


def test_a_new_date_is_spoken_of_anew(owner: User) -> None:
    one = item(-1, owner=owner)
    tick()
    Recommendation.objects.filter(pk=one.pk).update(response_due_on=TODAY + timedelta(days=8))
    assert [day for day in range(1, 10) if tick(at(day))] == [1, 7, 8]


def test_five_planners_at_once_or_one_ten_times_queue_every_mail_once(owner: User) -> None:
    for due_in in (-1, 0, 1, 7):
        item(due_in, owner=owner)
        item(due_in)
    assert [planner.plan(now=NOW).planned for _ in range(10)] == [5] + [0] * 9
    assert OutgoingEmail.objects.count() == 5
    assert Reminder.objects.count() == 8


def test_ended_items_and_those_without_a_date_are_left_alone(owner: User) -> None:
    done(item(-1, owner=owner))
    Recommendation.objects.filter(pk=item(0, owner=owner).pk).update(response_due_on=None)
    assert tick() == []


# --- who ------------------------------------------------------------------------------------------------


def test_after_fourteen_days_the_unit_head_is_told_once_and_after_forty_five_senior_management() -> None:
    unit = UnitFactory()
    head, senior = head_of(unit), person(Role.SENIOR_MANAGEMENT)
    item(0, unit=unit)
    told = [tick(at(day)) for day in range(60)]
    assert [day for day, addresses in enumerate(told) if head.email in addresses] == [14]
    assert [day for day, addresses in enumerate(told) if senior.email in addresses] == [45]


def test_the_head_of_the_unit_above_is_told_where_a_unit_has_no_head() -> None:
    above = UnitFactory()
    head = head_of(above)
    item(-14, unit=UnitFactory(parent=UnitFactory(parent=above)))
    assert head.email in tick()


def test_a_head_of_somewhere_else_is_not_told() -> None:
    elsewhere = head_of(UnitFactory())
    former = person(Role.UNIT_HEAD, unit := UnitFactory())
    former.memberships.update(until=TODAY - timedelta(days=1))
    item(-20, unit=unit)
    assert not {elsewhere.email, former.email} & set(tick())


def test_the_items_of_somebody_who_left_are_the_alternates_then_the_unit_heads(owner: User) -> None:
    unit = UnitFactory()
    alternate, head = UserFactory(), head_of(unit)
    item(0, owner=owner, alternate=alternate, unit=unit)
    leave(owner)
    assert tick() == [alternate.email]
    leave(alternate)
    assert tick(at(7)) == [head.email]


def test_an_item_nobody_can_be_told_of_is_counted_and_stops_nobody_elses_mail(owner: User) -> None:
    leave(item(0).owner)
    item(0, owner=owner)
    result = planner.plan(now=NOW)
    assert (result.planned, result.skipped) == (1, {"nobody_reachable": 1})


def leave(somebody: User | None) -> None:
    assert somebody is not None
    User.objects.filter(pk=somebody.pk).update(is_active=False)


# --- when: the day is the reader's own ----------------------------------------------------------------------


@pytest.mark.parametrize("hour", [0, 6, 9])
@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("Pacific/Kiritimati", datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("Asia/Shanghai", datetime(2026, 3, 1, 16, tzinfo=UTC)),
        ("UTC", datetime(2026, 3, 2, 0, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 2, 5, tzinfo=UTC)),
        ("Etc/GMT+12", datetime(2026, 3, 2, 12, tzinfo=UTC)),
    ],
)
def test_the_day_of_digests_begins_at_an_hour_of_the_readers_clock(zone: str, midnight: datetime, hour: int) -> None:
    OfficeCalendar.objects.create(from_hour=hour)
    there, day_begins = UserFactory(time_zone=zone), midnight + timedelta(hours=hour)
    item(30, owner=there)
    assert tick(day_begins - timedelta(minutes=1)) == []
    assert tick(day_begins) == [there.email]
    assert tick(day_begins + timedelta(hours=23)) == []


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("America/Santiago", date(2026, 4, 5)),  # back at midnight: the day before has two of its last hours
        ("Africa/Cairo", date(2026, 4, 24)),  # forward at midnight: the day has no first hour
        ("Europe/Vienna", date(2026, 3, 29)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
    ],
)
def test_no_day_is_doubled_or_lost_when_the_clocks_change(zone: str, change: date) -> None:
    there = UserFactory(time_zone=zone)
    days = [change + timedelta(days=n) for n in range(-1, 2)]
    for one in days:
        item((one - TODAY).days, owner=there)
    midnight = datetime.combine(days[0], time(), ZoneInfo(zone)).astimezone(UTC)
    hours = [midnight + timedelta(hours=hour) for hour in range(24 * len(days) - 1)]
    # Every hour from late in an evening until the clocks have changed in the morning.
    sent_at = [now for now in hours if now.astimezone(ZoneInfo(zone)).hour in (22, 23, 0, 1, 2, 3, 12) and tick(now)]
    assert list(OutgoingEmail.objects.order_by("pk").values_list("day", flat=True)) == days
    assert [now.astimezone(ZoneInfo(zone)).date() for now in sent_at] == days


def test_an_unknown_time_zone_counts_as_the_offices_and_stops_nobodys_mail(owner: User) -> None:
    lost = UserFactory()
    User.objects.filter(pk=lost.pk).update(time_zone="Mars/Olympus")
    item(0, owner=lost)
    item(0, owner=owner)
    assert tick() == sorted([lost.email, owner.email])


def test_moving_to_another_time_zone_between_planning_and_sending_gives_no_second_mail(owner: User) -> None:
    item(0, owner=owner)
    planner.plan(now=NOW)
    User.objects.filter(pk=owner.pk).update(time_zone="Pacific/Kiritimati")
    assert tick(NOW + timedelta(hours=3)) == [owner.email]
    assert tick(NOW + timedelta(hours=6)) == []


# --- how much ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [2, 3, 100])
def test_pages_change_nothing_about_who_gets_what(owner: User, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.reminders.items.PAGE", page)
    for due_in in (-2, -1, 0, 1, 2, 7, 8):
        item(due_in, owner=owner)
    assert planner.plan(now=NOW).reminders == 7
    assert tick() == [owner.email]
    assert planner.plan(now=NOW).reminders == 0


def test_planning_takes_as_many_queries_for_eighty_items_as_for_two(owner: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            planner.plan(now=NOW)
        return len(seen)

    item(0)
    item(0)
    few = queries()
    for _ in range(40):
        item(0)
        item(-1, owner=owner)
    assert queries() == few
