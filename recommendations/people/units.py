"""Every verb on a unit: create, rename, move, merge. Nothing that happened in a unit is lost by any of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import history
from recommendations.models import FormerUnitName, Membership, Recommendation, Unit, User
from recommendations.people import log
from recommendations.permissions import may_administer
from recommendations.refusals import Refused

PAGE = 1000


@dataclass(frozen=True)
class Merged:
    """How much went over to the other unit."""

    items: int
    memberships: int
    units: int


@transaction.atomic
def create(*, name: str, short_name: str = "", parent: Unit | None = None, by: User, at: datetime) -> Unit:
    _may_administer(by, at)
    unit = Unit(name=name, short_name=short_name, parent=parent)
    _check(unit)
    unit.save()
    given = {"name": name, "short_name": short_name, "parent": parent.name if parent else ""}
    log.record("unit_created", by=by, at=at, unit=unit, given=given)
    return unit


@transaction.atomic
def rename(unit: Unit, *, name: str, short_name: str, by: User, at: datetime) -> Unit:
    """Give it another name; what it was called until now stays readable wherever it is spoken of."""
    _may_administer(by, at)
    held = _held(unit)
    before = {"name": held.name, "short_name": held.short_name}
    held.name, held.short_name = name, short_name
    changes = {field: [old, getattr(held, field)] for field, old in before.items() if old != getattr(held, field)}
    if changes:
        _check(held)
        held.save(update_fields=["name", "short_name"])
        FormerUnitName.objects.create(unit=held, until_at=at, **before)
        log.record("unit_renamed", by=by, at=at, unit=held, changes=changes)
    return held


@transaction.atomic
def move(unit: Unit, *, parent: Unit | None, by: User, at: datetime) -> Unit:
    """Put it under another unit, or on top. Sight and headship follow at once."""
    _may_administer(by, at)
    held = _held(unit)
    was = held.parent
    held.parent = parent
    _check(held)
    if was != parent:
        held.save(update_fields=["parent"])
        changes = {"parent": [was.name if was else "", parent.name if parent else ""]}
        log.record("unit_moved", by=by, at=at, unit=held, changes=changes)
    return held


def weigh(unit: Unit, *, on: date) -> Merged:
    """What a merger would move."""
    return Merged(
        items=Recommendation.objects.filter(unit=unit).count(),
        memberships=unit.memberships.exclude(until__lt=on).count(),
        units=unit.children.current().count(),
    )


@transaction.atomic
def merge(unit: Unit, into: Unit, *, by: User, at: datetime) -> Merged:
    """Everything goes over: items (an entry in the history of each), units below, roles from today on.

    Past roles stay with the old unit, which stays on record under its name and can be chosen no more.
    """
    _may_administer(by, at)
    held = {one.pk: one for one in Unit.objects.select_for_update(of=("self",)).filter(pk__in=[unit.pk, into.pk])}
    unit, into = held[unit.pk], held[into.pk]
    if unit == into:
        raise Refused(fields={"into": [_("Choose another unit.")]})
    if unit.merged_into_id is not None or into.merged_into_id is not None:
        raise Refused(_("One of the two has been merged already. Load the page again."))
    if into.pk in Unit.objects.below({unit.pk}):
        raise Refused(
            fields={"into": [_("%(unit)s stands under this one. Move it elsewhere first.") % {"unit": into.name}]}
        )
    _names_fit(unit, into)
    moved = Merged(
        items=_move_items(unit, into, by, at),
        memberships=_move_memberships(unit, into, timezone.localdate(at)),
        units=unit.children.current().update(parent=into),
    )
    unit.merged_from.update(merged_into=into)
    unit.merged_into = into
    unit.save(update_fields=["merged_into"])
    counts = {"items": moved.items, "memberships": moved.memberships, "units": moved.units}
    log.record("unit_merged", by=by, at=at, unit=unit, given={"into": into.name, **counts})
    return moved


def _names_fit(unit: Unit, into: Unit) -> None:
    same = unit.children.current().filter(name__in=into.children.current().values("name")).first()
    if same is not None:
        raise Refused(
            _("Both units have a unit called %(name)s below them. Rename or merge one of these first.")
            % {"name": same.name}
        )


def _move_items(unit: Unit, into: Unit, by: User, at: datetime) -> int:
    moved, last, page = 0, 0, [0]
    names = {"id": into.pk, "name": into.name}
    while page:
        items = Recommendation.objects.filter(unit=unit, pk__gt=last).order_by("pk")
        held = list(items.select_for_update(of=("self",))[:PAGE])
        page = [item.pk for item in held]
        Recommendation.objects.filter(pk__in=page).update(unit=into, version=F("version") + 1)
        acts = [history.Act(item, "unit_merged", {"unit_id": [unit.pk, into.pk]}, {"unit": names}) for item in held]
        history.record_many(acts, by=by, at=at)
        moved, last = moved + len(page), page[-1] if page else last
    return moved


def _move_memberships(unit: Unit, into: Unit, on: date) -> int:
    """Roles that have begun end yesterday and go on in the other unit from today; those to come begin there."""
    there = {(one.user_id, one.role): one for one in into.memberships.exclude(until__lt=on)}
    going = list(unit.memberships.exclude(until__lt=on))
    for membership in going:
        same = there.get((membership.user_id, membership.role))
        if membership.since >= on and same is None:
            membership.unit = into
            membership.save(update_fields=["unit"])
            continue
        until, since = membership.until, max(membership.since, on)
        membership.until = max(on - timedelta(days=1), membership.since)
        membership.save(update_fields=["until"])
        if same is None:
            _go_on(membership, into, since, until)
        elif same.until is not None:
            same.since = min(same.since, since)
            same.until = None if until is None else max(same.until, until)
            same.save(update_fields=["since", "until"])
    return len(going)


def _go_on(membership: Membership, into: Unit, since: date, until: date | None) -> None:
    Membership.objects.create(
        user_id=membership.user_id,
        unit=into,
        role=membership.role,
        everywhere=membership.everywhere,
        since=since,
        until=until,
    )


def _may_administer(by: User, at: datetime) -> None:
    if not (may_administer(by.standing(timezone.localdate(at))) or by.is_superuser):
        raise Refused(_("People, units and roles are kept by coordinators and administrators."))


def _held(unit: Unit) -> Unit:
    held = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if held.merged_into_id is not None:
        raise Refused(_("This unit has been merged into another and is only kept for the record."))
    return held


def _check(unit: Unit) -> None:
    """Whatever the model itself refuses, in its words; constraints over several fields speak of the name."""
    if unit.parent is not None and unit.parent.merged_into_id is not None:
        raise Refused(fields={"parent": [_("This unit has been merged into another. Choose that one.")]})
    try:
        unit.full_clean(validate_constraints=False)
    except ValidationError as fault:
        raise Refused(fields=fault.message_dict) from fault
    if Unit.objects.current().filter(parent=unit.parent, name=unit.name).exclude(pk=unit.pk).exists():
        raise Refused(fields={"name": [_("There is a unit of this name there already.")]})
