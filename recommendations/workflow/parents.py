"""A parent's states, computed from its leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.workflow.states import AGREED, ENDED, NOT_OPENED, OPEN, TO_DO, UNDECIDED, Implementation, Response


class Computed(TextChoices):
    """Implementation of a parent: the leaves' own words, and two that exist only as a computed value."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    PARTIALLY_IMPLEMENTED = "partially_implemented", _("Partially implemented")
    IMPLEMENTED = "implemented", _("Implemented")
    CLOSED = "closed_not_implemented", _("Closed, not implemented")
    CLOSED_MIXED = "closed_mixed", _("Closed, mixed")


@dataclass(frozen=True)
class Leaf:
    """What a parent needs to know of a leaf."""

    reference: str
    response: str
    implementation: str = NOT_OPENED
    target_on: date | None = None
    response_due_on: date | None = None


@dataclass(frozen=True)
class Rollup:
    """A parent's computed state, with the counts that explain it."""

    response: str
    implementation: str
    target_on: date | None
    responses: dict[str, int] = field(default_factory=dict)
    implementations: dict[str, int] = field(default_factory=dict)
    overdue: int = 0


def roll_up(leaves: Sequence[Leaf], *, on: date) -> Rollup:
    """A parent's states from its leaves, whatever their order. `on` is the day "overdue" is asked for."""
    agreed = [leaf for leaf in leaves if leaf.response in AGREED or leaf.implementation == Implementation.CLOSED]
    open_targets = [leaf.target_on for leaf in agreed if leaf.target_on and leaf.implementation in OPEN]
    return Rollup(
        response=_roll_up_response([leaf.response for leaf in leaves]),
        implementation=_roll_up_implementation([leaf.implementation for leaf in agreed]),
        target_on=max(open_targets, default=None),
        responses=_counts(Response, [leaf.response for leaf in leaves]),
        implementations=_counts(Implementation, [leaf.implementation for leaf in agreed]),
        overdue=sum(1 for leaf in leaves if (due := due_on(leaf)) is not None and due < on),
    )


class Dated(Protocol):
    """What the day a leaf waits for depends on."""

    @property
    def response(self) -> str: ...
    @property
    def implementation(self) -> str: ...
    @property
    def response_due_on(self) -> date | None: ...
    @property
    def target_on(self) -> date | None: ...


def due_on(leaf: Dated) -> date | None:
    """The date the leaf waits for: the response's while undecided, the target's while there is work to do."""
    if leaf.response in UNDECIDED:
        return leaf.response_due_on
    return leaf.target_on if leaf.implementation in TO_DO else None


def _roll_up_response(responses: Sequence[str]) -> str:
    states = set(responses)
    if not states:
        return ""
    if states & set(UNDECIDED):
        return Response.PENDING if states == {Response.PENDING} else Response.UNDER_CONSIDERATION
    if len(states) == 1 and (only := next(iter(states))) in (Response.ACCEPTED, Response.NOT_ACCEPTED):
        return only
    return Response.PARTIALLY_ACCEPTED


def _roll_up_implementation(implementations: Sequence[str]) -> str:
    states = set(implementations)
    if not states:
        return NOT_OPENED
    if states == {Implementation.VERIFIED}:
        return Computed.IMPLEMENTED
    if states == {Implementation.CLOSED}:
        return Computed.CLOSED
    if states <= set(ENDED):
        return Computed.CLOSED_MIXED
    if Implementation.VERIFIED in states:
        return Computed.PARTIALLY_IMPLEMENTED
    if states & {Implementation.IN_PROGRESS, Implementation.REPORTED, Implementation.CLOSED}:
        return Computed.IN_PROGRESS
    return Computed.NOT_STARTED


def _counts(states: type[TextChoices], seen: Sequence[str]) -> dict[str, int]:
    return {state: seen.count(state) for state in states.values if state in seen}
