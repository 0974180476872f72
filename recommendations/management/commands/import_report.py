"""Import a report's file: plan, show the plan, and carry it out when told to."""

import json
import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.importing.corrigenda.outcomes import Outcome
from recommendations.importing.loader import commit
from recommendations.importing.nodes import Kind
from recommendations.importing.plan import Plan, plan_import
from recommendations.importing.wording import plan_warnings
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.management.base import BaseCommand
from recommendations.management.commands.parse_report import uploaded_file
from recommendations.models import User
from recommendations.refusals import Refused


class Command(BaseCommand):
    help = "Import a report's file. Shows the plan first; importing the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--symbol", default="", help="For example A/67/156; needed where the file does not say it.")
        parser.add_argument("--language", choices=sorted(LEXICONS), help="Recognised from the text if not given.")
        parser.add_argument("--by", metavar="EMAIL", help="The coordinator in whose name the history records it.")
        parser.add_argument("--dry-run", action="store_true", help="Show the plan and change nothing.")
        parser.add_argument("--yes", action="store_true", help="Carry the plan out without asking.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        upload = uploaded_file(options["file"], options["language"])
        by = person_named(options["by"])
        try:
            plan = plan_import(upload, symbol=options["symbol"])
            if options["format"] == "text":
                self._show(plan)
            committed = not options["dry_run"] and self._is_wanted(plan, options)
            if committed:
                commit(plan, by=by, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(plan, committed=committed), ensure_ascii=False))
        elif committed and not plan.is_empty:
            self.stdout.write(_("Imported: %(report)s.") % {"report": plan.symbol})
        else:
            self.stdout.write(_("Nothing was changed."))

    def _is_wanted(self, plan: Plan, options: dict[str, Any]) -> bool:
        """Whether to carry the plan out; asks on a terminal where --yes was not given."""
        if options["yes"]:
            return True
        if options["format"] == "json" or not sys.stdin.isatty():
            raise CommandError(
                _("There is no terminal to ask on. Give --yes to import, or --dry-run to see the plan only."),
                returncode=1,
            )
        answer = input(_("Import %(report)s? [y/N] ") % {"report": plan.symbol})
        return answer.strip().lower() in {"y", "yes"}

    def _show(self, plan: Plan) -> None:
        names = {
            Kind.DOCUMENT: _("title page"),
            Kind.SECTION: _("headings"),
            Kind.PARAGRAPH: _("paragraphs"),
            Kind.RECOMMENDATION: _("recommendations"),
            Kind.POSITION: _("positions"),
            Kind.FOOTNOTE: _("footnotes"),
        }
        # A corrigendum has a title of its own.
        title = plan.parts[Kind.DOCUMENT][0].text if plan.upload.is_corrigendum else plan.upload.parsed.document.title
        self.stdout.write(f"{plan.symbol} ({plan.language})  {title}")
        line = _("%(kind)s: %(created)d new, %(changed)d changed, %(unchanged)d unchanged, %(removed)d removed")
        for kind, name in names.items():
            self.stdout.write("  " + line % {"kind": name, **plan.counts(kind)})
        for _code, words in plan_warnings(plan):
            self.stdout.write(_("Warning: %(message)s") % {"message": words})


def person_named(email: str | None) -> User | None:
    """Whoever has this address; raises CommandError where nobody has."""
    if email is None:
        return None
    person = User.objects.filter(email=email.lower(), is_active=True).first()
    if person is None:
        message = _("Nobody with the address %(email)s is known here. Give a coordinator's address, or leave --by out.")
        raise CommandError(message % {"email": email}, returncode=1)
    return person


def _amendment(outcome: Outcome) -> dict[str, Any]:
    """One thing that a corrigendum changes; `becomes` is "done", "already", or the code of why it is left out."""
    one = outcome.amendment
    return {"line": one.lines[0], "act": one.act, "where": one.spot.printed, "becomes": outcome.code}


def _document(plan: Plan, *, committed: bool) -> dict[str, Any]:
    return {
        "plan": plan.counts(),
        "committed": committed,
        "report": plan.symbol,
        "warnings": [{"code": code, "message": words} for code, words in plan_warnings(plan)],
        "left_out": list(plan.left_out),
        "renumbered": dict(plan.renumbered.moves.get(Kind.RECOMMENDATION, {})),
        "corrections": len(plan.upload.corrections),
        "kinds": {kind.value: plan.counts(kind) for kind in Kind},
        "amendments": [_amendment(outcome) for outcome in plan.outcomes],
    }
