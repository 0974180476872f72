"""What every template may use."""

from __future__ import annotations

from collections.abc import Iterator
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
from recommendations.permissions import may_administer, may_import, may_run_the_outbox, may_set_reminders
from recommendations.workflow import Words

_PAGES: tuple[tuple[str, Words], ...] = (
    ("recommendations:my_work", _("My work")),
    ("recommendations:list", _("Recommendations")),
    ("recommendations:report_list", _("Reports")),
    ("recommendations:progress", _("Progress")),
    ("recommendations:rounds", _("Rounds")),
)
_IMPORT = ("recommendations:import_report", _("Import"))
_REMINDERS = ("recommendations:reminder_rules", _("Reminders"))
_OUTBOX = ("recommendations:outbox", _("Outbox"))
_PEOPLE = ("recommendations:people", _("People"))
_DEMO_MAIL = ("recommendations:demo_mail", _("Demo mail"))


@dataclass(frozen=True)
class Entry:
    """A place in the main navigation. `is_current` is "page" on it, "true" below it, "" elsewhere."""

    label: Words
    url: str
    is_current: str


def site(request: HttpRequest) -> dict[str, Any]:
    """`today` is the person's own day: what is overdue is judged by it."""
    return {
        "brand": settings.SITE_NAME,
        "demo": settings.DEMO,
        "today": timezone.localdate(),
        "languages": settings.LANGUAGES,
        "navigation": SimpleLazyObject(lambda: list(_navigation(request))),
        "outbox_pause": SimpleLazyObject(lambda: _outbox_pause(request)),
    }


def _outbox_pause(request: HttpRequest) -> OutboxPause | None:
    """Said on every page to those who can end it: a pause that is forgotten keeps everybody's mail back."""
    if not request.user.is_authenticated or not may_run_the_outbox(request.user.standing()):
        return None
    return outbox.paused()


def _navigation(request: HttpRequest) -> Iterator[Entry]:
    if not request.user.is_authenticated:
        return
    pages = [*_PAGES]
    if may_import(request.user.standing()):
        pages.append(_IMPORT)
    if may_set_reminders(request.user.standing()):
        pages.append(_REMINDERS)
    if may_run_the_outbox(request.user.standing()):
        pages.append(_OUTBOX)
    if may_administer(request.user.standing()):
        pages.append(_PEOPLE)
    if settings.DEMO:
        pages.append(_DEMO_MAIL)
    found = [(label, url) for name, label in pages if (url := _address(name))]
    # The import stands below the reports: of nested addresses the closest is where the reader is.
    here = max((url for _label, url in found if _current(request.path, url)), key=len, default="")
    for label, url in found:
        yield Entry(label, url, _current(request.path, url) if url == here else "")


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
