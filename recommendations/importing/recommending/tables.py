"""Tables of recommendations: a row each, with reference, text, position, theme; or what was done about older ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.prose import Joiner, is_complete
from recommendations.importing.signs.recommenders import name_their_makers, split_recommenders
from recommendations.importing.structure.heading_kinds import heading_kind
from recommendations.importing.structure.positions import position_word
from recommendations.importing.structure.table_roles import Column, roles_of
from recommendations.importing.structure.titles import CODED, title_at
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES

REFERENCE = re.compile(
    r"(?P<ref>\d{1,3}[A-Z]?(?:\.\d{1,3}){1,2}|\d{1,4}\s?\([a-z]{1,2}\)(?:\s?\([ivx]+\))?|\d{1,4})(?:[.)．、]?\s+|[.)．、]?$)"
)
DASHED = re.compile(r"\d{1,3}-\d{1,3}")  # what Arabic editions print for 88.1
FEWEST_ROWS = 2
MOST_HEADING_WORDS = 8
CLAUSE = re.compile(r"[,;，；。،؛]")


@dataclass
class Row:
    """A row that states a recommendation; `group` are the lines of the row over all columns above it, `theme` what
    its own column says, `lines` those it was read from."""

    ref: str
    text: str
    position: str
    theme: str
    recommending: tuple[str, ...]
    lines: list[BodyLine]
    group: tuple[BodyLine, ...]
    mark: str


@dataclass
class TableReport:
    """What the tables of a report say: new recommendations, and positions on those told elsewhere or before.

    `others` are lines of tables that say neither, or answer older recommendations, each with that reason; `headings`
    those of the columns. `counted` says that no row has a reference of its own.
    """

    rows: list[Row] = field(default_factory=list)
    positions: dict[str, str] = field(default_factory=dict)
    others: list[tuple[BodyLine, str]] = field(default_factory=list)
    headings: list[BodyLine] = field(default_factory=list)
    counted: bool = False


@dataclass
class _Cells:
    """One row of a table: its cells' lines by column."""

    number: int
    columns: dict[int, list[BodyLine]] = field(default_factory=dict)
    wide: bool = False  # a single cell over all columns
    heading: bool = False

    @property
    def lines(self) -> list[BodyLine]:
        return [line for column in sorted(self.columns) for line in self.columns[column]]


def read_tables(lines: Sequence[BodyLine], lexicon: Lexicon, joiner: Joiner) -> TableReport:
    """The recommendations and positions in the tables of a text."""
    report = TableReport()
    tabled = in_tables(lines)
    announced = _announced(lines, tabled, lexicon)
    for number, table in _by_table([line for line in lines if line.number in tabled]).items():
        _Table(table, lexicon, joiner, announced=number in announced).add_to(report)
    return report


def _announced(lines: Sequence[BodyLine], tabled: set[int], lexicon: Lexicon) -> set[int]:
    """The tables under a heading of nothing but recommendations of the report's own."""
    phrases = PHRASES[lexicon.language]
    announced: set[int] = set()
    kind = ""
    whole = True  # whether the line before ends a sentence or is a heading itself
    for line in lines:
        if line.number in tabled and line.cell is not None:
            announced |= {line.cell.table} if kind == "recommendations" else set()
            continue
        apart = whole and (line.gap > 0 or line.begins is True) and CLAUSE.search(line.text) is None
        short = apart and not is_complete(line.text) and len(line.text.split()) <= MOST_HEADING_WORDS
        if line.role == "heading" or short:
            ends = line.role == "heading" or phrases.annex.match(line.text) is not None
            kind = heading_kind(line.text, lexicon, phrases) or ("" if ends else kind)
        whole = line.role == "heading" or short or is_complete(line.text)
    return announced


def in_tables(lines: Sequence[BodyLine]) -> set[int]:
    """The numbers of the lines that stand in tables; a table of one column is but a frame around running text."""
    return {
        line.number
        for table in _by_table(lines).values()
        if any(line.cell is not None and (line.cell.column > 1 or line.cell.columns > 1) for line in table)
        for line in table
    }


def _by_table(lines: Sequence[BodyLine]) -> dict[int, list[BodyLine]]:
    tables: dict[int, list[BodyLine]] = {}
    for line in lines:
        if line.cell is not None:
            tables.setdefault(line.cell.table, []).append(line)
    return tables


class _Table:
    def __init__(self, lines: Sequence[BodyLine], lexicon: Lexicon, joiner: Joiner, *, announced: bool) -> None:
        self.phrases = PHRASES[lexicon.language]
        self.joiner = joiner
        self.rows = _rows(lines)
        found = roles_of(self._columns(), lexicon, announced=announced)
        self.roles = found.columns
        self.answers = found.older

    def add_to(self, report: TableReport) -> None:
        stated = list(self._stated()) if "text" in self.roles.values() else []
        if not stated and "text" in self.roles.values() and "reference" not in self.roles.values() and not report.rows:
            stated = list(self._stated(count=True))
            report.counted = len(stated) >= FEWEST_ROWS and not self.answers
        if len(stated) < FEWEST_ROWS:
            report.positions |= self._taken()
            report.others += [(line, "table") for row in self.rows for line in row.lines]
            return
        report.positions |= {row.ref: row.position for row in stated if row.position}
        read = {line.number for row in stated for line in (*row.lines, *row.group)}
        if self.answers:
            report.others += [(line, "answer to an older recommendation") for row in self.rows for line in row.lines]
            return
        if name_their_makers([row.text for row in stated]):
            for made in stated:
                made.text, made.recommending = split_recommenders(made.text)
        report.rows += stated
        for row in self.rows:
            others = [line for line in row.lines if line.number not in read]
            if row.heading:
                report.headings += others
            else:
                report.others += [(line, "table") for line in others]

    def _columns(self) -> dict[int, Column]:
        headings = self._headings()
        cells: dict[int, list[str]] = {}
        for row in self.rows:
            for column, lines in () if row.heading or row.wide else row.columns.items():
                cells.setdefault(column, []).append(self._words(lines))
        return {
            column: Column(headings.get(column, ""), [text for text in cells.get(column, []) if text.strip()])
            for column in sorted({*headings, *cells})
        }

    def _taken(self) -> dict[str, str]:
        """The positions of a table that names recommendations by their references alone; numbers behind positions
        count how many have each."""
        taken: dict[str, str] = {}
        counts = [self.roles[column] for column in sorted(self.roles)][:2] == ["position", "reference"]
        for row in self.rows:
            found = {role: row.columns.get(column, []) for column, role in self.roles.items()}
            named = self._named(self._words(found.get("reference") or found.get("text") or []))
            verdict = self._verdict(found)
            if named is not None and verdict and not row.heading and not (counts and named[0].isdecimal()):
                taken[named[0]] = verdict
        return taken if len(taken) >= FEWEST_ROWS else {}

    def _verdict(self, found: dict[str, list[BodyLine]]) -> str:
        said = (self._words(found.get(role, [])) for role in ("position", "answer"))
        return next(filter(None, (position_word(text, self.phrases) for text in said)), "")

    def _headings(self) -> dict[int, str]:
        headings: dict[int, str] = {}
        for row in self.rows:
            for column, lines in row.columns.items():
                cell = lines[0].cell
                if cell is not None and column not in headings:
                    heading = cell.heading or (self._words(lines) if cell.is_heading else "")
                    headings |= {column: heading.strip(" :")} if heading else {}
        return headings

    def _stated(self, *, count: bool = False) -> Iterator[Row]:
        """The rows that state a recommendation by their reference; or all with a text, to `count` them."""
        group: tuple[BodyLine, ...] = ()
        counted = 0
        for row in self.rows:
            if row.heading:
                continue
            if row.wide:
                group = tuple(row.lines)
                continue
            found = {role: row.columns.get(column, []) for column, role in self.roles.items()}
            found["text"] = _without_notes(found["text"])
            first = self._words(found.get("reference", []))
            text = self._words(found["text"])
            named = self._named(first) or self._named(text, whole=False)
            if named is None and not count:
                continue
            counted += 1
            ref, mark, rest = named or (f"Recommendation {counted}", "", text)
            text = text if self._named(first) else rest
            if not any(sign.isalpha() for sign in text):
                continue
            yield Row(
                ref=ref,
                text=text,
                position=self._verdict(found),
                theme=self._words(found.get("theme", [])),
                recommending=tuple(
                    filter(None, re.split(r"\s*[;,،、]\s*", self._words(found.get("recommending", []))))
                ),
                lines=[line for lines in found.values() for line in lines],
                group=group,
                mark=mark,
            )

    def _named(self, text: str, *, whole: bool = True) -> tuple[str, str, str] | None:
        """(reference, as printed, text behind it) that a cell begins with, or is as a `whole`: "81(c)",
        "Recommendation 4: …"."""
        if whole and self.phrases is PHRASES["ar"] and DASHED.fullmatch(text):
            return text.replace("-", "."), text, ""
        match = REFERENCE.fullmatch(text) if whole else REFERENCE.match(text)
        if match is not None:
            return re.sub(r"\s", "", match["ref"]), match[0].strip(), text[match.end() :]
        coded = CODED.fullmatch(text) if whole else None
        if coded is not None:  # a reference is part of an address
            return re.sub(r"\s+", " ", coded["code"]).replace("/", "-"), text, ""
        title = title_at(0, text, self.phrases, set_off=True)
        return None if title is None or (whole and title.rest) else (title.ref, title.printed, title.rest)

    def _words(self, lines: Sequence[BodyLine]) -> str:
        return self.joiner.join([line.text for line in lines])


def _without_notes(lines: Sequence[BodyLine]) -> list[BodyLine]:
    """A cell without what follows its text under a label in bold ("Source of position: …")."""
    kept: list[BodyLine] = []
    for line in lines:
        label = line.text[: line.bold[0][1]].rstrip() if line.bold and line.bold[0][0] == 0 else ""
        if kept and line.begins and not line.is_bold and label.endswith((":", "：")):
            break
        kept.append(line)
    return kept


def _rows(lines: Sequence[BodyLine]) -> list[_Cells]:
    rows: dict[int, _Cells] = {}
    for line in lines:
        cell = line.cell
        if cell is not None:
            row = rows.setdefault(cell.row, _Cells(cell.row))
            row.columns.setdefault(cell.column, []).append(line)
            row.heading = row.heading or cell.is_heading
    columns = max((len(row.columns) for row in rows.values()), default=1)
    for row in rows.values():
        row.wide = columns > 1 and len(row.columns) == 1 and min(row.columns) == 1
    return list(rows.values())
