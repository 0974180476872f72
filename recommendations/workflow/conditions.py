"""What must be so before a move, with the words of its refusal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from recommendations.workflow.moves import Condition

HAS_OWNER = Condition("has_owner", lambda item: item.owner_id is not None, _("It has no owner yet. Assign one first."))
HAS_PLANNED_ACTION = Condition(
    "has_planned_action",
    lambda item: item.has_planned_action(),
    _("No action is planned yet. Name at least one, with the person who will do it and a date."),
    met_by=("action", "action_owner", "action_due_on"),
)
ALL_ACTIONS_DONE = Condition(
    "all_actions_done",
    lambda item: not item.has_open_actions(),
    _("Some actions are still open. Tick every one that is done; drop those that are not needed any more."),
    met_by=("actions_done",),
)
HAS_IMPLEMENTATION_EVIDENCE = Condition(
    "has_implementation_evidence",
    lambda item: item.has_implementation_evidence(),
    _(
        "No evidence of implementation is confirmed yet. Confirm at least one paragraph, file or link as showing what "
        "was done, in the list of evidence."
    ),
)
HAS_DRAFTS = Condition(
    "has_drafts", lambda item: item.has_drafts(), _("No draft waits. A contributor writes one first."), silent=True
)
NOTHING_ASKED = Condition(
    "no_extension_asked",
    lambda item: not item.has_asked_for_more_time(),
    _("More time has been asked for already; wait for that decision."),
)
MORE_TIME_ASKED = Condition(
    "extension_asked",
    lambda item: item.has_asked_for_more_time(),
    _("Nobody is waiting for a decision on more time. The owner asks for it first."),
    silent=True,
)
