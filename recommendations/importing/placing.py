"""Which part of a report each piece of the source went to: the source beside what was made of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from recommendations.importing.parsed import Lines, Paragraph, ParsedReport, Piece, Recommendation

# A part's address: its kind, a colon, and its number, reference or first line: "paragraph:14", "heading:120".
Address = str
TITLE_PAGE: Address = "document:"
ASIDES = frozenset({"furniture", "unread"})


@dataclass(frozen=True)
class Placed:
    """A piece and the part it belongs to."""

    piece: Piece
    part: Address


@dataclass(frozen=True)
class Coverage:
    """How many signs of the source, blanks aside, went where. `source` is counted in the source itself."""

    source: int
    texts: int
    furniture: int
    unread: int

    @property
    def missing(self) -> int:
        """Signs that are nowhere: none, or something is wrong with us."""
        return self.source - self.texts - self.furniture - self.unread

    @property
    def percent(self) -> int:
        """Of the source accounted for; 100 only when nothing is missing."""
        return 100 if not self.missing else min(99, 100 * (self.source - self.missing) // max(self.source, 1))


def coverage(lines: Iterable[str], pieces: Iterable[Piece]) -> Coverage:
    counts = {"furniture": 0, "unread": 0, "texts": 0}
    for piece in pieces:
        counts[piece.kind if piece.kind in ASIDES else "texts"] += _signs(piece.text)
    return Coverage(sum(map(_signs, lines)), counts["texts"], counts["furniture"], counts["unread"])


def _signs(text: str) -> int:
    return len("".join(text.split()))


def stands_in_its_paragraph(recommendation: Recommendation, paragraphs: Mapping[str, Paragraph]) -> bool:
    """Whether a recommendation is a paragraph, or a part of its words, and has no lines of its own."""
    paragraph = paragraphs.get(recommendation.paragraph)
    return paragraph is not None and paragraph.lines[0] == recommendation.lines[0] and not recommendation.parent


def text_parts(report: ParsedReport) -> list[tuple[Lines, Address]]:
    """The parts whose words are the report's text, in the order of the source."""
    paragraphs = {paragraph.number: paragraph for paragraph in report.paragraphs}
    parts = [(paragraph.lines, f"paragraph:{paragraph.number}") for paragraph in report.paragraphs]
    parts += [
        (one.lines, f"recommendation:{one.ref}")
        for one in report.recommendations
        if not stands_in_its_paragraph(one, paragraphs)
    ]
    # What one entry of a corrigendum says is together, be it one thing or several.
    parts += [(lines, f"amendment:{lines[0]}") for lines in dict.fromkeys(one.lines for one in report.amendments)]
    return sorted(parts, key=lambda part: part[0][0])


def placed(report: ParsedReport) -> Iterator[Placed]:
    """Every piece with its part, in the order of the source."""
    walk = _Walk(report)
    for piece in report.pieces:
        yield Placed(piece, walk.part_of(piece))


@dataclass
class _Walk:
    report: ParsedReport
    current: Address = TITLE_PAGE
    entered: int = 0  # the line on which the current part was entered
    starts: dict[int, list[Address]] = field(default_factory=dict)
    headings: dict[int, Address] = field(default_factory=dict)
    footnotes: dict[int, Address] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for lines, address in text_parts(self.report):
            self.starts.setdefault(lines[0], []).append(address)
        for section in self.report.sections:
            address = f"heading:{section.lines[0]}"
            self.headings.update(dict.fromkeys(range(section.lines[0], section.lines[1] + 1), address))
        for note in self.report.footnotes:
            address = f"footnote:{note.lines[0]}"
            self.footnotes.update(dict.fromkeys(range(note.lines[0], note.lines[1] + 1), address))

    def part_of(self, piece: Piece) -> Address:
        match piece.kind:
            case "furniture" | "unread":
                return f"{piece.kind}:{piece.line}"
            case "document":
                return TITLE_PAGE
            case "footnote":
                return self.footnotes.get(piece.line, self.current)
            case "heading":
                return self.headings.get(piece.line, self.current)
            case "number":
                return self._number(piece)
            case _:
                return self._text(piece)

    def _number(self, piece: Piece) -> Address:
        if waiting := self.starts.get(piece.line):
            self.current, self.entered = waiting.pop(0), piece.line
            return self.current
        return self.footnotes.get(piece.line) or self.headings.get(piece.line) or self.current

    def _text(self, piece: Piece) -> Address:
        waiting = self.starts.get(piece.line)
        if waiting and self.entered != piece.line:
            self.current, self.entered = waiting.pop(0), piece.line
        return self.current
