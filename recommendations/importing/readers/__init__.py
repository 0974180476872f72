"""The readers, one module for each kind of file: bytes in, a `Source` of lines out."""

from importlib import import_module
from typing import cast

from recommendations.importing.readers.base import Cell, Line, Reader, ReportRefusedError, Source, TableFile
from recommendations.importing.readers.recognition import recognise

__all__ = ["Cell", "Line", "ReportRefusedError", "Source", "TableFile", "draw_page", "read", "read_edited", "read_rows"]

# The format as recognised -> the module beside this one and its reader. Each loads the libraries of its format, so
# it is imported only when a file calls for it.
READERS = {
    "text": ("plain_text", "read_plain_text"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "html": ("html", "read_html"),
    "markdown": ("markdown", "read_markdown"),
    "rst": ("rst", "read_rst"),
    "csv": ("sheets", "read_csv"),
    "xlsx": ("sheets", "read_xlsx"),
    "xls": ("sheets", "read_xls"),
}


def read(content: bytes, name: str = "") -> Source:
    """The lines of a file, by the reader that its content, and where that is silent its name, calls for.

    Raises ReportRefusedError, with every code in `base.REFUSALS` but those of parsing.
    """
    if not content.strip():
        raise ReportRefusedError("empty")
    module, function = READERS[recognise(content, name)]
    reader = cast("Reader", getattr(import_module(f"{__name__}.{module}"), function))
    return reader(content)


MOST_ROWS = 2_000_000


def read_rows(content: bytes, name: str = "", most: int = MOST_ROWS) -> TableFile:
    """The rows of a file that is a table, CSV where neither content nor name says what it is; `most` of each sheet.

    Raises ReportRefusedError as `read` does, and `no_table` for a document of another kind.
    """
    if not content.strip():
        raise ReportRefusedError("empty")
    kind = recognise(content, name)
    rows = import_module(f"{__name__}.rows")
    return cast("TableFile", rows.read_table("csv" if kind == "text" else kind, content, most))


def read_edited(content: bytes, most: int = MOST_ROWS) -> TableFile:
    """The rows of a workbook that was taken from here and edited; raises ReportRefusedError as `read` does, and
    `no_workbook` for a file of another kind."""
    if not content.strip():
        raise ReportRefusedError("empty")
    if recognise(content, "edited.xlsx") != "xlsx":
        raise ReportRefusedError("no_workbook")
    edited = import_module(f"{__name__}.edited")
    return cast("TableFile", edited.read_edited(content, most))


def draw_page(content: bytes, page: int) -> bytes:
    """A page of a PDF, counted from 1, as PNG; raises ReportRefusedError for another file, and where it fails."""
    if recognise(content) != "pdf":
        raise ReportRefusedError("not_text", kind="binary data")
    pictures = import_module(f"{__name__}.pdf_picture")
    return cast("bytes", pictures.draw_page(content, page))
