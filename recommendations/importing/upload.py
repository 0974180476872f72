"""A report's file as it came in, read and parsed."""

import hashlib
from dataclasses import dataclass

from recommendations.importing.containment import read_contained
from recommendations.importing.parsed import ParsedReport


@dataclass(frozen=True)
class Upload:
    """The file's name, its bytes, the encoding it was read in and what parsing made of it."""

    name: str
    content: bytes
    encoding: str
    parsed: ParsedReport

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_upload(name: str, content: bytes, language: str | None = None) -> Upload:
    """Read and parse a file, in a process of its own; raises ReportRefusedError for one that is no report."""
    encoding, parsed = read_contained(name, content, language)
    return Upload(name, content, encoding, parsed)
