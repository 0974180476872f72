"""What the chain cannot show alone is found by the signed heads kept outside the database."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from recommendations import checkpoints, history
from recommendations.models import HistoryEntry, Notice, StatePeriod
from recommendations.tasks import checkpoint_history
from tests.append_only import unprotected_history
from tests.factories import NOW


@pytest.fixture
def file(tmp_path, settings):
    settings.HISTORY_CHECKPOINTS = tmp_path / "checkpoints.jsonl"
    return settings.HISTORY_CHECKPOINTS


def forget():
    """As somebody would who owns the database: no entry, and nothing that hangs on one."""
    Notice.objects.all().delete()
    StatePeriod.objects.all().delete()
    with unprotected_history():
        HistoryEntry.objects.all()._raw_delete("default")


def rewrite(item, keep):
    """The chain ends earlier."""
    entries = list(item.history.order_by("seq"))[:keep]
    forget()
    HistoryEntry.objects.bulk_create(entries)


def test_a_chain_cut_at_its_end_is_good_by_itself_and_found_by_the_checkpoint(world, file):
    item = world.up_to_reported()
    checkpoints.take(at=NOW)
    rewrite(item, keep=2)
    assert list(history.verify()) == []
    assert list(checkpoints.verify()) == [checkpoints.Fault(str(item), 4, "cut")]


def test_a_chain_written_anew_with_fitting_hashes_is_found(world, file):
    item = world.up_to_reported()
    checkpoints.take(at=NOW)
    entries = list(item.history.order_by("seq"))
    forget()
    for entry in entries:
        history.record(item, entry.action, by=entry.by, at=entry.at - timedelta(days=300))
    assert list(history.verify()) == []
    assert list(checkpoints.verify()) == [checkpoints.Fault(str(item), 4, "rewritten")]


def test_a_chain_that_is_gone_altogether_is_found(world, file):
    item = world.up_to_reported()
    checkpoints.take(at=NOW)
    rewrite(item, keep=0)
    assert list(checkpoints.verify()) == [checkpoints.Fault(str(item), 4, "cut")]


def test_a_line_holds_what_moved_since_the_one_before(world, file):
    world.assign()
    first = checkpoints.take(at=NOW)
    assert checkpoints.take(at=NOW) is None
    world.up_to_reported()
    second = checkpoints.take(at=NOW)
    assert (first.number, first.heads, second.number, second.heads) == (1, 1, 2, 1)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["heads"][0][1] for line in lines] == [1, world.item.history.count()]
    assert lines[1]["previous"] == first.digest
    assert list(checkpoints.verify()) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda line: line.replace('"n":1', '"n":2'), "line"),
        (lambda line: line.replace('"heads":[[', '"heads":[[9'), "line"),
        (lambda line: line[:-20], "unreadable"),
        (lambda _line: "[]", "unreadable"),
    ],
)
def test_a_line_that_is_not_as_it_was_signed_is_named_and_nothing_is_added_to_it(world, file, spoil, fault):
    world.assign()
    checkpoints.take(at=NOW)
    file.write_text(spoil(file.read_text().strip()) + "\n")
    assert list(checkpoints.verify()) == [checkpoints.Fault("", 1, fault)]
    world.up_to_reported()
    with pytest.raises(checkpoints.Damaged):
        checkpoints.take(at=NOW)


def test_without_the_key_no_line_can_be_made(world, file, settings):
    world.assign()
    settings.HISTORY_KEY = "somebody else's"
    checkpoints.take(at=NOW)
    settings.HISTORY_KEY = "ours"
    assert [fault.why for fault in checkpoints.verify()] == ["line"]


def test_the_command_compares_with_a_copy_kept_elsewhere(world, file, tmp_path, capsys):
    item = world.up_to_reported()
    call_command("verify_history", "--take-checkpoint", "--format", "json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["good"], answer["checkpoint"]["number"]) == (True, 1)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(file.read_bytes())
    file.unlink()
    rewrite(item, keep=3)
    call_command("verify_history")
    with pytest.raises(CommandError, match="a checkpoint knows it") as refused:
        call_command("verify_history", checkpoints=copy)
    assert refused.value.returncode == 1


def test_the_clock_takes_one_when_something_happened(world, file):
    world.assign()
    assert [checkpoint_history(), checkpoint_history()] == [1, 0]
