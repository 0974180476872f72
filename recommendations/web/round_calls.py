"""What open reporting rounds ask of a person, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from recommendations.models import ReportingRound, RoundEntry, User
from recommendations.models.round import OUTSTANDING, Stand


@dataclass
class Call:
    """An open round with how many updates it still wants of the person, and how many wait for their review."""

    round: ReportingRound
    missing: int = 0
    to_review: int = 0


def calls(user: User, on: date) -> list[Call]:
    """Those that want anything, the earliest due first; two queries."""
    person = user.standing(on)
    theirs = Q(recommendation__owner=user) | Q(recommendation__alternate=user)
    reviewed = Q(stand=Stand.ANSWERED, recommendation__unit__in=person.headed)
    waiting = RoundEntry.objects.with_stand().filter(
        Q(round__closed_at__isnull=True) & (Q(stand__in=OUTSTANDING) & theirs | reviewed)
    )
    found: dict[int, Call] = {}
    names = ["round", "stand"]
    counted = list(waiting.order_by().values_list(*names).annotate(n=Count("pk")))
    rounds = ReportingRound.objects.in_bulk({pk for pk, _stand, _n in counted}) if counted else {}
    for pk, stand, n in counted:
        call = found.setdefault(pk, Call(rounds[pk]))
        if stand == Stand.ANSWERED:
            call.to_review += n
        else:
            call.missing += n
    return sorted(found.values(), key=lambda call: (call.round.due_on, call.round.pk))
