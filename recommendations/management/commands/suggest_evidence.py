"""Rank the paragraphs each recommendation of a report rests on, and store what is worth showing."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.evidence import links, reasons
from recommendations.evidence.matching import Suggestion
from recommendations.management.base import BaseCommand
from recommendations.models import Recommendation, Report


class Command(BaseCommand):
    help = "Suggest for each recommendation of a report the paragraphs it rests on, with the reasons."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--report", required=True, metavar="SYMBOL", help="The report, for example A/67/156.")
        parser.add_argument(
            "--top", type=int, default=10, metavar="N", help="How many paragraphs to print for each (10)."
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, report: str, top: int, **options: Any) -> None:
        if top < 1:
            raise CommandError(_("--top takes a number from 1 up."), returncode=2)
        found = Report.objects.filter(symbol=report).first()
        if found is None:
            raise CommandError(_unknown(report))
        outcome = links.suggest_for(found, at=timezone.now())
        ranked = links.rankings(found, limit=top)
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(ranked), ensure_ascii=False, indent=1))
            return
        for leaf, suggestions in ranked.items():
            self.stdout.write(leaf.reference)
            for suggestion in suggestions:
                why = " ".join(reasons.sentences(suggestion.reasons))
                self.stdout.write(f"  {suggestion.score:.2f}  {suggestion.paragraph}  {why}")
        stored = _("%(created)d suggestions stored, %(changed)d revised, %(removed)d withdrawn.")
        self.stdout.write(stored % outcome._asdict())


def _unknown(symbol: str) -> str:
    message = _("No report with the symbol “%(symbol)s” has been imported.") % {"symbol": symbol}
    known = ", ".join(Report.objects.values_list("symbol", flat=True)[:20])
    if known:
        return f"{message} {_('Import it with import_report, or give one of: %(known)s.') % {'known': known}}"
    return f"{message} {_('Import it with import_report.')}"


def _document(ranked: dict[Recommendation, list[Suggestion]]) -> dict[str, list[dict[str, Any]]]:
    return {leaf.reference: [_entry(suggestion) for suggestion in suggestions] for leaf, suggestions in ranked.items()}


def _entry(suggestion: Suggestion) -> dict[str, Any]:
    number = suggestion.paragraph
    return {
        "paragraph": int(number) if number.isdecimal() else number,
        "score": round(suggestion.score, 4),
        "reasons": reasons.sentences(suggestion.reasons),
    }
