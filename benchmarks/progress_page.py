"""How long the manager's page takes over many recommendations on PostgreSQL, against the list. Prints one JSON.

    python -m benchmarks.progress_page [--items 100000] [--keep DATABASE]

The world and the ways to make, keep and ask for it are those of `benchmarks.list_page`. The page is asked for by a
coordinator (of everything, and of one unit), by the head of a unit with about a seventh of all items, and by the owner
of two thousand. "exact" says
that the kept numbers are those a count of every row gives; "counted_ms" is how long that count takes, "a_move" what
one change costs more because numbers are kept.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.list_page import SERIES, in_a_database, in_process, log_in, one_series, site
from benchmarks.world import UNIT, world_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.progress_page")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--keep", default="", metavar="DATABASE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, in_a_database(Path(folder), asked.keep):
        json.dump(figures(asked.items, Path(folder)), sys.stdout, indent=1)
        sys.stdout.write("\n")


def figures(items: int, folder: Path) -> dict[str, Any]:
    from django.utils import timezone

    from recommendations.models import User
    from recommendations.progress import kept

    began = perf_counter()
    coordinator = world_of(items)
    made = perf_counter() - began
    began = perf_counter()
    rows = kept.fold(on=timezone.localdate())
    folding = perf_counter() - began
    asked = {
        "coordinator": (
            {
                "empty view": "/empty/",
                "list, first": "/recommendations/",
                "progress": "/progress/",
                "progress, one unit": f"/progress/?unit={UNIT}",
            },
            log_in(coordinator),
        ),
        **{
            who: ({"list, first": "/recommendations/", "progress": "/progress/"}, log_in(User.objects.get(pk=pk)))
            for who, pk in (("head", 502), ("owner", 1))
        },
    }
    measured = {who: in_process(pages, cookie) for who, (pages, cookie) in asked.items()}
    with site(folder) as port:
        series = {who: [one_series(port, *one) for _ in range(SERIES)] for who, one in asked.items()}
    result: dict[str, Any] = {"items": items, "made_in_seconds": round(made, 1), "kept_rows": rows,
                              "fold_ms": round(folding * 1000), **counted()}  # fmt: skip
    for who, (pages, _cookie) in asked.items():
        times = {name: median(one[name] for one in series[who]) for name in pages}
        result[who] = {
            name: {
                "p50_ms": round(times[name] * 1000, 1),
                "times_list": round(times[name] / times["list, first"], 2),
                **measured[who][name],
            }
            for name in pages
        }
    return result


def counted() -> dict[str, Any]:
    """Whether what is kept is what counting gives, and what keeping costs."""
    from django.db import connection
    from django.utils import timezone

    from recommendations.models import Recommendation
    from recommendations.progress import kept
    from recommendations.progress.figures import cells
    from recommendations.progress.leaves import Leaves

    today = timezone.localdate()
    began = perf_counter()
    by_rows = cells(Leaves(Recommendation.objects.leaves(), today))
    counting = perf_counter() - began
    began = perf_counter()
    by_keeping, _parents, _months = kept.cells(kept.Asked(today))
    reading = perf_counter() - began

    def plain(found: Any) -> Any:
        return {key: (+t.stages, +t.responses, t.overdue, +t.measures) for key, t in found.items()}

    def changes(number: int = 200) -> float:
        began = perf_counter()
        with connection.cursor() as cursor:
            for pk in range(1, number + 1):
                cursor.execute(
                    "UPDATE recommendations_recommendation SET target_on = target_on + 1 WHERE id = %s", [pk]
                )
        return (perf_counter() - began) / number

    with_numbers = median(changes() for _ in range(3))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE recommendations_recommendation DISABLE TRIGGER USER")
        without = median(changes() for _ in range(3))
        cursor.execute("ALTER TABLE recommendations_recommendation ENABLE TRIGGER USER")
    kept.rebuild()
    kept.fold(on=today)
    return {
        "exact": plain(by_rows) == plain(by_keeping),
        "counted_ms": round(counting * 1000),
        "read_ms": round(reading * 1000, 1),
        "a_move": {"ms": round(with_numbers * 1000, 2), "ms_without": round(without * 1000, 2)},
    }


if __name__ == "__main__":
    main()
