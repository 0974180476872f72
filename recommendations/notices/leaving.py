"""Leaving notices: one for each person an act concerns, in the transaction of the act, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import BooleanField, Q, Value
from django.utils import timezone

from recommendations import permissions
from recommendations.models import Absence, HistoryEntry, Membership, Notice, Recommendation, Unit, Watch
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


def _load(acts: Sequence[tuple[HistoryEntry, Row]], tells: Mapping[int, Cause], on: date) -> _Around:
    around = _Around()
    items = {entry.recommendation_id: entry.recommendation for entry, _row in acts}
    watches = Watch.objects.filter(recommendation__in=items).order_by()
    contributions = Recommendation.contributors.through.objects.filter(recommendation__in=items)
    rows = watches.values_list("recommendation_id", "user_id", Value(value=True, output_field=BooleanField()))
    for item, person, watches_it in rows.union(
        contributions.values_list("recommendation_id", "user_id", Value(value=False, output_field=BooleanField())),
        all=True,
    ):
        (around.watchers if watches_it else around.contributors)[item].add(person)
    _load_roles(around, acts, on)
    people = {person for item in items.values() for person in (item.owner_id, item.alternate_id) if person is not None}
    people.update(tells, *around.watchers.values(), *around.heads.values(), *around.holders.values())
    away = Absence.objects.on(on).filter(person__in=people, alternate__isnull=False)
    around.stand_ins = dict(away.values_list("person", "alternate"))
    around.standings = Membership.objects.standings_of({*people, *around.stand_ins.values()}, on)
    return around


def _load_roles(around: _Around, acts: Sequence[tuple[HistoryEntry, Row]], on: date) -> None:
    """Who holds the roles these acts speak to; two queries, or none."""
    wanted = {(entry.recommendation, who) for entry, row in acts for who in row.told}
    wanted |= {(entry.recommendation, who) for entry, row in acts for move in row.asks for who in move.who}
    roles = {who.value for _item, who in wanted if who not in _BY_RELATION}
    units = {item.unit_id for item, who in wanted if who is Who.UNIT_HEAD}
    if units - {None}:
        around.above = dict(Unit.objects.values_list("pk", "parent_id"))
    chains = {above for unit in units for above in around.up_from(unit)}
    if not roles and not chains:
        return
    held = Membership.objects.current(on).filter(
        Q(role__in=roles) | Q(role=Role.UNIT_HEAD, unit__in=chains), user__is_active=True
    )
    for person, role, unit in held.order_by("user").values_list("user", "role", "unit"):
        if role == Role.UNIT_HEAD:
            around.heads[unit].add(person)
        else:
            around.holders[role].add(person)
