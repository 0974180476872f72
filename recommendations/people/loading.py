"""Who is there on a day, read from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from recommendations.models import Absence, Membership, Unit, User
from recommendations.people.reach import Reach, nearest_heads
from recommendations.permissions import Role


def load_reach(on: date, *, among: Collection[int] | None = None) -> Reach:
    """Who can be reached on that day: four queries, whatever the number of people and items.

    `among` names the only owners, alternates and their stand-ins somebody is interested in, which spares reading
    everybody; heads of units and coordinators are always known. Stand-ins of those named are found by themselves.
    """
    roles = Membership.objects.current(on).filter(user__is_active=True).order_by("user")
    held = list(
        roles.filter(role__in=[Role.UNIT_HEAD, Role.COORDINATOR]).values_list("user_id", "unit_id", "role").distinct()
    )
    absences = Absence.objects.on(on)
    wanted = None if among is None else {*among, *(user for user, _unit, _role in held)}
    if wanted is not None:
        absences = absences.filter(person__in=wanted)
    away = dict(absences.values_list("person_id", "alternate_id"))
    people = User.objects.filter(is_active=True)
    if wanted is not None:
        people = people.filter(pk__in=wanted | {pk for pk in away.values() if pk is not None})
        # Somebody who stands in may be away too.
        also = Absence.objects.on(on).filter(person__in=[pk for pk in away.values() if pk is not None])
        people = people.exclude(Q(pk__in=also.values("person")))
    present = frozenset(people.order_by().values_list("pk", flat=True)) - away.keys()
    heads: dict[int, list[int]] = defaultdict(list)
    for user, unit, role in held:
        if role == Role.UNIT_HEAD and user in present:
            heads[unit].append(user)
    coordinators = list(dict.fromkeys(user for user, _unit, role in held if role == Role.COORDINATOR))
    return Reach(
        present=present,
        stand_ins={person: alternate for person, alternate in away.items() if alternate is not None},
        heads=nearest_heads(heads, dict(Unit.objects.values_list("pk", "parent_id"))),
        coordinators=tuple(user for user in coordinators if user in present) or tuple(coordinators),
    )
