"""What became of each thing that a corrigendum changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.parsed import Amendment

# A part of a report, by its kind and key.
PartOf = tuple[Kind, str]

# Codes of what is not there.
GONE = frozenset({"no_paragraph", "no_recommendation", "no_sentence", "words_missing", "words_elsewhere"})
# Codes of what a person may find where the corrigendum does not tell it.
FINDABLE = GONE | {"place_unclear", "words_often", "no_item"}
DONE = "done"
ALREADY = "already"
KEPT = "kept"


@dataclass(frozen=True)
class Outcome:
    """`code` is "done", "already" (the stored text says so), "kept" (what it takes out stays, as something hangs on
    it), or why it was left out; `parts` are those it concerns, its own first.

    `given` are the parameters of the code's words. `is_loose` says that the place was found by its words alone.
    """

    amendment: Amendment
    code: str
    parts: tuple[PartOf, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    is_loose: bool = False

    @property
    def is_left_out(self) -> bool:
        return self.code not in {DONE, ALREADY, KEPT}

    @property
    def may_be_found(self) -> bool:
        """Whether a person who says where it is helps."""
        return self.code in FINDABLE

    @property
    def is_gone(self) -> bool:
        """Whether it takes out what is not there."""
        takes_out = self.amendment.act == "delete" or not any(new for _old, new in self.amendment.readings)
        return takes_out and self.code in GONE


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
