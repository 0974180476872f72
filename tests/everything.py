"""`make test`: every test on a real PostgreSQL, those whose answer the database gives again on SQLite (`engines.py`),
with what is missing fetched and started.

    python -m tests.everything [--coverage] [pytest's own options]

DATABASE_URL and REDIS_URL name running servers instead of our own. With --coverage (`make coverage`), which takes half
as long again, every test runs on PostgreSQL alone, and what is covered must not fall below the floor.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import chromium
from tests.engines import SECOND_ENGINE
from tracker import services
from tracker.processes import Failed
from tracker.supervisor import Supervisor

# Percent of lines and branches; raise it to what is measured.
COVERAGE_FLOOR = 95
COVERAGE = "--coverage"
MEASURED = ("--cov", "--cov-report=term-missing:skip-covered", f"--cov-fail-under={COVERAGE_FLOOR}")
# One more than cores: some tests wait for a browser, a server or another process.
WORKERS = min((os.cpu_count() or 1) + 1, 8)
# pytest's own code for a run that was left without a test.
NOTHING_RAN = 5
# A shell set up for a real installation must not change what the tests see.
NOT_OURS = ("ALLOWED_HOSTS", "DEBUG", "EMAIL_URL", "MEDIA_ROOT", "SECRET_KEY", "SITE_URL", "SUIVI_DEMO", "TIME_ZONE")
# With it each of the many processes of a run would compile all the tests and the project again.
NOT_OURS += ("PYTHONDONTWRITEBYTECODE",)


def main(options: Sequence[str]) -> int:
    try:
        with tempfile.TemporaryDirectory(prefix="suivi-test-", ignore_cleanup_errors=True) as directory:
            if chromium.find() is None:
                chromium.install()
            with Supervisor(Path(directory) / "run") as supervisor:
                environment = clean_environment() | servers(supervisor, Path(directory))
                if COVERAGE in options:
                    environment["COVERAGE_FILE"] = str(Path(directory) / "coverage")
                    return run(environment, *(word for word in options if word != COVERAGE), *MEASURED)
                return run_twice(options, environment)
    except (Failed, services.Missing, subprocess.CalledProcessError) as failure:
        print(failure, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    return 1


def servers(supervisor: Supervisor, directory: Path) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL: the named ones, else of servers started for this run."""
    named = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    ours = []
    if "DATABASE_URL" not in named:
        child, named["DATABASE_URL"] = services.postgresql_child(directory / "postgresql")
        ours.append(child)
    if "REDIS_URL" not in named:
        child, named["REDIS_URL"] = services.redis_child(directory / "redis", directory / "redis.log")
        ours.append(child)
    supervisor.start(*ours)
    for child in ours:
        child.wait_until_it_answers()
    return named


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in NOT_OURS}


def run_twice(options: Sequence[str], environment: dict[str, str]) -> int:
    print("On PostgreSQL:", flush=True)
    first = run(environment, *options)
    print("\nOn SQLite:", flush=True)
    environment.pop("DATABASE_URL")
    second = run(environment | {SECOND_ENGINE: "1"}, *options)
    if first:
        print("On PostgreSQL some tests failed: see above.", file=sys.stderr)
    # Asked for a part in which nothing uses a database, the second run has nothing to do.
    return first or (0 if options and second == NOTHING_RAN else second)


def run(environment: dict[str, str], *options: str) -> int:
    command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), *options]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
