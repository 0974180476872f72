"""The connection to the mail server."""

from __future__ import annotations

import select
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from recommendations.models import OutgoingEmail
from recommendations.outbox.letters import Letter

READY = 250


class _SMTP(smtplib.SMTP):
    """Gives a message without waiting for its answer, which `answer` reads: the server needs time to take it, and
    there is the next one to be written meanwhile.
    """

    at_data = False  # a part of the message may be with the server; before that, nothing can have been taken
    unanswered = False

    def mail(self, *args: Any, **kwargs: Any) -> Any:
        self.at_data = False
        return super().mail(*args, **kwargs)

    def send(self, s: Any) -> None:
        # Commands are sent as text, the message as bytes.
        if isinstance(s, bytes):
            self.at_data = self.unanswered = True
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        return (READY, b"") if self.unanswered else super().getreply()

    def answer(self) -> None:
        """Wait for what becomes of the message. Raises SMTPDataError when it was refused."""
        self.unanswered = False
        code, words = self.getreply()
        if code != READY:
            raise smtplib.SMTPDataError(code, words)

    def close(self) -> None:
        self.unanswered = False
        super().close()


class _SecureSMTP(_SMTP, smtplib.SMTP_SSL): ...


class _Backend(EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SecureSMTP if self.use_ssl else _SMTP


@dataclass(frozen=True)
class Message:
    """A mail as it leaves: `whole` for any backend of Django's, the rest as SMTP wants it."""

    whole: EmailMultiAlternatives
    sender: str = ""
    recipient: str = ""
    data: bytes = b""


class Line:
    """One connection to the mail server, opened when needed and kept for the next mail."""

    def __init__(self) -> None:
        usual = get_connection()
        self.connection = _Backend() if isinstance(usual, EmailBackend) else usual

    @property
    def _smtp(self) -> _SMTP | None:
        """None while it is not open, and where mail goes another way than by SMTP."""
        found: _SMTP | None = getattr(self.connection, "connection", None)
        return found

    @property
    def is_open(self) -> bool:
        """Never true where mail goes another way than by SMTP."""
        return self._smtp is not None and _answers(self._smtp)

    def open(self) -> None:
        """Anew. Raises OSError (as every smtplib.SMTPException is) when the server cannot be reached."""
        if self._smtp is not None:
            self.hang_up()
        self.connection.open()

    def make(self, mail: OutgoingEmail, letter: Letter) -> Message:
        """Asks no server. Raises ValueError, TypeError or LookupError when no message can be made of it."""
        letter = letter.unsealed()
        whole = EmailMultiAlternatives(
            subject=subject_of(letter),
            body=letter.text,
            to=[mail.to.email],
            headers={**letter.headers, "Message-ID": f"<{mail.message_id}>", "Auto-Submitted": "auto-generated"},
            connection=self.connection,
        )
        whole.attach_alternative(letter.html, "text/html")
        if not isinstance(self.connection, _Backend):
            return Message(whole)
        sender, recipient = (
            sanitize_address(address, settings.DEFAULT_CHARSET) for address in (whole.from_email, *whole.to)
        )
        made: Any = whole.message()  # Django's own kind, which knows of line ends
        # The library would look through the parts for a mark of its own; these digits stand nowhere but in the headers.
        made.set_boundary(f"={mail.message_id.partition('@')[0]}=")
        return Message(whole, sender, recipient, made.as_bytes(linesep="\r\n"))

    def give(self, message: Message) -> None:
        """Raises what smtplib raises. Without a fault, `answer` says what has become of it."""
        if self._smtp is None:
            self.connection.send_messages([message.whole])
        else:
            self._smtp.sendmail(message.sender, [message.recipient], message.data)

    def answer(self) -> None:
        """Returns when the server has taken the message. Raises what smtplib raises."""
        if self._smtp is not None:
            self._smtp.answer()

    @property
    def may_have_taken_it(self) -> bool:
        """Whether the server had been given (a part of) the message when the connection was lost."""
        return self._smtp is None or self._smtp.at_data

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
