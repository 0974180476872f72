"""The readers, one module for each kind of file: bytes in, a `Source` of lines out."""

from recommendations.importing.readers.base import Line, Reader, ReportRefusedError, Source
from recommendations.importing.readers.plain_text import read_plain_text, recognise_binary

__all__ = ["Line", "ReportRefusedError", "Source", "read"]

# Kind of file, as recognised from its content and name -> who reads it.
READERS: dict[str, Reader] = {"text": read_plain_text}


def read(content: bytes, name: str = "") -> Source:
    """The lines of a file, by the reader that its content, and where that is silent its name, calls for.

    Raises ReportRefusedError: `empty`, `not_text`, `unknown_encoding`.
    """
    if not content.strip():
        raise ReportRefusedError("empty")
    kind = recognise_binary(content, name)
    if kind is None:
        return READERS["text"](content)
    if kind not in READERS:
        raise ReportRefusedError("not_text", kind=kind)
    return READERS[kind](content)
