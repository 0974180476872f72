"""Whom an act is told: who comes next, who has a part in it, who watches; never oneself, never a stranger."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import history, notices, permissions, tracking
from recommendations.models import Membership, Notice, Recommendation, User, Watch
from recommendations.notices.table import WHOM
from recommendations.permissions import Role
from tests.factories import NOW, TODAY, AbsenceFactory, MembershipFactory, RecommendationFactory, UserFactory, person


def told(item, action):
    """The latest act of this kind as {name: cause}."""
    entry = item.history.filter(action=action).last()
    return dict(Notice.objects.filter(entry=entry).values_list("to__name", "cause"))


def test_whoever_is_assigned_is_told_and_the_head_is_asked_to_respond(world):
    helper = person(Role.CONTRIBUTOR, world.section, name="Lena Fischer")
    world.move("assign", world.coordinator, owner=world.owner, alternate=world.alternate,
               contributors=[helper.pk], response_due_on="2026-04-01")  # fmt: skip
    assert told(world.item, "assign") == {
        "Wang Fang": "assigned",
        "Ivan Petrov": "assigned",
        "Lena Fischer": "assigned",
        "Amina Diallo": "asked",
    }
    world.move("assign", world.coordinator, owner=world.owner, alternate=world.alternate,
               contributors=[helper.pk], response_due_on="2026-05-01")  # fmt: skip
    assert told(world.item, "assign") == {"Wang Fang": "concerned", "Ivan Petrov": "concerned", "Amina Diallo": "asked"}


def test_each_step_is_told_to_those_it_concerns(world):
    world.assign()
    world.accept()
    assert told(world.item, "accept") == {"Wang Fang": "concerned", "Ivan Petrov": "concerned"}
    world.start()
    assert told(world.item, "start") == {"Ivan Petrov": "concerned"}
    world.move("extend", world.owner, reason="Staff left.", new_target_on="2026-Q4", mitigation="None.")
    assert told(world.item, "extend") == {"Ivan Petrov": "concerned", "Amina Diallo": "asked"}
    world.move("grant_extension", world.head)
    assert told(world.item, "grant_extension") == {"Wang Fang": "concerned", "Ivan Petrov": "concerned"}
    world.prove()
    world.report_implemented()
    assert told(world.item, "report_implemented") == {"Ivan Petrov": "concerned", "Amina Diallo": "asked"}
    world.move("confirm_claim", world.head)
    assert told(world.item, "confirm_claim")["Sofia Rossi"] == "asked"
    world.move("return", world.verifier, missing="The annex.", target_on="2026-Q4")
    assert told(world.item, "return") == {
        "Wang Fang": "returned",
        "Ivan Petrov": "returned",
        "Amina Diallo": "concerned",
    }
    world.move("close", world.manager, reason_code="impossible", reason="No.", closed_on=TODAY)
    assert told(world.item, "close")["Sofia Rossi"] == "concerned"


def test_a_later_extension_waits_for_senior_management(world):
    world.assign()
    world.accept()
    for quarter in ("2026-Q4", "2027-Q1"):
        world.move("extend", world.owner, reason="Staff left.", new_target_on=quarter, mitigation="None.")
        asked = {name for name, cause in told(world.item, "extend").items() if cause == "asked"}
        if quarter == "2026-Q4":
            world.move("grant_extension", world.head)
    assert asked == {"John Okafor"}


def test_a_claim_that_nobody_can_confirm_goes_to_the_verifiers_at_once(world):
    world.owner = world.head
    world.assign()
    world.accept()
    world.start()
    world.prove()
    world.report_implemented()
    assert told(world.item, "report_implemented") == {"Ivan Petrov": "concerned", "Sofia Rossi": "asked"}


def test_the_nearest_head_that_may_is_asked(world):
    near = MembershipFactory(user=UserFactory(name="Near Head"), unit=world.section, role=Role.UNIT_HEAD).user
    world.assign()
    assert "Near Head" in told(world.item, "assign")
    assert "Amina Diallo" not in told(world.item, "assign")
    world.move("assign", world.coordinator, owner=near, response_due_on="2026-04-01")
    assert told(world.item, "assign")["Near Head"] == "assigned"


def test_an_alternates_act_is_told_to_the_owner(world):
    world.assign()
    world.accept()
    world.move("start", world.alternate, text="Begun.", reported_on="2026-03-02")
    assert told(world.item, "start") == {"Wang Fang": "concerned"}


def test_a_first_draft_waits_for_the_owner_and_its_writer_hears_what_came_of_it(world):
    helper = person(Role.CONTRIBUTOR, world.section, name="Lena Fischer")
    world.move("assign", world.coordinator, owner=world.owner, contributors=[helper.pk], response_due_on="2026-04-01")
    world.accept()
    for text in ("Half.", "More."):
        world.move("draft", helper, text=text, reported_on="2026-03-02")
    assert Notice.objects.filter(entry__action="draft").count() == 1
    world.move("submit_draft", world.owner, draft=world.item.updates.drafts().get().pk)
    assert told(world.item, "submit_draft") == {"Lena Fischer": "concerned"}


def test_who_watches_is_told_as_long_as_they_see_it(world):
    reader = MembershipFactory(role=Role.READER, unit=world.unit, user=UserFactory(name="Reads Here")).user
    stranger = UserFactory(name="Sees Nothing")
    for somebody in (reader, stranger, world.head):
        Watch.objects.create(user=somebody, recommendation=world.item, since=NOW)
    world.assign()
    assert told(world.item, "assign")["Reads Here"] == "watched"
    assert "Sees Nothing" not in told(world.item, "assign")
    world.accept()
    assert "Amina Diallo" not in told(world.item, "accept"), "it was her own act"


def test_who_has_left_is_not_told(world):
    User.objects.filter(pk=world.alternate.pk).update(is_active=False)
    Recommendation.objects.filter(pk=world.item.pk).update(
        owner=world.owner, alternate=world.alternate, unit=world.section
    )
    world.move("consider", world.head, reason="Legal.", decided_by="The board", expected_on="2026-04-01")
    assert told(world.item, "consider") == {"Wang Fang": "concerned"}


def test_the_same_entry_is_never_told_twice(world):
    world.assign()
    before = Notice.objects.count()
    notices.leave([world.item.history.get()])
    assert Notice.objects.count() == before


def test_many_items_are_told_in_as_many_queries_as_two(world):
    def cost(n):
        items = [RecommendationFactory(owner=world.owner, unit=world.section) for _ in range(n)]
        acts = [history.Act(item, "text_changed", {}, {}) for item in items]
        entries = history.record_many(acts, by=world.coordinator, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            notices.leave(entries)
        assert Notice.objects.filter(entry__in=entries).count() == 2 * n
        return len(queries)

    assert cost(2) == cost(20)


def test_sight_of_an_item_at_hand_is_the_one_of_lists(world):
    world.assign()
    everybody = [
        world.coordinator,
        world.head,
        world.owner,
        world.alternate,
        MembershipFactory(role=Role.READER, everywhere=True).user,
        *(MembershipFactory(role=role, unit=unit).user for role in Role for unit in (world.unit, world.section)),
    ]
    for somebody in everybody:
        standing = User.objects.get(pk=somebody.pk).standing()
        door = Recommendation.objects.visible_to(somebody).filter(pk=world.item.pk).exists()
        assert permissions.sees(world.item, standing) == door, standing
    alone = {one.pk: replace(User.objects.get(pk=one.pk).standing(TODAY), unread=0) for one in everybody}
    assert Membership.objects.standings_of(alone, TODAY) == alone


def test_the_table_speaks_of_acts_there_are(world):
    assert set(WHOM) <= set(history.SENTENCES)
    assert {move.code for move in tracking.moves.OFFERED} <= set(WHOM)


def test_who_stands_in_for_somebody_away_is_told_what_they_are(world):
    world.assign()
    deputy = UserFactory(name="Stands In")
    AbsenceFactory(person=world.owner, alternate=deputy, first_on=TODAY)
    world.accept()
    assert told(world.item, "accept")["Stands In"] == "concerned"
