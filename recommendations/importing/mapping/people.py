"""The people and units that the cells of a table name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from recommendations.models import Membership, Unit
from recommendations.permissions import Role

ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")
LONGEST_LIST = 500  # signs of a cell with several names
SEVERAL = re.compile(r"\s*[;；/\n、，,&]\s*|\s+(?:and|et|y|и|و)\s+")
BRACKETED = re.compile(r"[(（\[<]([^()（）\[\]<>]*)[)）\]>]")
TITLE = re.compile(r"(?:mr|mrs|ms|dr|prof|mme|mlle|m|sr|sra|г-н|г-жа|السيد|السيدة)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """Whom or what a cell names: the id, or the code of what is wrong with it; both where it names several."""

    pk: int | None
    code: str = ""


@dataclass(frozen=True)
class People:
    """Active people who may answer for something, by address and by name; the unit of each; units by their names.

    `met` remembers what cells were found to name: columns name the same again and again.
    """

    by_email: Mapping[str, int]
    by_name: Mapping[str, list[int]]
    unit_of: Mapping[int, int]
    units: Mapping[str, list[int]]
    met: dict[tuple[str, str], Found] = field(default_factory=dict)

    def owner(self, words: str) -> Found:
        """The person a cell names, by address or else by name; of several the first who is known."""
        return self.met.get(("owner", words)) or self._remember("owner", words, self._person)

    def unit(self, words: str) -> Found:
        """The unit a cell names by its name or its short one; of several the first that is known."""
        return self.met.get(("unit", words)) or self._remember("unit", words, self._unit)

    def _remember(self, kind: str, words: str, known: Callable[[str], list[int]]) -> Found:
        return self.met.setdefault((kind, words), _first_known(words, known, kind))

    def _person(self, words: str) -> list[int]:
        if email := email_in(words):
            return [self.by_email[email]] if email in self.by_email else []
        return self.by_name.get(_name(words), [])

    def _unit(self, words: str) -> list[int]:
        said = (words, BRACKETED.sub(" ", words), *BRACKETED.findall(words))
        return next((found for one in said if (found := self.units.get(_plain(one)))), [])


def email_in(owner: str) -> str:
    """The e-mail address in a cell that names a person, in lower case; "" if there is none."""
    match = ADDRESS.search(owner)
    return match[0].strip(".").lower() if match else ""


def _first_known(words: str, known: Callable[[str], list[int]], kind: str) -> Found:
    parts = [part for part in SEVERAL.split(words[:LONGEST_LIST]) if part]
    several = len(parts) > 1 and (len(set(map(email_in, parts)) - {""}) > 1 or not known(words))
    for part in parts if several else [words]:
        if len(found := known(part)) > 1:
            return Found(None, f"{kind}_ambiguous")
        if found:
            return Found(found[0], f"{kind}_of_several" if several else "")
    return Found(None, f"{kind}_unknown")


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
        by_name[_name(name)].add(user)
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


def _name(name: str) -> str:
    """A person's name however it is written: without titles and what is in brackets, its words in one order."""
    words = _plain(BRACKETED.sub(" ", name)).replace(",", " ").split()
    return " ".join(sorted(word for word in words if not TITLE.fullmatch(word)))
