"""What a row says of where a recommendation stands -> the fields of an item that comes in so, or why it cannot.

An item may come in at any place of the workflow, as a fact of the table. What must hold there holds for it too: see
docs/decisions/0009-tables.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from recommendations.importing.mapping.entries import Entry
from recommendations.importing.mapping.people import Found, People
from recommendations.workflow import AGREED, ENDED, RESPONSE_DUE_DAYS, TO_DO, UNDECIDED, Implementation, Response

# The fields that a row may set.
FACT_FIELDS = (
    "unit_id", "owner_id", "assigned_on", "response", "response_due_on", "response_text", "justification",
    "implementation", "target_on", "target_as_given", "first_target_on", "percent_done", "last_update_on",
    "claimed_by_id", "completed_on", "verified_on", "closed_on", "closing_reason",
)  # fmt: skip


@dataclass(slots=True)
class Facts:
    """The fields that a row sets, by name. Of [(field of the table, code)] `wrong` is what keeps the row out, `left`
    what it comes in without; `told` is where the table says it stands if it comes in as pending instead."""

    fields: dict[str, Any] = field(default_factory=dict)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    told: tuple[str, ...] = ()

    @property
    def needs_action(self) -> bool:
        """Whether work is to be done, for which at least one action must be planned."""
        return self.fields.get("response") in AGREED and self.fields.get("implementation") in TO_DO


def facts_of(entry: Entry, people: People, *, on: date, is_followed: bool = False) -> Facts:
    """`on` is the day of the import: that on which owners are assigned, and from which silence counts. What is not
    followed yet comes in as pending where the row lacks what its state needs."""
    facts = Facts()
    response, implementation = _states(entry, facts)
    _responsible(entry, people, facts)
    if not is_followed and (missing := _missing(entry, response, implementation, facts)):
        facts.left += missing
        facts.told = tuple(filter(None, (entry.response, entry.implementation)))
        response = implementation = ""
    if response:
        facts.fields["response"] = response
        facts.fields["implementation"] = implementation
    _dates(entry, facts, on)
    if entry.response_text and response:
        name = "justification" if response == Response.NOT_ACCEPTED else "response_text"
        facts.fields[name] = entry.response_text
    return facts


def _states(entry: Entry, facts: Facts) -> tuple[str, str]:
    """Both axes, each told by the other where only one is given; work can only be followed on what was accepted."""
    response, implementation = entry.response, entry.implementation
    if implementation and not response:
        response = Response.ACCEPTED
    if response in AGREED and not implementation:
        implementation = Implementation.NOT_STARTED
    closed_as_refused = response == Response.NOT_ACCEPTED and implementation == Implementation.CLOSED
    if implementation and response not in AGREED and not closed_as_refused:
        facts.wrong.append(("implementation", "states_contradict"))
    return response, implementation


def _responsible(entry: Entry, people: People, facts: Facts) -> None:
    owner = people.owner(entry.owner) if entry.owner else Found(None)
    unit = people.unit(entry.unit) if entry.unit else Found(None)
    facts.left += [(name, found.code) for name, found in (("owner", owner), ("unit", unit)) if found.code]
    unit_id = unit.pk
    if owner.pk is not None:
        facts.fields["owner_id"] = owner.pk
        unit_id = unit_id or people.unit_of[owner.pk]
    if unit_id is not None:
        facts.fields["unit_id"] = unit_id


def _missing(entry: Entry, response: str, implementation: str, facts: Facts) -> list[tuple[str, str]]:
    """What the moves that lead to a state ask for, as far as somebody has to act on it later, and the row lacks."""
    waits_for_owner = response == Response.UNDER_CONSIDERATION or (response in AGREED and implementation not in ENDED)
    told_by = "implementation" if entry.implementation else "response"
    missing = []
    if waits_for_owner and "owner_id" not in facts.fields:
        missing.append((told_by, "state_needs_owner"))
    if response in AGREED and implementation in TO_DO and entry.due_on is None:
        missing.append((told_by, "state_needs_target"))
    return missing


def _dates(entry: Entry, facts: Facts, on: date) -> None:
    fields = facts.fields
    response = fields.get("response", Response.PENDING)
    if fields.get("owner_id"):
        fields["assigned_on"] = on
    if response in UNDECIDED:
        if entry.response_due_on is not None:
            fields["response_due_on"] = entry.response_due_on.on
        elif fields.get("owner_id"):
            fields["response_due_on"] = on + timedelta(days=RESPONSE_DUE_DAYS)
    elif entry.due_on is not None and fields.get("implementation"):
        fields["target_on"] = entry.due_on.on
        fields["first_target_on"] = (entry.target_on or entry.due_on).on
        fields["target_as_given"] = entry.due_on.as_given
    _dates_of_the_end(entry, fields, on)


def _dates_of_the_end(entry: Entry, fields: dict[str, Any], on: date) -> None:
    ended_on = entry.ended_on.on if entry.ended_on is not None else None
    match fields.get("implementation"):
        case Implementation.IN_PROGRESS:
            fields |= {"last_update_on": on, "percent_done": entry.percent_done}
        case Implementation.REPORTED:
            fields |= {"claimed_by_id": fields.get("owner_id"), "completed_on": ended_on}
        case Implementation.VERIFIED:
            fields |= {"verified_on": ended_on, "percent_done": 100}
        case Implementation.CLOSED:
            fields |= {"closed_on": ended_on, "closing_reason": entry.closing}
