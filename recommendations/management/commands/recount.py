"""Count again what the database keeps numbers of."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.management.base import BaseCommand
from recommendations.progress import kept


class Command(BaseCommand):
    help = "Count the kept numbers anew from the rows; with --check only compare them. Exit 1 when they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare with the rows and change nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["check"]:
            self._check(options["format"])
            return
        rows = kept.rebuild()
        if options["format"] == "json":
            self.stdout.write(json.dumps({"rows": rows}))
        else:
            self.stdout.write(ngettext("%(rows)d number kept.", "%(rows)d numbers kept.", rows) % {"rows": rows})

    def _check(self, form: str) -> None:
        faults = list(kept.check(on=timezone.localdate()))
        if form == "json":
            rows = [{"code": code, "kept": kept_, "counted": counted} for code, kept_, counted in faults]
            self.stdout.write(json.dumps({"good": not faults, "faults": rows}))
        elif not faults:
            self.stdout.write(_("Every kept number is what a count of the rows gives."))
        if faults:
            words = _("%(code)s: kept %(kept)d, counted %(counted)d (or split otherwise). Run recount.")
            lines = [words % {"code": code, "kept": kept_, "counted": counted} for code, kept_, counted in faults]
            raise CommandError("\n".join(lines), returncode=1)
