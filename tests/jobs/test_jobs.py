"""Long work: left as a row, claimed once, taken again when its worker died, and told about while it goes on."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from recommendations import jobs
from recommendations.models import BackgroundJob
from recommendations.permissions import Role
from recommendations.refusals import Refused
from recommendations.tasks import run_job
from tests.factories import NOW, UserFactory, person

State = BackgroundJob.State
LATER = NOW + jobs.LEASE + timedelta(seconds=1)


@pytest.fixture
def job(db):
    return jobs.leave("count", by=UserFactory(), at=NOW, params={"to": 3}, title="Counting")


def run(job, runner, at=NOW):
    jobs.run(job, {"count": runner}, clock=lambda: at)
    job.refresh_from_db()
    return job


def count(job, progress):
    for number in range(job.params["to"]):
        progress("counting", number, job.params["to"])
    return {"counted": job.params["to"]}


def test_a_job_is_left_claimed_and_done(job):
    assert (job.state, job.has_ended) == ("queued", False)
    claimed = jobs.claim(now=NOW)
    assert (claimed.pk, claimed.state, claimed.params) == (job.pk, "running", {"to": 3})
    done = run(claimed, count)
    assert (done.state, done.result, done.ended_at, done.stage, done.of) == (
        "done", {"counted": 3}, NOW, "counting", 3,
    )  # fmt: skip
    assert jobs.claim(now=LATER) is None


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends_and_is_taken_again_only_once(job):
    assert jobs.claim(now=NOW) == job
    assert jobs.claim(now=NOW, pk=job.pk) is None
    again = jobs.claim(now=LATER)
    assert (again, again.tries) == (job, 2)
    much_later = LATER + jobs.LEASE + timedelta(seconds=1)
    assert jobs.claim(now=much_later) is None
    assert jobs.run_waiting({}, clock=lambda: much_later) == 0
    job.refresh_from_db()
    assert (job.state, job.message, job.ended_at) == ("failed", "worker_lost", much_later)


def test_a_worker_that_lost_its_lease_stops_and_leaves_the_outcome_to_the_other(job):
    slow = jobs.claim(now=NOW)
    quick = jobs.claim(now=LATER)
    seen = []

    def runner(job, progress):
        progress("counting")
        seen.append("went on")

    assert run(slow, runner).state == "running"
    assert run(quick, count).state == "done"
    assert seen == []


def test_progress_renews_the_lease_and_is_written_once_a_second_at_most(job, django_assert_num_queries):
    claimed = jobs.claim(now=NOW)
    progress = jobs.Progress(claimed, lambda: NOW + timedelta(minutes=1))
    with django_assert_num_queries(2):
        for number in range(500):
            progress("counting", number, 500)
        progress("adding up")
    job.refresh_from_db()
    assert (job.stage, job.done, job.of) == ("adding up", 0, None)
    assert job.lease_until == NOW + timedelta(minutes=1) + jobs.LEASE


def test_a_cancelled_job_stops_at_its_next_report_and_what_it_did_in_its_transaction_is_undone(job):
    claimed = jobs.claim(now=NOW)

    def runner(_job, progress):
        assert jobs.cancel(job, at=NOW)
        with transaction.atomic():
            UserFactory(email="made-by-the-job@example.org")
            progress.finish({})

    assert run(claimed, runner).state == "cancelled"
    assert not UserFactory._meta.model.objects.filter(email="made-by-the-job@example.org").exists()


def test_a_cancel_after_the_end_changes_nothing(job):
    run(jobs.claim(now=NOW), count)
    assert not jobs.cancel(job, at=NOW)
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.parametrize(
    ("raised", "state", "message", "parameters"),
    [
        (jobs.JobRefused("scanned", page="3"), "refused", "scanned", {"page": "3"}),
        (Refused("Not like this."), "refused", "reasons", {"reasons": ["Not like this."]}),
        (ZeroDivisionError(), "failed", "fault", {}),
    ],
)
def test_what_stops_a_job_is_written_down(job, raised, state, message, parameters):
    def runner(_job, _progress):
        raise raised

    ended = run(jobs.claim(now=NOW), runner)
    assert (ended.state, ended.message, ended.message_parameters) == (state, message, parameters)


def test_a_database_out_of_reach_is_not_the_jobs_fault(job):
    def runner(_job, _progress):
        raise OperationalError

    with pytest.raises(OperationalError):
        run(jobs.claim(now=NOW), runner)
    job.refresh_from_db()
    assert job.state == "running"


def test_a_kind_nobody_carries_out_fails_and_the_others_go_on(job):
    other = jobs.leave("other", by=job.by, at=NOW)
    assert jobs.run_waiting({"count": count}, clock=lambda: NOW) == 2
    other.refresh_from_db()
    job.refresh_from_db()
    assert (other.state, job.state) == ("failed", "done")


def test_a_message_that_comes_twice_runs_nothing_twice(job, monkeypatch):
    monkeypatch.setattr("recommendations.tasks.RUNNERS", {"count": count})
    assert [run_job(job.pk), run_job(job.pk)] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_gets_the_job():
    jobs.leave("count", by=UserFactory(), at=NOW)
    barrier, claimed = Barrier(4), []

    def claim():
        barrier.wait()
        claimed.append(jobs.claim(now=NOW))
        connection.close()

    threads = [Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([job for job in claimed if job]) == 1


@pytest.mark.django_db(transaction=True)
def test_progress_within_a_transaction_is_seen_from_outside_where_two_may_write_at_once():
    job = jobs.leave("count", by=UserFactory(), at=NOW)
    seen = []

    def runner(job, progress):
        progress("reading")
        with transaction.atomic():
            UserFactory()
            progress("storing", 1, 2)
            watcher = connection.copy()
            with watcher.cursor() as cursor:
                cursor.execute("SELECT stage FROM recommendations_backgroundjob")
                seen.append(cursor.fetchone()[0])
            watcher.close()
            progress.finish({})
        return {}

    assert run(jobs.claim(now=NOW), runner).state == "done"
    assert seen == (["storing"] if connection.features.has_select_for_update_skip_locked else ["reading"])
    assert job.by_id


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "running"},
        {"state": "done"},
        {"ended_at": NOW},
        {"state": "failed", "ended_at": NOW},
        {"done": 3, "of": 2},
    ],
)
def test_the_database_refuses_a_job_that_cannot_be(job, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        BackgroundJob.objects.filter(pk=job.pk).update(**fields)


def test_people_see_their_own_jobs_and_coordinators_every_import(job):
    other, coordinator = UserFactory(), person(Role.COORDINATOR)
    imported = jobs.leave("import_read", by=other, at=NOW)
    assert list(BackgroundJob.objects.visible_to(job.by)) == [job]
    assert list(BackgroundJob.objects.visible_to(other)) == [imported]
    assert list(BackgroundJob.objects.visible_to(coordinator)) == [imported]
