"""The figures of today read from numbers the database keeps, and little else counted besides.

They give the same `Cells` as counting every row does. What is kept knows units and kinds of addressees, not reports,
themes or owners: whatever is narrowed to one of these is few enough to be counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate, TruncMonth

from recommendations import workflow
from recommendations.models import KeptCount, Recommendation, StatePeriod
from recommendations.models.recommendation import STALE_AFTER, RecommendationQuerySet
from recommendations.progress.figures import Cells, Tally, stage_of
from recommendations.progress.figures import cells as cells_of
from recommendations.progress.leaves import BANDS, DUE_NEXT, DUE_SOON, Leaves, conditions, is_open, years_before
from recommendations.progress.trend import MONTHS, Series, by_months, month_of, months_before

PLAIN = ("alone", "slipped", "slipped_days", "dated", "in_time", "in_first_time")
# With its type: PostgreSQL takes a bare NULL in a union for a text.
_NO_DAY, _NO_UNIT, _NO_WORD = Cast(Value(None), DateField()), Cast(Value(None), BigIntegerField()), Value("")
# Days so long gone that no reader's today needs to tell them apart any more: time zones and a late `fold` leave a week.
_MARGIN = timedelta(days=7)


@dataclass(frozen=True)
class Part:
    """What somebody sees who does not see everything: all of these units, and items outside them.

    `leaves` are all they see; `outside` is what they have a part in themselves.
    """

    units: Collection[int]
    leaves: RecommendationQuerySet
    outside: RecommendationQuerySet


@dataclass(frozen=True)
class Asked:
    """Whose numbers of today are asked for: of all units or of these, of all addressees or of one kind."""

    on: date
    units: Collection[int] | None = None
    addressee: str = ""
    part: Part | None = None

    def narrowed(self, items: RecommendationQuerySet) -> RecommendationQuerySet:
        if self.units is not None:
            items = items.filter(unit__in=self.units)
        return items.filter(addressee_kind=self.addressee) if self.addressee else items

    @property
    def is_whole(self) -> bool:
        return self.units is None and not self.addressee and self.part is None


def cells(asked: Asked) -> tuple[Cells, int, Series]:
    """The cells of today, how many items have parts, and the states at the ends of months.

    One query, of which kept numbers are the most. Counted are items with parts, which are kept for all units together,
    as a parent belongs to none; and in a second query, if there is any, what a person sees outside the units they see
    all of.
    """
    found: dict[tuple[int | None, str], Tally] = defaultdict(Tally)
    parents, series = 0, Series(asked.on)
    own = 0
    for code, bucket, month, until, unit, addressee, response, implementation, n in _rows(asked):
        cell = found[unit, addressee]
        match code:
            case "state":
                cell.stages[stage_of(response, implementation)] += n
                cell.responses[response] += n
            case "parent":
                parents += n
            case "flow":
                series.add(month, stage_of(response, implementation), n, until=until)
            case "own":
                own = n
            case "due":
                _add_due(cell, bucket, n)
            case _:
                cell.measures[bucket] += n
    if asked.part is not None and own:
        for key, tally in cells_of(Leaves(asked.narrowed(asked.part.outside.leaves()), asked.on)).items():
            found[key].add(tally)
    return {key: tally for key, tally in found.items() if tally.leaves}, parents, series


def _add_due(cell: Tally, bucket: str, n: int) -> None:
    if bucket == "overdue":
        cell.overdue += n
        return
    cell.measures["quarter"] += n
    if bucket == "soon":
        cell.measures["soon"] += n


def _rows(asked: Asked) -> Any:
    on = asked.on
    since = months_before(month_of(on), MONTHS)
    edges = [years_before(on, band.first) for band in BANDS[:0:-1]]
    wanted = Q(code__in=["state", "flow", *PLAIN, *(["parent"] if asked.is_whole else [])])
    wanted |= Q(code="due", day__lte=on + DUE_NEXT) | Q(code="told", day__lt=on - STALE_AFTER)
    # Ages come by the month of issue, but for the months in which one age ends and the next begins: these by the day.
    wanted |= Q(code="age_month") & ~Q(day__in=[month_of(edge) for edge in edges])
    for edge in edges:
        wanted |= Q(code="age", day__gte=month_of(edge), day__lt=months_before(month_of(edge), -1))
    rows = KeptCount.objects.filter(wanted)
    if asked.units is not None:
        rows = rows.filter(unit__in=asked.units)
    if asked.addressee:
        rows = rows.filter(addressee_kind=asked.addressee)
    if asked.part is not None:
        # Of a month a person sees what was with those leaves that they see today.
        seen = asked.part.units
        rows = rows.filter(Q(code="flow", unit_now__in=seen) | ~Q(code="flow") & Q(unit__in=seen))
    bucket = Case(
        When(code="due", then=Case(
            When(day__lt=on, then=Value("overdue")), When(day__lte=on + DUE_SOON, then=Value("soon")),
            default=Value("quarter"),
        )),
        When(code="told", then=Value("stale")),
        When(code__in=["age", "age_month"], then=Case(
            *(When(day__lte=edge, then=Value(band.code)) for edge, band in zip(edges, BANDS[:0:-1], strict=True)),
            default=Value(BANDS[0].code),
        )),
        default=F("code"),
        output_field=CharField(),
    )  # fmt: skip
    # All that came before the first month shown is one sum.
    month = Case(
        When(code="flow", day__lt=since, then=Value(months_before(since, 1))), When(code="flow", then="day"),
        output_field=DateField(),
    )  # fmt: skip
    # Months are told of all units together.
    told_unit = Case(When(code="flow", then=None), default=F("unit"))
    told_kind = Case(When(code="flow", then=Value("")), default=F("addressee_kind"))
    kinds = ("code", "bucket", "month", _NO_DAY, "told_unit", "told_kind", "response", "implementation")
    told = rows.annotate(bucket=bucket, month=month, told_unit=told_unit, told_kind=told_kind)
    numbers = told.values_list(*kinds).annotate(n=Sum("number")).order_by()
    return numbers if asked.is_whole else numbers.union(_parents(asked), *_outside(asked), all=True)


def _beside(code: str, rows: QuerySet[Any], number: Aggregate, *columns: str) -> Any:
    """Counted rows with the columns of `_rows`, of which they have but the month, the month it ends in and states."""
    word = Value(code)
    month, until, response, implementation = columns or (_NO_DAY, _NO_DAY, _NO_WORD, _NO_WORD)
    kinds = rows.order_by().values_list(word, word, month, until, _NO_UNIT, _NO_WORD, response, implementation)
    return kinds.annotate(n=number)


def _parents(asked: Asked) -> Any:
    """One row: how many items have a part among what is asked for."""
    leaves = Recommendation.objects.leaves() if asked.part is None else asked.part.leaves
    parts = asked.narrowed(leaves).filter(parent__isnull=False)
    return _beside("parent", parts, Count("parent", distinct=True))


def _outside(asked: Asked) -> Iterator[Any]:
    """How much a person sees outside the units they see all of, and its months, with those of items with parts."""
    if asked.part is None:
        return
    yield _beside("own", asked.narrowed(asked.part.outside.leaves()), Count("pk"))
    parts = asked.part.leaves.filter(parent__isnull=False).order_by()
    parents = Recommendation.objects.filter(is_leaf=False, pk__in=parts.values("parent"))
    outside = asked.part.outside.order_by().values("pk")
    items = outside.union(parents.exclude(unit__in=asked.part.units).order_by().values("pk"))
    periods = StatePeriod.objects.filter(recommendation__in=items)
    if asked.units is not None:
        periods = periods.filter(unit__in=asked.units)
    if asked.addressee:
        periods = periods.filter(recommendation__addressee_kind=asked.addressee)
    states = ("month", "until", "response", "implementation")
    yield _beside("flow", by_months(periods, on=asked.on), Count("pk"), *states)


# --- keeping it small ----------------------------------------------------------------------------------------

_COLUMNS = ("code", "unit", "unit_now", "addressee_kind", "response", "implementation", "day")
# In one statement what is taken out is what is put in again, whatever is added meanwhile. Rows that are alone of their
# kind stay where they are: most are, and to write them anew each hour would double the table.
_FOLD = """
WITH folded AS (
    SELECT id, code, unit, unit_now, addressee_kind, response, implementation, day, number, CASE
        WHEN code = 'due' THEN greatest(day, %(due)s)
        WHEN code = 'told' THEN greatest(day, %(told)s)
        WHEN code = 'age' THEN greatest(day, %(age)s)
        WHEN code = 'age_month' THEN greatest(day, %(age_month)s)
        WHEN code = 'flow' THEN greatest(day, %(flow)s)
        ELSE day END AS later
    FROM recommendations_keptcount WHERE id <= %(last)s
), several AS (
    SELECT *, count(*) OVER (
        PARTITION BY code, unit, unit_now, addressee_kind, response, implementation, later
    ) AS n FROM folded
), gone AS (
    DELETE FROM recommendations_keptcount
    WHERE id IN (SELECT id FROM several WHERE n > 1 OR later IS DISTINCT FROM day)
    RETURNING id
)
INSERT INTO recommendations_keptcount (code, unit, unit_now, addressee_kind, response, implementation, day, number)
SELECT code, unit, unit_now, addressee_kind, response, implementation, later, sum(number)
FROM several WHERE id IN (SELECT id FROM gone) GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(number) <> 0
"""


def fold(*, on: date) -> int:
    """Add up what has come together; gives how many rows there are then. Safe to repeat and to do at any time.

    Days that are past for every reader become one: a due date of last year is as overdue as one of last month.
    """
    limit = on - _MARGIN
    long_ago = years_before(limit, BANDS[-1].first)
    horizons = {
        "due": limit - timedelta(days=1),
        "told": limit - STALE_AFTER - timedelta(days=1),
        "age": long_ago,
        "age_month": month_of(long_ago),
        "flow": months_before(month_of(limit), MONTHS + 1),
    }
    with transaction.atomic():
        last = KeptCount.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_FOLD, {"last": last, **horizons})
        else:  # one writer at a time
            old = KeptCount.objects.filter(pk__lte=last)
            folded: Counter[tuple[Any, ...]] = Counter()
            for *kinds, day, number in old.values_list(*_COLUMNS, "number"):
                horizon = horizons.get(kinds[0])
                folded[*kinds, max(day, horizon) if horizon and day else day] += number
            old.delete()
            _create(folded)
        return KeptCount.objects.count()


def _create(numbers: Counter[tuple[Any, ...]]) -> None:
    rows = (KeptCount(**dict(zip(_COLUMNS, kinds, strict=True)), number=n) for kinds, n in numbers.items() if n)
    KeptCount.objects.bulk_create(rows, batch_size=1000)


# --- counted again -------------------------------------------------------------------------------------------


def check(*, on: date) -> Iterator[tuple[str, int, int]]:
    """(what, kept, counted) for each code whose numbers are not those of the rows; days that may be folded are one."""
    kept: dict[tuple[Any, ...], int] = Counter()
    for *kinds, n in KeptCount.objects.values_list(*_COLUMNS).annotate(n=Sum("number")).order_by():
        kept[tuple(kinds)] += n
    counted = recount()
    long_ago = years_before(on, BANDS[-1].first)
    horizons = {"due": on, "told": on - STALE_AFTER, "age": long_ago, "age_month": month_of(long_ago),
                "flow": months_before(month_of(on), MONTHS)}  # fmt: skip

    def folded(numbers: dict[tuple[Any, ...], int]) -> Counter[tuple[Any, ...]]:
        found: Counter[tuple[Any, ...]] = Counter()
        for (code, *rest, day), n in numbers.items():
            horizon = horizons.get(code)
            found[code, *rest, max(day, horizon) if horizon and day else day] += n
        return found

    ours, theirs = folded(kept), folded(counted)
    wrong = {kinds[0] for kinds in {*ours, *theirs} if ours[kinds] != theirs[kinds]}
    for code in sorted(wrong):
        yield code, _of(ours, code), _of(theirs, code)


def _of(numbers: Counter[tuple[Any, ...]], code: str) -> int:
    return sum(n for kinds, n in numbers.items() if kinds[0] == code)


def rebuild() -> int:
    """Count everything again while nobody writes; gives how many rows there are then."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                tables = ", ".join(model._meta.db_table for model in (Recommendation, StatePeriod, KeptCount))
                cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
        KeptCount.objects.all().delete()
        _create(recount())
    return KeptCount.objects.count()


def recount() -> Counter[tuple[Any, ...]]:
    """Every number from the rows it counts, by the columns of KeptCount."""
    leaves, none = Recommendation.objects.leaves(), Value(None, output_field=DateField())
    plain = conditions(date.max)  # which of these depend on no day
    found: Counter[tuple[Any, ...]] = Counter()
    issued = Coalesce("report__issued_on", TruncDate("report__imported_at", tzinfo=UTC))
    to_do = leaves.filter(implementation__in=workflow.TO_DO)
    slipped = leaves.filter(plain["slipped"])
    by_day: dict[str, tuple[RecommendationQuerySet, Any]] = {
        "alone": (leaves.filter(parent__isnull=True), none),
        "parent": (Recommendation.objects.filter(is_leaf=False), none),
        "due": (leaves.filter(due_on__isnull=False), F("due_on")),
        "told": (to_do, Coalesce("last_update_on", "decided_on")),
        "age": (leaves.filter(is_open()), issued),
        "age_month": (leaves.filter(is_open()), TruncMonth(issued)),
        "slipped": (slipped, none),
        **{code: (leaves.filter(plain[code]), none) for code in ("dated", "in_time", "in_first_time")},
    }
    for code, (rows, day) in by_day.items():
        grouped = rows.order_by().annotate(day=day).values_list("unit", "addressee_kind", "day")
        for unit, addressee, on, n in grouped.annotate(n=Count("pk")):
            if on is not None or day is none:
                found[code, unit, None, addressee, "", "", on] += n
    for unit, addressee, response, implementation, n in (
        leaves.order_by().values_list("unit", "addressee_kind", "response", "implementation").annotate(n=Count("pk"))
    ):
        found["state", unit, None, addressee, response, implementation, None] += n
    for unit, addressee, days in slipped.values_list("unit", "addressee_kind", F("target_on") - F("first_target_on")):
        found["slipped_days", unit, None, addressee, "", "", None] += days.days
    for sign, edge in ((1, "begins_on"), (-1, "ends_on")):
        periods = StatePeriod.objects.filter(**{f"{edge}__isnull": False}).annotate(month=TruncMonth(edge)).order_by()
        leaf = ("recommendation__unit", "recommendation__addressee_kind")
        kinds = periods.values_list("unit", *leaf, "response", "implementation", "month").annotate(n=Count("pk"))
        for *key, n in kinds:
            found["flow", *key] += sign * n
    return Counter({kinds: n for kinds, n in found.items() if n})
