"""Real servers for tests that need them: a Redis, a mail server, a Celery worker with its own process."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings as django_settings
from django.db import connection

from tracker import services
from tracker.celery import app
from tracker.processes import Child, running


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory, worker_number: int) -> Iterator[str]:
    """A database of a real Redis for this test process alone: of the one REDIS_URL names, else of our own."""
    if named := os.environ.get("REDIS_URL"):
        yield f"{named.rstrip('/').rpartition('/')[0] if named.count('/') > 2 else named}/{worker_number + 1}"
        return
    directory = tmp_path_factory.mktemp("redis")
    child, url = services.redis_child(directory, directory / "redis.log")
    with running(child):
        yield url


@pytest.fixture(scope="session")
def worker_number(worker_id: str) -> int:
    """0, 1, … of the test processes that run side by side."""
    return int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0


@pytest.fixture(scope="session")
def celery_of_this_run(redis_url: str) -> str:
    """Celery keeps its connections as long as the process lives, so it is told once where Redis is."""
    app.conf.broker_url = redis_url
    return redis_url


@pytest.fixture
def broker(celery_of_this_run: str, settings: Any) -> str:
    """Celery and the site use a real Redis without waiting tasks. Returns its address."""
    settings.REDIS_URL = settings.CELERY_BROKER_URL = celery_of_this_run
    app.control.purge()
    return celery_of_this_run


@dataclass
class Sink:
    """A mail server that keeps what it is given. `answer`, when set, decides each reply: "451 Later", "550 Unknown"."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    answer: Callable[[EmailMessage], str] | None = None

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content
        message = message_from_bytes(content if isinstance(content, bytes) else b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        reply = self.answer(message) if self.answer else "250 Kept"
        if reply.startswith("2"):
            self.messages.append(message)
        return reply

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@pytest.fixture(scope="session")
def sink_of_this_run() -> Iterator[Sink]:
    sink, loop, ready = Sink(), asyncio.new_event_loop(), threading.Event()
    ended = asyncio.Event()

    async def serve() -> None:
        server = await loop.create_server(
            lambda: SMTP(sink, hostname="localhost", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
        )
        async with server:
            sink.port = server.sockets[0].getsockname()[1]
            ready.set()
            await ended.wait()

    # In a thread from the first step on: in the tests' own one the browser tool keeps a loop running.
    thread = threading.Thread(target=loop.run_until_complete, args=[serve()], name="mail server", daemon=True)
    thread.start()
    assert ready.wait(10)
    yield sink
    loop.call_soon_threadsafe(ended.set)
    thread.join(10)
    loop.close()


@pytest.fixture
def smtp_sink(sink_of_this_run: Sink, settings: Any) -> Iterator[Sink]:
    """A real mail server, empty, to which Django's own SMTP code sends."""
    sink_of_this_run.messages.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink_of_this_run.port
    yield sink_of_this_run
    sink_of_this_run.answer = None


def url_of_the_database() -> str:
    """DATABASE_URL for another process that is to see the tests' own, migrated database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    return f"postgres://{who}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@pytest.fixture
def celery_worker_for_tests(transactional_db: None, broker: str, smtp_sink: Sink, tmp_path: Path) -> Iterator[Child]:
    """A real worker process on the test's own database, Redis and mail server."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_URL": url_of_the_database(),
        "REDIS_URL": broker,
        "EMAIL_URL": smtp_sink.url,
        "MEDIA_ROOT": str(django_settings.MEDIA_ROOT),
    }
    options = ["--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    worker = Child(
        "worker",
        [sys.executable, "-m", "celery", "--app", "tracker.celery", "--quiet", "worker", *options],
        tmp_path / "worker.log",
        lambda: bool(app.control.ping(timeout=1, limit=1)),
        env=environment,
        cwd=services.BASE_DIR,
    )
    with running(worker, seconds=60):
        yield worker


@dataclass(frozen=True)
class LiveServices:
    redis_url: str
    mail: Sink
    worker: Child


@pytest.fixture
def live_services(broker: str, smtp_sink: Sink, celery_worker_for_tests: Child) -> LiveServices:
    """Redis, a mail server and a worker, all real, for a test of the whole path."""
    return LiveServices(broker, smtp_sink, celery_worker_for_tests)
