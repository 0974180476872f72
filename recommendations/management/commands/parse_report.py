"""Read a report's file and show what would be imported. Touches no database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from recommendations.importing.amended import amendment_words
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.readers import ReportRefusedError
from recommendations.importing.upload import Upload, read_upload
from recommendations.importing.wording import refusal_words, warning_words
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.management.base import BaseCommand


def content_of(path: str) -> bytes:
    """The bytes of a file; raises CommandError with reason and remedy."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        message = _("The file %(path)s cannot be read: %(reason)s.") % {"path": path, "reason": error.strerror}
        raise CommandError(f"{message} {_('Check its name and that you may read it.')}", returncode=1) from error


def uploaded_file(path: str, language: str | None) -> Upload:
    """The file with the report in it; raises CommandError with reason and remedy."""
    content = content_of(path)
    try:
        return read_upload(Path(path).name, content, language)
    except ReportRefusedError as error:
        raise CommandError(" ".join(refusal_words(error)), returncode=1) from error


class Command(BaseCommand):
    help = "Read a report's file and show what is in it. Touches no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--language", choices=sorted(LEXICONS), help="Recognised from the text if not given.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        report = uploaded_file(options["file"], options["language"]).parsed
        if options["format"] == "json":
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
        else:
            self._show(report)

    def _show(self, report: ParsedReport) -> None:
        document = report.document
        self.stdout.write(f"{document.symbol or _('(no symbol in the file)')}  {document.title}")
        found = _("%(paragraphs)d paragraphs, %(recommendations)d recommendations, %(footnotes)d footnotes")
        counts = {name: len(getattr(report, name)) for name in ("paragraphs", "recommendations", "footnotes")}
        if not report.amendments:  # a corrigendum has no parts of its own
            self.stdout.write(found % counts)
        for recommendation in report.recommendations:
            heading = f"  [{recommendation.heading}]" if recommendation.heading else ""
            self.stdout.write(f"  {recommendation.ref:<14} {recommendation.text[:70]}{heading}")
        for amendment in report.amendments:
            self.stdout.write(f"  {amendment_words(amendment)}")
        for aside in report.unread:
            self.stdout.write(_("Line %(line)d was not read: %(text)s") % {"line": aside.line, "text": aside.text})
        for warning in report.warnings:
            self.stdout.write(_("Warning: %(message)s") % {"message": warning_words(warning)})
