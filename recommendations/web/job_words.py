"""Long work in words: what each kind is called, what it is doing, why it was not done, and where its result is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.importing import background
from recommendations.importing.mapping import background as table_background
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.wording import refusal_words
from recommendations.models import BackgroundJob
from recommendations.progress.documents import files
from recommendations.workbooks import background as workbooks
from recommendations.workflow import Words

State = BackgroundJob.State

TONES: dict[str, str] = {
    State.QUEUED: "calm",
    State.RUNNING: "active",
    State.DONE: "good",
    State.REFUSED: "warn",
    State.FAILED: "bad",
    State.CANCELLED: "calm",
}
MESSAGES: dict[str, Words] = {
    "worker_lost": _(
        "The program that did it ended twice before it was done. Nothing of it was stored; begin it anew."
    ),
    "too_long": _("It took longer than is allowed and was stopped. Nothing of it was stored."),
    "fault": _("Something went wrong that is not your doing. It is noted in the log of the installation."),
}
NOTHING_STORED: Words = _("Cancelled. Nothing of it was stored.")
# A worker takes a job within seconds; after this time the page says that none seems to run.
PATIENCE = timedelta(seconds=30)


@dataclass(frozen=True)
class JobKind:
    """How one kind of work is told. `result` gives the label and address of what came of it, `refused` the sentences
    for a code of JobRefused; `follow` leads a page that waits on to the result by itself; `cancelled` says what
    calling it off has left."""

    label: Words
    stages: Mapping[str, Words] = field(default_factory=dict)
    result: Callable[[BackgroundJob], tuple[Words, str] | None] = lambda _job: None
    refused: Callable[[BackgroundJob], list[str]] = lambda _job: []
    follow: bool = False
    cancelled: Words = NOTHING_STORED


def _file(job: BackgroundJob) -> tuple[Words, str]:
    return _("Take the file"), reverse("recommendations:document", args=[job.result["document"]])


def _workbook_address(job: BackgroundJob) -> str:
    return reverse("recommendations:workbook_changes", args=[job.params["workbook"]])


def _plan_address(job: BackgroundJob) -> str:
    return reverse("recommendations:import_plan", args=[job.params["import"]])


def _import_refused(job: BackgroundJob) -> list[str]:
    if job.message == "gone":
        return [str(_("The import was dropped meanwhile."))]
    return list(refusal_words(ReportRefusedError(job.message, **job.message_parameters)))


def _where_the_rows_are(job: BackgroundJob) -> tuple[Words, str]:
    reports = job.result["reports"]
    if len(reports) == 1:
        return _("Open the report"), reverse("recommendations:report_detail", args=reports)
    return _("Open the reports"), reverse("recommendations:report_list")


KINDS: dict[str, JobKind] = {
    background.READ: JobKind(
        _("Reading a report"),
        {"reading": _("The file is being read.")},
        result=lambda job: (_("Look at what was read"), _plan_address(job)),
        refused=_import_refused,
        follow=True,
    ),
    background.STORE: JobKind(
        _("Storing a report"),
        {"storing": _("Its parts are compared with what is stored, and stored.")},
        result=lambda job: (_("Open the report"), _plan_address(job)),
        refused=_import_refused,
        follow=True,
    ),
    files.JOB: JobKind(
        _("A document"), {"writing": _("It is being written."), "storing": _("It is being stored.")}, _file
    ),
    table_background.PLAN: JobKind(
        _("Reading a table"),
        {"reading": _("The rows are being read."), "comparing": _("The rows are compared with what is stored.")},
        result=lambda job: (_("Look at what was read"), reverse("recommendations:import_table_plan", args=[job.pk])),
        refused=_import_refused,
        follow=True,
    ),
    table_background.STORE: JobKind(
        _("Storing a table"),
        {
            "reading": _("The rows are being read."),
            "comparing": _("The rows are compared with what is stored."),
            "storing": _("The rows are being stored."),
        },
        result=_where_the_rows_are,
        refused=_import_refused,
    ),
    workbooks.TAKE: JobKind(
        _("A workbook to edit"), {"writing": _("It is being written."), "storing": _("It is being stored.")}, _file
    ),
    workbooks.READ: JobKind(
        _("Reading a workbook"),
        {"reading": _("The rows are being read."), "comparing": _("What was edited is being tried out.")},
        result=lambda job: (_("Look at what would change"), _workbook_address(job)),
        refused=_import_refused,
        follow=True,
    ),
    workbooks.STORE: JobKind(
        _("Carrying out a workbook"),
        {"storing": _("The recommendations are being changed, one after the other.")},
        result=lambda job: (_("Look at what came of it"), _workbook_address(job)),
        follow=True,
        cancelled=_("Cancelled. What was carried out before stays; the rest can be done later."),
    ),
}


@dataclass(frozen=True)
class JobLine:
    """A job as pages show it. `link` is (label, address) of its result."""

    job: BackgroundJob
    kind: Words
    tone: str
    stage: Words
    reasons: list[str]
    link: tuple[Words, str] | None
    follow: bool
    waits_long: bool

    @property
    def percent(self) -> int | None:
        return 100 * self.job.done // self.job.of if self.job.of else None


def kind_of(job: BackgroundJob) -> JobKind:
    return KINDS.get(job.kind, JobKind(job.kind))


def tell(job: BackgroundJob, *, now: datetime) -> JobLine:
    kind = kind_of(job)
    return JobLine(
        job=job,
        kind=kind.label,
        tone=TONES[job.state],
        stage=kind.stages.get(job.stage, "") if job.state == State.RUNNING else "",
        reasons=_reasons(job, kind),
        link=kind.result(job) if job.state == State.DONE else None,
        follow=kind.follow,
        waits_long=job.state == State.QUEUED and now - job.created_at > PATIENCE,
    )


def _reasons(job: BackgroundJob, kind: JobKind) -> list[str]:
    if job.state not in (State.REFUSED, State.FAILED):
        return []
    if job.message == "reasons":
        return [str(reason) for reason in job.message_parameters["reasons"]]
    if job.message in MESSAGES:
        return [str(MESSAGES[job.message])]
    return kind.refused(job) or [job.message]
