"""What pages that show mails have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from csp.decorators import csp_update
from django.http import HttpResponse, HttpResponseBase

V = TypeVar("V", bound=Callable[..., HttpResponseBase])

# A mail carries its styles in itself; scripts, forms and anything from elsewhere stay out. The middleware keeps a
# policy that is there already.
_LOCKED_IN = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)

# django-csp's types know no view with arguments.
may_frame_itself = cast("Callable[[V], V]", csp_update({"frame-src": ["'self'"]}))


def locked_in(html: str) -> HttpResponse:
    """The HTML part of a mail as a page of its own: it may only be read, and its links open elsewhere.

    The view must allow its own site to frame it (`xframe_options_sameorigin`).
    """
    return HttpResponse(html, headers={"Content-Security-Policy": _LOCKED_IN})
