"""A decided response may change: what happens to the implementation, and that the old response is kept."""

from datetime import date

import pytest

from recommendations import tracking
from tests.factories import NOW

AGAIN = {
    "response": "accepted",
    "reason": "The mandate was renewed.",
    "response_text": "We will do it after all.",
    "target_on": "2027-Q1",
}
FIRST_ACTION = {"action": "Draft", "action_due_on": "2026-12-01"}


def refuse(world):
    return world.move(
        "refuse", world.manager, justification="No mandate.", decided_by="The Director", decided_on="2026-03-01"
    )


def change(world, by=None, /, **given):
    return world.move("change_response", by or world.manager, **given)


def accepted(world):
    world.assign()
    world.accept()
    return world.item


def test_refusing_later_ends_the_follow_up_and_says_why(world):
    item = accepted(world)
    change(world, response="not_accepted", reason="The mandate has ended.")
    assert (item.response, item.implementation, item.closing_reason) == (
        "not_accepted",
        "closed_not_implemented",
        "refused_later",
    )
    assert (item.closed_on, item.due_on) == (date(2026, 3, 2), None)
    assert (item.response_text, item.justification) == ("", "The mandate has ended.")


def test_the_old_response_stays_in_the_history_word_for_word(world):
    item = accepted(world)
    change(world, response="not_accepted", reason="The mandate has ended.")
    changes = item.history.last().changes
    assert changes["response"] == ["accepted", "not_accepted"]
    assert changes["response_text"] == ["We will do it.", ""]
    assert changes["closing_reason"] == ["", "refused_later"]


def test_accepting_what_was_refused_opens_the_implementation_with_plan_and_target(world):
    world.assign()
    refuse(world)
    change(world, **AGAIN, **FIRST_ACTION, action_owner=world.owner)
    item = world.item
    assert (item.response, item.implementation) == ("accepted", "not_started")
    assert item.target_on == item.first_target_on == date(2027, 3, 31)
    assert (item.response_text, item.justification) == ("We will do it after all.", "")
    assert item.actions.get().text == "Draft"


@pytest.mark.parametrize(
    ("response", "missing"),
    [
        ("accepted", {"response_text", "target_on", "action", "action_owner", "action_due_on"}),
        (
            "partially_accepted",
            {
                "response_text",
                "target_on",
                "action",
                "action_owner",
                "action_due_on",
                "accepted_part",
                "justification",
            },
        ),
    ],
)
def test_accepting_what_was_refused_asks_for_all_that_accepting_does(world, response, missing):
    world.assign()
    refuse(world)
    with pytest.raises(tracking.Refused) as refused:
        change(world, response=response, reason="We can, now.")
    assert set(refused.value.fields) == missing
    world.item.refresh_from_db()
    assert world.item.response == "not_accepted"


def test_what_was_accepted_then_refused_begins_anew_and_keeps_its_first_target(world):
    item = accepted(world)
    world.move("update", world.owner, text="Half.", reported_on="2026-03-01", percent_done="50")
    change(world, response="not_accepted", reason="The mandate has ended.")
    change(world, **AGAIN)
    assert (item.response, item.implementation, item.closing_reason) == ("accepted", "not_started", "")
    assert (item.target_on, item.first_target_on) == (date(2027, 3, 31), date(2026, 9, 30))
    assert (item.closed_on, item.percent_done) == (None, None)


def test_between_accepted_and_accepted_in_part_the_work_goes_on(world):
    item = accepted(world)
    world.start()
    change(world, response="partially_accepted", reason="No money for (b).", response_text="Only (a).",
           accepted_part="(a)", justification="The budget.")  # fmt: skip
    assert (item.response, item.implementation) == ("partially_accepted", "in_progress")
    assert (item.accepted_part, item.justification) == ("(a)", "The budget.")
    change(world, response="accepted", reason="There is money now.", response_text="All of it.")
    assert (item.response, item.accepted_part, item.justification) == ("accepted", "", "")


def test_an_item_closed_for_another_reason_keeps_that_reason(world):
    item = accepted(world)
    world.move("close", world.manager, reason_code="superseded", reason="A/71/2.", closed_on="2026-02-01")
    change(world, response="not_accepted", reason="For the record.")
    assert (item.closing_reason, item.closed_on) == ("superseded", date(2026, 2, 1))


def test_a_response_does_not_change_into_itself(world):
    accepted(world)
    with pytest.raises(tracking.Refused) as refused:
        change(world, response="accepted", reason="Again.", response_text="Yes.")
    assert list(refused.value.fields) == ["response"]


def test_nothing_changes_once_it_is_reported_or_while_it_is_undecided(world):
    world.assign()
    with pytest.raises(tracking.Refused, match="not possible now"):
        change(world, response="not_accepted", reason="No.")
    world.accept()
    world.start()
    world.prove()
    world.report_implemented()
    with pytest.raises(tracking.Refused, match="Reported implemented"):
        change(world, response="not_accepted", reason="No.")


def test_only_senior_management_changes_a_response(world):
    accepted(world)
    with pytest.raises(tracking.Refused, match="senior management"):
        change(world, world.head, response="not_accepted", reason="No.")


def test_states_are_asked_in_their_own_words(world):
    item = accepted(world)
    type(item).objects.filter(pk=item.pk).update(addressee_kind="member_states")
    item.refresh_from_db()
    offer = next(o for o in tracking.offers(item, by=world.manager, on=NOW.date()) if o.move.code == "change_response")
    offered = [str(words) for _code, words in offer.form.fields["response"].choices]
    assert offered == ["Choose …", "Supported in part", "Noted"]
