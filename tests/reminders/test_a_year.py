"""A year of reminders, hour by hour of the days that matter, against an oracle that shares no code with them."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail

from recommendations import outbox
from recommendations.models import (
    Absence,
    MailPreference,
    OfficeCalendar,
    OutgoingEmail,
    Recommendation,
    Reminder,
    User,
)
from recommendations.outbox.letters import Letter
from recommendations.permissions import Role
from recommendations.reminders import planner
from recommendations.tasks import WRITERS
from tests.factories import RecommendationFactory, UnitFactory, UserFactory, person
from tests.reminders.oracle import House, Item, Person, tick

pytestmark = pytest.mark.django_db

# A leap year, in which the clocks of three zones change on days of their own.
FIRST, LAST = date(2028, 1, 3), date(2028, 12, 30)
ZONES = ("Europe/Vienna", "America/Santiago", "Australia/Lord_Howe")
# New Year's Day, Epiphany, Easter Monday, Labour Day, Ascension, Whit Monday, Corpus Christi, Assumption, National Day,
# All Saints, Immaculate Conception, Christmas: Austria, 2028.
HOLIDAYS = {
    date(2028, *day)
    for day in (
        (1, 1), (1, 6), (4, 17), (5, 1), (5, 25), (6, 5), (6, 15), (8, 15), (10, 26), (11, 1), (12, 8), (12, 25),
        (12, 26),
    )
}  # fmt: skip


def house() -> House:
    """Few people with every trait (zones, a weekly digest, a leaver, absences); items that move, end, change hands."""
    people = [
        Person("anna", ZONES[0]),
        Person("bruno", ZONES[1], weekday=2, at_once=True),
        Person("chen", ZONES[2], away=[(date(2028, 6, 20), date(2028, 7, 14), "anna")]),
        Person("dara", ZONES[0], gone_from=date(2028, 9, 4)),
        Person("head", ZONES[0], away=[(date(2028, 8, 1), date(2028, 8, 20), "")]),
        Person("senior", ZONES[1]),
    ]
    items = [
        Item("leap", "anna", due=[(FIRST, date(2028, 2, 29))], ends_on=date(2028, 5, 20)),
        Item("moved", "anna", "chen", [(FIRST, date(2028, 3, 26)), (date(2028, 3, 20), date(2028, 6, 30))],
             date(2028, 8, 25)),
        Item("weekly", "bruno", due=[(FIRST, date(2028, 4, 2))], ends_on=date(2028, 7, 1)),
        Item("south", "chen", due=[(FIRST, date(2028, 6, 25))], ends_on=date(2028, 8, 11)),
        Item("left", "dara", "bruno", [(FIRST, date(2028, 8, 28))], date(2028, 11, 30)),
        Item("alone", "dara", due=[(FIRST, date(2028, 10, 1))], ends_on=date(2028, 12, 10)),
        Item("holiday", "anna", due=[(FIRST, date(2028, 12, 26))], assigned_on=date(2028, 12, 1)),
    ]  # fmt: skip
    planned = {one.name: FIRST - timedelta(days=1) for one in people}
    return House({one.name: one for one in people}, items, "head", "senior", 8, 18, {5, 6}, HOLIDAYS,
                 weekly_planned=planned)  # fmt: skip


class Stored:
    """The same world in the database."""

    def __init__(self, world: House) -> None:
        self.world = world
        self.unit = UnitFactory()
        OfficeCalendar.objects.create(from_hour=8, until_hour=18, days_off=[5, 6], country="AT")
        self.users = {name: self._user(one) for name, one in world.people.items()}
        for name, one in world.people.items():
            for first, last, stand_in in one.away:
                Absence.objects.create(
                    person=self.users[name], first_on=first, last_on=last, alternate=self.users.get(stand_in),
                    entered_by=self.users[name], entered_at=datetime.combine(FIRST, time(), UTC),
                )  # fmt: skip
        self.items = {
            one.name: RecommendationFactory(
                reference=one.name, owner=self.users[one.owner], alternate=self.users.get(one.alternate),
                unit=self.unit, response_due_on=one.due[0][1], assigned_on=one.assigned_on,
            )
            for one in world.items
        }  # fmt: skip

    def _user(self, one: Person) -> User:
        about: dict[str, Any] = {"name": one.name, "email": f"{one.name}@example.org", "time_zone": one.zone}
        roles = {"head": Role.UNIT_HEAD, "senior": Role.SENIOR_MANAGEMENT}
        user = person(roles[one.name], self.unit, **about) if one.name in roles else UserFactory(**about)
        if one.weekday is not None:
            MailPreference.objects.create(
                user=user, weekday=one.weekday, overdue_at_once=one.at_once, planned_on=FIRST - timedelta(days=1)
            )
        return user

    def become(self, on: date) -> None:
        """What happened to items and people by that day."""
        for one in self.world.items:
            due = [due for since, due in one.due if since <= on][-1]
            ended = one.ends_on is not None and on >= one.ends_on
            Recommendation.objects.filter(reference=one.name).update(response_due_on=None if ended else due)
        gone = [name for name, one in self.world.people.items() if one.gone_from and on >= one.gone_from]
        User.objects.filter(name__in=gone).update(is_active=False)


class Killed(BaseException):
    """The worker's end, whatever it was doing."""


def run(now: datetime, chance: random.Random) -> dict[str, set[str]]:
    """One beat or two, and a worker that may die; then what a mail of this hour said, by person."""
    before = len(mail.outbox)
    for _beat in range(chance.choice((1, 1, 2))):
        planner.plan(now=now)
    if chance.random() < 0.2:
        with suppress(Killed):
            outbox.deliver_waiting({planner.DIGEST: outbox.Kind(_dies)}, clock=lambda: now)
    outbox.deliver_waiting(WRITERS, clock=lambda: now + timedelta(minutes=20))
    said = {}
    for sent in mail.outbox[before:]:
        name = sent.to[0].partition("@")[0]
        assert name not in said, "one mail a person and day"
        said[name] = set(
            Reminder.objects.filter(email__to__name=name, email__sent_at=now + timedelta(minutes=20)).values_list(
                "recommendation__reference", flat=True
            )
        )
        assert all(f"· {reference}\n" in str(sent.body) for reference in said[name])
    return said


def _dies(_mail: OutgoingEmail, _at: datetime) -> Letter:
    raise Killed


def hours(chance: random.Random) -> Iterator[datetime]:
    """A moment of about every second day; on the others nothing runs at all."""
    day = FIRST
    while day <= LAST:
        if chance.random() > 0.55:
            yield datetime.combine(day, time(chance.randrange(24), 5), UTC)
        day += timedelta(days=1)


@pytest.mark.parametrize("seed", [int(os.environ.get("YEAR_SEED", "1"))])
def test_a_year_of_mails_is_what_the_oracle_says(seed: int) -> None:
    world, chance = house(), random.Random(seed)
    stored = Stored(world)
    mails = 0
    for now in hours(chance):
        stored.become(now.date())
        expected = tick(world, now)
        assert run(now, chance) == expected, now
        mails += len(expected)
    assert mails > 30
    assert {name for name, _day in world.mailed} == set(world.people)
