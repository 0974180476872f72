"""The key of a row: which recommendation and which version of it the row shows, and what stood in its cells.

Signed, so that what comes back can be believed. It gives no right: who may see and do what is asked when it comes back.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from recommendations.importing.readers.signs import without_invisible
from recommendations.progress.documents.spreadsheets import restored
from recommendations.workbooks.columns import REMEMBERED

_SIGNER = Signer(salt="recommendations.workbooks.keys")
_BETWEEN = "."
_BYTES = 6  # of a cell's digest: enough that no edit is ever taken for none


class NotAKey(ValueError):
    """The text is no key that was written here, or not as it was written."""


@dataclass(frozen=True)
class Key:
    """`digests` are those of the remembered columns, by code."""

    item: int
    version: int
    digests: Mapping[str, str]

    def has_kept(self, code: str, cell: str) -> bool:
        """Whether a remembered column's cell is as it was when the workbook was taken."""
        return self.digests[code] == digest(cell)


def as_read(text: str) -> str:
    """A text as it comes back from a workbook in which nobody has touched it."""
    return restored(without_invisible(text)[0].strip())


def digest(cell: str) -> str:
    return urlsafe_b64encode(hashlib.blake2b(cell.encode(), digest_size=_BYTES).digest()).decode()


def written(item: int, version: int, cells: Mapping[str, str]) -> str:
    """The key of a row with these cells, as they will be read."""
    return _SIGNER.sign(_BETWEEN.join([str(item), str(version), *(digest(cells[code]) for code in REMEMBERED)]))


def read(text: str) -> Key:
    """Raises NotAKey."""
    try:
        item, version, *digests = _SIGNER.unsign(text).split(_BETWEEN)
        return Key(int(item), int(version), dict(zip(REMEMBERED, digests, strict=True)))
    except (BadSignature, ValueError) as fault:
        raise NotAKey(text) from fault
