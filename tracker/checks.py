"""Refuse a production start with an unsafe value, and say which and why."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]", "::1"}
# As Django's own check of the key has it (security.W009), which warns where this refuses.
KEY_LENGTH, KEY_CHARACTERS = 50, 5


@register()
def production_is_safe(**_: Any) -> list[CheckMessage]:
    """Errors (Django then refuses to start) for an installation that answers to more than this machine's names."""
    names = {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname}
    return list(_faults()) if names - THIS_MACHINE else []


def refuse_unsafe_production() -> None:
    """For a web server, which starts without Django's checks. Raises ImproperlyConfigured with every reason."""
    if faults := production_is_safe():
        reasons = "".join(f"\n  {fault.msg} {fault.hint} ({fault.id})" for fault in faults)
        raise ImproperlyConfigured(f"This start is refused, because it would be unsafe:{reasons}")


def _faults() -> Iterator[CheckMessage]:
    key = settings.SECRET_KEY
    if key == settings.SECRET_KEY_OF_THE_DEMO or len(key) < KEY_LENGTH or len(set(key)) < KEY_CHARACTERS:
        yield Error(
            f"SECRET_KEY is the demo's, shorter than {KEY_LENGTH} characters, or of few different ones.",
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
