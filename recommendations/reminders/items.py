"""Recommendations as the rules of reminding see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from recommendations import workflow
from recommendations.models import Action, Extension, Recommendation, ReminderKind, RoundEntry
from recommendations.models.round import OUTSTANDING
from recommendations.reminders.cadence import Kind
from recommendations.reminders.rules import Dated, Facts, Stage
from recommendations.workflow import Implementation

PAGE = 50_000
_COLUMNS = (
    *("pk", "response", "implementation", "due_on", "assigned_on", "decided_on", "owner_id", "alternate_id"),
    *("unit_id", "last_update_on", "completed_on", "claimed_by_id"),
)
# Items that can ask something of somebody: undecided, with work to do, or waiting for a verifier.
_OPEN = Q(response__in=workflow.UNDECIDED) | Q(implementation__in=workflow.OPEN)

# Dates that hang on items by rows of their own: (pk of the item, the date), for the items of a condition.
Source = Callable[[Q], Iterable[tuple[int, Dated]]]


def pages(size: int = 0, *, units: Iterable[int] | None = None) -> Iterator[list[Facts]]:
    """Open items in pages of `size`, so that memory does not grow with them; a fixed number of queries for each.
    `units` narrows them to theirs.

    Each page is a query of its own: a cursor kept open while rows are written would hold SQLite to an old state.
    """
    waiting = Recommendation.objects.filter(_OPEN, is_leaf=True).order_by("pk")
    if units is not None:
        waiting = waiting.filter(unit__in=units)
    size = size or PAGE
    last, found = 0, size
    while found == size:
        page = list(waiting.filter(pk__gt=last).values_list(*_COLUMNS)[:size])
        found = len(page)
        if page:
            first, last = page[0][0], page[-1][0]
            of_the_page = Q(recommendation__gte=first, recommendation__lte=last)
            yield _facts(page, *_beside(of_the_page, SOURCES.values()))


def facts_of(items: Iterable[Recommendation], kinds: Collection[str], *, contributors: bool = True) -> dict[int, Facts]:
    """The facts of items already read, as far as they are open, by id. What only other kinds need is not asked for:
    an item's own dates are in its row.
    """
    page = [tuple(getattr(item, name) for name in _COLUMNS) for item in items if is_open(item)]
    sources = [source for kind, source in SOURCES.items() if kind in kinds]
    of_these = Q(recommendation__in=[row[0] for row in page])
    return {facts.item: facts for facts in _facts(page, *_beside(of_these, sources, contributors=contributors))}


def is_open(item: Recommendation) -> bool:
    return item.response in workflow.UNDECIDED or item.implementation in workflow.OPEN


def kind_of(item: Recommendation) -> str:
    """Which date the item waits for, if it waits for one."""
    return (ReminderKind.RESPONSE if item.response in workflow.UNDECIDED else ReminderKind.TARGET).value


def _beside(
    of_these: Q, sources: Iterable[Source], *, contributors: bool = True
) -> tuple[Mapping[int, list[int]], Mapping[int, list[Dated]]]:
    """What is stored in rows of their own: contributors and dates, by item."""
    dates: dict[int, list[Dated]] = defaultdict(list)
    for source in sources:
        for item, dated in source(of_these):
            dates[item].append(dated)
    helpers: dict[int, list[int]] = defaultdict(list)
    rows = Recommendation.contributors.through.objects.filter(of_these).order_by("pk")
    for item, person in rows.values_list("recommendation", "user") if contributors else ():
        helpers[item].append(person)
    return helpers, dates


def _facts(
    page: Iterable[tuple[Any, ...]], contributors: Mapping[int, list[int]], dates: Mapping[int, list[Dated]]
) -> list[Facts]:
    found = []
    for row in page:
        more = (tuple(contributors.get(row[0], ())), tuple(dates.get(row[0], ())))
        found.append(_one(row, more))
    return found


def _one(row: tuple[Any, ...], more: tuple[tuple[int, ...], tuple[Dated, ...]]) -> Facts:
    """A row of `_COLUMNS`, and what stands beside it."""
    item, response, implementation, due_on, assigned_on, decided_on, owner, alternate, unit, *dates = row
    updated_on, completed_on, claimant = dates
    if response in workflow.UNDECIDED:
        return Facts(item, Stage.UNDECIDED, due_on, assigned_on, owner, alternate, unit, None, None, None, *more)
    updated_on = max(filter(None, (updated_on, decided_on)), default=None)
    if implementation == Implementation.REPORTED:
        return Facts(
            item, Stage.REPORTED, None, None, owner, alternate, unit, updated_on, completed_on, claimant, *more
        )
    # A target date is somebody's to keep from the response on, or from the day they were given the item.
    since = max(filter(None, (assigned_on, decided_on)), default=None)
    return Facts(item, Stage.TO_DO, due_on, since, owner, alternate, unit, updated_on, None, None, *more)


# --- sources -------------------------------------------------------------------------------------------------


def _actions(of_the_page: Q) -> Iterator[tuple[int, Dated]]:
    rows = Action.objects.open().filter(of_the_page).order_by("pk")
    for item, due_on, owner in rows.values_list("recommendation", "due_on", "owner"):
        yield item, Dated(Kind.ACTION, due_on, owner)


def _extensions(of_the_page: Q) -> Iterator[tuple[int, Dated]]:
    """The first extension is the unit head's to decide; once one was granted, the others are senior management's."""
    granted = Extension.objects.granted().filter(recommendation=OuterRef("recommendation"))
    rows = Extension.objects.asked().filter(of_the_page).annotate(extended=Exists(granted)).order_by("pk")
    for item, asked_at, extended in rows.values_list("recommendation", "asked_at", "extended"):
        yield item, Dated(Kind.EXTENSION, _day(asked_at), senior=extended)


def _rounds(of_the_page: Q) -> Iterator[tuple[int, Dated]]:
    """What an open round still waits for."""
    rows = RoundEntry.objects.filter(of_the_page, round__closed_at__isnull=True).standing(*OUTSTANDING)
    for item, due_on in rows.order_by("pk").values_list("recommendation", "round__due_on"):
        yield item, Dated(Kind.ROUND, due_on)


def _day(at: datetime) -> date:
    """The day at the office, which is the same for everybody who may decide."""
    return timezone.localdate(at, timezone.get_default_timezone())


SOURCES: Mapping[Kind, Source] = {Kind.ACTION: _actions, Kind.EXTENSION: _extensions, Kind.ROUND: _rounds}
