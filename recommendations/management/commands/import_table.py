"""Import recommendations from a table: plan, show the plan, and carry it out when told to."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.importing.mapping.choosing import AUTO, guessed, read_mapping, words_told
from recommendations.importing.mapping.loader import commit_table
from recommendations.importing.mapping.plan import TablePlan, plan_table
from recommendations.importing.mapping.upload import read_table_upload
from recommendations.importing.mapping.wording import FIELDS, Said, said_of
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.wording import refusal_words
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.management.base import BaseCommand
from recommendations.management.commands.import_report import person_named
from recommendations.management.commands.parse_report import content_of
from recommendations.refusals import Refused


class Command(BaseCommand):
    help = "Import recommendations from CSV or XLSX. Shows the plan first; the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument(
            "--map",
            default=AUTO,
            metavar="MAPPING",
            help="The name of a saved mapping, a JSON file with field names and headings, or “auto” for a guess.",
        )
        parser.add_argument("--symbol", default="", help="The report of rows that name none, for example A/67/156.")
        parser.add_argument("--language", choices=sorted(LEXICONS), default="", help="Recognised if not given.")
        parser.add_argument("--by", metavar="EMAIL", help="The coordinator in whose name the history records it.")
        parser.add_argument("--dry-run", action="store_true", help="Show the plan and change nothing.")
        parser.add_argument("--yes", action="store_true", help="Carry the plan out without asking.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        content, by, at = content_of(options["file"]), person_named(options["by"]), timezone.now()
        try:
            upload = read_table_upload(Path(options["file"]).name, content)
            mapping = guessed(upload.table) if options["map"] == AUTO else read_mapping(options["map"])
            plan = plan_table(
                upload,
                mapping,
                on=timezone.localdate(at),
                symbol=options["symbol"],
                language=options["language"],
                words=words_told(mapping),
            )
            if options["format"] == "text":
                self._show(plan)
            committed = not options["dry_run"] and self._is_wanted(options)
            if committed:
                commit_table(plan, by=by, at=at)
        except ReportRefusedError as refusal:
            raise CommandError(" ".join(refusal_words(refusal)), returncode=1) from refusal
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(plan, committed=committed), ensure_ascii=False))
        elif committed and not plan.is_empty:
            self.stdout.write(_("Imported: %(report)s.") % {"report": _reports(plan)})
        else:
            self.stdout.write(_("Nothing was changed."))

    def _is_wanted(self, options: dict[str, Any]) -> bool:
        """Whether to carry the plan out; asks on a terminal where --yes was not given."""
        if options["yes"]:
            return True
        if options["format"] == "json" or not sys.stdin.isatty():
            raise CommandError(
                _("There is no terminal to ask on. Give --yes to import, or --dry-run to see the plan only."),
                returncode=1,
            )
        return input(_("Import these rows? [y/N] ")).strip().lower() in {"y", "yes"}

    def _show(self, plan: TablePlan) -> None:
        for field, heading in plan.mapping.items():
            self.stdout.write(f"  {FIELDS[field]}: {heading}")
        line = _("%(created)d new, %(changed)d changed, %(unchanged)d unchanged, %(removed)d removed")
        self.stdout.write(f"{_reports(plan)}: {line % plan.counts()}")
        if plan.faulty_rows:
            self.stdout.write(_("%(count)d rows have faults and are left out.") % {"count": plan.faulty_rows})
        for said in said_of(plan):
            self.stdout.write(_("Warning: %(message)s") % {"message": f"{_place(said)} {said.words}".strip()})


def _place(said: Said) -> str:
    if not said.row:
        return ""
    return " · ".join(filter(None, [said.sheet, _("row %(row)d") % {"row": said.row}, said.column])) + ":"


def _reports(plan: TablePlan) -> str:
    return ", ".join(report.symbol for report in plan.reports[:5]) + (" …" if len(plan.reports) > 5 else "")


def _document(plan: TablePlan, *, committed: bool) -> dict[str, Any]:
    symbols = [report.symbol for report in plan.reports]
    return {
        "plan": plan.counts(),
        "committed": committed,
        "report": symbols[0] if len(symbols) == 1 else "",
        "warnings": [
            {"code": said.code, "message": said.words, "sheet": said.sheet, "row": said.row, "column": said.column}
            for said in said_of(plan)
        ],
        "reports": symbols,
        "rows": plan.entries.rows,
        "faulty_rows": plan.faulty_rows,
        "mapping": dict(plan.mapping),
    }
