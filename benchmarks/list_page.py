"""How long pages take over many recommendations on PostgreSQL, against an empty view. Prints one JSON document.

    python -m benchmarks.list_page [--items 100000]

The rows are made in a database of their own on the server DATABASE_URL names, or on one started for the run, and
dropped afterwards. A real gunicorn answers on this machine; the pages and the empty view (which has the full
middleware before it, the log-in included) are asked for in turn by one client on one connection, so that what disturbs
the machine disturbs all of them. Of three series the middle one counts.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tracker import services
from tracker.processes import Child, free_port, listens, running

if TYPE_CHECKING:
    from recommendations.models import Recommendation, User

SERIES, ROUNDS = 3, 25
PER_REPORT = 100
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.list_page")
    parser.add_argument("--items", type=int, default=100_000)
    items = parser.parse_args().items
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as url, scratch_database(url) as database:
        os.environ.update(DATABASE_URL=database, SUIVI_VAR=folder, DJANGO_SETTINGS_MODULE="tracker.settings", DEBUG="0")
        import django

        django.setup()
        json.dump(figures(items, Path(folder)), sys.stdout, indent=1)
        sys.stdout.write("\n")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL: a running one, or one of our own for the run."""
    if named := os.environ.get("DATABASE_URL", ""):
        yield named
        return
    child, url = services.postgresql_child(folder / "postgresql")
    with running(child):
        yield url


@contextmanager
def scratch_database(url: str) -> Iterator[str]:
    """The address of a database on the same server that is gone afterwards."""
    import psycopg

    name = f"suivi_benchmark_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def figures(items: int, folder: Path) -> dict[str, Any]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = perf_counter()
    coordinator = make_world(items)
    seconds = perf_counter() - began
    pages = addresses(items)
    cookie = log_in(coordinator)
    measured = in_process(pages, cookie)
    port = free_port()
    argv = [sys.executable, "-m", "gunicorn", "benchmarks.site", "--bind", f"127.0.0.1:{port}", "--no-control-socket",
            "--worker-class", "gthread", "--threads", "2"]  # fmt: skip
    site = Child("web server", argv, folder / "web.log", lambda: listens(port), cwd=ROOT)
    with running(site):
        series = [one_series(port, pages, cookie) for _ in range(SERIES)]
    times = {name: median(one[name] for one in series) for name in pages}
    return {
        "items": items,
        "made_in_seconds": round(seconds, 1),
        "requests_each": SERIES * ROUNDS,
        "pages": {
            name: {
                "p50_ms": round(times[name] * 1000, 1),
                "times_empty_view": round(times[name] / times["empty view"], 1),
                **measured[name],
            }
            for name in pages
        },
        "deep_to_first": round(times["list, deep"] / times["list, first"], 2),
    }


# --- the world ----------------------------------------------------------------------------------------------

# One of each ten pending, under consideration, accepted (in four stages), accepted in part, not accepted.
_ITEMS = """
INSERT INTO recommendations_recommendation (report_id, reference, mark, position, is_leaf, theme_id, addressee_kind,
    verb, unit_id, owner_id, response, response_due_on, implementation, target_on, claimed_by_id, response_text,
    accepted_part, justification, response_language, target_as_given, closing_reason, version)
SELECT report, '81(' || place || ')', '', place, true, report, 'secretariat', 'request', unit, owner, response,
    current_date + n %% 400 - 60, implementation, current_date + n %% 900 - 90,
    CASE WHEN implementation = 'reported_implemented' THEN owner END, '', '', '', '', '', '', 1
FROM (
    SELECT n, n / %(per)s + 1 AS report, n %% %(per)s AS place, n %% 50 + 1 AS unit, n %% 500 + 1 AS owner,
        (ARRAY['pending', 'pending', 'under_consideration', 'accepted', 'accepted', 'accepted', 'accepted',
               'partially_accepted', 'partially_accepted', 'not_accepted'])[n %% 10 + 1] AS response,
        (ARRAY['', '', '', 'not_started', 'in_progress', 'reported_implemented', 'verified_implemented',
               'in_progress', 'verified_implemented', ''])[n %% 10 + 1] AS implementation
    FROM generate_series(0, %(items)s - 1) AS n
) AS made
"""
# Each item has one of these texts and its own number behind it.
_TEXTS = """
INSERT INTO recommendations_recommendationtext (recommendation_id, edition_id, text, terms, addressee)
SELECT item.id, item.report_id, pool.text || ' ' || item.id || '.', pool.terms || item.id || ' ', 'the Office'
FROM recommendations_recommendation item JOIN text_pool pool ON pool.id = item.id %% %(pool)s
"""
POOL = 20_000
COMMON, CHINESE = "Office", "支助"


def texts_of_all_sorts() -> Iterator[str]:
    """As many as `POOL`: words as unequally frequent as those of a language; every tenth is in Chinese.

    "Office" is in each that is not, "支助" in every second that is.
    """
    chance = Random(0)
    syllables = [f"{first}{last}" for first in "bcdfglmnprstv" for last in ("a", "en", "i", "or", "us")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(6000)]
    signs = [chr(0x4E00 + 7 * n) for n in range(1800)]
    by_rank = [1 / (rank + 2) for rank in range(len(words))]
    for n in range(POOL):
        if n % 10:
            yield "Requests the Office to " + " ".join(chance.choices(words, by_rank, k=22))
        else:
            found = "".join(chance.choices(signs, by_rank[: len(signs)], k=40))
            yield f"请秘书处{found}{'技术支助' if n % 20 else '报告'}"


def make_world(items: int) -> User:
    """Reports of a hundred items with one theme each, fifty units, five hundred owners; ids count from 1."""
    from django.db import connection
    from django.utils import timezone

    from recommendations.models import (
        Edition,
        Membership,
        Report,
        Section,
        SectionText,
        SourceFile,
        Unit,
        User,
    )
    from recommendations.permissions import Role
    from recommendations.progress import kept

    now, reports = timezone.now(), range(1, (items - 1) // PER_REPORT + 2)
    Unit.objects.bulk_create(Unit(pk=n, name=f"Unit {n}", parent_id=n // 5 or None) for n in range(1, 51))
    User.objects.bulk_create(User(pk=n, email=f"person{n}@example.org", name=f"Person {n}") for n in range(1, 502))
    since = now.date()
    Membership.objects.bulk_create(
        Membership(user_id=n, unit_id=(n - 1) % 50 + 1, role=Role.FOCAL_POINT, since=since) for n in range(1, 501)
    )
    Membership.objects.create(user_id=501, unit_id=1, role=Role.COORDINATOR, since=since)
    SourceFile.objects.create(pk=1, sha256="0" * 64, name="report.txt", content="report.txt", added_at=now)
    Report.objects.bulk_create(Report(pk=n, symbol=f"A/70/{n}", slug=f"A-70-{n}", imported_at=now) for n in reports)
    Edition.objects.bulk_create(
        Edition(pk=n, report_id=n, language="en", source_id=1, title=f"Report {n}") for n in reports
    )
    Section.objects.bulk_create(Section(pk=n, report_id=n, position=1, level=1) for n in reports)
    SectionText.objects.bulk_create(
        SectionText(section_id=n, edition_id=n, heading="Technical assistance") for n in reports
    )
    with connection.cursor() as cursor, numbers_not_kept(cursor):
        cursor.execute(_ITEMS, {"items": items, "per": PER_REPORT})
        write_texts(cursor)
    kept.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return User.objects.get(pk=501)


def write_texts(cursor: Any) -> None:
    from recommendations.search import indexed

    cursor.execute("CREATE TEMPORARY TABLE text_pool (id integer, text text, terms text)")
    with cursor.copy("COPY text_pool FROM STDIN") as copy:
        for number, text in enumerate(texts_of_all_sorts()):
            copy.write_row((number, text, indexed(text)))
    cursor.execute(_TEXTS, {"pool": POOL})
    cursor.execute("DROP TABLE text_pool")


@contextmanager
def numbers_not_kept(cursor: Any) -> Iterator[None]:
    """Without the triggers, which would write the past of a world made at once; numbers are counted afterwards."""
    tables = ("recommendations_recommendation", "recommendations_stateperiod")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def addresses(items: int) -> dict[str, str]:
    from recommendations.web.keyset import IN_REPORT_ORDER

    listed, deep = "/recommendations/", item_at(items * 9 // 10)
    return {
        "empty view": "/empty/",
        "list, first": listed,
        "list, deep": f"{listed}?after={IN_REPORT_ORDER.cursor(deep)}",
        "list, filtered": f"{listed}?response=accepted&implementation=in_progress&due=overdue",
        "recommendation": deep.get_absolute_url(),
        "progress": "/progress/",
    }


def item_at(place: int) -> Recommendation:
    from recommendations.models import Recommendation

    item: Recommendation = Recommendation.objects.in_report_order().select_related("report")[place]
    return item


def log_in(user: User) -> str:
    """The cookie of a session."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


# --- measuring ----------------------------------------------------------------------------------------------


def in_process(pages: dict[str, str], cookie: str) -> dict[str, dict[str, int]]:
    """{page: {"sql": statements, "bytes": length}}. Raises AssertionError for a page that does not answer 200."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    import benchmarks.site  # noqa: F401  adds the empty view to the addresses

    client = Client(headers={"cookie": cookie, "host": "127.0.0.1"})
    measured = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, (name, response.status_code)
        measured[name] = {"sql": len(asked), "bytes": len(response.content)}
    return measured


def one_series(port: int, pages: dict[str, str], cookie: str) -> dict[str, float]:
    """{page: median seconds}, after three rounds that do not count."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(ROUNDS + 3):
        for name, address in pages.items():
            began = perf_counter()
            connection.request("GET", address, headers={"Cookie": cookie})
            response = connection.getresponse()
            response.read()
            took = perf_counter() - began
            assert response.status == 200, (name, response.status)
            if number >= 3:
                seconds[name].append(took)
    connection.close()
    return {name: median(times) for name, times in seconds.items()}


if __name__ == "__main__":
    main()
