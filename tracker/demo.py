"""`make demo`: the whole of Suivi on this machine, with a real report and demo people.

    python -m tracker.demo [--check]

Everything it keeps is under var/: delete that folder to begin anew.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import CommandError

from tracker import services
from tracker.processes import Child, Failed, free_port, listens
from tracker.supervisor import AlreadyRunning, Supervisor

BASE_DIR = Path(__file__).resolve().parent.parent
# What the demo decides itself: a shell set up for a real installation must not have its database filled with demo
# people, nor its mail server used.
DECIDED_HERE = ("DATABASE_URL", "MEDIA_ROOT", "ALLOWED_HOSTS", "DEBUG", "BEHIND_PROXY")
START_SECONDS = 60


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo", description="Run Suivi with a real report and demo people.")
    parser.add_argument("--check", action="store_true", help="start everything, ask for its health, and end")
    check = parser.parse_args().check
    began = time.monotonic()
    try:
        port = wanted_port()
        var = Path(os.environ.get("SUIVI_VAR", BASE_DIR / "var")).resolve()
        with Supervisor(var / "run") as supervisor:
            return run(supervisor, var, port, check=check, began=began)
    except KeyboardInterrupt:
        print("\nEverything has ended. The data stays for the next start.")
        return 0
    except AlreadyRunning:
        print("The demo of this folder is running already. End it first (Ctrl-C where it runs).", file=sys.stderr)
    except (Failed, services.Missing, CommandError) as failure:
        print(f"\n{failure}", file=sys.stderr)
    return 1


def wanted_port() -> int:
    """Raises Failed with the remedy for a port that is none or is taken."""
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Failed(f"PORT={given} is not a port; give a number from 1 to 65535.")
    if free_port(int(given)) != int(given):
        raise Failed(f"Port {given} is taken by another program. Name a free one: make demo PORT={free_port()}")
    return int(given)


def run(supervisor: Supervisor, var: Path, port: int, *, check: bool, began: float) -> int:
    for name in DECIDED_HERE:
        os.environ.pop(name, None)
    os.environ.update(environment(var, port))
    start_foundations(supervisor, var)
    with step("Loading Django"):
        django.setup()
        # It needs the models, and those the settings, which are read from the environment as it is only now.
        from tracker import demo_site  # noqa: PLC0415
    for words, prepare in demo_site.STEPS:
        with step(words):
            prepare()
    site = f"http://127.0.0.1:{port}"
    with step("Starting the web server, the worker and the clock"):
        supervisor.start(*programs(var, port))
        health = first_health(supervisor, site)
    if check:
        with step("Waiting for the worker"):
            wait_for(supervisor, demo_site.worker_answers)
    print(f"\nSuivi is running after {time.monotonic() - began:.0f} seconds.")
    if check:
        print(json.dumps(json.loads(health), indent=2, ensure_ascii=False))
        return 0
    print(demo_site.welcome(site), flush=True)
    while True:
        supervisor.watch()
        time.sleep(0.5)


def environment(var: Path, port: int) -> dict[str, str]:
    """What the demo sets for itself and its children."""
    return {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "SUIVI_VAR": str(var),
        "SUIVI_DEMO": "1",
        "SECRET_KEY": secret_key(var / "secret_key"),
        "SITE_URL": f"http://127.0.0.1:{port}",
        # Short, so that a mail comes while one still looks at the page.
        "REMINDER_PLAN_SECONDS": "15",
        "OUTBOX_DELIVER_SECONDS": "5",
        "PYTHONUNBUFFERED": "1",
    }


def secret_key(file: Path) -> str:
    """This installation's own, made at its first start."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def start_foundations(supervisor: Supervisor, var: Path) -> None:
    """Redis, unless one runs, and the mail server; both are named to everybody by the environment."""
    log = var / "log"
    mail, os.environ["EMAIL_URL"] = services.mail_child(var / "mail", log / "mail.log")
    children = [mail]
    redis_url = services.running_redis()
    if redis_url is None:
        redis, redis_url = services.redis_child(var / "redis", log / "redis.log")
        children.append(redis)
    os.environ["REDIS_URL"] = redis_url
    with step("Starting Redis and the mail server" if len(children) > 1 else "Starting the mail server"):
        supervisor.start(*children)
        for child in children:
            child.wait_until_it_answers()


def programs(var: Path, port: int) -> list[Child]:
    """The web server, the worker and the clock."""
    log, python = var / "log", [sys.executable, "-m"]
    bind = ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    celery = [*python, "celery", "--app", "tracker.celery", "--quiet"]
    lone = ["--without-gossip", "--without-mingle"]
    return [
        Child(
            "web server",
            [*python, "gunicorn", "tracker.wsgi", *bind, "--worker-class", "gthread", "--threads", "8"],
            log / "web.log",
            lambda: listens(port),
            cwd=BASE_DIR,
        ),
        Child(
            "worker",
            [*celery, "worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "INFO", *lone],
            log / "worker.log",
            cwd=BASE_DIR,
        ),
        Child("clock", [*celery, "beat", "--loglevel", "INFO", "--pidfile="], log / "clock.log", cwd=BASE_DIR),
    ]


def first_health(supervisor: Supervisor, site: str) -> str:
    """What /health/ answers as soon as all is well. Raises Failed."""
    answers: list[tuple[int, str]] = [(0, "no answer")]

    def is_well() -> bool:
        answers.append(ask(f"{site}/health/"))
        return answers[-1][0] == 200

    wait_for(supervisor, is_well, lambda: f"/health/ says {answers[-1][0]} {answers[-1][1]}")
    return answers[-1][1]


def wait_for(supervisor: Supervisor, ready: Callable[[], bool], why: Callable[[], str] = str) -> None:
    """Raises Failed, with the end of every log, when it is not ready in time."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        supervisor.watch()
        if time.monotonic() > deadline:
            logs = "".join(child.last_words() for group in supervisor.groups for child in group)
            raise Failed(f"Not ready after {START_SECONDS} seconds. {why()}{logs}")
        time.sleep(0.1)


def ask(url: str) -> tuple[int, str]:
    """Status and text of an answer; (0, "") without one."""
    try:
        # No proxy: the machine is asked about itself.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(url, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()
    except OSError:
        return 0, ""


@contextmanager
def step(words: str) -> Iterator[None]:
    """Says what is being done, and how long it took."""
    print(f"{words} … ", end="", flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
