"""Plain text in any usual encoding -> lines."""

import codecs
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from recommendations.importing.readers.base import Line, ReportRefusedError, Source

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (such as .doc)"),
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

# What a zip file holds, by the first folder that tells.
ZIP_CONTENTS = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"mimetypeapplication/epub", "an EPUB book"),
)

# The encodings in which texts of the six languages are met in practice.
LEGACY_ENCODINGS = [
    "gb18030", "big5", "big5hkscs", "cp1252", "cp1251", "cp1256", "koi8_r", "iso8859_5", "iso8859_6", "cp866",
    "mac_roman", "mac_cyrillic",
]  # fmt: skip

# Overrides and embeddings can make a text read otherwise than it is stored; zero-width blanks glue words.
INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
MOST_CONTROLS = 0.002  # of all characters; more than that is no text


def recognise_binary(content: bytes, name: str = "") -> str | None:
    """What kind of file this is in words ("a PDF document"), None if it may be plain text."""
    head = content[:8]
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(content, name)
    return None


def _zip_kind(content: bytes, name: str) -> str:
    for needle, kind in ZIP_CONTENTS:
        if needle in content[:4096] or (needle.endswith(b"/") and needle in content[-65536:]):
            return kind
    if name.lower().endswith(".docx"):
        return "a Word document (DOCX)"
    return "a ZIP archive"


def read_plain_text(content: bytes) -> Source:
    """The lines of a text file; raises ReportRefusedError `not_text` or `unknown_encoding`."""
    text, encoding, certain = decode(content)
    if not text.strip():
        raise ReportRefusedError("empty")
    lines, removed = _split(text)
    return Source(lines=lines, kind="text", encoding=encoding, certain=certain, removed=removed)


def decode(content: bytes) -> tuple[str, str, bool]:
    """The text, the encoding's name, and whether that is certain (declared, or proved by valid UTF-8)."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _checked(_strict(content, encoding)), encoding.removesuffix("-sig"), True
    if b"\x00" in content:
        return _decode_wide(content)
    try:
        return _checked(content.decode("utf-8")), "utf-8", True
    except UnicodeDecodeError:
        return _decode_legacy(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportRefusedError("unknown_encoding") from error


def _decode_wide(content: bytes) -> tuple[str, str, bool]:
    """UTF-16 without a byte order mark: the byte order that gives line ends and letters, not rare signs."""
    candidates = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_strangeness(text), encoding, text))
    if not candidates or min(candidates)[0] > MOST_CONTROLS:
        raise ReportRefusedError("not_text", kind="binary data")
    _, encoding, text = min(candidates)
    return text, encoding, False


def _decode_legacy(content: bytes) -> tuple[str, str, bool]:
    best = from_bytes(content, cp_isolation=LEGACY_ENCODINGS).best()
    if best is None:
        if _strangeness(content.decode("latin-1")) > MOST_CONTROLS * 10:
            raise ReportRefusedError("not_text", kind="binary data")
        raise ReportRefusedError("unknown_encoding")
    return _checked(str(best)), best.encoding, False


def _checked(text: str) -> str:
    if _strangeness(text) > MOST_CONTROLS:
        raise ReportRefusedError("not_text", kind="binary data")
    return text


def _strangeness(text: str) -> float:
    """The share of control, private and unassigned characters, and of a text without any usual blank."""
    sample = text[:100_000]
    if not sample:
        return 0.0
    counts = Counter(sample)
    strange = sum(
        count
        for sign, count in counts.items()
        if unicodedata.category(sign) in {"Cc", "Co", "Cn", "Cs"} and sign not in "\t\n\v\f\r\x85"
    )
    return strange / len(sample) + (0.0 if counts.keys() & set("\n\r \u3000\t") else 0.001)


def _split(text: str) -> tuple[tuple[Line, ...], int]:
    """Lines as an editor counts them; a form feed turns the page without counting as a line."""
    cleaned, invisible = INVISIBLE.subn("", text)
    cleaned, controls = CONTROL.subn("", cleaned)
    paged = "\f" in cleaned
    page = 1
    lines = []
    for number, row in enumerate(re.split(r"\r\n|\n|\r", cleaned), start=1):
        for part_number, part in enumerate(row.split("\f")):
            page += 1 if part_number else 0
            if part.strip() or not part_number:
                lines.append(Line(number=number, text=part, page=page if paged else None))
    return tuple(lines), invisible + controls
