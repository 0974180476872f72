"""Runs of text -> lines with hints: what every reader of a structured format ends in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from recommendations.importing.readers.base import Line, Source
from recommendations.importing.readers.signs import without_invisible

PLAIN = Line(0, "")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one face; "\\n" breaks the line. One with a `note` is that footnote's mark, without text."""

    text: str
    bold: bool = False
    note: str = ""


@dataclass
class _Row:
    """A line in the making."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[tuple[int, int]] = field(default_factory=list)
    hung: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str, *, bold: bool) -> None:
        if not text:
            return
        end = self.length + len(text)
        if bold:
            start = self.bold.pop()[0] if self.bold and self.bold[-1][1] == self.length else self.length
            self.bold.append((start, end))
        self.parts.append(text)
        self.length = end

    def line(self, like: Line) -> Line:
        """The line without the blanks around it, its places moved accordingly."""
        whole = "".join(self.parts)
        text = whole.strip()
        shift = len(whole) - len(whole.lstrip())

        def moved(place: int) -> int:
            return min(max(place - shift, 0), len(text))

        bold = tuple((moved(start), moved(end)) for start, end in self.bold if moved(start) < moved(end))
        hung = tuple((moved(place), mark) for place, mark in self.hung)
        return replace(like, text=text, bold=bold, hung=hung)


class LineWriter:
    """Collects the lines of one file."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.removed = 0
        self.omitted: Counter[str] = Counter()

    def write(self, runs: Iterable[Run], like: Line = PLAIN, joint: str = " ", *, begins: bool | None = True) -> bool:
        """Adds a paragraph, one line for each of its own lines; returns whether there was any text.

        `like` gives the hints; its `mark` is put in front of the text, with `joint` between them. `begins` is what is
        known of the first line.
        """
        rows = list(self._rows(runs))
        if like.mark:
            rows[0] = _marked(rows[0], like.mark + joint)
        written = False
        for row in rows:
            line = row.line(like)
            if line.text or line.hung:
                self.lines.append(replace(line, number=len(self.lines) + 1, begins=begins))
                begins, written, like = False, True, replace(like, mark="")
        return written

    def write_as_set(self, runs: Iterable[Run], like: Line = PLAIN) -> None:
        """Adds text that keeps its blanks as a plain file has it, with its blank lines: only of its first line is known
        that something begins there."""
        begins: bool | None = True
        for row in self._rows(runs):
            text = "".join(row.parts).rstrip()
            if text or begins is None:
                line = replace(like, text=text, bold=tuple(row.bold), begins=begins if text else None)
                self.lines.append(replace(line, number=len(self.lines) + 1))
                begins = None

    def source(self, kind: str, encoding: str = "", *, certain: bool = True) -> Source:
        """What was written, as a source."""
        omitted = tuple(sorted(self.omitted.items()))
        return Source(tuple(self.lines), kind, encoding, certain, self.removed, omitted)

    def _rows(self, runs: Iterable[Run]) -> Iterator[_Row]:
        row = _Row()
        for run in runs:
            if run.note:
                row.hung.append((row.length, run.note))
                continue
            text, removed = without_invisible(run.text)
            self.removed += removed
            first, *others = text.split("\n")
            row.add(first, bold=run.bold)
            for other in others:
                yield row
                row = _Row()
                row.add(other, bold=run.bold)
        yield row


def _marked(row: _Row, mark: str) -> _Row:
    marked = _Row()
    marked.add(mark, bold=False)
    text = "".join(row.parts)
    shift = len(mark) - (len(text) - len(text.lstrip()))
    marked.add(text.lstrip(), bold=False)
    marked.bold = [(max(start + shift, len(mark)), end + shift) for start, end in row.bold]
    marked.hung = [(max(place + shift, 0), note) for place, note in row.hung]
    return marked
