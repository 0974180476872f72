"""The printed page: what of a source is page furniture, what a footnote, and what the running text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recommendations.importing.pages.furniture import COLUMNS, SYMBOL, furniture
from recommendations.importing.pages.notes import Note, NoteLine, find_notes
from recommendations.importing.readers.base import Cell, Line, Role
from recommendations.importing.signs.prose import is_complete, omits
from recommendations.importing.words.phrases import Phrases


@dataclass(frozen=True)
class BodyLine:
    """A line of the running text, blanks around it removed.

    `gap` is the number of blank lines before it, `indented` whether blanks preceded its text, `cut` whether "(…)" did
    on a line of its own; `cuts` are footnote marks taken out: (place in `text` where it stood, mark). The others are
    the reader's hints (`readers.base.Line`), `bold` and `hung` with places in this `text`.
    """

    number: int
    text: str
    page: int | None
    style: str | None
    gap: int
    indented: bool
    cuts: tuple[tuple[int, str], ...] = ()
    role: Role = "text"
    level: int | None = None
    begins: bool | None = None
    mark: str = ""
    depth: int = 0
    bold: tuple[tuple[int, int], ...] = ()
    hung: tuple[str, ...] = ()
    cell: Cell | None = None
    cut: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are in bold."""
        light = self.text
        for start, end in reversed(self.bold):
            light = light[:start] + light[end:]
        return bool(self.bold) and not any(sign.isalpha() for sign in light)


@dataclass
class Pages:
    """A source taken apart by its printed pages."""

    body: list[BodyLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    furniture: list[tuple[int, str, str]] = field(default_factory=list)  # line, text, why
    unread: list[tuple[int, str, str]] = field(default_factory=list)  # what the reader found, but not in the text
    symbols: list[str] = field(default_factory=list)


def separate(lines: Sequence[Line], phrases: Phrases) -> Pages:
    """Running text, footnotes and page furniture of a source, blank lines left out."""
    pages = Pages()
    kinds = furniture(lines)
    noted = find_notes(lines, kinds, phrases)
    gap = 0
    since = block_since = 0
    in_block = at_edge = cut = False
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        text = line.text.strip()
        why = "notes" if phrases.headings.notes.fullmatch(text) and _is_noted(lines, noted, index + 1) else kind
        if not text:
            gap += 1
            continue
        note = noted.get(index)
        if note is not None and not in_block:
            block_since, since = since, len(pages.body)
        in_block = note is not None
        if line.role == "unread":
            pages.unread.append((line.number, text, line.why))
        elif line.role == "footnote":
            _take_note(pages, line, text, since)
        elif note is not None and note.opens:
            opened = [(line.number, note.text)]
            pages.notes.append(Note(note.mark, opened, len(pages.body), block_since, note.printed, behind=note.behind))
        elif note is not None:
            pages.notes[-1].lines.append((line.number, text))
        elif why:
            pages.furniture.append((line.number, text, why))
            at_edge = True
            pages.symbols += [part for part in COLUMNS.split(text) if SYMBOL.fullmatch(part)]
        elif omits(text) and line.cell is None:
            pages.furniture.append((line.number, text, "omission"))
            cut = True
        else:
            # Blank lines beside what parts two pages do not set apart a line in which a sentence goes on.
            runs_on = at_edge and bool(pages.body) and not is_complete(pages.body[-1].text)
            pages.body.append(_body_line(line, text, 0 if runs_on else gap, cut=cut))
            at_edge = cut = False
        gap = 0
    return pages


def _is_noted(lines: Sequence[Line], noted: Mapping[int, NoteLine], index: int) -> bool:
    """Whether the next filled line from here on is a note's."""
    at = next((at for at in range(index, len(lines)) if lines[at].text.strip()), None)
    return at is not None and (at in noted or lines[at].role == "footnote")


def _body_line(line: Line, text: str, gap: int, *, cut: bool) -> BodyLine:
    shift = len(line.text) - len(line.text.lstrip())
    return BodyLine(
        line.number,
        text,
        line.page,
        line.style,
        max(gap, int(cut)),
        indented=line.text[:1] in " \t\u3000",
        role=line.role,
        level=line.level,
        begins=line.begins,
        mark=line.mark,
        depth=line.depth,
        bold=tuple((max(0, start - shift), min(len(text), end - shift)) for start, end in line.bold if end > shift),
        hung=tuple(mark for _place, mark in line.hung),
        cell=line.cell,
        cut=cut,
    )


def _take_note(pages: Pages, line: Line, text: str, since: int) -> None:
    """Adds a line that the format itself calls a footnote's."""
    last = pages.notes[-1] if pages.notes else None
    if last is not None and last.hung and last.mark == line.note and line.begins is not True:
        last.lines.append((line.number, text))
    else:
        pages.notes.append(Note(line.note, [(line.number, text)], len(pages.body), since, hung=True))
