"""One move on several items: each by itself, none spared a condition, none held up by another."""

import pytest

from recommendations import tracking
from tests.factories import NOW, RecommendationFactory, person

REASON = {"reason": "We ask the lawyers.", "decided_by": "The Director", "expected_on": "2026-05-01"}


@pytest.fixture
def items(world):
    world.assign()
    common = {"report": world.item.report, "unit": world.section}
    return [
        world.item,
        RecommendationFactory(**common, owner=world.owner),
        RecommendationFactory(**common),  # without an owner
        RecommendationFactory(**common, owner=world.owner, response="not_accepted"),
    ]


def consider(items, by, **options):
    return tracking.move_many(items, "consider", by=by, at=NOW, given=REASON, **options)


def test_each_item_that_cannot_be_moved_is_named_with_its_reason_and_the_others_move(world, items):
    outcomes = consider(items, world.head)
    assert [outcome.item for outcome in outcomes] == items
    assert [outcome.refused is None for outcome in outcomes] == [True, True, False, False]
    assert "no owner yet" in str(outcomes[2].refused)
    assert "not possible now" in str(outcomes[3].refused)
    assert [item.response for item in items] == [
        "under_consideration",
        "under_consideration",
        "pending",
        "not_accepted",
    ]


def test_each_item_keeps_its_own_history_with_the_one_reason(world, items):
    consider(items, world.head)
    assert [item.history.last().given["reason"] for item in items[:2]] == ["We ask the lawyers."] * 2
    assert not items[2].history.exists()


def test_an_item_changed_meanwhile_is_left_alone(world, items):
    outcomes = consider(items[:2], world.head, versions={items[0].pk: items[0].version - 1})
    assert isinstance(outcomes[0].refused, tracking.Stale)
    assert outcomes[1].refused is None


def test_nobody_moves_many_who_may_not_move_one(world, items):
    assert all(outcome.refused for outcome in consider(items, world.owner))


def test_what_is_hidden_stays_hidden(world, items):
    stranger = person("focal_point")
    told = {str(outcome.refused) for outcome in consider(items, stranger)}
    assert told == {"You do not see this recommendation any more."}


def test_what_must_be_looked_at_one_by_one_is_not_offered_in_bulk():
    offered = {row.code for row in tracking.bulk.IN_BULK}
    assert offered.isdisjoint({"verify", "report_implemented", "submit_draft", "change_response", "import"})
    assert {"assign", "consider", "close"} <= offered
