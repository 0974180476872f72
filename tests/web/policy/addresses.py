"""Where each address of the policy leads in the world of the cast, and what is sent there when all is in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from recommendations.progress.documents import issuing
from recommendations.reminders import answers, unsubscribing
from recommendations.reminders.answers import Answer
from recommendations.web.views import invitations
from tests.factories import PASSWORD
from tests.web.policy.cast import Cast
from tests.web.policy.table import POLICY, SITE


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
        "corrigendum": [own[0], cast.item.report.editions.get().corrigenda.get().pk],
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
        **{
            f"import_{name}": [cast.pending.pk]
            for name in ("plan", "symbol", "read", "seen", "drop", "correct", "correct_together")
        },
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
    return {
        name: reverse(name if name in SITE else f"recommendations:{name}", args=arguments.get(name, []))
        for name in POLICY
    }


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
        "round_decide": {"outcome": "confirmed", "update": cast.item.updates.submitted().get().pk},
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
