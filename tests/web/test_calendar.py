"""The calendar feed: a person's own dates behind a secret address, and nothing for anybody else."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar, Event

from recommendations.models import Recommendation, User
from recommendations.reminders import calendar
from recommendations.workflow import Implementation, Response
from tests.factories import NOW, RecommendationFactory, ReportFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory(name="Amal Haddad")


@pytest.fixture
def item(owner: User) -> Recommendation:
    return RecommendationFactory(
        report=ReportFactory(symbol="A/70/1"),
        reference="81(c)",
        owner=owner,
        unit=UnitFactory(),
        response_due_on=date(2026, 4, 1),
        text="Urges, in plain words; and with a comma.",
    )


def feed(client: Client, key: str) -> list[Event]:
    answer = client.get(f"/calendar/{key}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return [event for event in Calendar.from_ical(answer.content).walk("VEVENT") if isinstance(event, Event)]


def test_the_feed_needs_no_log_in_and_holds_the_dates_as_whole_days(
    client: Client, owner: User, item: Recommendation
) -> None:
    key = calendar.make_key(owner, at=NOW)
    (event,) = feed(client, key)
    assert event.decoded("dtstart") == date(2026, 4, 1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event.decoded("dtend") == date(2026, 4, 2)
    assert event["summary"] == "Response due: A/70/1 81(c)"
    assert "Urges, in plain words; and with a comma." in event["description"]
    assert settings.SITE_URL + item.get_absolute_url() in event["description"]
    assert "no-store" in client.get(f"/calendar/{key}.ics")["Cache-Control"]


def test_a_date_that_moves_keeps_its_uid_and_counts_up(client: Client, owner: User, item: Recommendation) -> None:
    key = calendar.make_key(owner, at=NOW)
    (before,) = feed(client, key)
    Recommendation.objects.filter(pk=item.pk).update(response_due_on=date(2026, 5, 1), version=item.version + 1)
    (after,) = feed(client, key)
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after.decoded("dtstart") == date(2026, 5, 1)


def test_what_somebody_else_answers_for_or_what_has_ended_is_not_in_it(client: Client, owner: User) -> None:
    RecommendationFactory(owner=UserFactory(), unit=UnitFactory(), response_due_on=date(2026, 4, 1))
    RecommendationFactory(
        owner=owner,
        unit=UnitFactory(),
        response=Response.ACCEPTED,
        implementation=Implementation.VERIFIED,
        target_on=date(2026, 4, 1),
    )
    stands_in = RecommendationFactory(
        owner=UserFactory(),
        alternate=owner,
        unit=UnitFactory(),
        response=Response.ACCEPTED,
        implementation=Implementation.IN_PROGRESS,
        target_on=date(2026, 6, 30),
    )
    (event,) = feed(client, calendar.make_key(owner, at=NOW))
    assert event["summary"] == f"Target date: {stands_in}"


def test_rights_are_asked_at_each_request(client: Client, owner: User, item: Recommendation) -> None:
    key = calendar.make_key(owner, at=NOW)
    assert len(feed(client, key)) == 1
    Recommendation.objects.filter(pk=item.pk).update(owner=UserFactory())
    assert feed(client, key) == []
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert client.get(f"/calendar/{key}.ics").status_code == 404


def test_every_wrong_address_gets_the_same_answer(client: Client, owner: User) -> None:
    old = calendar.make_key(owner, at=NOW)
    new = calendar.make_key(owner, at=NOW)
    left = UserFactory()
    of_a_leaver = calendar.make_key(left, at=NOW)
    User.objects.filter(pk=left.pk).update(is_active=False)
    assert client.get(f"/calendar/{new}.ics").status_code == 200
    calendar.revoke_key(owner)
    answers = [client.get(f"/calendar/{key}.ics") for key in (old, new, of_a_leaver, "guess", "x" * 500)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_the_feed_speaks_the_persons_language(client: Client, item: Recommendation, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(language="fr")
    (event,) = feed(client, calendar.make_key(owner, at=NOW))
    assert not str(event["summary"]).startswith("Response due")


def test_the_feed_cannot_be_written_to(client: Client, owner: User) -> None:
    assert client.post(f"/calendar/{calendar.make_key(owner, at=NOW)}.ics").status_code == 405


def test_many_dates_cost_no_more_queries(client: Client, owner: User, django_assert_max_num_queries) -> None:
    unit = UnitFactory()
    for _ in range(20):
        RecommendationFactory(owner=owner, unit=unit, response_due_on=date(2026, 4, 1))
    key = calendar.make_key(owner, at=NOW)
    with django_assert_max_num_queries(6):
        assert len(feed(client, key)) == 20
