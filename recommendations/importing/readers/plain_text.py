"""Plain text in any usual encoding -> lines."""

import codecs
import contextlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from charset_normalizer import from_bytes

from recommendations.importing.readers.base import Line, ReportRefusedError, Source
from recommendations.importing.readers.signs import without_invisible

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The encodings in which texts of the six languages are met in practice.
LEGACY_ENCODINGS = [
    "gb18030", "big5", "big5hkscs", "cp1252", "cp1251", "cp1256", "koi8_r", "iso8859_5", "iso8859_6", "cp866",
    "mac_roman", "mac_cyrillic",
]  # fmt: skip

# Of Latin letters in the wrong encoding: capitals and dashes within words, letters of two scripts in one word.
ODD = re.compile(
    r"[a-z][À-ÖØ-ÞŽŠŸŒ](?=[a-z\W]|$)|(?<=[a-z])[—–•™…¡¿ˆ˜„‡†‰](?=[a-z])|"
    r"[A-Za-z][\u0400-\u04ff\u0600-\u06ff]|[\u0400-\u04ff\u0600-\u06ff][A-Za-z]"
)
WESTERN = ("cp1252", "mac_roman")  # which statistics confuse with each other, and in short texts with others

SAMPLE = 20_000  # signs by which readings are compared
MOST_CONTROLS = 0.002  # of all characters; more than that is no text


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
    text, encoding = min(
        _readings(content, str(best), best.encoding),
        key=lambda reading: len(ODD.findall(reading[0][:SAMPLE])),
    )
    return _checked(text), encoding, False


def _readings(content: bytes, text: str, encoding: str) -> Iterator[tuple[str, str]]:
    """The likeliest reading, and where it has anything odd in it those that are confused with it."""
    yield text, encoding
    if ODD.search(text[:SAMPLE]):
        for other in WESTERN:
            with contextlib.suppress(UnicodeDecodeError):
                yield content.decode(other), other


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
    cleaned, removed = without_invisible(text)
    paged = "\f" in cleaned
    page = 1
    lines = []
    for number, row in enumerate(re.split(r"\r\n|\n|\r", cleaned), start=1):
        for part_number, part in enumerate(row.split("\f")):
            page += 1 if part_number else 0
            if part.strip() or not part_number:
                lines.append(Line(number=number, text=part, page=page if paged else None))
    return tuple(lines), removed
