"""Importing a table, with validation and history, against storing as many rows bare. Prints one JSON document.

    python -m benchmarks.import_table [--rows N] [--kind xlsx|csv] [--database URL]

Everything is timed on a database of its own that is thrown away, on SQLite or on the server of `--database`: reading
the file in the contained child, planning, committing; then a second import of the same file, which must add nothing;
then `bulk_create` of as many rows of the same tables, nothing checked and nothing recorded. `cpu` is what our own
processes took of `seconds`; the rest is the server's, or that of others on the machine. Peak memory is that of each
process over the import and its repetition; `all` is the most that both had at one moment.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from recommendations.importing.mapping.plan import TablePlan

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=41_000)
    parser.add_argument("--kind", choices=["xlsx", "csv"], default="xlsx")
    parser.add_argument("--database", default="", help="the address of a server, such as DATABASE_URL has; else SQLite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = given.database or f"sqlite:///{folder}/db.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        import django

        django.setup()
        from django.conf import settings

        settings.MEDIA_ROOT = folder
        with database():
            print(json.dumps(figures(given.rows, given.kind, Path(folder)), indent=1))


@contextmanager
def database() -> Iterator[None]:
    """One beside the named one, as tests have it, with all its tables."""
    from django.db import connection

    named = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = "suivi_benchmark_import_table"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(named, verbosity=0)


def figures(rows: int, kind: str, folder: Path) -> dict[str, object]:
    from benchmarks.documents import TABLES, rows_of
    from recommendations.importing.mapping.choosing import guessed
    from recommendations.importing.mapping.loader import commit_table
    from recommendations.importing.mapping.plan import plan_table
    from recommendations.importing.mapping.upload import read_table_upload

    path = folder / f"table.{kind}"
    _unseen(lambda: path.write_bytes(TABLES[kind](rows_of(rows, Random("table")))))
    people()
    at, on = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2)
    content, children = path.read_bytes(), Children()

    def imported() -> tuple[TablePlan, dict[str, Taken]]:
        with children.watched():
            upload, reading = taken(lambda: read_table_upload(path.name, content))
        plan, planning = taken(partial(plan_table, upload, guessed(upload.table), on=on, symbol="A/80/5"))
        del upload  # as whoever carries out a job has it no more
        _reports, committing = taken(lambda: commit_table(plan, by=None, at=at))
        return plan, {"reading": reading, "planning": planning, "committing": committing}

    plan, first = imported()
    once = plan.counts()
    del plan
    again, second = imported()
    peak = {
        "importing": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "reading child": children.peak_kb // 1024,
    }
    bare, stored = bare_rows()
    return {
        "rows": rows,
        "kind": kind,
        "plan": once,
        "again": again.counts(),
        "seconds": _told(first, "seconds"),
        "cpu": _told(first, "cpu"),
        "seconds again": _told(second, "seconds"),
        "cpu again": _told(second, "cpu"),
        "peak_mb": peak | {"all": max(peak["importing"], children.with_ours_kb // 1024)},
        "bulk_create": {"rows": bare, "seconds": round(stored.seconds, 2), "cpu": round(stored.cpu, 2)},
        "ratio": round(stored.seconds / (first["planning"].seconds + first["committing"].seconds), 2),
    }


def _told(steps: dict[str, Taken], name: str) -> dict[str, float]:
    found = {step: round(getattr(one, name), 2) for step, one in steps.items()}
    return found | {"all": round(sum(found.values()), 2)}


def people() -> None:
    """The owners and units that the table names."""
    from recommendations.models import Membership, Unit, User

    units = [Unit.objects.create(name=f"Unit {number}") for number in range(20)]
    for number in range(50):
        user = User.objects.create(email=f"person{number}@example.org", name=f"Person {number}")
        Membership.objects.create(user=user, unit=units[number % 20], role="focal_point", since=date(2020, 1, 1))


def bare_rows() -> tuple[int, Taken]:
    """How many rows were stored for the recommendations, and what `bulk_create` of as many alone takes."""
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
        _made, stored_in = taken(lambda: Recommendation.objects.bulk_create(items, batch_size=1000))
        new = dict(zip(ids, (item.pk for item in items), strict=True))
        for rows in others:
            for row in rows:
                row.pk, row.recommendation_id = None, new[row.recommendation_id]
                if isinstance(row, RecommendationText):
                    row.edition = edition
            _made, more = taken(partial(type(rows[0]).objects.bulk_create, rows, batch_size=1000))
            stored_in += more
    return len(items) + sum(map(len, others)), stored_in


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and of the processors in this process and the children it has waited for."""

    seconds: float
    cpu: float

    def __add__(self, more: Taken) -> Taken:
        return Taken(self.seconds + more.seconds, self.cpu + more.cpu)


def taken(work: Callable[[], T]) -> tuple[T, Taken]:
    begun, before = time.perf_counter(), sum(os.times()[:4])
    result = work()
    return result, Taken(time.perf_counter() - begun, sum(os.times()[:4]) - before)


class Children:
    """The most memory that any child of ours has had, and that it had together with us; what `getrusage` tells of
    children begins with the parent's own.
    """

    def __init__(self) -> None:
        self.peak_kb = self.with_ours_kb = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        ended = Event()
        thread = Thread(target=self._look, args=[ended])
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _look(self, ended: Event) -> None:
        while not ended.wait(0.02):
            for task in Path("/proc/self/task").iterdir():
                for pid in (task / "children").read_text().split():
                    # Gone meanwhile, or not yet the program that it is to become.
                    with suppress(OSError):
                        program = Path(f"/proc/{pid}/cmdline").read_bytes()
                        if b"importing.child" in program:
                            self.peak_kb = max(self.peak_kb, _memory_kb(pid, "VmHWM"))
                            together = _memory_kb(pid, "VmRSS") + _memory_kb("self", "VmRSS")
                            self.with_ours_kb = max(self.with_ours_kb, together)


def _memory_kb(process: str, name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) if found else 0  # it is ending


def _unseen(work: Callable[[], object]) -> None:
    """In a child whose time and memory are not counted as those of the import."""
    usual = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if not (pid := os.fork()):
        work()
        os._exit(0)
    with suppress(ChildProcessError):  # it is gone before anybody can ask what it took
        os.waitpid(pid, 0)
    signal.signal(signal.SIGCHLD, usual)


if __name__ == "__main__":
    main()
