"""What parsing gives: a report taken apart, in plain immutable values, and the JSON document of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Lines = tuple[int, int]  # first and last line of the source, counted from 1
TITLED = "Recommendation "  # begins the reference of one with a title, in every language


@dataclass(frozen=True)
class Document:
    """What the title page says; empty strings where it says nothing."""

    symbol: str = ""
    title: str = ""
    language: str = ""
    session: str = ""
    agenda_item: str = ""
    issuer: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Section:
    """A heading; `numeral` is None where none is printed. `level` counts from 1."""

    numeral: str | None
    heading: str
    level: int
    lines: Lines

    @property
    def title(self) -> str:
        return f"{self.numeral}. {self.heading}" if self.numeral else self.heading


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph; `sections` are the indexes of the headings above it, outermost first."""

    number: str
    section: tuple[str, ...]
    text: str
    lines: Lines
    page: int | None = None
    sections: tuple[int, ...] = ()


@dataclass(frozen=True)
class Recommendation:
    """A node of the list of recommendations, in the order of the report.

    `verb` (a code such as "encourage") and `addressee` are inherited from the parent or the paragraph where the item
    has none of its own; empty strings if there is none at all. `theme` is the index of its in-list heading; `heading`
    its words, or the title of the section where the list has no headings of its own.
    """

    ref: str
    mark: str
    parent: str | None
    paragraph: str
    text: str
    lines: Lines
    heading: str | None = None
    addressee: str = ""
    addressee_kind: str = "other"
    verb: str = ""
    recommending: tuple[str, ...] = ()
    page: int | None = None
    theme: int | None = None


@dataclass(frozen=True)
class Position:
    """What the addressee said to a recommendation; `paragraph` is the number of the one that prints it, if known."""

    ref: str
    position: str
    paragraph: str = ""


@dataclass(frozen=True)
class Footnote:
    """A note and the paragraph its mark stands in; None for a note to the title page or without a mark found."""

    mark: str
    paragraph: str | None
    text: str
    lines: Lines


@dataclass(frozen=True)
class Aside:
    """A line that is in no text: page furniture, or one that could not be placed. `why` is a code."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class ParseWarning:
    """Something the importer should look at; `code` and `parameters` for translation, `message` in English."""

    code: str
    message: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Piece:
    """Where a part of a source line went: "number", "text", "heading", "document", "footnote", "note mark",
    "furniture" or "unread". Together the pieces of a line hold every character of it but blanks."""

    line: int
    kind: str
    text: str


@dataclass(frozen=True)
class SourceLine:
    """A line of the source as printed; `number` counts from 1, `page` is None where the format has none."""

    number: int
    text: str
    page: int | None = None


@dataclass(frozen=True)
class SourceText:
    """What was read of a file, before it is taken apart.

    `kind` is the format ("text", "docx", "pdf" …). `omitted` counts what the file has besides text and nobody read:
    ("picture", 3).
    """

    kind: str = ""
    encoding: str = ""
    lines: tuple[SourceLine, ...] = field(default=(), repr=False)
    omitted: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Spot:
    """Where a corrigendum changes something: `part` is "paragraph", "recommendation", "heading", "title", "summary",
    "footnote", "everywhere", "elsewhere" (what is not kept of a report, such as a table), or "" where it names none.

    `names` are what its number or reference may be, of which the report has one at most ("81(c)"; of a heading its
    numerals, or the number of the paragraph below it); `sentence` counts from 1, from -1 at the end, 0 is the whole,
    and `until` is the last one of several (0 of one).
    `printed` is how the corrigendum says it, `hint` what it says of pages and lines.
    """

    part: str = ""
    names: tuple[str, ...] = ()
    sentence: int = 0
    until: int = 0
    printed: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Amendment:
    """One thing that a corrigendum changes in the report it corrects.

    `act` is "replace" (some words), "text" (a whole part), "append" (at its end), "prepend", "delete" (a part),
    "insert" (a new paragraph or item), or "" where it was not understood. `readings` are pairs of (words before, words
    now): of several the stored text has the words of one; the first is empty but for "replace". `number` is that of
    what is inserted, `after` that of what it follows. With `renumbers` what stands behind it is counted anew. `time`
    says which of several places with the same words is meant, from 1; 0 where they stand there once.
    """

    act: str
    spot: Spot
    lines: Lines
    readings: tuple[tuple[str, str], ...] = ()
    number: str = ""
    after: str = ""
    renumbers: bool = False
    time: int = 0


@dataclass(frozen=True)
class ParsedReport:
    """A report taken apart; or a corrigendum, which has `amendments` and no parts of its own."""

    document: Document
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    recommendations: tuple[Recommendation, ...]
    footnotes: tuple[Footnote, ...]
    unread: tuple[Aside, ...]
    furniture: tuple[Aside, ...]
    warnings: tuple[ParseWarning, ...]
    positions: tuple[Position, ...] = ()
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    amendments: tuple[Amendment, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON document that `parse_report` prints."""
        return {
            "document": _fields(self.document),
            "sections": [_fields(section, without=("lines",)) for section in self.sections],
            "paragraphs": [_fields(paragraph, without=("lines", "sections")) for paragraph in self.paragraphs],
            "recommendations": [
                _fields(recommendation, without=("lines", "page", "theme")) for recommendation in self.recommendations
            ],
            "positions": [_fields(position, without=("paragraph",)) for position in self.positions],
            "footnotes": [_fields(footnote, without=("lines",)) for footnote in self.footnotes],
            "unread": [_fields(aside) for aside in self.unread],
            "furniture": [_fields(aside) for aside in self.furniture],
            "warnings": [_fields(warning, without=("parameters",)) for warning in self.warnings],
            **({"amendments": [_told(one) for one in self.amendments]} if self.amendments else {}),
        }


def _told(amendment: Amendment) -> dict[str, Any]:
    """An amendment in the JSON document: its spot is one of the fields."""
    spot = _fields(amendment.spot)
    return {**_fields(amendment, without=("lines",)), "spot": spot, "line": amendment.lines[0]}


def _fields(value: Any, without: Iterable[str] = ()) -> dict[str, Any]:
    fields = {name: entry for name, entry in vars(value).items() if name not in without}
    return {name: list(entry) if isinstance(entry, tuple) else entry for name, entry in fields.items()}
