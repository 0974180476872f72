"""The database of a run on SQLite: a file, and migrated once for as long as the migrations stay the same."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

MIGRATIONS = Path(__file__).parent.parent / "recommendations" / "migrations"


def _is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"


@pytest.fixture(scope="session")
def migrated_file(request: pytest.FixtureRequest) -> Path:
    """Where a copy of the migrated, still empty database is kept between runs: a name for each set of migrations."""
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted(MIGRATIONS.glob("*.py")):
        digest.update(path.read_bytes())
    assert request.config.cache is not None
    return request.config.cache.mkdir("database") / f"{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None, migrated_file: Path
) -> None:
    """SQLite in a file: in memory it would know neither the write-ahead log nor two writers who wait for each other."""
    if _is_sqlite():
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)
        if migrated_file.exists():
            shutil.copyfile(migrated_file, file)


@pytest.fixture(scope="session")
def django_db_keepdb(migrated_file: Path, django_db_keepdb: bool) -> bool:
    """Start from the copy instead of an empty file. `migrate` still runs, and finds nothing to do."""
    return django_db_keepdb or (_is_sqlite() and migrated_file.exists())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, migrated_file: Path) -> Iterator[None]:
    if _is_sqlite() and not migrated_file.exists():
        _keep_a_copy(django_db_blocker, migrated_file)
    yield
    if not _is_sqlite():
        # A thread that served a browser keeps its connection, and PostgreSQL drops no database that somebody is in.
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _keep_a_copy(django_db_blocker: DjangoDbBlocker, migrated_file: Path) -> None:
    # Written beside and put in place whole: another worker may look for it at any moment.
    part = migrated_file.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])
    part.replace(migrated_file)
