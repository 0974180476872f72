"""Whom a person may choose for work: as owner, as alternate, for an action, or to stand in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from recommendations.models import Membership, User
from recommendations.permissions import Role


def assignable(by: User, on: date, *, also: Any = ()) -> Any:
    """Active people who may be made owner or alternate by this person: everybody, or those of the units they head.

    `also` are ids of those who are there already.
    """
    memberships = Membership.objects.current(on).exclude(role__in=[Role.READER, Role.ADMINISTRATOR])
    person = by.standing(on)
    if not person.sees_everything:
        memberships = memberships.filter(unit__in=person.headed | person.belongs_to)
    people = User.objects.filter(Q(is_active=True, pk__in=memberships.values("user")) | Q(pk__in=also))
    return people.prefetch_related("memberships__unit").order_by("name", "pk")
