"""PDF documents with a text layer -> lines, page by page in reading order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from recommendations.importing.readers.base import Line, ReportRefusedError, Source
from recommendations.importing.readers.pdf_furniture import footnotes, furniture
from recommendations.importing.readers.pdf_glyphs import FEWEST_SIGNS, Fragment, Page, PageReader
from recommendations.importing.readers.pdf_layout import Row, rows_in_order
from recommendations.importing.readers.writer import LineWriter, Run

KIND = "a PDF document"
MOST_PAGES = 3_000
UNKNOWN_SIGN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")
MOST_UNKNOWN = 0.2  # of all signs
# A font that takes the stroke which only lengthens an Arabic word for a letter ("الإنسؤؤؤان") takes others for it too.
STROKES = re.compile("\u0624(?:\\s*\u0624)+")
MOST_STROKES = 0.005  # of all signs
FEWEST_GAPS = 2
NARROWEST = 0.02  # share of the gaps between rows that are as wide as the leading
SAME = 1.03
PARTED = 1.35  # of the leading: a wider one sets a paragraph apart
NEARLY_FULL = 0.9  # of the column's width
SIGNS = re.compile(r"(?<![\s*†‡])(?:\*{1,4}|[†‡]{1,2})(?![\w*†‡])")
INDENTED = 0.6  # of the size


def read_pdf(content: bytes) -> Source:
    """The lines of a PDF; each keeps its page.

    Raises ReportRefusedError: `damaged`, `encrypted`, `scanned`, `garbled`, `no_text`, `too_large`.
    """
    pages = _pages(content)
    _check_text(pages)
    writer = LineWriter()
    rows = [rows_in_order([fragment for fragment in page.fragments if fragment.level]) for page in pages]
    _Setting(rows).write(writer)
    for page in pages:
        for fragment in page.fragments:
            if not fragment.level:
                like = Line(0, "", page=page.number, role="unread", why="rotated text")
                writer.write([Run(fragment.text)], like)
    writer.omitted.update("page without text" for page in pages if page.is_picture)
    return writer.source("pdf")


def _pages(content: bytes) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise ReportRefusedError("encrypted") from error
        raise ReportRefusedError("damaged", kind=KIND) from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReportRefusedError("too_large", what="pages", limit=str(MOST_PAGES))
        return [page for number in range(count) if (page := _page(document, number)) is not None]
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, index: int) -> Page | None:
    """One page, released at once; a page that cannot be opened makes the whole file a damaged one."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise ReportRefusedError("damaged", kind=KIND) from error
    try:
        return PageReader(page.raw, index + 1).read()
    finally:
        page.close()


def _check_text(pages: Sequence[Page]) -> None:
    """Refuses a file whose pages are pictures or whose signs have no meaning."""
    text = "".join(fragment.text for page in pages for fragment in page.fragments)
    signs = sum(not sign.isspace() for sign in text)
    if signs < FEWEST_SIGNS * max(len(pages), 1) and any(page.is_picture for page in pages):
        raise ReportRefusedError("scanned")
    if not signs:
        raise ReportRefusedError("no_text")
    strokes = sum(len(run) for run in STROKES.findall(text))
    if len(UNKNOWN_SIGN.findall(text)) > MOST_UNKNOWN * signs or strokes > MOST_STROKES * signs:
        raise ReportRefusedError("garbled")


class _Setting:
    """How one document is set: its usual size and leading, and what of its rows is no running text."""

    def __init__(self, pages: Sequence[Sequence[Row]]) -> None:
        self.pages = pages
        sizes: Counter[float] = Counter()
        for rows in pages:
            for row in rows:
                sizes[row.size] += len(row.text)
        self.size = sizes.most_common(1)[0][0]
        self.asides = furniture(pages)
        for rows in pages:
            self.asides |= footnotes(rows, self.asides, self.size)
        self.marks = [{aside.note for row in rows if (aside := self.asides.get(id(row)))} - {""} for rows in pages]
        self.leading = self._narrowest(
            [above.base - row.base for rows in pages for above, row in self._neighbours(rows)]
        )

    def _narrowest(self, gaps: Sequence[float]) -> float:
        """The narrowest gap between rows that recurs: where most paragraphs have one row, it is not the usual one."""
        gaps = sorted(gaps)
        often = max(FEWEST_GAPS, int(len(gaps) * NARROWEST))
        recurring = (gap for gap, other in zip(gaps, gaps[often - 1 :], strict=False) if other <= gap * SAME)
        return next(recurring, self.size * 1.2)

    def _neighbours(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
        body = [row for row in rows if id(row) not in self.asides and row.size == self.size]
        for above, row in pairwise(body):
            if above.column == row.column and 0 < above.base - row.base < 4 * self.size:
                yield above, row

    def write(self, writer: LineWriter) -> None:
        """The page's headers, its text, its notes, its footers, in the order of the rows."""
        for number, rows in enumerate(self.pages):
            edges = self._edges(rows)
            above: Row | None = None
            for row in rows:
                aside = self.asides.get(id(row))
                if aside is None:
                    begins = self._begins(row, above, edges)
                    writer.write(_runs(row, self._marks_near(number)), Line(0, "", page=number + 1), begins=begins)
                    above = row
                elif aside.why:
                    like = Line(0, "", page=number + 1, role="furniture", why=aside.why)
                    writer.write(_runs(row, set()), like, begins=None)
                else:
                    like = Line(0, "", page=number + 1, role="footnote", note=aside.note)
                    writer.write(_without(_runs(row, set()), aside.marks), like, begins=aside.opens)

    def _marks_near(self, number: int) -> set[str]:
        """The marks of the notes of a page; notes may run over from it, so the next page's count too."""
        return self.marks[number].union(*self.marks[number + 1 : number + 2])

    def _edges(self, rows: Sequence[Row]) -> dict[int, tuple[float, float]]:
        """The left and right edge of the running text in each column of a page."""
        edges: dict[int, tuple[float, float]] = {}
        for row in rows:
            if id(row) not in self.asides:
                left, right = edges.get(row.column, (row.left, row.right))
                edges[row.column] = (min(left, row.left), max(right, row.right))
        return edges

    def _begins(self, row: Row, above: Row | None, edges: dict[int, tuple[float, float]]) -> bool | None:
        """Whether a row opens a paragraph, as far as the setting tells."""
        if above is None or above.column != row.column:
            return None
        if above.base - row.base > PARTED * max(self.leading, row.size * 1.1) or abs(above.size - row.size) > 0.5:
            return True
        left, right = edges[row.column]
        filled = (above.right if not row.rtl else -above.left) - (left if not row.rtl else -right)
        indent = row.left - above.left if not row.rtl else above.right - row.right
        if not above.is_parted and filled >= NEARLY_FULL * (right - left) and indent <= INDENTED * row.size:
            return False
        return None


def _runs(row: Row, marks: set[str]) -> Iterator[Run]:
    """The row's text by its faces; raised signs that are marks of notes hang in it."""
    for place, (blanks, fragment) in enumerate(row.spaced()):
        raised = [part for part in re.split(r"[\s,،、;]+", fragment.text) if part]
        if place in row.scripts and place and raised and all(part in marks for part in raised):
            yield from (Run("", note=part) for part in raised)
            continue
        if blanks:
            yield Run(blanks, fragment.bold[0])
        yield from _faces(fragment, marks, attached=bool(place) and not blanks)


def _faces(fragment: Fragment, marks: set[str], *, attached: bool) -> Iterator[Run]:
    """A fragment's text by its faces. Marks of notes that are signs, such as an asterisk, hang in it: they are rarely
    raised. `attached` says that other text stands right before the fragment."""
    cuts = {
        place: match[0]
        for match in SIGNS.finditer(fragment.text)
        if match[0] in marks and (match.start() or attached)
        for place in range(*match.span())
    }
    start = 0
    for end in range(1, len(fragment.signs) + 1):
        if end < len(fragment.signs) and (fragment.bold[end], cuts.get(end)) == (fragment.bold[start], cuts.get(start)):
            continue
        if start in cuts:
            yield Run("", note=cuts[start])
        else:
            yield Run("".join(fragment.signs[start:end]), fragment.bold[start])
        start = end


def _without(runs: Iterator[Run], signs: int) -> list[Run]:
    """The runs without their first signs."""
    kept = []
    for run in runs:
        taken = min(signs, len(run.text))
        signs -= taken
        if run.note or len(run.text) > taken:
            kept.append(Run(run.text[taken:], run.bold, run.note))
    return kept
