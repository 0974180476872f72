"""XLSX: a sheet of figures and one of recommendations, with typed columns, frozen heads and filters, row by row.

Memory stays flat: a row is on disk as soon as it is written. Nothing a person wrote becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recommendations.letters import is_wide
from recommendations.progress.documents import annexes, composing
from recommendations.progress.documents.charts import COLOURS
from recommendations.progress.documents.composing import Signature, Wish
from recommendations.progress.documents.content import (
    Cell,
    Chart,
    Column,
    Head,
    Paragraph,
    Passage,
    Section,
    Table,
)
from recommendations.progress.documents.facts import Material
from recommendations.progress.documents.numbers import Numbers
from recommendations.progress.documents.rows import COLUMNS, Value, row
from recommendations.progress.documents.speaking import speaking
from recommendations.progress.documents.writers.whole_rows import USUAL_HEIGHT, Formats, WholeRows

WIDTHS = (70, 24, *[14] * 9)  # of the columns of figures, in characters
LONGEST = 32_767  # of a cell's text: Excel's own limit
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Look:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({"bold": True, "font_size": 13})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3ECF5",
                                     "border": 1})  # fmt: skip
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"valign": "top", "num_format": "0"})
        self.date = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.cells = Formats(self.text, self.number, self.date)


def write(material: Material, wish: Wish, *, to: BinaryIO, signature: Signature | None = None) -> int:
    """How many recommendations were written."""
    numbers = Numbers(material.on)
    with speaking(wish.language), Workbook(to, OPTIONS) as book:
        look, rtl = Look(book), wish.language == "ar"
        speaker = composing.speaker_of(material, wish, one_report=False)
        figures = _sheet(book, _("Figures"), rtl)
        items = Listing(_sheet(book, _("Recommendations"), rtl), look)
        items.begin([(str(column.label), column.width) for column in COLUMNS])
        chosen = annexes.PACK if wish.pack else annexes.of_report(compares=material.since is not None)
        lists = []
        for annex in chosen:
            listing = Listing(_sheet(book, str(annex.title), rtl), look)
            listing.begin([(str(label), 6 * width) for label, width in (*annexes.NAMING, *annex.columns)])
            lists.append((annex, listing))
        for fact in composing.counted(material.facts(), numbers):
            items.add(row(fact, speaker))
            for annex, listing in lists:
                for cells in annex.rows(fact, speaker):
                    listing.add([_plain(cell) for cell in (*annexes.naming(fact, speaker), *cells)])
        for listing in (items, *(listing for _annex, listing in lists)):
            listing.end()
        head = composing.head_of(material, speaker, numbers, wish, signature)
        book.set_properties({"title": head.title, "subject": head.subject.words})
        Figures(book, figures, look).fill(
            head, composing.summary(numbers, speaker, material), composing.figures(numbers, speaker)
        )
    return numbers.leaves


def _sheet(book: Workbook, name: str, rtl: bool) -> WholeRows:
    """Excel takes 31 characters of a name, and not all of them; two sheets need two names."""
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    short = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name)[:31].strip()
    unlike = short if short.lower() not in taken else f"{short[:27]} {len(taken) + 1}"
    sheet: WholeRows = book.add_worksheet(unlike, WholeRows)
    if rtl:
        sheet.right_to_left()
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    return sheet


class Listing:
    """A sheet that is one table."""

    def __init__(self, sheet: WholeRows, look: Look) -> None:
        self.sheet, self.look, self.rows = sheet, look, 0
        self.widths: Sequence[int] = ()

    def begin(self, columns: Sequence[tuple[str, int]]) -> None:
        self.widths = [width for _label, width in columns]
        self.sheet.set_row(0, height_of([label for label, _width in columns], self.widths))
        for place, (label, width) in enumerate(columns):
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(0, place, label, self.look.head)
        self.sheet.freeze_panes(1, 2)
        self.sheet.repeat_rows(0)

    def add(self, values: Sequence[Value]) -> None:
        self.rows += 1
        height = height_of(values, self.widths)
        if not self.sheet.write_values(self.rows, values, self.look.cells, height=height):
            self.sheet.set_row(self.rows, height)
            for place, value in enumerate(values):
                put(self.sheet, self.rows, place, value, self.look)

    def end(self) -> None:
        self.sheet.autofilter(0, 0, max(self.rows, 1), len(self.widths) - 1)


def put(sheet: WholeRows, row: int, column: int, value: Value, look: Look) -> None:
    """A cell of the value's own type."""
    match value:
        case None | "":
            return
        case date():
            if value.year < 1900:  # Excel's calendar begins there
                sheet.write_string(row, column, value.isoformat(), look.text)
            else:
                sheet.write_datetime(row, column, value, look.date)
        case str():
            sheet.write_string(row, column, value[:LONGEST], look.text)
        case _:
            sheet.write_number(row, column, value, look.number)


HIGHEST = 405  # points, of a row; Excel takes 409


def height_of(values: Iterable[Value], widths: Iterable[int]) -> int:
    """Of a row, in points: spreadsheets do not all find the height of a wrapped text themselves."""
    lines = (_lines(value, width) for value, width in zip(values, widths, strict=False) if isinstance(value, str))
    return min(USUAL_HEIGHT * max(lines, default=1), HIGHEST)


def _lines(words: str, width: int) -> int:
    """How many lines a text takes in a column so many characters wide, as words are not cut."""
    if 2 * len(words) < width and "\n" not in words:
        return 1
    room = max(width - 3, 1)
    return sum(1 + (len(line) + _wide_letters(line)) // room for line in words.split("\n"))


def _wide_letters(words: str) -> int:
    """How many letters take the room of two."""
    return 0 if words.isascii() else sum(map(is_wide, words))


def _plain(cell: Cell) -> Value:
    return cell.words if isinstance(cell, Passage) else cell


class Figures:
    """The first sheet: the title, the summary in words, every table of figures, and charts of the two axes."""

    def __init__(self, book: Workbook, sheet: WholeRows, look: Look) -> None:
        self.book, self.sheet, self.look = book, sheet, look
        self.line = self.charts = 0
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)

    def fill(self, head: Head, summary: Iterable[Paragraph], sections: Iterable[Section]) -> None:
        self._say(head.title, self.look.title)
        for words in (*head.subject.words.split("\n"), *(f"{label}: {value}" for label, value in head.about)):
            self._say(words, self.look.text)
        for words in ("", *(paragraph.text.words for paragraph in summary), *head.notes, ""):
            self._say(words, self.look.text)
        for section in sections:
            self._say(section.heading, self.look.heading)
            for block in section.blocks:
                if isinstance(block, Table):
                    self._table(block)
                elif isinstance(block, Chart) and block.segments:
                    self._chart(block)

    def _say(self, words: str, look: Format) -> None:
        if words:
            if look is self.look.text:
                self.sheet.set_row(self.line, height_of([words], WIDTHS))
            self.sheet.write_string(self.line, 0, words[:LONGEST], look)
        self.line += 1

    def _table(self, table: Table) -> None:
        self.sheet.set_row(self.line, height_of([column.label for column in table.columns], WIDTHS))
        for place, column in enumerate(table.columns):
            self.sheet.write_string(self.line, place, column.label, self.look.head)
        for cells in table.rows:
            self.line += 1
            values = [_plain(cell) for cell in cells]
            self.sheet.set_row(self.line, height_of(values, WIDTHS))
            for place, value in enumerate(values):
                put(self.sheet, self.line, place, value, self.look)
        self.line += 2

    def _chart(self, chart: Chart) -> None:
        """The numbers, and a chart of Excel's own beside them, so that it can be drawn otherwise."""
        first = self.line + 1
        self._table(Table([Column(chart.title), Column(_("Number"))],
                          [[Passage(one.label), one.count] for one in chart.segments]))  # fmt: skip
        last, name = first + len(chart.segments) - 1, self.sheet.get_name()
        drawn = self.book.add_chart({"type": "bar"})
        drawn.add_series(
            {
                "name": chart.title,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "points": [{"fill": {"color": COLOURS[one.tone]}} for one in chart.segments],
                "data_labels": {"value": True},
            }
        )
        drawn.set_legend({"none": True})
        drawn.set_title({"name": chart.title})
        drawn.set_y_axis({"reverse": True})
        drawn.set_size({"width": 560, "height": 240})
        described = {"description": chart.description, "object_position": 1}
        self.sheet.insert_chart(self._place_of_chart(), 4, drawn, described)

    def _place_of_chart(self) -> int:
        """Beside the tables, one under the other."""
        self.charts += 1
        return 13 * self.charts - 12
