"""No open item without somebody who can be reached: finds those that have nobody, hands them on, and says so.

Level-triggered and set-based: it asks what is so now, so running it twice, or late, does no harm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from recommendations import history, notices
from recommendations.models import Absence, Action, Recommendation, Repair, User
from recommendations.people.loading import load_reach
from recommendations.people.reach import Reach

PAGE = 1000
HANDED_ON, COVERED = "handed_on", "covered"
Kind = Repair.Kind


@dataclass(frozen=True)
class Fix:
    """One thing to put right with an item. `to` is who takes over, or who answers meanwhile; None: there is nobody."""

    item: Recommendation
    kind: Kind
    person: int
    to: int | None
    absence: Absence | None = None
    action: Action | None = None


@dataclass
class Checked:
    """What one run put right, by kind, and the items left for which there was nobody at all."""

    repaired: Counter[str] = field(default_factory=Counter)
    nobody: int = 0
    fixes: list[Fix] = field(default_factory=list)


def repair(*, at: datetime, only: User | None = None, dry_run: bool = False) -> Checked:
    """Put right what is not: for all open items, or for those `only` one person has a part in. Page by page, each in
    a transaction of its own; with `dry_run` nothing is written.
    """
    on = timezone.localdate(at)
    reach, result = load_reach(on), Checked()
    last, size = 0, PAGE
    while size == PAGE:
        with transaction.atomic():
            page = list(_in_need(on, only).filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))[:PAGE])
            size = len(page)
            fixes = list(_fixes(page, reach, on))
            if not dry_run:
                _carry_out(fixes, at)
        last = page[-1].pk if page else last
        result.fixes += fixes
        result.repaired.update(fix.kind.value for fix in fixes if fix.to is not None)
        result.nobody += len({fix.item.pk for fix in fixes if fix.to is None})
    return result


def _in_need(on: date, only: User | None) -> Any:
    """Open leaves whose owner, alternate or planned doer has left, or whose owner's absence is not noted on it yet."""
    orphans = Action.objects.open().filter(recommendation=OuterRef("pk"), owner__is_active=False)
    left = Q(owner__is_active=False) | Q(alternate__is_active=False) | Exists(orphans)
    items = Recommendation.objects.leaves().open()
    if only is None:
        noted = Repair.objects.filter(recommendation=OuterRef(OuterRef("pk")), absence=OuterRef("pk"))
        away = Absence.objects.on(on).filter(~Exists(noted), person=OuterRef("owner"))
        items = items.filter(left | Exists(away))
    else:
        theirs = Action.objects.open().filter(recommendation=OuterRef("pk"), owner=only)
        items = items.filter(left, Q(owner=only) | Q(alternate=only) | Exists(theirs))
    gone = Prefetch("actions", Action.objects.open().filter(owner__is_active=False), to_attr="orphans")
    return items.select_related("report", "owner", "alternate").prefetch_related(gone)


def _fixes(page: Sequence[Recommendation], reach: Reach, on: date) -> Iterator[Fix]:
    absences = {one.person_id: one for one in Absence.objects.on(on)}
    noted = set(
        Repair.objects.filter(recommendation__in=[item.pk for item in page], absence__in=absences.values())
        .order_by()
        .values_list("recommendation_id", "absence_id")
    )
    for item in page:
        owner = item.owner_id
        if item.owner is not None and not item.owner.is_active:
            owner = _next_owner(item, reach)
            yield Fix(item, Kind.OWNER_LEFT, item.owner.pk, owner)
        elif (away := absences.get(owner or 0)) and (item.pk, away.pk) not in noted:
            told = reach.answering_for(owner=owner, alternate=item.alternate_id, unit=item.unit_id)
            yield Fix(item, Kind.OWNER_AWAY, away.person_id, next(iter(told), None), absence=away)
        if item.alternate is not None and not item.alternate.is_active:
            yield Fix(item, Kind.ALTERNATE_LEFT, item.alternate.pk, owner)
        for action in _orphans(item):
            yield Fix(item, Kind.ACTION_OWNER_LEFT, action.owner_id, owner, action=action)


def _orphans(item: Recommendation) -> list[Action]:
    found: list[Action] = item.__dict__["orphans"]
    return found


def _next_owner(item: Recommendation, reach: Reach) -> int | None:
    """The alternate, though they may be away; else the head of the unit or of the nearest above; else a coordinator."""
    if item.alternate is not None and item.alternate.is_active:
        return item.alternate.pk
    return next(iter(reach.heads_of(item.unit_id) or reach.coordinators), None)


def _carry_out(fixes: Sequence[Fix], at: datetime) -> None:
    """Write down what can be put right; an item nobody is left for stays as it is, and is found again next time."""
    fixes = [fix for fix in fixes if fix.to is not None]
    people = dict(
        User.objects.filter(pk__in={pk for fix in fixes for pk in (fix.person, fix.to)}).values_list("pk", "name")
    )
    changed: dict[int, Recommendation] = {}
    acts = []
    for fix in fixes:
        changes = _put_right(fix, timezone.localdate(at))
        given: dict[str, Any] = {
            "reason_code": fix.kind.value,
            "person": {"id": fix.person, "name": people[fix.person]},
            "to": {"id": fix.to, "name": people[fix.to or 0]},
        }
        if fix.absence is not None:
            given["until"] = fix.absence.last_on
        else:
            changed[fix.item.pk] = fix.item
        if fix.action is not None:
            given["action"] = fix.action.text
        acts.append(history.Act(fix.item, COVERED if fix.absence else HANDED_ON, changes, given))
    Recommendation.objects.bulk_update(changed.values(), ["owner", "alternate", "assigned_on", "version"])
    Action.objects.bulk_update([fix.action for fix in fixes if fix.action is not None], ["owner"])
    Repair.objects.bulk_create(
        Repair(recommendation=fix.item, kind=fix.kind, person_id=fix.person, to_id=fix.to, absence=fix.absence, at=at)
        for fix in fixes
    )
    notices.leave(history.record_many(acts, by=None, at=at))


def _put_right(fix: Fix, on: date) -> dict[str, list[int | None]]:
    """Change the item or its action in memory; returns what history compares before and after."""
    item = fix.item
    before = {"owner_id": item.owner_id, "alternate_id": item.alternate_id}
    match fix.kind:
        case Kind.OWNER_LEFT:
            item.owner_id, item.assigned_on = fix.to, on
            item.alternate_id = None if item.alternate_id == fix.to else item.alternate_id
        case Kind.ALTERNATE_LEFT:
            item.alternate_id = None
        case Kind.ACTION_OWNER_LEFT if fix.action is not None and fix.to is not None:
            fix.action.owner_id = fix.to
    if fix.absence is None:
        item.version += 1  # each entry of the history has a version of its own
    return {name: [old, getattr(item, name)] for name, old in before.items() if getattr(item, name) != old}
