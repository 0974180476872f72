"""Make one move on one recommendation, in somebody's name: the same verb as the pages."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from recommendations import tracking
from recommendations.management.base import BaseCommand
from recommendations.models import Recommendation, User
from recommendations.refusals import Refused
from recommendations.tracking.effects import OFFERED
from recommendations.tracking.moves import state_in_words
from recommendations.workflow import BY_CODE, Kind, Move


class Command(BaseCommand):
    help = "Make one move on one recommendation. What a move needs is given with --set, once for each value."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", help="The symbol, for example A/67/156.")
        parser.add_argument("reference", help="For example 81(c).")
        parser.add_argument("move", choices=[move.code for move in OFFERED])
        parser.add_argument("--by", metavar="EMAIL", required=True, help="In whose name it is made.")
        parser.add_argument("--set", metavar="FIELD=VALUE", action="append", default=[], dest="given")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        row = BY_CODE[options["move"]]
        given = _given(row, options["given"])
        by = User.objects.filter(email=options["by"].lower(), is_active=True).first()
        if by is None:
            raise CommandError(_("Nobody with the address %(email)s is known here.") % {"email": options["by"]})
        item = _item(by, options["report"], options["reference"])
        try:
            tracking.move(item, row.code, by=by, at=timezone.now(), given=given)
        except Refused as refused:
            raise CommandError("\n".join(_reasons(row, refused))) from refused
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(item, row), ensure_ascii=False))
        else:
            self.stdout.write(f"{item}: {row.done} {state_in_words(item)}")


def _given(row: Move, pairs: list[str]) -> MultiValueDict[str, Any]:
    """What was given, as a form sends it; a field named twice has two values, and people are named by their addresses.

    Raises CommandError (2) for wrong use.
    """
    given = MultiValueDict[str, Any]()
    known = [spec.name for spec in row.fields]
    people = {spec.name for spec in row.fields if spec.kind in {Kind.PERSON, Kind.PEOPLE}}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator or name not in known:
            wrong = _("“%(pair)s” gives no field of this move. Its fields are: %(fields)s.")
            raise CommandError(wrong % {"pair": pair, "fields": ", ".join(known)}, returncode=2)
        given.appendlist(name, _id_of(value) if name in people else value)
    return given


def _id_of(person: str) -> str:
    """The id behind an address; what is no address of anybody stays, and the form says that it cannot be chosen."""
    known = User.objects.filter(email=person.lower()).values_list("pk", flat=True).first() if "@" in person else None
    return person if known is None else str(known)


def _item(by: User, symbol: str, reference: str) -> Recommendation:
    items = Recommendation.objects.visible_to(by).select_related("report")
    item: Recommendation | None = items.filter(report__symbol=symbol, reference=reference).first()
    if item is None:
        missing = _("There is no recommendation %(reference)s of %(report)s that %(person)s may see.")
        raise CommandError(missing % {"reference": reference, "report": symbol, "person": by.name})
    return item


def _reasons(row: Move, refused: Refused) -> list[str]:
    """One line for each reason; a field by the name that --set takes."""
    labels = {spec.name: spec.label for spec in row.fields}
    fields = [
        f"{name} ({labels[name]}): {' '.join(words)}" if name in labels else " ".join(words)
        for name, words in refused.fields.items()
    ]
    return [*refused.reasons, *fields]


def _document(item: Recommendation, row: Move) -> dict[str, Any]:
    return {
        "report": item.report.symbol,
        "reference": item.reference,
        "move": row.code,
        "response": item.response,
        "implementation": item.implementation,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "version": item.version,
    }
