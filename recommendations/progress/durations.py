"""How long leaves stay at each stage, and how often more time was asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.models import Extension, StatePeriod
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.progress.figures import ENDED_STAGES, STAGES, stage_of
from recommendations.workflow import Words


@dataclass(frozen=True)
class Stay:
    """Stays at a stage, in days: those that are over, and those of the leaves that are there on the day.

    A leaf that was there twice stayed there twice. `median` and `mean` are None where nothing is over yet;
    `median_so_far` is None where nobody is there, and for stages at which a leaf rests.
    """

    code: str
    label: Words
    over: int
    median: float | None
    mean: float | None
    there: int
    median_so_far: float | None


def stays(items: RecommendationQuerySet, *, on: date) -> list[Stay]:
    """One query, memory flat. Stages that nobody was at are left out."""
    over: dict[str, Counter[int]] = defaultdict(Counter)
    there: dict[str, Counter[int]] = defaultdict(Counter)
    periods = StatePeriod.objects.filter(recommendation__in=items.order_by().values("pk"), begins_on__lte=on)
    rows = periods.order_by("recommendation", "seq").values_list(
        "recommendation_id", "begins_on", "ends_on", "response", "implementation"
    )
    leaf, stage, since, until = 0, "", on, None

    def leave() -> None:
        if leaf and until is not None and until <= on:
            over[stage][(until - since).days] += 1
        elif leaf:
            there[stage][(on - since).days] += 1

    for pk, begins, ends, response, implementation in rows.iterator():
        now = stage_of(response, implementation)
        if (pk, now) != (leaf, stage):
            leave()
            leaf, stage, since = pk, now, begins
        until = ends
    leave()
    return [
        Stay(code, label, over[code].total(), _median(over[code]), _mean(over[code]), there[code].total(),
             None if code in ENDED_STAGES else _median(there[code]))
        for code, label in STAGES.items()
        if over[code] or there[code]
    ]  # fmt: skip


def _median(days: Mapping[int, int]) -> float | None:
    """From how often each number of days occurs."""
    total = sum(days.values())
    if not total:
        return None
    return (_at(days, (total - 1) // 2) + _at(days, total // 2)) / 2


def _at(days: Mapping[int, int], place: int) -> int:
    for number in sorted(days):
        place -= days[number]
        if place < 0:
            return number
    raise IndexError(place)


def _mean(days: Mapping[int, int]) -> float | None:
    total = sum(days.values())
    return sum(number * n for number, n in days.items()) / total if total else None


# What became of a request for more time, in the codes of the list's filter "more_time".
OUTCOMES: dict[str, Words] = {
    "asked": _("Asked for"),
    "granted": _("Granted"),
    "refused": _("Refused"),
    "lapsed": _("Not needed any more"),
    "waiting": _("Waits for a decision"),
}


def requests_for_time(outcome: str, *, on: date) -> Q:
    """The requests made until the end of a day of which that had become then."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min), timezone.get_default_timezone())
    asked = Q(asked_at__lt=end)
    if outcome == "asked":
        return asked
    if outcome == "waiting":
        return asked & (Q(decided_at__isnull=True) | Q(decided_at__gte=end))
    return asked & Q(state=outcome, decided_at__lt=end)


@dataclass(frozen=True)
class Requests:
    """How many requests for more time, by how many recommendations."""

    outcome: str
    label: Words
    number: int
    items: int


@dataclass(frozen=True)
class MoreTime:
    """Requests for more time until the end of a day; `days` are those granted."""

    asked: Requests
    ended: Sequence[Requests]
    days: int

    @property
    def mean_days(self) -> float | None:
        granted = self.ended[0].number
        return self.days / granted if granted else None


def more_time(items: RecommendationQuerySet, *, on: date) -> MoreTime:
    """One query."""
    rows = Extension.objects.filter(recommendation__in=items.order_by().values("pk"))
    among = {outcome: requests_for_time(outcome, on=on) for outcome in OUTCOMES}
    numbers = {outcome: Count("pk", filter=which) for outcome, which in among.items()}
    of_items = {f"{o}_items": Count("recommendation", filter=which, distinct=True) for o, which in among.items()}
    days = Sum(F("new_target_on") - F("target_was_on"), filter=among["granted"])
    found = rows.aggregate(**numbers, **of_items, days=days)
    asked, *ended = (Requests(o, label, found[o], found[f"{o}_items"]) for o, label in OUTCOMES.items())
    granted: timedelta | None = found["days"]
    return MoreTime(asked, ended, granted.days if granted else 0)
