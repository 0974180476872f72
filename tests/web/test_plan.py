"""Planning actions from the page of a recommendation."""

import pytest
from django.urls import reverse

from recommendations.tracking.plan import Progress, progress_of
from tests.factories import ActionFactory, UserFactory
from tests.web.test_detail import page, text_of
from tests.web.test_evidence import send

STEP = {"text": "Ask the lawyers", "due_on": "2099-05-01"}


@pytest.fixture
def item(world):
    world.assign()
    return world.item


def test_an_action_is_planned(world, item, client):
    response = send(client, item, world.owner, "action_add", owner=world.owner.pk, **STEP)
    assert (response.status_code, response.url) == (302, f"{item.get_absolute_url()}#plan")
    assert item.actions.get().owner == world.owner
    assert "Ask the lawyers" in text_of(page(client, item, world.owner))


def test_an_action_without_person_and_date_is_refused_and_its_words_stay(world, item, client):
    response = send(client, item, world.owner, "action_add", text="Ask the lawyers")
    assert response.status_code == 422
    assert set(response.context["act"].form.errors) == {"owner", "due_on"}
    assert 'value="Ask the lawyers"' in response.content.decode()


def test_an_action_is_marked_as_done_once(world, item, client):
    action = ActionFactory(recommendation=item)
    assert send(client, item, world.owner, "action_done", action.pk).status_code == 302
    action.refresh_from_db()
    assert action.state == "done"
    again = send(client, item, world.owner, "action_done", action.pk)
    assert again.status_code == 422
    assert "This action has ended already." in text_of(again)


def test_an_action_is_dropped_only_with_a_reason(world, item, client):
    action = ActionFactory(recommendation=item)
    assert send(client, item, world.owner, "action_drop", action.pk, reason=" ").status_code == 422
    assert send(client, item, world.owner, "action_drop", action.pk, reason="Not needed.").status_code == 302
    action.refresh_from_db()
    assert (action.state, action.reason) == ("dropped", "Not needed.")


def test_who_may_not_plan_sees_no_form_and_is_refused(world, item, client):
    add = reverse("recommendations:action_add", args=[item.report.symbol, item.reference])
    assert add in page(client, item, world.head).content.decode()
    assert add not in page(client, item, world.verifier).content.decode()
    response = send(client, item, world.verifier, "action_add", owner=world.verifier.pk, **STEP)
    assert response.status_code == 422
    assert "The plan is for the owner" in text_of(response)


def test_a_stale_plan_shows_what_changed(world, item, client):
    response = send(client, item, world.owner, "action_add", version=1, owner=world.owner.pk, **STEP)
    assert response.status_code == 409
    assert "Clara Reyes assigned it" in text_of(response)


def test_a_stranger_is_told_the_item_does_not_exist(world, item, client):
    action, stranger = ActionFactory(recommendation=item), UserFactory()
    for name, args in (("action_add", []), ("action_done", [action.pk]), ("action_drop", [action.pk])):
        assert send(client, item, stranger, name, *args).status_code == 404


def test_an_action_of_another_item_is_not_reached_through_this_one(world, item, client):
    assert send(client, item, world.owner, "action_done", ActionFactory().pk).status_code == 404


@pytest.mark.parametrize("name", ["action_done", "action_drop"])
def test_every_form_has_a_page_of_its_own(world, item, client, name):
    action = ActionFactory(recommendation=item)
    client.force_login(world.owner)
    shown = client.get(reverse(f"recommendations:{name}", args=[item.report.symbol, item.reference, action.pk]))
    assert "Write the guide" in text_of(shown)


def test_an_action_is_due_in_a_month_or_quarter_and_says_so(world, item, client):
    send(client, item, world.owner, "action_add", owner=world.owner.pk, text="Ask", due_on="2099-Q2", percent_done="40")
    action = item.actions.get()
    assert (action.due_on.isoformat(), action.due_as_given, action.percent_done) == ("2099-06-30", "2099-Q2", 40)
    shown = text_of(page(client, item, world.owner))
    assert "(2099-Q2)" in shown
    assert "0 of 1 action done, 40% of the plan" in shown


def test_an_action_is_changed_and_the_history_keeps_what_was(world, item, client):
    action = ActionFactory(recommendation=item, owner=world.owner)
    step = {"text": "Write the manual", "owner": world.alternate.pk, "due_on": "2026-09", "percent_done": "10"}
    assert send(client, item, world.owner, "action_change", action.pk, **step).status_code == 302
    action.refresh_from_db()
    assert (action.text, action.owner, action.due_as_given) == ("Write the manual", world.alternate, "2026-09")
    given = item.history.last().given
    assert (given["action_before"], given["due_on_before"], given["due_on"]) == (
        "Write the guide", "2026-06-30", "2026-09-30",
    )  # fmt: skip
    shown = text_of(page(client, item, world.owner))
    assert "changed an action" in shown
    assert "Write the guide" in shown
    again = send(client, item, world.owner, "action_change", action.pk, **step)
    assert again.status_code == 422
    assert "Nothing would change" in text_of(again)


def test_an_ended_action_is_not_changed(world, item, client):
    action = ActionFactory(recommendation=item, state="done", ended_on="2026-03-01")
    response = send(client, item, world.owner, "action_change", action.pk, owner=world.owner.pk, **STEP)
    assert response.status_code == 422
    assert "has ended already" in text_of(response)


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([], None),
        ([{"state": "dropped", "ended_on": "2026-03-01", "reason": "No."}], None),
        ([{"state": "done", "ended_on": "2026-03-01"}, {"percent_done": 50}, {}], Progress(1, 3, 50)),
    ],
)
def test_dropped_actions_do_not_count_in_how_far_the_plan_is(item, actions, expected):
    for fields in actions:
        ActionFactory(recommendation=item, **fields)
    assert progress_of(item.actions.all()) == expected
