"""Evidence that is no paragraph: files of the item and addresses, which nothing ever fetches."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from recommendations import attachments, tracking
from recommendations.evidence import links
from recommendations.models import Attachment, EvidenceLink
from recommendations.refusals import Refused
from tests.factories import NOW, AttachmentFactory, EditionFactory, EvidenceLinkFactory, ParagraphFactory
from tests.tracking.conftest import world
from tests.web.markup import faults, read

__all__ = ["world"]
SITE = "https://example.org/report?id=1"


def up_to_work(world):
    world.assign()
    world.accept()
    world.start()
    return AttachmentFactory(recommendation=world.item, added_by=world.owner, name="Guide.pdf", kind="pdf")


def test_files_and_addresses_prove_and_are_reviewed_like_paragraphs(world):
    file = up_to_work(world)
    for source in (file, SITE):
        link = links.add(world.item, source, by=world.owner, at=NOW, kind="implementation")
        assert link.state == "confirmed"
        with pytest.raises(Refused, match="already"):
            links.add(world.item, source, by=world.owner, at=NOW, kind="implementation")
    told = [entry.given for entry in world.item.history.filter(action="evidence_added")]
    assert told[0]["file"]["name"] == "Guide.pdf"
    assert told[1]["link"] == SITE
    with pytest.raises(Refused, match="confirmed evidence"):
        attachments.withdraw(file, reason="Wrong.", by=world.owner, at=NOW)
    world.report_implemented()
    form = next(offer.form for offer in tracking.offers(world.item, by=world.verifier, on=NOW.date())
                if offer.move.code == "verify")  # fmt: skip
    assert {label for _pk, label in form.fields["reviewed"].choices} == {"Guide.pdf", SITE}
    world.verify()
    assert world.item.implementation == "verified_implemented"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "//example.org", "example.org", "",
     "https://", "http://user:secret@example.org/", "https://exa mple.org/", "data:text/html,x"],
)  # fmt: skip
def test_only_whole_addresses_of_the_web_are_kept(world, url):
    world.assign()
    with pytest.raises(Refused) as refused:
        links.add(world.item, url, by=world.owner, at=NOW)
    assert refused.value.fields["url"]
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceLink.objects.create(recommendation=world.item, url="javascript:alert(1)")


def test_a_file_of_another_item_or_one_withdrawn_is_no_evidence(world):
    file = up_to_work(world)
    with pytest.raises(Attachment.DoesNotExist):
        links.add(world.item, AttachmentFactory(), by=world.owner, at=NOW)
    attachments.withdraw(file, reason="Wrong.", by=world.owner, at=NOW)
    file.refresh_from_db()
    with pytest.raises(Attachment.DoesNotExist):
        links.add(world.item, file, by=world.owner, at=NOW)


def test_evidence_is_one_thing_in_the_database_too(world):
    file = AttachmentFactory(recommendation=world.item)
    for wrong in ({"paragraph": None}, {"attachment": file}, {"url": SITE}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceLinkFactory(recommendation=world.item, **wrong)


def test_the_page_shows_files_and_addresses_and_hides_the_words_of_reports_not_open_to_the_reader(world, client):
    file = up_to_work(world)
    for source in (file, SITE):
        links.add(world.item, source, by=world.owner, at=NOW, kind="implementation", note="The new guide")
    secret = ParagraphFactory(number="9", text="Nobody here may read this.")
    links.add(world.item, secret, by=world.coordinator, at=NOW)
    client.force_login(world.owner)
    answer = client.get(world.item.get_absolute_url())
    shown = answer.content.decode()
    page = read(answer)
    assert faults(page) == []
    (link,) = [one for one in page.all("a") if one.attributes["href"] == SITE]
    assert link.attributes["rel"].split()[:2] == ["noopener", "noreferrer"]
    assert "Guide.pdf" in shown
    assert f"{secret.report} Paragraph 9" in shown
    assert "Nobody here may read this." not in shown
    client.force_login(world.coordinator)
    assert "Nobody here may read this." in client.get(world.item.get_absolute_url()).content.decode()


def test_a_paragraph_is_found_by_its_words_among_the_reports_one_sees(world, client):
    world.assign()
    ParagraphFactory(report=world.item.report, number="12", text="The guide on treaty bodies was issued.")
    ParagraphFactory(number="7", text="The guide of another house was issued.")
    EditionFactory(report=world.item.report, language="fr")
    client.force_login(world.owner)
    args = [world.item.report.symbol, world.item.reference]
    answer = client.get(reverse("recommendations:evidence_search", args=args), {"q": "issued GUIDE"})
    assert faults(read(answer)) == []
    assert [text.paragraph.number for text in answer.context["found"]] == ["12"]
    sent = {"symbol": args[0], "number": "12", "kind": "implementation", "version": world.item.version}
    assert client.post(reverse("recommendations:evidence_add", args=args), sent).status_code == 302
    assert world.item.evidence.proof().get().paragraph.number == "12"
