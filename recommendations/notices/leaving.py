"""Leaving notices: one for each person an act concerns, in the transaction of the act, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, QuerySet, Value
from django.utils import timezone

from recommendations import permissions
from recommendations.models import Absence, HistoryEntry, Membership, Notice, Recommendation, Unit, Watch
from recommendations.models.compiled import Several, compiled_once
from recommendations.notices.table import WHOM, Cause, Row
from recommendations.permissions import Role, Standing
from recommendations.workflow import Move, Who

# Of several causes the first of these is told.
_FIRST = (Cause.ASSIGNED, Cause.ASKED, Cause.RETURNED, Cause.MENTIONED, Cause.CONCERNED, Cause.WATCHED)
_BY_RELATION = (Who.OWNER, Who.ALTERNATE, Who.UNIT_HEAD, Who.CONTRIBUTOR)


def leave(entries: Sequence[HistoryEntry], *, tells: Mapping[int, Cause] | None = None) -> int:
    """Tell of acts, all of one person at one moment, whomever they concern. Returns how many notices were left.

    Each entry comes with its item as the act left it. `tells` are people the verb names itself, by id. Nobody is told
    of an own act, nor of an item they do not see.
    """
    acts = [(entry, WHOM.get(entry.action, Row())) for entry in entries]
    acts = [(entry, row) for entry, row in acts if row.told or row.asks or row.watched or tells]
    if not acts:
        return 0
    around = _load(acts, tells or {}, timezone.localdate(acts[0][0].at))
    notices = [
        Notice(to_id=person, cause=cause, recommendation=entry.recommendation, entry=entry, at=entry.at)
        for entry, row in acts
        for person, cause in sorted(_causes(entry, row, tells or {}, around).items())
    ]
    Notice.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)
    return len(notices)


@dataclass
class _Around:
    """The people around some items: who watches and contributes to each, who holds which role where, and who stands in
    for those who are away.
    """

    standings: dict[int, Standing] = field(default_factory=dict)
    watchers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    contributors: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    holders: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    above: dict[int, int | None] = field(default_factory=dict)
    stand_ins: dict[int, int] = field(default_factory=dict)

    def up_from(self, unit: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            yield unit
            seen.add(unit)
            unit = self.above.get(unit)

    def person(self, person: int, item: Recommendation) -> Standing | None:
        """Their standing where this item is concerned; None for somebody who has left."""
        standing = self.standings.get(person)
        if standing is not None and person in self.contributors[item.pk]:
            return replace(standing, contributes_to=frozenset({item.pk}))
        return standing


def _causes(entry: HistoryEntry, row: Row, tells: Mapping[int, Cause], around: _Around) -> dict[int, Cause]:
    item = entry.recommendation
    found: dict[int, Cause] = {}
    for somebody, cause in _all_causes(entry, row, tells, around):
        for person in {somebody, around.stand_ins.get(somebody, somebody)} - {entry.by_id}:
            if person not in found or _FIRST.index(cause) < _FIRST.index(found[person]):
                found[person] = cause
    seeing = {person: around.person(person, item) for person in found}
    return {
        person: cause
        for person, cause in found.items()
        if (standing := seeing[person]) is not None and permissions.sees(item, standing)
    }


def _all_causes(
    entry: HistoryEntry, row: Row, tells: Mapping[int, Cause], around: _Around
) -> Iterator[tuple[int, Cause]]:
    item = entry.recommendation
    yield from tells.items()
    for name in ("owner_id", "alternate_id"):
        if name in entry.changes and (person := getattr(item, name)) is not None:
            yield person, Cause.ASSIGNED
    for who, cause in row.told.items():
        yield from ((person, cause) for person in _those(who, item, around))
    for move in row.asks:
        if asked := _asked(move, entry, around):
            yield from ((person, Cause.ASKED) for person in asked)
            break
    if row.watched:
        yield from ((person, Cause.WATCHED) for person in around.watchers[item.pk])


def _those(who: Who, item: Recommendation, around: _Around) -> Iterable[int]:
    match who:
        case Who.OWNER | Who.ALTERNATE:
            person = item.owner_id if who is Who.OWNER else item.alternate_id
            return () if person is None else (person,)
        case Who.UNIT_HEAD:
            return next((around.heads[unit] for unit in around.up_from(item.unit_id) if around.heads[unit]), ())
        case _:
            return around.holders[who.value]


def _asked(move: Move, entry: HistoryEntry, around: _Around) -> set[int]:
    """Those who may make the move now; of the heads of units, the nearest that may."""
    item = entry.recommendation
    if not move.starts_from(item):
        return set()

    def may(people: Iterable[int]) -> set[int]:
        known = {person: around.person(person, item) for person in people if person != entry.by_id}
        return {
            person
            for person, standing in known.items()
            if standing is not None and permissions.refusal(move, item, standing) is None
        }

    found: set[int] = set()
    for who in move.whose(item):
        if who is Who.UNIT_HEAD:
            found |= next((may(around.heads[u]) for u in around.up_from(item.unit_id) if may(around.heads[u])), set())
        else:
            found |= may(_those(who, item, around))
    return found


# What a row of the one query is about, before two ids; else it is a role, with the unit and who holds it there.
_WATCHES, _CONTRIBUTES, _AWAY, _UNIT = "watches", "contributes to", "is away", "stands under"


def _load(acts: Sequence[tuple[HistoryEntry, Row]], tells: Mapping[int, Cause], on: date) -> _Around:
    """Two queries: what is around the items, and what the people found there are."""
    around = _Around()
    items = {entry.recommendation_id: entry.recommendation for entry, _row in acts}
    tree: dict[int | None, list[int]] = defaultdict(list)
    for mark, one, other in _rows_around(_roles(acts), items=items, on=on):
        match mark:
            case _ if mark == _UNIT:
                around.above[one] = other
                tree[other].append(one)
            case _ if other is None:
                pass
            case _ if mark == _WATCHES:
                around.watchers[one].add(other)
            case _ if mark == _CONTRIBUTES:
                around.contributors[one].add(other)
            case _ if mark == _AWAY:
                around.stand_ins[one] = other
            case Role.UNIT_HEAD:
                around.heads[one].add(other)
            case _:
                around.holders[mark].add(other)
    people = {person for item in items.values() for person in (item.owner_id, item.alternate_id) if person is not None}
    chains = {above for item in items.values() for above in around.up_from(item.unit_id)}
    people.update(tells, *around.watchers.values(), *around.holders.values(), *(around.heads[unit] for unit in chains))
    people.update([around.stand_ins[person] for person in people if person in around.stand_ins])
    around.standings = Membership.objects.standings_of(people, on, stand_ins=around.stand_ins.items(), tree=tree)
    return around


def _roles(acts: Sequence[tuple[HistoryEntry, Row]]) -> frozenset[str]:
    """Those that these acts speak to."""
    wanted = {who for _entry, row in acts for who in row.told}
    wanted |= {who for _entry, row in acts for move in row.asks for who in move.who}
    return frozenset(who.value for who in wanted if who is Who.UNIT_HEAD or who not in _BY_RELATION)


@compiled_once(items=[BigIntegerField()], on=DateField())
def _rows_around(roles: frozenset[str], *, items: Several, on: Any) -> QuerySet[Any, Any]:
    """Rows of several kinds of things in one query, each a mark and two ids. Units and absences come whole, there are
    hundreds of them at most.
    """
    contributions = Recommendation.contributors.through.objects.filter(recommendation__in=items)
    away = Absence.objects.on(on).filter(alternate__isnull=False).order_by()
    held = Membership.objects.current(on).filter(role__in=sorted(roles), user__is_active=True)
    watches = Watch.objects.filter(recommendation__in=items).order_by()
    return watches.values_list(_mark(_WATCHES), "recommendation_id", "user_id").union(
        contributions.values_list(_mark(_CONTRIBUTES), "recommendation_id", "user_id"),
        away.values_list(_mark(_AWAY), "person_id", "alternate_id"),
        Unit.objects.order_by().values_list(_mark(_UNIT), "pk", "parent_id"),
        held.order_by().values_list("role", "unit_id", "user_id"),
        all=True,
    )


def _mark(of: str) -> Value:
    return Value(of, output_field=CharField())
