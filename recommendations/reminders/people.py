"""Who can be reached on a day, and who heads what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone

from recommendations.models import MailPreference, Membership, Unit, User
from recommendations.permissions import Role
from recommendations.reminders import rules
from recommendations.reminders.rules import People


def load_people(*, now: datetime, as_of: date | None = None) -> People:
    """Everybody active, with the local day they have digests of (or `as_of` for all).

    Four queries, whatever the number of items.
    """
    today: dict[int, date] = {}
    days: dict[str, date] = {}
    for person, zone in User.objects.filter(is_active=True).values_list("pk", "time_zone"):
        if zone not in days:
            days[zone] = as_of or working_day(now, zone)
        today[person] = days[zone]
    heads: dict[int, list[int]] = defaultdict(list)
    seniors: dict[int, None] = {}
    held = Membership.objects.current(as_of or timezone.localdate(now)).filter(user__is_active=True)
    held = held.filter(role__in=[Role.UNIT_HEAD, Role.SENIOR_MANAGEMENT]).order_by("user")
    for person, unit, role in held.values_list("user", "unit", "role"):
        if role == Role.UNIT_HEAD:
            heads[unit].append(person)
        else:
            seniors[person] = None
    in_turn, out_of_turn = _weekly(today)
    return People(today, _nearest_heads(heads), tuple(seniors), in_turn, out_of_turn)


def note_planned(people: People) -> None:
    """Weekly digests whose turn it was have been planned, so the rest of the week is not theirs to catch up."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for person in people.in_turn:
        by_day[people.today[person]].append(person)
    for day, persons in by_day.items():
        MailPreference.objects.filter(user__in=persons, planned_on__lt=day).update(planned_on=day)


def _weekly(today: Mapping[int, date]) -> tuple[frozenset[int], dict[int, bool]]:
    in_turn: set[int] = set()
    out_of_turn: dict[int, bool] = {}
    wishes = MailPreference.objects.filter(weekday__isnull=False)
    for person, weekday, at_once, planned_on in wishes.values_list("user", "weekday", "overdue_at_once", "planned_on"):
        if person not in today:
            continue
        if weekday is not None and rules.is_weekly_turn(today[person], weekday, planned_on):
            in_turn.add(person)
        else:
            out_of_turn[person] = at_once
    return frozenset(in_turn), out_of_turn


def _nearest_heads(heads: Mapping[int, list[int]]) -> dict[int, tuple[int, ...]]:
    """For each unit its own heads, or those of the nearest unit above that has any."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    nearest = {}
    for unit in parents:
        at: int | None = unit
        passed: set[int] = set()
        while at is not None and at not in passed:
            if at in heads:
                nearest[unit] = tuple(heads[at])
                break
            passed.add(at)
            at = parents.get(at)
    return nearest


def local_day(now: datetime, zone: str) -> date:
    return now.astimezone(zone_of(zone)).date()


def working_day(now: datetime, zone: str) -> date:
    """The local day whose hour of digests (`DIGEST_FROM_HOUR`, on the wall clock there) has come."""
    return (now.astimezone(zone_of(zone)) - timedelta(hours=settings.DIGEST_FROM_HOUR)).date()


def zone_of(name: str) -> tzinfo:
    """The time zone, or the office's when there is none of that name: one bad name must stop nobody's mail."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()
