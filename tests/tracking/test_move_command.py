"""`manage.py move_recommendation`: the same verb as the pages, with exit codes for scripts."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories import UserFactory


def move(item, code, by, /, *given, **options):
    pairs = [argument for pair in given for argument in ("--set", pair)]
    call_command("move_recommendation", item.report.symbol, item.reference, code, "--by", by.email, *pairs, **options)


def refusal(item, code, by, /, *given):
    with pytest.raises(CommandError) as refused:
        move(item, code, by, *given)
    return refused.value


def test_it_moves_the_item_and_history_says_who(world, capsys):
    move(world.item, "assign", world.coordinator, f"owner={world.owner.pk}", "response_due_on=2026-04-01")
    world.item.refresh_from_db()
    assert world.item.owner == world.owner
    assert world.item.history.get().by == world.coordinator
    assert "Assigned." in capsys.readouterr().out


def test_people_are_named_by_their_addresses(world):
    move(world.item, "assign", world.coordinator, f"owner={world.owner.email.upper()}", "response_due_on=2026-04-01")
    world.item.refresh_from_db()
    assert world.item.owner == world.owner
    nobody = refusal(world.item, "hand_over", world.coordinator, "to=nobody@example.org")
    assert "to (To whom)" in str(nobody)


def test_a_script_gets_one_json_document(world, capsys):
    world.assign()
    given = ("reason=We ask the lawyers.", "decided_by=The Director", "expected_on=2099-01-01")
    move(world.item, "consider", world.head, *given, format="json")
    assert json.loads(capsys.readouterr().out) == {
        "report": world.item.report.symbol,
        "reference": world.item.reference,
        "move": "consider",
        "response": "under_consideration",
        "implementation": "",
        "due_on": "2026-04-01",
        "version": 3,
    }


def test_a_field_may_be_given_several_times(world):
    world.up_to_reported()
    world.prove()
    reviewed = [f"reviewed={link.pk}" for link in world.item.evidence.proof()]
    assert len(reviewed) == 2
    move(world.item, "verify", world.verifier, *reviewed, "finding=Seen.", "method=desk", "verified_on=2026-03-02")
    world.item.refresh_from_db()
    assert world.item.implementation == "verified_implemented"


def test_a_refusal_names_each_field_and_exits_with_1(world):
    said = refusal(world.item, "assign", world.coordinator)
    assert said.returncode == 1
    assert "owner (Owner): This field is required." in str(said)
    assert "response_due_on (Response due): This field is required." in str(said)


def test_a_field_the_move_does_not_have_is_wrong_use_and_exits_with_2(world):
    said = refusal(world.item, "assign", world.coordinator, "colour=red")
    assert said.returncode == 2
    assert "“colour=red”" in str(said)
    assert refusal(world.item, "assign", world.coordinator, "owner").returncode == 2


def test_the_wrong_person_is_refused(world):
    world.assign()
    assert "it is for the owner or the alternate" in str(refusal(world.item, "start", world.coordinator))


def test_a_stranger_is_told_the_item_does_not_exist(world):
    assert "There is no recommendation" in str(refusal(world.item, "assign", UserFactory()))


def test_nobody_moves_in_the_name_of_somebody_unknown_or_gone(world):
    gone = UserFactory(is_active=False)
    assert "Nobody with the address" in str(refusal(world.item, "assign", gone))
