"""Suivi as it is served, with one address more: an empty view behind the whole middleware, the yardstick of pages."""

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

application = get_wsgi_application()

from tracker.urls import urlpatterns  # noqa: E402  it needs the applications loaded above


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns.append(path("empty/", empty))
