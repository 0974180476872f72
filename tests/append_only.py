"""History cannot be deleted, yet a test that commits must leave an empty database behind: the one way around."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

_PROTECTIONS = [
    import_module(f"recommendations.migrations.{name}")
    for name in (
        "0002_history_is_append_only",
        "0004_absences_and_entries_are_guarded",
        "0005_issued_reports_stay",
    )
]


def _run(statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


@contextmanager
def unprotected_history() -> Iterator[None]:
    """Lift the triggers for a moment, as only the owner of the database can."""
    for migration in _PROTECTIONS:
        _run(migration.UNPROTECT)
    try:
        yield
    finally:
        for migration in _PROTECTIONS:
            _run(migration.PROTECT)


_flush = BaseDatabaseOperations.execute_sql_flush


def _flush_with_history(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
    with unprotected_history():
        _flush(self, sql_list)
    if connection.vendor == "sqlite":  # which empties tables row by row, so that their triggers go on counting
        _run({"sqlite": ["DELETE FROM recommendations_keptcount"]})


def let_flush_empty_history() -> None:
    """For conftest: Django's flush after a committing test goes around the triggers."""
    BaseDatabaseOperations.execute_sql_flush = _flush_with_history  # type: ignore[method-assign]
