"""How leaves stood in the past is kept with the history, follows from it alone, and can be made again from it."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations import history, periods, tracking
from recommendations.models import Recommendation, StatePeriod
from recommendations.periods import Fault
from tests.factories import NOW, RecommendationFactory, UserFactory


@pytest.fixture
def imported(world):
    first = history.First(world.item.pk, world.item.is_leaf, {}, {})
    history.record_first([first], by=world.coordinator, at=NOW - timedelta(days=9))
    return world


def stood(item):
    return [(p.response, p.implementation, p.owner_id, p.target_on) for p in item.periods.all()]


def test_each_change_ends_one_period_and_begins_the_next(imported):
    item = imported.up_to_reported()
    owner, target = imported.owner.pk, item.target_on
    assert stood(item) == [
        ("pending", "", None, None),
        ("pending", "", owner, None),
        ("accepted", "not_started", owner, target),
        ("accepted", "in_progress", owner, target),
        ("accepted", "reported_implemented", owner, target),
    ]
    rows = list(item.periods.all())
    assert [p.ends_at for p in rows] == [*(p.begins_at for p in rows[1:]), None]
    assert [p.due_on for p in rows][-2:] == [target, None]
    assert list(periods.check()) == []


def test_what_changes_nothing_followed_begins_no_period_and_costs_no_query(imported):
    item = imported.item
    with CaptureQueriesContext(connection) as before:
        history.record(item, "reminded", by=None, at=NOW)
    assert item.periods.count() == 1
    with CaptureQueriesContext(connection) as with_period:
        history.record(item, "assign", by=None, at=NOW, changes={"response_due_on": [None, NOW.date()]})
    assert len(with_period) - len(before) == 1


def test_several_entries_at_once_go_through_the_same_steps(imported):
    other, parent = RecommendationFactory(), RecommendationFactory(is_leaf=False, response="")
    history.record_first([history.First(it.pk, it.is_leaf, {}, {}) for it in (other, parent)], by=None, at=NOW)
    person, next_one = UserFactory(), UserFactory()
    acts = [
        history.Act(other, "assign", {"owner_id": [None, person.pk], "unit_id": [None, imported.unit.pk]}, {}),
        history.Act(other, "assign", {"owner_id": [person.pk, next_one.pk]}, {}),
        history.Act(imported.item, "assign", {"unit_id": [None, imported.unit.pk]}, {}),
        history.Act(parent, "text_changed", {"mark": ["", "㈠"]}, {}),
    ]
    history.record_many(acts, by=None, at=NOW + timedelta(days=1))
    assert [p.owner_id for p in other.periods.all()] == [None, person.pk, next_one.pk]
    assert [p.unit_id for p in imported.item.periods.all()] == [None, imported.unit.pk]
    assert not parent.periods.exists()


def test_a_clock_that_goes_back_makes_no_periods_that_overlap(imported):
    imported.assign()
    tracking.move(imported.item, "consider", by=imported.head, at=NOW - timedelta(hours=1),
                  given={"reason": "To ask.", "decided_by": "The board", "expected_on": "2026-05-01"})  # fmt: skip
    assert [p.begins_at for p in imported.item.periods.all()][1:] == [NOW, NOW]
    assert list(periods.check()) == []


def test_a_period_begins_on_the_day_where_the_installation_is(imported, settings):
    settings.TIME_ZONE = "Asia/Almaty"
    timezone.get_default_timezone.cache_clear()
    try:
        history.record(imported.item, "assign", by=None, at=NOW.replace(hour=20), changes={"unit_id": [None, None]})
    finally:
        timezone.get_default_timezone.cache_clear()
    assert imported.item.periods.last().begins_on == NOW.date() + timedelta(days=1)


def test_the_database_keeps_one_open_period_of_a_leaf(imported):
    with pytest.raises(IntegrityError), transaction.atomic():
        StatePeriod.objects.create(recommendation=imported.item, seq=7, begins_at=NOW, begins_on=NOW.date())


def test_the_command_makes_the_same_periods_again_and_finds_what_differs(imported, capsys):
    item = imported.up_to_reported()
    was = stood(item)
    StatePeriod.objects.filter(seq=3).update(response="not_accepted")
    assert list(periods.check()) == [Fault(str(item), "periods")]
    with pytest.raises(CommandError, match="rebuild_periods"):
        call_command("rebuild_periods", "--check")
    call_command("rebuild_periods", "--format", "json")
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"periods": 5}
    assert stood(item) == was
    call_command("rebuild_periods", "--check", "--format", "json")
    assert json.loads(capsys.readouterr().out) == {"good": True, "faults": []}
    Recommendation.objects.filter(pk=item.pk).update(target_on=NOW.date())
    assert list(periods.check()) == [Fault(str(item), "states")]


def test_updates_of_the_time_before_their_day_was_followed_are_read_from_what_was_given(imported):
    item = imported.item
    for day in ("2026-03-05", "2026-02-01"):
        history.record(item, "update", by=None, at=NOW, given={"reported_on": day})
    assert [str(p.last_update_on) for p in item.periods.all()] == ["None", "2026-03-05", "2026-03-05"]
    assert [str(p.last_update_on) for p in periods.replay(item.history.all(), is_leaf=True)][1:] == ["2026-03-05"] * 2
