"""Making a move from its page: who may, what must be given, and that nothing a person typed is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Recommendation
from recommendations.permissions import Role
from tests.factories import PASSWORD, MembershipFactory, UserFactory, person
from tests.web.test_detail import text_of

CONSIDER = {"reason": "We ask the lawyers first.", "decided_by": "The Director", "expected_on": "2099-05-01"}


def address(item, code):
    return reverse("recommendations:move", args=[item.report.symbol, item.reference, code])


def send(client, item, by, code, /, version=None, **given):
    client.force_login(by)
    item.refresh_from_db()
    return client.post(address(item, code), {"version": item.version if version is None else version, **given})


def trace(item):
    item.refresh_from_db()
    return (item.version, item.history.count())


def test_a_move_leads_back_to_the_item_and_says_what_was_done(world, client):
    world.assign()
    response = send(client, world.item, world.head, "consider", **CONSIDER)
    assert (response.status_code, response.url) == (302, world.item.get_absolute_url())
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Taken under consideration."]
    assert trace(world.item) == (3, 2)


def test_the_form_of_a_move_has_a_page_of_its_own(world, client):
    world.assign()
    client.force_login(world.head)
    shown = client.get(address(world.item, "accept"))
    assert shown.status_code == 200
    assert b'name="response_text"' in shown.content
    assert f'name="version" value="{world.item.version}"'.encode() in shown.content


def test_a_stranger_is_told_the_item_does_not_exist(world, client):
    stranger = UserFactory()
    client.force_login(stranger)
    assert client.get(address(world.item, "assign")).status_code == 404
    assert send(client, world.item, stranger, "assign", owner=stranger.pk).status_code == 404
    assert trace(world.item) == (1, 0)


@pytest.mark.parametrize("code", ["import", "nonsense"])
def test_there_is_no_page_for_a_move_nobody_can_make(world, client, code):
    client.force_login(world.coordinator)
    assert client.get(address(world.item, code)).status_code == 404
    assert send(client, world.item, world.coordinator, code).status_code == 404


def test_missing_fields_are_named_and_what_was_typed_stays(world, client):
    world.assign()
    response = send(client, world.item, world.head, "accept", response_text="Gladly, and at once.")
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Gladly, and at once." in shown
    assert set(response.context["act"].form.errors) == {"target_on", "action", "action_owner", "action_due_on"}
    assert 'href="#id_accept_target_on"' in shown
    assert trace(world.item) == (2, 1)


def test_the_wrong_person_is_told_whose_move_it_is_and_keeps_the_text(world, client):
    world.assign()
    response = send(client, world.item, world.owner, "consider", **CONSIDER)
    assert response.status_code == 422
    assert "it is for the head of the unit" in text_of(response)
    assert "We ask the lawyers first." in response.content.decode()
    assert trace(world.item) == (2, 1)


def test_a_move_out_of_turn_says_where_the_item_stands(world, client):
    world.assign()
    response = send(client, world.item, world.owner, "start", text="Off we go.", reported_on="2026-03-02")
    assert response.status_code == 422
    assert "“Start work” is not possible now: the recommendation is “Pending”." in text_of(response)
    assert "Off we go." in response.content.decode()


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(world, client):
    world.assign()
    opened_at = world.item.version
    world.move("assign", world.coordinator, owner=world.owner, response_due_on="2026-05-05")
    response = send(client, world.item, world.head, "consider", version=opened_at, **CONSIDER)
    assert response.status_code == 409
    shown = text_of(response)
    assert "Clara Reyes assigned it" in shown
    assert "1 April 2026 → became 5 May 2026" in shown
    assert "We ask the lawyers first." in response.content.decode()
    again = {"version": response.context["item"].version, **CONSIDER}
    assert client.post(address(world.item, "consider"), again).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "٣"])
def test_a_form_without_a_sound_version_overwrites_nothing(world, client, version):
    world.assign()
    assert send(client, world.item, world.head, "consider", version=version, **CONSIDER).status_code == 409
    assert trace(world.item) == (2, 1)


def test_a_move_that_is_hard_to_take_back_is_made_only_when_confirmed(world, client):
    world.assign()
    given = {"justification": "The mandate has ended.", "decided_by": "The Under-Secretary", "decided_on": "2026-03-01"}
    response = send(client, world.item, world.manager, "refuse", **given)
    assert response.status_code == 422
    assert list(response.context["act"].form.errors) == ["confirmed"]
    assert "The mandate has ended." in response.content.decode()
    assert send(client, world.item, world.manager, "refuse", confirmed="on", **given).status_code == 302
    world.item.refresh_from_db()
    assert world.item.response == "not_accepted"


def test_the_one_who_reported_it_and_people_of_the_unit_may_not_verify(world, client):
    world.up_to_reported()
    colleague = MembershipFactory(user=person(Role.VERIFIER), unit=world.section).user
    response = send(client, world.item, colleague, "verify", finding="Fine.", method="desk", verified_on="2026-03-02")
    assert response.status_code == 422
    assert "a verifier from elsewhere has to look at it" in text_of(response)
    MembershipFactory(user=world.owner, unit=world.unit, role=Role.VERIFIER)
    response = send(client, world.item, world.owner, "verify", finding="Fine.", method="desk")
    assert "You reported this implementation yourself" in text_of(response)


def test_an_alternate_acts_on_behalf_of_the_owner(world, client):
    world.assign()
    world.accept()
    send(client, world.item, world.alternate, "start", text="Begun.", reported_on=timezone.localdate().isoformat())
    entry = world.item.history.latest("seq")
    assert (entry.by, entry.on_behalf_of) == (world.alternate, world.owner)
    assert world.item.updates.get().on_behalf_of == world.owner


def test_a_parent_is_moved_by_its_parts(world, client):
    Recommendation.objects.filter(pk=world.item.pk).update(is_leaf=False, response="", version=9)
    response = send(client, world.item, world.coordinator, "assign", owner=world.owner.pk, response_due_on="2026-05-01")
    assert response.status_code == 422
    assert "This recommendation has parts; move its parts instead." in text_of(response)


def test_a_form_sent_from_another_site_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    assert client.login(username=world.head.email, password=PASSWORD)
    assert client.post(address(world.item, "consider"), CONSIDER).status_code == 403


def test_a_move_costs_a_bounded_number_of_queries(world, client, django_assert_max_num_queries):
    world.assign()
    client.force_login(world.head)
    with django_assert_max_num_queries(24):
        client.post(address(world.item, "consider"), {"version": world.item.version, **CONSIDER})
    assert trace(world.item) == (3, 2)


@pytest.mark.django_db(transaction=True)
def test_of_several_browsers_that_verify_at_the_same_moment_one_is_led_on(world):
    item = world.up_to_reported()
    reviewed = [link.pk for link in item.evidence.proof()]
    given = {"finding": "Seen.", "method": "desk", "verified_on": "2026-03-02", "reviewed": reviewed}
    browsers = [Client() for _ in range(8)]
    for browser in browsers:
        browser.force_login(world.verifier)
    barrier = Barrier(len(browsers))

    def verify(browser):
        try:
            barrier.wait(timeout=60)
            return browser.post(address(item, "verify"), {"version": item.version, **given}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(verify, browsers))
    assert sorted(answers) == [302, *[409] * 7]
    assert item.history.filter(action="verify").count() == 1
