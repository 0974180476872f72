"""Other programs run as children: started, asked whether they answer, ended together with all they started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TAIL_LINES = 25


class Failed(Exception):
    """A program ended, or did not answer in time. The words carry the end of its log."""


@dataclass
class Child:
    """A program in a session of its own, so that Ctrl-C reaches only the one who answers for it.

    `answers` says whether it is ready; None takes it for ready at once. `stop_with` is the signal that ends it
    cleanly. `user` holds what subprocess.Popen needs to run it as somebody else.
    """

    name: str
    argv: Sequence[str | Path]
    log: Path
    answers: Callable[[], bool] | None = None
    stop_with: int = signal.SIGTERM
    env: Mapping[str, str] | None = None
    cwd: str | Path = "/"
    user: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> int:
        """Start it, or start it again; its log goes on. Returns the process id."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.argv,
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.user,
            )
        return self.process.pid

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def wait_until_it_answers(self, seconds: float = 30) -> None:
        """Raises Failed when it ends first or is silent for so long."""
        deadline = time.monotonic() + seconds
        while not (self.answers is None or self.answers()):
            if self.has_ended():
                raise Failed(f"{self.name} ended at once{self.last_words()}")
            if time.monotonic() > deadline:
                raise Failed(f"{self.name} did not answer within {seconds:.0f} seconds{self.last_words()}")
            time.sleep(0.05)

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_with)

    def stop(self, patience: float = 10) -> None:
        """Ask it to end and see to it that it does."""
        self.ask_to_end()
        self.finish(patience)

    def finish(self, patience: float) -> None:
        """Wait for it, having asked it to end; then kill it and whatever it left behind in its session."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
            kill_group(self.process.pid)
            self.process.wait()

    def last_words(self) -> str:
        """The end of its log, to stand after a sentence."""
        with contextlib.suppress(OSError):
            lines = self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
            if lines:
                return f"; the end of {self.log}:\n" + "\n".join(f"    {line}" for line in lines)
        return "."


@contextmanager
def running(child: Child, seconds: float = 30) -> Iterator[Child]:
    """The program while the block lasts. Raises Failed when it does not come up."""
    try:
        child.start()
        child.wait_until_it_answers(seconds)
        yield child
    finally:
        child.stop()


def free_port(*wanted: int) -> int:
    """The first of the wanted ports of this machine that nobody holds, else any free one."""
    for port in (*wanted, 0):
        with socket.socket() as probe:
            # As servers do: a port that is only cooling down after its last use counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise Failed("This machine has no free port.")


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def kill_group(pid: int) -> None:
    """End at once every process of the session that this one leads; nothing happens when there is none."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def started_at(pid: int) -> str:
    """When a living process was started, in the system's own words; "" when there is none.

    With the id it names one process for good: ids are given again, start times are not.
    """
    with contextlib.suppress(OSError, IndexError):
        # The name in brackets may hold anything; the start time is the 20th field after it.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if fields[0] == "Z" else fields[19]
    if Path("/proc/self/stat").exists():
        return ""
    answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def end_leftovers(known: Mapping[int, str], patience: float = 5) -> list[int]:
    """End those of the processes {id: started_at} that still live, with their sessions. Returns whom it ended."""
    living = [pid for pid, start in known.items() if start and started_at(pid) == start]
    for pid in living:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(started_at(pid) == known[pid] for pid in living):
        time.sleep(0.1)
    for pid in living:
        kill_group(pid)
    return living
