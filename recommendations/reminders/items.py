"""Recommendations as the rules of reminding see them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recommendations import workflow
from recommendations.models import Recommendation, Reminder
from recommendations.reminders.rules import Due

PAGE = 5000
_COLUMNS = ("pk", "response", "due_on", "assigned_on", "decided_on", "owner_id", "alternate_id", "unit_id")


def pages(horizon: date) -> Iterator[list[Due]]:
    """Items that wait for a date up to the horizon, in pages of `PAGE`, so that memory does not grow with them.

    Each page is a query of its own: a cursor kept open while rows are written would hold SQLite to an old state.
    """
    waiting = Recommendation.objects.filter(due_on__lte=horizon).order_by("pk")
    last, size = 0, PAGE
    while size == PAGE:
        page = [_due(*row) for row in waiting.filter(pk__gt=last).values_list(*_COLUMNS)[:PAGE]]
        size = len(page)
        if page:
            last = page[-1].item
            yield page


def as_due(item: Recommendation) -> Due | None:
    """None for an item that waits for no date (any more)."""
    return _due(*(getattr(item, name) for name in _COLUMNS)) if item.due_on else None


def kind_of(item: Recommendation) -> str:
    """Which date the item waits for, if it waits for one."""
    return _kind(item.response)


def _kind(response: str) -> str:
    return (Reminder.Kind.RESPONSE if response in workflow.UNDECIDED else Reminder.Kind.TARGET).value


def _due(
    item: int,
    response: str,
    due_on: date,
    assigned_on: date | None,
    decided_on: date | None,
    owner: int | None,
    alternate: int | None,
    unit: int | None,
) -> Due:
    kind = _kind(response)
    if kind == Reminder.Kind.RESPONSE:
        return Due(item, kind, due_on, assigned_on, owner, alternate, unit)
    # A target date is somebody's to keep from the response on, or from the day they were given the item.
    since = max(filter(None, (assigned_on, decided_on)), default=None)
    return Due(item, kind, due_on, since, owner, alternate, unit)
