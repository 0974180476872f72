"""One document in many layouts: text as it is copied out of a page or a word processor, and files of most formats."""

import re
import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from html import escape
from random import Random

from benchmarks.import_documents import BOLD, MARK, Document, Part
from recommendations.importing.readers import Line, Source, read
from tests.importing.readers import word
from tests.importing.readers.print import Words, pdf, width

ROWS = 38  # on a page of text
HYPHENATED = re.compile(r"([^\W\d_]{9,})(?=[\s,.;])")
BULLET = re.compile(r"[•–] ")
STYLED = re.compile(r"(\*\*|\{[^}]*\})")
TEXT_WIDTH = 430  # points, on a page of PDF


def source(document: Document, layout: str) -> Source:
    """The document as it is read in a layout."""
    return LAYOUTS[layout](document)


def plain(text: str) -> str:
    """A text as printed, raised marks as the digits they are."""
    return MARK.sub(lambda mark: mark[1], text).replace("**", "").replace("~", "\u00a0")


# --- text -------------------------------------------------------------------------------------------------------


def _lines(document: Document, gap: str, tab: str = " ") -> Source:
    """One line for each part, the notes behind all; `tab` stands between a number or mark and its text."""
    parts = list(document.parts())
    ordered = [part for part in parts if part.kind != "note"] + [part for part in parts if part.kind == "note"]
    rows = [_tabbed(part, tab) for part in ordered]
    text = "".join(f"{part.mark} {row}".strip() + "\n" + gap for part, row in zip(ordered, rows, strict=True))
    return read(text.encode(), "report.txt")


def _tabbed(part: Part, tab: str) -> str:
    marked = part.kind in {"paragraph", "item", "inner"} and not part.text[:1].isalpha()
    return plain(part.text).replace(" ", tab, int(marked))


class _Pages:
    """Lines broken by a margin, on pages with furniture and notes at their foot."""

    def __init__(self, document: Document, *, apart: bool, indent: str, rule: bool) -> None:
        self.document = document
        self.random = Random(f"{document.path.stem} {apart} {indent}")
        self.apart = apart
        self.indent = indent
        self.rule = rule
        self.width = 40 if document.language == "zh" else self.random.choice((72, 80, 88, 92))
        self.lines: list[str] = []
        self.notes: list[Part] = []
        self.page = 1
        self.rows = 0

    def text(self) -> str:
        for part in self.document.parts():
            if part.kind == "note":
                self.notes.append(part)
            else:
                self._add(part)
        if self.notes:
            self._turn()
        return "\n".join(self.lines) + "\n"

    def _add(self, part: Part) -> None:
        text = plain(part.text)
        numbered = part.kind in {"paragraph", "item", "inner"}
        if self.indent and numbered:
            text = self.indent + re.sub(r"^(\S+) ", r"\1     ", text, count=1)
        rows = self._wrapped(text)
        if not self.apart and numbered and self.document.language not in {"zh", "ar"}:
            rows = self._hyphenated(rows)
        heading = part.kind == "heading" and self.random.random() < 0.7
        if self.lines and (self.apart or heading) and part.kind not in {"front", "below"}:
            self.lines.append("")
        for row in rows:
            self.lines.append(row)
            self.rows += 1
            if self.rows >= ROWS and part.kind not in {"heading", "title"}:
                self._turn()

    def _wrapped(self, text: str) -> list[str]:
        if self.document.language == "zh":
            return _wrapped_chinese(text, lambda row: len(row) > self.width)
        return textwrap.wrap(text, self.width, break_long_words=False) or [""]

    def _hyphenated(self, rows: list[str]) -> list[str]:
        for place in range(1, len(rows)):
            found = HYPHENATED.match(rows[place])
            if found and self.random.random() < 0.5:
                rows[place - 1] += f" {found[1][:5]}-"
                rows[place] = rows[place][5:]
        return rows

    def _turn(self) -> None:
        """Ends a page: notes, a page number with or without the job number, and the next page's symbol."""
        if self.notes:
            self.lines += ["", *(["__________________"] if self.rule else [])]
            for note in self.notes:
                self.lines += self._wrapped(f"  {note.mark} {plain(note.text)}")
            self.notes = []
        foot = self.random.choice((f"{self.page}/14", f"23-15101                                  {self.page}/14"))
        self.page += 1
        blanks = " " * 50 if self.page % 2 else ""
        self.lines += ["", foot, f"\f{blanks}{self.document.symbol}", ""]
        self.rows = 0


def _paged(document: Document, *, apart: bool = True, indent: str = "", rule: bool = True) -> Source:
    pages = _Pages(document, apart=apart, indent=indent, rule=rule)
    return read(pages.text().encode(), "report.txt")


def broken_rows(text: str, language: str, room: float, size: float = 10) -> list[str]:
    """A text broken where it would run over the room, in points, of a page."""
    if language == "zh":
        return _wrapped_chinese(text, lambda row: width(row, size) > room)
    rows = [""]
    for unit in text.split(" "):
        if rows[-1] and width(f"{rows[-1]} {unit}", size) > room:
            rows.append("")
        rows[-1] += f" {unit}" if rows[-1] else unit
    return rows


def _wrapped_chinese(text: str, too_long: Callable[[str], bool]) -> list[str]:
    """Rows that do not part words and numbers in Latin letters, nor begin with a closing sign."""
    rows = [""]
    for unit in re.findall(r"[A-Za-z0-9/.\-%]+ ?|.", text):
        if too_long((rows[-1] + unit).rstrip()) and unit.strip() not in "，。；：、）)%":
            rows.append("")
        rows[-1] += unit if rows[-1] else unit.lstrip()
    return [row.rstrip() for row in rows]


# --- formats ----------------------------------------------------------------------------------------------------


def _tables(document: Document) -> Iterator[Part | list[list[str]]]:
    """The parts, the rows of each table together as their cells."""
    rows: list[list[str]] = []
    for part in document.parts():
        if part.kind == "row":
            rows.append(part.text.split("|"))
            continue
        if rows:
            yield rows
            rows = []
        yield part
    if rows:
        yield rows


def _html(document: Document) -> Source:
    tags = {"heading": "<h2>{}</h2>", "title": "<p><strong>{}</strong></p>"}
    body: list[str] = []
    notes: list[str] = []
    for part in _tables(document):
        if isinstance(part, list):
            cells = [
                "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
                for tag, row in zip(["th", *["td"] * len(part)], part, strict=False)
            ]
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
            continue
        text = escape(part.text.replace("~", "\u00a0"))
        text = re.sub(r"\*\*(.*?)\*\*", r"<b>\1</b>", MARK.sub(r"<sup>\1</sup>", text))
        if part.kind == "note":
            notes.append(f"<p><sup>{part.mark}</sup> {text}</p>")
        elif part.kind == "item" and BULLET.match(text):
            body.append(f"<ul><li>{text[2:]}</li></ul>")
        elif part.kind == "inner":
            body.append(f"<ul><ul><li>{text[2:]}</li></ul></ul>")
        else:
            body.append(tags.get(part.kind, "<p>{}</p>").format(text))
    page = "\n".join(["<html><body>", *body, *(["<hr>", *notes] if notes else []), "</body></html>"])
    return read(page.encode(), "report.html")


def _word(document: Document) -> Source:
    """Paragraphs that Word numbers, headings by style, real footnotes."""
    notes = [part for part in document.parts() if part.kind == "note"]
    ids = {note.mark: place for place, note in enumerate(notes, start=2)}
    body: list[str] = []
    number = 1
    for part in _tables(document):
        if isinstance(part, list):
            rows = "".join(word.row(*row, header=place == 0) for place, row in enumerate(part))
            body.append(f"<w:tbl>{rows}</w:tbl>")
            continue
        if part.kind == "note":
            continue
        if part.kind == "paragraph" and part.text.startswith(f"{number}. "):
            body.append(word.p(*_runs(part.text.split(" ", 1)[1], ids), num=(1, 0)))
            number += 1
        elif part.kind in {"item", "inner"} and BULLET.match(part.text):
            body.append(word.p(*_runs(part.text[2:], ids), num=(2, int(part.kind == "inner"))))
        else:
            style = "Heading" if part.kind == "heading" else ""
            body.append(word.p(*_runs(part.text, ids, bold=part.kind == "title"), style=style))
    parts = {
        "numbering": (
            word.abstract(0, word.level(0, "decimal", "%1."))
            + word.abstract(1, word.level(0, "bullet", "•"), word.level(1, "bullet", "–"))
            + word.num(1, 0)
            + word.num(2, 1)
        ),
        "styles": word.style("Heading", "heading 2"),
    }
    if notes:
        parts["footnotes"] = "".join(
            f'<w:footnote w:id="{ids[note.mark]}">{word.p("<w:r><w:footnoteRef/></w:r>", word.run(f" {note.text}"))}'
            "</w:footnote>"
            for note in notes
        )
    return read(word.docx("".join(body), **parts), "report.docx")


def _runs(text: str, ids: dict[str, int], *, bold: bool = False) -> Iterator[str]:
    for piece in STYLED.split(text.replace("~", "\u00a0")):
        if piece == "**":
            bold = not bold
        elif piece.startswith("{") and piece[1:-1] in ids:
            yield f'<w:r><w:footnoteReference w:id="{ids[piece[1:-1]]}"/></w:r>'
        elif piece:
            yield word.run(piece, bold=bold)


def _markdown(document: Document) -> Source:
    """Headings by their signs, bold type, lists with the marks they have, notes as Markdown writes them."""
    body: list[str] = []
    for part in _tables(document):
        if isinstance(part, list):
            rows = [f"| {' | '.join(row)} |" for row in part]
            body.append("\n".join([rows[0], "|" + "---|" * len(part[0]), *rows[1:]]))
            continue
        # By the rules of Markdown no bold type may end between a Chinese sign and a letter.
        text = BOLD.sub(r"<b>\1</b>", part.text) if document.language == "zh" else part.text
        text = MARK.sub(r"[^\1]", text.replace("~", "\u00a0")).replace("•", "-")
        forms = {"heading": "## {}", "title": "**{}**", "inner": "  {}", "note": f"[^{part.mark}]: {{}}"}
        body.append(forms.get(part.kind, "{}").format(text))
    return read("\n\n".join(body).encode(), "report.md")


class _Sheets:
    """Pages of a PDF: symbol and page number, bold headings, raised marks, small notes at the foot."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.pages: list[list[Words]] = []
        self.page: list[Words] = []
        self.notes: list[Part] = []
        self.y = 760.0

    def content(self) -> bytes:
        for part in self.document.parts():
            if part.kind == "note":
                self.notes.append(part)
            else:
                self._add(part)
        self._turn()
        return pdf(*self.pages)

    def _wrapped(self, text: str, size: float, room: float) -> list[str]:
        text = MARK.sub("", text).replace("**", "").replace("~", "\u00a0")
        return broken_rows(text, self.document.language, room, size)

    def _add(self, part: Part) -> None:
        x = {"heading": 90, "item": 105, "inner": 120}.get(part.kind, 80)
        marks = [(_letters(part.text[: found.start()]), found[1]) for found in MARK.finditer(part.text)]
        seen = 0
        self.y -= 0 if part.kind == "below" else 8
        for row in self._wrapped(part.text, 10, TEXT_WIDTH - (x - 80)):
            if self.y < 60 + 14 * (3 + 2 * len(self.notes)):
                self._turn()
            self.page.append(Words(x, self.y, row, 10, bold=part.kind in {"heading", "title"}))
            for before, mark in marks:
                if seen < before <= seen + _letters(row):
                    self.page.append(Words(x + width(_start_of(row, before - seen)), self.y + 4, mark, 6))
            seen += _letters(row)
            self.y -= 13

    def _turn(self) -> None:
        place = len(self.pages) + 1
        rows = [(note.mark, self._wrapped(note.text, 8, TEXT_WIDTH)) for note in self.notes]
        y = 60.0 + 12 * sum(len(text) for _mark, text in rows)
        for mark, text in rows:
            self.page.append(Words(70, y + 3, mark, 5))
            for row in text:
                self.page.append(Words(80, y, row, 8))
                y -= 12
        self.page.append(Words(450 if place % 2 else 70, 805, self.document.symbol, 9, bold=True))
        self.page.append(Words(500 if place % 2 else 70, 30, str(place), 9))
        self.pages.append(self.page)
        self.page, self.notes, self.y = [], [], 760.0


def _letters(text: str) -> int:
    return len(re.sub(r"\s|\*\*|\{[^}]*\}", "", text))


def _start_of(row: str, letters: int) -> str:
    """The start of a row that holds so many letters and signs."""
    places = [place for place, sign in enumerate(row) if not sign.isspace()]
    return row[: places[letters - 1] + 1]


def _styled(document: Document) -> Source:
    """Lines with every hint a reader can give."""
    lines: list[Line] = []
    notes: list[Line] = []
    for part in document.parts():
        if part.kind == "note":
            notes.append(Line(0, part.text, role="footnote", note=part.mark, begins=True))
            continue
        text, bold, hung = _hints(part.text)
        if part.kind in {"heading", "title"}:
            bold = [(0, len(text))]
        is_heading = part.kind == "heading"
        role = "heading" if is_heading else "text"
        level = (1 if re.match(r"[IVX]+\.|[一二三四五六七]、", text) else 2) if is_heading else None
        lines.append(Line(0, text, role=role, level=level, begins=True, bold=tuple(bold), hung=tuple(hung)))  # type: ignore[arg-type]  # role
    numbered = [Line(**{**vars(line), "number": place}) for place, line in enumerate([*lines, *notes], start=1)]
    return Source(tuple(numbered), kind="docx")


def _hints(text: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, str]]]:
    """(text, bold parts, footnote marks) with their places."""
    whole = ""
    bold: list[tuple[int, int]] = []
    hung: list[tuple[int, str]] = []
    opened: int | None = None
    for piece in STYLED.split(text.replace("~", "\u00a0")):
        if piece == "**" and opened is None:
            opened = len(whole)
        elif piece == "**" and opened is not None:
            bold.append((opened, len(whole)))
            opened = None
        elif piece.startswith("{"):
            hung.append((len(whole), piece[1:-1]))
        else:
            whole += piece
    return whole, bold, hung


LAYOUTS: dict[str, Callable[[Document], Source]] = {
    "a line each": lambda document: _lines(document, ""),
    "lines apart": lambda document: _lines(document, "\n"),
    "lines with tabs": lambda document: _lines(document, "", "\t"),
    "pages": _paged,
    "pages without blank lines": lambda document: _paged(document, apart=False),
    "pages, indented, no rule above notes": lambda document: _paged(document, indent="     ", rule=False),
    "lines with hints": _styled,
    "HTML": _html,
    "DOCX": _word,
    "Markdown": _markdown,
    "PDF": lambda document: read(_Sheets(document).content(), "report.pdf"),
}
BOLD_LAYOUTS = frozenset({"lines with hints", "HTML", "DOCX", "Markdown"})
CELL_LAYOUTS = frozenset({"HTML", "DOCX", "Markdown"})


def fitting(document: Document) -> Sequence[str]:
    """The layouts that can show a document: bold type and cells where they tell, no Arabic in the PDF of the tests."""
    layouts: Collection[str] = LAYOUTS
    if document.has_table:
        layouts = CELL_LAYOUTS
    elif document.has_bold:
        layouts = BOLD_LAYOUTS
    return [layout for layout in LAYOUTS if layout in layouts and (layout != "PDF" or document.language != "ar")]
