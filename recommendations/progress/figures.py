"""Counts of recommendations as plain values: by response and implementation, what is late, how old, how punctual.

Everything is counted from the leaves a person may see, in the same number of queries whatever their number. Whoever
calls hands in `Leaves`: of today (`Leaves(Recommendation.objects.leaves_visible_to(user), on)`) or of a past day
(`Leaves.as_at(Recommendation.objects.visible_to(user), on)`), their rows narrowed or not. The figures of both have one
shape; every number in them can be opened as a list (recommendations.filtersets has the same codes).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, Q, Sum, TextChoices

from recommendations import workflow
from recommendations.progress.leaves import (
    BANDS,
    DUE_NEXT,
    DUE_SOON,
    TOLD_BY_STATES,
    Leaves,
    conditions,
    due_conditions,
)
from recommendations.workflow import Computed, Implementation, Response, Words

__all__ = ["DUE_NEXT", "DUE_SOON", "STAGES", "Cells", "Figures", "Items", "Leaves", "Rate", "StateCount", "Tally"]

# Where a leaf stands, on one line from the first state to the last: a leaf is at exactly one of these stages.
STAGES: dict[str, Words] = {
    Response.PENDING: Response.PENDING.label,
    Response.UNDER_CONSIDERATION: Response.UNDER_CONSIDERATION.label,
    Implementation.NOT_STARTED: Implementation.NOT_STARTED.label,
    Implementation.IN_PROGRESS: Implementation.IN_PROGRESS.label,
    Implementation.REPORTED: Implementation.REPORTED.label,
    Implementation.VERIFIED: Implementation.VERIFIED.label,
    Implementation.CLOSED: Implementation.CLOSED.label,
    Response.NOT_ACCEPTED: Response.NOT_ACCEPTED.label,
}
ENDED_STAGES = (Implementation.VERIFIED, Implementation.CLOSED, Response.NOT_ACCEPTED)


def stage_of(response: str, implementation: str) -> str:
    """The stage of a leaf: its implementation once that has opened, until then its response."""
    return implementation or response


@dataclass(frozen=True)
class StateCount:
    """How many are in a state."""

    code: str
    label: Words
    count: int


@dataclass(frozen=True)
class Rate:
    """So many of so many; `percent` is None of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass
class Tally:
    """Leaves by stage and by response, how many of them are overdue, and the other `measures` by code.

    Measures are the codes of `leaves.conditions` (but `TOLD_BY_STATES`), `due_conditions` and `BANDS`, "alone"
    (nobody's part) and "slipped_days"; all of them can be added.
    """

    stages: Counter[str] = field(default_factory=Counter)
    overdue: int = 0
    responses: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.stages.update(other.stages)
        self.overdue += other.overdue
        self.responses.update(other.responses)
        self.measures.update(other.measures)

    @property
    def leaves(self) -> int:
        return self.stages.total()

    @property
    def open(self) -> int:
        return self.leaves - sum(self.stages[stage] for stage in ENDED_STAGES)

    @property
    def acceptance(self) -> Rate:
        """Accepted at least in part, of those decided."""
        return Rate(self.agreed, self.agreed + self.responses[Response.NOT_ACCEPTED])

    @property
    def implementation(self) -> Rate:
        """Verified, of those accepted at least in part."""
        return Rate(self.stages[Implementation.VERIFIED], self.agreed)

    @property
    def agreed(self) -> int:
        return sum(self.responses[state] for state in workflow.AGREED)


def sum_of(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


# Tallies by unit (an id, or None) and kind of addressee: the whole, units and addressees are added up from them.
Cells = Mapping[tuple[int | None, str], Tally]


def cells(leaves: Leaves) -> Cells:
    """One query."""
    return Breakdown(leaves, "unit", "addressee_kind").by("unit", "addressee_kind")


class Breakdown:
    """Tallies by several columns at once, from one query: they can be added up by any of them."""

    def __init__(self, leaves: Leaves, *columns: str, measured: bool = True) -> None:
        self._columns = columns
        self._tallies = list(tallies(leaves, *map(leaves.column, columns), measured=measured))

    def by(self, *columns: str) -> dict[Any, Tally]:
        """{values: tally}, or {value: tally} of one column."""
        values = itemgetter(*map(self._columns.index, columns))
        found: dict[Any, Tally] = defaultdict(Tally)
        for key, tally in self._tallies:
            found[values(key)].add(tally)
        return dict(found)


def tallies(leaves: Leaves, *keys: str, measured: bool = True) -> Iterable[tuple[tuple[Any, ...], Tally]]:
    """One query: tallies by these columns, several for each key; without the other measures if they are not wanted."""
    column = leaves.column
    measures = _measures(leaves) if measured else {}
    late = due_conditions(leaves.on, column)["overdue"]
    rows = leaves.rows.order_by().values_list(*keys, column("response"), column("implementation"))
    counts: dict[str, Any] = {code: Count("pk", filter=condition) for code, condition in measures.items()}
    if measured:
        slip = F(column("target_on")) - F(column("first_target_on"))
        counts["slipped_days"] = Sum(slip, filter=measures["slipped"])
    for row in rows.annotate(n=Count("pk"), overdue=Count("pk", filter=late), **counts):
        *key, response, implementation, n, overdue = row[: len(keys) + 4]
        numbers = dict(zip(counts, row[len(keys) + 4 :], strict=True))
        if measured:
            slipped = numbers["slipped_days"]
            numbers["slipped_days"] = slipped.days if isinstance(slipped, timedelta) else 0
        stages = Counter({stage_of(response, implementation): n})
        yield tuple(key), Tally(stages, overdue, Counter({response: n}), Counter(numbers))


def _measures(leaves: Leaves) -> dict[str, Q]:
    """What is counted besides states and what is overdue."""
    column, on = leaves.column, leaves.on
    counted = {
        **due_conditions(on, column),
        **conditions(on, column),
        **{band.code: band.among(on, column) for band in BANDS},
        "alone": Q(parent__isnull=True),
    }
    return {code: condition for code, condition in counted.items() if code not in ("overdue", *TOLD_BY_STATES)}


@dataclass(frozen=True)
class Items:
    """Lettered items: a parent once, by its computed states, and so is a leaf that is nobody's part."""

    number: int
    responses: Mapping[str, int] = field(default_factory=dict)
    implementations: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """The counts of one set of leaves on one day, today or past.

    `items` are lettered items; the lists of their states are empty where only their number is known. `due_next` (90
    days) includes `due_soon` (30 days). `claimed` wait for a verifier, `verified` have had one. `slipped_days` are the
    days of all `slipped` leaves together. `in_time` and `in_first_time` are of those verified that had a target date.
    `ages` are the open leaves by the years since their report was issued (`leaves.BANDS`).
    """

    on: date
    leaves: int
    items: int
    open: int
    overdue: int
    due_soon: int
    due_next: int
    stale: int
    claimed: int
    verified: int
    slipped: int
    slipped_days: int
    responses: list[StateCount]
    implementations: list[StateCount]
    item_responses: list[StateCount]
    item_implementations: list[StateCount]
    acceptance: Rate
    implementation: Rate
    in_time: Rate
    in_first_time: Rate
    ages: list[StateCount]
    stages: Mapping[str, int]

    @property
    def mean_slip(self) -> int | None:
        """By how many days the slipped ones have slipped, on average; None when none has."""
        return round(self.slipped_days / self.slipped) if self.slipped else None


def figures(leaves: Leaves) -> Figures:
    """Two queries."""
    return figures_of(sum_of(cells(leaves).values()), items_of(leaves), on=leaves.on)


def figures_of(tally: Tally, items: Items, *, on: date) -> Figures:
    measures = tally.measures
    return Figures(
        on=on,
        leaves=tally.leaves,
        items=items.number,
        open=tally.open,
        overdue=tally.overdue,
        due_soon=measures["soon"],
        due_next=measures["quarter"],
        stale=measures["stale"],
        claimed=tally.stages[Implementation.REPORTED],
        verified=tally.stages[Implementation.VERIFIED],
        slipped=measures["slipped"],
        slipped_days=measures["slipped_days"],
        responses=_counts(Response, tally.responses),
        implementations=_counts(Implementation, tally.stages),
        item_responses=_counts(Response, items.responses),
        item_implementations=_counts(Computed, items.implementations),
        acceptance=tally.acceptance,
        implementation=tally.implementation,
        in_time=Rate(measures["in_time"], measures["dated"]),
        in_first_time=Rate(measures["in_first_time"], measures["dated"]),
        ages=[StateCount(band.code, band.label, measures[band.code]) for band in BANDS],
        stages=tally.stages,
    )


def items_of(leaves: Leaves) -> Items:
    """One query, and the memory of all the parts: for what is narrowed, to a report for instance."""
    parts: dict[int, list[workflow.Leaf]] = defaultdict(list)
    responses: Counter[str] = Counter()
    implementations: Counter[str] = Counter()
    states = ("parent", leaves.column("response"), leaves.column("implementation"))
    counts = leaves.rows.order_by().values_list(*states).annotate(n=Count("pk"))
    for parent, response, implementation, n in counts.iterator():
        if parent is not None:
            parts[parent] += [workflow.Leaf("", response, implementation)] * n
            continue
        responses[response] += n
        implementations[_as_computed(implementation)] += n
    for children in parts.values():
        rolled = workflow.roll_up(children, on=leaves.on)
        responses[rolled.response] += 1
        implementations[rolled.implementation] += 1
    return Items(responses.total(), responses, implementations)


def _as_computed(implementation: str) -> str:
    """A lettered item without parts is counted beside parents, in their words: "reported" is still in progress."""
    match implementation:
        case Implementation.REPORTED:
            return Computed.IN_PROGRESS
        case Implementation.VERIFIED:
            return Computed.IMPLEMENTED
        case _:
            return implementation


def _counts(states: type[TextChoices], counted: Mapping[str, int]) -> list[StateCount]:
    return [StateCount(state, label, counted.get(state, 0)) for state, label in states.choices]
