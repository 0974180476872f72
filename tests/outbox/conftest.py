"""A mail server on this machine, and the outbox pointed at it."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.outbox.servers import MailServer, running


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    taking = MailServer()
    with running(taking) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_TIMEOUT = 10
        yield taking
