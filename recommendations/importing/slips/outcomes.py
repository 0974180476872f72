"""What became of each thing that a corrigendum changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.parsed import Amendment

# A part of a report, by its kind and key.
PartOf = tuple[Kind, str]

DONE = "done"
ALREADY = "already"


@dataclass(frozen=True)
class Outcome:
    """`code` is "done", "already" (the stored text says so), or why it was left out; `parts` are those it concerns.

    `given` are the parameters of the code's words. `is_loose` says that the place was found by its words alone.
    """

    amendment: Amendment
    code: str
    parts: tuple[PartOf, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    is_loose: bool = False

    @property
    def is_left_out(self) -> bool:
        return self.code not in {DONE, ALREADY}


@dataclass(frozen=True)
class Carried:
    """An edition with what a corrigendum changes, and what became of each thing in it."""

    nodes: Mapping[Kind, Sequence[Node]]
    outcomes: tuple[Outcome, ...]


class CannotBeLocated(Exception):
    """Why something cannot be changed: a code with the parameters of its words."""

    def __init__(self, code: str, **given: str) -> None:
        self.code = code
        self.given = given
        super().__init__(code)
