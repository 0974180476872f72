"""Files kept under random names, within limits, withdrawn with a reason, and swept when nobody's."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict

from recommendations import attachments, history, tracking
from recommendations.models import Attachment, Recommendation
from recommendations.permissions import Role
from recommendations.refusals import Refused
from tests.attachments.files import PDF, SCRIPT
from tests.factories import NOW, ActionFactory, UserFactory, person
from tests.tracking.conftest import world

__all__ = ["world"]


def upload(name="report.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def add(world, *files, by=None, **more):
    return attachments.attach(world.item, files or [upload()], by=by or world.owner, at=NOW, **more)


def stored():
    return set(attachments.keeping._stored())


def test_a_file_is_kept_as_it_came_under_a_name_that_tells_nothing(world):
    world.assign()
    action = ActionFactory(recommendation=world.item)
    (kept,) = add(world, upload("../Annex \u202e1.pdf"), action=action)
    assert (kept.name, kept.kind, kept.size) == ("Annex 1.pdf", "pdf", len(PDF))
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert "Annex" not in kept.content.name
    assert kept.content.name.startswith("attachments/")
    with kept.content.open() as content:
        assert content.read() == PDF
    entry = world.item.history.get(action="attached")
    assert entry.given["files"] == [{"id": kept.pk, "name": "Annex 1.pdf", "sha256": kept.sha256}]
    assert list(history.verify()) == []


def test_one_wicked_file_keeps_the_good_ones_out_and_leaves_nothing(world):
    world.assign()
    before = stored()
    with pytest.raises(Refused) as refused:
        add(world, upload(), upload("page.txt", SCRIPT), upload("tool.exe", b"MZ\0"))
    assert [words.partition(":")[0] for words in refused.value.fields["files"]] == ["page.txt", "tool.exe"]
    assert not Attachment.objects.exists()
    assert stored() == before


def test_an_update_carries_its_files_and_when_it_is_refused_none_are_left(world):
    world.assign()
    world.accept()
    world.start()
    before = stored()

    def update(**given):
        files = MultiValueDict({"files": [upload(), upload("notes.txt", b"Seen.")]})
        tracking.move(world.item, "update", by=world.owner, at=NOW, given=given, files=files)

    with pytest.raises(Refused) as refused:
        update(text="Done.", reported_on="2099-01-01")
    assert list(refused.value.fields) == ["reported_on"]
    assert stored() == before
    update(text="Done.", reported_on="2026-03-02")
    reported = world.item.updates.get(text="Done.")
    assert set(reported.attachments.values_list("name", flat=True)) == {"report.pdf", "notes.txt"}
    assert len(world.item.history.get(action="update").given["files"]) == 2


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("ATTACHMENT_MAX_BYTES", 10, "larger than 10"),
        ("ATTACHMENTS_PER_ITEM", 1, "holds at most 1 file"),
        ("ATTACHMENT_BYTES_PER_ITEM", len(PDF) + 1, "holds at most"),
        ("ATTACHMENTS_PER_DAY", 1, "at most 1 file"),
        ("ATTACHMENT_BYTES_PER_DAY", len(PDF) + 1, "within a day"),
    ],
)
def test_beyond_a_limit_the_refusal_says_which(world, settings, setting, value, words):
    world.assign()
    setattr(settings, setting, value)
    with pytest.raises(Refused) as refused:
        add(world, upload(), upload())
    assert words in refused.value.fields["files"][0].replace("\xa0", " ")


def test_a_withdrawn_file_stays_with_who_and_why(world):
    world.assign()
    (kept,) = add(world)
    with pytest.raises(Refused, match="who added it"):
        attachments.withdraw(kept, reason="Wrong.", by=world.verifier, at=NOW)
    with pytest.raises(Refused) as refused:
        attachments.withdraw(kept, reason=" ", by=world.owner, at=NOW)
    assert "reason" in refused.value.fields
    attachments.withdraw(kept, reason="It was a draft.", by=world.owner, at=NOW)
    with pytest.raises(Refused, match="already"):
        attachments.withdraw(kept, reason="Again.", by=world.owner, at=NOW)
    kept.refresh_from_db()
    assert (kept.withdrawn_by, kept.reason) == (world.owner, "It was a draft.")
    assert default_storage.exists(kept.content.name)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=kept.pk).update(reason="")


def test_readers_and_strangers_add_none(world):
    world.assign()
    with pytest.raises(Refused, match="have a part"):
        add(world, by=person(Role.READER, world.unit))
    with pytest.raises(Recommendation.DoesNotExist):
        add(world, by=UserFactory())


def test_what_no_row_speaks_of_is_swept_after_a_day(world):
    world.assign()
    (kept,) = add(world)
    orphan = default_storage.save("attachments/00/0123456789abcdef", upload())
    now = datetime.now(UTC)
    attachments.sweep(now=now)
    assert default_storage.exists(orphan)
    assert attachments.sweep(now=now + timedelta(days=2)) >= 1
    assert not default_storage.exists(orphan)
    assert default_storage.exists(kept.content.name)
