"""The page of reminder rules: what holds, what would come of a change before it is kept, and who changed what."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.models import (
    OfficeCalendar,
    OutgoingEmail,
    Recommendation,
    ReminderRule,
    ReminderSettingChange,
    User,
)
from recommendations.permissions import Role
from recommendations.reminders import forecast
from recommendations.reminders.book import load_book, stored_rules
from recommendations.reminders.cadence import Kind, Step, To
from recommendations.reminders.kinds import DEFAULTS
from tests.factories import UnitFactory, UserFactory, person
from tests.reminders.world import at, item, tick, under_way
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    somebody = person(Role.COORDINATOR, name="Clara Reyes")
    client.force_login(somebody)
    return somebody


def due_in(days: int, **fields: Any) -> Recommendation:
    """An undecided item due so many days after the machine's today."""
    one = item(0, **fields)
    Recommendation.objects.filter(pk=one.pk).update(response_due_on=timezone.localdate() + timedelta(days=days))
    one.refresh_from_db()
    return one


def test_the_rules_of_the_house_stand_in_the_database_from_the_start() -> None:
    assert ReminderRule.objects.filter(unit=None).count() == len(Kind)
    assert stored_rules()[None] == DEFAULTS


def test_the_page_says_the_rules_in_words_and_what_comes_of_them(client: Client, coordinator: User) -> None:
    owner = UserFactory(name="Ana Ruiz")
    one = due_in(10, owner=owner)
    page = client.get("/reminders/")
    assert faults(read(page)) == []
    text = page.content.decode()
    assert "Owner: 30, 7, 1 days before, on the day" in text
    assert "Head of the unit: 14 days after" in text
    assert "Ana Ruiz" in text
    looked = client.get(f"/reminders/?person={owner.pk}")
    assert one.get_absolute_url() in read(looked).links
    assert [line["day"] - timezone.localdate() for line in looked.context["looked_at"]][:4] == [
        timedelta(days=days) for days in (0, 3, 9, 10)
    ]


def test_a_change_is_shown_before_it_is_kept_and_nothing_is_written_by_looking(
    client: Client, coordinator: User
) -> None:
    due_in(10)
    given = {"owner_before": "5", "preview": "1"}
    shown = client.get("/reminders/response/", given)
    assert faults(read(shown)) == []
    assert (shown.context["now"].reminders, shown.context["forecast"].reminders) == (15, 12)
    assert stored_rules()[None] == DEFAULTS
    assert client.post("/reminders/response/", {"owner_before": "5"}).status_code == 302
    assert stored_rules()[None][Kind.RESPONSE].steps == (Step(To.OWNER, (5,)),)
    change = ReminderSettingChange.objects.get()
    assert (change.by, change.kind, change.unit) == (coordinator, "response", None)
    assert change.before["steps"][0]["before"] == [30, 7, 1]
    assert change.after["steps"][0]["before"] == [5]
    assert "Clara Reyes" in client.get("/reminders/").content.decode()
    client.post("/reminders/response/default/")
    assert stored_rules()[None] == DEFAULTS
    assert ReminderSettingChange.objects.count() == 2


def test_a_unit_gets_a_rule_of_its_own_and_gives_it_back(client: Client, coordinator: User) -> None:
    division = UnitFactory(name="Division for Treaties")
    section = UnitFactory(parent=division)
    address = f"/reminders/target/?unit={division.pk}"
    assert "holds above it" in client.get(address).content.decode()
    client.post("/reminders/target/", {"unit": division.pk, "owner_on_the_day": "on"})
    assert load_book().of(section.pk).rule(Kind.TARGET).steps == (Step(To.OWNER, on_the_day=True),)
    assert "Division for Treaties" in client.get("/reminders/").content.decode()
    assert load_book().of(UnitFactory().pk).rule(Kind.TARGET) == DEFAULTS[Kind.TARGET]
    client.post("/reminders/target/default/", {"unit": division.pk})
    assert load_book().of(section.pk).rule(Kind.TARGET) == DEFAULTS[Kind.TARGET]
    assert not ReminderRule.objects.filter(unit=division).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"owner_before": "0"}, "owner_before"),
        ({"owner_before": "30, soon"}, "owner_before"),
        ({"owner_before": "367"}, "owner_before"),
        ({"owner_every": "7"}, "owner_after"),
        ({"owner_after": "-1"}, "owner_after"),
    ],
)
def test_what_makes_no_sense_is_named_and_stays_in_the_form(
    client: Client, coordinator: User, wrong: dict[str, str], field: str
) -> None:
    for answer in (client.post("/reminders/target/", wrong), client.get("/reminders/target/", {**wrong, "preview": 1})):
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert faults(read(answer)) == []
    assert stored_rules()[None] == DEFAULTS
    assert client.get("/reminders/nonsense/").status_code == 404
    assert client.get("/reminders/target/?unit=x").status_code == 404


def test_an_update_is_not_asked_for_in_the_quarter_before(client: Client, coordinator: User) -> None:
    answer = client.post("/reminders/update/", {"days": 45, "each_quarter": "on", "owner_before": "61"})
    assert "owner_before" in answer.context["form"].errors


def test_office_hours_are_kept_recorded_and_taken_away(client: Client, coordinator: User) -> None:
    unit = UnitFactory()
    given = {"from_hour": 8, "until_hour": 18, "days_off": ["5", "6"], "country": "AT", "time_zone": "Europe/Vienna"}
    assert client.post(f"/reminders/office/?unit={unit.pk}", given).status_code == 302
    stored = OfficeCalendar.objects.get()
    assert (stored.unit, stored.days_off, stored.country) == (unit, [5, 6], "AT")
    page = client.get(f"/reminders/office/?unit={unit.pk}")
    assert faults(read(page)) == []
    assert page.context["form"]["days_off"].value() == ["5", "6"]
    client.post("/reminders/office/none/", {"unit": unit.pk})
    assert not OfficeCalendar.objects.exists()
    assert [change.after is None for change in ReminderSettingChange.objects.all()] == [True, False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_hour": 18, "until_hour": 8},
        {"until_hour": 25},
        {"days_off": [str(day) for day in range(7)]},
        {"country": "XX"},
        {"country": "AT", "subdivision": "Atlantis"},
    ],
)
def test_an_office_that_is_none_is_refused(client: Client, coordinator: User, wrong: dict[str, Any]) -> None:
    given = {"from_hour": 8, "until_hour": 18, **wrong}
    assert client.post("/reminders/office/", given).status_code == 422
    assert not OfficeCalendar.objects.exists()


def test_the_page_asks_as_often_for_forty_items_as_for_two(client: Client, coordinator: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/reminders/target/", {"owner_before": "3", "preview": 1, "day": timezone.localdate()})
        return len(seen)

    due_in(0)
    due_in(1)
    few = queries()
    for _ in range(40):
        due_in(0)
    assert queries() == few


def test_too_many_items_are_asked_about_unit_by_unit(
    client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecast, "AT_MOST", 1)
    unit = UnitFactory()
    due_in(0, unit=unit)
    due_in(0)
    assert "Choose a unit" in client.get("/reminders/").content.decode()
    assert client.get(f"/reminders/?for={unit.pk}").context["forecast"].mails > 0


# --- what is foreseen is what comes ------------------------------------------------------------------------------


def test_the_timetable_of_ninety_days_is_what_people_then_get() -> None:
    unit = UnitFactory()
    OfficeCalendar.objects.create(unit=unit, days_off=[5, 6], country="AT")
    owner, head = person(Role.FOCAL_POINT, unit), person(Role.UNIT_HEAD, unit)
    item(5, owner=owner, unit=unit)
    item(-3, owner=owner, unit=unit)
    under_way(40, owner=owner, unit=unit, decided_on=at(-120).date())
    item(20, owner=UserFactory(time_zone="Asia/Tokyo"))
    world = forecast.load_world(now=at(0))
    foreseen = forecast.foresee(world, load_book())
    for day in range(91):
        tick(at(day))
    came = {(mail.to_id, mail.day): mail.reminders.count() for mail in OutgoingEmail.objects.all()}
    assert dict(foreseen.lines) == came
    assert head.pk in {who for who, _day in came}
