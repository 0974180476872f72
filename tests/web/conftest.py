"""The pages are tested in the same small secretariat as the verbs."""

import pytest

from recommendations.importing import upload
from recommendations.permissions import Role
from tests.factories import person
from tests.tracking.conftest import world
from tests.web.imports import read_once

__all__ = ["world"]


@pytest.fixture
def coordinator(db, client, monkeypatch):
    """Logged in, and messages to workers go nowhere: a test runs what waits itself."""
    monkeypatch.setattr("recommendations.tasks.run_job.apply_async", lambda *_args, **_options: None)
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def without_child(monkeypatch):
    """Files are read here and once; `test_hostile_imports.py` goes through the process that keeps them apart."""
    monkeypatch.setattr(upload, "read_contained", read_once)
