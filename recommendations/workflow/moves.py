"""What a row of the table of moves is made of: whose move, from where to where, on what conditions, with what given."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from recommendations.workflow.states import Words


class Who(enum.StrEnum):
    """Whose move it is: a role somebody holds, or a relation to the item."""

    COORDINATOR = "coordinator"
    UNIT_HEAD = "unit_head"
    OWNER = "owner"
    ALTERNATE = "alternate"
    CONTRIBUTOR = "contributor"
    VERIFIER = "verifier"
    SENIOR_MANAGEMENT = "senior_management"


class Kind(enum.StrEnum):
    """What sort of thing a field takes."""

    TEXT = "text"
    LINE = "line"
    DATE = "date"
    PAST_DATE = "past_date"
    TARGET = "target"  # a date, a month (2027-04) or a quarter (2027-Q2)
    PERSON = "person"
    PEOPLE = "people"
    HOLDER = "holder"  # somebody who has a part in the item, or in its plan
    UNIT = "unit"
    PERCENT = "percent"
    CHOICE = "choice"
    RESPONSE = "response"  # a decided response other than the item's own, in its addressee's words
    TICK = "tick"
    OPEN_ACTIONS = "open_actions"
    EVIDENCE = "evidence"
    DRAFT = "draft"  # one of the drafts that wait
    FILES = "files"


@dataclass(frozen=True)
class Field:
    """One thing to give with a move. `default` names a rule the form knows, such as "today".

    `asked` says for which items it is asked at all. `needed_with` is (another field, its values): with one of these
    given, this one is required too, though it is not otherwise.
    """

    name: str
    kind: Kind
    label: Words
    required: bool = True
    help: Words = ""
    choices: tuple[tuple[str, Words], ...] = ()
    default: str = ""
    asked: Callable[[Any], bool] | None = None
    needed_with: tuple[str, tuple[str, ...]] | None = None


class Item(Protocol):
    """What a condition may ask of a recommendation."""

    owner_id: int | None
    response: str
    implementation: str

    def has_planned_action(self) -> bool: ...
    def has_open_actions(self) -> bool: ...
    def has_implementation_evidence(self) -> bool: ...
    def has_asked_for_more_time(self) -> bool: ...
    def has_been_extended(self) -> bool: ...
    def has_drafts(self) -> bool: ...


@dataclass(frozen=True)
class Condition:
    """A precondition with the words of its refusal, remedy included.

    `met_by` names fields of the same move that can bring the condition about: while it does not hold they are
    required, once it holds they are not asked for. While a `silent` one does not hold, the move is not even offered.
    """

    code: str
    holds: Callable[[Any], bool]
    refusal: Words
    met_by: tuple[str, ...] = ()
    silent: bool = False


@dataclass(frozen=True)
class Edge:
    """From these states of one axis to that one."""

    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Move:
    """One row of the table. A move without an edge changes no state; `in_states` then says when it is open.

    Of several edges of an axis, what is given with the move decides which one is taken, if any. `who_now` narrows
    `who` to those whose turn it is with the item at hand.
    """

    number: int
    code: str
    label: Words
    done: Words
    who: tuple[Who, ...]
    response: tuple[Edge, ...] = ()
    implementation: tuple[Edge, ...] = ()
    who_now: Callable[[Any], tuple[Who, ...]] | None = None
    in_states: Callable[[Any], bool] | None = None
    conditions: tuple[Condition, ...] = ()
    fields: tuple[Field, ...] = ()
    one_of: tuple[str, ...] = ()
    two_people: bool = False  # not by who reported the implementation
    from_elsewhere: bool = False  # nor by anybody who answers for the work
    help: Words = ""
    danger: bool = False

    def whose(self, item: Item) -> tuple[Who, ...]:
        """Whose move it is for this item."""
        return self.who if self.who_now is None else self.who_now(item)

    def starts_from(self, item: Item) -> bool:
        """Whether the item stands where this move begins; says nothing about who or conditions."""
        if self.in_states is not None and not self.in_states(item):
            return False
        return _starts(self.response, item.response) and _starts(self.implementation, item.implementation)


def _starts(edges: tuple[Edge, ...], state: str) -> bool:
    return not edges or any(state in edge.sources for edge in edges)
