"""Processes that can be killed at any moment: forks of this one, each with connections of its own."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

Act = Callable[[], object]
FAULT = 70


@dataclass
class Crew:
    """So many workers doing the same over and over; a killed one is replaced at once."""

    size: int
    act: Act
    pause: float = 0.05
    kills: int = 0
    crashes: int = 0
    members: list[int] = field(default_factory=list)

    def __enter__(self) -> Crew:
        self.members = [fork(self._work) for _ in range(self.size)]
        return self

    def __exit__(self, *_fault: object) -> None:
        for pid in self.members:
            end(pid)
        self.members = []

    def _work(self) -> None:
        while True:
            self.act()
            time.sleep(self.pause)

    def kill_one(self, dice: random.Random) -> None:
        place = dice.randrange(self.size)
        end(self.members[place])
        self.kills += 1
        self.members[place] = fork(self._work)

    def wait(self) -> None:
        """A while."""
        time.sleep(0.5)
        self.look_after()

    def look_after(self) -> None:
        """Replace those that ended by themselves, which they are never to do."""
        for place, pid in enumerate(self.members):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.crashes += 1
                self.members[place] = fork(self._work)


def fork(act: Act) -> int:
    """A process of its own that does this and ends. Returns its id."""
    from django.db import connections

    connections.close_all()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 0
    try:
        act()
    except BaseException:  # noqa: BLE001  the other process must not go on as this one's twin
        traceback.print_exc()
        code = FAULT
    finally:
        os._exit(code)


def end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def at_once(*acts: Act) -> int:
    """All of them side by side, each in a process of its own, begun together. Returns how many ended with a fault."""
    read, write = os.pipe()

    def when_all_are_there(act: Act) -> Act:
        def wait() -> None:
            os.close(write)
            os.read(read, 1)  # returns when the last holder of the other end closes it
            act()

        return wait

    pids = [fork(when_all_are_there(act)) for act in acts]
    os.close(write)
    codes = [os.waitpid(pid, 0)[1] for pid in pids]
    os.close(read)
    return sum(code != 0 for code in codes)


def one_by_one(act: Callable[[datetime], object], *moments: datetime) -> int:
    """The act of each moment in a process of its own. Returns how many ended with a fault."""
    return sum(at_once(partial(act, moment)) for moment in moments)


def until(done: Callable[[], bool], seconds: float, meanwhile: Act = lambda: time.sleep(0.2)) -> bool:
    """Whether it came true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        meanwhile()
    return True
