"""`parse_report` and `import_report`: what they print, and how they refuse."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from recommendations.models import HistoryEntry, Recommendation, Report
from recommendations.permissions import Role
from tests.factories import person
from tests.importing.documents import ENGLISH, FRENCH

SEED = Path(__file__).parents[2] / "fixtures" / "reports" / "A-67-156.zh.txt"


def run(*args: Any, **options: Any) -> str:
    output = io.StringIO()
    call_command(*map(str, args), stdout=output, **options)
    return output.getvalue()


def refusal(*args: Any) -> CommandError:
    with pytest.raises(CommandError) as caught:
        run(*args)
    return caught.value


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(ENGLISH, "utf-8")
    return path


@pytest.fixture
def french(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.txt"
    path.write_text(FRENCH, "utf-8")
    return path


def test_parsing_touches_no_database_and_prints_one_document() -> None:
    document = json.loads(run("parse_report", SEED, "--language", "zh", "--format", "json"))
    assert list(document) == [
        "document", "sections", "paragraphs", "recommendations", "positions", "footnotes", "unread", "furniture",
        "warnings",
    ]  # fmt: skip
    assert len(document["paragraphs"]) == 81
    assert document["unread"] == []
    node = next(node for node in document["recommendations"] if node["ref"] == "81(o)(iii)")
    assert {name: node[name] for name in ("mark", "parent", "paragraph", "verb", "recommending")} == {
        "mark": "㈢", "parent": "81(o)", "paragraph": "81", "verb": "request", "recommending": [],
    }  # fmt: skip


def test_people_see_what_was_found(english: Path) -> None:
    output = run("parse_report", english)
    assert "A/70/500  Implementation of the mandates" in output
    assert "4 paragraphs, 6 recommendations, 2 footnotes" in output
    assert "4(c)(ii)" in output


@pytest.mark.parametrize("command", ["parse_report", "import_report"])
@pytest.mark.parametrize(
    ("content", "reason", "remedy"),
    [
        (b"", "empty", "Choose the file again"),
        (b"%PDF-1.4 \x00\x01", "a PDF document", "save it anew"),
        (bytes(range(256)), "binary data", "plain text"),
        (b"Dear Sir, thank you for the cake.", "no numbered paragraph", "right file"),
    ],
)
def test_bad_files_are_refused_with_reason_and_remedy(
    command: str, content: bytes, reason: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    error = refusal(command, path)
    assert reason in str(error)
    assert remedy in str(error)
    assert error.returncode == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in str(refusal("parse_report", tmp_path / "nowhere.txt"))


@pytest.mark.django_db
def test_an_import_is_planned_then_carried_out_once(english: Path) -> None:
    planned = json.loads(run("import_report", english, "--dry-run", "--format", "json"))
    assert (planned["committed"], planned["report"], planned["warnings"]) == (False, "A/70/500", [])
    assert not Report.objects.exists()
    done = json.loads(run("import_report", english, "--yes", "--format", "json"))
    assert done == {**planned, "committed": True}
    assert Recommendation.objects.count() == 6
    again = json.loads(run("import_report", english, "--yes", "--format", "json"))
    assert again["plan"] == {"created": 0, "changed": 0, "unchanged": planned["plan"]["created"], "removed": 0}
    assert HistoryEntry.objects.count() == 6
    assert "Nothing was changed." in run("import_report", english, "--yes")


@pytest.mark.django_db
def test_a_report_without_a_symbol_is_refused_until_one_is_given(french: Path) -> None:
    assert "--symbol" in str(refusal("import_report", french, "--yes"))
    assert "Imported: A/70/501" in run("import_report", french, "--symbol", "A/70/501", "--yes")


@pytest.mark.django_db
def test_without_a_terminal_nothing_is_imported_unless_told(english: Path) -> None:
    error = refusal("import_report", english)
    assert "--yes" in str(error)
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "reports"), [("y", 1), ("", 0), ("no", 0)])
def test_on_a_terminal_the_person_is_asked(
    english: Path, answer: str, reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO(answer + "\n")
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    output = run("import_report", english)
    assert "recommendations: 6 new, 0 changed, 0 unchanged, 0 removed" in output
    assert Report.objects.count() == reports
    assert ("Nothing was changed." in output) == (not reports)


@pytest.mark.django_db
def test_the_import_is_recorded_in_the_name_of_the_coordinator(english: Path) -> None:
    coordinator = person(Role.COORDINATOR)
    run("import_report", english, "--yes", "--by", coordinator.email)
    assert {entry.by for entry in HistoryEntry.objects.all()} == {coordinator}


@pytest.mark.django_db
def test_nobody_imports_in_the_name_of_a_stranger_or_of_one_who_may_not(english: Path) -> None:
    assert "nobody@example.org" in str(refusal("import_report", english, "--yes", "--by", "nobody@example.org"))
    reader = person(Role.READER)
    assert "coordinator" in str(refusal("import_report", english, "--yes", "--by", reader.email))
    assert not Report.objects.exists()
