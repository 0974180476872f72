"""Refuse a production start with an unsafe value, and say which and why."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]"}


@register()
def production_is_safe(**_: Any) -> list[CheckMessage]:
    """Errors (Django then refuses to start) for an installation that answers to more than this machine's names."""
    return list(_faults()) if set(settings.ALLOWED_HOSTS) - THIS_MACHINE else []


def _faults() -> Iterator[CheckMessage]:
    if settings.SECRET_KEY == settings.SECRET_KEY_OF_THE_DEMO or len(settings.SECRET_KEY) < 50:
        yield Error(
            "SECRET_KEY is the demo's or shorter than 50 characters.",
            hint="Give SECRET_KEY a long random value of your own.",
            id="suivi.E001",
        )
    if settings.DEBUG:
        yield Error("DEBUG is on.", hint="Unset DEBUG: it shows secrets to visitors.", id="suivi.E002")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "ALLOWED_HOSTS accepts every name.",
            hint="List the names this installation answers to.",
            id="suivi.E003",
        )
    if not settings.HTTPS:
        yield Error(
            "SITE_URL is not an https address, so log-ins would travel in the clear.",
            hint="Set SITE_URL to the https address people use.",
            id="suivi.E004",
        )
    if settings.DEMO:
        yield Error("SUIVI_DEMO is on.", hint="Unset it: the demo shows everybody's mail.", id="suivi.E005")
