"""Requests as the pages behind the log-in see them."""

from django.http import HttpRequest

from recommendations.models import User


def signed_in(request: HttpRequest) -> User:
    """The person who asks. The middleware has sent everybody else to the log-in page."""
    assert isinstance(request.user, User)  # noqa: S101  says to the type checker what the middleware has seen to
    return request.user
