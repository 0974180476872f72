"""What was done is written down once, in order, and cannot be rewritten unnoticed."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from recommendations import history, tracking
from recommendations.models import HistoryEntry, HistoryIsAppendOnly, Notice
from tests.append_only import unprotected_history
from tests.factories import NOW


def tamper(sql: str) -> None:
    """As the owner of the database could, with its protection switched off and nothing left that points to entries."""
    Notice.objects.all().delete()
    with unprotected_history(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_entries_are_numbered_and_chained(world):
    item = world.up_to_reported()
    entries = list(item.history.all())
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert list(history.verify()) == []


def test_an_entry_is_neither_changed_nor_deleted(world):
    world.assign()
    entry = world.item.history.get()
    entry.by_name = "Somebody else"
    for attempt in (entry.save, entry.delete, HistoryEntry.objects.all().delete):
        with pytest.raises(HistoryIsAppendOnly):
            attempt()
    with pytest.raises(HistoryIsAppendOnly):
        HistoryEntry.objects.update(by_name="Somebody else")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE recommendations_historyentry SET by_name = 'Somebody else'",
        "DELETE FROM recommendations_historyentry",
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(world, sql):
    world.assign()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert world.item.history.get().by_name == "Clara Reyes"


@pytest.mark.parametrize(
    ("sql", "seq", "why"),
    [
        ("UPDATE recommendations_historyentry SET by_name = 'Somebody else' WHERE seq = 2", 2, "changed"),
        ("UPDATE recommendations_historyentry SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 3", 3, "changed"),
        ("DELETE FROM recommendations_historyentry WHERE seq = 2", 2, "missing"),
        ("DELETE FROM recommendations_historyentry", 1, "missing"),
    ],
)
def test_rewriting_behind_the_databases_back_is_found(world, sql, seq, why):
    world.up_to_reported()
    tamper(sql)
    assert list(history.verify()) == [history.Fault(str(world.item), seq, why)]


def test_the_command_names_the_first_bad_entry(world, capsys):
    world.up_to_reported()
    call_command("verify_history", "--format", "json")
    assert json.loads(capsys.readouterr().out) == {"good": True, "faults": []}
    tamper("UPDATE recommendations_historyentry SET action = 'verify' WHERE seq = 3")
    with pytest.raises(CommandError, match=rf"{re.escape(world.item.reference)}.*entry 3") as refused:
        call_command("verify_history")
    assert refused.value.returncode == 1


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
    assert list(history.verify()) == []


def test_every_act_has_its_sentence(world):
    acts = set(history.SENTENCES)
    assert acts >= {move.code for move in tracking.moves.OFFERED}
