"""Workbooks as work of some length: making a long one, reading what came back, carrying out what was looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import jobs
from recommendations.importing.containment import read_edited_contained
from recommendations.importing.readers import ReportRefusedError
from recommendations.models import BackgroundJob, Document, EditedWorkbook, Recommendation, User, WorkbookLine
from recommendations.progress.documents import files
from recommendations.progress.documents.formats import FORMATS
from recommendations.refusals import Refused
from recommendations.workbooks import acts, material, reading, taking
from recommendations.workbooks.names import Names
from recommendations.workbooks.planning import plan

TAKE = "workbook_take"
READ = "workbook_read"
STORE = "workbook_store"
KEPT = timedelta(days=7)
# More nobody edits in one sheet; reading it back takes a minute.
MOST_ROWS = 20_000
BATCH = 500
State = EditedWorkbook.State
Outcome = WorkbookLine.Outcome


# --- out -------------------------------------------------------------------------------------------------------


def write(
    filters: Mapping[str, str],
    *,
    by: User,
    at: datetime,
    to: BinaryIO,
    told: Callable[[int], object] = lambda _done: None,
) -> list[int]:
    """Write what the filters leave of what the person sees; the ids in it. `told` hears how many are written."""
    on = timezone.localdate(at)
    names = Names(by, on)
    lines = material.lines(material.chosen(filters, by=by, on=on), names, by=by, on=on)
    address = settings.SITE_URL + reverse("recommendations:workbook")
    return taking.write(_counted(lines, told), names, by=by, on=on, address=address, to=to)


def _counted(lines: Iterable[material.Line], told: Callable[[int], object]) -> Iterator[material.Line]:
    for done, line in enumerate(lines):
        if done % 100 == 0:
            told(done)
        yield line


def name_of(on: date) -> str:
    return f"recommendations-{on.isoformat()}.xlsx"


def leave_taking(filters: Mapping[str, str], count: int, *, by: User, at: datetime) -> BackgroundJob:
    """Leave it to a worker to write a workbook of that many recommendations."""
    return jobs.leave(TAKE, by=by, at=at, params={"filters": dict(filters), "count": count})


def take(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """The workbook, kept for whoever asked as long as they may see all that is in it; a mail says that it is ready."""
    at, count = progress.clock(), job.params["count"]
    with timezone.override(ZoneInfo(job.by.time_zone)), tempfile.TemporaryFile() as file:
        ids = write(job.params["filters"], by=job.by, at=at, to=file,
                    told=lambda done: progress("writing", done, max(count, done)))  # fmt: skip
        document = Document(
            by=job.by,
            name=name_of(timezone.localdate(at)),
            content_type=FORMATS["xlsx"].content_type,
            items=None if job.by.standing().sees_everything else ids,
            made_at=at,
            expires_at=at + KEPT,
        )
        return files.keep(document, file, progress, mail=True)


# --- and in again ----------------------------------------------------------------------------------------------


@transaction.atomic
def bring(name: str, content: bytes, *, by: User, at: datetime) -> EditedWorkbook:
    """Keep what came back and leave it to a worker to read it."""
    workbook = EditedWorkbook(by=by, name=name[-200:], brought_at=at, expires_at=at + KEPT)
    workbook.content.save(name, ContentFile(content), save=False)
    workbook.save()
    _leave(READ, workbook, by=by, at=at)
    return workbook


def leave_storing(workbook: EditedWorkbook, *, by: User, at: datetime) -> BackgroundJob | None:
    """Leave it to a worker to carry out what can be; None when that is being done or has been done already."""
    with transaction.atomic():
        held = EditedWorkbook.objects.select_for_update(of=("self",)).select_related("job").get(pk=workbook.pk)
        if held.state == State.STORING and held.job is not None and held.job.has_ended:
            held.state = State.READY  # it was called off or its worker died: the rest can be done
        if held.state != State.READY:
            return None
        EditedWorkbook.objects.filter(pk=held.pk).update(state=State.STORING)
        return _leave(STORE, workbook, by=by, at=at)


def _leave(kind: str, workbook: EditedWorkbook, *, by: User, at: datetime) -> BackgroundJob:
    job = jobs.leave(kind, by=by, at=at, params={"workbook": workbook.pk}, title=workbook.name)
    EditedWorkbook.objects.filter(pk=workbook.pk).update(job=job)
    workbook.job = job
    return job


def read(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """What the workbook would change. One that cannot be read leaves nothing but the job, which says why."""
    workbook = _workbook(job)
    progress("reading")
    try:
        with timezone.override(ZoneInfo(job.by.time_zone)):
            _plan(workbook, job, progress)
    except (jobs.JobRefused, Refused):
        drop(workbook)
        raise
    return {"workbook": workbook.pk}


def _plan(workbook: EditedWorkbook, job: BackgroundJob, progress: jobs.Progress) -> None:
    with workbook.content.open("rb") as file:
        content = file.read()
    try:
        table = read_edited_contained(content, most=MOST_ROWS + reading.CODES_WITHIN)
    except ReportRefusedError as refused:
        raise jobs.JobRefused(refused.code, **refused.parameters) from refused
    brought = reading.rows_of(table)
    if len(brought.rows) > MOST_ROWS:
        raise Refused(_("The workbook has more than %(most)d rows. Divide it.") % {"most": MOST_ROWS})
    found = plan(brought.rows, by=job.by, at=progress.clock(),
                 told=lambda done, of: progress("comparing", done, of))  # fmt: skip
    for line in found.lines:
        line.workbook = workbook
    with transaction.atomic():
        workbook.lines.all().delete()  # of a worker that died half-way
        WorkbookLine.objects.bulk_create(found.lines, batch_size=BATCH)
        workbook.rows, workbook.unchanged, workbook.notes = found.rows, found.unchanged, brought.notes
        workbook.state = State.READY
        workbook.save(update_fields=["rows", "unchanged", "notes", "state"])


def store(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """What was looked at, row by row, each whole or not at all; what a worker did before it died is not done twice."""
    workbook = _workbook(job)
    waiting = list(workbook.lines.filter(sort=WorkbookLine.Sort.CHANGE, outcome="").values_list("pk", flat=True))
    with timezone.override(ZoneInfo(job.by.time_zone)):
        for done, pk in enumerate(waiting):
            progress("storing", done, len(waiting))
            _carry_out(pk, by=job.by, at=progress.clock())
    with transaction.atomic():
        EditedWorkbook.objects.filter(pk=workbook.pk).update(state=State.DONE)
        result = {"workbook": workbook.pk}
        progress.finish(result)
    return result


def _carry_out(pk: int, *, by: User, at: datetime) -> None:
    """The moves of a line and that they are made, in one transaction."""
    try:
        with transaction.atomic():
            line = WorkbookLine.objects.select_for_update(of=("self",)).select_related("recommendation").get(pk=pk)
            if line.outcome or line.recommendation is None or line.version is None:
                return
            acts.carry_out(line.recommendation, line.acts, version=line.version, by=by, at=at)
            _settle(pk, Outcome.DONE)
    except Refused as refused:
        _settle(pk, Outcome.REFUSED, str(refused))
    except Recommendation.DoesNotExist:
        _settle(pk, Outcome.REFUSED, _("You do not see this recommendation any more."))


def _settle(pk: int, outcome: Outcome, words: str = "") -> None:
    WorkbookLine.objects.filter(pk=pk).update(outcome=outcome, words=words)


def _workbook(job: BackgroundJob) -> EditedWorkbook:
    workbook = EditedWorkbook.objects.filter(pk=job.params["workbook"]).first()
    if workbook is None:
        raise Refused(_("The workbook was dropped meanwhile."))
    return workbook


def drop(workbook: EditedWorkbook) -> None:
    """Take it away, with its file. What was carried out stays in the history of each recommendation."""
    workbook.content.delete(save=False)
    workbook.delete()


def forget(*, at: datetime) -> int:
    """Take away workbooks whose time is over. How many."""
    gone = 0
    for workbook in EditedWorkbook.objects.filter(expires_at__lte=at).order_by("pk"):
        drop(workbook)
        gone += 1
    return gone
