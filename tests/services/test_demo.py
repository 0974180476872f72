"""`make demo` as a person meets it: it comes up, says where to go, ends without a trace, and keeps its data."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from tracker import demo, demo_people, services
from tracker.processes import Failed, free_port, started_at


def environment(var: Path, port: int) -> Mapping[str, str]:
    """A shell that knows an installation of its own, which must stay untouched."""
    return os.environ | {
        "SUIVI_VAR": str(var),
        "PORT": str(port),
        "DATABASE_URL": "postgres://production@127.0.0.1:1/production",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "DEBUG": "on",
    }


def start(var: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tracker.demo"],
        cwd=services.BASE_DIR,
        env=environment(var, port),
        stdout=subprocess.PIPE,
        text=True,
    )


def all_it_said_until_it_was_up(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    said: list[str] = []
    for line in running.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            break
    return "".join(said)


def count(var: Path, table: str) -> int:
    with closing(sqlite3.connect(var / "db.sqlite3")) as database:
        return database.execute(f"select count(*) from recommendations_{table}").fetchone()[0]


def test_it_runs_until_ctrl_c_leaves_no_process_behind_and_keeps_its_data_for_the_next_start(tmp_path):
    port = free_port()
    with start(tmp_path, port) as running:
        said = all_it_said_until_it_was_up(running)
        assert f"http://127.0.0.1:{port}/" in said
        assert demo_people.PASSWORD in said
        assert all(person.email in said and person.name in said for person in demo_people.PEOPLE)
        with urlopen(f"http://127.0.0.1:{port}/accounts/login/") as page:
            assert page.status == 200
        children = [int(pid) for pid in json.loads((tmp_path / "run" / "children.json").read_text())]
        running.send_signal(signal.SIGINT)
        assert "The data stays" in running.communicate()[0]
    assert running.returncode == 0
    assert len(children) >= 4
    assert not [pid for pid in children if started_at(pid)]

    key = (tmp_path / "secret_key").read_text()
    before = {table: count(tmp_path, table) for table in ("user", "report", "recommendation", "historyentry")}
    assert before["recommendation"] == 29

    again = subprocess.run(
        [sys.executable, "-m", "tracker.demo", "--check"],
        cwd=services.BASE_DIR,
        env=environment(tmp_path, port),
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout[again.stdout.index("{") :])["status"] == "ok"
    assert {table: count(tmp_path, table) for table in before} == before
    assert (tmp_path / "secret_key").read_text() == key


def test_a_taken_port_is_said_with_another_to_name(tmp_path, monkeypatch):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Failed, match=rf"Port {port} is taken .* make demo PORT=\d+"):
            demo.wanted_port()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", ""])
def test_a_port_that_is_none_is_refused_in_words(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Failed, match="give a number from 1 to 65535"):
        demo.wanted_port()


def test_each_installation_has_a_key_of_its_own_that_others_on_the_machine_cannot_read(tmp_path):
    one, other = demo.secret_key(tmp_path / "one"), demo.secret_key(tmp_path / "other")
    assert one != other
    assert len(one) >= 50
    assert demo.secret_key(tmp_path / "one") == one
    assert (tmp_path / "one").stat().st_mode & 0o077 == 0
