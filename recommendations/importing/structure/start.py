"""Where the paragraphs and recommendations of a report begin, as `starts` finds it and `outline` takes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Start:
    """Where a paragraph or a titled recommendation begins: index of the line, kind, its number, what is printed
    of it, and the text after that. `ref` is a titled one's reference; a paragraph that is one has its title, `label`,
    in its text. A `counted` one has no number of its own."""

    index: int
    kind: str
    number: str
    printed: str
    rest: str
    ref: str = ""
    label: str = ""
    counted: bool = False


@dataclass
class Starts:
    """All starts in order; `listed` are the items numbered like paragraphs: index of the line -> number.

    `again` are the first lines of further numberings (as the file counts) with the number given to them, `repeated`
    the references of titled ones that are printed once more, `annex` the line where the annexes begin. `breaks` are
    the lines, in order, where a text ends before the next start: with the title of a "resolution", the "signature" of
    the last, or the further "cells" of a row of a table; `resolutions` is how many there are. `left` are runs of
    numbers that fit no numbering and no list: the lines (as the file counts) and the numbers of the first and last.
    `labels` says that below the paragraphs stands what is recommended, behind a label without a number, `labels_alone`
    that the label stands alone on its line; `asked_below` are the lines that are but such a label with a number;
    `decided` says that a body decides the paragraphs, by the line above them.
    """

    starts: list[Start] = field(default_factory=list)
    listed: dict[int, int] = field(default_factory=dict)
    again: list[tuple[int, str]] = field(default_factory=list)
    repeated: tuple[str, ...] = ()
    annex: int | None = None
    breaks: dict[int, str] = field(default_factory=dict)
    resolutions: int = 0
    left: list[tuple[int, int, int, int]] = field(default_factory=list)
    labels: bool = False
    labels_alone: bool = False
    decided: bool = False
    asked_below: frozenset[int] = frozenset()

    def are_counted(self, kind: str) -> bool:
        """Whether the paragraphs, or the titled recommendations, have no numbers of their own."""
        return any(start.counted for start in self.starts if start.kind == kind)


def recommendation(
    index: int, number: int | str, printed: str, rest: str, *, label: str = "", counted: bool = False
) -> Start:
    """The start of a recommendation that is called by its number."""
    ref = f"Recommendation {number}"
    return Start(index, "titled", str(number), printed, rest, ref=ref, label=label, counted=counted)


def has_titled(starts: Sequence[Start]) -> bool:
    return any(start.kind == "titled" for start in starts)
