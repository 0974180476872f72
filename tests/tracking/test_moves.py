"""Moving a recommendation along: who may, when, what must be given, and what it leaves behind."""

from datetime import date

import pytest

from recommendations import tracking
from recommendations.models import Recommendation
from recommendations.permissions import Role
from tests.factories import NOW, MembershipFactory, UnitFactory, person


def test_the_whole_way_from_pending_to_verified(world):
    item = world.up_to_reported()
    assert (item.response, item.implementation) == ("accepted", "reported_implemented")
    world.verify()
    assert (item.implementation, item.verified_on) == ("verified_implemented", date(2026, 3, 2))
    told = list(item.history.values_list("action", flat=True))
    assert told == ["assign", "accept", "start", "report_implemented", "verify"]


def test_assigning_takes_the_owners_unit_and_says_who_did_it(world):
    world.assign()
    assert (world.item.unit, world.item.owner) == (world.section, world.owner)
    assert world.item.due_on == date(2026, 4, 1)
    entry = world.item.history.get()
    assert (entry.by, entry.by_name, entry.action) == (world.coordinator, "Clara Reyes", "assign")
    assert entry.changes["owner_id"] == [None, world.owner.pk]
    assert entry.given["owner"] == {"id": world.owner.pk, "name": "Wang Fang"}


def test_a_quarter_is_a_target_date_and_stays_as_it_was_given(world):
    world.assign()
    world.accept()
    assert world.item.target_on == world.item.first_target_on == date(2026, 9, 30)
    assert world.item.target_as_given == "2026-Q3"


@pytest.mark.parametrize(
    ("given", "day"),
    [("2027-Q1", date(2027, 3, 31)), ("2028-02", date(2028, 2, 29)), ("2026-12-24", date(2026, 12, 24))],
)
def test_a_target_date_may_be_a_day_a_month_or_a_quarter(world, given, day):
    world.assign()
    world.move("accept", world.head, response_text="Yes.", target_on=given, action="Do it",
               action_owner=world.owner, action_due_on="2026-05-01")  # fmt: skip
    assert world.item.target_on == day


@pytest.mark.parametrize("nonsense", ["2027-Q5", "2027-13", "soon", "0000-Q1", "0000-01", "2027-02-30"])
def test_a_target_date_that_is_none_is_refused_by_name(world, nonsense):
    world.assign()
    with pytest.raises(tracking.Refused) as refused:
        world.move("accept", world.head, response_text="Yes.", target_on=nonsense, action="Do it",
                   action_owner=world.owner, action_due_on="2026-05-01")  # fmt: skip
    assert list(refused.value.fields) == ["target_on"]


def test_accepting_needs_an_action_with_owner_and_date(world):
    world.assign()
    with pytest.raises(tracking.Refused) as refused:
        world.move("accept", world.head, response_text="Yes.", target_on="2026-Q3")
    assert set(refused.value.fields) == {"action", "action_owner", "action_due_on"}
    assert world.item.history.count() == 1


def test_with_an_action_planned_before_accepting_asks_for_none(world):
    world.assign()
    step = tracking.Step("Draft", world.owner, date(2026, 5, 1))
    tracking.add_action(world.item, step, by=world.head, at=NOW)
    world.move("accept", world.head, response_text="Yes.", target_on="2026-Q3")
    assert world.item.response == "accepted"


def test_a_move_without_its_fields_names_each_and_changes_nothing(world):
    with pytest.raises(tracking.Refused) as refused:
        world.move("assign", world.coordinator)
    assert set(refused.value.fields) == {"owner", "response_due_on"}
    world.item.refresh_from_db()
    assert (world.item.version, world.item.history.count()) == (1, 0)


def test_a_move_out_of_turn_says_where_the_item_stands(world):
    world.assign()
    with pytest.raises(tracking.Refused, match=r"Start work.*Pending"):
        world.start()


def test_the_wrong_person_is_told_whose_move_it_is(world):
    world.assign()
    with pytest.raises(tracking.Refused, match="the head of the unit"):
        world.move("accept", world.owner, response_text="Yes.")


def test_a_stranger_finds_nothing(world):
    stranger = person(Role.FOCAL_POINT)
    with pytest.raises(Recommendation.DoesNotExist):
        world.move("start", stranger, text="Mine!")


def test_the_head_of_another_unit_finds_nothing(world):
    world.assign()
    other = person(Role.UNIT_HEAD)
    with pytest.raises(Recommendation.DoesNotExist):
        world.move("accept", other, response_text="Yes.")


def test_the_head_of_a_unit_answers_for_the_units_below(world):
    world.assign()
    assert world.item.unit == world.section
    world.accept()
    assert world.item.response == "accepted"


def test_a_unit_head_assigns_inside_the_unit_only(world):
    world.assign()
    elsewhere = person(Role.FOCAL_POINT)
    with pytest.raises(tracking.Refused) as refused:
        world.move("assign", world.head, owner=elsewhere.pk, response_due_on="2026-04-01")
    assert "owner" in refused.value.fields
    with pytest.raises(tracking.Refused) as refused:
        world.move("assign", world.head, owner=world.owner, unit=UnitFactory().pk, response_due_on="2026-04-01")
    assert "unit" in refused.value.fields


def test_nobody_who_has_left_is_made_owner(world):
    gone = MembershipFactory(user__is_active=False).user
    ended = MembershipFactory(until=date(2025, 12, 31)).user
    for somebody in (gone, ended):
        with pytest.raises(tracking.Refused) as refused:
            world.move("assign", world.coordinator, owner=somebody.pk, response_due_on="2026-04-01")
        assert "owner" in refused.value.fields


def test_the_alternate_acts_on_behalf_of_the_owner(world):
    world.assign()
    world.accept()
    world.move("start", world.alternate, text="Begun.", reported_on="2026-03-02")
    entry = world.item.history.last()
    assert (entry.by, entry.on_behalf_of) == (world.alternate, world.owner)
    assert world.item.updates.get().on_behalf_of == world.owner


def test_an_update_says_something_or_that_nothing_changed(world):
    world.assign()
    world.accept()
    world.start()
    with pytest.raises(tracking.Refused, match="Give one of these"):
        world.move("update", world.owner, reported_on="2026-03-02")
    world.move("update", world.owner, no_change="on", reported_on="2026-03-02", percent_done="40")
    newest = world.item.updates.first()
    assert (newest.no_change, newest.percent_done, world.item.percent_done) == (True, 40, 40)


def test_an_update_about_the_future_is_refused(world):
    world.assign()
    world.accept()
    with pytest.raises(tracking.Refused) as refused:
        world.move("start", world.owner, text="Done next year.", reported_on="2027-01-01")
    assert "reported_on" in refused.value.fields


def test_without_confirmed_evidence_of_implementation_nothing_is_reported_implemented(world):
    world.assign()
    world.accept()
    world.start()
    with pytest.raises(tracking.Refused, match="No evidence of implementation"):
        world.report_implemented()


def test_open_actions_must_be_ticked_as_done(world):
    world.assign()
    world.accept()
    world.start()
    world.prove()
    with pytest.raises(tracking.Refused) as refused:
        world.move("report_implemented", world.owner, statement="Done.", completed_on="2026-03-01")
    assert list(refused.value.fields) == ["actions_done"]
    assert world.item.actions.get().state == "open"
    world.report_implemented()
    assert world.item.actions.get().state == "done"


def test_the_claimant_does_not_verify_their_own_claim(world):
    world.up_to_reported()
    MembershipFactory(user=world.owner, role=Role.VERIFIER)
    world.owner.__dict__.pop("_standings", None)
    with pytest.raises(tracking.Refused, match="yourself"):
        world.verify(by=world.owner)


def test_a_verifier_of_the_unit_itself_does_not_verify(world):
    world.up_to_reported()
    colleague = person(Role.VERIFIER, world.section)
    with pytest.raises(tracking.Refused, match="elsewhere"):
        world.verify(by=colleague)


def test_a_verifier_who_heads_a_unit_above_does_not_verify(world):
    world.up_to_reported()
    MembershipFactory(user=world.head, role=Role.VERIFIER)
    world.head.__dict__.pop("_standings", None)
    assert world.item.unit == world.section
    with pytest.raises(tracking.Refused, match="elsewhere"):
        world.verify(by=world.head)


def test_every_piece_of_evidence_must_be_reviewed(world):
    world.up_to_reported()
    world.prove()
    first = world.item.evidence.proof().first()
    with pytest.raises(tracking.Refused) as refused:
        world.move("verify", world.verifier, finding="Good.", method="desk", verified_on="2026-03-02",
                   reviewed=[first.pk])  # fmt: skip
    assert list(refused.value.fields) == ["reviewed"]


def test_a_returned_item_keeps_its_first_target(world):
    world.up_to_reported()
    world.move("return", world.verifier, missing="The annex.", target_on="2026-12-15")
    item = world.item
    assert (item.implementation, item.claimed_by) == ("in_progress", None)
    assert (item.target_on, item.first_target_on) == (date(2026, 12, 15), date(2026, 9, 30))


def test_a_stale_form_is_told_what_happened_meanwhile(world):
    seen = world.item.version
    world.assign()
    with pytest.raises(tracking.Stale) as stale:
        tracking.move(world.item, "assign", by=world.coordinator, at=NOW, version=seen,
                      given={"owner": world.owner, "response_due_on": "2026-05-01"})  # fmt: skip
    assert [(entry.action, entry.by_name) for entry in stale.value.since] == [("assign", "Clara Reyes")]
    world.item.refresh_from_db()
    assert world.item.response_due_on == date(2026, 4, 1)


def test_refusal_and_closing_are_for_senior_management(world):
    world.assign()
    with pytest.raises(tracking.Refused, match="senior management"):
        world.move("refuse", world.head, justification="No money.", decided_by="ED", decided_on="2026-03-01")
    world.move("refuse", world.manager, justification="No money.", decided_by="ED", decided_on="2026-03-01")
    assert (world.item.response, world.item.implementation) == ("not_accepted", "")


def test_a_closed_item_can_be_reopened_by_a_verifier(world):
    world.assign()
    world.accept()
    world.move("close", world.manager, reason_code="superseded", reason="A/71/2 replaces it.", closed_on="2026-03-01")
    assert (world.item.implementation, world.item.due_on) == ("closed_not_implemented", None)
    world.move("reopen", world.verifier, reason="It does not.", target_on="2026-Q4")
    assert (world.item.implementation, world.item.due_on) == ("in_progress", date(2026, 12, 31))


def test_offers_are_what_this_person_can_do_now(world):
    def codes(who):
        return [offer.move.code for offer in tracking.offers(world.item, by=who, on=NOW.date())]

    assert codes(world.coordinator) == ["assign", "hand_over"]
    world.assign()
    assert codes(world.head) == ["assign", "hand_over", "consider", "accept", "accept_in_part"]
    assert codes(world.owner) == []
    world.accept()
    assert codes(world.owner) == ["start", "update", "extend"]
    assert codes(world.verifier) == []


def test_an_offer_that_is_blocked_says_what_must_happen_first(world):
    world.assign()
    world.accept()
    world.start()
    by_code = {offer.move.code: offer for offer in tracking.offers(world.item, by=world.owner, on=NOW.date())}
    assert "No evidence" in str(by_code["report_implemented"].blocked[0])
    assert by_code["update"].blocked == ()


def test_an_unknown_move_is_refused_by_name(world):
    with pytest.raises(tracking.Refused, match="teleport"):
        world.move("teleport", world.coordinator)
