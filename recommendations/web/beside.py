"""The source beside the result: each stretch of lines of a file with what was made of it, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from recommendations.importing.amended import STANDING, amendment_words, reason_words
from recommendations.importing.corrigenda.by_hand import MOVABLE, target_of
from recommendations.importing.corrigenda.outcomes import KEPT
from recommendations.importing.mismatches import At
from recommendations.importing.nodes import Kind
from recommendations.importing.parsed import TITLED, ParsedReport, ParseWarning, Piece
from recommendations.importing.placing import Address, placed
from recommendations.importing.plan import Plan
from recommendations.web.import_words import PARTS, WHY
from recommendations.workflow import Words

ROWS_SHOWN = 60


@dataclass(frozen=True)
class SourceLine:
    """A line with its number and the pieces it was taken apart into: (kind, text)."""

    number: int
    pieces: list[tuple[str, str]]


@dataclass(frozen=True)
class Amended:
    """One thing that a corrigendum changes: what, what becomes of it, and where it is left out why."""

    words: str
    standing: Words
    reason: str
    is_done: bool
    target: str
    may_be_put: bool


@dataclass
class Row:
    """A stretch of lines that belong to one part. `text` is the part's whole text, given where it begins.

    `change` is "created", "changed" or "unchanged", and "" for what is not stored; `was` the number it is stored under
    where that is another. `is_doubtful` marks what somebody should look at.
    """

    part: Address
    label: Words
    name: str
    pieces: list[Piece]
    page: int | None
    text: str = ""
    goes_on: bool = False
    why: Words = ""
    facts: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    change: str = ""
    was: str = ""
    is_doubtful: bool = False
    amended: list[Amended] = field(default_factory=list)

    @property
    def lines(self) -> list[SourceLine]:
        return [
            SourceLine(number, [(piece.kind.replace(" ", "-"), piece.text) for piece in group])
            for number, group in groupby(self.pieces, key=lambda piece: piece.line)
        ]

    @property
    def recommendations(self) -> list[tuple[str, str]]:
        """(reference, as it stands behind "Recommendation") of those that are this part, or words in it."""
        return [(reference, number_in(reference)) for reference in self.also]

    @property
    def anchor(self) -> str:
        return f"line-{self.pieces[0].line}"

    @property
    def kind(self) -> str:
        return self.part.partition(":")[0]


@dataclass(frozen=True)
class Sheet:
    """The rows of one page of the source; `page` is None where the format has none."""

    page: int | None
    rows: list[Row]


@dataclass(frozen=True)
class Stretch:
    """Some rows of the whole: the number of this stretch and how many there are, counted from 1."""

    sheets: list[Sheet]
    number: int
    count: int
    rows: int

    def parts(self, kind: str) -> list[Address]:
        """The parts of a kind that begin here."""
        rows = (row for sheet in self.sheets for row in sheet.rows)
        return [row.part for row in rows if row.kind == kind and not row.goes_on]

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1


def rows_of(plan: Plan, doubtful: set[Address]) -> list[Row]:
    """Every row, in the order of the source."""
    parsed, source = plan.upload.parsed, plan.upload.source
    pages = {line.number: line.page for line in source.lines}
    told = _told(parsed)
    changes = _changes(plan)
    before = {f"{kind}:{new}": old for kind, moves in plan.renumbered.moves.items() for old, new in moves.items()}
    seen: set[Address] = set()
    amended = _amended(plan)
    rows: list[Row] = []
    for part, group in groupby(placed(parsed), key=lambda one: _run(one.part)):
        pieces = [one.piece for one in group]
        first = _first(part, pieces)
        for page, on_page in groupby(pieces, key=lambda piece: pages.get(piece.line)):
            rows.append(_row(first, list(on_page), page, told, changes, seen))
            rows[-1].amended = [] if first in seen else amended.get(first, [])
            left_out = any(one.reason for one in rows[-1].amended)
            rows[-1].is_doubtful = first in doubtful or rows[-1].kind == "unread" or left_out
            rows[-1].was = "" if first in seen else number_in(before.get(first, ""))
            seen.add(first)
    return rows


def _amended(plan: Plan) -> dict[Address, list[Amended]]:
    found: dict[Address, list[Amended]] = {}
    for place, outcome in enumerate(plan.outcomes):
        told = Amended(
            words=amendment_words(outcome.amendment),
            standing=STANDING.get(outcome.code, ""),
            reason=reason_words(outcome),
            is_done=outcome.code != KEPT,
            target=target_of(place),
            may_be_put=outcome.may_be_found and outcome.amendment.act in MOVABLE,
        )
        found.setdefault(f"amendment:{outcome.amendment.lines[0]}", []).append(told)
    return found


def stretch(rows: Sequence[Row], *, number: int, size: int = ROWS_SHOWN) -> Stretch:
    count = max(1, -(-len(rows) // size))
    number = min(max(number, 1), count)
    shown = rows[(number - 1) * size : number * size]
    sheets = [Sheet(page, list(group)) for page, group in groupby(shown, key=lambda row: row.page)]
    return Stretch(sheets, number, count, len(rows))


def shown_with(rows: Sequence[Row], part: Address) -> Address:
    """The part under which another is shown: the paragraph of a recommendation that is one; else itself."""
    kind, _colon, name = part.partition(":")
    if kind != "recommendation":
        return part
    return next((row.part for row in rows if name in row.also), part)


def number_of(rows: Sequence[Row], part: Address, size: int = ROWS_SHOWN) -> int:
    """The stretch in which a part begins; the first where there is none such."""
    return next((index // size + 1 for index, row in enumerate(rows) if row.part == part), 1)


def number_in(reference: str) -> str:
    """A reference behind the word for what it names: of "Recommendation 4" the number."""
    return reference.removeprefix(TITLED)


def _run(part: Address) -> Address:
    """Lines of furniture in a row are shown together, and so are lines that could not be placed."""
    kind = part.partition(":")[0]
    return kind if kind == "furniture" else part


def _first(part: Address, pieces: Sequence[Piece]) -> Address:
    return f"{part}:{pieces[0].line}" if part == "furniture" else part


@dataclass(frozen=True)
class _Told:
    texts: Mapping[Address, str]
    whys: Mapping[int, str]
    facts: Mapping[Address, list[str]]
    also: Mapping[Address, list[str]]


def _told(parsed: ParsedReport) -> _Told:
    texts = {f"paragraph:{one.number}": one.text for one in parsed.paragraphs}
    texts |= {f"recommendation:{one.ref}": one.text for one in parsed.recommendations}
    texts |= {f"heading:{one.lines[0]}": one.title for one in parsed.sections}
    texts |= {f"footnote:{one.lines[0]}": one.text for one in parsed.footnotes}
    texts["document:"] = parsed.document.title
    whys = {aside.line: aside.why for aside in (*parsed.unread, *parsed.furniture)}
    facts: dict[Address, list[str]] = {}
    numbers = {one.number: one.lines[0] for one in parsed.paragraphs}
    also: dict[Address, list[str]] = {}
    for one in parsed.recommendations:
        facts[f"recommendation:{one.ref}"] = [text for text in (one.addressee, one.heading or "") if text]
        if not one.parent and numbers.get(one.paragraph) == one.lines[0]:
            also.setdefault(f"paragraph:{one.paragraph}", []).append(one.ref)
    return _Told(texts, whys, facts, also)


def _changes(plan: Plan) -> dict[Address, str]:
    """Of paragraphs and recommendations: what storing would do with them."""
    return {
        f"{change.kind}:{change.key}": word
        for word, changes in (("created", plan.created), ("changed", plan.changed))
        for change in changes
    }


def _row(
    part: Address,
    pieces: list[Piece],
    page: int | None,
    told: _Told,
    changes: Mapping[Address, str],
    seen: set[Address],
) -> Row:
    kind, _colon, name = part.partition(":")
    is_stored = kind in {"paragraph", "recommendation"}
    why = told.whys.get(pieces[0].line, "") if kind in {"furniture", "unread"} else ""
    return Row(
        part=part,
        label=PARTS[kind],
        name=number_in(name) if is_stored else "",
        pieces=pieces,
        page=page,
        text="" if part in seen else told.texts.get(part, ""),
        goes_on=part in seen,
        why=WHY.get(why, why),
        facts=[] if part in seen else told.facts.get(part, []),
        also=[] if part in seen else told.also.get(part, []),
        change=changes.get(part, "unchanged") if is_stored and part not in seen else "",
    )


class Places:
    """Where the warnings of reading a report belong."""

    def __init__(self, parsed: ParsedReport) -> None:
        self.numbers = {one.number for one in parsed.paragraphs}
        self.references = {one.ref for one in parsed.recommendations}
        self.headings = {one.heading: one.lines[0] for one in reversed(parsed.sections)}
        self.on_lines = {str(one.piece.line): one.part for one in placed(parsed)}

    def at(self, part: At | None) -> list[Address]:
        """The part of a file that a mismatch speaks of; none where there is none."""
        kind, name = part or (None, "")
        if kind is Kind.SECTION:
            line = self.headings.get(name)
            return [f"heading:{line}"] if line else []
        known = {Kind.PARAGRAPH: self.numbers, Kind.RECOMMENDATION: self.references}
        return [f"{kind}:{name}"] if kind is not None and name in known.get(kind, ()) else []

    def of(self, warning: ParseWarning) -> list[Address]:
        """The parts that a warning speaks of, in order; none where it speaks of none, or of one that is not there."""
        given = dict(warning.parameters)
        for name in ("paragraph", "after", "number"):
            if given.get(name) in self.numbers:
                return [f"paragraph:{given[name]}"]
        if given.get("ref") in self.references:
            return [f"recommendation:{given['ref']}"]
        line = self.headings.get(given.get("heading", ""))
        if line:
            return [f"heading:{line}"]
        named = given.get("lines", "").split(", ")
        return list(dict.fromkeys(self.on_lines[line] for line in named if line in self.on_lines))
