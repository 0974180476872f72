"""A report's file as it came in, read and parsed, and put right by a person."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from recommendations.importing.containment import read_contained
from recommendations.importing.corrections import Correction, corrected
from recommendations.importing.corrigenda.by_hand import put_there
from recommendations.importing.parsed import ParsedReport, SourceText


@dataclass(frozen=True)
class Upload:
    """The file's name and hash, its lines and what parsing made of them, with `corrections` applied.

    `refused` gives for corrections that do not fit a code, by their place. `content` is empty where the file is kept
    already.
    """

    name: str
    sha256: str
    source: SourceText
    parsed: ParsedReport
    content: bytes = field(default=b"", repr=False)
    corrections: tuple[Correction, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_corrigendum(self) -> bool:
        """Whether it is a corrigendum, which says what is to be changed in a report."""
        return bool(self.parsed.amendments)

    def put_right(self, corrections: Sequence[Correction]) -> "Upload":
        """The same file with these corrections, which must not have been applied to it before."""
        if self.is_corrigendum:
            corrigendum, refused = put_there(self.parsed, corrections)
            return replace(self, parsed=corrigendum, corrections=tuple(corrections), refused=refused)
        result = corrected(self.parsed, corrections)
        return replace(self, parsed=result.report, corrections=tuple(corrections), refused=result.refused)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_upload(name: str, content: bytes, language: str | None = None) -> Upload:
    """Read and parse a file, in a process of its own; raises ReportRefusedError for one that is no report."""
    source, parsed = read_contained(name, content, language)
    return Upload(name, sha256_of(content), source, parsed, content)
