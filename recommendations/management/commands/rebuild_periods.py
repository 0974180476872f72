"""Make again, from the history, how every recommendation stood in the past."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations import periods
from recommendations.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make the periods again from the history; with --check only compare them. Exit 1 when they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare with the history and change nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["check"]:
            self._check(options["format"])
            return
        made = periods.rebuild()
        if options["format"] == "json":
            self.stdout.write(json.dumps({"periods": made}))
        else:
            self.stdout.write(ngettext("%(made)d period made.", "%(made)d periods made.", made) % {"made": made})

    def _check(self, form: str) -> None:
        faults = list(periods.check())
        if form == "json":
            rows = [{"recommendation": fault.reference, "why": fault.why} for fault in faults]
            self.stdout.write(json.dumps({"good": not faults, "faults": rows}, ensure_ascii=False))
        elif not faults:
            self.stdout.write(_("The periods, the history and the recommendations say the same."))
        if faults:
            why = {
                "periods": _("%(item)s: the periods are not what the history says. Run rebuild_periods."),
                "states": _("%(item)s: it stands otherwise than the history says."),
            }
            raise CommandError("\n".join(why[fault.why] % {"item": fault.reference} for fault in faults), returncode=1)
