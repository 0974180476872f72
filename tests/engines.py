"""What is worth running on a second kind of database: only what asks a database something."""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

# Set for the run on the second engine (tests/everything.py).
SECOND_ENGINE = "SUIVI_SECOND_ENGINE"
# What a browser shows does not depend on the engine, nor does who may ask for which address; the rows behind both are
# asked for by the tests of the rooms too.
ONCE = {"browser", "translations", "services", "policy"}
# Nor does how a report on its way in is read and shown; what is stored of it, the tests of importing ask on both.
ONCE |= {"test_import.py", "test_import_page.py", "test_corrections.py", "test_hostile_imports.py"}


def uses_a_database(item: pytest.Item) -> bool:
    """Whether the test reads or writes rows: it says so by its mark or by a fixture that pytest-django knows."""
    fixtures: Iterable[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(fixtures)


def only_those_of_the_engine(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second engine, leave out what the first run has shown once and for all."""
    if not os.environ.get(SECOND_ENGINE):
        return
    kept = [item for item in items if uses_a_database(item) and ONCE.isdisjoint(item.nodeid.split("::")[0].split("/"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
