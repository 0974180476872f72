"""The leaves that are counted, now or as they stood on a past day, and what is counted of them.

Each condition stands here once: the figures count by it and the lists behind the numbers are narrowed by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models.recommendation import STALE_AFTER, RecommendationQuerySet
from recommendations.workflow import Implementation, Response, Words

DUE_SOON, DUE_NEXT = timedelta(days=30), timedelta(days=90)

Column = Callable[[str], str]

# What is followed of a leaf and therefore differs from day to day; the rest is its place in the report.
_FOLLOWED = frozenset(
    {"unit", "unit_id", "owner", "owner_id", "owner__name", "alternate", "response", "implementation", "due_on",
     "target_on", "first_target_on", "last_update_on", "decided_on", "completed_on"}
)  # fmt: skip


def now(column: str) -> str:
    """A column as it is today."""
    return column


def then(column: str) -> str:
    """The same column of rows narrowed by `as_at`."""
    return f"stood__{column}" if column in _FOLLOWED else column


@dataclass(frozen=True)
class Leaves:
    """Leaves somebody may see, and the day they are counted for; `column` names their columns on that day."""

    rows: RecommendationQuerySet
    on: date
    column: Column = now

    @classmethod
    def as_at(cls, visible: RecommendationQuerySet, on: date) -> Leaves:
        """The leaves of a past day as they stood at its end. `visible` are all items the reader may see today, parents
        included: some of these were leaves then. Rights are those of today.
        """
        return cls(visible.as_at(on), on, then)


# --- what is counted ----------------------------------------------------------------------------------------


def at_stage(code: str, column: Column = now) -> Q:
    """The leaves at one of `figures.STAGES`."""
    if code in Response.values:
        return Q(**{column("response"): code, column("implementation"): workflow.NOT_OPENED})
    return Q(**{column("implementation"): code})


def is_open(column: Column = now) -> Q:
    """Still asking something of somebody: undecided, or agreed and not ended."""
    return Q(**{f"{column('response')}__in": workflow.UNDECIDED}) | Q(
        **{f"{column('implementation')}__in": workflow.OPEN}
    )


def due_conditions(on: date, column: Column = now) -> Mapping[str, Q]:
    """Late, or due soon: {code: condition} in the codes of the list's filter "due"."""
    due = column("due_on")
    return {
        "overdue": Q(**{f"{due}__lt": on}),
        "soon": Q(**{f"{due}__gte": on, f"{due}__lte": on + DUE_SOON}),
        "quarter": Q(**{f"{due}__gte": on, f"{due}__lte": on + DUE_NEXT}),
    }


def conditions(on: date, column: Column = now) -> Mapping[str, Q]:
    """What else is counted: {code: condition} in the codes of the list's filter "only".

    A leaf that has never had an update is stale from its decision on. "dated" are those whose promise can be judged:
    verified, with the day the work was done and the day it was promised for.
    """
    silent_since = on - STALE_AFTER
    verified = Q(**{column("implementation"): Implementation.VERIFIED})
    done, target, first = column("completed_on"), column("target_on"), column("first_target_on")
    told = column("last_update_on")
    response = f"{column('response')}__in"
    return {
        "open": is_open(column),
        "agreed": Q(**{response: workflow.AGREED}),
        "decided": Q(**{response: (*workflow.AGREED, Response.NOT_ACCEPTED)}),
        "verified": verified,
        "stale": Q(**{f"{column('implementation')}__in": workflow.TO_DO})
        & (
            Q(**{f"{told}__lt": silent_since})
            | Q(**{f"{told}__isnull": True, f"{column('decided_on')}__lt": silent_since})
        ),
        "slipped": Q(**{f"{first}__lt": F(target)}),
        "dated": verified & Q(**{f"{done}__isnull": False, f"{target}__isnull": False}),
        "in_time": verified & Q(**{f"{done}__lte": F(target)}),
        "in_first_time": verified & Q(**{f"{done}__lte": F(first)}),
    }


# What the states of a leaf tell by themselves: it is not counted beside them.
TOLD_BY_STATES = ("open", "agreed", "decided", "verified")
ONLY: tuple[tuple[str, Words], ...] = (
    ("open", _("Still open")),
    ("agreed", _("Accepted, at least in part")),
    ("decided", _("Decided")),
    ("verified", _("Verified")),
    ("stale", _("Without news for 100 days")),
    ("slipped", _("Moved behind the first target date")),
    ("dated", _("Verified, with a target date")),
    ("in_time", _("Done by the target date")),
    ("in_first_time", _("Done by the first target date")),
)


@dataclass(frozen=True)
class Band:
    """Open leaves by the years since their report was issued: `first` years are over, `last` (if any) are not."""

    code: str
    label: Words
    first: int
    last: int | None

    def among(self, on: date, column: Column = now) -> Q:
        """A report without a day of issue counts from the day (UTC) it was imported."""
        old = is_open(column)
        if self.first:
            old &= _issued_by(years_before(on, self.first))
        return old & _issued_after(years_before(on, self.last)) if self.last is not None else old


BANDS = (
    Band("under_1", _("Less than a year"), 0, 1),
    Band("under_2", _("One to two years"), 1, 2),
    Band("under_5", _("Two to five years"), 2, 5),
    Band("long", _("Five years and more"), 5, None),
)
BAND_BY_CODE = {band.code: band for band in BANDS}


def years_before(on: date, years: int) -> date:
    """The same day so many years earlier; 28 February where there is no 29th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _issued_by(day: date) -> Q:
    return Q(report__issued_on__lte=day) | Q(report__issued_on__isnull=True, report__imported_at__lt=_end(day))


def _issued_after(day: date) -> Q:
    return Q(report__issued_on__gt=day) | Q(report__issued_on__isnull=True, report__imported_at__gte=_end(day))


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)
