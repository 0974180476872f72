"""A progress report as a file."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.management.base import BaseCommand
from recommendations.models import EDITION_LANGUAGES, Recommendation, Report
from recommendations.progress.documents import formats
from recommendations.progress.documents.composing import Wish
from recommendations.progress.documents.gathering import Live, end_of, scope_of
from recommendations.progress.documents.vocabularies import OURS, VOCABULARIES
from recommendations.refusals import Refused


class Command(BaseCommand):
    help = "Write a progress report to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--report", default="", metavar="SYMBOL", help="One report; all of them if not given.")
        parser.add_argument(
            "--as-of", type=_past_day, metavar="YYYY-MM-DD", help="As things stood at the end of a day."
        )
        parser.add_argument("--since", type=_past_day, metavar="YYYY-MM-DD", help="Tell what changed after that day.")
        parser.add_argument("--as", dest="kind", choices=list(formats.FORMATS), help="By the file's name if not given.")
        parser.add_argument("--language", choices=sorted(code for code, _name in EDITION_LANGUAGES), default="en")
        parser.add_argument("--vocabulary", choices=list(VOCABULARIES), default=OURS)
        parser.add_argument("--pack", action="store_true", help="The pack for a meeting.")
        parser.add_argument("-o", "--output", required=True, metavar="FILE")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="How this command answers.")

    def handle(self, *_args: Any, output: str, **options: Any) -> None:
        target = Path(output)
        kind = options["kind"] or target.suffix.lstrip(".").lower()
        if kind not in formats.FORMATS:
            raise CommandError(
                _("The name “%(file)s” says no format. Give one: --as %(formats)s.")
                % {"file": target.name, "formats": ", ".join(formats.FORMATS)},
                returncode=2,
            )
        try:
            material = _material(options["report"], options["as_of"], options["since"], timezone.now())
            wish = Wish(options["language"], options["vocabulary"], options["pack"])
            size = _write(material, wish, kind, target)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        if options["format"] == "json":
            result = {"file": str(target), "as": kind, "bytes": size, "on": material.on.isoformat()}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self.stdout.write(_("Written: %(file)s.") % {"file": target})


def _material(symbol: str, on: date | None, since: date | None, now: datetime) -> Live:
    if symbol and not Report.objects.filter(symbol=symbol).exists():
        raise Refused(_("There is no report with the symbol %(symbol)s. Import it first.") % {"symbol": symbol})
    today = timezone.localdate(now)
    day = on or today
    if since is not None and since >= day:
        raise Refused(_("Give a day before the one the report is of, to compare with."))
    return Live(
        items=Recommendation.objects.all(),
        scope=scope_of(report=symbol),
        as_at=now if day >= today else end_of(day),
        on=day,
        since=end_of(since) if since is not None else None,
    )


def _write(material: Live, wish: Wish, kind: str, target: Path) -> int:
    """The size of the file. It is there whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as made:
            formats.write(material, wish, kind, to=made, at=material.as_at)
        size = part.stat().st_size
        part.replace(target)
    except OSError as fault:
        raise _cannot_write(target, fault) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return size


def _cannot_write(target: Path, fault: OSError) -> CommandError:
    words = _("“%(file)s” cannot be written: %(reason)s. Name another file, or another folder.")
    return CommandError(words % {"file": target, "reason": fault.strerror or fault}, returncode=1)


def _past_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(_("“%(text)s” is not a date such as 2026-03-01") % {"text": text}) from fault
    if not day.year >= 1945 or day > timezone.localdate():
        raise ArgumentTypeError(_("“%(text)s” is not a day that has come") % {"text": text})
    return day
