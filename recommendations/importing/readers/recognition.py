"""What a file is, by its content first and its name only where the content leaves it open."""

import re
from pathlib import PurePath

from recommendations.importing.readers.base import ReportRefusedError

# first bytes -> the kind in words, for files that nobody reads
FOREIGN = (
    (b"{\\rtf", "a Rich Text (RTF) document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PDF = b"%PDF-"
PDF_WITHIN = 1024  # bytes before which the header must stand, by the standard

# What a zip file holds, by the first folder or declaration that tells.
PACKED = ((b"word/", "docx"), (b"xl/", "xlsx"))
PACKED_FOREIGN = (
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"mimetypeapplication/epub", "an EPUB book"),
)
# Names of streams in the older container; what is encrypted by a newer Office is in such a container too.
OLD_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "an old Word document (.doc)"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
)
ENDINGS = {
    ".htm": "html", ".html": "html", ".xhtml": "html",
    ".md": "markdown", ".markdown": "markdown",
    ".rst": "rst", ".rest": "rst",
    ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)
# A web page and its pictures in one file, as browsers and Word save it: the header of a message.
ARCHIVED_PAGE = re.compile(
    rb"(?=[\w-]{2,40}:\s)(?=.{0,2000}?^mime-version:)(?=.{0,2000}?multipart/)", re.I | re.S | re.M
)


def recognise(content: bytes, name: str = "") -> str:
    """The format: "text", "docx", "pdf", "html", "markdown", "rst", "csv", "xlsx" or "xls".

    Raises ReportRefusedError: `not_text` with the kind in words, `encrypted`.
    """
    for signature, kind in FOREIGN:
        if content.startswith(signature):
            raise ReportRefusedError("not_text", kind=kind)
    if content.startswith(OLD_OFFICE):
        return _old_office(content)
    if content.startswith(ZIP):
        return _packed(content, name)
    if PDF in content[:PDF_WITHIN]:
        return "pdf"
    if MARKUP.match(content[:2048]):
        return "html"
    if ARCHIVED_PAGE.match(content[:2048]):
        raise ReportRefusedError("not_text", kind="a web page with its pictures in one file (MHTML)")
    return ENDINGS.get(PurePath(name.lower()).suffix, "text")


def _old_office(content: bytes) -> str:
    for stream, kind in OLD_STREAMS:
        if stream.encode("utf-16-le") in content:
            if kind == "encrypted":
                raise ReportRefusedError("encrypted")
            if kind == "xls":
                return kind
            raise ReportRefusedError("not_text", kind=kind)
    raise ReportRefusedError("not_text", kind="an old Microsoft Office document")


def _packed(content: bytes, name: str) -> str:
    # The directory of a zip file stands at its end; the first part's name at its beginning.
    told = content[:4096] + content[-262_144:]
    for needle, kind in PACKED_FOREIGN:
        if needle in told:
            raise ReportRefusedError("not_text", kind=kind)
    for needle, kind in PACKED:
        if needle in told:
            return kind
    if name.lower().endswith((".docx", ".xlsx")):
        return name.lower()[-4:]
    raise ReportRefusedError("not_text", kind="a ZIP archive")
