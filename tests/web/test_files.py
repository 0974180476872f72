"""Files over the pages: handed out to be kept, to those who see the item, and shown with what became of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.models import Attachment, Recommendation
from tests.attachments.files import PDF, SCRIPT
from tests.factories import AttachmentFactory, SourceFileFactory, UserFactory
from tests.web.markup import faults, read


def address(world, name, *args):
    return reverse(f"recommendations:{name}", args=[world.item.report.symbol, world.item.reference, *args])


def test_files_are_added_shown_and_handed_out_as_they_came(world, client):
    world.assign()
    client.force_login(world.owner)
    sent = {"files": [SimpleUploadedFile('Bericht "Ende" 报告.pdf', PDF), SimpleUploadedFile("notes.txt", b"Seen.")]}
    assert client.post(address(world, "file_add"), sent).status_code == 302
    page = client.get(world.item.get_absolute_url())
    assert faults(read(page)) == []
    kept = Attachment.objects.get(kind="pdf")
    answer = client.get(address(world, "file", kept.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Bericht%20_Ende_%20%E6%8A%A5")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"private", "no-store"} <= {part.strip() for part in answer["Cache-Control"].split(",")}


def test_a_refused_file_is_named_with_what_to_do(world, client):
    world.assign()
    client.force_login(world.owner)
    answer = client.post(address(world, "file_add"), {"files": SimpleUploadedFile("page.html", SCRIPT)})
    assert answer.status_code == 422
    assert faults(read(answer)) == []
    assert "page.html: It is a page of HTML" in answer.content.decode()


def test_an_update_takes_files_on_the_page(world, client):
    world.assign()
    world.accept()
    world.start()
    client.force_login(world.owner)
    assert 'enctype="multipart/form-data"' in client.get(world.item.get_absolute_url()).content.decode()
    sent = {"text": "Done.", "reported_on": "2026-03-02", "version": world.item.version,
            "files": SimpleUploadedFile("proof.pdf", PDF)}  # fmt: skip
    assert client.post(address(world, "move", "update"), sent).status_code == 302
    (update,) = [one for one in read(client.get(world.item.get_absolute_url())).all("article") if "Done." in one.words]
    assert "proof.pdf" in update.words


@pytest.mark.parametrize("why", ["stranger", "moved away", "logged out", "another item", "withdrawn"])
def test_whoever_may_not_have_a_file_is_told_there_is_none(world, client, why):
    world.assign()
    kept = AttachmentFactory(recommendation=world.item, added_by=world.owner)
    path = address(world, "file", kept.pk)
    client.force_login(world.owner)
    assert client.get(path).getvalue() == b"Seen and done."
    match why:
        case "stranger":
            client.force_login(UserFactory())
        case "moved away":
            Recommendation.objects.filter(pk=world.item.pk).update(owner=world.head)
        case "logged out":
            client.logout()
        case "another item":
            path = address(world, "file", AttachmentFactory().pk)
        case _:
            client.post(address(world, "file_withdraw", kept.pk), {"reason": "Wrong.", "version": world.item.version})
    answer = client.get(path)
    assert answer.status_code == (302 if why == "logged out" else 404)
    assert b"Seen and done." not in answer.content
    if why == "withdrawn":
        shown = client.get(world.item.get_absolute_url()).content.decode()
        assert "notes.txt" in shown
        assert "Wrong." in shown
        client.force_login(world.coordinator)
        assert client.get(path).getvalue() == b"Seen and done."


def test_a_file_missing_from_the_store_is_not_found(world, client, caplog):
    world.assign()
    kept = AttachmentFactory(recommendation=world.item)
    kept.content.storage.delete(kept.content.name)
    client.force_login(world.owner)
    assert client.get(address(world, "file", kept.pk)).status_code == 404
    assert "missing from the store" in caplog.text


def test_who_sees_a_report_gets_the_file_it_was_read_from(world, client):
    world.assign()
    edition = world.item.report.editions.get()
    edition.source = SourceFileFactory(name="A-70-1.txt", content=SimpleUploadedFile("a.txt", b"1. Text."))
    edition.save()
    path = reverse("recommendations:source", args=[world.item.report.symbol, "en"])
    client.force_login(world.owner)
    assert path in client.get(world.item.report.get_absolute_url()).content.decode()
    answer = client.get(path)
    assert answer.getvalue() == b"1. Text."
    assert answer["Content-Disposition"] == 'attachment; filename="A-70-1.txt"'
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404
