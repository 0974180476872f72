"""Opening and closing parts -> lines: what HTML, Markdown and reStructuredText are turned into."""

import re
from dataclasses import dataclass, field, replace

from recommendations.importing.readers.base import Line, ReportRefusedError
from recommendations.importing.readers.ordinals import printed
from recommendations.importing.readers.tables import LAYOUT_MARK, GridCell, write_table
from recommendations.importing.readers.writer import PLAIN, LineWriter, Run

DEEPEST = 500  # parts within each other
MOST_COLUMNS = 1000
BLANKS = re.compile(r"[ \t\r\n\f]+")
OWN_MARK = re.compile(r"\s*[(（\[]?\w{1,5}[.)）\]、]\s")


@dataclass(frozen=True)
class State:
    """What holds inside a part: the hints of its lines, and how its text is taken."""

    like: Line = PLAIN
    bold: bool = False
    keeps_blanks: bool = False
    is_skipped: bool = False


@dataclass
class _List:
    form: str  # of `ordinals`, or "" for bullets
    pattern: str
    next_value: int


@dataclass
class _Table:
    cells: list[GridCell] = field(default_factory=list)
    row: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column -> row down to which a cell above reaches
    open_cell: GridCell | None = None


class Builder:
    """Collects runs into paragraphs; every part that begins or ends a paragraph calls `flush`."""

    def __init__(self) -> None:
        self.writer = LineWriter()
        self.states = [State()]
        self._runs: list[Run] = []
        self._lists: list[_List] = []
        self._mark = ""
        self._tables: list[_Table] = []
        self._serial = 0
        self._opens = True  # whether the next paragraph is the first of its footnote

    @property
    def state(self) -> State:
        return self.states[-1]

    def push(self, state: State) -> None:
        if len(self.states) > DEEPEST:
            raise ReportRefusedError("unsafe", what="parts nested too deeply")
        if state.like.note != self.state.like.note:
            self._opens = True
        self.states.append(state)

    def pop(self) -> None:
        if len(self.states) > 1:
            self.states.pop()

    def ends_role(self) -> bool:
        """Whether what holds around this part is of another kind."""
        return len(self.states) > 1 and self.states[-1].like.role != self.states[-2].like.role

    def become_note(self, mark: str, parts: int) -> None:
        """Makes the innermost parts, so many of them, those of a footnote."""
        for place in range(len(self.states) - parts, len(self.states)):
            state = self.states[place]
            self.states[place] = replace(state, like=replace(state.like, role="footnote", note=mark))
        self._opens = True

    def text(self, text: str) -> None:
        if self.state.is_skipped:
            return
        if not self.state.keeps_blanks:
            text = BLANKS.sub(" ", text)
            before = next((run.text for run in reversed(self._runs) if run.text), "")
            if before.endswith((" ", "\n")):
                text = text.removeprefix(" ")
        if text:
            self._runs.append(Run(text, self.state.bold))

    def line_break(self) -> None:
        if not self.state.is_skipped:
            self._runs.append(Run("\n"))

    def note(self, mark: str) -> None:
        if not self.state.is_skipped:
            self._runs.append(Run("", note=mark))

    def flush(self) -> None:
        """Ends the paragraph, if one is open."""
        runs, self._runs = self._runs, []
        words = "".join(run.text for run in runs)
        if not words.strip() and not any(run.note for run in runs):
            return
        like = replace(self.state.like, depth=len(self._lists))
        # The number of an item that is a footnote is its mark.
        if self._mark and like.role != "footnote" and not (self._mark == "•" and OWN_MARK.match(words)):
            like = replace(like, mark=self._mark)
        self._mark = ""
        if self._tables and (cell := self._tables[-1].open_cell) is not None:
            if like.mark:
                runs = [Run(f"{like.mark} "), *runs]
            cell.paragraphs.append((runs, replace(like, mark="")))
        elif like.role == "footnote":
            self.writer.write(_without_mark(runs, like.note), like, begins=self._opens)
            self._opens = False
        elif self.state.keeps_blanks and not like.mark:
            self.writer.write_as_set(runs, like)
        else:
            self.writer.write(runs, like)

    # --- lists ----------------------------------------------------------------------------------------------------

    def open_list(self, form: str, start: int = 1, pattern: str = "%s.") -> None:
        """`form` is one of `ordinals.FORMS`, "decimal", or "" for bullets; `pattern` has %s for the number."""
        self.flush()
        if len(self._lists) > DEEPEST:
            raise ReportRefusedError("unsafe", what="parts nested too deeply")
        self._lists.append(_List(form, pattern, start))

    def item(self, value: int | None = None) -> None:
        self.flush()
        if not self._lists:
            return
        within = self._lists[-1]
        number = within.next_value if value is None else value
        within.next_value = number + 1
        self._mark = within.pattern % printed(number, within.form) if within.form else "•"

    def close_list(self) -> None:
        self.flush()
        self._mark = ""
        if self._lists:
            self._lists.pop()

    # --- tables: one inside another is layout, and its text belongs to the outer cell -----------------------------

    def open_table(self) -> None:
        self.flush()
        if not self._tables:
            self._serial += 1
        self._tables.append(_Table(open_cell=self._tables[-1].open_cell if self._tables else None))

    def row(self) -> None:
        self.flush()
        if len(self._tables) == 1:
            self._tables[0].row += 1
            self._tables[0].open_cell = None

    def cell(self, rows: int = 1, columns: int = 1, *, is_heading: bool = False) -> None:
        self.flush()
        if len(self._tables) != 1:
            return
        table = self._tables[0]
        table.row = max(table.row, 1)
        column = 1 + max((c.column + c.columns - 1 for c in table.cells[-1:] if c.row == table.row), default=0)
        while table.taken.get(column, 0) >= table.row:
            column += 1
        rows, columns = min(max(rows, 1), MOST_COLUMNS), min(max(columns, 1), MOST_COLUMNS)
        if rows > 1:
            table.taken |= dict.fromkeys(range(column, column + columns), table.row + rows - 1)
        table.open_cell = GridCell(table.row, column, rows, columns, is_heading)
        table.cells.append(table.open_cell)

    def close_cell(self) -> None:
        self.flush()
        if len(self._tables) == 1:
            self._tables[0].open_cell = None
        elif len(self._tables) > 1 and (cell := self._tables[-1].open_cell) is not None and cell.paragraphs:
            # What stands before its text in a cell of its own, in a table within a cell.
            words = "".join(run.text for run in cell.paragraphs[-1][0]).strip()
            if LAYOUT_MARK.fullmatch(words) is not None:
                cell.paragraphs.pop()
                self._mark = words

    def close_table(self) -> None:
        self.flush()
        if self._tables:
            table = self._tables.pop()
            if not self._tables:
                write_table(self.writer, self._serial, table.cells)

    def finish(self) -> None:
        """Ends whatever is still open."""
        while self._tables:
            self.close_table()
        self.flush()
        if not any(line.role != "furniture" for line in self.writer.lines):
            raise ReportRefusedError("no_text")


def _without_mark(runs: list[Run], mark: str) -> list[Run]:
    """A note's text without its own mark, where the mark is printed before it."""
    text = "".join(run.text for run in runs)
    printed_mark = re.match(rf"\s*[\[(]?{re.escape(mark)}[\])]?[.:]?(?=\s)\s*", text)
    taken = printed_mark.end() if printed_mark else 0
    kept = []
    for run in runs:
        cut = min(taken, len(run.text))
        taken -= cut
        kept.append(replace(run, text=run.text[cut:]))
    return kept
