"""What one types is kept until it is sent: for the writer alone, on any machine, without scripts too."""

import pytest
from django.test import Client
from django.urls import reverse

from recommendations.models import UnsentForm
from recommendations.tracking import unsent
from tests.factories import NOW, UserFactory
from tests.web.markup import faults, read

TYPED = {"text": "We have begun with the annex.", "percent_done": "40", "reported_on": "2026-03-02"}


@pytest.fixture
def owner(world, client):
    world.assign()
    world.accept()
    world.start()
    client.force_login(world.owner)
    return client


def address(world, name, *args):
    return reverse(f"recommendations:{name}", args=[world.item.report.symbol, world.item.reference, *args])


def keep(browser, world, act="update", *, script=True, **typed):
    headers = {"HX-Request": "true"} if script else {}
    return browser.post(address(world, "unsent", act), {"version": world.item.version, **typed}, headers=headers)


def test_what_is_typed_is_found_again_on_another_machine_until_it_is_sent(world, owner):
    answer = keep(owner, world, **TYPED)
    assert "Kept at" in answer.content.decode()
    elsewhere = Client()
    elsewhere.force_login(world.owner)
    for path in (world.item.get_absolute_url(), address(world, "move", "update")):
        page = elsewhere.get(path)
        assert faults(read(page)) == []
        assert TYPED["text"] in page.content.decode()
        assert 'value="40"' in page.content.decode()
        assert "Kept at" in page.content.decode()
    sent = owner.post(address(world, "move", "update"), {**TYPED, "version": world.item.version})
    assert sent.status_code == 302
    assert not UnsentForm.objects.exists()
    assert world.item.updates.filter(text=TYPED["text"]).count() == 1


def test_without_scripts_a_button_keeps_it_and_another_throws_it_away(world, owner):
    answer = keep(owner, world, script=False, **TYPED)
    assert answer.url == address(world, "move", "update")
    page = owner.get(answer.url)
    assert "Nobody but you reads it" in page.content.decode()
    assert TYPED["text"] in page.content.decode()
    keep(owner, world, script=False, discard="1", **TYPED)
    assert not UnsentForm.objects.exists()


def test_nobody_else_reads_it(world, owner):
    keep(owner, world, **TYPED)
    keep(owner, world, act="note", text="To be said later.")
    for somebody in (world.alternate, world.head, world.coordinator):
        other = Client()
        other.force_login(somebody)
        shown = other.get(world.item.get_absolute_url()).content.decode()
        assert TYPED["text"] not in shown
        assert "To be said later." not in shown
    assert "To be said later." in owner.get(world.item.get_absolute_url()).content.decode()
    stranger = Client()
    stranger.force_login(UserFactory())
    assert keep(stranger, world, **TYPED).status_code == 404


def test_who_goes_on_after_a_change_is_told_so(world, owner):
    keep(owner, world, **TYPED)
    world.move("extend", world.alternate, reason="Staff left.", new_target_on="2027-Q1", mitigation="None.")
    shown = owner.get(address(world, "move", "update")).content.decode()
    assert "has changed since you wrote this" in shown


def test_a_refused_form_keeps_what_was_kept(world, owner):
    keep(owner, world, **TYPED)
    answer = owner.post(address(world, "move", "update"), {**TYPED, "reported_on": "2099-01-01", "version": 1})
    assert answer.status_code in (409, 422)
    assert TYPED["text"] in answer.content.decode()
    assert UnsentForm.objects.count() == 1


def test_what_arrives_after_the_act_itself_is_not_kept(world, owner):
    owner.post(address(world, "move", "update"), {**TYPED, "version": world.item.version})
    assert "Kept" not in keep(owner, world, **TYPED).content.decode()
    assert not UnsentForm.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "a\u202eb"])
def test_what_no_database_takes_is_left_out_while_writing(world, owner, text):
    kept = unsent.keep(world.item, "extend", {"reason": [text]}, version=1, by=world.owner, at=NOW)
    assert kept.fields == {"reason": ["ab"]}


def test_only_forms_with_something_to_write_are_kept(world, owner):
    assert keep(owner, world, act="no_such_move", text="x").status_code == 404
    keep(owner, world, **TYPED)
    keep(owner, world, text="", percent_done="")
    assert not UnsentForm.objects.exists()
