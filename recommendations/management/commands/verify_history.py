"""Check that nobody has rewritten history."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from recommendations import history
from recommendations.management.base import BaseCommand


class Command(BaseCommand):
    help = "Check the history's chains; names the first bad entry of each. Exit 1 when one is found."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        faults = list(history.verify())
        if options["format"] == "json":
            rows = [{"recommendation": f.reference, "entry": f.seq, "why": f.why} for f in faults]
            self.stdout.write(json.dumps({"good": not faults, "faults": rows}, ensure_ascii=False))
        elif not faults:
            self.stdout.write(_("Every chain of the history is as it was written."))
        if faults:
            lines = [_("%(item)s: entry %(seq)d is %(why)s") % _words(fault) for fault in faults]
            raise CommandError("\n".join(lines), returncode=1)


def _words(fault: history.Fault) -> dict[str, object]:
    why = {"missing": _("missing"), "changed": _("not as it was written")}
    return {"item": fault.reference, "seq": fault.seq, "why": why[fault.why]}
