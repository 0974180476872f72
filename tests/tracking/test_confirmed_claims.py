"""The head of the unit confirms a claim: seen by the verifier, waited for by nobody."""

import pytest
from django.db import IntegrityError, transaction

from recommendations import filtersets, tracking
from recommendations.models import Recommendation
from recommendations.permissions import Role
from tests.factories import NOW, TODAY, MembershipFactory


def to_confirm(person):
    among = filtersets.TASK_BY_CODE["confirm"].among(person.standing(TODAY), TODAY)
    return among is not None and Recommendation.objects.filter(among).exists()


def test_the_head_of_the_unit_confirms_and_the_verifier_sees_who_did(world, client):
    item = world.up_to_reported()
    assert to_confirm(world.head)
    world.move("confirm_claim", world.head, words="I have held it in my hands.")
    assert (item.claim_confirmed_by, item.claim_confirmed_on) == (world.head, TODAY)
    assert not to_confirm(world.head)
    client.force_login(world.verifier)
    shown = client.get(item.get_absolute_url()).content.decode()
    assert "Confirmed by the head of the unit" in shown
    assert "I have held it in my hands." in shown


def test_nothing_waits_for_the_confirmation(world):
    world.up_to_reported()
    world.verify()
    assert (world.item.implementation, world.item.claim_confirmed_by) == ("verified_implemented", None)


def test_nobody_confirms_their_own_claim(world):
    MembershipFactory(user=world.owner, unit=world.section, role=Role.UNIT_HEAD)
    item = world.up_to_reported()
    with pytest.raises(tracking.Refused, match="yourself"):
        world.move("confirm_claim", world.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=item.pk).update(claim_confirmed_by=world.owner, claim_confirmed_on=TODAY)


def test_a_claim_is_confirmed_once_and_by_the_head_only(world):
    world.up_to_reported()
    with pytest.raises(tracking.Refused, match="the head of the unit"):
        world.move("confirm_claim", world.verifier)
    world.move("confirm_claim", world.head)
    with pytest.raises(tracking.Refused, match="not possible now"):
        world.move("confirm_claim", world.head)


def test_a_returned_claim_loses_its_confirmation(world):
    item = world.up_to_reported()
    world.move("confirm_claim", world.head)
    world.move("return", world.verifier, missing="The annex.", target_on="2026-12-15")
    assert (item.claim_confirmed_by, item.claim_confirmed_on) == (None, None)
    assert item.history.last().changes["claim_confirmed_by_id"] == [world.head.pk, None]


def test_what_was_closed_while_it_waited_for_a_verifier_begins_anew_without_the_claim(world):
    item = world.up_to_reported()
    world.move("confirm_claim", world.head)
    world.move("close", world.manager, reason_code="superseded", reason="A/71/2 replaces it.", closed_on="2026-03-01")
    world.move("reopen", world.verifier, reason="It does not.", target_on="2026-Q4")
    assert (item.claimed_by, item.completed_on, item.claim_confirmed_by, item.claim_confirmed_on) == (None,) * 4
    world.move("hand_over", world.coordinator, holder=world.owner.pk, to=world.head.pk, reason="The owner has left.")
    world.move("report_implemented", world.head, statement="Issued after all.", completed_on="2026-03-01")
    assert (item.claimed_by, item.claim_confirmed_by) == (world.head, None)


def test_the_verifier_is_not_offered_the_confirmation(world):
    item = world.up_to_reported()
    assert [o.move.code for o in tracking.offers(item, by=world.verifier, on=NOW.date())] == ["verify", "return"]
