"""Another unit's item, with a mark in every text that hangs on it: who may not see the item never reads the mark."""

from __future__ import annotations

from datetime import date, timedelta

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ForeignKey, Model

from recommendations import history, jobs
from recommendations.models import (
    Absence,
    Corrigendum,
    Document,
    EditedWorkbook,
    EvidenceLink,
    Extension,
    HistoryEntry,
    Notice,
    OutgoingEmail,
    PrintedPosition,
    ProgressUpdate,
    ReassignmentRequest,
    Recommendation,
    Recommender,
    Reminder,
    Repair,
    ReportingRound,
    RoundEntry,
    Section,
    SectionText,
    Unit,
    UnsentForm,
    User,
    Watch,
    WorkbookLine,
)
from recommendations.permissions import Role
from tests.factories import (
    NOW,
    TODAY,
    AbsenceFactory,
    ActionFactory,
    AttachmentFactory,
    EditionFactory,
    EvidenceLinkFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportFactory,
    person,
)

MARK = "quetzal77"


def plant(unit: Unit) -> Recommendation:
    """An overdue item of the unit in a report of its own."""
    report = ReportFactory(symbol="S/2026/99")
    edition = EditionFactory(report=report, title=f"Title {MARK}", summary=f"Summary {MARK}")
    theme = Section.objects.create(report=report, position=1, level=1)
    SectionText.objects.create(section=theme, edition=edition, heading=f"Heading {MARK}")
    owner = person(Role.FOCAL_POINT, unit, name=f"Owner {MARK}")
    item = RecommendationFactory(
        report=report,
        paragraph=ParagraphFactory(report=report, number="7", text=f"Paragraph {MARK}"),
        theme=theme,
        owner=owner,
        unit=unit,
        text=f"Text {MARK}",
        response_text=f"Response {MARK}",
        accepted_part=f"Part {MARK}",
        justification=f"Justification {MARK}",
        response_due_on=date(2026, 1, 1),
    )
    Recommender.objects.create(recommendation=item, edition=edition, place=1, name=f"State {MARK}")
    PrintedPosition.objects.create(
        recommendation=item, symbol=f"S/{MARK}", language="en", source=edition.source, position="supported"
    )
    Corrigendum.objects.create(edition=edition, source=edition.source, symbol=f"Corrigendum {MARK}", at=NOW)
    item.contributors.add(person(Role.CONTRIBUTOR, unit, name=f"Contributor {MARK}"))
    _work_on(item, owner)
    _tell_of(item, owner)
    _export(item, owner)
    return item


def _work_on(item: Recommendation, owner: User) -> None:
    action = ActionFactory(recommendation=item, owner=owner, text=f"Action {MARK}")
    update = ProgressUpdate.objects.create(
        recommendation=item, text=f"Update {MARK}", reported_on=TODAY, by=owner, at=NOW
    )
    ProgressUpdate.objects.create(
        recommendation=item, state="draft", text=f"Draft {MARK}", reported_on=TODAY, by=owner, at=NOW
    )
    Extension.objects.create(
        recommendation=item, reason=f"More {MARK}", mitigation=f"Meanwhile {MARK}", new_target_on=TODAY,
        asked_by=owner, asked_at=NOW,
    )  # fmt: skip
    decided = {"decided_by": owner, "decided_at": NOW}
    EvidenceLinkFactory(recommendation=item, state="dismissed", note=f"Note {MARK}", **decided)
    EvidenceLink.objects.create(
        recommendation=item, url=f"https://example.org/{MARK}", kind="basis", state="confirmed", **decided
    )
    file = AttachmentFactory(
        recommendation=item, name=f"{MARK}.txt", content=SimpleUploadedFile("notes.txt", f"File {MARK}".encode()),
        added_by=owner, action=action,
    )  # fmt: skip
    EvidenceLink.objects.create(recommendation=item, attachment=file, kind="basis", state="confirmed", **decided)
    UnsentForm.objects.create(
        user=owner, recommendation=item, act="update", fields={"text": [f"Unsent {MARK}"]}, version=1, kept_at=NOW
    )
    ReassignmentRequest.objects.create(recommendation=item, asked_by=owner, asked_at=NOW, reason=f"Not mine {MARK}")
    asked = ReportingRound.objects.create(
        title=f"Round {MARK}", words=f"Words {MARK}", period_from=TODAY, period_to=TODAY, due_on=TODAY,
        unit=item.unit, opened_by=owner, opened_at=NOW,
    )  # fmt: skip
    RoundEntry.objects.create(
        round=asked, recommendation=item, asked_at=NOW, outcome="returned", update=update, reviewed_by=owner,
        reviewed_at=NOW, comment=f"Comment {MARK}",
    )  # fmt: skip


def _tell_of(item: Recommendation, owner: User) -> None:
    history.record_first([history.First(item.pk, True, {}, {"text": f"Text {MARK}"})], by=owner, at=NOW)  # noqa: FBT003  a tuple's field
    entry: HistoryEntry = history.record(item, "noted", by=owner, at=NOW, given={"note": f"Said {MARK}"})
    mail = OutgoingEmail.objects.create(
        key=MARK, kind="digest", to=owner, day=TODAY, state="sent", due_at=NOW, created_at=NOW, sent_at=NOW,
        message_id=f"<{MARK}@example.org>", subject=f"Subject {MARK}",
    )  # fmt: skip
    Reminder.objects.create(recommendation=item, to=owner, kind="response", due_on=TODAY, moment_on=TODAY, email=mail)
    Watch.objects.create(recommendation=item, user=owner, since=NOW)
    Notice.objects.create(to=owner, cause="mentioned", recommendation=item, entry=entry, at=NOW)
    away: Absence = AbsenceFactory(person=owner, first_on=date(2097, 1, 1), last_on=date(2097, 1, 9))
    Repair.objects.create(recommendation=item, kind="owner_away", person=owner, absence=away, at=NOW)


def _export(item: Recommendation, owner: User) -> None:
    Document.objects.create(
        by=owner, name=f"{MARK}.csv", content=SimpleUploadedFile("all.csv", MARK.encode()), content_type="text/csv",
        size=9, items=[item.pk], made_at=NOW, expires_at=NOW + timedelta(days=36_500),
    )  # fmt: skip
    jobs.leave("document", by=owner, at=NOW, title=f"Job {MARK}")
    workbook = EditedWorkbook.objects.create(
        by=owner, name=f"{MARK}.xlsx", content=SimpleUploadedFile("edited.xlsx", b"PK"), state="ready", brought_at=NOW,
        expires_at=NOW + timedelta(days=36_500), notes=[f"Notes {MARK}"],
    )  # fmt: skip
    WorkbookLine.objects.create(
        workbook=workbook, row=2, sort="change", recommendation=item, version=1,
        cells=[{"label": "Text", "before": "", "after": f"Cell {MARK}"}], told=[["", f"Told {MARK}"]],
    )  # fmt: skip


def not_planted(item: Recommendation) -> list[type[Model]]:
    """Models that hang on a recommendation, none of whose rows hangs on this one."""
    missing = []
    for model in apps.get_app_config("recommendations").get_models(include_auto_created=True):
        keys = [one for one in model._meta.concrete_fields if isinstance(one, ForeignKey)]
        leading = [key.name for key in keys if key.related_model is Recommendation and key.name != "parent"]
        if leading and not any(model._default_manager.filter(**{name: item}).exists() for name in leading):
            missing.append(model)
    return missing
