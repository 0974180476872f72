"""Plan and send what is due, without waiting for the clock."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations import outbox
from recommendations.management.base import BaseCommand
from recommendations.models import Recommendation, User
from recommendations.reminders import planner
from recommendations.tasks import WRITERS
from recommendations.workflow import Words

REASONS: dict[str, Words] = {
    "nobody_reachable": gettext_lazy("items for which nobody can be reached"),
    "told_tomorrow": gettext_lazy("reminders that wait for the next digest, because today's has left"),
    "nothing_due": gettext_lazy("mails whose items are not due any more"),
    "nothing_new": gettext_lazy("mails whose notices were read on the pages before"),
    "person_inactive": gettext_lazy("mails to people who have left"),
}


class Command(BaseCommand):
    help = "Plan and send the reminders that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=_date, metavar="YYYY-MM-DD", help="Act as if it were this day.")
        parser.add_argument("--dry-run", action="store_true", help="Say who would get what; write and send nothing.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, as_of: date | None, dry_run: bool, format: str, **_options: Any) -> None:  # noqa: A002
        now = timezone.now()
        if dry_run:
            foreseen = planner.foresee(now=now, as_of=as_of)
            result = _result(planned=len(foreseen.told), skipped=foreseen.skipped)
            if format == "text":
                self._say_who_gets_what(foreseen)
        else:
            planned = planner.plan(now=now, as_of=as_of)
            done = outbox.deliver_waiting(WRITERS)
            result = _result(planned.planned, planned.skipped + done.skipped, done)
            if done.put_back:
                self.stderr.write(_("The mail server did not take some mails; they are kept and tried again later."))
        if format == "json":
            self.stdout.write(json.dumps(result))
        else:
            self._say(result)

    def _say_who_gets_what(self, foreseen: planner.Foreseen) -> None:
        people = User.objects.in_bulk(list(foreseen.told))
        items = Recommendation.objects.select_related("report").in_bulk(
            {telling.item for tellings in foreseen.told.values() for telling in tellings}
        )
        for person_id, tellings in foreseen.told.items():
            person = people[person_id]
            self.stdout.write(f"{person.name} <{person.email}>")
            for telling in tellings:
                due = date_format(telling.due_on, "SHORT_DATE_FORMAT")
                self.stdout.write("  " + _("%(item)s, due %(due)s") % {"item": items[telling.item], "due": due})

    def _say(self, result: dict[str, Any]) -> None:
        self.stdout.write(
            _("Planned %(planned)s, sent %(sent)s, failed %(failed)s, uncertain %(uncertain)s, waiting %(waiting)s.")
            % result
        )
        for reason, count in result["skipped"].items():
            self.stdout.write(f"{count}: {REASONS.get(reason, reason)}")


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(_("“%(text)s” is not a date such as 2026-03-01") % {"text": text}) from fault
    if day.year == date.max.year:  # the calendar ends there, and planning looks some days ahead
        raise ArgumentTypeError(_("“%(text)s” is not a date such as 2026-03-01") % {"text": text})
    return day


def _result(planned: int, skipped: Counter[str], done: outbox.Delivered | None = None) -> dict[str, Any]:
    done = done or outbox.Delivered()
    return {
        "planned": planned,
        "sent": done.sent,
        "skipped": dict(skipped),
        "failed": done.failed,
        "uncertain": done.uncertain,
        "waiting": done.put_back,
    }
