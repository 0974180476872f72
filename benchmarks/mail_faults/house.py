"""The ground the cases stand on: servers, a database for each, people with items that are due, the mails that came."""

from __future__ import annotations

import json
import os
import random
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.reminders import NOW, populate
from benchmarks.world import server as postgresql
from tracker import services
from tracker.processes import Child, free_port, listens, running

if TYPE_CHECKING:
    from recommendations import outbox

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Verdict:
    """What was counted, and in words what of it must not be."""

    counts: dict[str, Any]
    broken: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, counts: dict[str, Any], **promised: Any) -> Verdict:
        """`promised` gives by the name of a count the number it must be, or a tuple of the least and the most."""
        broken = []
        for name, wanted in promised.items():
            least, most = wanted if isinstance(wanted, tuple) else (wanted, wanted)
            if not least <= counts[name] <= most:
                broken.append(f"{name} is {counts[name]}, not {least if least == most else f'{least} to {most}'}")
        return cls(counts, broken)


@dataclass
class Clock:
    """A clock that went from `start` on, and goes `speed` times as fast as ours. Forked processes share it."""

    speed: float
    start: datetime = NOW
    begun: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        return self.start + timedelta(seconds=(time.monotonic() - self.begun) * self.speed)


@dataclass
class House:
    """What one case has: a database, a journal of the mails that came, dice, and where Redis is."""

    name: str
    folder: Path
    database: str
    redis: Child
    redis_url: str
    seed: int
    speed: float
    mails: int
    port: int = field(default_factory=free_port)
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.name} {self.seed}")

    def clock(self, start: datetime = NOW) -> Clock:
        return Clock(self.speed, start)

    @contextmanager
    def mail_server(self, **plan: Any) -> Iterator[Child]:
        """Takes what comes while the block lasts, but for what the plan says (benchmarks/mail_faults/sink.py)."""
        argv = [sys.executable, "-m", "benchmarks.mail_faults.sink", str(self.port), str(self.journal)]
        plan |= {"seed": self.seed}
        child = Child(
            "mail server", [*argv, json.dumps(plan)], self.folder / "sink.log", lambda: listens(self.port), cwd=ROOT
        )
        with running(child, 60):
            yield child

    @property
    def journal(self) -> Path:
        return self.folder / "mails.jsonl"

    def came(self) -> list[dict[str, Any]]:
        """Each mail the server was given, in order: to, id, text when it was asked to keep it."""
        return [line for line in self._lines() if "id" in line]

    def refused(self) -> list[dict[str, Any]]:
        return [line for line in self._lines() if "refused" in line]

    def _lines(self) -> list[dict[str, Any]]:
        if not self.journal.exists():
            return []
        with self.journal.open(encoding="utf-8") as journal:
            # The last line may be half written.
            return [json.loads(line) for line in journal if line.endswith("\n")]

    @property
    def environment(self) -> dict[str, str]:
        """For programs that work in this house."""
        return os.environ | {
            "DATABASE_URL": self.database,
            "REDIS_URL": self.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
        }


def copies(came: list[dict[str, Any]]) -> dict[str, Any]:
    """How often mails came: the most copies of one, mails with more than one, addresses with two different mails."""
    each = Counter(mail["id"] for mail in came)
    ids: dict[str, set[str]] = {}
    for mail in came:
        ids.setdefault(mail["to"], set()).add(mail["id"])
    return {
        "came": len(came),
        "distinct": len(each),
        "most_copies": max(each.values(), default=0),
        "repeated": sum(number > 1 for number in each.values()),
        "most_ids_of_a_person": max(map(len, ids.values()), default=0),
        "to_others": sum(mail["to"] != mail["for"] for mail in came),
    }


def planned(people: int, *, items: int = 1, texts: bool = False) -> None:
    """So many people with items that are due, and their digests in the outbox. The case's clock starts at NOW."""
    from recommendations.reminders import planner

    populate(people * items, people, "mails", texts=texts)
    planner.plan(now=NOW)


def deliver(clock: Callable[[], datetime], **limits: Any) -> outbox.Delivered:
    from recommendations import outbox
    from recommendations.tasks import WRITERS

    return outbox.deliver_waiting(WRITERS, clock=clock, **limits)


def states() -> Mapping[str, int]:
    from recommendations.models import OutgoingEmail

    return Counter(OutgoingEmail.objects.values_list("state", flat=True))


class Ground:
    """The servers of a whole run."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.model = f"suivi_faults_{secrets.token_hex(4)}"

    def migrate(self) -> None:
        """Make the database that the cases get copies of. Django is set up on it from here on."""
        self._server(f"CREATE DATABASE {self.model}")
        os.environ |= {
            "DATABASE_URL": self._address(self.model),
            "SUIVI_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "LOG_LEVEL": "CRITICAL",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)

    @contextmanager
    def house(self, name: str, **given: Any) -> Iterator[House]:
        from django.conf import settings
        from django.db import connections

        database, folder = f"{self.model}_{name.lower()}", self.folder / name
        folder.mkdir()
        connections.close_all()
        self._server(f"CREATE DATABASE {database} TEMPLATE {self.model}")
        redis, redis_url = services.redis_child(folder / "redis", folder / "redis.log")
        house = House(name, folder, self._address(database), redis, redis_url, **given)
        connections["default"].settings_dict["NAME"] = database
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", house.port
        settings.EMAIL_TIMEOUT = 600 / house.speed
        try:
            with running(redis):
                yield house
        finally:
            connections.close_all()
            self._server(f"DROP DATABASE {database} WITH (FORCE)")

    def drop(self) -> None:
        self._server(f"DROP DATABASE IF EXISTS {self.model} WITH (FORCE)")

    def _address(self, database: str) -> str:
        return f"{self.url.rpartition('/')[0]}/{database}"

    def _server(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    with postgresql(folder) as url:
        laid = Ground(url, folder)
        try:
            laid.migrate()
            yield laid
        finally:
            from django.db import connections

            connections.close_all()
            laid.drop()
