"""A mail server that misbehaves as it is told to, in a process of its own.

    python -m benchmarks.mail_faults.sink PORT JOURNAL PLAN

Every message it was given in full becomes a line of the journal before it is answered, whatever the answer then is; so
does every refusal of a recipient. The plan (JSON) gives shares of addresses: {"451": 0.04, "550": 0.01, "silent": 0.05,
"dumb": 0.01, "slow": [[0.05, 1.0]], "seed": 7, "texts": true}. `451` is for an address's first two attempts, `silent`
loses the answer of its first message, `dumb` of all, `slow` answers that many seconds late, `down` is "closing" or
"busy" for everybody.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TextIO

from aiosmtpd.smtp import SMTP, Envelope, Session

MORE_THAN_EVER = 2**40


class Server:
    """What aiosmtpd asks at each step of each mail."""

    def __init__(self, plan: dict[str, Any], journal: TextIO) -> None:
        self.plan, self.journal = plan, journal
        self.tries: Counter[str] = Counter()
        self.given: Counter[str] = Counter()

    def fate(self, address: str) -> tuple[str, float]:
        """What is wrong with the address by the plan, and how many seconds late its answers come."""
        dice = random.Random(f"{self.plan.get('seed', 0)} {address}").random()
        for fault in ("451", "550", "silent", "dumb"):
            if (dice := dice - self.plan.get(fault, 0)) < 0:
                return fault, 0
        for share, seconds in self.plan.get("slow", ()):
            if (dice := dice - share) < 0:
                return "slow", seconds
        return "", 0

    def note(self, **about: Any) -> None:
        self.journal.write(json.dumps(about) + "\n")
        self.journal.flush()

    def hang_up(self, server: SMTP) -> None:
        assert isinstance(server.transport, asyncio.WriteTransport)
        server.transport.abort()

    async def handle_MAIL(  # noqa: N802  aiosmtpd's names
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.plan.get("down") == "closing":
            self.hang_up(server)
        if self.plan.get("down"):
            return "451 Not now"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tries[address] += 1
        fate, _late = self.fate(address)
        if fate == "550" or (fate == "451" and self.tries[address] <= 2):
            self.note(to=address, refused=fate)
            return {"550": "550 No such mailbox", "451": "451 Greylisted, come back"}[fate]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  as above
        content, address = envelope.content, envelope.rcpt_tos[0]
        assert isinstance(content, bytes)
        self.given[address] += 1
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        about: dict[str, Any] = {"to": address, "id": message["Message-ID"], "for": message["To"]}
        if self.plan.get("texts") and (text := message.get_body(("plain",))) is not None:
            about["text"] = text.get_content().replace("\r\n", "\n")
        self.note(**about)
        fate, late = self.fate(address)
        if fate == "dumb" or (fate == "silent" and self.given[address] == 1):
            self.hang_up(server)
        await asyncio.sleep(late)
        return "250 Taken"


async def serve(port: int, journal: Path, plan: dict[str, Any]) -> None:
    with journal.open("a", encoding="utf-8") as written:
        server = Server(plan, written)
        taking = await asyncio.get_running_loop().create_server(
            lambda: SMTP(server, data_size_limit=MORE_THAN_EVER, timeout=3600), "127.0.0.1", port
        )
        await taking.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])))
