"""What every reader gives (lines with what the format knows of them) and how reading and parsing refuse a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

# "box": text set apart from the running text in a box; "unread": there, but not part of the text (`why` says why).
Role = Literal["text", "heading", "footnote", "furniture", "box", "unread"]


@dataclass(frozen=True)
class Cell:
    """The place of a line in a table: table, row and column count from 1, rows of headings included.

    `heading` holds the words of the column's heading, empty where none is known; `is_heading` marks a cell that is a
    heading itself. `rows` and `columns` are how many the cell spans. A cell of several lines gives several `Line`s.
    """

    table: int
    row: int
    column: int
    heading: str = ""
    is_heading: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Line:
    """One line of the source, its text as printed.

    `number` counts from 1: in a text file as an editor shows it, elsewhere over the lines that were read. `page` is
    None where the format has none. All else are hints, present where the format or the layout gives them:

    `style` is the paragraph style's name, `role` what the line is by the format, `why` the kind of furniture
    ("header", "footer", "page number", "contents") or the reason why it is unread, `level` of a heading from 1.
    `begins` says whether the line opens a paragraph (True), goes on with one (False), or is not known (None).
    `mark` is the list mark or number that the format itself has put in front, as it stands at the start of `text`.
    `bold` are the parts of `text` in bold, (start, end). `hung` are footnote marks that stood in `text` and are not
    part of it, (place, mark); `note` is the mark of the footnote that a line belongs to, not part of `text` either.
    `depth` is how many lists the line stands in.
    """

    number: int
    text: str
    page: int | None = None
    style: str | None = None
    role: Role = "text"
    why: str = ""
    level: int | None = None
    begins: bool | None = None
    mark: str = ""
    depth: int = 0
    bold: tuple[tuple[int, int], ...] = ()
    hung: tuple[tuple[int, str], ...] = ()
    note: str = ""
    cell: Cell | None = None

    @property
    def is_bold(self) -> bool:
        """Whether all of the text is in bold, its own mark aside."""
        inside = [False] * len(self.text)
        for start, end in self.bold:
            inside[start:end] = [True] * (end - start)
        start = len(self.mark) if self.text.startswith(self.mark) else 0
        letters = [held for held, sign in zip(inside[start:], self.text[start:], strict=True) if not sign.isspace()]
        return bool(letters) and all(letters)


@dataclass(frozen=True)
class Source:
    """A file that has been read.

    `kind` is "text", "docx", "pdf", "html", "markdown", "rst", "csv", "xlsx" or "xls". `encoding` names the character
    encoding, `certain` is False where it was inferred from the bytes. `removed` counts invisible control characters
    that were taken out. `omitted` counts what the file has besides text and nobody read: ("picture", 3).
    """

    lines: tuple[Line, ...]
    kind: str
    encoding: str = ""
    certain: bool = True
    removed: int = 0
    omitted: tuple[tuple[str, int], ...] = ()


class TableFile(NamedTuple):
    """A file with tables, row by row.

    `sheets` are (name, rows), a row (number, cells) without the empty ones at its end; empty rows are left out.
    `notes` is what was found besides plain cells: (code, sheet, place), the place a cell or a range such as "B2:B5".
    """

    kind: str
    encoding: str
    certain: bool
    sheets: tuple[tuple[str, tuple[tuple[int, tuple[str, ...]], ...]], ...]
    notes: tuple[tuple[str, str, str], ...] = ()


class ReportRefusedError(Exception):
    """A file that cannot be read or parsed as a report.

    `code` is stable, for translation by the outer layer together with `parameters`; `message` says in English
    what is wrong and `remedy` what to do about it, both already filled in.
    """

    def __init__(self, code: str, **parameters: str) -> None:
        message, remedy = REFUSALS[code]
        self.code = code
        self.parameters = parameters
        self.message = message % parameters
        self.remedy = remedy % parameters
        super().__init__(f"{self.message} {self.remedy}")


# code -> (what is wrong, what to do); the outer layer translates these same sentences.
REFUSALS = {
    "empty": (
        "The file is empty.",
        "Choose the file again; it may not have been saved or downloaded completely.",
    ),
    "not_text": (
        "The file is not a report that can be read: it looks like %(kind)s.",
        "Save the report as Word document (.docx), PDF with text, HTML or plain text and import that file.",
    ),
    "unknown_encoding": (
        "The characters of the file cannot be read: its encoding is unknown.",
        "Open the file in an editor, save it as UTF-8 and import it again.",
    ),
    "macros": (
        "The file contains macros, and such files are not accepted.",
        "Save it without macros (as .docx or .xlsx) and import that file.",
    ),
    "encrypted": (
        "The file is protected with a password.",
        "Open it, remove the password, save it and import it again.",
    ),
    "damaged": (
        "The file is damaged or not complete: it cannot be read as %(kind)s.",
        "Open it in the program it was made with, save it anew and import that file.",
    ),
    "scanned": (
        "The PDF has pictures of its pages but no text: it was probably scanned.",
        "Import the original document, or run text recognition (OCR) over the PDF first and check its result.",
    ),
    "garbled": (
        "The text of the PDF cannot be read: its fonts do not tell which letters they show.",
        "Import the original document, or run text recognition (OCR) over the PDF first and check its result.",
    ),
    "no_text": (
        "No text was found in the file.",
        "Check that this is the right file; what stands in pictures cannot be read.",
    ),
    "unsafe": (
        "The file is built in a way that is not accepted, because it can do harm: %(what)s.",
        "Open it in the program it was made with, save it anew and import that file.",
    ),
    "too_large": (
        "The file is too large to be read: the limit is %(limit)s (%(what)s).",
        "Import the report without its pictures and annexes, or divide it.",
    ),
    "too_slow": (
        "Reading the file was stopped after %(limit)s seconds.",
        "Save the report as plain text or as a new Word document and import that file, or divide it.",
    ),
    "unreadable": (
        "The file could not be read: reading it failed.",
        "Save the report as plain text or as a new Word document and import that file.",
    ),
    "no_table": (
        "The file is not a table: it is %(kind)s.",
        "Save the table as CSV (UTF-8) or as an Excel workbook (.xlsx) and import that file.",
    ),
    "no_workbook": (
        "The file is not an Excel workbook (.xlsx).",
        "Save the workbook that you took from here as Excel workbook (.xlsx) and bring that file.",
    ),
    "no_report": (
        "No report was found in the file: it has no numbered paragraph.",
        "Check that this is the right file and that the numbers of the paragraphs (“1.”, “2.”) are in its text.",
    ),
    "no_amendment": (
        "The file calls itself a corrigendum, but nothing was found in it that is to be changed.",
        "Write each change as “Paragraph 12: for … read …”, or import the whole corrected report.",
    ),
    "unknown_language": (
        "There are no parsing rules for the language “%(language)s”.",
        "Name one of these languages: %(known)s.",
    ),
}

Reader = Callable[[bytes], Source]
