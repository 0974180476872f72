"""Everything in one file: all rows and all uploaded files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import backups
from recommendations.management.base import BaseCommand


class Command(BaseCommand):
    help = "Write everything, files included, into one file that `restore` takes back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, file: Path, format: str, **_options: Any) -> None:  # noqa: A002
        try:
            manifest = backups.write(file, at=timezone.now())
        except OSError as fault:
            words = _("“%(file)s” cannot be written: %(reason)s. Name another file, or another folder.")
            raise CommandError(words % {"file": file, "reason": fault.strerror or fault}, returncode=1) from fault
        for name in manifest["missing"]:
            self.stderr.write(_("Not in the backup, as it is not there any more: %(name)s") % {"name": name})
        rows = sum(table["rows"] for table in manifest["tables"].values())
        result = {"file": str(file), "rows": rows, "files": len(manifest["files"]), "missing": manifest["missing"]}
        if format == "json":
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self.stdout.write(_("Kept in %(file)s: %(rows)d rows and %(files)d files.") % result)
