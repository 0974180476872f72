"""More time: who asks, who decides, and that the first target date never moves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from recommendations import filtersets, tracking
from recommendations.models import Extension, Recommendation
from tests.factories import NOW, TODAY


@pytest.fixture
def item(world):
    world.assign()
    world.accept()
    return world.item


def ask(world, until="2026-Q4", by=None):
    return world.move(
        "extend", by or world.owner, reason="Two experts left.", new_target_on=until, mitigation="A memo."
    )


def to_decide(person):
    among = filtersets.TASK_BY_CODE["extension"].among(person.standing(TODAY), TODAY)
    return among is not None and Recommendation.objects.filter(among).exists()


def test_asking_changes_no_date_until_it_is_granted(world, item):
    ask(world)
    assert item.target_on == date(2026, 9, 30)
    world.move("grant_extension", world.head, words="Until then, not later.")
    assert (item.target_on, item.target_as_given) == (date(2026, 12, 31), "2026-Q4")
    assert (item.first_target_on, item.slipped_days) == (date(2026, 9, 30), 92)
    entry = item.extensions.get()
    assert (entry.state, entry.decided_by, entry.words) == ("granted", world.head, "Until then, not later.")
    assert (entry.target_was_on, entry.days) == (date(2026, 9, 30), 92)


def test_a_refused_extension_leaves_the_date_and_says_why(world, item):
    ask(world)
    with pytest.raises(tracking.Refused) as refused:
        world.move("refuse_extension", world.head)
    assert list(refused.value.fields) == ["words"]
    world.move("refuse_extension", world.head, words="The conference will not wait.")
    assert (item.target_on, item.extensions.get().state) == (date(2026, 9, 30), "refused")
    assert item.history.last().given["words"] == "The conference will not wait."


def test_the_unit_head_decides_the_first_and_senior_management_the_later_ones(world, item):
    ask(world)
    assert (to_decide(world.head), to_decide(world.manager)) == (True, False)
    with pytest.raises(tracking.Refused, match="the head of the unit"):
        world.move("grant_extension", world.manager)
    world.move("grant_extension", world.head)
    ask(world, until="2027-Q1")
    assert (to_decide(world.head), to_decide(world.manager)) == (False, True)
    with pytest.raises(tracking.Refused, match="senior management"):
        world.move("grant_extension", world.head)
    world.move("grant_extension", world.manager)
    assert (item.target_on, item.first_target_on) == (date(2027, 3, 31), date(2026, 9, 30))


def test_a_refused_request_is_not_an_extension_so_the_head_decides_the_next_too(world, item):
    ask(world)
    world.move("refuse_extension", world.head, words="Too early to say.")
    ask(world)
    world.move("grant_extension", world.head)
    assert [one.state for one in item.extensions.all()] == ["granted", "refused"]


def test_one_request_at_a_time(world, item):
    ask(world)
    with pytest.raises(tracking.Refused, match="already"):
        ask(world, until="2027-Q1")
    twin = item.extensions.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_an_extension_gives_more_time_not_less(world, item):
    with pytest.raises(tracking.Refused) as refused:
        ask(world, until="2026-09-30")
    assert list(refused.value.fields) == ["new_target_on"]
    assert not item.extensions.exists()


def test_the_alternate_asks_on_behalf_of_the_owner(world, item):
    ask(world, by=world.alternate)
    assert item.extensions.get().on_behalf_of == world.owner


def test_a_decision_nobody_asked_for_is_neither_offered_nor_possible(world, item):
    offered = [offer.move.code for offer in tracking.offers(item, by=world.head, on=NOW.date())]
    assert "grant_extension" not in offered
    with pytest.raises(tracking.Refused, match="The owner asks for it first"):
        world.move("grant_extension", world.head)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("close", {"reason_code": "superseded", "reason": "A/71/2.", "closed_on": "2026-03-01"}),
        ("change_response", {"response": "not_accepted", "reason": "The mandate has ended."}),
    ],
)
def test_a_request_lapses_when_the_work_ends(world, item, code, given):
    ask(world)
    world.move(code, world.manager, **given)
    assert item.extensions.get().state == Extension.State.LAPSED
    assert not to_decide(world.head)


def test_nobody_asks_for_more_time_before_the_work_is_agreed(world):
    world.assign()
    with pytest.raises(tracking.Refused, match="not possible now"):
        ask(world)


def test_the_page_shows_the_request_to_whoever_decides_it(world, item, client):
    ask(world)
    client.force_login(world.head)
    shown = client.get(item.get_absolute_url()).content.decode()
    assert "Two experts left." in shown
    assert "92 days more" in shown
    assert "Grant more time" in shown
    world.move("grant_extension", world.head)
    assert "moved by 92 days" in client.get(item.get_absolute_url()).content.decode()
