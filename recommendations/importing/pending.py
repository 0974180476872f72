"""Files on their way into the register: begin, read, put right, and store exactly what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from recommendations.importing import pictures
from recommendations.importing.corrections import Correcting, Correction
from recommendations.importing.corrigenda.by_hand import put_there
from recommendations.importing.kept import NotKept, pack, unpack
from recommendations.importing.loader import Written, commit
from recommendations.importing.placing import placed
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.readers.recognition import recognise
from recommendations.importing.readers.signs import as_typed
from recommendations.importing.report_parts import CannotBeDone
from recommendations.importing.upload import Upload, read_upload, sha256_of
from recommendations.importing.wording import refusal_words
from recommendations.models import BackgroundJob, ImportCorrection, PendingImport, Report, SourceFile, User
from recommendations.refusals import Refused

State = PendingImport.State

# Files of these formats and sizes are read while the person waits, as the process for it takes longest to start.
QUICK = {"text": 120_000, "html": 120_000, "markdown": 120_000, "rst": 40_000, "docx": 40_000}
MOST_CORRECTIONS = 500

# What is to be done about a report that has been stored, in the same transaction.
Afterwards = Callable[[Report, datetime], None]


def is_quick(name: str, content: bytes) -> bool:
    """Whether reading it takes no longer than a page may. Raises ReportRefusedError for what is no report at all."""
    return len(content) <= QUICK.get(recognise(content, name), 0)


def under_way(sha256: str, symbol: str, language: str) -> PendingImport | None:
    """The same file on its way with the same particulars already, whoever has begun it."""
    same = PendingImport.objects.under_way().filter(source__sha256=sha256, symbol=symbol, language=language)
    return same.select_related("source", "by").first()


def begin(
    name: str, content: bytes, *, symbol: str, language: str, by: User, at: datetime, read: Upload | None = None
) -> PendingImport:
    """Keep a file and set it on its way, or find it on its way. `read` is what reading gave, where it was read."""
    kept = {
        "name": name[-255:],
        "content": ContentFile(content, name=f"{sha256_of(content)}.source"),
        "encoding": read.source.encoding if read else "",
        "added_by": by,
        "added_at": at,
    }
    given = {"symbol": symbol, "language": language}
    with transaction.atomic():
        source, _is_new = SourceFile.objects.get_or_create(sha256=sha256_of(content), defaults=kept)
        fresh = {"by": by, "created_at": at}
        if read is not None:
            fresh |= {"state": State.READY, "parsed": pack(read.source, read.parsed)}
        try:
            with transaction.atomic():
                return PendingImport.objects.create(source=source, **given, **fresh)
        except IntegrityError:
            # Somebody else was faster with the same file.
            return PendingImport.objects.under_way().get(source=source, **given)


def read(pending: PendingImport) -> None:
    """Read the file and keep what that gave. Raises ReportRefusedError."""
    upload = _read(pending)
    SourceFile.objects.filter(pk=pending.source_id).update(encoding=upload.source.encoding)
    waiting = PendingImport.objects.filter(pk=pending.pk, state=State.READING)
    waiting.update(state=State.READY, parsed=pack(upload.source, upload.parsed))


def _read(pending: PendingImport) -> Upload:
    with pending.source.content.open("rb") as file:
        content = file.read()
    return read_upload(pending.source.name, content, pending.language or None)


def upload_of(pending: PendingImport) -> Upload:
    """What reading the file gave, without corrections. Raises Refused where this version cannot read it."""
    try:
        source, parsed = unpack(bytes(pending.parsed or b""))
    except NotKept:  # by an earlier version
        try:
            read_anew = _read(pending)
        except ReportRefusedError as error:
            raise Refused(*refusal_words(error)) from error
        source, parsed = read_anew.source, read_anew.parsed
    return Upload(pending.source.name, pending.source.sha256, source, parsed)


def plan_of(pending: PendingImport) -> Plan:
    """What storing it would do now. Raises Refused where no usable symbol is known."""
    return plan_import(upload_of(pending), symbol=pending.symbol)


def settle(pending: PendingImport) -> PendingImport:
    """Brings it back to where a person can go on, when the work on it in the background ended without result."""
    ended = pending.job is not None and pending.job.has_ended and pending.job.state != BackgroundJob.State.DONE
    if ended and pending.state == State.STORING:
        PendingImport.objects.filter(pk=pending.pk, state=State.STORING, job=pending.job_id).update(state=State.READY)
        pending.state = State.READY
    return pending


def give_particulars(pending: PendingImport, *, symbol: str) -> PendingImport:
    """Says under which symbol to store it. Raises Refused when the same file is on its way under it already."""
    try:
        with transaction.atomic():
            PendingImport.objects.filter(pk=pending.pk, state=State.READY).update(symbol=symbol)
    except IntegrityError as taken:
        raise Refused(_("This file is on its way under this symbol already.")) from taken
    pending.symbol = symbol
    return pending


def drop(pending: PendingImport) -> bool:
    """Takes it off the way; the file goes too, unless something else uses it. False while it is being stored."""
    with transaction.atomic():
        waiting = PendingImport.objects.filter(pk=pending.pk, state__in=[State.READING, State.READY])
        if not waiting.delete()[0]:
            return False
        source = SourceFile.objects.get(pk=pending.source_id)
        transaction.on_commit(lambda: pictures.forget(source))
        _forget(source)
    return True


def _forget(source: SourceFile) -> None:
    """Deletes a file that nothing stored was made from; one with corrections stays, with what was put right in it."""
    if ImportCorrection.objects.filter(source=source).exists():
        return
    try:
        with transaction.atomic():
            source.delete()
    except ProtectedError:
        return
    transaction.on_commit(lambda: source.content.storage.delete(source.content.name or ""))


# --- putting right -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PutRight:
    """What was put right, and of what was not the code of the reason, by its place."""

    rows: list[ImportCorrection]
    refused: dict[int, str]


def put_right(pending: PendingImport, corrections: Sequence[Correction], *, by: User, at: datetime) -> PutRight:
    """Add corrections to those of the file, as one step that is taken back as one; those that do not fit are left out.

    A part that went along with one before it in the same step needs nothing more. Raises Refused.
    """
    with transaction.atomic():
        _held(pending)
        upload = plan_of(pending).upload
        if len(upload.corrections) + len(corrections) > MOST_CORRECTIONS:
            raise Refused(_("There are too many corrections to this file. Correct the file itself and import it."))
        if upload.is_corrigendum:
            return _put_there(pending, upload, corrections, by=by, at=at)
        there = {one.part for one in placed(upload.parsed)}
        work, refused = Correcting(upload.parsed), {}
        for place, correction in enumerate(corrections):
            try:
                work.apply(replace(correction, value=as_typed(correction.value), more=as_typed(correction.more)))
            except CannotBeDone as cannot:
                if not (work.done and cannot.code == "not_there" and correction.target in there):
                    refused[place] = cannot.code
        rows = [ImportCorrection(source=pending.source, by=by, at=at, **vars(one)) for one in work.done]
        return PutRight(ImportCorrection.objects.bulk_create(rows), refused)


def _put_there(
    pending: PendingImport, upload: Upload, corrections: Sequence[Correction], *, by: User, at: datetime
) -> PutRight:
    """Where a person says that the words of a corrigendum are."""
    _corrigendum, refused = put_there(upload.parsed, corrections)
    fitting = [one for place, one in enumerate(corrections) if place not in refused]
    rows = [ImportCorrection(source=pending.source, by=by, at=at, **vars(one)) for one in fitting]
    return PutRight(ImportCorrection.objects.bulk_create(rows), refused)


def undo(pending: PendingImport, pk: int) -> bool:
    """Take back a correction with all of its step; those after it are applied without. False when it is not there."""
    with transaction.atomic():
        _held(pending)
        corrections = ImportCorrection.objects.filter(source=pending.source_id)
        steps = corrections.filter(pk=pk).values("by", "at")
        return any(corrections.filter(**step).delete()[0] for step in steps)


def _held(pending: PendingImport) -> PendingImport:
    """The row locked, so that two who correct or store it wait for each other."""
    held = PendingImport.objects.select_for_update(of=("self",)).select_related("source").filter(pk=pending.pk).first()
    if held is None or held.state != State.READY:
        raise Refused(_("This import has gone on meanwhile. Look at it again."))
    return held


# --- storing -------------------------------------------------------------------------------------------------------


def store(
    pending: PendingImport,
    digest: str,
    *,
    by: User,
    at: datetime,
    afterwards: Afterwards,
    written: Written = lambda _done, _of: None,
) -> Report:
    """Carry out the plan of that digest: all of it, and `afterwards`, or nothing. A second call finds it done.

    Raises Refused when the plan is another by now, or cannot be carried out.
    """
    with transaction.atomic():
        rows = PendingImport.objects.select_for_update(of=("self",)).select_related("source", "report")
        held = rows.get(pk=pending.pk)
        if held.state == State.DONE and held.report is not None:
            return held.report
        plan = plan_of(held)
        if plan.digest != digest:
            raise Refused(_("The stored report has changed since you looked. This is what the import would do now."))
        report = commit(plan, by=by, at=at, written=written)
        afterwards(report, at)
        done = {"state": State.DONE, "report": report, "ended_at": at, "parsed": None}
        PendingImport.objects.filter(pk=held.pk).update(**done)
        transaction.on_commit(lambda: pictures.forget(held.source))
        return report
