"""A file with a table as it came in, and read."""

import hashlib
from dataclasses import dataclass, field

from recommendations.importing.containment import read_rows_contained
from recommendations.importing.mapping import crosses
from recommendations.importing.readers import MOST_ROWS
from recommendations.importing.readers.base import TableFile


@dataclass(frozen=True)
class TableUpload:
    """The file's name, hash and bytes, and its rows."""

    name: str
    sha256: str
    content: bytes = field(repr=False)
    table: TableFile = field(repr=False)


def read_table_upload(name: str, content: bytes, *, most: int = MOST_ROWS) -> TableUpload:
    """Read a table, of each sheet the first `most` rows, in a process of its own; raises ReportRefusedError."""
    table = crosses.told(read_rows_contained(name, content, most=most))
    return TableUpload(name, hashlib.sha256(content).hexdigest(), content, table)
