"""How long pages take over many recommendations on PostgreSQL, against an empty view. Prints one JSON document.

    python -m benchmarks.list_page [--items 100000] [--keep DATABASE]

The rows are made in a database of their own on the server DATABASE_URL names, or on one started for the run, and
dropped afterwards; one that is to be kept is made once and measured again and again. A real gunicorn answers on this
machine; the pages and the empty view (which has the full middleware before it, the log-in included) are asked for in
turn by one client on one connection, so that what disturbs the machine disturbs all of them. Of three series the middle
one counts. Then eight clients at once ask for the empty view and for the list in turn, each for some seconds, once the
workers have answered some; again the middle one of three counts. They run on the same machine as the server.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from benchmarks.world import CHINESE, COMMON, scratch_database, server, world_of
from tracker.processes import Child, free_port, listens, running

if TYPE_CHECKING:
    from recommendations.models import Recommendation, User

SERIES, ROUNDS = 3, 25
CLIENTS, SECONDS = 8, 4
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.list_page")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--keep", default="", metavar="DATABASE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, in_a_database(Path(folder), asked.keep):
        json.dump(figures(asked.items, Path(folder)), sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write("\n")


@contextmanager
def in_a_database(folder: Path, keep: str) -> Iterator[None]:
    """The application on a database with its tables in it."""
    with server(folder) as url, scratch_database(url, keep) as database:
        os.environ.update(DATABASE_URL=database, SUIVI_VAR=str(folder), DJANGO_SETTINGS_MODULE="tracker.settings",
                          DEBUG="0")  # fmt: skip
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


@contextmanager
def site(folder: Path, *, workers: int = 1) -> Iterator[int]:
    """The application as it is served; gives its port."""
    port = free_port()
    argv = [sys.executable, "-m", "gunicorn", "benchmarks.site", "--bind", f"127.0.0.1:{port}", "--no-control-socket",
            "--worker-class", "gthread", "--threads", "2", "--workers", str(workers)]  # fmt: skip
    with running(Child("web server", argv, folder / "web.log", lambda: listens(port), cwd=ROOT)):
        yield port


def figures(items: int, folder: Path) -> dict[str, Any]:
    began = perf_counter()
    cookie = log_in(world_of(items))
    seconds = perf_counter() - began
    pages = addresses(items)
    measured = in_process(pages, cookie)
    with site(folder) as port:
        series = [one_series(port, pages, cookie) for _ in range(SERIES)]
    times = {name: median(one[name] for one in series) for name in pages}
    with site(folder, workers=2) as port:
        requests_a_second(port, pages["list, first"], cookie)  # a worker's first requests load what the others use
        at_once = [
            {name: requests_a_second(port, pages[name], cookie) for name in ("empty view", "list, first")}
            for _ in range(SERIES)
        ]
    return {
        "items": items,
        "made_in_seconds": round(seconds, 1),
        "requests_each": SERIES * ROUNDS,
        "pages": {
            name: {
                "p50_ms": round(times[name] * 1000, 1),
                "times_empty_view": round(times[name] / times["empty view"], 1),
                "times_list": round(times[name] / times["list, first"], 2),
                **measured[name],
            }
            for name in pages
        },
        "eight_clients": {
            **{
                f"{name}, requests a second": round(median(one[name] for one in at_once), 1)
                for name in ("empty view", "list, first")
            },
            "share": round(median(one["list, first"] / one["empty view"] for one in at_once), 3),
        },
    }


def addresses(items: int) -> dict[str, str]:
    from recommendations.web.keyset import IN_REPORT_ORDER

    listed, deep = "/recommendations/", item_at(items * 9 // 10)
    return {
        "empty view": "/empty/",
        "list, first": listed,
        "list, deep": f"{listed}?after={IN_REPORT_ORDER.cursor(deep)}",
        "list, filtered": f"{listed}?response=accepted&implementation=in_progress&due=overdue",
        "search, a common word": f"{listed}?q={COMMON}",
        "search, a rare word": f"{listed}?q={items // 3}",
        "search, two Chinese characters": f"{listed}?q={quote(CHINESE)}",
        "search, nothing found": f"{listed}?q=unheardof",
        "search, nothing found in Chinese": f"{listed}?q={quote('鑫龘')}",
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
            ask(connection, address, cookie)
            if number >= 3:
                seconds[name].append(perf_counter() - began)
    connection.close()
    return {name: median(times) for name, times in seconds.items()}


def requests_a_second(port: int, address: str, cookie: str) -> float:
    """How many requests `CLIENTS` get answered a second, each on a connection of its own."""

    def client(_number: int) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        answered, until = 0, perf_counter() + SECONDS
        while perf_counter() < until:
            ask(connection, address, cookie)
            answered += 1
        connection.close()
        return answered

    began = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        answered = sum(pool.map(client, range(CLIENTS)))
    return answered / (perf_counter() - began)


def ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> None:
    connection.request("GET", address, headers={"Cookie": cookie})
    response = connection.getresponse()
    response.read()
    assert response.status == 200, (address, response.status)


if __name__ == "__main__":
    main()
