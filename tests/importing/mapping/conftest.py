"""Tables are read in this process here; the pages of the import have theirs read in the child."""

import pytest

from tests.importing.mapping import in_this_process


@pytest.fixture(autouse=True)
def rows_without_child(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
