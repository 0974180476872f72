"""A small mail server on this machine that keeps what it receives instead of passing it on.

python -m tracker.mailbox PORT DIRECTORY
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Keeps each message as one .eml file, whole or not at all; names sort by the time of receipt."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.numbers = count(1)
        directory.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content or b""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{os.getpid()}-{next(self.numbers)}"
        unfinished = self.directory / f"{name}.part"
        with unfinished.open("wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
            file.flush()
            # "250" promises that the message is safe from here on.
            os.fsync(file.fileno())
        unfinished.rename(self.directory / f"{name}.eml")
        return "250 Kept"


async def serve(port: int, directory: Path) -> None:
    """Until SIGTERM or SIGINT."""
    keeper = Keeper(directory)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    async with server:
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
