"""Deciding on evidence from the page of a recommendation."""

import pytest
from django.urls import reverse

from recommendations.models import EvidenceLink
from tests.factories import EvidenceLinkFactory, ParagraphFactory, UserFactory
from tests.web.test_detail import page, text_of


@pytest.fixture
def item(world):
    world.assign()
    return world.item


def send(client, item, by, name, *args, version=None, **given):
    client.force_login(by)
    url = reverse(f"recommendations:{name}", args=[item.report.symbol, item.reference, *args])
    item.refresh_from_db()
    return client.post(url, {"version": item.version if version is None else version, **given})


def test_a_suggestion_is_shown_with_its_reasons_and_its_text(world, item, client):
    link = EvidenceLinkFactory(recommendation=item, score=0.81, reasons=[["neighbour", {"paragraph": "7"}]])
    shown = page(client, item, world.owner)
    assert "It stands next to paragraph 7, which fits well." in text_of(shown)
    assert "What was found." in text_of(shown)
    assert 'value="0.81"' in shown.content.decode()
    assert f"Paragraph {link.paragraph.number}" in text_of(shown)


def test_the_score_is_a_number_for_the_browser_in_every_language(world, item, client):
    EvidenceLinkFactory(recommendation=item, score=0.81)
    world.owner.language = "fr"
    world.owner.save()
    assert 'value="0.81"' in page(client, item, world.owner).content.decode()


@pytest.mark.parametrize("kind", ["implementation", "basis"])
def test_a_suggestion_is_confirmed_as_what_it_shows(world, item, client, kind):
    link = EvidenceLinkFactory(recommendation=item)
    response = send(client, item, world.owner, "evidence_confirm", link.pk, kind=kind)
    assert (response.status_code, response.url) == (302, f"{item.get_absolute_url()}#evidence")
    link.refresh_from_db()
    assert (link.state, link.kind, link.decided_by) == ("confirmed", kind, world.owner)
    assert item.history.latest("seq").action == "evidence_confirmed"


def test_a_suggestion_is_dismissed_with_or_without_a_reason(world, item, client):
    link = EvidenceLinkFactory(recommendation=item)
    assert send(client, item, world.head, "evidence_dismiss", link.pk).status_code == 302
    link.refresh_from_db()
    assert link.state == "dismissed"


def test_withdrawing_what_was_confirmed_needs_a_reason(world, item, client):
    link = world.prove()
    assert send(client, item, world.owner, "evidence_dismiss", link.pk).status_code == 422
    given = {"reason": "Taken for another meeting."}
    assert send(client, item, world.owner, "evidence_dismiss", link.pk, **given).status_code == 302
    assert "Taken for another meeting." in text_of(page(client, item, world.owner))


def test_a_kind_that_does_not_exist_is_refused(world, item, client):
    link = EvidenceLinkFactory(recommendation=item)
    assert send(client, item, world.owner, "evidence_confirm", link.pk, kind="rumour").status_code == 422
    link.refresh_from_db()
    assert link.state == "suggested"


def test_who_may_not_decide_sees_no_buttons_and_is_refused(world, item, client):
    link = EvidenceLinkFactory(recommendation=item)
    address = reverse("recommendations:evidence_confirm", args=[item.report.symbol, item.reference, link.pk])
    assert address in page(client, item, world.owner).content.decode()
    assert address not in page(client, item, world.verifier).content.decode()
    response = send(client, item, world.verifier, "evidence_confirm", link.pk, kind="basis")
    assert response.status_code == 422
    assert "Evidence is decided by the owner" in text_of(response)


def test_a_stale_decision_shows_what_changed_and_keeps_the_reason(world, item, client):
    link = EvidenceLinkFactory(recommendation=item)
    response = send(client, item, world.owner, "evidence_dismiss", link.pk, version=1, reason="Not ours at all.")
    assert response.status_code == 409
    assert "Clara Reyes assigned it" in text_of(response)
    assert "Not ours at all." in response.content.decode()


def test_a_paragraph_is_added_by_its_number(world, item, client):
    paragraph = ParagraphFactory(report=item.report, number="29A.12")
    given = {"symbol": item.report.symbol, "number": " 29A.12. ", "kind": "implementation"}
    assert send(client, item, world.owner, "evidence_add", **given).status_code == 302
    link = EvidenceLink.objects.get(recommendation=item)
    assert (link.paragraph, link.state, link.kind) == (paragraph, "confirmed", "implementation")


@pytest.mark.parametrize(("symbol", "field"), [("A/99/999", "symbol"), ("", "symbol"), (None, "number")])
def test_a_paragraph_that_is_not_there_is_refused_beside_its_field(world, item, client, symbol, field):
    given = {"symbol": item.report.symbol if symbol is None else symbol, "number": "999", "kind": "basis"}
    response = send(client, item, world.owner, "evidence_add", **given)
    assert response.status_code == 422
    assert list(response.context["act"].form.errors) == [field]
    assert 'value="999"' in response.content.decode()


def test_a_paragraph_of_a_report_one_may_not_see_is_as_if_it_were_not_there(world, item, client):
    secret = ParagraphFactory()
    given = {"symbol": secret.report.symbol, "number": secret.number, "kind": "basis"}
    response = send(client, item, world.owner, "evidence_add", **given)
    assert response.status_code == 422
    assert "There is no report with this symbol." in text_of(response)


def test_a_stranger_is_told_the_item_does_not_exist(world, item, client):
    link = EvidenceLinkFactory(recommendation=item)
    stranger = UserFactory()
    for name, args in (("evidence_confirm", [link.pk]), ("evidence_dismiss", [link.pk]), ("evidence_add", [])):
        assert send(client, item, stranger, name, *args, kind="basis").status_code == 404


def test_a_link_of_another_item_is_not_reached_through_this_one(world, item, client):
    link = EvidenceLinkFactory()
    assert send(client, item, world.coordinator, "evidence_confirm", link.pk, kind="basis").status_code == 404


@pytest.mark.parametrize("name", ["evidence_confirm", "evidence_dismiss"])
def test_every_form_has_a_page_of_its_own(world, item, client, name):
    link = EvidenceLinkFactory(recommendation=item)
    client.force_login(world.owner)
    url = reverse(f"recommendations:{name}", args=[item.report.symbol, item.reference, link.pk])
    assert client.get(url).status_code == 200
