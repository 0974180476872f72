"""The pages are tested in the same small secretariat as the verbs."""

import pytest

from recommendations.permissions import Role
from tests.factories import person
from tests.tracking.conftest import world

__all__ = ["world"]


@pytest.fixture
def coordinator(db, client, monkeypatch):
    """Logged in, and messages to workers go nowhere: a test runs what waits itself."""
    monkeypatch.setattr("recommendations.tasks.run_job.apply_async", lambda *_args, **_options: None)
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody
