"""One process that answers for several others: starts them, restarts what falls, ends all, leaves none behind."""

from __future__ import annotations

import fcntl
import json
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Self

from tracker.processes import Child, Failed, end_leftovers, kill_group, started_at

BASE_DIR = Path(__file__).resolve().parent.parent
MOST_FALLS = 3
FALLS_WITHIN_SECONDS = 300
PATIENCE = 15


class AlreadyRunning(Exception):
    """Another supervisor holds the same directory."""


class Supervisor:
    """A context in which children live: Ctrl-C and SIGTERM come out of it as KeyboardInterrupt, and all end with it.

    When this process is killed instead, the watchdog ends the children; when both are killed, the next supervisor of
    the same directory does.
    """

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.known = directory / "children.json"
        self.lock = (directory / "lock").open("a+")
        self.groups: list[tuple[Child, ...]] = []
        self.started: dict[int, str] = {}
        self.falls: defaultdict[str, list[float]] = defaultdict(list)
        self.holding = self.signalled = False

    def __enter__(self) -> Self:
        """Raises AlreadyRunning. Ends what an earlier supervisor left behind."""
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.lock.close()
            raise AlreadyRunning from None
        with suppress(OSError, ValueError):
            end_leftovers({int(pid): start for pid, start in json.loads(self.known.read_text()).items()})
        self.watchdog = subprocess.Popen(
            [sys.executable, "-m", "tracker.watchdog"],
            cwd=BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        # From here on no signal interrupts: everything below takes a bounded time.
        self.holding = True
        for group in reversed(self.groups):
            for child in group:
                child.ask_to_end()
            for child in group:
                child.finish(PATIENCE)
        if self.watchdog.stdin is not None:
            self.watchdog.stdin.close()
        self.watchdog.wait()
        self.known.unlink(missing_ok=True)
        self.lock.close()

    def start(self, *children: Child) -> None:
        """Start programs that belong together; what was started later is ended earlier."""
        self.groups.append(children)
        for child in children:
            # Each run's log begins anew; what fell in it can be read below the restart.
            child.log.unlink(missing_ok=True)
            self._start(child)

    def watch(self) -> None:
        """One look at every child: whoever has fallen is started again. Raises Failed for one that falls too often."""
        for child in (child for group in self.groups for child in group):
            if child.process is not None and (code := child.process.poll()) is not None:
                recent = [t for t in self.falls[child.name] if t > time.monotonic() - FALLS_WITHIN_SECONDS]
                self.falls[child.name] = [*recent, time.monotonic()]
                kill_group(child.process.pid)
                if len(recent) >= MOST_FALLS:
                    raise Failed(f"{child.name} ended again and again{child.last_words()}")
                print(f"{child.name} ended with code {code} and is started again{child.last_words()}", flush=True)
                self._start(child)

    def _start(self, child: Child) -> None:
        with self._uninterrupted():
            pid = child.start()
            self.started[pid] = started_at(pid)
            unfinished = self.known.with_suffix(".part")
            unfinished.write_text(json.dumps(self.started))
            unfinished.replace(self.known)
            # Of one that has fallen already there is no start to tell it by, and nothing to end.
            if self.watchdog.stdin is not None and self.started[pid]:
                print(pid, self.started[pid], file=self.watchdog.stdin, flush=True)

    @contextmanager
    def _uninterrupted(self) -> Iterator[None]:
        """A signal between a child's birth and its entry in the list would leave an orphan: let it wait."""
        self.holding = True
        yield
        self.holding = False
        if self.signalled:
            raise KeyboardInterrupt

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        first, self.signalled = not self.signalled, True
        if first and not self.holding:
            raise KeyboardInterrupt
