"""The demo's people: somebody for every role, work already under way, and no mail on the first day."""

import pytest
from django.utils import timezone

from recommendations.models import HistoryEntry, Membership, Recommendation, User
from recommendations.permissions import Role
from recommendations.reminders import planner
from recommendations.workflow import Implementation, Response
from tests.factories import RecommendationFactory, ReportFactory
from tracker import demo_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    report = ReportFactory(symbol="A/67/156")
    for reference in ("81(c)", *(story.reference for story in demo_people.STORIES)):
        RecommendationFactory(report=report, reference=reference)
    demo_people.create_people()
    demo_people.tell_stories(report)
    return report


def test_there_is_somebody_for_every_role_who_can_log_in_with_the_printed_password(report, client):
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    for person in demo_people.PEOPLE:
        assert client.login(username=person.email, password=demo_people.PASSWORD)


def test_a_second_start_changes_nobody_and_nothing(report):
    User.objects.filter(email="owner@example.org").update(name="Renamed")
    entries = HistoryEntry.objects.count()
    demo_people.create_people()
    demo_people.tell_stories(report)
    assert User.objects.get(email="owner@example.org").name == "Renamed"
    assert User.objects.count() == len(demo_people.PEOPLE)
    assert HistoryEntry.objects.count() == entries


def test_some_items_are_under_way_and_one_is_left_for_the_visitor(report):
    states = set(Recommendation.objects.values_list("response", "implementation"))
    assert (Response.ACCEPTED, Implementation.IN_PROGRESS) in states
    assert (Response.ACCEPTED, Implementation.NOT_STARTED) in states
    untouched = Recommendation.objects.get(reference="81(c)")
    assert (untouched.response, untouched.owner, untouched.version) == (Response.PENDING, None, 1)


def test_nobody_is_reminded_of_anything_on_the_first_day(report):
    assert planner.foresee(now=timezone.now()).told == {}
