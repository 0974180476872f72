"""Moving several at once from a page: tick, preview, do, and be told what came of each."""

import pytest
from django.urls import reverse

from tests.factories import RecommendationFactory
from tests.web.test_detail import text_of

BULK = reverse("recommendations:bulk")
REASON = {"reason": "We ask the lawyers.", "decided_by": "The Director", "expected_on": "2099-05-01"}


@pytest.fixture
def items(world, client):
    world.assign()
    common = {"report": world.item.report, "unit": world.section}
    client.force_login(world.head)
    return [world.item, RecommendationFactory(**common, owner=world.owner), RecommendationFactory(**common)]


def sent(items, **given):
    versions = {f"version_{item.pk}": item.version for item in items}
    return {"code": "consider", "item": [item.pk for item in items], **versions, **REASON, **given}


def test_the_list_leads_to_it_with_its_filters(items, client):
    listed = client.get(reverse("recommendations:list"), {"response": "pending"}).content.decode()
    assert f'href="{BULK}?response=pending"' in listed
    shown = client.get(BULK, {"response": "pending"}).content.decode()
    assert shown.count('name="item"') == 3


def test_the_preview_says_what_would_stay_and_why_and_moves_nothing(items, client):
    response = client.get(BULK, {"code": "consider", "item": [item.pk for item in items]})
    assert "2 recommendations can be moved." in text_of(response)
    assert "Stays as it is: It has no owner yet." in text_of(response)
    assert response.content.decode().count('name="item"') == 2
    assert not items[1].history.exists()


def test_each_is_answered_for_itself(items, client):
    response = client.post(BULK, sent(items))
    assert response.status_code == 200
    assert text_of(response).count("Taken under consideration.") == 2
    assert "Stays as it is: It has no owner yet." in text_of(response)
    assert [item.history.filter(action="consider").count() for item in items] == [1, 1, 0]


def test_what_is_missing_is_asked_for_before_anything_moves(items, client):
    response = client.post(BULK, sent(items, reason=""))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert not items[1].history.exists()


def test_an_item_changed_meanwhile_stays(items, client):
    response = client.post(BULK, sent(items[:1], **{f"version_{items[0].pk}": 1}))
    assert "Somebody changed this recommendation" in text_of(response)


def test_a_move_that_is_hard_to_take_back_asks_for_one_tick_more(world, items, client):
    client.force_login(world.manager)
    given = {"code": "refuse", "justification": "No.", "decided_by": "The Director", "decided_on": "2026-03-01"}
    assert list(client.post(BULK, sent(items[:2], **given)).context["form"].errors) == ["confirmed"]
    client.post(BULK, sent(items[:2], confirmed="on", **given))
    items[1].refresh_from_db()
    assert items[1].response == "not_accepted"


@pytest.mark.parametrize("query", [{}, {"code": "verify"}, {"code": "consider", "item": ["x", "9" * 30]}])
def test_without_a_move_and_a_tick_one_is_asked_to_choose(items, client, query):
    response = client.get(BULK, query)
    assert response.status_code == 200
    assert "choose a move" in text_of(response)


def test_what_somebody_may_not_see_is_neither_shown_nor_moved(world, items, client):
    foreign = RecommendationFactory()
    assert str(foreign.reference) not in text_of(client.post(BULK, sent([items[0], foreign])))
    assert not foreign.history.exists()
