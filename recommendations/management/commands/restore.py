"""Put back what `backup` kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from recommendations import backups
from recommendations.management.base import BaseCommand
from recommendations.refusals import Refused


class Command(BaseCommand):
    help = "Put everything back from a file that `backup` made, into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, file: Path, format: str, **_options: Any) -> None:  # noqa: A002
        try:
            if not backups.is_empty():
                raise Refused(
                    _("There is something in this database, and history is never deleted. Name an empty one with "
                      "DATABASE_URL, run “manage.py migrate”, then restore.")
                )  # fmt: skip
            manifest = backups.check(file)
            backups.restore(file, manifest)
        except OSError as fault:
            words = _("“%(file)s” cannot be read: %(reason)s.")
            raise CommandError(words % {"file": file, "reason": fault.strerror or fault}, returncode=1) from fault
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        rows = sum(table["rows"] for table in manifest["tables"].values())
        result = {"rows": rows, "files": len(manifest["files"]), "made_at": manifest["made_at"]}
        if format == "json":
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self.stdout.write(_("Put back: %(rows)d rows and %(files)d files, kept at %(made_at)s.") % result)
