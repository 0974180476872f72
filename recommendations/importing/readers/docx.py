"""Word documents (DOCX) -> lines, with the numbers that Word prints and does not store."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from recommendations.importing.readers.archive import Archive
from recommendations.importing.readers.base import Cell, Line, ReportRefusedError, Role, Source
from recommendations.importing.readers.docx_numbering import Numbering
from recommendations.importing.readers.docx_parts import MAIN, Parts
from recommendations.importing.readers.docx_styles import Style, Styles, outline_level
from recommendations.importing.readers.docx_tables import TRANSPARENT, cells, continued, paragraphs_laid_out
from recommendations.importing.readers.docx_text import Text, TextReader
from recommendations.importing.readers.ordinals import printed
from recommendations.importing.readers.writer import LineWriter, Run
from recommendations.importing.readers.xml import attribute, child, number, tag

KIND = "a Word document (DOCX)"
FURNITURE = re.compile(r"word/(?P<kind>header|footer)\d*\.xml")
NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
NOTE_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
MOST_TABLES_WITHIN = 10


@dataclass
class _Notes:
    """The notes of one kind: how they are numbered, and the marks given so far by the notes' ids."""

    form: str
    start: int = 1
    marks: dict[str, str] = field(default_factory=dict)
    counted: int = 0

    def mark(self, identity: str, own: str) -> str:
        if identity not in self.marks:
            self.marks[identity] = own or printed(self.start + self.counted, self.form)
            self.counted += not own
        return self.marks[identity]


def read_docx(content: bytes) -> Source:
    """The lines of a Word document: body, then notes; headers before and footers after them.

    Raises ReportRefusedError: `damaged`, `unsafe`, `encrypted`, `macros`, `too_large`, `no_text`.
    """
    return _Document(Archive(content, KIND)).read()


class _Document:
    """One document being read."""

    def __init__(self, archive: Archive) -> None:
        self._names = archive.names
        if any(name.lower().endswith("vbaproject.bin") for name in self._names):
            raise ReportRefusedError("macros")
        self._parts = Parts(archive)
        self._styles = Styles(self._parts.elements("styles"))
        self._numbering = Numbering(self._parts.elements("numbering"))
        self._notes = self._note_settings()
        self._text = TextReader(self._styles, lambda kind, identity, own: self._notes[kind].mark(identity, own))
        self._writer = LineWriter()
        self._tables = 0
        self._before = ""  # what stands before the next paragraph in a cell of its own

    def read(self) -> Source:
        if MAIN not in self._parts:
            raise ReportRefusedError("damaged", kind=KIND)
        self._furniture("header")
        for element in self._parts.elements(MAIN, level=3):
            self._block(element, Line(0, ""))
        for kind in NOTE_PARTS:
            self._note_texts(kind)
        self._furniture("footer")
        if not any(line.role != "furniture" for line in self._writer.lines):
            raise ReportRefusedError("no_text")
        return self._writer.source("docx")

    def _note_settings(self) -> dict[str, _Notes]:
        notes = {kind: _Notes(form) for kind, form in NOTE_FORMS.items()}
        for element in self._parts.elements("settings"):
            kind = tag(element).removesuffix("Pr")
            if kind in notes:
                notes[kind].form = attribute(child(element, "numFmt"), "val") or notes[kind].form
                notes[kind].start = number(child(element, "numStart")) or 1
        return notes

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _block(self, element: Element, like: Line, within: int = 0) -> None:
        name = tag(element)
        if name == "p":
            self._paragraph(element, like)
        elif name == "tbl":
            self._table(element, like, within)
        elif name in TRANSPARENT:
            for inner in element:
                self._block(inner, like, within)
        elif name in {"del", "moveFrom"}:
            self._writer.omitted["deleted text"] += 1
        elif name == "altChunk":
            self._writer.omitted["embedded document"] += 1

    def _table(self, table: Element, like: Line, within: int) -> None:
        if within >= MOST_TABLES_WITHIN:
            raise ReportRefusedError("unsafe", what="parts nested too deeply")
        self._tables += 1
        placed = cells(table, self._tables)
        if within == 0 and (laid_out := paragraphs_laid_out(placed)):
            for mark, element in laid_out:
                self._before = f"{mark} "
                for _, inner in continued(Cell(self._tables, 1, 2), element):
                    self._block(inner, like, within + 1)
                self._writer.write([Run(self._before)], like)  # where nothing that is shown stands behind it
                self._before = ""
            return
        for cell, element in placed:
            for place, inner in continued(cell, element):
                # A table inside a cell is layout: its lines are lines of the outer cell.
                self._block(inner, replace(like, cell=like.cell or place), within + 1)

    def _paragraph(self, paragraph: Element, like: Line) -> None:
        properties = child(paragraph, "pPr")
        identity = attribute(child(properties, "pStyle"), "val")
        style = self._styles[identity]
        text = self._text.read(paragraph, style)
        self._writer.omitted.update(text.omitted)
        # Word counts an empty paragraph of a list, so it is counted here, but its number stands before no text.
        mark, joint, depth = self._mark(properties, identity, style)
        has_text = any(run.text.strip() for run in text.runs)
        if has_text and self._before:
            text.runs.insert(0, Run(self._before))
            self._before = ""
        like = self._hinted(like, style, outline_level(properties) or style.level)
        self._writer.write(text.runs, replace(like, mark=mark if has_text else "", depth=depth), joint)
        self._asides(text, like)

    def _hinted(self, like: Line, style: Style, level: int | None) -> Line:
        like = replace(like, style=style.name or None)
        if like.role != "text" or like.cell is not None:
            return like
        if style.is_contents:
            return replace(like, role="furniture", why="contents")
        return replace(like, role="heading", level=level) if level is not None else like

    def _asides(self, text: Text, like: Line) -> None:
        if any(hidden.strip() for hidden in text.hidden):
            self._writer.write([Run("".join(text.hidden))], replace(like, role="unread", why="hidden text"))
        for box in text.boxes:
            role: Role = like.role if like.role == "furniture" else "box"
            for element in box:
                self._block(element, replace(like, role=role, level=None))

    def _mark(self, properties: Element | None, identity: str | None, style: Style) -> tuple[str, str, int]:
        """A paragraph's number as printed, what follows it, and how deep in its lists the paragraph stands."""
        own = child(properties, "numPr")
        list_id, place = number(child(own, "numId")), number(child(own, "ilvl"))
        if list_id is None:
            list_id = style.list_id
        if not list_id:
            return "", " ", 0
        if place is None:
            place = style.list_level or self._numbering.level_of_style(list_id, identity)
        mark, joint = self._numbering.advance(list_id, place)
        return mark, joint, place + 1

    # --- notes, headers, footers ----------------------------------------------------------------------------------

    def _note_texts(self, kind: str) -> None:
        for note in self._parts.elements(NOTE_PARTS[kind]):
            mark = self._notes[kind].marks.get(attribute(note, "id") or "")
            if tag(note) != kind or attribute(note, "type") not in {None, "normal"}:
                continue
            first = len(self._writer.lines)
            like = Line(0, "", role="footnote", note=mark) if mark else Line(0, "", role="unread", why="note not used")
            for element in note:
                self._block(element, like)
            self._open_note(first)

    def _open_note(self, first: int) -> None:
        """Only the first line of a note opens it; a mark of its own that is typed before its text is not text."""
        lines = self._writer.lines
        for index in range(first, len(lines)):
            line = lines[index]
            if index == first and line.note and not line.note.isalnum() and line.text.startswith(line.note):
                rest = line.text[len(line.note) :].lstrip()
                shift = len(line.text) - len(rest)
                bold = tuple((max(start - shift, 0), end - shift) for start, end in line.bold if end > shift)
                line = replace(line, text=rest, bold=bold)
            lines[index] = replace(line, begins=index == first)

    def _furniture(self, kind: str) -> None:
        for name in self._names:
            match = FURNITURE.fullmatch(name)
            if match is not None and match["kind"] == kind:
                for element in self._parts.within(name):
                    self._block(element, Line(0, "", role="furniture", why=kind))
