"""People and units as a workbook names them, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from recommendations.models import Unit, User
from recommendations.people.candidates import assignable


class Unknown(ValueError):
    """The name is nobody's, or several have it; says so in words."""


def person_label(person: User) -> str:
    """With the address: names are not unique."""
    return f"{person.name} <{person.email}>"


class Names:
    """Whom and what a person may choose from on a day, by label. Two queries."""

    def __init__(self, by: User, on: date) -> None:
        self._people: Sequence[User] = assignable(by, on).prefetch_related(None).only("name", "email")
        units = list(Unit.objects.current().select_related("parent"))
        names = Counter(unit.name for unit in units)
        self._units = {unit.pk: _unit_label(unit, is_unique=names[unit.name] == 1) for unit in units}

    @property
    def people(self) -> list[str]:
        return [person_label(person) for person in self._people]

    @property
    def units(self) -> list[str]:
        return list(self._units.values())

    def unit_label(self, unit: Unit) -> str:
        """Also of a unit that has been merged into another."""
        return self._units.get(unit.pk, unit.name)

    def person(self, text: str) -> int:
        """The id of whoever is meant by a label, an address or a name. Raises Unknown."""
        written = text.casefold()
        address = written.rpartition("<")[2].rstrip("> ")
        found = {person.pk for person in self._people if address == person.email}
        found = found or {person.pk for person in self._people if written == person.name.casefold()}
        if len(found) > 1:
            raise Unknown(_("Several people are called so. Choose one from the list, with the address."))
        if not found:
            raise Unknown(_("Nobody who can be chosen is called so. Choose somebody from the list."))
        return found.pop()

    def unit(self, text: str) -> int:
        """The id of the unit of that label. Raises Unknown."""
        written = text.casefold()
        found = [pk for pk, label in self._units.items() if label.casefold() == written]
        if len(found) != 1:
            raise Unknown(_("There is no such unit. Choose one from the list."))
        return found[0]


def _unit_label(unit: Unit, *, is_unique: bool) -> str:
    """Its name, under that of the unit it stands under where another one is called the same."""
    return unit.name if is_unique or unit.parent is None else f"{unit.parent.name} / {unit.name}"
