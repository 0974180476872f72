"""How many leaves stood at each stage at the end of each month, and when the open ones will be done at that pace."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.db.models import Case, Count, DateField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Greatest, TruncMonth

from recommendations.models import StatePeriod
from recommendations.models.period import StatePeriodQuerySet
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.progress.figures import ENDED_STAGES, stage_of
from recommendations.workflow import Implementation

MONTHS = 12


def month_of(day: date) -> date:
    return day.replace(day=1)


def months_before(month: date, number: int) -> date:
    """The first of the month so many months earlier (later, where the number is negative)."""
    place = month.year * 12 + month.month - 1 - number
    return date(place // 12, place % 12 + 1, 1)


@dataclass(frozen=True)
class MonthEnd:
    """Leaves by stage when the month was over; the last one is not over yet and stands as it stands today."""

    month: date
    stages: Mapping[str, int]
    is_over: bool = True

    @property
    def last_day(self) -> date:
        return months_before(self.month, -1) - timedelta(days=1)

    @property
    def leaves(self) -> int:
        return sum(self.stages.values())

    @property
    def open(self) -> int:
        return self.leaves - self.ended

    @property
    def ended(self) -> int:
        return sum(self.stages.get(stage, 0) for stage in ENDED_STAGES)

    @property
    def verified(self) -> int:
        return self.stages.get(Implementation.VERIFIED, 0)


@dataclass
class Series:
    """Changes of the numbers at each stage, by month; what came before the months shown is in the month before."""

    on: date
    _changes: dict[date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, month: date, stage: str, number: int, *, until: date | None = None) -> None:
        """So many more at that stage, from that month on; not any more from the month `until` on."""
        self._changes[month][stage] += number
        if until is not None:
            self._changes[until][stage] -= number

    def months(self) -> list[MonthEnd]:
        """The months since the first leaf, `MONTHS` and the running one at most; none without any leaf."""
        first = months_before(month_of(self.on), MONTHS)
        standing: Counter[str] = Counter()
        for month, changed in self._changes.items():
            if month < first:
                standing.update(changed)
        found: list[MonthEnd] = []
        for back in range(MONTHS, -1, -1):
            month = months_before(month_of(self.on), back)
            standing.update(self._changes.get(month, {}))
            if found or +standing:
                found.append(MonthEnd(month, dict(+standing), is_over=back > 0))
        return found


def series(items: RecommendationQuerySet, then: Q | None = None, *, on: date) -> Series:
    """One query: from the periods of these items, of those that fit `then` (whose it was then, for instance)."""
    found = Series(on)
    periods = StatePeriod.objects.filter(then or Q(), recommendation__in=items.order_by().values("pk"))
    before_all = Value(months_before(month_of(on), MONTHS + 1), DateField())
    counts = by_months(periods, on=Value(on, DateField()), before_all=before_all)
    counts = counts.values_list("month", "until", "response", "implementation")
    for month, until, response, implementation, n in counts.annotate(n=Count("pk")):
        found.add(month, stage_of(response, implementation), n, until=until)
    return found


def by_months(periods: StatePeriodQuerySet, *, on: Combinable, before_all: Combinable) -> QuerySet[Any, Any]:
    """With the `month` each begins in and the one it lasts `until`, None if it does not end until that day.

    All that came before the months of a series is in the month before, which is `before_all`.
    """

    def month_of_edge(edge: str) -> Greatest:
        return Greatest(Cast(TruncMonth(edge), DateField()), before_all)

    until = Case(When(ends_on__lte=on, then=month_of_edge("ends_on")))
    return periods.filter(begins_on__lte=on).order_by().annotate(month=month_of_edge("begins_on"), until=until)


# --- the forecast -------------------------------------------------------------------------------------------

FEWEST_MONTHS, FEWEST_ENDED = 3, 5
_TRIALS, _LONGEST = 200, 120


@dataclass(frozen=True)
class Forecast:
    """In how many months the open ones will have ended, if months go on as those seen did.

    Out of ten futures drawn from the months seen, one is over by `early` and nine are by `late`; `middle` lies between.
    None stands for more than ten years. `fan` is (early, middle, late) open after each month to come. Without enough
    to go by there is a reason in `why_not`: "history" or "pace".
    """

    open: int
    months_seen: int
    ended: int
    early: int | None = None
    middle: int | None = None
    late: int | None = None
    fan: Sequence[tuple[int, int, int]] = ()
    why_not: str = ""

    @property
    def a_month(self) -> float:
        return self.ended / self.months_seen if self.months_seen else 0.0


def forecast(months: Sequence[MonthEnd]) -> Forecast:
    """From the full months seen, each as likely to come again; nothing new is expected to come in."""
    full = months[:-1]
    done = [later.ended - earlier.ended for earlier, later in pairwise(full)]
    left, ended = (months[-1].open if months else 0), sum(done)
    if len(done) < FEWEST_MONTHS or sum(max(n, 0) for n in done) < FEWEST_ENDED:
        return Forecast(left, len(done), ended, why_not="history")
    if ended <= 0:
        return Forecast(left, len(done), ended, why_not="pace")
    early, middle, late, fan = _drawn(left, tuple(done))
    return Forecast(left, len(done), ended, early, middle, late, fan)


@lru_cache(maxsize=256)
def _drawn(
    left: int, done: tuple[int, ...]
) -> tuple[int | None, int | None, int | None, Sequence[tuple[int, int, int]]]:
    """(early, middle, late, fan) of a forecast: the same for the same numbers, so who reads them next waits less."""
    chance = random.Random(0)  # noqa: S311  the same picture for the same figures
    futures = sorted((_future(left, done, chance) for _ in range(_TRIALS)), key=len)
    early, middle, late = (futures[_TRIALS * tenth // 10] for tenth in (1, 5, 9))
    fan = []
    for month in range(min(len(late), 24)):
        standing = sorted(future[month] if month < len(future) else 0 for future in futures)
        fan.append((standing[_TRIALS // 10], standing[_TRIALS // 2], standing[_TRIALS * 9 // 10]))
    return _length(early), _length(middle), _length(late), tuple(fan)


def _length(future: Sequence[int]) -> int | None:
    return len(future) if len(future) < _LONGEST else None


def _future(left: int, done: Sequence[int], chance: random.Random) -> list[int]:
    """How many are still open after each month to come."""
    standing: list[int] = []
    for ended in chance.choices(done, k=_LONGEST):
        if left <= 0:
            break
        left = max(left - ended, 0)
        standing.append(left)
    return standing
