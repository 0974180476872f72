"""See that every open item has somebody who can be reached, without waiting for the clock."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.management.base import BaseCommand
from recommendations.models import User
from recommendations.people.repairs import Checked, repair


class Command(BaseCommand):
    help = "Hand on what people hold who have left, and note who answers for those who are away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be put right; write nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, dry_run: bool, format: str, **_options: Any) -> None:  # noqa: A002
        done = repair(at=timezone.now(), dry_run=dry_run)
        if format == "json":
            result = {"repaired": dict(done.repaired), "nobody": done.nobody, "dry_run": dry_run}
            self.stdout.write(json.dumps(result))
        else:
            self._say(done)

    def _say(self, done: Checked) -> None:
        ids = {pk for fix in done.fixes for pk in (fix.person, fix.to) if pk is not None}
        names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
        for fix in done.fixes:
            to = names[fix.to] if fix.to is not None else _("nobody is left")
            self.stdout.write(f"{fix.item}: {fix.kind.label}: {names[fix.person]} → {to}")
        if not done.fixes:
            self.stdout.write(_("Every open recommendation has somebody who can be reached."))
        if done.nobody:
            words = ngettext(
                "%(count)s recommendation has nobody left to answer for it: give somebody the coordinator's role.",
                "%(count)s recommendations have nobody left to answer for them: give somebody the coordinator's role.",
                done.nobody,
            )
            self.stderr.write(words % {"count": done.nobody})
