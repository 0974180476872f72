"""The connection to the mail server."""

from __future__ import annotations

import select
import smtplib
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

from recommendations.models import OutgoingEmail
from recommendations.outbox.letters import Letter

READY = 250


class _SMTP(smtplib.SMTP):
    """Notes when the message itself is being given: before that, nothing can have been taken."""

    at_data = False

    def mail(self, *args: Any, **kwargs: Any) -> Any:
        self.at_data = False
        return super().mail(*args, **kwargs)

    def send(self, s: Any) -> None:
        # Commands are sent as text, the message as bytes.
        self.at_data = self.at_data or isinstance(s, bytes)
        super().send(s)


class _SecureSMTP(_SMTP, smtplib.SMTP_SSL): ...


class _Backend(EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SecureSMTP if self.use_ssl else _SMTP


class Line:
    """One connection to the mail server, opened when needed and kept for the next mail."""

    def __init__(self) -> None:
        usual = get_connection()
        self.connection = _Backend() if isinstance(usual, EmailBackend) else usual

    def open(self) -> None:
        """Raises OSError (as every smtplib.SMTPException is) when the server cannot be reached."""
        smtp = getattr(self.connection, "connection", None)
        if smtp is not None and not _answers(smtp):
            self.hang_up()
        self.connection.open()

    def send(self, mail: OutgoingEmail, letter: Letter) -> None:
        """Raises what smtplib raises, and ValueError, TypeError or LookupError when no message can be made of it."""
        letter = letter.unsealed()
        message = EmailMultiAlternatives(
            subject=subject_of(letter),
            body=letter.text,
            to=[mail.to.email],
            headers={**letter.headers, "Message-ID": f"<{mail.message_id}>", "Auto-Submitted": "auto-generated"},
            connection=self.connection,
        )
        message.attach_alternative(letter.html, "text/html")
        self.connection.send_messages([message])

    @property
    def may_have_taken_it(self) -> bool:
        """Whether the server had been given (a part of) the message when the connection was lost."""
        return getattr(getattr(self.connection, "connection", None), "at_data", True)

    def hang_up(self) -> None:
        with suppress(OSError):
            self.connection.close()


def subject_of(letter: Letter) -> str:
    return " ".join(letter.subject.split())


def _answers(smtp: smtplib.SMTP) -> bool:
    """Whether the server still listens: many close after some mails, and unasked that would look like a lost answer.

    A server that has said nothing since its last answer is still there; one that has something to say is asked.
    """
    try:
        said_something = smtp.sock is None or bool(select.select([smtp.sock], [], [], 0)[0])
        return not said_something or smtp.noop()[0] == READY
    except (OSError, ValueError):  # ValueError: the socket is closed
        return False
