"""Files that somebody brought and nobody went on with: taken off the way, so that they do not stay for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from recommendations.importing import pictures
from recommendations.importing.mapping import background as tables
from recommendations.models import (
    BackgroundJob,
    Corrigendum,
    Edition,
    ImportCorrection,
    PendingImport,
    PrintedPosition,
    SourceFile,
)

State = PendingImport.State


def sweep(*, now: datetime, kept_for: timedelta) -> int:
    """End the imports that nobody has touched for so long, with their pictures of pages and their files.

    A file stays that anything was ever stored from, or in which somebody put something right: brought again, it is put
    right again. Returns how many files went. The number of statements does not depend on how many there are.
    """
    before = now - kept_for
    with transaction.atomic():
        left = _abandoned(before)
        PendingImport.objects.filter(pk__in=[pk for pk, _source in left]).delete()
        looked_at = SourceFile.objects.filter(pk__in={source for _pk, source in left})
        for source in looked_at.exclude(_spoken_of_by(PendingImport.objects.under_way())):
            transaction.on_commit(partial(pictures.forget, source))
        gone = _unused(before)
        pks = [source.pk for source in gone]
        BackgroundJob.objects.filter(kind=tables.PLAN, params__source__in=pks).delete()
        SourceFile.objects.filter(pk__in=pks).delete()
        for source in gone:
            transaction.on_commit(partial(source.content.storage.delete, source.content.name or ""))
    return len(gone)


def _abandoned(before: datetime) -> Sequence[tuple[int, int]]:
    """(import, file) of those on their way that nobody has touched since then, locked; one being stored is not."""
    failed = Q(state=State.STORING, job__ended_at__lt=before)
    resting = PendingImport.objects.filter(Q(state__in=[State.READING, State.READY]) | failed, created_at__lt=before)
    resting = resting.exclude(Exists(ImportCorrection.objects.filter(source=OuterRef("source"), at__gte=before)))
    return list(resting.select_for_update(of=("self",), skip_locked=True).values_list("pk", "source"))


def _unused(before: datetime) -> Sequence[SourceFile]:
    """The files brought before then that nothing speaks of and nothing was ever stored from, tables among them."""
    jobs = BackgroundJob.objects.filter(kind__in=[tables.PLAN, tables.STORE], created_at__gte=before)
    asked = list(jobs.values_list("params__source", flat=True))
    files = SourceFile.objects.filter(stored_at__isnull=True, added_at__lt=before).exclude(pk__in=asked)
    for model in (Corrigendum, Edition, ImportCorrection, PendingImport, PrintedPosition):
        files = files.exclude(_spoken_of_by(model.objects.all()))
    return list(files.select_for_update(of=("self",), skip_locked=True))


def _spoken_of_by(rows: QuerySet[Any]) -> Exists:
    """Whether one of the rows is about the file asked for."""
    return Exists(rows.filter(source=OuterRef("pk")))
