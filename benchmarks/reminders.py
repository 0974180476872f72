"""How fast reminders are planned and handed over. Prints one JSON document.

    python -m benchmarks.reminders [--items 100000] [--people 5000] [--mails 3000] [--only planning]

Works in a scratch database beside the one DATABASE_URL names (or a scratch SQLite file) and drops it at the end. Every
item is due, so that planning writes one reminder for each: the worst day there can be. Handing over is compared, in the
same run and with the same words, with what one thread could do at best: 1 / (1/build + 1/one connection).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import smtplib
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP as CRLF
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep
from typing import Any

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
WORDS = "敦促会员国在所有相关领域继续加强国际合作，并请秘书处在这方面提供技术援助。" * 8


def main() -> None:
    if sys.argv[1:2] == ["--sink"]:
        asyncio.run(sink(int(sys.argv[2])))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--mails", type=int, default=3_000)
    parser.add_argument("--only", choices=["planning", "handing-over"])
    given = parser.parse_args()
    with scratch_database() as engine:
        result: dict[str, Any] = {"database": engine}
        if given.only != "planning":
            result["hand_over"] = hand_over(given.mails)
        if given.only != "handing-over":
            result["planning"] = planning(given.items, given.people)
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


# --- planning ---------------------------------------------------------------------------------------------


def planning(items: int, people: int) -> dict[str, Any]:
    """Seconds to plan the items for the first time and, with nothing left to tell, again."""
    from recommendations.reminders import planner

    started = perf_counter()
    populate(items, people, "planning", texts=False)
    populated_in = perf_counter() - started
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = perf_counter(), process_time()
    first = planner.plan(now=NOW)
    planned_in, worked_for = perf_counter() - started, process_time() - worked
    again_in, again = [], 0
    for _ in range(3):
        started = perf_counter()
        again += planner.plan(now=NOW).reminders
        again_in.append(perf_counter() - started)
    return {
        "items": items,
        "people": people,
        "populated_in_seconds": round(populated_in, 2),
        "digests": first.planned,
        "reminders": first.reminders,
        "seconds": round(planned_in, 2),
        "seconds_of_this_process": round(worked_for, 2),
        "again_adds": again,
        "again_seconds": round(median(again_in), 2),
        "memory_grew_mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
    }


def populate(items: int, people: int, name: str, *, texts: bool) -> None:
    """Owners with items that are due between a month ago and today, so that each has a moment to be told."""
    from recommendations.models import Edition, Recommendation, RecommendationText, Report, SourceFile, Unit, User

    users = User.objects.bulk_create(
        (User(email=f"{name}{n}@example.org", name=f"Person {n}", language="en") for n in range(people)),
        batch_size=2000,
    )
    report = Report.objects.create(symbol=f"B/{name}", imported_at=NOW)
    source = SourceFile.objects.create(sha256=name, name=name, content=name, added_at=NOW)
    edition = Edition.objects.create(report=report, language="zh", source=source)
    first = Recommendation.objects.create(
        report=report, position=0, reference="81(0)", unit=Unit.objects.create(name=name), owner=users[0],
        response_due_on=TODAY,
    )  # fmt: skip
    copies(
        first,
        items,
        reference="'81(' || n || ')'",
        position="n",
        owner_id=f"{users[0].pk} + n % {people}",
        response_due_on=f"date '{TODAY}' - (n / {people}) % 30"
        if is_postgresql()
        else f"date('{TODAY}', '-' || ((n / {people}) % 30) || ' days')",
    )
    if texts:
        text = RecommendationText.objects.create(recommendation=first, edition=edition, text=WORDS)
        copies(text, items, recommendation_id=f"{first.pk} + n")
    settled()


def copies(row: Any, number: int, **differing: str) -> None:
    """The row as many times as is said, itself counted, in one statement; `differing` are columns as SQL of n.

    Their ids follow on the row's own: nobody else writes to a scratch database.
    """
    from django.db import connection

    table = row._meta.db_table
    columns = [f.column for f in row._meta.concrete_fields if not (f.generated or f.primary_key)]
    values = ", ".join(differing.get(column, f"first.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {number - 1}) "
            f"SELECT {values} FROM numbers, {table} AS first WHERE first.id = {row.pk} AND n < {number} ORDER BY n"
        )


def is_postgresql() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


def settled() -> None:
    """The database knows how many rows there are, as it would of rows that did not all come at once."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# --- handing over -------------------------------------------------------------------------------------------


def hand_over(mails: int) -> dict[str, Any]:
    """Mails a second through the outbox, by one worker and by two side by side as the demo has them, in three parts of
    the whole; and the bound, taken between them.
    """
    from django.conf import settings

    from benchmarks.mail_faults import crew
    from recommendations import outbox
    from recommendations.models import OutgoingEmail
    from recommendations.reminders import planner
    from recommendations.tasks import WRITERS

    populate(mails * 2, mails, "mails", texts=True)
    planner.plan(now=NOW)
    part = mails // 6

    def deliver(number: int) -> outbox.Delivered:
        return outbox.deliver_waiting(WRITERS, limit=number, clock=lambda: NOW)

    with running_sink() as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        (sample,) = outbox.claim(now=NOW)
        letter = WRITERS[sample.kind].write(sample, NOW)
        alone, paired, builds, lines = [], [], [], []
        for _ in range(3):
            builds.append(rate(500, lambda: built(letter)))
            lines.append(over_one_connection(port, built(letter), 500))
            started = perf_counter()
            alone.append(deliver(part).sent / (perf_counter() - started))
            started = perf_counter()
            crew.at_once(*[lambda: deliver(part // 2)] * 2)
            paired.append(part // 2 * 2 / (perf_counter() - started))
    bound = 1 / (1 / median(builds) + 1 / median(lines))
    return {
        "mails": OutgoingEmail.objects.filter(state="sent").count(),
        "build_per_second": round(median(builds)),
        "one_connection_per_second": round(median(lines)),
        "bound_per_second": round(bound),
        "one_worker_per_second": round(median(alone)),
        "one_worker_share_of_bound": round(median(alone) / bound, 2),
        "two_workers_per_second": round(median(paired)),
        "two_workers_share_of_bound": round(median(paired) / bound, 2),
    }


def built(letter: Any) -> bytes:
    """The same words as a message, with the standard library and nothing else."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", letter.subject.strip()
    message["Message-ID"] = "<1@example.org>"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message.as_bytes(policy=CRLF)


def rate(times: int, act: Callable[[], object]) -> float:
    started = perf_counter()
    for _ in range(times):
        act()
    return times / (perf_counter() - started)


def over_one_connection(port: int, message: bytes, times: int) -> float:
    with smtplib.SMTP("127.0.0.1", port) as line:
        return rate(times, lambda: line.sendmail("a@example.org", ["b@example.org"], message))


@contextmanager
def running_sink() -> Iterator[int]:
    """A mail server in a process of its own that takes everything and keeps nothing."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.reminders", "--sink", str(port)])
    try:
        for _ in range(100):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


async def sink(port: int) -> None:
    from aiosmtpd.smtp import SMTP

    class Takes:
        async def handle_DATA(self, *_about: Any) -> str:  # noqa: N802  aiosmtpd's name
            return "250 taken"

    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Takes()), "127.0.0.1", port)
    await server.serve_forever()


# --- where ---------------------------------------------------------------------------------------------------


@contextmanager
def scratch_database() -> Iterator[str]:
    """Django set up on an empty database of the same kind, which is gone afterwards. Yields the kind."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    import django

    django.setup()
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        scratch = (
            str(Path(folder) / "scratch.sqlite3") if connection.vendor == "sqlite" else f"suivi_benchmark_{os.getpid()}"
        )
        usual = str(connection.settings_dict["NAME"])
        connection.settings_dict["TEST"]["NAME"] = scratch
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(usual, verbosity=0)


if __name__ == "__main__":
    main()
