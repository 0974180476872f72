"""Who may what, at every address: the table below is the policy, and an address without a row in it fails.

Everything is seen from one item in a section of a division. The cast stands in every relation to it that there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recommendations import jobs, outbox, tracking
from recommendations.evidence import links
from recommendations.models import (
    Absence,
    Action,
    Attachment,
    BackgroundJob,
    Document,
    DocumentTemplate,
    EditedWorkbook,
    EvidenceLink,
    Membership,
    OutgoingEmail,
    Paragraph,
    PendingImport,
    ProgressReport,
    ProgressUpdate,
    Recommendation,
    ReportingRound,
    RoundEntry,
    Section,
    SectionText,
    Unit,
    User,
)
from recommendations.permissions import Role
from recommendations.progress.documents import issuing
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.gathering import scope_of
from recommendations.reminders import answers, calendar, unsubscribing
from recommendations.reminders.answers import Answer
from recommendations.web.urls import urlpatterns
from recommendations.web.views import invitations
from tests.factories import (
    NOW,
    PASSWORD,
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
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db

SEES_ALL = {"coordinator", "verifier", "manager", "reader_everywhere"}
HEADS = {"head", "head_above"}
ANSWERS = {"owner", "alternate"}
SEES = SEES_ALL | HEADS | ANSWERS | {"contributor", "reader", "reader_above"}
STRANGERS = {"colleague", "former_head", "head_sibling", "head_foreign", "reader_foreign", "administrator"}
EVERYBODY = SEES | STRANGERS
READERS = {"reader", "reader_above", "reader_everywhere"}
VISITOR = "visitor"


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


@pytest.fixture
def cast() -> Cast:
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
    EditionFactory(report=report, source=SourceFileFactory(content=SimpleUploadedFile("report.txt", b"1. Text.")))
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
    return Cast(
        item=item,
        people=people,
        foreign=_foreign(elsewhere),
        link=EvidenceLinkFactory(recommendation=item),
        action=ActionFactory(recommendation=item, owner=people["owner"]),
        pending=PendingImport.objects.create(
            source=SourceFileFactory(content=SimpleUploadedFile("letter.txt", b"Dear all, see you tomorrow.")),
            by=people["coordinator"],
            created_at=NOW,
        ),
        attachment=AttachmentFactory(recommendation=item, added_by=people["owner"]),
        mail=OutgoingEmail.objects.get(),
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


MARK = "quetzal77"


def _foreign(unit: Unit) -> Recommendation:
    """An item of another unit in another report, with a mark in everything it consists of."""
    report = ReportFactory(symbol="S/2026/99")
    EditionFactory(report=report, title=f"Title {MARK}", summary=f"Summary {MARK}")
    theme = Section.objects.create(report=report, position=1, level=1)
    SectionText.objects.create(section=theme, edition=report.editions.get(), heading=f"Heading {MARK}")
    owner = person(Role.FOCAL_POINT, unit, name=f"Owner {MARK}")
    item = RecommendationFactory(
        report=report,
        paragraph=ParagraphFactory(report=report, number="7", text=f"Paragraph {MARK}"),
        theme=theme,
        owner=owner,
        unit=unit,
        text=f"Text {MARK}",
        response_text=f"Response {MARK}",
        justification=f"Justification {MARK}",
        response_due_on=date(2026, 1, 1),
    )
    ActionFactory(recommendation=item, owner=owner, text=f"Action {MARK}")
    EvidenceLinkFactory(recommendation=item, state="dismissed", decided_by=owner, decided_at=NOW, note=f"Note {MARK}")
    ProgressUpdate.objects.create(recommendation=item, text=f"Update {MARK}", reported_on=TODAY, by=owner, at=NOW)
    return item


# --- the policy ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """What a method answers: `status` to those `to` whom it is open, `others` to other people, `visitor` to nobody."""

    status: int
    to: set[str]
    others: int = 404
    seers: int = 404
    visitor: int = 302
    more: tuple[tuple[int, frozenset[str]], ...] = ()

    def expected(self, role: str) -> int:
        if role == VISITOR:
            return self.visitor
        if role in self.to:
            return self.status
        for status, people in self.more:
            if role in people:
                return status
        return self.seers if role in SEES else self.others


def refused_to(rule: Rule, status: int, people: set[str]) -> Rule:
    """The same, and to these the reason why not."""
    return replace(rule, more=((status, frozenset(people)),))


def public(status: int) -> Rule:
    return Rule(status, EVERYBODY, visitor=status)


PAGE = Rule(200, EVERYBODY)
NO = Rule(405, EVERYBODY)
SEEN = Rule(200, SEES)


def done(by: set[str]) -> Rule:
    """Carried out for some; the others who see the item are told why not (422), strangers that there is none."""
    return Rule(302, by, seers=422)


IMPORT = Rule(200, {"coordinator"}, others=403, seers=403)
IMPORT_DO = Rule(302, {"coordinator"}, others=403, seers=403)
IMPORT_GONE_ON = Rule(404, {"coordinator"}, others=403, seers=403)
MAILS = Rule(200, {"coordinator"})
MAILS_DO = Rule(302, {"coordinator"})
SIGHT = SEES_ALL | HEADS | {"reader", "reader_above"}  # of a unit's reports
SIGHTED = Rule(200, SIGHT)
DECIDES = ANSWERS | HEADS | {"coordinator"}
PLANS = ANSWERS | HEADS
GONE = public(404)
JOB = Rule(200, {"owner"})
ADMINISTRATION = {"coordinator", "administrator"}
KEPT = Rule(200, ADMINISTRATION)
KEEPS = Rule(302, ADMINISTRATION)
ENTERS_ABSENCES = HEADS | {"owner", "coordinator"}
HANDS_OVER = HEADS | {"head_sibling", "head_foreign", "coordinator"}

# Name of the address: (GET and HEAD, POST with a body that is in order).
POLICY: dict[str, tuple[Rule, Rule]] = {
    "my_work": (PAGE, NO),
    "language": (public(405), public(302)),
    "notices": (PAGE, NO),
    "notices_read": (NO, Rule(302, EVERYBODY)),
    "notice_read": (NO, Rule(302, {"owner"}, seers=404)),
    "forgotten": (public(200), public(302)),
    "password_asked": (public(200), public(405)),
    "invitation": (public(200), public(200)),  # this link never worked
    "password_reset": (public(200), public(200)),  # nor this
    "profile": (PAGE, NO),
    "password": (PAGE, Rule(302, EVERYBODY)),
    "absences": (PAGE, Rule(302, ENTERS_ABSENCES, others=422, seers=422)),
    "absence_end": (Rule(200, ENTERS_ABSENCES), Rule(302, ENTERS_ABSENCES)),
    "preferences": (PAGE, Rule(302, EVERYBODY)),
    "calendar_key": (NO, PAGE),
    "revoke_calendar_key": (NO, Rule(302, EVERYBODY)),
    "calendar": (public(200), public(405)),
    "revoke_links": (NO, Rule(302, EVERYBODY)),
    "answer": (Rule(200, {"owner"}), NO),  # a link made for the owner
    "unsubscribe": (public(200), public(200)),  # RFC 8058: the mail program that asks has no log-in
    "not_mine": (SEEN, done(ANSWERS)),
    "list": (PAGE, NO),
    "bulk": (PAGE, PAGE),  # nothing ticked
    "workbook": (PAGE, Rule(422, EVERYBODY)),  # no file
    "workbook_take": (NO, Rule(200, SEES | {"head_foreign", "reader_foreign"}, others=302)),  # there is nothing to take
    "workbook_changes": (Rule(200, {"owner"}), Rule(302, {"owner"})),
    "workbook_drop": (NO, Rule(302, {"owner"})),
    "detail": (SEEN, NO),
    "notices_read_about": (NO, Rule(302, SEES)),
    "note_add": (SEEN, done(SEES - READERS)),
    "file_add": (SEEN, Rule(422, SEES)),  # no file
    "file": (SEEN, NO),
    "file_withdraw": (SEEN, done(DECIDES)),
    "watch": (NO, Rule(302, SEES)),
    "unwatch": (NO, Rule(302, SEES)),
    "move": (SEEN, done({"coordinator"} | HEADS)),
    "unsent": (NO, Rule(302, SEES)),
    "evidence_add": (SEEN, done(DECIDES | {"contributor"})),
    "evidence_add_link": (SEEN, done(DECIDES | {"contributor"})),
    "evidence_add_file": (SEEN, done(DECIDES | {"contributor"})),
    "evidence_search": (SEEN, NO),
    "evidence_confirm": (SEEN, done(DECIDES)),
    "evidence_dismiss": (SEEN, done(DECIDES)),
    "action_add": (SEEN, done(PLANS)),
    "action_change": (SEEN, done(PLANS)),
    "action_done": (SEEN, done(PLANS)),
    "action_drop": (SEEN, done(PLANS)),
    "jobs": (PAGE, NO),
    "job": (JOB, NO),
    "job_cancel": (NO, Rule(302, {"owner"})),
    "progress": (PAGE, NO),
    "progress_changes": (PAGE, NO),
    "progress_compared": (PAGE, NO),
    "progress_times": (PAGE, NO),
    "rounds": (PAGE, NO),
    "round_open": (MAILS, Rule(422, {"coordinator"})),  # nobody has work to do
    "round": (SEEN, NO),
    "round_review": (SEEN, NO),
    "round_decide": (NO, Rule(302, HEADS | {"coordinator"}, seers=422)),
    "round_remind": (NO, Rule(302, SEES)),  # with words for those whose it is not
    "round_close": (Rule(200, {"coordinator"}, others=404, seers=302), Rule(302, SEES)),
    "round_reopen": (NO, Rule(302, SEES)),
    "people": (KEPT, NO),
    "person_new": (KEPT, KEEPS),
    "people_invitations": (KEPT, KEEPS),
    "hand_over": (Rule(200, HANDS_OVER), Rule(422, HANDS_OVER)),  # from nobody
    "person": (KEPT, KEEPS),
    "role_give": (KEPT, KEEPS),
    "role_dates": (KEPT, KEEPS),
    "person_invite": (NO, KEEPS),
    "person_close": (KEPT, KEEPS),
    "person_reopen": (NO, KEEPS),
    "units": (KEPT, KEEPS),
    "unit": (KEPT, NO),
    "unit_rename": (NO, KEEPS),
    "unit_move": (NO, KEEPS),
    "unit_merge": (KEPT, KEEPS),
    "administration_log": (KEPT, NO),
    "repairs": (Rule(200, {"coordinator"}), NO),
    "progress_reports": (PAGE, NO),
    "progress_report_new": (PAGE, Rule(302, EVERYBODY)),
    "progress_report": (SIGHTED, Rule(302, SIGHT)),
    "progress_report_sign": (NO, refused_to(Rule(302, {"manager"} | HEADS), 422, SIGHT)),
    "progress_report_discard": (NO, Rule(302, SIGHT)),  # with what came of it in words
    "progress_report_check": (NO, Rule(302, SIGHT)),
    "progress_report_compare": (SIGHTED, NO),
    "document_templates": (KEPT, Rule(422, ADMINISTRATION)),  # no file was chosen
    "template_sample": (KEPT, NO),
    "template_withdraw": (KEPT, KEEPS),
    "document": (Rule(200, {"owner"}), NO),
    "reminder_rules": (MAILS, NO),
    "reminder_rule": (MAILS, MAILS_DO),
    "reminder_rule_default": (NO, MAILS_DO),
    "office_calendar": (MAILS, MAILS_DO),
    "office_calendar_none": (NO, MAILS_DO),
    "outbox": (MAILS, NO),
    "outbox_pause": (NO, MAILS_DO),
    "outbox_go_on": (NO, MAILS_DO),
    "outbox_test": (NO, MAILS_DO),
    "outbox_mail": (MAILS, NO),
    "outbox_mail_html": (Rule(404, EVERYBODY), NO),  # this mail has no writer, so no text either
    "outbox_send_again": (MAILS, MAILS_DO),
    "report_list": (PAGE, NO),
    "report_detail": (SEEN, NO),
    "source": (SEEN, NO),
    "import_report": (IMPORT, Rule(422, {"coordinator"}, others=403, seers=403)),  # no file
    "import_plan": (IMPORT, IMPORT),  # this file has not been read
    "import_table": (IMPORT, Rule(422, {"coordinator"}, others=403, seers=403)),  # no columns chosen
    "import_table_plan": (IMPORT_GONE_ON, IMPORT_GONE_ON),  # no table has been read
    "import_symbol": (NO, IMPORT_GONE_ON),
    "import_read": (NO, IMPORT_DO),
    "import_seen": (NO, IMPORT_GONE_ON),
    "import_drop": (NO, IMPORT_DO),
    "import_picture": (IMPORT_GONE_ON, NO),  # and is no PDF
    "import_correct": (IMPORT_GONE_ON, IMPORT_GONE_ON),
    "import_undo": (NO, IMPORT_GONE_ON),
    "health": (public(200), public(405)),
    "demo_mail": (GONE, public(405)),
    "demo_mail_detail": (GONE, public(405)),
    "demo_mail_html": (GONE, public(405)),
}


def addresses(cast: Cast) -> dict[str, str]:
    own = [cast.item.report.symbol, cast.item.reference]
    arguments: dict[str, list[Any]] = {
        "calendar": [cast.calendar_key],
        "answer": [
            token(answers.address, Answer.NO_CHANGE, person=cast.people["owner"].pk, item=cast.item.pk, serial=0)
        ],
        "unsubscribe": [token(unsubscribing.address, cast.people["owner"].pk)],
        "not_mine": own,
        "detail": own,
        "notices_read_about": own,
        "note_add": own,
        "file_add": own,
        "file": [*own, cast.attachment.pk],
        "file_withdraw": [*own, cast.attachment.pk],
        "source": [own[0], "en"],
        "watch": own,
        "unwatch": own,
        "notice_read": [cast.people["owner"].notices.get().pk],
        "move": [*own, "assign"],
        "unsent": [*own, "update"],
        "evidence_add": own,
        "evidence_add_link": own,
        "evidence_add_file": [*own, cast.attachment.pk],
        "evidence_search": own,
        "evidence_confirm": [*own, cast.link.pk],
        "evidence_dismiss": [*own, cast.link.pk],
        "action_add": own,
        "action_change": [*own, cast.action.pk],
        "action_done": [*own, cast.action.pk],
        "action_drop": [*own, cast.action.pk],
        "job": [cast.job.pk],
        "job_cancel": [cast.job.pk],
        **{key: [cast.round.pk] for key in ("round", "round_review", "round_remind", "round_close", "round_reopen")},
        "round_decide": [cast.round.pk, cast.round.entries.get().pk],
        "invitation": ["NA", "abc-123"],
        "password_reset": ["NA", "abc-123"],
        "absence_end": [cast.absence.pk],
        **{f"person{what}": [cast.people["colleague"].pk] for what in ("", "_invite", "_close", "_reopen")},
        "role_give": [cast.people["colleague"].pk],
        "role_dates": [cast.people["colleague"].pk, cast.people["colleague"].memberships.get().pk],
        **{f"unit{what}": [cast.section.pk] for what in ("", "_rename", "_move", "_merge")},
        "reminder_rule": ["target"],
        "reminder_rule_default": ["target"],
        "outbox_mail": [cast.mail.pk],
        "outbox_mail_html": [cast.mail.pk],
        "outbox_send_again": [cast.mail.pk],
        "report_detail": own[:1],
        **{f"import_{name}": [cast.pending.pk] for name in ("plan", "symbol", "read", "seen", "drop", "correct")},
        "import_table": [cast.pending.source.sha256],
        "import_table_plan": [1],
        "import_picture": [cast.pending.pk, 1],
        "import_undo": [cast.pending.pk, 1],
        "progress_compared": ["unit"],
        "progress_report": [cast.progress_report.pk],
        "progress_report_sign": [cast.progress_report.pk],
        "progress_report_discard": [cast.progress_report.pk],
        "progress_report_check": [cast.issued[0].pk],
        "progress_report_compare": [one.pk for one in cast.issued],
        "template_sample": [cast.template.pk],
        "template_withdraw": [cast.template.pk],
        "document": [cast.document.pk],
        "workbook_changes": [cast.workbook.pk],
        "workbook_drop": [cast.workbook.pk],
        "demo_mail_detail": ["x.eml"],
        "demo_mail_html": ["x.eml"],
    }
    return {name: reverse(f"recommendations:{name}", args=arguments.get(name, [])) for name in POLICY}


def token(address: Callable[..., str], *args: Any, **kwargs: Any) -> str:
    """What an address made for a mail ends with."""
    return address(*args, **kwargs).rstrip("/").rpartition("/")[2]


SOMEBODY = {"name": "Li Jing", "language": "fr", "time_zone": "UTC"}


def bodies(cast: Cast) -> dict[str, dict[str, Any]]:
    owner, version = cast.people["owner"].pk, cast.item.version
    return {
        "language": {"language": "fr"},
        "progress_report_new": {"contents": "report", "kind": "csv", "language": "en", "vocabulary": "ours"},
        "progress_report": {"kind": "csv", "language": "en", "vocabulary": "ours"},
        "progress_report_sign": {"read": issuing.facts_of(cast.progress_report)[1], "sure": "on"},
        "forgotten": {"email": cast.people["owner"].email},
        "password": {"old_password": PASSWORD, **dict.fromkeys(("new_password1", "new_password2"), "Nine blue whales")},
        "absences": {"person": owner, "first_on": "2099-01-01", "last_on": "2099-01-02"},
        "person_new": {**SOMEBODY, "email": "new@example.org"},
        "people_invitations": {
            "rows": invitations.signed([(2, {"name": "Li Jing", "email": "listed@example.org"})]),
            "your_password": PASSWORD,
        },
        "person": {**SOMEBODY, "email": "other@example.org"},
        "role_give": {"role": "reader", "unit": cast.section.pk, "since": "2026-03-01", "your_password": PASSWORD},
        "role_dates": {"since": "2020-01-01", "until": "2026-03-01", "your_password": PASSWORD},
        "person_close": {"reason": "Retired.", "your_password": PASSWORD},
        "units": {"name": "Another"},
        "unit_rename": {"name": "Another"},
        "unit_merge": {"into": cast.elsewhere.pk, "your_password": PASSWORD},
        "preferences": {"digest": "daily", "notices": "digest", "language": "fr", "time_zone": "UTC"},
        "import_report": {"symbol": "A/70/2"},
        "reminder_rule": {"owner_before": "3"},
        "reminder_rule_default": {"unit": cast.section.pk},
        "office_calendar": {"from_hour": 8, "until_hour": 18},
        "not_mine": {"reason": "It is the other section's.", "version": version},
        "round_open": {
            "title": "R",
            "period_from": "2026-01-01",
            "period_to": "2026-03-31",
            "due_on": "2199-12-31",
        },
        "round_decide": {"outcome": "confirmed", "update": cast.item.updates.get().pk},
        "move": {"owner": owner, "response_due_on": "2026-05-01", "version": version},
        "evidence_add": {"symbol": "A/70/1", "number": cast.item.paragraph.number, "kind": "basis", "version": version},
        "evidence_add_link": {"url": "https://example.org/", "kind": "basis", "version": version},
        "evidence_add_file": {"kind": "basis", "version": version},
        "evidence_confirm": {"kind": "basis", "version": version},
        "evidence_dismiss": {"version": version},
        "file_withdraw": {"reason": "Wrong one.", "version": version},
        "note_add": {"text": "Look at this."},
        "action_add": {"text": "Ask", "owner": owner, "due_on": "2026-05-01", "version": version},
        "action_change": {"text": "Ask again", "owner": owner, "due_on": "2027-Q2", "version": version},
        "action_done": {"version": version},
        "action_drop": {"reason": "Not needed.", "version": version},
    }


def fingerprint() -> dict[str, str]:
    """Changes when any row of ours does."""
    models = apps.get_app_config("recommendations").get_models(include_auto_created=True)
    return {model.__name__: repr(list(model._base_manager.order_by("pk").values_list())) for model in models}


class Browser(Client):
    """Takes in a file to its end, as browsers do."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if not answer.streaming:
            return answer
        said = answer.getvalue()
        for close in answer._resource_closers:  # closing the whole answer would close the database of the test too
            close()
        return HttpResponse(said, status=answer.status_code, headers=answer.headers)


@pytest.fixture
def visits(cast: Cast) -> Callable[[str], Client]:
    """`visits(role)`: a browser in which that person is logged in."""
    browsers = {role: Browser() for role in (*cast.people, VISITOR)}
    for role, somebody in cast.people.items():
        browsers[role].force_login(somebody)
    return browsers.__getitem__


@pytest.fixture(autouse=True)
def services_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommendations.web.views.health._broker", lambda: True)
    monkeypatch.setattr("recommendations.tasks.run_job.apply_async", lambda *_given, **_options: None)
    monkeypatch.setattr("recommendations.web.views.health.OLDEST_DUE_MAIL", timedelta.max)


def test_every_address_has_a_policy():
    assert {pattern.name for pattern in urlpatterns} == set(POLICY)


@pytest.mark.parametrize("name", POLICY)
def test_an_address_answers_each_person_as_its_policy_says(cast, visits, name):
    path, body = addresses(cast)[name], bodies(cast).get(name, {})
    looking, sending = POLICY[name]
    answered, expected = {}, {}
    untouched = fingerprint()
    for role in (*EVERYBODY, VISITOR):
        for method in ("GET", "HEAD"):
            answered[role, method] = visits(role).generic(method, path).status_code
            expected[role, method] = looking.expected(role)
        with transaction.atomic():
            answered[role, "POST"] = visits(role).post(path, body).status_code
            expected[role, "POST"] = sending.expected(role)
            # What was refused must have left nothing, so it is not taken back here.
            transaction.set_rollback(answered[role, "POST"] < 400)
    wrong = {key: (status, expected[key]) for key, status in answered.items() if status != expected[key]}
    assert not wrong, "answered, expected"
    assert fingerprint() == untouched


@pytest.mark.parametrize("name", POLICY)
def test_other_methods_and_disguised_ones_do_nothing(cast, visits, name):
    path, body = addresses(cast)[name], bodies(cast).get(name, {})
    untouched = fingerprint()
    for role in ("coordinator", "owner", "head"):
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            assert visits(role).generic(method, path).status_code in (403, 404, 405), (role, method)
        visits(role).get(path, body, headers={"X-HTTP-Method-Override": "POST"})
        visits(role).get(path, {**body, "_method": "POST"})
        assert visits(role).get(path.rstrip("/") + ".json").status_code in (301, 404)
    assert fingerprint() == untouched


# A mail program that unsubscribes has no form of ours to send: the address itself is the secret.
WITHOUT_A_FORM = {"unsubscribe"}


@pytest.mark.parametrize(
    "name", [name for name, (_get, post) in POLICY.items() if post.status != 405 and name not in WITHOUT_A_FORM]
)
def test_nothing_is_done_for_a_form_from_elsewhere(cast, name):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.people["coordinator"])
    untouched = fingerprint()
    assert browser.post(addresses(cast)[name], bodies(cast).get(name, {})).status_code == 403
    assert fingerprint() == untouched


# --- ids that are not the person's ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["evidence_confirm", "evidence_dismiss", "action_change", "action_done", "action_drop"]
)
def test_what_hangs_on_another_item_is_not_found_under_this_one(cast, visits, name):
    own = [cast.item.report.symbol, cast.item.reference]
    kind = cast.foreign.evidence if name.startswith("evidence") else cast.foreign.actions
    path = reverse(f"recommendations:{name}", args=[*own, kind.get().pk])
    untouched = fingerprint()
    for role in ("owner", "coordinator"):
        assert visits(role).get(path).status_code == 404
        assert visits(role).post(path, bodies(cast)[name]).status_code == 404
    assert fingerprint() == untouched


@pytest.mark.parametrize("wrong", ["owner", "alternate", "unit"])
def test_a_unit_head_assigns_nobody_and_nothing_from_elsewhere(cast, visits, wrong):
    ids = {"owner": cast.foreign.owner_id, "alternate": cast.foreign.owner_id, "unit": cast.elsewhere.pk}
    untouched = fingerprint()
    answer = visits("head").post(addresses(cast)["move"], {**bodies(cast)["move"], wrong: ids[wrong]})
    assert answer.status_code == 422
    assert wrong in answer.context["act"].form.errors
    assert MARK not in answer.content.decode()
    assert fingerprint() == untouched


@pytest.mark.parametrize("role", ["head", "owner", "colleague"])
def test_what_one_may_not_see_cannot_be_ticked(cast, visits, role):
    ticked = {"item": [cast.item.pk, cast.foreign.pk], f"version_{cast.foreign.pk}": cast.foreign.version}
    for code in ("assign", "consider", "update", "verify", "close"):
        body = {**bodies(cast)["move"], "code": code, **ticked}
        assert MARK not in visits(role).get(reverse("recommendations:bulk"), body).content.decode()
        assert MARK not in visits(role).post(reverse("recommendations:bulk"), body).content.decode()
    cast.foreign.refresh_from_db()
    assert (cast.foreign.version, cast.foreign.history.count()) == (1, 0)


def test_an_action_is_not_given_to_somebody_from_elsewhere(cast, visits):
    for name, body in (
        ("action_add", {**bodies(cast)["action_add"], "owner": cast.foreign.owner_id}),
        ("move", {"action": "Ask", "action_owner": cast.foreign.owner_id, "action_due_on": "2026-05-01"}),
    ):
        path = addresses(cast)[name].replace("moves/assign", "moves/accept")
        answer = visits("head").post(path, {"version": cast.item.version, **body})
        assert answer.status_code == 422
        assert MARK not in answer.content.decode()


def test_a_paragraph_of_a_report_one_may_not_see_is_refused_like_one_that_does_not_exist(cast, visits):
    def refusal(symbol):
        body = {**bodies(cast)["evidence_add"], "symbol": symbol, "number": "7"}
        answer = visits("owner").post(addresses(cast)["evidence_add"], body)
        assert answer.status_code == 422
        return answer.context["act"].form.errors

    assert refusal(cast.foreign.report.symbol) == refusal("S/2026/100")


def test_fields_that_no_form_asks_for_change_nothing(cast, visits):
    more = {"response": "accepted", "implementation": "verified_implemented", "claimed_by": 1, "is_leaf": "",
            "by": cast.people["manager"].pk, "at": "2020-01-01", "report": cast.foreign.report_id}  # fmt: skip
    answer = visits("coordinator").post(addresses(cast)["move"], {**bodies(cast)["move"], **more})
    assert answer.status_code == 302
    after = Recommendation.objects.get(pk=cast.item.pk)
    assert (after.response, after.implementation, after.claimed_by_id) == ("pending", "", None)
    assert (after.report, after.is_leaf) == (cast.item.report, True)
    assert after.history.last().by == cast.people["coordinator"]


# --- what strangers never read --------------------------------------------------------------------------------


def looks(cast: Cast) -> list[str]:
    """Pages and ways of asking that might let something of the foreign item through."""
    foreign = [cast.foreign.report.symbol, cast.foreign.reference]
    queries = ["q=quetzal", f"report={foreign[0]}", f"report={foreign[0]}&theme={cast.foreign.theme_id}",
               f"theme={cast.foreign.theme_id}", f"owner={cast.foreign.owner_id}", f"unit={cast.elsewhere.pk}",
               "due=overdue", "sort=due", "task=overdue", "owner=none"]  # fmt: skip
    named = addresses(cast)
    return [
        # People and units are no secret from those who keep them, nor mails from those who run the outbox.
        *(path for name, path in named.items() if not name.startswith("outbox") and POLICY[name][0] != KEPT),
        *(f"/recommendations/?{query}" for query in queries),
        f"/progress/?report={foreign[0]}",
        f"/reports/{foreign[0]}/",
        "/reports/S-2026-99/",
        *(reverse(f"recommendations:{name}", args=foreign) for name in ("detail", "evidence_add", "action_add")),
        reverse("recommendations:move", args=[*foreign, "assign"]),
    ]


def test_nothing_of_an_item_is_read_by_those_who_may_not_see_it(cast, visits):
    may = SEES_ALL | {"head_foreign", "reader_foreign"}
    assert MARK in visits("coordinator").get("/recommendations/?q=quetzal").content.decode()
    for role in EVERYBODY - may | {VISITOR}:
        for path in looks(cast):
            answer = visits(role).get(path)
            assert MARK not in answer.content.decode(), (role, path)
            assert MARK not in str(answer.headers), (role, path)


def test_counts_leave_out_what_one_may_not_see(cast, visits):
    assert visits("owner").get("/recommendations/").context["count"] == 1
    assert visits("owner").get("/progress/").context["figures"].leaves == 1
    assert visits("coordinator").get("/progress/").context["figures"].leaves == 2
    assert [line.leaves for line in visits("owner").get("/reports/").context["lines"]] == [1]


def test_a_report_shows_its_readers_the_text_of_all_but_the_states_of_their_own(cast, visits):
    other = RecommendationFactory(
        report=cast.item.report, reference="81(d)", text="Urges another unit.", owner=cast.foreign.owner,
        unit=cast.elsewhere, response="not_accepted", response_text="We decline.", decided_on=TODAY,
    )  # fmt: skip
    shown = visits("owner").get(addresses(cast)["report_detail"]).content.decode()
    assert "Urges another unit." in shown
    assert other.get_absolute_url() not in shown
    assert "Not accepted" not in shown
    assert "Not accepted" in visits("manager").get(addresses(cast)["report_detail"]).content.decode()


# --- rights withdrawn ----------------------------------------------------------------------------------------------


def _ends(cast: Cast, role: str) -> None:
    Membership.objects.filter(user=cast.people[role]).update(until=timezone.localdate() - timedelta(days=1))


WITHDRAWN: dict[str, tuple[str, Callable[[Cast], Any], int]] = {
    "the role ended": ("head", lambda cast: _ends(cast, "head"), 404),
    "the unit moved": ("head_above", lambda cast: Unit.objects.filter(pk=cast.section.pk).update(parent=None), 404),
    "the item moved": ("head", lambda cast: Recommendation.objects.update(unit=cast.elsewhere), 404),
    "somebody else owns it": ("owner", lambda cast: Recommendation.objects.update(owner=UserFactory()), 404),
    "the account was closed": ("coordinator", lambda cast: User.objects.update(is_active=False), 302),
}


@pytest.mark.parametrize("why", WITHDRAWN)
def test_a_right_withdrawn_is_gone_with_the_next_click(cast, visits, why):
    role, withdraw, status = WITHDRAWN[why]
    path = addresses(cast)["detail"]
    assert visits(role).get(path).status_code == 200
    withdraw(cast)
    assert visits(role).get(path).status_code == status
    assert visits(role).post(addresses(cast)["move"], bodies(cast)["move"]).status_code == status


def test_a_calendar_address_opens_nothing_once_the_account_is_closed(cast):
    path = addresses(cast)["calendar"]
    assert Client().get(path).status_code == 200
    User.objects.filter(pk=cast.people["owner"].pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_new_password_ends_the_other_visits(cast, visits):
    assert visits("owner").get("/").status_code == 200
    cast.people["owner"].set_password("another sunny day")
    cast.people["owner"].save()
    assert visits("owner").get("/").status_code == 302


def test_logging_in_gives_the_visit_a_new_name(cast):
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    browser.post(reverse("login"), {"username": cast.people["owner"].email, "password": PASSWORD})
    assert browser.cookies["sessionid"].value != before


@pytest.mark.parametrize("where", ["//example.org/", "https://example.org/", "/\\example.org", "javascript:alert(1)"])
def test_neither_logging_in_nor_out_leads_anywhere_else(cast, where):
    entry = {"username": cast.people["owner"].email, "password": PASSWORD, "next": where}
    assert Client().post(reverse("login"), entry).url == "/"
    browser = Client()
    browser.force_login(cast.people["head"])
    assert browser.post(reverse("logout"), {"next": where}).url == reverse("login")


def test_only_paragraphs_that_one_may_see_become_evidence_behind_the_page_too(cast):
    with pytest.raises(Paragraph.DoesNotExist):
        links.add(cast.item, cast.foreign.paragraph, by=cast.people["owner"], at=NOW)
