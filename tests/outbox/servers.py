"""Local mail servers that keep what they take, and can be told to misbehave."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = str | None


class MailServer:
    """Keeps every message whose data it took, answered or not.

    `at_data` and `at_rcpt` may return another answer for an address; "close" hangs up without one.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.connections = 0
        self.mails_per_connection = 1000
        self.rcpt_tries: Counter[str] = Counter()
        self.at_rcpt: Callable[[str], Answer] = lambda _address: None
        self.at_data: Callable[[str], Answer] = lambda _address: None

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if message["To"] == address]

    async def handle_EHLO(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.rcpt_tries[address] += 1
        if answer := self.at_rcpt(address):
            if answer == "close":
                assert server.transport is not None
                server.transport.abort()
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content: Any = envelope.content
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        answer = self.at_data(envelope.rcpt_tos[0])
        if answer in (None, "close"):
            self.messages.append(message)
        if answer == "close":
            assert server.transport is not None
            server.transport.abort()
        session.taken = getattr(session, "taken", 0) + 1  # type: ignore[attr-defined]  a session is the handler's notebook
        if session.taken >= self.mails_per_connection:  # type: ignore[attr-defined]
            assert server.transport is not None
            server.loop.call_soon(server.transport.close)  # once the answer is on its way
        return answer or "250 taken"


@contextmanager
def running(server: MailServer, port: int = 0) -> Iterator[int]:
    """The port on which it listens while the block runs."""
    controller = _AnyPort(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield controller.listening_on
    finally:
        controller.stop()


class _AnyPort(Controller):
    """Lets the system choose the port when it is 0."""

    @property
    def listening_on(self) -> int:
        assert self.server is not None
        port: int = self.server.sockets[0].getsockname()[1]
        return port

    def _trigger_server(self) -> None:
        self.port = self.listening_on
        super()._trigger_server()
