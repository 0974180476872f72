"""The pages of reporting rounds: opened after a look, answered, reviewed one by one, closed after a look."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recommendations import tracking
from recommendations.models import ReportingRound, RoundEntry
from tests.factories import NOW, RecommendationFactory
from tests.tracking.conftest import world
from tests.web.markup import faults, read

__all__ = ["world"]
GIVEN = {"title": "第二轮", "period_from": "2026-01-01", "period_to": "2026-03-31", "due_on": "2199-12-31"}


@pytest.fixture
def running(world, client):
    """Opened by the coordinator through the page; the owner has answered."""
    world.assign()
    world.accept()
    client.force_login(world.coordinator)
    client.post("/rounds/open/", GIVEN | {"confirmed": "1"})
    given = {"text": "بدأ العمل", "reported_on": NOW.date()}
    tracking.move(world.item, "start", by=world.owner, at=timezone.now(), given=given)
    return ReportingRound.objects.get()


def test_opening_a_round_shows_first_whom_it_would_ask(world, client):
    world.assign()
    world.accept()
    client.force_login(world.coordinator)
    page = client.post("/rounds/open/", GIVEN)
    assert "1 recommendation would be asked about" in page.content.decode()
    assert 'value="第二轮"' in page.content.decode()
    assert not ReportingRound.objects.exists()
    assert client.post("/rounds/open/", GIVEN | {"confirmed": "1"}).status_code == 302
    assert ReportingRound.objects.get().entries.count() == 1


def test_a_scope_with_nobody_to_ask_says_so_and_keeps_what_was_typed(world, client):
    client.force_login(world.coordinator)
    page = client.post("/rounds/open/", GIVEN)
    assert page.status_code == 422
    assert "Widen the scope" in page.content.decode()
    assert 'value="第二轮"' in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"period_to": "2025-12-31"}, "ends before it begins"),
        ({"due_on": "2020-01-01"}, "nobody can answer in the past"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(world, client, wrong, words):
    client.force_login(world.coordinator)
    page = client.post("/rounds/open/", GIVEN | wrong)
    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize("who", ["coordinator", "head", "owner"])
def test_every_page_of_a_round_is_well_formed(world, client, running, who):
    client.force_login(getattr(world, who))
    for path in ("/", "/rounds/", f"/rounds/{running.pk}/", f"/rounds/{running.pk}/review/"):
        assert faults(read(client.get(path))) == [], path


def test_the_first_page_says_what_a_round_asks(world, client, running):
    client.force_login(world.head)
    assert "Review 1 update" in client.get("/").content.decode()
    tracking.move(
        world.item, "extend", by=world.owner, at=timezone.now(),
        given={"reason": "Late", "new_target_on": "2199-Q1", "mitigation": "None"},
    )  # fmt: skip
    RoundEntry.objects.update(asked_at=timezone.now() + timedelta(days=1))
    client.force_login(world.owner)
    assert "1 update is asked of you" in client.get("/").content.decode()


def test_the_queue_shows_the_update_and_goes_on_to_the_next(world, client, running):
    client.force_login(world.head)
    page = client.get(f"/rounds/{running.pk}/review/")
    assert "بدأ العمل" in page.content.decode()
    entry, update = page.context["entry"], page.context["update"]
    address = f"/rounds/{running.pk}/review/{entry.pk}/"
    bare = client.post(address, {"outcome": "returned", "update": update.pk, "comment": " "})
    assert bare.status_code == 422
    answer = client.post(address, {"outcome": "confirmed", "update": update.pk}, follow=True)
    assert "Nothing to review" in answer.content.decode()
    assert RoundEntry.objects.get().reviewed_by == world.head


def test_a_comment_is_kept_when_another_update_came_meanwhile(world, client, running):
    client.force_login(world.head)
    page = client.get(f"/rounds/{running.pk}/review/")
    given = {"text": "More.", "reported_on": NOW.date()}
    tracking.move(world.item, "update", by=world.owner, at=timezone.now(), given=given)
    sent = {"outcome": "returned", "update": page.context["update"].pk, "comment": "Which countries?"}
    answer = client.post(f"/rounds/{running.pk}/review/{page.context['entry'].pk}/", sent)
    assert answer.status_code == 422
    assert "Another update has come in" in answer.content.decode()
    assert "Which countries?" in answer.content.decode()


def test_a_round_is_closed_after_a_look_and_opened_again(world, client, running):
    client.force_login(world.coordinator)
    RoundEntry.objects.update(asked_at=timezone.now() + timedelta(days=1))
    assert "1 update is missing and stays missing" in client.get(f"/rounds/{running.pk}/close/").content.decode()
    client.post(f"/rounds/{running.pk}/close/")
    running.refresh_from_db()
    assert running.closed_by == world.coordinator
    client.post(f"/rounds/{running.pk}/reopen/")
    running.refresh_from_db()
    assert running.is_open


def test_a_round_costs_as_many_queries_for_many_items_as_for_few(world, client, running, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.coordinator)
    client.get(f"/rounds/{running.pk}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/rounds/{running.pk}/")
    for _ in range(8):
        item = RecommendationFactory(owner=world.owner, unit=world.unit, report=world.item.report)
        RoundEntry.objects.create(round=running, recommendation=item, asked_at=NOW)
    with django_assert_num_queries(len(few)):
        client.get(f"/rounds/{running.pk}/")
