"""Contributors prepare, owners answer: drafts, suggested evidence, and who may see what is not said yet."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from recommendations import tracking
from recommendations.evidence import links
from recommendations.models import EvidenceLink, Paragraph
from tests.factories import NOW, MembershipFactory, ParagraphFactory


@pytest.fixture
def contributor(world):
    return MembershipFactory(unit=world.section, user__name="Lina Haddad").user


@pytest.fixture
def item(world, contributor):
    world.move("assign", world.coordinator, owner=world.owner, alternate=world.alternate,
               contributors=[contributor.pk], response_due_on="2026-04-01")  # fmt: skip
    world.accept()
    return world.item


def draft(world, by, text="The guide is half written.", percent_done=40):
    return world.move("draft", by, text=text, reported_on="2026-03-01", percent_done=percent_done)


def submit(world, by):
    return world.move("submit_draft", by, draft=world.item.updates.drafts().get().pk)


def test_assigning_names_contributors_and_history_knows_them(world, item, contributor):
    assert list(item.contributors.all()) == [contributor]
    assert item.history.first().given["contributors"] == [{"id": contributor.pk, "name": "Lina Haddad"}]


def test_the_owner_is_not_their_own_contributor(world):
    world.move("assign", world.coordinator, owner=world.owner, contributors=[world.owner.pk],
               response_due_on="2026-04-01")  # fmt: skip
    assert not world.item.contributors.exists()


def test_a_draft_says_nothing_until_the_owner_submits_it(world, item, contributor):
    draft(world, contributor)
    assert (item.percent_done, item.last_update_on) == (None, None)
    assert not item.updates.submitted().exists()
    submit(world, world.owner)
    update = item.updates.submitted().get()
    assert (update.text, update.by, update.drafted_by) == ("The guide is half written.", world.owner, contributor)
    assert (item.percent_done, item.last_update_on) == (40, date(2026, 3, 1))


def test_a_draft_is_written_anew_until_it_is_submitted_and_never_after(world, item, contributor):
    draft(world, contributor)
    draft(world, contributor, text="Better words.")
    assert item.updates.get().text == "Better words."
    submit(world, world.alternate)
    draft(world, contributor, text="The next one.")
    assert [update.text for update in item.updates.submitted()] == ["Better words."]
    assert item.updates.submitted().get().on_behalf_of == world.owner


def test_the_form_of_a_draft_begins_with_what_was_written(world, item, contributor):
    draft(world, contributor)
    offer = next(o for o in tracking.offers(item, by=contributor, on=NOW.date()) if o.move.code == "draft")
    assert offer.form["text"].initial == "The guide is half written."
    assert offer.form["reported_on"].initial == date(2026, 3, 1)


def test_history_keeps_the_words_of_a_draft_to_itself_until_they_are_said(world, item, contributor):
    draft(world, contributor)
    assert item.history.last().given == {}
    submit(world, world.owner)
    assert item.history.last().given["text"] == "The guide is half written."


def test_contributors_neither_submit_nor_report(world, item, contributor):
    draft(world, contributor)
    with pytest.raises(tracking.Refused, match="the owner or the alternate"):
        submit(world, contributor)
    with pytest.raises(tracking.Refused, match="the owner or the alternate"):
        world.move("update", contributor, text="Done.", reported_on="2026-03-01")


def test_only_contributors_draft(world, item):
    with pytest.raises(tracking.Refused, match="a contributor"):
        draft(world, world.head)


def test_the_owner_can_discard_a_draft(world, item, contributor):
    draft(world, contributor)
    world.move("discard_draft", world.owner, draft=item.updates.get().pk)
    assert not item.updates.exists()
    offered = [offer.move.code for offer in tracking.offers(item, by=world.owner, on=NOW.date())]
    assert "submit_draft" not in offered


def test_one_draft_for_each_person(world, item, contributor):
    draft(world, contributor)
    twin = item.updates.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_draft_is_read_by_the_items_people_only(world, item, contributor, client):
    draft(world, contributor)
    for reader, reads in ((contributor, True), (world.owner, True), (world.head, False), (world.coordinator, False)):
        client.force_login(reader)
        shown = client.get(item.get_absolute_url()).content.decode()
        assert ("The guide is half written." in shown) is reads


def test_evidence_from_a_contributor_is_a_suggestion_until_the_owner_confirms_it(world, item, contributor):
    paragraph = ParagraphFactory(report=item.report)
    link = links.add(item, paragraph, by=contributor, kind="implementation", at=NOW, note="See the table.")
    assert (link.state, link.suggested_by) == (EvidenceLink.State.SUGGESTED, contributor)
    assert not item.has_implementation_evidence()
    links.suggest_for(item.report, at=NOW)
    link.refresh_from_db()
    links.confirm(link, by=world.owner, kind="implementation", at=NOW)
    item.refresh_from_db()
    assert item.has_implementation_evidence()


def test_a_contributor_suggests_only_what_they_may_see(world, item, contributor):
    elsewhere = ParagraphFactory()
    with pytest.raises(Paragraph.DoesNotExist):
        links.add(item, elsewhere, by=contributor, at=NOW)


def test_a_contributor_does_not_decide_on_evidence(world, item, contributor):
    link = links.add(item, ParagraphFactory(report=item.report), by=contributor, at=NOW)
    with pytest.raises(tracking.Refused, match="decided by the owner"):
        links.confirm(link, by=contributor, at=NOW)
