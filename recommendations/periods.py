"""The periods of leaves: written with each history entry that changes something followed, and made again from them.

`follow` and `begin` are called by the writers of the history and by nobody else. `follow` and `replay` go through the
same steps, and `begin` writes what they would for the first entry of an item, so that what is written day by day and
what is made again from the whole history are the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from recommendations import bulk
from recommendations.models import HistoryEntry, Recommendation, StatePeriod

BATCH = 1000
_FIELDS: dict[str, models.Field[Any, Any]] = {
    name: StatePeriod._meta.get_field(name.removesuffix("_id"))  # type: ignore[misc]  # none of them is a relation to many
    for name in (
        "unit_id", "owner_id", "alternate_id", "response", "response_due_on", "decided_on", "implementation",
        "target_on", "first_target_on", "percent_done", "last_update_on", "completed_on", "verified_on", "closed_on",
        "closing_reason",
    )
}  # fmt: skip
# Changed once, from true, when a new edition splits a leaf into parts: it carries no states any more.
_SPLIT = "is_leaf"
# Entries written before the history followed the day of the last update tell it in what was given.
_UPDATES = frozenset({"start", "update", "submit_draft"})


def follow(entries: Sequence[HistoryEntry], lasting: Mapping[int, StatePeriod]) -> None:
    """Begin the periods that these entries, just written, begin. Entries of one item stand in their order; `lasting`
    are the open periods of their items, by the item's id, as `read_lasting` gives them.

    One statement for each thousand periods ended or begun; none when nothing followed was changed.
    """
    last = dict(lasting)
    ended, begun = [], []
    for entry in filter(_tells, entries):
        before = last.pop(entry.recommendation_id, None)
        if entry.seq == 1 and not entry.recommendation.is_leaf:
            continue
        after = _next(before, entry)
        if before is not None and before is lasting.get(entry.recommendation_id):
            ended.append(before)
        if after is not None:
            begun.append(after)
            last[entry.recommendation_id] = after
    # The stored ones come first: of each leaf one period is open at a time, with every row that is written.
    StatePeriod.objects.bulk_create(
        [*ended, *begun],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["recommendation", "seq"],
        update_fields=["ends_at", "ends_on"],
    )


def begin(leaves: Iterable[tuple[int, Mapping[str, Sequence[Any]]]], *, at: datetime) -> None:
    """The first periods of leaves that were just stored, each with what its first entry says has changed."""
    empty = StatePeriod()
    bare = tuple(getattr(empty, name) for name in _FIELDS)
    on = day_of(at)

    def row(pk: int, changes: Mapping[str, Sequence[Any]]) -> bulk.Row:
        if _FIELDS.keys().isdisjoint(changes):
            return (pk, 1, at, on, *bare)
        values = zip(_FIELDS.items(), bare, strict=True)
        return (
            *(pk, 1, at, on),
            *(field.to_python(changes[name][1]) if name in changes else value for (name, field), value in values),
        )

    names = ("recommendation_id", "seq", "begins_at", "begins_on", *_FIELDS)
    bulk.insert(StatePeriod, names, (row(pk, changes) for pk, changes in leaves))


def with_lasting(items: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """The items with what `read_lasting` reads."""
    return items.annotate(lasting=models.FilteredRelation("periods", condition=models.Q(periods__ends_at__isnull=True)))


_STORED = ("seq", "begins_at", "begins_on", *_FIELDS)
LASTING = tuple(f"lasting__{name}" for name in _STORED)


def read_lasting(item_id: int, values: Sequence[Any]) -> StatePeriod | None:
    """The open period from the values of `LASTING`; None for an item that has none."""
    if values[0] is None:
        return None
    return StatePeriod(recommendation_id=item_id, **dict(zip(_STORED, values, strict=True)))


def _tells(entry: HistoryEntry) -> bool:
    """Whether a period begins or ends with the entry."""
    return entry.seq == 1 or _SPLIT in entry.changes or not _FIELDS.keys().isdisjoint(entry.changes) or _told_on(entry)


def _told_on(entry: HistoryEntry) -> bool:
    return "last_update_on" not in entry.changes and entry.action in _UPDATES and bool(entry.given.get("reported_on"))


def _next(before: StatePeriod | None, entry: HistoryEntry) -> StatePeriod | None:
    """The period that the entry begins, None for a leaf that is none any more; ends the one before.

    Clocks of two machines differ: no entry begins its period before the one it comes after.
    """
    at = entry.at if before is None else max(entry.at, before.begins_at)
    values: dict[str, Any] = {}
    if before is not None:
        before.ends_at, before.ends_on = at, day_of(at)
        values = {name: getattr(before, name) for name in _FIELDS}
    if _SPLIT in entry.changes:
        return None
    values |= {
        name: field.to_python(entry.changes[name][1]) for name, field in _FIELDS.items() if name in entry.changes
    }
    if _told_on(entry):
        told = date.fromisoformat(entry.given["reported_on"])
        values["last_update_on"] = max(filter(None, (values.get("last_update_on"), told)))
    return StatePeriod(
        recommendation_id=entry.recommendation_id, seq=entry.seq, begins_at=at, begins_on=day_of(at), **values
    )


def day_of(at: datetime) -> date:
    """The day an instant falls on where the installation is, whoever reads."""
    return timezone.localdate(at, timezone.get_default_timezone())


# --- from the whole history ---------------------------------------------------------------------------------


def replay(entries: Iterable[HistoryEntry], *, is_leaf: bool) -> list[StatePeriod]:
    """The periods of one item from its entries in order; `is_leaf` is what it is today."""
    chain = list(entries)
    if not is_leaf and not any(_SPLIT in entry.changes for entry in chain):
        return []
    periods: list[StatePeriod] = []
    last: StatePeriod | None = None
    for entry in filter(_tells, chain):
        last = _next(last, entry)
        if last is not None:
            periods.append(last)
    return periods


@dataclass(frozen=True)
class Fault:
    """An item whose periods are not what its history says ("periods"), or that stands otherwise itself ("states")."""

    reference: str
    why: str


def check() -> Iterator[Fault]:
    """Compare every item's periods with its history, and the last one with the item itself; memory stays flat."""
    for items, replayed in _chunks():
        stored: dict[int, list[StatePeriod]] = defaultdict(list)
        for period in StatePeriod.objects.filter(recommendation__in=items).order_by("recommendation", "seq"):
            stored[period.recommendation_id].append(period)
        for pk, item in items.items():
            if [_row(period) for period in stored[pk]] != [_row(period) for period in replayed[pk]]:
                yield Fault(str(item), "periods")
            elif item.is_leaf and stored[pk] and not _stands(item, stored[pk][-1]):
                yield Fault(str(item), "states")


def rebuild() -> int:
    """Make the periods of every item again from its history; gives how many there are.

    A thousand items at a time are locked and done, so that work goes on meanwhile.
    """
    made = 0
    for items in _ids():
        with transaction.atomic():
            list(Recommendation.objects.filter(pk__in=items).order_by("pk").select_for_update().values_list("pk"))
            known, replayed = _replayed(items)
            StatePeriod.objects.filter(recommendation__in=known).delete()
            made += len(StatePeriod.objects.bulk_create(row for rows in replayed.values() for row in rows))
    return made


def _ids() -> Iterator[list[int]]:
    last = 0
    pks = Recommendation.objects.order_by("pk").values_list("pk", flat=True)
    while found := list(pks.filter(pk__gt=last)[:BATCH]):
        yield found
        last = found[-1]


def _chunks() -> Iterator[tuple[dict[int, Recommendation], dict[int, list[StatePeriod]]]]:
    for ids in _ids():
        yield _replayed(ids)


def _replayed(ids: Sequence[int]) -> tuple[dict[int, Recommendation], dict[int, list[StatePeriod]]]:
    """Items and their periods as the history tells them, by id."""
    items = Recommendation.objects.select_related("report").in_bulk(ids)
    entries = HistoryEntry.objects.filter(recommendation__in=ids).order_by("recommendation", "seq")
    told: dict[int, list[StatePeriod]] = {pk: [] for pk in items}
    for pk, chain in groupby(entries, key=attrgetter("recommendation_id")):
        told[pk] = replay(chain, is_leaf=items[pk].is_leaf)
    return items, told


def _row(period: StatePeriod) -> tuple[Any, ...]:
    names = ("seq", "begins_at", "ends_at", "begins_on", "ends_on", *_FIELDS)
    return tuple(getattr(period, name) for name in names)


def _stands(item: Recommendation, period: StatePeriod) -> bool:
    return all(getattr(item, name) == getattr(period, name) for name in _FIELDS)
