"""Which tests run on which engine: all on PostgreSQL, and on SQLite those that ask what an engine may answer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

# Set for the run on the second engine (tests/everything.py).
SECOND_ENGINE = "SUIVI_SECOND_ENGINE"
HERE = Path(__file__).parent
# What a browser shows does not depend on the engine, nor what becomes of rows once they are read: words of a page,
# who may do what, whom a rule tells when, a file of a report. That each address works at all is asked on both.
ONCE = {
    "browser",
    "importing/readers",
    "progress/documents/test_contents.py",
    "progress/documents/test_hostile.py",
    "progress/documents/test_templates.py",
    "reminders/test_a_year.py",
    "services",
    "tracking/test_policy.py",
    "translations",
    "web",
}
# Of pages, those that are lists, numbers or one of both, whose rows are chosen, put in order and counted by the engine;
# and what is sent in the hope that an engine chokes on it.
BOTH = {
    "web/policy/test_both_engines.py",
    "web/test_bad_input.py",
    "web/test_keyset.py",
    "web/test_my_work.py",
    "web/test_outbox.py",
    "web/test_people.py",
    "web/test_plan.py",
    "web/test_progress.py",
    "web/test_recommendation_list.py",
    "web/test_reports.py",
    "web/test_rounds.py",
}


def is_shown_by_the_other(path: Path) -> bool:
    """Whether all that stands there was asked on the first engine, once and for all."""
    if not os.environ.get(SECOND_ENGINE):
        return False
    place = path.relative_to(HERE)
    return place.as_posix() not in BOTH and not ONCE.isdisjoint(one.as_posix() for one in (place, *place.parents))


def uses_a_database(item: pytest.Item) -> bool:
    """Whether the test reads or writes rows: it says so by its mark or by a fixture that pytest-django knows."""
    fixtures: Iterable[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(fixtures)


def only_those_of_the_engine(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second engine, leave out what asks none."""
    if not os.environ.get(SECOND_ENGINE):
        return
    kept = [item for item in items if uses_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
