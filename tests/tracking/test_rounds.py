"""Reporting rounds: who is asked, what answers, who reviews, and that nothing is asked twice."""

from datetime import date, timedelta

import pytest

from recommendations import tracking
from recommendations.models import HistoryEntry, Notice, Recommendation, RoundEntry
from recommendations.models.round import Stand
from recommendations.refusals import Refused
from recommendations.tracking import rounds
from tests.factories import NOW, RecommendationFactory

Outcome = RoundEntry.Outcome
LATER = NOW + timedelta(hours=1)
GIVEN = {
    "title": "Second half-year",
    "words": "Say what changed.",
    "report": None,
    "unit": None,
    "period_from": date(2025, 7, 1),
    "period_to": date(2025, 12, 31),
    "due_on": date(2026, 3, 31),
}


@pytest.fixture
def running(world):
    """An accepted item, and a round that asks about it."""
    world.assign()
    world.accept()
    return rounds.open_round(by=world.coordinator, at=NOW, given=GIVEN)


def entry(round_):
    return round_.entries.with_stand().select_related("recommendation").get()


def update(world, at=LATER, by=None, **given):
    item = Recommendation.objects.get(pk=world.item.pk)
    code = "start" if item.implementation == "not_started" else "update"
    tracking.move(
        item, code, by=by or world.owner, at=at, given={"text": "Done so far.", "reported_on": "2026-03-02"} | given
    )


def review(world, round_, outcome=Outcome.CONFIRMED, by=None, at=LATER + timedelta(hours=1), **given):
    one = entry(round_)
    rounds.review(one, outcome, update=one.answer_id or 0, by=by or world.head, at=at, **given)


def test_opening_a_round_asks_the_owners_of_what_has_work_to_do_and_nobody_else(world, running):
    RecommendationFactory(owner=world.owner, unit=world.section)  # undecided: there is no work to report on
    assert entry(running).recommendation == world.item
    asked = world.item.history.get(action="round_asked")
    assert (asked.by, asked.given["round"]) == (world.coordinator, "Second half-year")
    causes = {notice.to: notice.cause for notice in Notice.objects.filter(entry=asked)}
    assert causes[world.owner] == Notice.Cause.ASKED
    assert world.coordinator not in causes


def test_nothing_is_asked_about_in_two_open_rounds(world, running):
    with pytest.raises(Refused, match="nothing to ask"):
        rounds.open_round(by=world.coordinator, at=NOW, given=GIVEN)
    assert HistoryEntry.objects.filter(action="round_asked").count() == 1
    rounds.close_round(running, by=world.coordinator, at=NOW)
    second = rounds.open_round(by=world.coordinator, at=NOW, given=GIVEN)
    with pytest.raises(Refused, match="Another round"):
        rounds.reopen_round(running, by=world.coordinator)
    rounds.close_round(second, by=world.coordinator, at=NOW)
    rounds.reopen_round(running, by=world.coordinator)
    running.refresh_from_db()
    assert running.is_open


@pytest.mark.parametrize("scope", ["unit", "report"])
def test_a_round_keeps_to_its_scope(world, scope):
    world.assign()
    world.accept()
    other = RecommendationFactory()
    elsewhere = {"unit": other.unit or world.coordinator.memberships.get().unit, "report": other.report}[scope]
    with pytest.raises(Refused, match="nothing to ask"):
        rounds.open_round(by=world.coordinator, at=NOW, given=GIVEN | {scope: elsewhere})
    inside = {"unit": world.unit, "report": world.item.report}[scope]  # the item is in a section of the unit
    assert rounds.open_round(by=world.coordinator, at=NOW, given=GIVEN | {scope: inside}).entries.count() == 1


def test_an_update_reported_anywhere_answers_the_round(world, running):
    assert entry(running).stand == Stand.MISSING
    update(world)
    assert entry(running).stand == Stand.ANSWERED


def test_an_update_from_before_the_round_does_not(world):
    world.assign()
    world.accept()
    update(world, at=NOW - timedelta(days=1), reported_on="2026-03-01")
    assert entry(rounds.open_round(by=world.coordinator, at=NOW, given=GIVEN)).stand == Stand.MISSING


def test_what_is_reported_implemented_needs_no_update_any_more(world):
    world.assign()
    world.accept()
    world.start()
    running = rounds.open_round(by=world.coordinator, at=LATER, given=GIVEN)
    world.item.refresh_from_db()
    world.prove()
    world.report_implemented()
    assert entry(running).stand == Stand.SETTLED


def test_the_head_returns_an_update_with_what_is_missing_and_the_next_one_answers(world, running):
    update(world)
    with pytest.raises(Refused) as refused:
        review(world, running, Outcome.RETURNED)
    assert "comment" in refused.value.fields
    review(world, running, Outcome.RETURNED, comment="Which countries?")
    assert (entry(running).stand, entry(running).comment) == (Stand.RETURNED, "Which countries?")
    told = Notice.objects.get(entry__action="round_returned", to=world.owner)
    assert told.cause == Notice.Cause.RETURNED
    update(world, at=LATER + timedelta(hours=2))
    assert entry(running).stand == Stand.ANSWERED
    review(world, running, at=LATER + timedelta(hours=3))
    assert entry(running).stand == Stand.CONFIRMED


def test_what_one_has_read_is_what_one_confirms(world, running):
    update(world)
    seen = entry(running)
    update(world, at=LATER + timedelta(minutes=5))
    with pytest.raises(Refused, match="Another update"):
        rounds.review(seen, Outcome.CONFIRMED, update=seen.answer_id, by=world.head, at=LATER + timedelta(hours=1))


def test_nobody_reviews_what_they_reported_themselves(world, running):
    Recommendation.objects.filter(pk=world.item.pk).update(alternate=world.head)
    update(world, by=world.head)
    with pytest.raises(Refused, match="reported this yourself"):
        review(world, running)


def test_an_owner_reviews_nothing(world, running):
    update(world)
    with pytest.raises(Refused, match="the head of the unit"):
        review(world, running, by=world.owner)


@pytest.mark.parametrize("who", ["owner", "head", "verifier", "manager"])
def test_only_the_coordinator_runs_rounds(world, running, who):
    person = getattr(world, who)
    acts = (
        lambda: rounds.open_round(by=person, at=NOW, given=GIVEN),
        lambda: rounds.remind_late(running, by=person, at=NOW),
        lambda: rounds.close_round(running, by=person, at=NOW),
        lambda: rounds.reopen_round(running, by=person),
    )
    for act in acts:
        with pytest.raises(Refused, match="for the coordinator"):
            act()


def test_those_who_are_missing_are_reminded_once_a_day(world, running):
    assert rounds.remind_late(running, by=world.coordinator, at=LATER) == 1
    with pytest.raises(Refused, match="today already"):
        rounds.remind_late(running, by=world.coordinator, at=LATER)
    update(world)
    with pytest.raises(Refused, match="Nothing is missing"):
        rounds.remind_late(running, by=world.coordinator, at=NOW + timedelta(days=1))


def test_a_closed_round_is_neither_reviewed_nor_reminded_of(world, running):
    update(world)
    rounds.close_round(running, by=world.coordinator, at=LATER)
    with pytest.raises(Refused, match="closed"):
        review(world, running)
    with pytest.raises(Refused, match="closed"):
        rounds.remind_late(running, by=world.coordinator, at=LATER)
