"""Requests as the pages behind the log-in see them."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from recommendations.models import User


class HtmxRequest(HttpRequest):
    """A request that knows whether a script asks for a part of the page."""

    htmx: HtmxDetails


def signed_in(request: HttpRequest) -> User:
    """The person who asks. The middleware has sent everybody else to the log-in page."""
    assert isinstance(request.user, User)  # noqa: S101  says to the type checker what the middleware has seen to
    return request.user
