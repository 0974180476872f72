"""Importing a table, with validation and history, against storing as many rows bare. Prints one JSON document.

    python -m benchmarks.import_table [--rows N] [--kind xlsx|csv]

Everything is timed on a database of its own that is thrown away: reading the file in the contained child, planning,
committing; then `bulk_create` of as many rows of the same tables, nothing checked and nothing recorded. Peak memory is
that of each process over the whole run. A second import of the same file must add nothing.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=41_000)
    parser.add_argument("--kind", choices=["xlsx", "csv"], default="xlsx")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = os.environ.get("BENCHMARK_DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.MEDIA_ROOT = folder
        call_command("migrate", verbosity=0)
        print(json.dumps(figures(given.rows, given.kind, Path(folder)), indent=1))


def figures(rows: int, kind: str, folder: Path) -> dict[str, object]:
    from benchmarks.documents import TABLES, rows_of
    from recommendations.importing.mapping.choosing import guessed
    from recommendations.importing.mapping.loader import commit_table
    from recommendations.importing.mapping.plan import plan_table
    from recommendations.importing.mapping.upload import read_table_upload

    path = folder / f"table.{kind}"
    _in_a_child(lambda: path.write_bytes(TABLES[kind](rows_of(rows, Random("table")))))
    people()
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    content = path.read_bytes()
    upload, reading = timed(lambda: read_table_upload(path.name, content))
    plan, planning = timed(lambda: plan_table(upload, guessed(upload.table), on=date(2026, 3, 2), symbol="A/80/5"))
    _reports, committing = timed(lambda: commit_table(plan, by=None, at=at))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    again, planning_again = timed(
        lambda: plan_table(upload, guessed(upload.table), on=date(2026, 3, 2), symbol="A/80/5")
    )
    bare, stored = bare_rows()
    return {
        "rows": rows,
        "kind": kind,
        "plan": plan.counts(),
        "again": again.counts(),
        "seconds": {
            "reading": reading, "planning": planning, "committing": committing, "planning again": planning_again,
            "all": round(reading + planning + committing, 2),
        },
        "peak_mb": {
            "importing": peak // 1024,
            "reading child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        },
        "bulk_create": {"rows": bare, "seconds": stored},
        "ratio": round(stored / (planning + committing), 2),
    }  # fmt: skip


def people() -> None:
    """The owners and units that the table names."""
    from recommendations.models import Membership, Unit, User

    units = [Unit.objects.create(name=f"Unit {number}") for number in range(20)]
    for number in range(50):
        user = User.objects.create(email=f"person{number}@example.org", name=f"Person {number}")
        Membership.objects.create(user=user, unit=units[number % 20], role="focal_point", since=date(2020, 1, 1))


def bare_rows() -> tuple[int, float]:
    """How many rows were stored for the recommendations, and the seconds that `bulk_create` of as many alone takes."""
    from django.db import transaction

    from recommendations.models import Action, HistoryEntry, Recommendation, RecommendationText, Report, StatePeriod

    stored = Report.objects.get()
    copy = Report(symbol="B/80/5", imported_at=stored.imported_at)
    copy.save()
    edition = stored.editions.get()
    edition.pk, edition.report = None, copy
    edition.save(force_insert=True)
    items = list(Recommendation.objects.filter(report=stored).order_by("pk"))
    ids = [item.pk for item in items]
    others: list[list[Any]] = [
        list(model.objects.filter(recommendation__report=stored))
        for model in (RecommendationText, Action, HistoryEntry, StatePeriod)
    ]
    for item in items:
        item.pk, item.report, item.parent = None, copy, None
    with transaction.atomic():
        _made, seconds = timed(lambda: Recommendation.objects.bulk_create(items, batch_size=1000))
        new = dict(zip(ids, (item.pk for item in items), strict=True))
        for rows in others:
            for row in rows:
                row.pk, row.recommendation_id = None, new[row.recommendation_id]
                if isinstance(row, RecommendationText):
                    row.edition = edition
            _made, more = timed(partial(type(rows[0]).objects.bulk_create, rows, batch_size=1000))
            seconds += more
    return len(items) + sum(map(len, others)), round(seconds, 2)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    result = work()
    return result, round(time.perf_counter() - begun, 2)


def _in_a_child(work: Callable[[], object]) -> None:
    """Its memory is not counted as the import's."""
    pid = os.fork()
    if not pid:
        work()
        os._exit(0)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
