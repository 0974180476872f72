"""Pages of a long list by the place of their first and last row, so that the thousandth costs what the first does.

A cursor is the sort key of a row, written as text ("3~17", "2026-03-31~55"). Rows added or removed elsewhere do not
shift a page, because no row is counted to find it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row", bound=Model)

PAGE_SIZE = 50
_LARGEST = 2**63 - 1
_BETWEEN = "~"


def whole_number(text: str) -> int:
    """Raises ValueError for what is no number a database column holds."""
    number = int(text)
    if not 0 <= number <= _LARGEST:
        raise ValueError(text)
    return number


def moment(text: str) -> datetime:
    """Raises ValueError for what is no instant, or none that a database column holds."""
    read = datetime.fromisoformat(text)
    try:
        at = read.astimezone(UTC)
    except OverflowError as fault:
        raise ValueError(text) from fault
    if read.tzinfo is None:
        raise ValueError(text)
    return at


def words(text: str) -> str:
    """Raises ValueError for what no column of text holds."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(text)
    return text


@dataclass(frozen=True)
class Column:
    """A column of the sort key: never null. `read` makes a value of its text or raises ValueError."""

    name: str
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows in order. `next` and `previous` are cursors for `after` and `before`; "" at either end."""

    rows: Sequence[Row]
    next: str
    previous: str


class _Key(Func):
    """Several values compared as one, first by the first: (a, b). An index on them serves the comparison."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


@dataclass(frozen=True)
class Order:
    """An order by columns that together are unique: all of them ascending, or all descending."""

    columns: tuple[Column, ...]
    descending: bool = False

    def page(self, rows: QuerySet[Row], *, after: str = "", before: str = "", size: int = PAGE_SIZE) -> Page[Row]:
        """The page after or before a cursor; the first one without, or with a cursor nobody could have been given.

        One query; a second one only when the rows beyond the cursor have gone meanwhile.
        """
        if place := self._read(after):
            if found := self._beyond(rows, place, size + 1):
                return self._page(found[:size], more_before=True, more_after=len(found) > size)
        elif (place := self._read(before)) and (found := self._beyond(rows, place, size + 1, backwards=True)):
            return self._page(found[:size][::-1], more_before=len(found) > size, more_after=True)
        found = list(self._ordered(rows, descending=self.descending)[: size + 1])
        return self._page(found[:size], more_before=False, more_after=len(found) > size)

    def cursor(self, row: Model) -> str:
        return _BETWEEN.join(str(getattr(row, column.name)) for column in self.columns)

    def _read(self, cursor: str) -> list[Any] | None:
        parts = cursor.rsplit(_BETWEEN, len(self.columns) - 1)  # the first column may be any text
        if len(parts) != len(self.columns):
            return None
        try:
            return [column.read(part) for column, part in zip(self.columns, parts, strict=True)]
        except ValueError:
            return None

    def _beyond(self, rows: QuerySet[Row], place: Sequence[Any], limit: int, *, backwards: bool = False) -> list[Row]:
        """The rows nearest to the place on one side of it, nearest first."""
        descending = self.descending != backwards
        comparison = LessThan if descending else GreaterThan
        columns, values = _Key(*(F(column.name) for column in self.columns)), _Key(*map(Value, place))
        return list(self._ordered(rows, descending=descending).filter(comparison(columns, values))[:limit])

    def _ordered(self, rows: QuerySet[Row], *, descending: bool) -> QuerySet[Row]:
        return rows.order_by(*(f"-{column.name}" if descending else column.name for column in self.columns))

    def _page(self, rows: Sequence[Row], *, more_before: bool, more_after: bool) -> Page[Row]:
        return Page(
            rows,
            next=self.cursor(rows[-1]) if more_after else "",
            previous=self.cursor(rows[0]) if more_before else "",
        )


IN_REPORT_ORDER = Order((Column("report_id", whole_number), Column("position", whole_number)))
BY_DUE_DATE = Order((Column("due_on", date.fromisoformat), Column("pk", whole_number)))
NEWEST_FIRST = Order((Column("imported_at", moment), Column("pk", whole_number)), descending=True)
LATEST_DUE_FIRST = Order((Column("due_at", moment), Column("pk", whole_number)), descending=True)
NEWEST_JOB_FIRST = Order((Column("created_at", moment), Column("pk", whole_number)), descending=True)
BY_NAME = Order((Column("name", words), Column("pk", whole_number)))
LATEST_FIRST = Order((Column("at", moment), Column("pk", whole_number)), descending=True)
BY_ROW = Order((Column("row", whole_number),))
NEWEST_ROW_FIRST = Order((Column("pk", whole_number),), descending=True)
