"""However the supervisor ends, its children end with it; what falls is started again, a few times."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker import services
from tracker.processes import Child, Failed, end_leftovers, free_port, listens, running, started_at
from tracker.supervisor import AlreadyRunning, Supervisor

# A family of two, one of which has a child of its own.
FAMILY = """
import sys, time
from pathlib import Path
from tracker.processes import Child
from tracker.supervisor import Supervisor
here = Path(sys.argv[1])
with Supervisor(here) as supervisor:
    parent = Child("parent", ["sh", "-c", "sleep 1000 & echo $!; wait"], here / "parent.log")
    supervisor.start(Child("single", ["sleep", "1000"], here / "single.log"), parent)
    print("up", flush=True)
    while True:
        supervisor.watch()
        time.sleep(0.1)
"""


def wait_until(seen: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def start_family(directory: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """The supervisor's process, and the ids of its children and grandchild."""
    supervisor = subprocess.Popen(
        [sys.executable, "-c", FAMILY, str(directory)], cwd=services.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    assert supervisor.stdout is not None
    assert supervisor.stdout.readline() == "up\n"
    log = directory / "parent.log"
    wait_until(log.read_text)
    children = [int(pid) for pid in json.loads((directory / "children.json").read_text())]
    return supervisor, [*children, int(log.read_text())]


def all_gone(pids: list[int]) -> bool:
    return not any(started_at(pid) for pid in pids)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_child_and_no_grandchild_outlives_the_supervisor(tmp_path, how):
    supervisor, family = start_family(tmp_path)
    with supervisor:
        assert not all_gone(family)
        supervisor.send_signal(how)
    wait_until(lambda: all_gone(family))


def test_children_whose_supervisor_and_watchdog_were_killed_are_ended_by_the_next_start(tmp_path):
    supervisor, family = start_family(tmp_path)
    watchdog = subprocess.run(["pgrep", "-P", str(supervisor.pid)], capture_output=True, text=True, check=True)
    with supervisor:
        for pid in {int(pid) for pid in watchdog.stdout.split()} - set(family):
            os.kill(pid, signal.SIGKILL)
        supervisor.kill()
    assert not all_gone(family)
    with Supervisor(tmp_path):
        wait_until(lambda: all_gone(family))


def test_a_process_that_only_has_the_number_of_an_old_child_is_left_alone(tmp_path):
    stranger = Child("stranger", ["sleep", "1000"], tmp_path / "log")
    with running(stranger):
        assert stranger.process is not None
        assert end_leftovers({stranger.process.pid: "another time"}) == []
        assert not stranger.has_ended()


@pytest.fixture
def supervisor(tmp_path):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with Supervisor(tmp_path) as supervisor:
        yield supervisor
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_directory_has_one_supervisor_at_a_time(supervisor, tmp_path):
    with pytest.raises(AlreadyRunning), Supervisor(tmp_path):
        pass


def test_a_child_that_falls_is_started_again_and_its_last_words_are_shown(supervisor, tmp_path, capsys):
    child = Child("clock", ["sh", "-c", "echo the spring broke; exit 3"], tmp_path / "clock.log")
    supervisor.start(child)
    wait_until(child.has_ended)
    supervisor.watch()
    said = capsys.readouterr().out
    assert "clock ended with code 3 and is started again" in said
    assert "the spring broke" in said
    assert child.process is not None


def test_a_child_that_falls_again_and_again_ends_everything(supervisor, tmp_path):
    child = Child("clock", ["false"], tmp_path / "clock.log")
    supervisor.start(child)

    def fall_for_ever() -> None:
        while True:
            wait_until(child.has_ended)
            supervisor.watch()

    with pytest.raises(Failed, match="clock ended again and again"):
        fall_for_ever()


def test_a_child_that_fell_at_once_does_not_take_the_watchdog_along(supervisor, tmp_path, monkeypatch):
    monkeypatch.setattr("tracker.supervisor.started_at", lambda _pid: "")
    supervisor.start(Child("clock", ["false"], tmp_path / "clock.log"))
    supervisor.watchdog.stdin.close()
    assert supervisor.watchdog.wait() == 0


def test_a_program_that_does_not_come_up_is_reported_with_the_end_of_its_log(tmp_path):
    child = Child("server", ["sh", "-c", "echo no such table; exit 1"], tmp_path / "log", answers=lambda: False)
    with pytest.raises(Failed, match=r"server ended at once.*(?s:.*)no such table"), running(child):
        pass


def test_a_silent_program_is_given_up_and_ended(tmp_path):
    child = Child("server", ["sleep", "1000"], tmp_path / "log", answers=lambda: False)
    with pytest.raises(Failed, match="did not answer within 0 seconds"), running(child, seconds=0.1):
        pass
    assert child.has_ended()


def test_a_program_that_does_not_heed_the_request_to_end_is_killed(tmp_path):
    deaf = Child("deaf", ["sh", "-c", "trap '' TERM; echo ready; while true; do sleep 1; done"], tmp_path / "log")
    deaf.start()
    wait_until(deaf.log.read_text)
    deaf.stop(patience=0.2)
    assert deaf.has_ended()


def test_a_wanted_port_is_taken_when_it_is_free_and_another_when_it_is_not():
    import socket

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        held = holder.getsockname()[1]
        assert free_port(held) != held
        assert listens(held)
    assert free_port(held) == held
