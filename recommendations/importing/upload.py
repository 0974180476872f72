"""A report's file as it came in, read and parsed."""

import hashlib
from dataclasses import dataclass

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import read


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
    """Read and parse a file; raises ReportRefusedError for one that is no report."""
    source = read(content, name)
    return Upload(name, content, source.encoding, parse(source, language))
