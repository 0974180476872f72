"""The parts of a parsed report while they are put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recommendations.importing.parsed import Lines
from recommendations.importing.placing import ASIDES, Address


class CannotBeDone(Exception):
    """A correction does not fit the report; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(eq=False)
class Part:
    """A part of the report. `above` are the headings over a paragraph, outermost first; `theme` that of a
    recommendation: parts themselves, so that none need be counted anew when one comes or goes."""

    kind: str
    value: Any
    above: tuple[Part, ...] = ()
    theme: Part | None = None

    @property
    def lines(self) -> Lines:
        return (self.value.line, self.value.line) if self.kind in ASIDES else self.value.lines

    @property
    def first(self) -> int:
        return self.lines[0]

    @property
    def name(self) -> str:
        """What an address calls it by."""
        named = {"paragraph": "number", "recommendation": "ref"}.get(self.kind)
        return str(getattr(self.value, named) if named else self.first)

    @property
    def address(self) -> Address:
        return f"{self.kind}:{self.name}"

    @property
    def text(self) -> str:
        return str(self.value.heading if self.kind == "heading" else self.value.text)


@dataclass(frozen=True)
class Words:
    """What was taken out: its text without and with the number printed in front, and where it stood."""

    text: str
    whole: str
    lines: Lines
    page: int | None = None
    each: tuple[int, ...] = ()  # line that held some of it
    mark: str = ""  # the number they printed, where they are called by it
