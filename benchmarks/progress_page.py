"""How long the manager's page takes over many recommendations on PostgreSQL, against the list. Prints one JSON.

    python -m benchmarks.progress_page [--items 100000]

The world is that of `benchmarks.list_page`, with reports issued over ten years and a past of one or two periods of each
item. The page is asked for by a coordinator (of everything, and of one unit) and by the head of a unit with about a
sixth of all items. "exact" says that the kept numbers are those a count of every row gives; "counted_ms" is how long
that count takes, "a_move" what one change costs more because numbers are kept.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.list_page import (
    ROOT,
    SERIES,
    in_process,
    log_in,
    make_world,
    numbers_not_kept,
    one_series,
    scratch_database,
    server,
)
from tracker.processes import Child, free_port, listens, running

UNIT = 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.progress_page")
    parser.add_argument("--items", type=int, default=100_000)
    items = parser.parse_args().items
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as url, scratch_database(url) as database:
        os.environ.update(DATABASE_URL=database, SUIVI_VAR=folder, DJANGO_SETTINGS_MODULE="tracker.settings", DEBUG="0")
        import django

        django.setup()
        json.dump(figures(items, Path(folder)), sys.stdout, indent=1)
        sys.stdout.write("\n")


def figures(items: int, folder: Path) -> dict[str, Any]:
    from django.core.management import call_command
    from django.utils import timezone

    from recommendations.progress import kept

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = perf_counter()
    coordinator, head = make_world(items), make_past()
    made = perf_counter() - began
    began = perf_counter()
    rows = kept.fold(on=timezone.localdate())
    folding = perf_counter() - began
    asked = {
        "coordinator": ({"empty view": "/empty/", "list, first": "/recommendations/", "progress": "/progress/",
                         "progress, one unit": f"/progress/?unit={UNIT}"}, log_in(coordinator)),
        "head": ({"list, first": "/recommendations/", "progress": "/progress/"}, log_in(head)),
    }  # fmt: skip
    measured = {who: in_process(pages, cookie) for who, (pages, cookie) in asked.items()}
    port = free_port()
    argv = [sys.executable, "-m", "gunicorn", "benchmarks.site", "--bind", f"127.0.0.1:{port}", "--no-control-socket",
            "--worker-class", "gthread", "--threads", "2"]  # fmt: skip
    with running(Child("web server", argv, folder / "web.log", lambda: listens(port), cwd=ROOT)):
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


_DATES = """
UPDATE recommendations_recommendation SET
    first_target_on = CASE WHEN implementation <> '' THEN target_on - (id %% 3 * 30)::integer END,
    decided_on = CASE WHEN response NOT IN ('pending', 'under_consideration')
                      THEN current_date - (id %% 700)::integer END,
    last_update_on = CASE WHEN implementation = 'in_progress' THEN current_date - (id %% 200)::integer END,
    completed_on = CASE WHEN implementation IN ('reported_implemented', 'verified_implemented')
                        THEN current_date - (id %% 300)::integer END
"""
_PERIODS = """
INSERT INTO recommendations_stateperiod (recommendation_id, seq, begins_at, begins_on, ends_at, ends_on, unit_id,
    owner_id, response, response_due_on, implementation, target_on, first_target_on, closing_reason)
SELECT r.id, n, day, day, CASE WHEN n = 1 AND decided THEN changed END, CASE WHEN n = 1 AND decided THEN changed END,
    r.unit_id, r.owner_id, CASE WHEN n = 1 AND decided THEN 'pending' ELSE r.response END, r.response_due_on,
    CASE WHEN n = 1 THEN '' ELSE r.implementation END, r.target_on, r.first_target_on, ''
FROM recommendations_recommendation r JOIN recommendations_report p ON p.id = r.report_id
CROSS JOIN generate_series(1, 2) AS n
CROSS JOIN LATERAL (SELECT r.response <> 'pending' AS decided, current_date - (r.id %% 700)::integer AS changed) AS one
CROSS JOIN LATERAL (SELECT CASE WHEN n = 1 THEN least(p.issued_on, changed) ELSE changed END AS day) AS other
WHERE n = 1 OR decided
"""


def make_past() -> Any:
    """Reports of ten years, dates, periods; gives the head of a unit."""
    from django.db import connection

    from recommendations.models import Membership, User
    from recommendations.permissions import Role
    from recommendations.progress import kept

    with connection.cursor() as cursor, numbers_not_kept(cursor):
        cursor.execute("UPDATE recommendations_report SET issued_on = current_date - (id %% 3650)::integer", [])
        cursor.execute(_DATES, [])
        cursor.execute(_PERIODS, [])
    kept.rebuild()
    head = User.objects.create(pk=502, email="head@example.org", name="Head")
    Membership.objects.create(user=head, unit_id=UNIT, role=Role.UNIT_HEAD, since="2020-01-01")
    with connection.cursor() as cursor:
        connection.commit()
        cursor.execute("VACUUM ANALYZE")
    return head


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
    by_keeping, _parents, _months = kept.cells(on=today, units=None)
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
    return {
        "exact": plain(by_rows) == plain(by_keeping),
        "counted_ms": round(counting * 1000),
        "read_ms": round(reading * 1000, 1),
        "a_move": {"ms": round(with_numbers * 1000, 2), "ms_without": round(without * 1000, 2)},
    }


if __name__ == "__main__":
    main()
