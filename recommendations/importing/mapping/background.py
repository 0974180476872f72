"""Tables as long work: what a worker does with all the rows of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import jobs
from recommendations.importing.mapping.entries import NO_WORDS, Words
from recommendations.importing.mapping.fields import plain
from recommendations.importing.mapping.loader import commit_table
from recommendations.importing.mapping.plan import TablePlan, plan_table
from recommendations.importing.mapping.upload import TableUpload, read_table_upload
from recommendations.importing.mapping.wording import lacks_of, said_of
from recommendations.importing.readers import ReportRefusedError
from recommendations.models import BackgroundJob, SourceFile, User
from recommendations.refusals import Refused

PLAN = "import_table_plan"
STORE = "import_table_store"
MOST_WORDS = 30  # that somebody may be asked about
SHOWN = 100  # rows that would be created or changed


def leave_planning(
    source: SourceFile,
    mapping: Mapping[str, str],
    *,
    symbol: str,
    language: str,
    words: Words,
    by: User,
    at: datetime,
) -> BackgroundJob:
    """Leave it to a worker to read all rows and say what importing them would do."""
    asked = {"source": source.pk, "mapping": mapping, "symbol": symbol, "language": language, "words": words}
    return jobs.leave(PLAN, by=by, at=at, params=asked, title=source.name)


def leave_storing(planned: BackgroundJob, *, by: User, at: datetime) -> BackgroundJob:
    """Leave it to a worker to carry out the plan that a person has seen."""
    params = {**planned.params, "digest": planned.result["digest"], "planned": planned.pk}
    return jobs.leave(STORE, by=by, at=at, params=params, title=planned.title)


def plan(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """What the import would do, in words."""
    return told(_planned(job, progress))


def store(job: BackgroundJob, progress: jobs.Progress) -> Mapping[str, Any]:
    """The plan that was confirmed, and that it is done, in one transaction."""
    planned = _planned(job, progress)
    if planned.digest != job.params["digest"]:
        raise Refused(_("What is stored has changed since you looked. Let the table be read again."))
    progress("storing")
    with transaction.atomic():
        commit_table(planned, by=job.by, at=progress.clock(), written=lambda done, of: progress("storing", done, of))
        result = {"reports": [report.symbol for report in planned.reports], "counts": planned.counts()}
        progress.finish(result)
    return result


def _planned(job: BackgroundJob, progress: jobs.Progress) -> TablePlan:
    progress("reading")
    asked = job.params
    upload = read_kept(SourceFile.objects.get(pk=asked["source"]))
    progress("comparing")
    on = timezone.localdate(job.created_at)
    given = {"symbol": asked["symbol"], "language": asked["language"], "words": asked.get("words", NO_WORDS)}
    return plan_table(upload, asked["mapping"], on=on, **given)


def read_kept(source: SourceFile, **limits: int) -> TableUpload:
    """A file that is kept, read again. Raises JobRefused."""
    with source.content.open("rb") as file:
        content = file.read()
    try:
        return read_table_upload(source.name, content, **limits)
    except ReportRefusedError as refused:
        raise jobs.JobRefused(refused.code, **refused.parameters) from refused


def _words(plan: TablePlan) -> list[tuple[str, str, int]]:
    """(field, word, rows) of the words whose meaning may be said, each once however it is written."""
    written: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for (field, word), rows in plan.entries.words.items():
        counts[field, plain(word)] += rows
        written.setdefault((field, plain(word)), word)
    return [(key[0], written[key], rows) for key, rows in counts.most_common(MOST_WORDS)]


def told(plan: TablePlan) -> dict[str, Any]:
    """A plan as its page shows it: the counts of all rows, the first of each kind, and what to look at."""
    created = (entry for report in plan.reports for entry, _facts in report.created)
    changed = (change for report in plan.reports for change in report.changed)
    return {
        "digest": plan.digest,
        "counts": plan.counts(),
        "rows": plan.entries.rows,
        "faulty_rows": plan.faulty_rows,
        "held_back": plan.held_back,
        "words": _words(plan),
        "language": plan.entries.language,
        "reports": [report.symbol for report in plan.reports],
        "is_empty": plan.is_empty,
        "said": [asdict(said) for said in said_of(plan) if not said.spares],
        "lacks": [asdict(said) for said in lacks_of(plan)],
        "created": [
            {"row": one.row, "reference": one.reference, "text": one.text[:300]} for one in islice(created, SHOWN)
        ],
        "changed": [
            {"row": one.entry.row, "reference": one.entry.reference, "before": one.before, "after": one.after}
            for one in islice(changed, SHOWN)
        ],
    }
