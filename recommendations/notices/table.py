"""Whom each act is told, and as what. Source: the table of moves in docs/glossary.md, by who comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from recommendations import workflow
from recommendations.models import Notice
from recommendations.workflow import Move, Who

Cause = Notice.Cause


@dataclass(frozen=True)
class Row:
    """`told` hear what happened; of the moves in `asks`, those who may make the first that somebody may are asked to.

    Besides, whoever becomes owner or alternate by an act is told so, those a verb names itself, and, where `watched`,
    whoever watches the item. Nobody is told of what they did themselves.
    """

    told: Mapping[Who, Cause] = field(default_factory=dict)
    asks: tuple[Move, ...] = ()
    watched: bool = True


_WORK = {Who.OWNER: Cause.CONCERNED, Who.ALTERNATE: Cause.CONCERNED}
_ALL = _WORK | {Who.UNIT_HEAD: Cause.CONCERNED}
_BACK = {Who.OWNER: Cause.RETURNED, Who.ALTERNATE: Cause.RETURNED, Who.UNIT_HEAD: Cause.CONCERNED}
_UNTOLD = Row(watched=False)

# An act that is not here is told to those who watch the item.
WHOM: dict[str, Row] = {
    "import": _UNTOLD,
    "text_changed": Row(_ALL),
    "renumbered": Row(_ALL),
    "evidence_changed": Row(_WORK),
    "left_out": Row(_ALL),
    "back_again": Row(_ALL),
    "assign": Row(_WORK, asks=(workflow.ACCEPT,)),
    "hand_over": Row(_WORK),
    "consider": Row(_WORK),
    "accept": Row(_WORK),
    "accept_in_part": Row(_WORK),
    "refuse": Row(_ALL),
    "change_response": Row(_ALL),
    "start": Row(_WORK),
    "update": Row(_WORK),
    "draft": _UNTOLD,  # the verb tells the owner when it is the first
    "submit_draft": Row(_WORK),
    "discard_draft": _UNTOLD,
    "extend": Row(_WORK, asks=(workflow.GRANT_EXTENSION,)),
    "grant_extension": Row(_ALL),
    "refuse_extension": Row(_ALL),
    # The verifier's turn comes with the confirmation, or at once where nobody could give one.
    "report_implemented": Row(_WORK, asks=(workflow.CONFIRM_CLAIM, workflow.VERIFY)),
    "confirm_claim": Row(_WORK, asks=(workflow.VERIFY,)),
    "verify": Row(_ALL),
    "return": Row(_BACK),
    "close": Row(_ALL | {Who.VERIFIER: Cause.CONCERNED}),
    "reopen": Row(_BACK),
    "action_added": Row(_WORK),
    "action_changed": Row(_WORK),
    "action_done": Row(_WORK),
    "action_dropped": Row(_WORK),
    "evidence_suggested": _UNTOLD,
    "evidence_proposed": Row({Who.OWNER: Cause.ASKED, Who.ALTERNATE: Cause.ASKED}),
    "noted": Row(_WORK),
    "not_mine": Row({Who.UNIT_HEAD: Cause.ASKED, Who.COORDINATOR: Cause.ASKED}),
    "reminded": _UNTOLD,
    "round_asked": Row({Who.OWNER: Cause.ASKED, Who.ALTERNATE: Cause.CONCERNED}, watched=False),
    "round_reminded": Row({Who.OWNER: Cause.ASKED, Who.ALTERNATE: Cause.CONCERNED}, watched=False),
    "round_confirmed": Row(_WORK, watched=False),
    "round_returned": Row({Who.OWNER: Cause.RETURNED, Who.ALTERNATE: Cause.RETURNED}, watched=False),
    "covered": _UNTOLD,  # who answers meanwhile is told by the digest, of what is due
    "handed_on": Row(_WORK),
    "unit_merged": _UNTOLD,
}
