"""Files that came with a form which was refused for another reason are kept: a browser does not send them twice."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from recommendations import attachments
from recommendations.models import Attachment, UnsentFile, UnsentForm
from recommendations.tracking import unsent


@pytest.fixture
def address(world, client):
    world.assign()
    world.accept()
    world.start()
    client.force_login(world.owner)
    return reverse("recommendations:move", args=[world.item.report.symbol, world.item.reference, "update"])


def report(name="minutes.txt", content=b"They met."):
    return SimpleUploadedFile(name, content)


def send(client, address, world, **given):
    return client.post(address, {"version": world.item.version, "reported_on": "2026-03-01", **given})


def test_what_was_chosen_stands_in_the_form_again_and_goes_with_it_the_next_time(world, client, address):
    refused = send(client, address, world, files=[report(), report("list.txt", b"One.")])
    assert refused.status_code == 422
    kept = list(UnsentFile.objects.all())
    assert [(one.name, one.size) for one in kept] == [("minutes.txt", 9), ("list.txt", 4)]
    page = refused.content.decode()
    assert "Choose the files again" not in page
    for one in kept:
        assert f'name="files_kept" value="{one.pk}"' in page
    done = send(client, address, world, text="They met.", files_kept=[one.pk for one in kept])
    assert done.status_code == 302
    update = world.item.updates.latest("pk")
    assert sorted(update.attachments.values_list("name", flat=True)) == ["list.txt", "minutes.txt"]
    with update.attachments.get(name="list.txt").content.open() as file:
        assert file.read() == b"One."
    assert not UnsentForm.objects.exists()
    assert not UnsentFile.objects.exists()


def test_it_is_there_on_the_items_page_too_and_for_its_writer_alone(world, client, address):
    send(client, address, world, files=[report()])
    kept = UnsentFile.objects.get()
    mark = f'name="files_kept" value="{kept.pk}"'
    assert mark in client.get(world.item.get_absolute_url()).content.decode()
    client.force_login(world.alternate)
    assert mark not in client.get(address).content.decode()
    assert send(client, address, world, text="They met.", files_kept=[kept.pk]).status_code == 302
    assert not Attachment.objects.exists()
    assert UnsentFile.objects.filter(pk=kept.pk).exists()


def test_what_is_not_ticked_any_more_is_left_out_and_forgotten(world, client, address):
    send(client, address, world, files=[report(), report("list.txt", b"One.")])
    minutes = UnsentFile.objects.get(name="minutes.txt")
    send(client, address, world, files_kept=[minutes.pk])
    assert UnsentFile.objects.get() == minutes
    send(client, address, world, text="They met.")
    assert not Attachment.objects.exists()


def test_the_same_file_sent_again_is_kept_once_and_one_that_may_not_be_added_never(world, client, address):
    page = b"<html><script>alert(1)</script></html>"
    send(client, address, world, files=[report(), report("page.html", page)])
    send(client, address, world, files=[report()], files_kept=[UnsentFile.objects.get().pk])
    assert UnsentFile.objects.get().name == "minutes.txt"


def test_a_form_that_was_overtaken_keeps_its_files_too(world, client, address):
    stale = client.post(address, {"version": 1, "text": "They met.", "reported_on": "2026-03-01", "files": [report()]})
    assert stale.status_code == 409
    assert UnsentFile.objects.get().name == "minutes.txt"


def test_files_alone_are_kept_as_well(world, client, address):
    add = reverse("recommendations:file_add", args=[world.item.report.symbol, world.item.reference])
    assert client.post(add, {"files": [report()], "action": "0"}).status_code == 422
    kept = UnsentFile.objects.get()
    assert f'name="files_kept" value="{kept.pk}"' in client.get(add).content.decode()
    assert client.post(add, {"files_kept": [kept.pk]}).status_code == 302
    assert Attachment.objects.get().name == "minutes.txt"
    assert not UnsentFile.objects.exists()


def test_keeping_what_is_typed_does_not_throw_the_files_away_and_throwing_the_form_away_does(world, client, address):
    send(client, address, world, files=[report()])
    keep = reverse("recommendations:unsent", args=[world.item.report.symbol, world.item.reference, "update"])
    client.post(keep, {"text": "", "version": world.item.version})
    assert UnsentFile.objects.exists()
    client.post(keep, {"discard": "1"})
    assert not UnsentFile.objects.exists()


def test_a_person_keeps_a_days_worth_of_them_at_most(world, client, address, settings):
    settings.ATTACHMENTS_PER_DAY = 2
    send(client, address, world, files=[report(f"{n}.txt", b"%d" % n) for n in range(4)])
    assert UnsentFile.objects.count() == 2


def test_the_bytes_go_with_the_sweep_once_nobody_wants_them(world, client, address):
    now = timezone.now()
    send(client, address, world, files=[report()])
    stored = UnsentFile.objects.get().content.name
    attachments.sweep(now=now + timedelta(days=2))
    assert default_storage.exists(stored)
    attachments.sweep(now=now + timedelta(days=31))
    assert not default_storage.exists(stored)
    assert unsent.kept_of(world.item, by=world.owner)["update"].files.count() == 0
