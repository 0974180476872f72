"""How long the workbook of many recommendations takes, against bare XlsxWriter. Prints one JSON document.

    python -m benchmarks.progress_reports [--items 100000]

The rows are made in a database of their own on the server DATABASE_URL names, or on one started for the run, and
dropped afterwards. The yardstick writes as many cells of the same kinds, without a database, in the same run. Memory is
what the process takes at most beyond what it took before. CPU seconds are those of the process itself, which other work
on the machine lengthens less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.world import scratch_database, server, world_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.progress_reports")
    parser.add_argument("--items", type=int, default=100_000)
    items = parser.parse_args().items
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as url, scratch_database(url) as database:
        os.environ.update(DATABASE_URL=database, SUIVI_VAR=folder, DJANGO_SETTINGS_MODULE="tracker.settings", DEBUG="0")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        coordinator = world_of(items)
        json.dump(figures(items, coordinator, Path(folder)), sys.stdout, indent=1)
        sys.stdout.write("\n")


def figures(items: int, coordinator: Any, folder: Path) -> dict[str, Any]:
    from recommendations.models import Recommendation

    small, large = min(items, 5_000), items
    measured = {}
    for count in (small, large):
        chosen = Recommendation.objects.visible_to(coordinator).filter(pk__lte=count)
        before, began, worked = memory(), perf_counter(), process_time()
        size = _write(chosen, folder / f"{count}.xlsx")
        measured[count] = {
            "seconds": round(perf_counter() - began, 1),
            "cpu_seconds": round(process_time() - worked, 1),
            "bytes": size,
            "memory_mb": round(memory() - before, 1),
        }
    began, worked = perf_counter(), process_time()
    _bare(large, folder / "bare.xlsx")
    bare, bare_worked = perf_counter() - began, process_time() - worked
    return {
        "items": items,
        "xlsx": measured,
        "bare_xlsxwriter_seconds": round(bare, 1),
        "bare_xlsxwriter_cpu_seconds": round(bare_worked, 1),
        "times_bare": round(measured[large]["seconds"] / bare, 2),
    }


def memory() -> float:
    """The most this process has taken so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _write(items: Any, target: Path) -> int:
    from django.utils import timezone

    from recommendations.progress.documents import formats
    from recommendations.progress.documents.composing import Wish
    from recommendations.progress.documents.facts import Scope
    from recommendations.progress.documents.gathering import Live

    now = timezone.now()
    material = Live(items, Scope(), as_at=now, on=timezone.localdate(now))
    with target.open("wb") as file:
        formats.write(material, Wish(), "xlsx", to=file, at=now)
    return target.stat().st_size


def _bare(items: int, target: Path) -> None:
    """The main sheet's cells and no more: a text of the length of ours, short ones, dates and numbers."""
    from xlsxwriter import Workbook

    from recommendations.progress.documents.rows import COLUMNS
    from recommendations.progress.documents.writers.xlsx import OPTIONS

    text = (
        "Requests the Office to strengthen, within existing resources, the support that it gives to requesting States."
    )
    day = date(2026, 3, 1)
    with Workbook(str(target), OPTIONS) as book:
        sheet, dated = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(items):
            for place, column in enumerate(COLUMNS):
                if column.is_date:
                    sheet.write_datetime(row, place, day, dated)
                elif column.is_number:
                    sheet.write_number(row, place, row)
                else:
                    sheet.write_string(row, place, text if column.code == "text" else f"{column.code} {row}")


if __name__ == "__main__":
    main()
