"""Files are read in this process here; `readers/test_hostile.py` looks at the child process that keeps them apart."""

import pytest

from recommendations.importing import upload
from recommendations.importing.child import read_report


@pytest.fixture(autouse=True)
def without_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "read_contained", read_report)
