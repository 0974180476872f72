"""The people and units that the cells of a table name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recommendations.importing.mapping.entries import email_in
from recommendations.models import Membership, Unit
from recommendations.permissions import Role


@dataclass(frozen=True)
class People:
    """Active people who may answer for something, by address and by name; the unit of each; units by their names."""

    by_email: Mapping[str, int]
    by_name: Mapping[str, list[int]]
    unit_of: Mapping[int, int]
    units: Mapping[str, list[int]]

    def owner(self, words: str) -> int | str:
        """The person a cell names, by address or else by name, or the code of what is wrong with it."""
        if email := email_in(words):
            return self.by_email.get(email, "owner_unknown")
        found = self.by_name.get(_plain(words), [])
        return found[0] if len(found) == 1 else "owner_ambiguous" if found else "owner_unknown"

    def unit(self, words: str) -> int | str:
        """The unit a cell names, or the code of what is wrong with it."""
        found = self.units.get(_plain(words), [])
        return found[0] if len(found) == 1 else "unit_ambiguous" if found else "unit_unknown"


def load_people(on: date) -> People:
    """Everybody who may be made an owner on a day, and every unit: two queries."""
    by_email: dict[str, int] = {}
    by_name: dict[str, set[int]] = defaultdict(set)
    unit_of: dict[int, int] = {}
    memberships = Membership.objects.current(on).exclude(role__in=[Role.READER, Role.ADMINISTRATOR])
    rows = memberships.filter(user__is_active=True).values_list("user", "user__email", "user__name", "unit", "role")
    # Where somebody is focal point, else where they belonged first.
    for user, email, name, unit, _role in sorted(
        rows.order_by("since", "pk"), key=lambda row: row[4] != Role.FOCAL_POINT
    ):
        by_email[email] = user
        by_name[_plain(name)].add(user)
        unit_of.setdefault(user, unit)
    units: dict[str, set[int]] = defaultdict(set)
    for unit, name, short_name in Unit.objects.values_list("pk", "name", "short_name"):
        units[_plain(name)].add(unit)
        if short_name:
            units[_plain(short_name)].add(unit)
    return People(by_email, _sorted(by_name), unit_of, _sorted(units))


def _sorted(found: Mapping[str, set[int]]) -> dict[str, list[int]]:
    return {name: sorted(ids) for name, ids in found.items()}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
