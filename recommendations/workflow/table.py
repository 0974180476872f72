"""The table of moves: one row for each.

Read `MOVES` as a table: a move's number, what people call it, who may make it, from which states to which, under
which conditions, and what must be given. The model's transitions, the pages' forms, the commands and the
documentation are all made from it. Source of the rules: the glossary and table in docs/glossary.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations.workflow.conditions import (
    ALL_ACTIONS_DONE,
    HAS_DRAFTS,
    HAS_IMPLEMENTATION_EVIDENCE,
    HAS_OWNER,
    HAS_PLANNED_ACTION,
    MORE_TIME_ASKED,
    NOTHING_ASKED,
)
from recommendations.workflow.given import (
    CLOSING_REASONS,
    FILES,
    FIRST_ACTION,
    PERCENT,
    REASON,
    REPORTED_ON,
    TARGET,
    VERIFICATION_METHODS,
)
from recommendations.workflow.moves import Edge, Field, Item, Kind, Move, Who
from recommendations.workflow.states import (
    AGREED,
    ENDED,
    NOT_OPENED,
    OPEN,
    TO_DO,
    UNDECIDED,
    Implementation,
    Response,
)

IMPORT = Move(
    1,
    "import",
    _("Import"),
    _("Imported."),
    who=(Who.COORDINATOR,),
    response=(Edge((), Response.PENDING),),
    in_states=lambda _item: False,  # an item comes into being by it; no existing item can be imported
)
ASSIGN = Move(
    2,
    "assign",
    _("Assign"),
    _("Assigned."),
    who=(Who.COORDINATOR, Who.UNIT_HEAD),
    in_states=lambda item: bool(item.response) and item.implementation not in ENDED,
    fields=(
        Field("owner", Kind.PERSON, _("Owner"), default="owner"),
        Field("alternate", Kind.PERSON, _("Alternate"), required=False, default="alternate"),
        Field(
            "unit",
            Kind.UNIT,
            _("Unit"),
            required=False,
            default="unit",
            help=_("Leave empty to take the owner's own unit."),
        ),
        Field("response_due_on", Kind.DATE, _("Response due"), default="response_due"),
        Field(
            "contributors",
            Kind.PEOPLE,
            _("Contributors"),
            required=False,
            default="contributors",
            help=_("They draft updates and suggest evidence; the owner decides."),
        ),
    ),
    help=_("Who answers for this recommendation, and by when the response is due."),
)
HAND_OVER = Move(
    2,
    "hand_over",
    _("Hand over"),
    _("Handed over."),
    who=(Who.COORDINATOR, Who.UNIT_HEAD),
    in_states=lambda item: item.response in UNDECIDED or item.implementation in OPEN,
    fields=(
        Field("holder", Kind.HOLDER, _("From whom"), default="owner"),
        Field("to", Kind.PERSON, _("To whom")),
        REASON,
    ),
    help=_("All that one person holds in it goes to another: being owner, alternate or contributor, and open actions."),
)
CONSIDER = Move(
    3,
    "consider",
    _("Take under consideration"),
    _("Taken under consideration."),
    who=(Who.UNIT_HEAD,),
    response=(Edge((Response.PENDING,), Response.UNDER_CONSIDERATION),),
    conditions=(HAS_OWNER,),
    fields=(
        REASON,
        Field("decided_by", Kind.LINE, _("Who decides")),
        Field("expected_on", Kind.DATE, _("Decision expected")),
    ),
)
ACCEPT = Move(
    4,
    "accept",
    pgettext_lazy("move", "Accept"),
    _("Accepted."),
    who=(Who.UNIT_HEAD,),
    response=(Edge(UNDECIDED, Response.ACCEPTED),),
    implementation=(Edge((NOT_OPENED,), Implementation.NOT_STARTED),),
    conditions=(HAS_PLANNED_ACTION,),
    fields=(Field("response_text", Kind.TEXT, _("Response")), TARGET, *FIRST_ACTION),
)
ACCEPT_IN_PART = Move(
    5,
    "accept_in_part",
    _("Accept in part"),
    _("Accepted in part."),
    who=(Who.UNIT_HEAD,),
    response=(Edge(UNDECIDED, Response.PARTIALLY_ACCEPTED),),
    implementation=(Edge((NOT_OPENED,), Implementation.NOT_STARTED),),
    conditions=(HAS_PLANNED_ACTION,),
    fields=(
        Field("response_text", Kind.TEXT, _("Response")),
        Field("accepted_part", Kind.TEXT, _("Which part is accepted")),
        Field("justification", Kind.TEXT, _("Why the rest is not")),
        TARGET,
        *FIRST_ACTION,
    ),
)
REFUSE = Move(
    6,
    "refuse",
    _("Do not accept"),
    _("Recorded as not accepted."),
    who=(Who.SENIOR_MANAGEMENT,),
    response=(Edge(UNDECIDED, Response.NOT_ACCEPTED),),
    fields=(
        Field("justification", Kind.TEXT, _("Justification")),
        Field("decided_by", Kind.LINE, _("Who decided")),
        Field("decided_on", Kind.PAST_DATE, _("Decided on"), default="today"),
    ),
    danger=True,
)
# A decided response may turn into each of the others. To refused, the implementation closes as by move 14; from
# refused, it opens as by move 4; between accepted and accepted in part it goes on.
ACCEPT_AFTER_ALL = Edge((Response.PARTIALLY_ACCEPTED, Response.NOT_ACCEPTED), Response.ACCEPTED)
ACCEPT_IN_PART_AFTER_ALL = Edge((Response.ACCEPTED, Response.NOT_ACCEPTED), Response.PARTIALLY_ACCEPTED)
REFUSE_AFTER_ALL = Edge(AGREED, Response.NOT_ACCEPTED)
CLOSE_AS_REFUSED = Edge(TO_DO, Implementation.CLOSED)
OPEN_AFTER_ALL = Edge((NOT_OPENED, Implementation.CLOSED), Implementation.NOT_STARTED)


def _is_refused(item: Any) -> bool:
    return bool(item.response == Response.NOT_ACCEPTED)


def _is_refused_without_plan(item: Any) -> bool:
    return _is_refused(item) and not item.has_planned_action()


_TO_AGREED = ("response", tuple(AGREED))
_TO_PARTIAL = ("response", (Response.PARTIALLY_ACCEPTED,))
CHANGE_RESPONSE = Move(
    7,
    "change_response",
    _("Change the response"),
    _("Response changed."),
    who=(Who.SENIOR_MANAGEMENT,),
    response=(ACCEPT_AFTER_ALL, ACCEPT_IN_PART_AFTER_ALL, REFUSE_AFTER_ALL),
    implementation=(CLOSE_AS_REFUSED, OPEN_AFTER_ALL),
    fields=(
        Field("response", Kind.RESPONSE, _("New response")),
        Field("reason", Kind.TEXT, _("Why it is changed")),
        Field("response_text", Kind.TEXT, _("New response in words"), required=False, needed_with=_TO_AGREED),
        Field("accepted_part", Kind.TEXT, _("Which part is accepted"), required=False, needed_with=_TO_PARTIAL),
        Field("justification", Kind.TEXT, _("Why the rest is not"), required=False, needed_with=_TO_PARTIAL),
        replace(TARGET, required=False, asked=_is_refused, needed_with=_TO_AGREED),
        *(replace(field, asked=_is_refused_without_plan, needed_with=_TO_AGREED) for field in FIRST_ACTION),
    ),
    help=_(
        "The response given so far stays in the history. When it is refused now, the follow-up of the implementation "
        "ends; when it was refused before, it begins anew."
    ),
    danger=True,
)
START = Move(
    8,
    "start",
    _("Start work"),
    _("Work has started."),
    who=(Who.OWNER, Who.ALTERNATE),
    implementation=(Edge((Implementation.NOT_STARTED,), Implementation.IN_PROGRESS),),
    fields=(Field("text", Kind.TEXT, _("First update")), REPORTED_ON, PERCENT, FILES),
)
UPDATE = Move(
    9,
    "update",
    _("Report progress"),
    _("Progress reported."),
    who=(Who.OWNER, Who.ALTERNATE),
    in_states=lambda item: item.implementation in TO_DO,
    fields=(
        Field("text", Kind.TEXT, _("What was done"), required=False),
        Field("no_change", Kind.TICK, _("No change, still on track"), required=False),
        REPORTED_ON,
        PERCENT,
        FILES,
    ),
    one_of=("text", "no_change"),
)
DRAFT = Move(
    9,
    "draft",
    _("Draft an update"),
    _("Draft kept. The owner submits it."),
    who=(Who.CONTRIBUTOR,),
    in_states=lambda item: item.implementation in TO_DO,
    fields=(
        Field("text", Kind.TEXT, _("What was done"), default="draft"),
        Field("reported_on", Kind.PAST_DATE, _("As at"), default="draft"),
        Field("percent_done", Kind.PERCENT, _("Percent done"), required=False, default="draft"),
    ),
    help=_("Until the owner submits it, only the people of this recommendation read it, and you can write it anew."),
)
_DRAFT = Field("draft", Kind.DRAFT, _("Draft"))
SUBMIT_DRAFT = Move(
    9,
    "submit_draft",
    _("Submit a draft"),
    _("Draft submitted as an update."),
    who=(Who.OWNER, Who.ALTERNATE),
    in_states=lambda item: item.implementation in TO_DO,
    conditions=(HAS_DRAFTS,),
    fields=(_DRAFT,),
)
DISCARD_DRAFT = Move(
    9,
    "discard_draft",
    _("Discard a draft"),
    _("Draft discarded."),
    who=(Who.OWNER, Who.ALTERNATE),
    in_states=lambda item: item.implementation in TO_DO,
    conditions=(HAS_DRAFTS,),
    fields=(_DRAFT,),
)
EXTEND = Move(
    10,
    "extend",
    _("Ask for more time"),
    _("More time asked for."),
    who=(Who.OWNER, Who.ALTERNATE),
    in_states=lambda item: item.implementation in TO_DO,
    conditions=(NOTHING_ASKED,),
    fields=(
        REASON,
        Field("new_target_on", Kind.TARGET, _("New target date"), help=TARGET.help),
        Field(
            "mitigation", Kind.TEXT, _("Mitigation meanwhile"), help=_("What is done so that the delay does no harm.")
        ),
    ),
)


def _who_decides_on_time(item: Item) -> tuple[Who, ...]:
    """The head of the unit decides the first extension; once one was granted, senior management decides the others."""
    return (Who.SENIOR_MANAGEMENT,) if item.has_been_extended() else (Who.UNIT_HEAD,)


GRANT_EXTENSION = Move(
    10,
    "grant_extension",
    _("Grant more time"),
    _("More time granted."),
    who=(Who.UNIT_HEAD, Who.SENIOR_MANAGEMENT),
    who_now=_who_decides_on_time,
    in_states=lambda item: item.implementation in TO_DO,
    conditions=(MORE_TIME_ASKED,),
    fields=(Field("words", Kind.TEXT, _("Decision in words"), required=False),),
)
REFUSE_EXTENSION = Move(
    10,
    "refuse_extension",
    _("Refuse more time"),
    _("More time refused."),
    who=(Who.UNIT_HEAD, Who.SENIOR_MANAGEMENT),
    who_now=_who_decides_on_time,
    in_states=lambda item: item.implementation in TO_DO,
    conditions=(MORE_TIME_ASKED,),
    fields=(Field("words", Kind.TEXT, _("Why not")),),
)
REPORT_IMPLEMENTED = Move(
    11,
    "report_implemented",
    _("Report implemented"),
    _("Reported implemented. It now waits for verification."),
    who=(Who.OWNER, Who.ALTERNATE),
    implementation=(Edge((Implementation.IN_PROGRESS,), Implementation.REPORTED),),
    conditions=(HAS_IMPLEMENTATION_EVIDENCE, ALL_ACTIONS_DONE),
    fields=(
        Field("statement", Kind.TEXT, _("Statement"), help=_("What was done and what it achieved.")),
        Field("completed_on", Kind.PAST_DATE, _("Completed on"), default="today"),
        Field("actions_done", Kind.OPEN_ACTIONS, _("Actions done"), required=False),
        FILES,
    ),
)
CONFIRM_CLAIM = Move(
    11,
    "confirm_claim",
    _("Confirm the claim"),
    _("Claim confirmed."),
    who=(Who.UNIT_HEAD,),
    in_states=lambda item: item.implementation == Implementation.REPORTED and item.claim_confirmed_by_id is None,
    fields=(Field("words", Kind.TEXT, _("What you say to the verifier"), required=False),),
    two_people=True,
    help=_("You confirm that the work is done as reported. The verifier sees that you did."),
)
VERIFY = Move(
    12,
    "verify",
    _("Verify"),
    _("Verified as implemented."),
    who=(Who.VERIFIER,),
    implementation=(Edge((Implementation.REPORTED,), Implementation.VERIFIED),),
    fields=(
        Field("reviewed", Kind.EVIDENCE, _("Evidence reviewed"), help=_("Tick each piece after reading it.")),
        Field("finding", Kind.TEXT, _("Finding")),
        Field("method", Kind.CHOICE, _("Method"), choices=VERIFICATION_METHODS),
        Field("verified_on", Kind.PAST_DATE, _("Verified on"), default="today"),
    ),
    two_people=True,
    from_elsewhere=True,
)
RETURN = Move(
    13,
    "return",
    _("Return"),
    _("Returned to the owner."),
    who=(Who.VERIFIER,),
    implementation=(Edge((Implementation.REPORTED,), Implementation.IN_PROGRESS),),
    fields=(
        Field("missing", Kind.TEXT, _("What is missing")),
        Field("target_on", Kind.TARGET, _("New due date"), help=TARGET.help),
    ),
    two_people=True,
    from_elsewhere=True,
)
CLOSE = Move(
    14,
    "close",
    _("Close without implementation"),
    _("Closed without implementation."),
    who=(Who.SENIOR_MANAGEMENT,),
    implementation=(Edge(OPEN, Implementation.CLOSED),),
    fields=(
        Field("reason_code", Kind.CHOICE, _("Reason"), choices=CLOSING_REASONS),
        Field("reason", Kind.TEXT, _("Explanation")),
        Field("closed_on", Kind.PAST_DATE, _("Closed on"), default="today"),
    ),
    danger=True,
)
REOPEN = Move(
    15,
    "reopen",
    _("Reopen"),
    _("Reopened."),
    who=(Who.VERIFIER,),
    implementation=(Edge((Implementation.CLOSED,), Implementation.IN_PROGRESS),),
    in_states=lambda item: item.response in AGREED,
    fields=(REASON, Field("target_on", Kind.TARGET, _("New target date"), help=TARGET.help)),
)

MOVES: tuple[Move, ...] = (
    IMPORT, ASSIGN, HAND_OVER, CONSIDER, ACCEPT, ACCEPT_IN_PART, REFUSE, CHANGE_RESPONSE, START, UPDATE, DRAFT,
    SUBMIT_DRAFT, DISCARD_DRAFT, EXTEND, GRANT_EXTENSION, REFUSE_EXTENSION, REPORT_IMPLEMENTED, CONFIRM_CLAIM, VERIFY,
    RETURN, CLOSE, REOPEN,
)  # fmt: skip
BY_CODE = {move.code: move for move in MOVES}
RESPONSE_DUE_DAYS = 30
