"""Files made by a worker: for one person, as long as their rights last and it is kept, with a mail when wanted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recommendations import jobs, outbox
from recommendations.models import Document, Membership, OutgoingEmail, Recommendation
from recommendations.permissions import Role
from recommendations.progress.documents import files
from recommendations.progress.documents.composing import Wish
from recommendations.tasks import RUNNERS, WRITERS, run_job
from tests.factories import person


def made(user, **order):
    job = files.ask(files.Order("csv", Wish(), **order), by=user, at=timezone.now(), title="All")
    run_job(job.pk)
    job.refresh_from_db()
    return job


def test_a_file_is_made_by_a_worker_and_a_mail_says_so(quarter):
    job = made(quarter.owner, mail=True)
    assert (job.state, job.done) == ("done", 0)
    document = Document.objects.get(pk=job.result["document"])
    with document.content.open("rb") as content:
        assert content.read().count(b"\r\n") == 5  # heads and four items of theirs
    assert sorted(document.items) == sorted(
        item.pk for item in Recommendation.objects.visible_to(quarter.owner).leaves()
    )
    mail = OutgoingEmail.objects.get()
    letter = outbox.preview(mail, WRITERS, at=timezone.now()).letter
    assert document.get_absolute_url() in letter.text
    assert document.name in letter.subject


def test_what_one_may_not_see_any_more_is_not_handed_out(quarter):
    document = Document.objects.get(pk=made(quarter.owner).result["document"])
    assert files.still_allowed(document, quarter.owner)
    assert not files.still_allowed(document, quarter.coordinator)
    Recommendation.objects.filter(reference="81(b)").update(owner=quarter.head)
    assert not files.still_allowed(document, quarter.owner)


def test_who_saw_everything_must_still_see_everything(quarter):
    document = Document.objects.get(pk=made(quarter.coordinator).result["document"])
    assert document.items is None
    Membership.objects.filter(user=quarter.coordinator).update(until=timezone.localdate() - timedelta(days=1))
    again = type(quarter.coordinator).objects.get(pk=quarter.coordinator.pk)
    assert not files.still_allowed(document, again)


def test_rights_that_end_while_it_is_made_keep_it_from_being_kept(quarter, monkeypatch):
    job = files.ask(files.Order("csv", Wish()), by=quarter.owner, at=timezone.now(), title="All")
    write = files.formats.write

    def and_then_the_right_ends(*arguments, **named):
        write(*arguments, **named)
        Recommendation.objects.filter(reference="81(b)").update(owner=quarter.head)

    monkeypatch.setattr(files.formats, "write", and_then_the_right_ends)
    jobs.run(jobs.claim(now=timezone.now(), pk=job.pk), RUNNERS)
    job.refresh_from_db()
    assert (job.state, Document.objects.count()) == ("refused", 0)


def test_a_stranger_gets_an_empty_file_not_others_rows(quarter):
    job = made(person(Role.FOCAL_POINT))
    with Document.objects.get(pk=job.result["document"]).content.open("rb") as content:
        assert content.read().count(b"\r\n") == 1


def test_after_its_time_a_file_is_gone(quarter):
    document = Document.objects.get(pk=made(quarter.owner).result["document"])
    assert files.forget(at=timezone.now()) == 0
    assert files.forget(at=document.expires_at) == 1
    assert not document.content.storage.exists(document.content.name)
    assert not Document.objects.exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_every_kind_of_file_is_made_by_a_worker(quarter, kind):
    job = files.ask(files.Order(kind, Wish()), by=quarter.manager, at=timezone.now(), title="All")
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.message
