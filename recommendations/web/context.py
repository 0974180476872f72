"""What every template may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from recommendations import outbox
from recommendations.models import OutboxPause
from recommendations.permissions import Standing, may_administer, may_import, may_run_the_outbox, may_set_reminders
from recommendations.workflow import Words

_PAGES: tuple[tuple[str, Words], ...] = (
    ("recommendations:my_work", _("My work")),
    ("recommendations:list", _("Recommendations")),
    ("recommendations:report_list", _("Reports")),
    ("recommendations:progress", _("Progress")),
    ("recommendations:rounds", _("Rounds")),
)
# What keeps the register going, for those who may; behind one word, because there is no room for all of it.
_ORGANISING: tuple[tuple[Callable[[Standing], bool], str, Words], ...] = (
    (may_import, "recommendations:import_report", _("Import")),
    (may_set_reminders, "recommendations:reminder_rules", _("Reminders")),
    (may_run_the_outbox, "recommendations:outbox", _("Outbox")),
    (may_administer, "recommendations:people", _("People")),
)
_DEMO_MAIL = ("recommendations:demo_mail", _("Demo mail"))


@dataclass(frozen=True)
class Entry:
    """A place in the main navigation. `is_current` is "page" on it, "true" below it, "" elsewhere."""

    label: Words
    url: str
    is_current: str


@dataclass(frozen=True)
class Navigation:
    """The pages everybody has, and those of the people who keep the register going."""

    pages: list[Entry]
    organising: list[Entry]

    @property
    def is_organising(self) -> bool:
        return any(entry.is_current for entry in self.organising)


def site(request: HttpRequest) -> dict[str, Any]:
    """`today` is the person's own day: what is overdue is judged by it."""
    return {
        "brand": settings.SITE_NAME,
        "demo": settings.DEMO,
        "today": timezone.localdate(),
        "languages": settings.LANGUAGES,
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "outbox_pause": SimpleLazyObject(lambda: _outbox_pause(request)),
    }


def _outbox_pause(request: HttpRequest) -> OutboxPause | None:
    """Said on every page to those who can end it: a pause that is forgotten keeps everybody's mail back."""
    if not request.user.is_authenticated:
        return None
    person = request.user.standing()
    return outbox.paused() if person.no_mail_leaves and may_run_the_outbox(person) else None


def _navigation(request: HttpRequest) -> Navigation:
    if not request.user.is_authenticated:
        return Navigation([], [])
    person = request.user.standing()
    pages = [*_PAGES, _DEMO_MAIL] if settings.DEMO else [*_PAGES]
    organising = [(name, label) for may, name, label in _ORGANISING if may(person)]
    addresses = {name: url for name, _label in (*pages, *organising) if (url := _address(name))}
    # The import stands below the reports: of nested addresses the closest is where the reader is.
    here = max((url for url in addresses.values() if _current(request.path, url)), key=len, default="")

    def entries(of: Iterable[tuple[str, Words]]) -> list[Entry]:
        return [
            Entry(label, url, _current(request.path, url) if url == here else "")
            for name, label in of
            if (url := addresses.get(name, ""))
        ]

    return Navigation(entries(pages), entries(organising))


def _address(name: str) -> str:
    # The demo's mail page has an address only where the demo is installed.
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
