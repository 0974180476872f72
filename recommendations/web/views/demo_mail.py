"""The demo's mailbox: what its mail server took instead of sending it on. It exists nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from recommendations.web.mailing import locked_in, may_frame_itself

NEWEST = 200
SHOWN_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted")

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Kept:
    """A mail as a line of the list."""

    name: str
    to: str
    subject: str
    at: datetime


def in_the_demo(view: V) -> V:
    """A page that is not there in any other installation."""

    @wraps(view)
    def only_there(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return cast("V", only_there)


@never_cache
@login_not_required
@require_safe
@in_the_demo
def mail_list(request: HttpRequest) -> HttpResponse:
    kept = [(path.stat().st_mtime, path) for path in _files()]
    newest = sorted(kept, reverse=True)[:NEWEST]
    mails = [_kept(path, at) for at, path in newest]
    return render(request, "demo/mail_list.html", {"mails": mails, "count": len(kept)})


@never_cache
@login_not_required
@require_safe
@in_the_demo
@may_frame_itself
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    message = _message(_path(name))
    headers = [(header, message[header]) for header in SHOWN_HEADERS if message[header]]
    text = message.get_body(("plain",))
    context = {
        "name": name,
        "subject": message["Subject"],
        "headers": headers,
        "text": text.get_content() if text else "",
        "has_html": message.get_body(("html",)) is not None,
    }
    return render(request, "demo/mail_detail.html", context)


@never_cache
@login_not_required
@require_safe
@in_the_demo
@xframe_options_sameorigin
def mail_html(_request: HttpRequest, name: str) -> HttpResponse:
    html = _message(_path(name)).get_body(("html",))
    if html is None:
        raise Http404
    return locked_in(html.get_content())


def _files() -> list[Path]:
    return list(Path(settings.DEMO_MAIL_DIR).glob("*.eml"))


def _path(name: str) -> Path:
    """Only what is in the list has an address, so no name leads out of the folder."""
    for path in _files():
        if path.name == name:
            return path
    raise Http404


def _message(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def _kept(path: Path, modified: float) -> Kept:
    message = _message(path)
    return Kept(path.name, str(message["To"]), str(message["Subject"]), datetime.fromtimestamp(modified, UTC))
