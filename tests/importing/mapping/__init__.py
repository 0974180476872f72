import pytest

from recommendations.importing.mapping import upload
from recommendations.importing.readers import MOST_ROWS, TableFile, read_rows


def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are read without a child, which takes a second to start."""

    def read(name: str, content: bytes, *, most: int = MOST_ROWS) -> TableFile:
        return read_rows(content, name, most)

    monkeypatch.setattr(upload, "read_rows_contained", read)
