"""One item in a section of a division, and the people in every relation to it that there is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from recommendations import jobs, outbox, tracking
from recommendations.models import (
    Absence,
    Action,
    Attachment,
    BackgroundJob,
    Corrigendum,
    Document,
    DocumentTemplate,
    EditedWorkbook,
    EvidenceLink,
    OutgoingEmail,
    PendingImport,
    ProgressReport,
    ProgressUpdate,
    Recommendation,
    ReportingRound,
    RoundEntry,
    Unit,
    User,
)
from recommendations.permissions import Role
from recommendations.progress.documents import issuing
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.gathering import scope_of
from recommendations.reminders import calendar
from tests.factories import (
    NOW,
    TODAY,
    AbsenceFactory,
    ActionFactory,
    AttachmentFactory,
    EditionFactory,
    EvidenceLinkFactory,
    MembershipFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportFactory,
    SourceFileFactory,
    UnitFactory,
    person,
)
from tests.web.policy.planted import plant

SEES_ALL = {"coordinator", "verifier", "manager", "reader_everywhere"}
HEADS = {"head", "head_above"}
ANSWERS = {"owner", "alternate"}
SEES = SEES_ALL | HEADS | ANSWERS | {"contributor", "reader", "reader_above"}
STRANGERS = {"colleague", "former_head", "head_sibling", "head_foreign", "reader_foreign", "administrator"}
EVERYBODY = SEES | STRANGERS
READERS = {"reader", "reader_above", "reader_everywhere"}
VISITOR = "visitor"
# Those who see the item of the other unit.
READ_THE_OTHERS_TOO = SEES_ALL | {"head_foreign", "reader_foreign"}


@dataclass
class Cast:
    """The item, the people around it, and what hangs on it."""

    item: Recommendation
    people: dict[str, User]
    foreign: Recommendation
    link: EvidenceLink
    action: Action
    pending: PendingImport
    attachment: Attachment
    mail: OutgoingEmail
    job: BackgroundJob
    round: ReportingRound
    progress_report: ProgressReport
    issued: list[ProgressReport]
    document: Document
    workbook: EditedWorkbook
    template: DocumentTemplate
    calendar_key: str = ""
    section: Unit = field(default_factory=Unit)
    elsewhere: Unit = field(default_factory=Unit)
    absence: Absence = field(default_factory=Absence)


def play() -> Cast:
    """The people take their places around the item."""
    top = UnitFactory(name="Office")
    division = UnitFactory(name="Division", parent=top)
    section = UnitFactory(name="Section", parent=division)
    sibling = UnitFactory(name="Sibling", parent=division)
    elsewhere = UnitFactory(name="Elsewhere")
    people = {
        "coordinator": person(Role.COORDINATOR, elsewhere),
        "verifier": person(Role.VERIFIER, elsewhere),
        "manager": person(Role.SENIOR_MANAGEMENT, elsewhere),
        "reader_everywhere": MembershipFactory(role=Role.READER, unit=elsewhere, everywhere=True).user,
        "head": person(Role.UNIT_HEAD, section),
        "head_above": person(Role.UNIT_HEAD, division),
        "head_sibling": person(Role.UNIT_HEAD, sibling),
        "head_foreign": person(Role.UNIT_HEAD, elsewhere),
        "former_head": MembershipFactory(
            role=Role.UNIT_HEAD, unit=section, until=timezone.localdate() - timedelta(days=1)
        ).user,
        "owner": person(Role.FOCAL_POINT, section),
        "alternate": person(Role.FOCAL_POINT, section),
        "colleague": person(Role.FOCAL_POINT, section),
        "contributor": person(Role.CONTRIBUTOR, sibling),
        "reader": person(Role.READER, section),
        "reader_above": person(Role.READER, top),
        "reader_foreign": person(Role.READER, elsewhere),
        "administrator": person(Role.ADMINISTRATOR, section),
    }
    assert set(people) == EVERYBODY
    report = ReportFactory(symbol="A/70/1")
    edition = EditionFactory(
        report=report, source=SourceFileFactory(content=SimpleUploadedFile("report.txt", b"1. Text."))
    )
    corrigendum = SourceFileFactory(content=SimpleUploadedFile("corr.txt", b"Corrigendum"))
    Corrigendum.objects.create(edition=edition, source=corrigendum, symbol="A/70/1/Corr.1", at=NOW)
    item = RecommendationFactory(report=report, reference="81(c)", paragraph=ParagraphFactory(report=report))
    tracking.move(
        item,
        "assign",
        by=people["coordinator"],
        at=NOW,
        given={"owner": people["owner"], "alternate": people["alternate"], "response_due_on": "2026-04-01"},
    )
    item.contributors.add(people["contributor"])
    outbox.enqueue([outbox.NewMail("note:1", "note", people["owner"].pk, TODAY)], at=NOW)
    foreign = plant(elsewhere)
    for month in (1, 2, 3):
        _prepared(people, elsewhere, month) if month == 3 else _issued(people, elsewhere, month)
    return Cast(
        item=item,
        people=people,
        foreign=foreign,
        link=EvidenceLinkFactory(recommendation=item),
        action=ActionFactory(recommendation=item, owner=people["owner"]),
        pending=PendingImport.objects.create(
            source=SourceFileFactory(content=SimpleUploadedFile("letter.txt", b"Dear all, see you tomorrow.")),
            by=people["coordinator"],
            created_at=NOW,
        ),
        attachment=AttachmentFactory(recommendation=item, added_by=people["owner"]),
        mail=OutgoingEmail.objects.get(to=people["owner"]),
        progress_report=_prepared(people, section),
        issued=[_issued(people, section, month) for month in (1, 2)],
        document=Document.objects.create(
            by=people["owner"],
            name="all.csv",
            content=SimpleUploadedFile("all.csv", b"Report\n"),
            content_type="text/csv",
            size=7,
            items=[item.pk],
            made_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        ),
        workbook=EditedWorkbook.objects.create(
            by=people["owner"],
            name="mine.xlsx",
            content=SimpleUploadedFile("mine.xlsx", b"PK"),
            state="ready",
            brought_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        ),
        template=DocumentTemplate.objects.create(
            name="Letterhead", content=_letterhead(), sha256="0" * 64, added_by=people["coordinator"], added_at=NOW
        ),
        job=jobs.leave("document", by=people["owner"], at=NOW),
        round=_round(item, people["coordinator"]),
        calendar_key=calendar.make_key(people["owner"], at=NOW),
        section=section,
        elsewhere=elsewhere,
        absence=AbsenceFactory(person=people["owner"], first_on=date(2098, 1, 1), last_on=date(2098, 1, 9)),
    )


def _letterhead() -> SimpleUploadedFile:
    made = BytesIO()
    docx.Document().save(made)
    return SimpleUploadedFile("letterhead.docx", made.getvalue())


def _round(item: Recommendation, by: User) -> ReportingRound:
    """An open round that asks about the item, which has an update from since."""
    day = date(2026, 3, 1)
    made = ReportingRound.objects.create(
        title="Round", period_from=day, period_to=day, due_on=day, opened_by=by, opened_at=NOW
    )
    RoundEntry.objects.create(round=made, recommendation=item, asked_at=NOW)
    owner = item.owner
    assert owner is not None
    ProgressUpdate.objects.create(recommendation=item, text="Done.", reported_on=TODAY, by=owner, at=NOW)
    return made


def _prepared(people: dict[str, User], unit: Unit, month: int = 3) -> ProgressReport:
    at = NOW.replace(month=month)
    return issuing.prepare(
        scope_of(unit=unit.pk), on=at.date(), as_at=at, since=None, wish=Wish(), by=people["coordinator"], at=NOW
    )


def _issued(people: dict[str, User], unit: Unit, month: int) -> ProgressReport:
    report = _prepared(people, unit, month)
    issuing.sign(report, read=issuing.facts_of(report)[1], by=people["manager"], at=NOW)
    return report


def seen_from_elsewhere(cast: Cast) -> Cast:
    """The same with the other unit's item and what hangs on it in the place of ours."""
    item = cast.foreign
    owner = item.owner
    assert owner is not None
    reports = ProgressReport.objects.filter(unit=cast.elsewhere)
    return replace(
        cast,
        item=item,
        people={**cast.people, "owner": owner, "colleague": owner},
        foreign=cast.item,
        link=item.evidence.filter(state="dismissed").get(),
        action=item.actions.get(),
        attachment=item.attachments.get(),
        mail=owner.mails.get(),
        job=owner.jobs.get(),
        round=ReportingRound.objects.get(unit=cast.elsewhere),
        progress_report=reports.get(state="draft"),
        issued=list(reports.exclude(state="draft")),
        document=owner.documents.get(),
        workbook=EditedWorkbook.objects.get(by=owner),
        section=cast.elsewhere,
        elsewhere=cast.section,
        absence=owner.absences.get(),
    )
