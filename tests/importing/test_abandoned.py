"""Files that somebody brought and nobody went on with are swept; what was stored or put right stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import jobs
from recommendations.importing.abandoned import sweep
from recommendations.importing.mapping.background import leave_planning
from recommendations.models import BackgroundJob, Edition, ImportCorrection, PendingImport, SourceFile
from tests.factories import NOW, ReportFactory, UserFactory

MONTH = timedelta(days=30)
LONG_AGO, LATELY = NOW - timedelta(days=31), NOW - timedelta(days=29)
State = PendingImport.State


@pytest.fixture
def somebody(db):
    return UserFactory()


def brought(name, *, at=LONG_AGO, **fields):
    content = ContentFile(b"%PDF", name=f"{name}.source")
    return SourceFile.objects.create(sha256=name, name=name, content=content, added_at=at, **fields)


def waiting(name, by, *, at=LONG_AGO, state=State.READY, **fields):
    return PendingImport.objects.create(
        source=brought(name, at=at), by=by, created_at=at, state=state, parsed=b"x", **fields
    )


def swept(django_capture_on_commit_callbacks, now=NOW):
    with django_capture_on_commit_callbacks(execute=True):
        return sweep(now=now, kept_for=MONTH)


def test_what_nobody_touched_goes_with_its_file_and_its_pictures(somebody, django_capture_on_commit_callbacks):
    old, new = waiting("old", somebody), waiting("new", somebody, at=LATELY)
    default_storage.save("pages/old/1.png", ContentFile(b"PNG"))
    assert swept(django_capture_on_commit_callbacks) == 1
    assert list(PendingImport.objects.all()) == [new]
    assert list(SourceFile.objects.all()) == [new.source]
    assert not default_storage.exists(old.source.content.name)
    assert not default_storage.exists("pages/old/1.png")
    assert default_storage.exists(new.source.content.name)
    assert swept(django_capture_on_commit_callbacks) == 0


def test_what_was_put_right_lately_waits_and_what_was_put_right_long_ago_keeps_its_file(
    somebody, django_capture_on_commit_callbacks
):
    lately, long_ago = waiting("lately", somebody), waiting("long ago", somebody)
    for pending, at in ((lately, LATELY), (long_ago, LONG_AGO)):
        ImportCorrection.objects.create(source=pending.source, act="join", target="1", by=somebody, at=at)
    assert swept(django_capture_on_commit_callbacks) == 0
    assert list(PendingImport.objects.all()) == [lately]
    assert SourceFile.objects.filter(pk=long_ago.source_id).exists()


def test_one_being_stored_stays_until_that_has_failed(somebody, django_capture_on_commit_callbacks):
    job = jobs.leave("import_store", by=somebody, at=LONG_AGO)
    waiting("busy", somebody, state=State.STORING, job=job)
    assert swept(django_capture_on_commit_callbacks) == 0
    jobs.cancel(job, at=LONG_AGO)
    assert swept(django_capture_on_commit_callbacks) == 1


def test_files_that_something_was_made_from_stay(somebody, django_capture_on_commit_callbacks):
    report = ReportFactory()
    used = brought("edition")
    Edition.objects.create(report=report, language="en", source=used)
    earlier = brought("edition before", stored_at=LONG_AGO)
    done = waiting("done", somebody)
    PendingImport.objects.filter(pk=done.pk).update(state=State.DONE, ended_at=LONG_AGO, parsed=None)
    assert swept(django_capture_on_commit_callbacks) == 0
    assert {used, earlier, done.source} == set(SourceFile.objects.all())


def test_a_table_that_was_only_looked_at_goes_with_its_plan(somebody, django_capture_on_commit_callbacks):
    tables = {name: brought(name) for name in ("shown", "planned", "planned lately")}
    for name, at in (("planned", LONG_AGO), ("planned lately", LATELY)):
        leave_planning(tables[name], {}, symbol="A/1", language="", words={}, by=somebody, at=at)
    assert swept(django_capture_on_commit_callbacks) == 2
    assert list(SourceFile.objects.all()) == [tables["planned lately"]]
    assert [job.title for job in BackgroundJob.objects.all()] == ["planned lately"]


def test_the_number_of_statements_does_not_follow_the_number_of_files(somebody):
    counted = []
    for many in (1, 4):
        for number in range(many):
            waiting(f"{many}.{number}", somebody)
        with CaptureQueriesContext(connection) as asked:
            assert sweep(now=NOW, kept_for=MONTH) == many
        counted.append(len(asked))
    assert counted[0] == counted[1]
