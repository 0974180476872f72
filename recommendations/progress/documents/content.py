"""A report in words, ready to be written in any format: sections of paragraphs, details, tables and charts.

Whatever the facts held, the words here can be written: control characters, lone surrogates and overrides of direction
are gone, line breaks are "\\n".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Passage:
    """Words and their language as BCP 47 names it: "" for what the document itself says, "und" for a person's words.

    What the document says begins at the side the document does; everything else where its own direction does.
    """

    words: str
    language: str = ""

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.words)


def clean(words: str) -> str:
    """The words without what no document may hold."""
    return _UNWRITABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_rtl(words: str) -> bool:
    """By the first letter that has a direction, as "dir=auto" decides."""
    strong = next((kind for kind in map(unicodedata.bidirectional, words) if kind in ("L", "R", "AL")), "L")
    return strong != "L"


@dataclass(frozen=True)
class Paragraph:
    """Numbered through the whole document when `numbered`; a `note` is smaller, one that `leads` to what follows stays
    with it on its page.
    """

    text: Passage
    numbered: bool = False
    note: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Details:
    """Labels and what they say; several passages are several paragraphs."""

    lines: Sequence[tuple[str, Sequence[Passage]]]


Cell = Passage | int | date | None


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width."""

    label: str
    width: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first cell heads its row. `empty` is said where there are no rows."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    empty: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether its columns are so narrow that words only fit in smaller letters."""
        return len(self.columns) > 6

    @property
    def turns_heads(self) -> bool:
        """Whether the heads of its columns stand upright, as they have words that do not fit side by side."""
        words = (word for column in self.columns[1:] for word in column.label.split())
        return len(self.columns) > 8 and any(len(word) > 8 for word in words)


@dataclass(frozen=True)
class Segment:
    """A part of a bar; `tone` is the code of its colour."""

    tone: str
    label: str
    count: int


@dataclass(frozen=True)
class Chart:
    """One stacked bar. `description` says in words what it shows; the numbers stand beside it."""

    title: str
    description: str
    segments: Sequence[Segment]

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)


Block = Paragraph | Details | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading of rank 1 to 3 and what stands under it."""

    heading: str
    blocks: Sequence[Block]
    rank: int = 1
    language: str = ""


@dataclass(frozen=True)
class Head:
    """The title block. `about` are labels and values; `notes` what a reader should know beforehand."""

    title: str
    subject: Passage
    about: Sequence[tuple[str, str]]
    notes: Sequence[str]
    language: str
    footer: str

    @property
    def is_rtl(self) -> bool:
        return self.language.startswith("ar")


@dataclass(frozen=True)
class Content:
    """The whole document."""

    head: Head
    sections: Sequence[Section]


UNKNOWN = "und"


def persons(words: str) -> list[Passage]:
    """What a person wrote, in whatever language; nothing where nothing was written."""
    return [Passage(clean(words), UNKNOWN)] if clean(words) else []
