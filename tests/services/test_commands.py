"""Every command says in words what stands in its way, and never shows a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import execute_from_command_line

from tests.live import url_of_the_database

SEED = settings.BASE_DIR / "fixtures" / "reports" / "A-67-156.zh.txt"
NEEDING_A_DATABASE = [
    ["import_report", str(SEED), "--symbol", "A/67/156", "--yes"],
    ["move_recommendation", "A/67/156", "81(c)", "assign", "--by", "a@example.org"],
    ["remind"],
    ["suggest_evidence", "--report", "A/67/156"],
    ["verify_history"],
]


# A process takes seconds to start, so they take their turns in one.
IN_TURN = """
import contextlib, io, json, sys
from django.core.management import execute_from_command_line

def answer(command):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            execute_from_command_line(["manage.py", *command])
        except SystemExit as ended:
            return ended.code, out.getvalue(), err.getvalue()

print(json.dumps([answer(command) for command in json.loads(sys.argv[1])]))
"""


def run(directory: Path, *arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=kept | {"SUIVI_VAR": str(directory)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def manage(directory: Path, *arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(directory, "manage.py", *arguments, **environment)


def test_without_a_migrated_database_a_command_says_what_to_do(tmp_path):
    commands = json.dumps(NEEDING_A_DATABASE)
    done = run(tmp_path, "-c", IN_TURN, commands, DJANGO_SETTINGS_MODULE="tracker.settings")
    assert done.returncode == 0, done.stderr
    for command, (code, out, err) in zip(NEEDING_A_DATABASE, json.loads(done.stdout), strict=True):
        assert (code, out) == (1, ""), command
        assert "manage.py migrate" in err, command
        assert "Traceback" not in err, command


def test_without_its_server_a_command_says_what_to_do(tmp_path):
    answer = manage(tmp_path, "verify_history", DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert answer.returncode == 1
    assert "Check DATABASE_URL" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("setting", ["DATABASE_URL", "EMAIL_URL"])
def test_a_setting_that_makes_no_sense_is_named(tmp_path, setting):
    answer = manage(tmp_path, "verify_history", **{setting: "garbage"})
    assert answer.returncode == 1
    assert "A setting cannot be used" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("day", ["2026-13-01", "9999-12-31", "tomorrow", ""])
def test_a_day_that_is_none_is_wrong_use(day, capsys):
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["manage.py", "remind", "--as-of", day, "--dry-run"])
    assert ended.value.code == 2
    assert "is not a date" in capsys.readouterr().err


def test_an_argument_that_is_no_text_is_wrong_use(db, tmp_path):
    given = ("import_report", str(SEED), "--yes", "--symbol", b"A\xff")
    answer = manage(tmp_path, *given, DATABASE_URL=url_of_the_database())
    assert answer.returncode in (1, 2)
    assert "Traceback" not in answer.stderr
