"""Check that nobody has rewritten history."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import checkpoints, history
from recommendations.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Check the history: every chain entry by entry, and against the signed checkpoints kept outside the database. "
        "Names the first bad entry of each chain. Exit 1 when one is found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--checkpoints", type=Path, metavar="FILE", help="a copy of the checkpoints kept elsewhere, instead of ours"
        )
        parser.add_argument(
            "--take-checkpoint", action="store_true", help="when everything is good, sign how far the chains have come"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path | None = options["checkpoints"]
        if file is not None and not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file}, returncode=1)
        faults: list[history.Fault | checkpoints.Fault] = [*history.verify(), *checkpoints.verify(file)]
        taken = None
        if options["take_checkpoint"] and not faults:
            taken = checkpoints.take(at=timezone.now())
        if options["format"] == "json":
            rows = [{"recommendation": f.reference, "entry": f.seq, "why": f.why} for f in faults]
            answer = {"good": not faults, "faults": rows} | ({"checkpoint": vars(taken)} if taken else {})
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        elif not faults:
            self.stdout.write(_("Every chain of the history is as it was written."))
            if taken:
                self.stdout.write(_("Checkpoint %(n)d: %(hash)s") % {"n": taken.number, "hash": taken.digest})
        if faults:
            raise CommandError("\n".join(map(_words, faults)), returncode=1)


def _words(fault: history.Fault | checkpoints.Fault) -> str:
    if not fault.reference:
        return _("Line %(seq)d of the checkpoints is not as it was signed.") % {"seq": fault.seq}
    why = {
        "missing": _("missing"),
        "changed": _("not as it was written"),
        "cut": _("missing, though a checkpoint knows it"),
        "rewritten": _("another one than a checkpoint knows"),
    }
    return _("%(item)s: entry %(seq)d is %(why)s") % {
        "item": fault.reference,
        "seq": fault.seq,
        "why": why[fault.why],
    }
