"""A zip file from an unknown hand: opened within limits, nothing of it written to disk."""

import io
import lzma
import stat
import struct
import zipfile
import zlib

from recommendations.importing.readers.base import ReportRefusedError

MOST_ENTRIES = 5_000
LARGEST_PART = 64 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE = 1024 * 1024 * 1024  # bytes, unpacked, pictures included
HIGHEST_RATIO = 250  # unpacked to packed, for parts that are read
RATIO_FROM = 4 * 1024 * 1024  # bytes; smaller parts may be packed as tightly as they like
CHUNK = 256 * 1024
BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # marks of byte order and blanks
# What the library raises for files that are broken or packed in a way it does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError,
          RuntimeError)  # fmt: skip


class Archive:
    """The parts of a zip file.

    Raises ReportRefusedError: `damaged`, `unsafe`, `encrypted`, `too_large`; `kind` is the file's kind in words.
    """

    def __init__(self, content: bytes, kind: str) -> None:
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except BROKEN as error:
            raise ReportRefusedError("damaged", kind=kind) from error
        if len(entries) > MOST_ENTRIES:
            raise ReportRefusedError("too_large", what="parts", limit=str(MOST_ENTRIES))
        if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            raise _too_large(LARGEST_WHOLE)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._admit(entry)

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        steps = entry.filename.replace("\\", "/").split("/")
        if ".." in steps or not steps[0] or ":" in steps[0]:
            raise ReportRefusedError("unsafe", what="a part with a path outside the file")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ReportRefusedError("unsafe", what="a link to another file")
        if entry.flag_bits & 1:
            raise ReportRefusedError("encrypted")
        if entry.filename in self._entries:
            raise ReportRefusedError("unsafe", what="two parts of the same name")
        self._entries[entry.filename] = entry

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str) -> bytes | None:
        """A part, unpacked; None if there is none of that name."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.file_size > LARGEST_PART:
            raise _too_large(LARGEST_PART)
        if entry.file_size > RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise ReportRefusedError("unsafe", what="a part that is packed far too tightly")
        try:
            return self._unpacked(entry)
        except BROKEN as error:
            raise ReportRefusedError("damaged", kind=self.kind) from error

    def check_markup(self) -> None:
        """Looks into every part of XML, for libraries that read the file themselves: no document types, no tricks."""
        for name in self._entries:
            content = self.read(name) if self._is_markup(name) else None
            # The other encodings of XML could hide a declaration from this search; no office program uses them.
            if content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:1000]):
                raise ReportRefusedError("unsafe", what="a document type or entities")

    def _is_markup(self, name: str) -> bool:
        """By its name, or by how it begins: a library follows the file's own directory, whatever a part is called."""
        if name.lower().endswith((".xml", ".rels", ".vml")):
            return True
        try:
            with self._zip.open(self._entries[name]) as stream:
                return stream.read(64).lstrip(BEFORE_MARKUP).startswith(b"<")
        except BROKEN as error:
            raise ReportRefusedError("damaged", kind=self.kind) from error

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The directory's sizes may be forged, so the bytes are counted as they come."""
        parts, size = [], 0
        with self._zip.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > LARGEST_PART:
                    raise _too_large(LARGEST_PART)
                parts.append(chunk)
        return b"".join(parts)


def _too_large(limit: int) -> ReportRefusedError:
    return ReportRefusedError("too_large", what="unpacked", limit=f"{limit // 1024 // 1024} MB")
