"""Who may what at which address. Seen from one item; the roles are those of `cast`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.web.policy.cast import ANSWERS, EVERYBODY, HEADS, READERS, SEES, SEES_ALL, VISITOR


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

# Addresses of the site itself; the others are the app's.
SITE = {"login", "logout"}

# Name of the address: (GET and HEAD, POST with a body that is in order).
POLICY: dict[str, tuple[Rule, Rule]] = {
    "login": (Rule(302, EVERYBODY, visitor=200), Rule(302, EVERYBODY, visitor=200)),
    "logout": (NO, Rule(302, EVERYBODY)),
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
    "corrigendum": (SEEN, NO),
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
    "import_correct_together": (NO, IMPORT_GONE_ON),
    "import_undo": (NO, IMPORT_GONE_ON),
    "health": (public(200), public(405)),
    "demo_mail": (GONE, public(405)),
    "demo_mail_detail": (GONE, public(405)),
    "demo_mail_html": (GONE, public(405)),
}
