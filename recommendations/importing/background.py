"""Imports as long work: what a worker does for a file that takes longer than a page may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from recommendations import jobs
from recommendations.importing import pending
from recommendations.importing.readers import ReportRefusedError
from recommendations.models import BackgroundJob, PendingImport, User

READ = "import_read"
STORE = "import_store"


def leave_reading(waiting: PendingImport, *, by: User, at: datetime) -> BackgroundJob:
    """Leave it to a worker to read the file."""
    return _leave(READ, waiting, {}, by=by, at=at)


def leave_storing(waiting: PendingImport, digest: str, *, by: User, at: datetime) -> BackgroundJob | None:
    """Leave it to a worker to carry out the plan of that digest; None when it is being done already."""
    with transaction.atomic():
        ready = PendingImport.objects.filter(pk=waiting.pk, state=pending.State.READY)
        if not ready.update(state=pending.State.STORING):
            return None
        return _leave(STORE, waiting, {"digest": digest}, by=by, at=at)


def _leave(kind: str, waiting: PendingImport, params: Mapping[str, Any], *, by: User, at: datetime) -> BackgroundJob:
    with transaction.atomic():
        job = jobs.leave(kind, by=by, at=at, params={"import": waiting.pk, **params}, title=str(waiting))
        PendingImport.objects.filter(pk=waiting.pk).update(job=job)
        return job


def read(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """The file read and parsed. What is refused leaves nothing but the job, which says why."""
    waiting = _waiting(job)
    progress("reading")
    try:
        pending.read(waiting)
    except ReportRefusedError as refused:
        pending.drop(waiting)
        raise jobs.JobRefused(refused.code, **refused.parameters) from refused
    return {"import": waiting.pk}


def store(job: BackgroundJob, progress: jobs.Progress, *, afterwards: pending.Afterwards) -> Mapping[str, Any]:
    """The plan that was confirmed, what follows from it, and that it is done, in one transaction."""
    waiting = _waiting(job)
    progress("storing")
    with transaction.atomic():
        report = pending.store(
            waiting,
            job.params["digest"],
            by=job.by,
            at=progress.clock(),
            afterwards=afterwards,
            written=lambda done, of: progress("storing", done, of),
        )
        result = {"import": waiting.pk, "report": report.symbol}
        progress.finish(result)
    return result


def _waiting(job: BackgroundJob) -> PendingImport:
    waiting = PendingImport.objects.select_related("source").filter(pk=job.params["import"]).first()
    if waiting is None:
        raise jobs.JobRefused("gone")
    return waiting
