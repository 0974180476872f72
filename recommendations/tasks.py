"""What happens without anyone asking: each task names a moment and calls one function.

The clock only ticks (tracker/celery.py); what is due is decided by the database, so a tick lost or doubled changes
nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recommendations import attachments, checkpoints, jobs, outbox
from recommendations.evidence import links
from recommendations.importing import abandoned, background
from recommendations.importing.mapping import background as table_background
from recommendations.models import BackgroundJob, Report
from recommendations.people import letters, repairs, throttle
from recommendations.progress import kept
from recommendations.progress.documents import files
from recommendations.reminders import digest, notice_mail, planner, trial
from recommendations.workbooks import background as workbooks

# How each kind of mail is made.
WRITERS: outbox.Kinds = {
    planner.DIGEST: outbox.Kind(digest.write, prepare=digest.prepare, record=digest.record),
    notice_mail.NOTICE: outbox.Kind(notice_mail.write),
    trial.TRIAL: outbox.Kind(trial.write),
    **letters.KINDS,
    files.JOB: outbox.Kind(files.write),
}


def suggest_evidence(report: Report, at: datetime) -> None:
    """What follows from storing a report, in the transaction that stores it."""
    links.suggest_for(report, at=at)


# Who carries out which kind of long work.
RUNNERS: Mapping[str, jobs.Runner] = {
    table_background.PLAN: table_background.plan,
    table_background.STORE: table_background.store,
    background.READ: background.read,
    background.STORE: partial(background.store, afterwards=suggest_evidence),
    files.JOB: files.make,
    workbooks.TAKE: workbooks.take,
    workbooks.READ: workbooks.read,
    workbooks.STORE: workbooks.store,
}

# A mail begun in the last second may take EMAIL_TIMEOUT, and the whole must end before the task's time limit.
DELIVERY_BEGINS_WITHIN = timedelta(minutes=3)
# Leaves a job taken up last most of the task's time limit.
JOBS_BEGIN_WITHIN = timedelta(minutes=2)


@shared_task
def plan_reminders() -> int:
    """Every five minutes. Safe to repeat: a reminder and a person's digest of a day are unique rows."""
    return planner.plan(now=timezone.now()).planned


@shared_task
def plan_notices() -> int:
    """Every minute. Safe to repeat: a mail of notices is a unique row, and a person has one under way at a time."""
    return notice_mail.plan(now=timezone.now())


@shared_task
def sweep_attachments() -> int:
    """Every day. Only files older than a day that no row speaks of go; a second run finds none."""
    return attachments.sweep(now=timezone.now())


@shared_task
def sweep_imports() -> int:
    """Every day. Imports that nobody has touched for IMPORTS_KEPT_DAYS, and their files; a second run finds none."""
    return abandoned.sweep(now=timezone.now(), kept_for=timedelta(days=settings.IMPORTS_KEPT_DAYS))


@shared_task
def deliver_outbox() -> int:
    """Every minute. Each mail is claimed before it is sent, so workers may overlap."""
    return outbox.deliver_waiting(WRITERS, begin_within=DELIVERY_BEGINS_WITHIN).sent


@shared_task
def check_people() -> int:
    """Every hour: absences begin and end at midnight, wherever. What was put right once is not found again."""
    throttle.forget_old(at=timezone.now())
    return sum(repairs.repair(at=timezone.now()).repaired.values())


@shared_task
def checkpoint_history() -> int:
    """Every hour. Nothing is written when nothing happened; the file has one writer at a time."""
    taken = checkpoints.take(at=timezone.now())
    return taken.heads if taken else 0


def begin_job(job: BackgroundJob) -> None:
    """Send a worker the word that there is a job, once it is stored. Without a broker beat's next tick finds it."""
    transaction.on_commit(lambda: run_job.apply_async([job.pk], retry=False), robust=True)


@shared_task
def run_job(pk: int) -> int:
    """When somebody leaves a job. It is claimed first, so a message that comes twice runs nothing twice."""
    job = jobs.claim(now=timezone.now(), pk=pk)
    if job is None:
        return 0
    jobs.run(job, RUNNERS)
    return 1


@shared_task
def run_waiting_jobs() -> int:
    """Every quarter of a minute: jobs whose message was lost, or whose worker died."""
    return jobs.run_waiting(RUNNERS, begin_within=JOBS_BEGIN_WITHIN)


@shared_task
def forget_documents() -> int:
    """Every hour. Files made for people or brought back, once their time is over; what is gone is not there twice."""
    return files.forget(at=timezone.now()) + workbooks.forget(at=timezone.now())


@shared_task
def fold_kept_counts() -> int:
    """Every hour. Only adds up what is kept already, so nothing a page tells changes by it."""
    return kept.fold(on=timezone.localdate())
