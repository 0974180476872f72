"""What a move costs in SQL: the permission check, the move, its history, its periods and the notices it leaves.

Counted is every statement of `tracking.move`, in the hands of somebody of whom nothing is known yet; not counted are
savepoints, which in a request are its one transaction.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations import tracking
from recommendations.models import ProgressUpdate, Recommendation, User
from recommendations.permissions import Role
from tests.factories import person

MOST = 12


@pytest.fixture
def cost(world):
    """`cost(code, by, …)` makes the move and says how many statements it took."""

    def cost(code, by, /, **given):
        by, item = User.objects.get(pk=by.pk), Recommendation.objects.get(pk=world.item.pk)
        with CaptureQueriesContext(connection) as seen:
            tracking.move(item, code, by=by, at=timezone.now(), given=given, version=item.version)
        world.item = item
        return sum("SAVEPOINT" not in query["sql"] for query in seen)

    return cost


def test_no_move_takes_more_than_twelve_statements(world, cost):
    contributor, heir = person(Role.CONTRIBUTOR, world.section), person(Role.FOCAL_POINT, world.section)
    owned = {"owner": world.owner.pk, "alternate": world.alternate.pk, "response_due_on": "2026-04-01"}
    told = {"reported_on": "2026-03-02"}
    action = {"action": "Write", "action_owner": world.owner.pk, "action_due_on": "2027-Q1"}
    drafts = ProgressUpdate.objects.drafts()
    seen = {
        "assign": cost("assign", world.coordinator, **owned),
        "assign to another": cost("assign", world.head, **owned | {"owner": heir.pk}),
        "assign back": cost("assign", world.head, **owned),
        "consider": cost("consider", world.head, reason="To ask.", decided_by="The board", expected_on="2026-05-01"),
        "hand_over": cost("hand_over", world.head, holder=world.owner.pk, to=heir.pk, reason="Retires."),
        "accept": cost("accept", world.head, response_text="We will.", target_on="2027-Q3", **action),
        "change_response": cost("change_response", world.manager, response="partially_accepted", reason="Money.",
                                response_text="Some.", accepted_part="The first half.", justification="No money."),
        "start": cost("start", heir, text="The team has met.", **told),
        "update by the alternate": cost("update", world.alternate, text="It has met again.", **told),
    }  # fmt: skip
    world.item.contributors.add(contributor)
    seen["draft"] = cost("draft", contributor, text="It has met.", **told)
    seen["submit_draft"] = cost("submit_draft", heir, draft=drafts.get().pk)
    cost("draft", contributor, text="It has met.", **told)
    seen["discard_draft"] = cost("discard_draft", heir, draft=drafts.get().pk)
    more_time = {"reason": "It takes longer.", "mitigation": "None."}
    seen["extend"] = cost("extend", heir, new_target_on="2028-Q1", **more_time)
    seen["refuse_extension"] = cost("refuse_extension", world.head, words="No.")
    cost("extend", heir, new_target_on="2028-Q1", **more_time)
    seen["grant_extension"] = cost("grant_extension", world.head, words="Yes.")
    cost("extend", heir, new_target_on="2028-Q2", **more_time)
    world.prove()
    done = {"statement": "The guide is out.", "completed_on": "2026-03-01"}
    actions = [one.pk for one in world.item.actions.open()]
    seen["report_implemented"] = cost("report_implemented", heir, **done, actions_done=actions)
    seen["confirm_claim"] = cost("confirm_claim", world.head)
    seen["return"] = cost("return", world.verifier, missing="The annex.", target_on="2028-Q3")
    cost("report_implemented", heir, **done)
    reviewed = [link.pk for link in world.item.evidence.proof()]
    seen["verify"] = cost(
        "verify", world.verifier, finding="Seen.", method="desk", verified_on="2026-03-02", reviewed=reviewed
    )
    assert {move: count for move, count in seen.items() if count > MOST} == {}, seen


def test_to_close_to_reopen_and_to_refuse_take_no_more(world, cost):
    world.assign()
    world.accept()
    closed = {"reason_code": "superseded", "reason": "Another report.", "closed_on": "2026-03-02"}
    assert cost("close", world.manager, **closed) <= MOST
    assert cost("reopen", world.verifier, reason="Not so.", target_on="2028-Q3") <= MOST
    refused = {"response": "not_accepted", "reason": "No money."}
    assert cost("change_response", world.manager, **refused) <= MOST


def test_what_is_done_to_contributors_and_actions_besides_costs_its_own(world, cost):
    heir, other = person(Role.CONTRIBUTOR, world.section), person(Role.CONTRIBUTOR, world.section)
    owned = {"owner": world.owner.pk, "alternate": world.alternate.pk, "response_due_on": "2026-04-01"}
    added, exchanged = 1, 3
    assert cost("assign", world.coordinator, **owned, contributors=[other.pk]) <= MOST + added
    assert cost("assign", world.coordinator, **owned, contributors=[heir.pk]) <= MOST + exchanged
    world.accept()
    left_contributing, handed_actions_over = 2, 2
    most = MOST + left_contributing + handed_actions_over
    assert cost("hand_over", world.head, holder=world.owner.pk, to=heir.pk, reason="Retires.") <= most
