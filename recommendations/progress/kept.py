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
    CharField,
    Count,
    DateField,
    F,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate, TruncMonth

from recommendations import workflow
from recommendations.models import KeptCount, Recommendation, StatePeriod
from recommendations.models.compiled import Given, compiled_once
from recommendations.models.recommendation import STALE_AFTER, RecommendationQuerySet
from recommendations.permissions import WHOLE_SIGHT, Standing
from recommendations.progress.figures import Cells, Tally, stage_of
from recommendations.progress.figures import cells as cells_of
from recommendations.progress.leaves import BANDS, DUE_NEXT, DUE_SOON, Leaves, conditions, is_open, years_before
from recommendations.progress.trend import MONTHS, Series, by_months, month_of, months_before

PLAIN = ("alone", "slipped", "slipped_days", "dated", "in_time", "in_first_time")
# With its type: PostgreSQL takes a bare NULL in a union for a text.
_NO_DAY, _NO_UNIT, _NO_WORD = Cast(Value(None), DateField()), Cast(Value(None), BigIntegerField()), Value("")
# Days so long gone that no reader's today needs to tell them apart any more: time zones and a late `fold` leave a week.
_MARGIN = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Whose numbers of today are asked for: what a reader sees, of all units or of these, of all addressees or of one
    kind.
    """

    on: date
    units: Collection[int] | None = None
    addressee: str = ""
    reader: Standing = WHOLE_SIGHT


def cells(asked: Asked) -> tuple[Cells, int, Series]:
    """The cells of today, how many items have parts, and the states at the ends of months.

    One query, of which kept numbers are the most. Counted are items with parts, which are kept for all units together,
    as a parent belongs to none; and in a second query, if there is any, what a person sees outside the units they see
    all of.
    """
    found: dict[tuple[int | None, str], Tally] = defaultdict(Tally)
    parents, own, series = 0, 0, Series(asked.on)
    units = None if asked.units is None else frozenset(asked.units)
    reader = asked.reader.sight
    rows = _rows(reader, units, bool(asked.addressee), addressee=asked.addressee, **_days(asked.on))
    for what, month, until, unit, addressee, response, implementation, n in rows:
        cell = found[unit, addressee]
        match what:
            case "state":
                cell.stages[stage_of(response, implementation)] += n
                cell.responses[response] += n
            case "overdue":
                cell.overdue += n
            case "flow":
                series.add(month, stage_of(response, implementation), n, until=until)
            case "parent":
                parents += n
            case "own":
                own = n
            case _:
                cell.measures[what] += n
    if own:
        outside = Recommendation.objects.leaves().outside_units_of(reader)
        narrowed = _narrowed(outside, units, asked.addressee)
        for key, tally in cells_of(Leaves(narrowed, asked.on)).items():
            found[key].add(tally)
    return {key: tally for key, tally in found.items() if tally.leaves}, parents, series


def _days(on: date) -> dict[str, date]:
    """The days between which numbers are read. `month_…` is the month of issue of those that come to be so many years
    old this month, `after_month_…` the one after it, and `younger_…` the first day of issue of those who are not yet.
    """
    days = {
        "today": on,
        "not_soon": on + DUE_SOON + _DAY,
        "not_next": on + DUE_NEXT + _DAY,
        "silent": on - STALE_AFTER,
        "before_all": months_before(month_of(on), MONTHS + 1),
    }
    for band in BANDS[1:]:
        edge = years_before(on, band.first)
        days[f"month_{band.first}"] = month_of(edge)
        days[f"younger_{band.first}"] = edge + _DAY
        days[f"after_month_{band.first}"] = months_before(month_of(edge), -1)
    return days


def _by_day() -> Iterator[tuple[str, str, str | None, str | None]]:
    """What is read of the numbers kept by day: (measure, code, from that day on, before that day)."""
    yield "overdue", "due", None, "today"
    yield "soon", "due", "today", "not_soon"
    yield "quarter", "due", "today", "not_next"
    yield "stale", "told", None, "silent"
    # Ages come by the month of issue, but for the months in which one age ends and the next begins: these by the day.
    for band in BANDS:
        last, first = band.last, band.first
        yield (
            band.code, "age_month",
            f"after_month_{last}" if last else None, f"month_{first}" if first else None,
        )  # fmt: skip
        if first:
            yield band.code, "age", f"month_{first}", f"younger_{first}"
        if last:
            yield band.code, "age", f"younger_{last}", f"after_month_{last}"


@compiled_once(addressee=CharField(), **dict.fromkeys(_days(date(2000, 1, 1)), DateField()))
def _rows(
    reader: Standing, units: frozenset[int] | None, of_one_kind: bool, *, addressee: Given, **days: Given
) -> QuerySet[Any, Any]:
    """(what, month, until, unit, addressee, response, implementation, n). Months are told of all units together."""
    kind = addressee if of_one_kind else None
    kept = _narrowed(KeptCount.objects.order_by(), units, kind)
    # Of a month a person sees what was with those leaves that they see today.
    flows = kept if reader.sees_everything else kept.filter(unit_now__in=reader.sees_units)
    kept = kept if reader.sees_everything else kept.filter(unit__in=reader.sees_units)
    is_whole = reader.sees_everything and units is None and kind is None
    plain = kept.filter(code__in=["state", *PLAIN, *(["parent"] if is_whole else [])])
    states = ("response", "implementation")
    parts = [plain.values_list("code", _NO_DAY, _NO_DAY, "unit", "addressee_kind", *states).annotate(n=Sum("number"))]
    months = flows.filter(code="flow").annotate(month=Greatest("day", days["before_all"]))
    parts.append(_in_all("flow", months, Sum("number"), "month", _NO_DAY, *states))
    for measure, code, since, before in _by_day():
        by_day = kept.filter(code=code)
        by_day = by_day.filter(day__gte=days[since]) if since else by_day
        by_day = by_day.filter(day__lt=days[before]) if before else by_day
        what = (Value(measure), _NO_DAY, _NO_DAY, "unit", "addressee_kind", _NO_WORD, _NO_WORD)
        parts.append(by_day.values_list(*what).annotate(n=Sum("number")))
    if not is_whole:
        leaves = _narrowed(Recommendation.objects.leaves_visible_to(reader), units, kind)
        having_part = leaves.filter(parent__isnull=False)
        parts.append(_in_all("parent", having_part, Count("parent", distinct=True)))
    if not reader.sees_everything:
        parts += _outside(reader, units, kind, days)
    rows: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
    return rows


def _narrowed(rows: Any, units: Collection[int] | None, addressee: Any, item: str = "") -> Any:
    if units is not None:
        rows = rows.filter(unit__in=units)
    return rows.filter(**{f"{item}addressee_kind": addressee}) if addressee else rows


def _in_all(what: str, rows: QuerySet[Any], number: Aggregate, *columns: Any) -> Any:
    """Rows of all units together; `columns` are the month, the month it ends in and the states, if they have them."""
    month, until, response, implementation = columns or (_NO_DAY, _NO_DAY, _NO_WORD, _NO_WORD)
    kinds = rows.order_by().values_list(Value(what), month, until, _NO_UNIT, _NO_WORD, response, implementation)
    return kinds.annotate(n=number)


def _outside(reader: Standing, units: Collection[int] | None, kind: Given | None, days: Any) -> Iterator[Any]:
    """How much a person sees outside the units they see all of, and its months, with those of items with parts."""
    items = Recommendation.objects
    outside = items.outside_units_of(reader).order_by()
    yield _in_all("own", _narrowed(outside.leaves(), units, kind), Count("pk"))
    parts = items.leaves_visible_to(reader).filter(parent__isnull=False).order_by()
    parents = items.filter(is_leaf=False, pk__in=parts.values("parent")).exclude(unit__in=reader.sees_units)
    either = outside.values("pk").union(parents.order_by().values("pk"))
    periods = _narrowed(StatePeriod.objects.filter(recommendation__in=either), units, kind, "recommendation__")
    months = by_months(periods, on=days["today"], before_all=days["before_all"])
    yield _in_all("flow", months, Count("pk"), "month", "until", "response", "implementation")


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
