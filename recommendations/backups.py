"""Everything in one file, and back: all rows and all files, with a manifest of counts and hashes.

The archive is a ZIP with a text file for each table (a line of column names, then a line of JSON for each row, by
primary key), the files under their own names, and `manifest.json`. It says nothing of the database it came from, so it
moves an installation from SQLite to PostgreSQL and back. Log-in sessions are left out.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from recommendations.models import HistoryEntry, Report, User
from recommendations.refusals import Refused

FORMAT = 1
MANIFEST = "manifest.json"
BATCH = 1000
PIECE = 1024 * 1024
LEFT_OUT = frozenset({"django_session"})
# The database fills these itself while the rows they are about come in, so they come last.
DERIVED = frozenset({"recommendations_keptcount"})

Model = type[models.Model]


def kept_models() -> list[Model]:
    """Every table of every application, joining ones included, but for log-in sessions."""
    found = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return sorted(
        (model for model in found if not model._meta.proxy and model._meta.db_table not in LEFT_OUT),
        key=lambda model: (model._meta.db_table in DERIVED, model._meta.db_table),
    )


def columns_of(model: Model) -> list[models.Field[Any, Any]]:
    """The fields that are stored and not computed by the database."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]


def rows_of(model: Model) -> Any:
    """All of a table, whatever its managers leave out."""
    return model._base_manager.all()  # noqa: SLF001  Django's documented way to it


# --- making one ------------------------------------------------------------------------------------------------


def write(target: Path, *, at: datetime) -> dict[str, Any]:
    """The manifest of what was written. `target` is there whole or not at all; raises OSError.

    The rows are those of one moment: a snapshot on PostgreSQL, on SQLite by keeping writers waiting.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            outermost = not connection.in_atomic_block
            with transaction.atomic():
                if outermost and connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                tables = {model._meta.db_table: _write_table(archive, model) for model in kept_models()}
                names = sorted(set(_file_names()))
            files, missing = _write_files(archive, names)
            manifest = {
                "format": FORMAT,
                "made_at": at.isoformat(),
                "migrations": migrations(),
                "tables": tables,
                "files": files,
                "missing": missing,
            }
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _write_table(archive: zipfile.ZipFile, model: Model) -> dict[str, Any]:
    rows = 0
    digest = hashlib.sha256()
    with archive.open(f"tables/{model._meta.db_table}.jsonl", "w", force_zip64=True) as file:
        file.write(json.dumps([field.attname for field in columns_of(model)]).encode() + b"\n")
        for line in lines_of(model):
            file.write(line)
            digest.update(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def lines_of(model: Model) -> Iterator[bytes]:
    """Each row as a line of JSON, keys sorted, so that the same row is the same line on every database."""
    names = [field.attname for field in columns_of(model)]
    rows = rows_of(model).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps(row, cls=_Exact, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n"


class _Exact(DjangoJSONEncoder):
    """Moments to the microsecond; Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.astimezone(UTC).isoformat() if isinstance(o, datetime) else super().default(o)


def _file_names() -> Iterator[str]:
    for model in kept_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                yield from rows_of(model).exclude(**{field.name: ""}).values_list(field.name, flat=True)


def _write_files(archive: zipfile.ZipFile, names: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    missing = []
    for name in names:
        try:
            source = default_storage.open(name)
        except FileNotFoundError:
            missing.append(name)
            continue
        with source, archive.open(f"files/{name}", "w", force_zip64=True) as file:
            found[name] = _copy(source, file)
    return found, missing


def _copy(source: Any, target: IO[bytes] | None) -> dict[str, Any]:
    """Size and hash of what goes from one to the other, or nowhere."""
    size, digest = 0, hashlib.sha256()
    while piece := source.read(PIECE):
        if target is not None:
            target.write(piece)
        digest.update(piece)
        size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


# --- and back --------------------------------------------------------------------------------------------------


def is_empty() -> bool:
    """Whether nobody works with this installation yet; what migrations put in does not count."""
    return not any(rows_of(model).exists() for model in (User, Report, HistoryEntry))


def check(source: Path) -> dict[str, Any]:
    """The manifest, once everything it names is there and has the hash it says. Raises Refused with what is wrong."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise Refused(_("This backup was made by a version that is not known here."))
            if manifest["migrations"] != migrations():
                raise Refused(
                    _("This backup was made by another version of the application. Install that version, restore it "
                      "there, then bring it up to date with “manage.py migrate”.")
                )  # fmt: skip
            for name, told in manifest["tables"].items():
                with archive.open(f"tables/{name}.jsonl") as file:
                    file.readline()
                    _compare(f"tables/{name}.jsonl", _copy(file, None)["sha256"], told["sha256"])
            for name, told in manifest["files"].items():
                with archive.open(f"files/{name}") as file:
                    _compare(f"files/{name}", _copy(file, None)["sha256"], told["sha256"])
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError) as fault:
        raise Refused(_("This is no backup, or it is damaged: %(reason)s") % {"reason": fault}) from fault
    return manifest


def _compare(name: str, found: str, told: str) -> None:
    if found != told:
        raise Refused(_("“%(name)s” in the backup is not as it was written. Use another copy.") % {"name": name})


def restore(source: Path, manifest: dict[str, Any]) -> None:
    """Put everything back into a database that is empty but for what migrations made. All or nothing.

    Raises Refused where what is stored afterwards is not what the backup says.
    """
    with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory() as folder, transaction.atomic():
        for model in kept_models():
            _empty(model)
        for model in kept_models():
            _empty(model)
            _load(archive, model)
        for model in kept_models():
            name = model._meta.db_table
            _compare(name, _digest(model), manifest["tables"][name]["sha256"])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
                cursor.execute(statement)
        for name in manifest["files"]:
            _put(archive, name, Path(folder))


def _empty(model: Model) -> None:
    """Without asking for what refers to a row: that is emptied too, and the database looks at it in the end."""
    rows = rows_of(model)
    if rows.exists():  # history is not even touched where there is none: the database would take it for an attempt
        rows._raw_delete(connection.alias)  # noqa: SLF001  what `delete` looks up first, it need not here


def _load(archive: zipfile.ZipFile, model: Model) -> None:
    with archive.open(f"tables/{model._meta.db_table}.jsonl") as file:
        names = json.loads(file.readline())
        fields = {field.attname: field for field in columns_of(model)}
        parsers = [_parser(fields[name]) for name in names]
        while lines := list(islice(file, BATCH)):
            rows = (json.loads(line.decode("utf-8", "surrogatepass")) for line in lines)
            rows_of(model).bulk_create(
                [
                    model(**{name: parse(value) for name, parse, value in zip(names, parsers, row, strict=True)})
                    for row in rows
                ]
            )


def _parser(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """From JSON to what the column holds."""
    if isinstance(field, models.JSONField):
        return lambda value: value
    return field.target_field.to_python if isinstance(field, models.ForeignKey) else field.to_python


def _digest(model: Model) -> str:
    digest = hashlib.sha256()
    for line in lines_of(model):
        digest.update(line)
    return digest.hexdigest()


def _put(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    """A file under the very name its row has."""
    if default_storage.exists(name):
        default_storage.delete(name)
    copy = folder / "file"
    with archive.open(f"files/{name}") as file, copy.open("wb") as target:
        shutil.copyfileobj(file, target)
    with copy.open("rb") as file:
        stored = default_storage.save(name, File(file))
    if stored != name:
        raise Refused(_("“%(name)s” could not be put back under its name.") % {"name": name})
