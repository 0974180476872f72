"""What the demo prepares inside Django before anything is served: database, static files, the report, its people."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone, translation

from recommendations.evidence import links
from recommendations.importing.loader import commit
from recommendations.importing.plan import plan_import
from recommendations.importing.upload import read_upload
from recommendations.models import Report, User
from recommendations.permissions import Role
from tracker import demo_people
from tracker.celery import app

A_YEAR = timedelta(days=365)
SYMBOL, LANGUAGE = "A/67/156", "zh"
REPORT = settings.BASE_DIR / "fixtures" / "reports" / "A-67-156.zh.txt"


def prepare_database() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Hash and compress them for the web server, unless they are as they were."""
    stamp = Path(settings.STATIC_ROOT) / "collected.sha256"
    state = hashlib.sha256("\n".join(sorted(_static_sources())).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def _static_sources() -> Iterable[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            yield f"{path} {file.st_size} {file.st_mtime_ns}"


def import_report() -> None:
    """The report, and for each of its recommendations the paragraphs it may rest on; once, as if a year ago."""
    if Report.objects.filter(symbol=SYMBOL).exists():
        return
    coordinator = next(person.email for person in demo_people.PEOPLE if person.role == Role.COORDINATOR)
    at = timezone.now() - A_YEAR
    upload = read_upload(REPORT.name, REPORT.read_bytes(), LANGUAGE)
    report = commit(plan_import(upload, symbol=SYMBOL), by=User.objects.get(email=coordinator), at=at)
    links.suggest_for(report, at=at)


def create_people() -> None:
    demo_people.create_people()


def tell_stories() -> None:
    demo_people.tell_stories(Report.objects.get(symbol=SYMBOL))


STEPS: Sequence[tuple[str, Callable[[], None]]] = (
    ("Preparing the database", prepare_database),
    ("Collecting static files", collect_static_files),
    ("Creating demo people", create_people),
    (f"Importing the report {SYMBOL}", import_report),
    ("Living through a year of follow-up", tell_stories),
)


def worker_answers() -> bool:
    """Whether a worker takes what is put into Redis."""
    return bool(app.control.ping(timeout=1, limit=1))


def welcome(site: str) -> str:
    """Where to go, as whom, where mail can be read, how to stop."""
    rows = [("log in as", "name", "role", "unit")]
    with translation.override("en"):
        rows += [(person.email, person.name, str(person.role.label), person.unit) for person in demo_people.PEOPLE]
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (w - _columns(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    table = "\n".join(f"    {line.rstrip()}" for line in lines)
    return f"""
  Open           {site}/
  Password       {demo_people.PASSWORD}   (the same for everybody)

{table}

  Outgoing mail  {site}/demo/mail/
  Data and logs  {settings.VAR_DIR}
  Stop           Ctrl-C
"""


def _columns(text: str) -> int:
    """How many columns of a terminal it takes: Chinese characters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)
