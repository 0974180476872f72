"""How long a workbook takes out and in again, against the bare libraries. Prints one JSON document.

    python -m benchmarks.workbooks [--items 20000] [--edited 500]

The recommendations are made in a database of their own on the server DATABASE_URL names, or on one started for the run,
and dropped afterwards. The yardsticks are reading the same file with openpyxl alone, and one bare UPDATE and commit for
each edited row. Memory is what the process takes at most beyond what it took before.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.progress_reports import memory
from benchmarks.world import scratch_database, server, world_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workbooks")
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--edited", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as url, scratch_database(url) as database:
        os.environ.update(DATABASE_URL=database, SUIVI_VAR=folder, DJANGO_SETTINGS_MODULE="tracker.settings", DEBUG="0")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        coordinator = world_of(asked.items)
        json.dump(figures(asked.items, asked.edited, coordinator), sys.stdout, indent=1)
        sys.stdout.write("\n")


def figures(items: int, edited: int, coordinator: Any) -> dict[str, Any]:
    from django.utils import timezone

    from recommendations.importing.containment import read_edited_contained
    from recommendations.models import StatePeriod
    from recommendations.workbooks import background, reading
    from recommendations.workbooks.planning import plan

    measured: dict[str, Any] = {"items": items, "edited": edited}
    before, began, file = memory(), perf_counter(), io.BytesIO()
    background.write({}, by=coordinator, at=timezone.now(), to=file)
    measured["taken"] = {"seconds": _since(began), "bytes": file.tell(), "memory_mb": round(memory() - before, 1)}
    began = perf_counter()
    table = read_edited_contained(file.getvalue())
    measured["read_seconds"] = _since(began)
    measured["bare_openpyxl_seconds"] = bare = _bare(file)
    measured["times_bare"] = round(measured["read_seconds"] / bare, 2)
    rows = list(reading.rows_of(table).rows)
    began = perf_counter()
    unedited = plan(rows, by=coordinator, at=timezone.now())
    measured["compared_seconds"] = _since(began)
    # This world has no history, so the first entry of each item begins its periods.
    StatePeriod.objects.filter(recommendation_id__lte=items).delete()
    for place, row in enumerate(rows[:edited]):
        rows[place] = reading.Row(row.number, {**row.cells, "response_due_on": "2199-01-01"}, {})
    began = perf_counter()
    found = plan(rows, by=coordinator, at=timezone.now())
    measured["tried_ms_each"] = round(1000 * (perf_counter() - began) / edited, 1)
    measured["unedited"], measured["changes"] = unedited.unchanged, sum(line.sort == "change" for line in found.lines)
    measured["bare_update_ms_each"] = _updates(edited)
    return measured


def _since(began: float) -> float:
    return round(perf_counter() - began, 2)


def _bare(file: io.BytesIO) -> float:
    import openpyxl

    began = perf_counter()
    for sheet in openpyxl.load_workbook(file, read_only=True).worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass
    return _since(began)


def _updates(edited: int) -> float:
    from recommendations.models import Recommendation

    began = perf_counter()
    for pk in range(1, edited + 1):
        Recommendation.objects.filter(pk=pk).update(percent_done=1)
    return round(1000 * (perf_counter() - began) / edited, 1)


if __name__ == "__main__":
    main()
