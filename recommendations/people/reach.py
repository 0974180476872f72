"""Who can be reached on a day for what is theirs. Plain Python: people, units and days come in as arguments.

The order is the domain's: the owner; while they are away or gone the item's alternate, then the alternate of the
absence; then the head of the unit, or of the nearest unit above that has one; at last the coordinators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reach:
    """Who is there on a day. People and units are ids; `people.load_reach(on)` makes one from the database.

    `present` are active and not away. `stand_ins` says, for those who are away, who stands in for them if anybody.
    `heads` holds for each unit its present heads, or those of the nearest unit above that has any. `coordinators`
    are the present ones, or all active ones while none is present: somebody has to be the last.
    """

    present: frozenset[int]
    stand_ins: Mapping[int, int] = field(default_factory=dict)
    heads: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    coordinators: tuple[int, ...] = ()

    def answering_for(self, *, owner: int | None, alternate: int | None, unit: int | None) -> tuple[int, ...]:
        """Who is to be reached about an item: one person, or all heads of a unit, or all coordinators.

        Empty only where no coordinator is active either.
        """
        return self.in_person(owner=owner, alternate=alternate) or self.heads_of(unit) or self.coordinators

    def in_person(self, *, owner: int | None, alternate: int | None) -> tuple[int, ...]:
        """The owner or who stands in for them by name; empty where it falls to the unit."""
        named = (owner, alternate, self._stand_in(owner), self._stand_in(alternate))
        return next(((one,) for one in named if one is not None and one in self.present), ())

    def heads_of(self, unit: int | None) -> tuple[int, ...]:
        return self.heads.get(unit, ()) if unit is not None else ()

    def _stand_in(self, person: int | None) -> int | None:
        return self.stand_ins.get(person) if person is not None else None


def nearest_heads(heads: Mapping[int, Iterable[int]], parents: Mapping[int, int | None]) -> dict[int, tuple[int, ...]]:
    """For each unit its own heads, or those of the nearest unit above that has any; units without are left out."""
    found = {}
    for unit in parents:
        nearest = next((above for above in upwards(unit, parents) if above in heads), None)
        if nearest is not None:
            found[unit] = tuple(heads[nearest])
    return found


def upwards(unit: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """The unit, the unit it stands under, and so on to the top."""
    passed: set[int] = set()
    at: int | None = unit
    while at is not None and at not in passed:
        passed.add(at)
        yield at
        at = parents.get(at)
