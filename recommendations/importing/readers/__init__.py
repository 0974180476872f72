"""The readers, one module for each kind of file: bytes in, a `Source` of lines out."""

from recommendations.importing.readers.base import Cell, Line, Reader, ReportRefusedError, Source
from recommendations.importing.readers.docx import read_docx
from recommendations.importing.readers.pdf import read_pdf
from recommendations.importing.readers.plain_text import read_plain_text
from recommendations.importing.readers.recognition import recognise

__all__ = ["Cell", "Line", "ReportRefusedError", "Source", "read"]

# The format as recognised -> who reads it.
READERS: dict[str, Reader] = {"text": read_plain_text, "docx": read_docx, "pdf": read_pdf}


def read(content: bytes, name: str = "") -> Source:
    """The lines of a file, by the reader that its content, and where that is silent its name, calls for.

    Raises ReportRefusedError, with every code in `base.REFUSALS` but those of parsing.
    """
    if not content.strip():
        raise ReportRefusedError("empty")
    return READERS[recognise(content, name)](content)
