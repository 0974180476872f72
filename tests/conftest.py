"""What every test may ask for. People and rows come from tests/factories.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.append_only import let_flush_empty_history
from tests.browsing import browser, context, enter, page
from tests.databases import django_db_keepdb, django_db_modify_db_settings, django_db_setup, migrated_file
from tests.engines import is_shown_by_the_other, only_those_of_the_engine
from tests.live import (
    broker,
    celery_of_this_run,
    celery_worker_for_tests,
    live_services,
    redis_url,
    sink_of_this_run,
    smtp_sink,
    worker_number,
)

# How long a test takes says what else the machine does.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

__all__ = [
    "broker",
    "browser",
    "celery_of_this_run",
    "celery_worker_for_tests",
    "context",
    "django_db_keepdb",
    "django_db_modify_db_settings",
    "django_db_setup",
    "enter",
    "live_services",
    "migrated_file",
    "page",
    "redis_url",
    "sink_of_this_run",
    "smtp_sink",
    "worker_number",
]


STARTING_INSTALLATIONS = {"tests/services/test_demo.py", "tests/services/test_commands.py"}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    # A directory of which a part runs is gone through; None leaves the rest to pytest.
    return True if collection_path.is_file() and is_shown_by_the_other(collection_path) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    only_those_of_the_engine(config, items)
    # Whole installations are started by the tests that take longest. Where processes share tests, none is to be left
    # alone with one at the end, which is where pytest-django puts what uses no database.
    items.sort(key=lambda item: item.nodeid.partition("::")[0] not in STARTING_INSTALLATIONS)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case after the argument, not its bytes: an archive carries the second it was made in, and workers that
    collect at different seconds would not agree on the names of the tests."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def files_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Uploads and kept mails of tests end with the run."""
    django_settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("media"))
    django_settings.DEMO_MAIL_DIR = tmp_path_factory.mktemp("mail")
    django_settings.HISTORY_CHECKPOINTS = tmp_path_factory.mktemp("checkpoints") / "checkpoints.jsonl"
    return Path(django_settings.MEDIA_ROOT)


@pytest.fixture(scope="session", autouse=True)
def history_may_be_flushed() -> None:
    """A committing test empties every table afterwards, history too, which the database forbids to everybody else."""
    let_flush_empty_history()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page asked for in another language leaves it active in its thread, which is the next test's too."""
    translation.deactivate()
    yield
    translation.deactivate()
