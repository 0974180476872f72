"""`progress_report`: a file made whole or not at all, and refusals in words."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from recommendations.management.commands.progress_report import Command


def run(*arguments):
    out = io.StringIO()
    call_command(Command(stdout=out), *arguments)
    return out.getvalue()


def test_the_format_follows_the_name_of_the_file(quarter, tmp_path):
    target = tmp_path / "report.csv"
    said = json.loads(run("--report", "A/70/1", "--as-of", "2026-03-31", "-o", str(target), "--format", "json"))
    assert said == {"file": str(target), "as": "csv", "bytes": target.stat().st_size, "on": "2026-03-31"}
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),  # what argparse refuses ends with 2 only on a command line
    [
        (["--report", "A/1/1", "-o", "x.csv"], 1, "There is no report"),
        (["-o", "x.unknown"], 2, "says no format"),
        (["--as-of", "2026-02-30", "-o", "x.csv"], 1, "is not a date"),
        (["--as-of", "2999-01-01", "-o", "x.csv"], 1, "is not a day that has come"),
        (["--since", "2026-03-01", "--as-of", "2026-02-01", "-o", "x.csv"], 1, "Give a day before"),
        (["-o", "no/such/folder/x.csv"], 1, "cannot be written"),
        (["--language", "de", "-o", "x.csv"], 1, "invalid choice"),
        (["-o", "x.csv", "--vocabulary", "none"], 1, "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(db, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=words) as refused:
        run(*arguments)
    assert refused.value.returncode == code
    assert not list(tmp_path.iterdir())


def test_more_than_anybody_reads_is_refused_where_it_would_be_read(quarter, tmp_path, monkeypatch):
    monkeypatch.setattr("recommendations.progress.documents.formats.MOST_IN_A_DOCUMENT", 3)
    with pytest.raises(CommandError, match="more than 3 recommendations"):
        run("-o", str(tmp_path / "x.html"))
    assert run("-o", str(tmp_path / "x.csv"))
