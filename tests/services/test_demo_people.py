"""The demo's people: somebody for every role, work already under way, and no mail on the first day."""

import pytest
from django.db import transaction
from django.utils import timezone

from recommendations import history, periods
from recommendations.evidence import links
from recommendations.models import Extension, HistoryEntry, Membership, Recommendation, RoundEntry, User
from recommendations.models.round import Stand
from recommendations.permissions import Role
from recommendations.reminders import planner
from recommendations.workflow import Implementation, Response
from tests.factories import ParagraphFactory, RecommendationFactory, ReportFactory
from tracker import demo_people, demo_year

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """The demo's year, which takes seconds to live; made once, and nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = ReportFactory(symbol="A/67/156")
        for reference in ("81(c)", *(story.reference for story in demo_people.STORIES), *demo_year.stories()):
            RecommendationFactory(report=report, reference=reference)
        for number in (7, 8, 9, 27, 50, 61, 66):
            ParagraphFactory(report=report, number=str(number))
        demo_people.create_people()
        links.suggest_for(report, at=timezone.now())
        demo_people.tell_stories(report)
        yield report
        transaction.set_rollback(True)


@pytest.fixture
def report(lived, db):
    return lived


def test_there_is_somebody_for_every_role_who_can_log_in_with_the_printed_password(client):
    demo_people.create_people()
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


def test_one_item_is_left_for_the_visitor_and_its_owner_to_be_gets_no_mail_before_that(report):
    untouched = Recommendation.objects.get(reference="81(c)")
    assert (untouched.response, untouched.owner, untouched.version) == (Response.PENDING, None, 1)
    owner = User.objects.get(email="owner@example.org")
    assert owner.pk not in planner.foresee(now=timezone.now()).told
    assert not owner.notices.unread().exists()


def test_the_year_was_lived_through_the_verbs_and_has_something_for_every_list_and_chart(report):
    leaves = Recommendation.objects.leaves()
    assert set(leaves.values_list("response", flat=True)) == set(Response.values)
    assert set(leaves.exclude(implementation="").values_list("implementation", flat=True)) == set(Implementation.values)
    today = timezone.localdate()
    assert leaves.overdue(today).count() >= 3
    assert Extension.objects.asked().exists()
    assert Extension.objects.granted().exists()
    stands = set(RoundEntry.objects.with_stand().values_list("stand", flat=True))
    assert stands >= {Stand.MISSING, Stand.ANSWERED}

    acts = set(HistoryEntry.objects.values_list("action", flat=True))
    assert acts >= {"assign", "consider", "accept", "accept_in_part", "refuse", "start", "update", "extend"}
    assert acts >= {"grant_extension", "report_implemented", "confirm_claim", "verify", "return", "close", "reopen"}
    assert {fault.why for fault in history.verify()} == {"missing"}  # 81(c) was not imported here, but made
    assert list(periods.check()) == []
    oldest = HistoryEntry.objects.order_by("at").first()
    assert (timezone.now() - oldest.at).days > 300
