"""Everything kept in one file comes back: every row, every file; and nothing else is taken for a backup."""

import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import backups, history
from recommendations.models import Recommendation, SourceFile, User
from tests.append_only import unprotected_history
from tests.progress.documents.conftest import lived, quarter  # noqa: F401  a secretariat that has lived for a while


@pytest.fixture
def kept(quarter, tmp_path):  # noqa: F811
    """A backup of the quarter with a file, and the lines of every table as they were."""
    name = default_storage.save("sources/kept.txt", io.BytesIO("之前".encode()))
    SourceFile.objects.update(content=name)
    file = tmp_path / "all.zip"
    said = run("backup", file)
    assert said["files"] == 1
    return file, {model._meta.db_table: list(backups.lines_of(model)) for model in backups.kept_models()}, name


def run(command, file):
    out = io.StringIO()
    call_command(command, str(file), "--format", "json", stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def empty_everything():
    """As a database is that was only migrated; what migrations put in is changed, so that it is seen to be put back."""
    with unprotected_history():
        for model in backups.kept_models():
            backups._empty(model)


def test_every_row_and_every_file_comes_back(kept):
    file, before, name = kept
    faults = list(history.verify())
    empty_everything()
    default_storage.delete(name)
    said = run("restore", file)
    assert said["rows"] == sum(map(len, before.values()))
    assert {model._meta.db_table: list(backups.lines_of(model)) for model in backups.kept_models()} == before
    with default_storage.open(name) as content:
        assert content.read().decode() == "之前"
    assert list(history.verify()) == faults
    added = User.objects.create(email="new@example.org", name="New")
    assert added.pk > max(User.objects.exclude(pk=added.pk).values_list("pk", flat=True))


def test_what_is_in_use_is_not_overwritten(kept):
    with pytest.raises(CommandError, match="There is something in this database"):
        run("restore", kept[0])


@pytest.mark.parametrize("part", ["tables/recommendations_user.jsonl", "files/", "manifest.json"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(kept, tmp_path, part):
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(kept[0]) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-3] if name.startswith(part) else old.read(name))
    empty_everything()
    with CaptureQueriesContext(connection) as seen, pytest.raises(CommandError, match="backup"):
        run("restore", damaged)
    assert not [query for query in seen if not query["sql"].lstrip("( \n").upper().startswith("SELECT")]


def test_what_is_missing_is_named(kept, tmp_path):
    lacking = tmp_path / "lacking.zip"
    with zipfile.ZipFile(kept[0]) as old, zipfile.ZipFile(lacking, "w") as new:
        for name in old.namelist():
            if not name.startswith("files/"):
                new.writestr(name, old.read(name))
    empty_everything()
    with pytest.raises(CommandError, match=kept[2]):
        run("restore", lacking)
    with pytest.raises(CommandError, match="cannot be read"):
        run("restore", tmp_path / "nothing.zip")


def test_a_file_that_is_gone_is_told_and_the_rest_kept(kept, tmp_path):
    default_storage.delete(kept[2])
    said = run("backup", tmp_path / "again.zip")
    assert (said["missing"], said["files"]) == ([kept[2]], 0)
    assert Recommendation.objects.count() == 7


def test_a_folder_that_is_not_there_is_named(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("backup", tmp_path / "no" / "all.zip")
