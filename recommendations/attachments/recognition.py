"""What a file is, told by its bytes and never by its name, and what it may be called. No Django.

Allowed is what work on a recommendation is written in. Whatever a browser or an office program would run is refused:
markup, programs, macros, and files that are two things at once.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

LONGEST_NAME = 200
MOST_PARTS = 5_000
LARGEST_UNPACKED = 512 * 1024 * 1024
_LONGEST_SUFFIX = 10
_ACTIVE = re.compile(rb"<\s*(?:script|html|body|iframe|!doctype\s+html)\b|<svg[\s>]|<\?php|<%@", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Nothing can be seen of these in a name, and some turn the rest of it round.
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# Windows takes these for devices, whatever comes after the dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    """A sort of file: the suffixes it may have, the first of them its own, and its media type."""

    suffixes: tuple[str, ...]
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
KINDS: Mapping[str, Kind] = {
    "pdf": Kind(("pdf",), "application/pdf"),
    "docx": Kind(("docx",), f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": Kind(("xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
    "pptx": Kind(("pptx",), f"{_OFFICE}.presentationml.presentation"),
    "odt": Kind(("odt",), f"{_ODF}.text"),
    "ods": Kind(("ods",), f"{_ODF}.spreadsheet"),
    "odp": Kind(("odp",), f"{_ODF}.presentation"),
    "png": Kind(("png",), "image/png"),
    "jpeg": Kind(("jpg", "jpeg"), "image/jpeg"),
    "csv": Kind(("csv",), "text/csv; charset=utf-8"),
    "txt": Kind(("txt", "text", "log", "md"), "text/plain; charset=utf-8"),
}
ACCEPTED = ",".join(f".{suffix}" for kind in KINDS.values() for suffix in kind.suffixes)
# Programs in a browser number the main part.
_MAIN_PART = re.compile(
    r"(?P<docx>word/document)\d*\.xml|(?P<xlsx>xl/workbook)\d*\.xml|(?P<pptx>ppt/presentation)\d*\.xml"
)


class NotAllowed(Exception):
    """`code` says what is wrong: empty, unknown, markup, macros, damaged, encrypted, two_things, suffix."""

    def __init__(self, code: str, **given: str) -> None:
        self.code, self.given = code, given
        super().__init__(code)


def kind_of(content: IO[bytes], name: str) -> str:
    """The key in KINDS. Raises NotAllowed, also when the name claims something else than the bytes are."""
    content.seek(0)
    start = content.read(1024)
    if not start:
        raise NotAllowed("empty")
    kind = _by_bytes(content, start, name)
    suffix = suffix_of(name)
    if suffix not in KINDS[kind].suffixes:
        raise NotAllowed("suffix", suffix=suffix, kind=KINDS[kind].suffixes[0])
    return kind


def _by_bytes(content: IO[bytes], start: bytes, name: str) -> str:
    if start.startswith(b"%PDF-"):
        return _pdf(content)
    if start.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(content, "png", b"IEND\xaeB`\x82")
    if start.startswith(b"\xff\xd8\xff"):
        return _picture(content, "jpeg", b"\xff\xd9")
    return _text(content, name)


def _pdf(content: IO[bytes]) -> str:
    content.seek(0)
    whole = content.read()
    if b"%%EOF" not in whole[-2048:]:
        raise NotAllowed("damaged")
    if b"PK\x05\x06" in whole[-66_000:]:  # the directory of a zip file stands at its end
        raise NotAllowed("two_things")
    if re.search(rb"/(?:JavaScript|JS|Launch)\b", whole):
        raise NotAllowed("macros")
    return "pdf"


def _picture(content: IO[bytes], kind: str, end: bytes) -> str:
    content.seek(0)
    whole = content.read().rstrip(b"\0")
    if end not in whole:
        raise NotAllowed("damaged")
    if not whole.endswith(end) or _ACTIVE.search(whole) or b"PK\x05\x06" in whole[-66_000:]:
        raise NotAllowed("two_things")
    return kind


def _zipped(content: IO[bytes]) -> str:
    """An office document, by the directory of its parts; nothing but the small type of an ODF is unpacked."""
    try:
        with zipfile.ZipFile(content) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if len(parts) != len(archive.infolist()) or archive.comment or _begins_late(archive):
                raise NotAllowed("two_things")
            _check_parts(parts)
            if kind := next((found.lastgroup for found in map(_MAIN_PART.fullmatch, parts) if found), ""):
                return _without_macros(archive, parts, kind)
            return _open_document(archive, parts)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as broken:
        raise NotAllowed("damaged") from broken


def _begins_late(archive: zipfile.ZipFile) -> bool:
    return min((part.header_offset for part in archive.infolist()), default=0) != 0


def _check_parts(parts: Mapping[str, zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts.values()) > LARGEST_UNPACKED:
        raise NotAllowed("damaged")
    for name, part in parts.items():
        if part.flag_bits & 1:
            raise NotAllowed("encrypted")
        if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
            raise NotAllowed("damaged")


def _without_macros(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], kind: str) -> str:
    types = _small_part(archive, parts, "[Content_Types].xml")
    programs = re.compile(r"vbaproject|activex|\.exe$|\.dll$|\.bat$|\.js$|\.vbs$", re.IGNORECASE)
    if re.search(rb"macroEnabled|vbaProject|activeX", types, re.IGNORECASE) or any(map(programs.search, parts)):
        raise NotAllowed("macros")
    return kind


def _open_document(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    said = _small_part(archive, parts, "mimetype").decode("ascii", "replace").strip()
    kind = next((kind for kind in ("odt", "ods", "odp") if KINDS[kind].media_type == said), "")
    if not kind:
        raise NotAllowed("unknown")
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise NotAllowed("macros")
    return kind


def _small_part(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
    if name not in parts or parts[name].file_size > 1024 * 1024:
        raise NotAllowed("unknown")
    with archive.open(name) as part:
        return part.read(1024 * 1024)


def _text(content: IO[bytes], name: str) -> str:
    content.seek(0)
    whole = content.read()
    if whole.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            whole = whole.decode("utf-16").encode()
        except UnicodeError as broken:
            raise NotAllowed("unknown") from broken
    if _CONTROLS.search(whole):
        raise NotAllowed("unknown")
    if _ACTIVE.search(whole[:4096]) or whole.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() == b"<?xml":
        raise NotAllowed("markup")
    return "csv" if suffix_of(name) == "csv" else "txt"


def suffix_of(name: str) -> str:
    """In small letters, without its dot; "" for a name that has none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""


def clean_name(given: str) -> str:
    """A file's name as people may read and keep it: no folder before it, nothing invisible in it, not too long."""
    name = _INVISIBLE.sub("", unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2])
    name = re.sub(r'[<>:"|?*]', "_", " ".join(name.split())).strip(". ")
    if not name or _DEVICE.match(name):
        name = f"_{name}" if name else "file"
    if len(name) > LONGEST_NAME:
        stem, dot, suffix = name.rpartition(".")
        kept = dot + suffix if dot and len(suffix) <= _LONGEST_SUFFIX else ""
        name = (stem if kept else name)[: LONGEST_NAME - len(kept)] + kept
    return name
