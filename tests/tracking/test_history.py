"""What was done is written down once, in order, and cannot be rewritten unnoticed."""

import pytest
from django.db import connection, transaction

from recommendations import history, tracking
from recommendations.models import HistoryEntry, HistoryIsAppendOnly
from tests.factories import NOW


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_entries_are_numbered_and_chained(world):
    item = world.up_to_reported()
    entries = list(item.history.all())
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert list(history.verify([item])) == []


def test_an_entry_is_neither_changed_nor_deleted(world):
    world.assign()
    entry = world.item.history.get()
    entry.by_name = "Somebody else"
    for attempt in (entry.save, entry.delete, HistoryEntry.objects.all().delete):
        with pytest.raises(HistoryIsAppendOnly):
            attempt()
    with pytest.raises(HistoryIsAppendOnly):
        HistoryEntry.objects.update(by_name="Somebody else")


def test_a_change_and_its_entry_are_written_together_or_not_at_all(world, monkeypatch):
    def fails(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(history, "record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        world.assign()
    world.item.refresh_from_db()
    assert (world.item.owner, world.item.version) == (None, 1)


def test_several_items_are_recorded_at_once_in_their_own_chains(world):
    world.assign()
    history.record_many(
        [history.Act(world.item, "reminded", {}, {"n": 1}), history.Act(world.item, "reminded", {}, {"n": 2})],
        by=None,
        at=NOW,
    )
    assert list(world.item.history.values_list("seq", "action")) == [(1, "assign"), (2, "reminded"), (3, "reminded")]
    assert list(history.verify([world.item])) == []


def test_every_act_has_its_sentence(world):
    acts = set(history.SENTENCES)
    assert acts >= {move.code for move in tracking.moves.OFFERED}
