"""The table of moves and the model's transitions are one thing."""

from recommendations import workflow
from recommendations.models import Recommendation
from recommendations.permissions import WHO_LABELS
from recommendations.tracking.effects import EFFECTS


def edges_of_the_model(field: str) -> set[tuple[str, str]]:
    transitions = Recommendation._meta.get_field(field).get_all_transitions(Recommendation)
    return {(transition.source, transition.target) for transition in transitions}


def edges_of_the_table(axis: str) -> set[tuple[str, str]]:
    edges = [edge for move in workflow.MOVES if move.code in EFFECTS for edge in getattr(move, axis)]
    return {(source, edge.target) for edge in edges for source in edge.sources}


def test_the_model_has_the_transitions_of_the_table_and_no_others():
    for axis in ("response", "implementation"):
        assert edges_of_the_model(axis) == edges_of_the_table(axis)


def test_the_table_has_fifteen_moves_numbered_in_order():
    numbers = [move.number for move in workflow.MOVES]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 16))
    assert len(workflow.BY_CODE) == len(workflow.MOVES)


def test_every_mover_has_a_name_for_refusals():
    assert {who for move in workflow.MOVES for who in move.who} == set(WHO_LABELS)


def test_a_condition_is_met_by_fields_of_its_own_move():
    for move in workflow.MOVES:
        names = {field.name for field in move.fields}
        assert all(set(condition.met_by) <= names for condition in move.conditions)
        assert set(move.one_of) <= names
        assert {field.needed_with[0] for field in move.fields if field.needed_with} <= names


def test_states_support_where_a_secretariat_accepts():
    assert str(workflow.response_word("accepted", "member_states")) == "Supported"
    assert str(workflow.response_word("not_accepted", "member_states")) == "Noted"
    assert str(workflow.response_word("accepted", "secretariat")) == "Accepted"
    assert str(workflow.response_word("pending", "member_states")) == "Pending"
