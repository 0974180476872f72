"""Long work in the background: leave a job, claim it, run it, and say how far it is.

A claim is a lease that reports of progress renew. A job whose worker died is taken again once; then it has failed. What
carries a job out is brought along by the caller, as the writers of mails are.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection
from django.utils import timezone, translation

from recommendations.models import BackgroundJob, User
from recommendations.refusals import Refused

log = logging.getLogger(__name__)
State = BackgroundJob.State

LEASE = timedelta(minutes=5)  # far longer than any work goes on without a report of progress
MOST_TRIES = 2
REPORT_SECONDS = 1.0

# One statement, so that two workers never get the same job.
_CLAIM = """
    UPDATE recommendations_backgroundjob
    SET state = 'running', tries = tries + 1, token = %(token)s, lease_until = %(until)s, started_at = %(now)s
    WHERE id = (
        SELECT id FROM recommendations_backgroundjob
        WHERE (state = 'queued' OR state = 'running' AND lease_until < %(now)s AND tries < %(most)s)
          AND (%(pk)s = 0 OR id = %(pk)s)
        ORDER BY created_at, id
        LIMIT 1
        {skip_locked}
    )
    RETURNING *
"""


class Stopped(Exception):
    """The job is this worker's no longer: it was cancelled, or its lease ran out and somebody else has taken it."""


class JobRefused(Exception):
    """The work cannot be done. `code` and `parameters` are worded by the page of its kind."""

    def __init__(self, code: str, **parameters: str) -> None:
        self.code, self.parameters = code, parameters
        super().__init__(code)


def leave(
    kind: str, *, by: User, at: datetime, params: Mapping[str, Any] | None = None, title: str = ""
) -> BackgroundJob:
    """Leave work for a worker. Belongs in the transaction of what causes it."""
    return BackgroundJob.objects.create(kind=kind, by=by, created_at=at, params=dict(params or {}), title=title[:255])


def claim(*, now: datetime, pk: int | None = None, lease: timedelta = LEASE) -> BackgroundJob | None:
    """Take a job, or the one that has waited longest, for as long as the lease; None when there is none to take."""
    skip_locked = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    at, until = (connection.ops.adapt_datetimefield_value(moment) for moment in (now, now + lease))
    given = {"now": at, "until": until, "token": uuid4().hex, "most": MOST_TRIES, "pk": pk or 0}
    return next(iter(BackgroundJob.objects.raw(_CLAIM.format(skip_locked=skip_locked), given)), None)


def cancel(job: BackgroundJob, *, at: datetime) -> bool:
    """End it before it is done. False when it has ended already. A worker notices with its next report."""
    waiting = BackgroundJob.objects.filter(pk=job.pk, state__in=[State.QUEUED, State.RUNNING])
    return waiting.update(state=State.CANCELLED, ended_at=at, token="", lease_until=None) == 1


class Progress:
    """What a runner tells of itself: `progress("storing", 120, 4000)`. Written about once a second at most.

    Inside a transaction of the runner's own it is written beside it where the database lets two write at once; SQLite
    does not, so there the page shows the stage that was reported before the transaction began.
    """

    def __init__(self, job: BackgroundJob, clock: Callable[[], datetime]) -> None:
        self.job = job
        self.clock = clock
        self.reported = 0.0
        self.depth = len(connection.savepoint_ids) + connection.in_atomic_block

    def __call__(self, stage: str, done: int = 0, of: int | None = None) -> None:
        """Raises Stopped when the job is this worker's no longer."""
        moment = time.monotonic()
        if stage == self.job.stage and moment - self.reported < REPORT_SECONDS:
            return
        self.reported = moment
        self.job.stage, self.job.done, self.job.of = stage, min(done, of) if of is not None else done, of
        if len(connection.savepoint_ids) + connection.in_atomic_block == self.depth:
            fields = {"stage": stage, "done": self.job.done, "of": of, "lease_until": self.clock() + LEASE}
            if not self._mine().update(**fields):
                raise Stopped
        elif connection.features.has_select_for_update_skip_locked:
            self._report_beside()

    def finish(self, result: Mapping[str, Any]) -> None:
        """Say that it is done, in the transaction of the work itself, so that both are stored or neither is.

        The last thing in that transaction: from here on a cancel waits, and comes too late. Raises Stopped.
        """
        if not _settle(self.job, State.DONE, self.clock(), result=dict(result)):
            raise Stopped

    def _mine(self) -> Any:
        return BackgroundJob.objects.filter(pk=self.job.pk, token=self.job.token, state=State.RUNNING)

    def _report_beside(self) -> None:
        until = connection.ops.adapt_datetimefield_value(self.clock() + LEASE)
        with closing(connection.copy()) as beside, beside.cursor() as cursor:
            cursor.execute(
                'UPDATE recommendations_backgroundjob SET stage = %s, done = %s, "of" = %s, lease_until = %s '
                "WHERE id = %s AND token = %s AND state = 'running'",
                [self.job.stage, self.job.done, self.job.of, until, self.job.pk, self.job.token],
            )
            if not cursor.rowcount:
                raise Stopped


# Carries a job out and gives its result, which must be JSON; raises JobRefused or Refused.
Runner = Callable[[BackgroundJob, Progress], Mapping[str, Any]]


def run(job: BackgroundJob, runners: Mapping[str, Runner], *, clock: Callable[[], datetime] = timezone.now) -> None:
    """Carry out a claimed job and write its outcome down. Words are made in the language of whoever asked for it."""
    progress = Progress(job, clock)
    try:
        with translation.override(job.by.language):
            result = runners[job.kind](job, progress)
    except Stopped:
        log.info("job %s is no longer ours", job.pk)
    except JobRefused as refused:
        _settle(job, State.REFUSED, clock(), message=refused.code, message_parameters=refused.parameters)
    except Refused as refused:
        _settle(job, State.REFUSED, clock(), message="reasons", message_parameters={"reasons": refused.reasons})
    except OperationalError:
        raise  # not this job's fault: the lease decides
    except SoftTimeLimitExceeded:
        _settle(job, State.FAILED, clock(), message="too_long")
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job)
        _settle(job, State.FAILED, clock(), message="fault")
    else:
        _settle(job, State.DONE, clock(), result=dict(result))


def run_waiting(
    runners: Mapping[str, Runner],
    *,
    begin_within: timedelta | None = None,
    clock: Callable[[], datetime] = timezone.now,
) -> int:
    """Run what waits, one after the other; begins none later than `begin_within` after the start. How many it ran."""
    begun_at, count = clock(), 0
    give_up_the_lost(now=begun_at)
    while begin_within is None or clock() - begun_at <= begin_within:
        job = claim(now=clock())
        if job is None:
            break
        run(job, runners, clock=clock)
        count += 1
    return count


def give_up_the_lost(*, now: datetime) -> int:
    """Jobs that took two workers with them: a third would not fare better."""
    lost = BackgroundJob.objects.filter(state=State.RUNNING, lease_until__lt=now, tries__gte=MOST_TRIES)
    return lost.update(state=State.FAILED, ended_at=now, message="worker_lost")


def _settle(job: BackgroundJob, state: State, at: datetime, **fields: Any) -> bool:
    """Write the outcome down, if the job is still this worker's and has none yet."""
    mine = BackgroundJob.objects.filter(pk=job.pk, token=job.token, state=State.RUNNING)
    return mine.update(state=state, ended_at=at, **fields) == 1
