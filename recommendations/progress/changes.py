"""What changed between two days: from which stage to which, and what else was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from recommendations import workflow
from recommendations.progress.figures import stage_of
from recommendations.progress.leaves import Column, Leaves, now

NOT_THERE = "none"


def changed_since(column: Column = now) -> Q:
    """Another stage than in the period `was` (see RecommendationQuerySet.stood), or none then."""
    response, implementation = column("response"), column("implementation")
    decided_otherwise = Q(**{implementation: workflow.NOT_OPENED}) & ~Q(was__response=F(response))
    return Q(was__isnull=True) | ~Q(was__implementation=F(implementation)) | decided_otherwise


@dataclass(frozen=True)
class Changes:
    """Leaves of a day by the stage they stood at on an earlier one (or "none": not there yet) and the one of now.

    `flows` is {(before, after): leaves}, those that stand where they stood included.
    """

    since: date
    on: date
    flows: Mapping[tuple[str, str], int]

    @property
    def before(self) -> Mapping[str, int]:
        """How many stood at each stage on the earlier day, of the leaves that are there now."""
        return _sums((before, n) for (before, _after), n in self.flows.items())

    @property
    def after(self) -> Mapping[str, int]:
        return _sums((after, n) for (_before, after), n in self.flows.items())

    @property
    def moved(self) -> int:
        return sum(n for (before, after), n in self.flows.items() if before != after)

    @property
    def new(self) -> int:
        return sum(n for (before, _after), n in self.flows.items() if before == NOT_THERE)


def _sums(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for code, n in pairs:
        found[code] += n
    return found


def changes(leaves: Leaves, *, since: date) -> Changes:
    """One query."""
    states = ("was__response", "was__implementation", leaves.column("response"), leaves.column("implementation"))
    rows = leaves.rows.stood(since, name="was").order_by().values_list(*states).annotate(n=Count("pk"))
    flows: Counter[tuple[str, str]] = Counter()
    for was_response, was_implementation, response, implementation, n in rows:
        before = NOT_THERE if was_response is None else stage_of(was_response, was_implementation)
        flows[before, stage_of(response, implementation)] += n
    return Changes(since, leaves.on, flows)
