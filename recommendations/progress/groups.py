"""The same figures by unit, theme, report, addressee and owner: each group with the key a list is narrowed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from recommendations.models import Section
from recommendations.progress.figures import Breakdown, Cells, Rate, Tally, sum_of
from recommendations.progress.leaves import DUE_SOON, Leaves
from recommendations.workflow import AddresseeKind, Words

NONE = "none"
# Of the leaves that wait longest: those among which the reports that are late longest are looked for.
_LATEST = 500


@dataclass(frozen=True)
class Group:
    """The leaves of one report, theme, unit, addressee or owner.

    `key` is how a list is narrowed to it: a report's symbol, a code, else an id; "none" for the leaves that have none.
    `level` is the depth in a tree, from 0.
    """

    key: str
    name: Words
    tally: Tally
    level: int = 0

    @property
    def leaves(self) -> int:
        return self.tally.leaves

    @property
    def overdue(self) -> int:
        return self.tally.overdue

    @property
    def stages(self) -> Mapping[str, int]:
        """Without the empty ones."""
        return +self.tally.stages

    @property
    def acceptance(self) -> Rate:
        return self.tally.acceptance

    @property
    def implementation(self) -> Rate:
        return self.tally.implementation


@dataclass(frozen=True)
class UnitName:
    """A unit as far as a tree of figures needs it."""

    pk: int
    name: str
    parent: int | None


def by_unit(cells: Cells, known: Iterable[UnitName]) -> list[Group]:
    """No query. A unit's figures include the units below it, as a list narrowed to the unit does.

    Units stand under the units they are part of. One that only hands on the figures of a single unit below is left
    out. Leaves without a unit come last. `known` are all units, in the order they are shown in.
    """
    own: dict[int | None, Tally] = defaultdict(Tally)
    for (unit, _addressee), tally in cells.items():
        if tally.leaves:
            own[unit].add(tally)
    tree: dict[int | None, list[UnitName]] = defaultdict(list)
    for one in known:
        tree[one.parent].append(one)
    found = [group for top in tree[None] for group in _branch(top, tree, own, 0)]
    return found + ([Group(NONE, _("No unit yet"), own[None])] if None in own else [])


def _branch(
    unit: UnitName, tree: Mapping[int | None, list[UnitName]], own: Mapping[int | None, Tally], level: int
) -> list[Group]:
    """The unit and those below it, as far as they have leaves."""
    below = [branch for child in tree.get(unit.pk, ()) if (branch := _branch(child, tree, own, level + 1))]
    if unit.pk not in own and len(below) < 2:
        return [replace(group, level=group.level - 1) for branch in below for group in branch]
    total = sum_of([own.get(unit.pk, Tally()), *(branch[0].tally for branch in below)])
    return [Group(str(unit.pk), unit.name, total, level), *(group for branch in below for group in branch)]


def foremost(groups: Sequence[Group], most: int) -> list[Group]:
    """At most so many, in the same order: the upper levels of a tree if they fit, else those with most overdue."""
    if len(groups) <= most:
        return list(groups)
    fits = [group for group in groups if not group.level]
    for level in range(1, max(group.level for group in groups)):
        deeper = [group for group in groups if group.level <= level]
        if len(deeper) > most:
            break
        fits = deeper
    if len(fits) <= most:
        return fits
    first = sorted(fits, key=lambda group: (-group.overdue, -group.leaves))[:most]
    return [group for group in fits if group in first]


def by_addressee(cells: Cells) -> list[Group]:
    """No query. In the order of the kinds; those without leaves are left out."""
    own: dict[str, Tally] = defaultdict(Tally)
    for (_unit, addressee), tally in cells.items():
        own[addressee].add(tally)
    return [Group(kind, label, own[kind]) for kind, label in AddresseeKind.choices if own[kind].leaves]


def by_theme(tallies: Mapping[int | None, Tally], *, language: str) -> list[Group]:
    """One query. Themes in the order of the report; headings in `language` (an edition's code) if there are any."""
    sections = Section.objects.filter(pk__in=[pk for pk in tallies if pk])
    headings: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, code, heading in sections.values_list("pk", "texts__edition__language", "texts__heading"):
        headings[pk] += [(code, heading)] if code else []
    groups = [
        Group(str(pk), _in(language, texts) or _("A theme without a heading"), tallies[pk])
        for pk, texts in headings.items()
    ]
    return groups + ([Group(NONE, _("No theme"), tallies[None])] if None in tallies else [])


class Due(NamedTuple):
    """A leaf that waits for somebody, and its report."""

    pk: int
    on: date
    symbol: str


def first_due(leaves: Leaves) -> list[Due]:
    """One query. What is late or due soon, the latest first; at most `_LATEST`."""
    day = leaves.column("due_on")
    due = leaves.rows.filter(**{f"{day}__lte": leaves.on + DUE_SOON}).order_by(day, "pk")
    return [Due(*row) for row in due.values_list("pk", day, "report__symbol")[:_LATEST]]


def by_report(leaves: Leaves, due: Iterable[Due], visible: Iterable[str], *, language: str, most: int) -> list[Group]:
    """One query. At most so many reports: those that have been late longest, then the other `visible` ones.

    `due` are the leaves that wait longest; `visible` are symbols, in the order in which reports are told that are not
    late.
    """
    late = (one.symbol for one in due if one.on < leaves.on)
    return by_symbol(leaves, list(dict.fromkeys([*late, *visible]))[:most], language=language)


def by_symbol(leaves: Leaves, symbols: Sequence[str], *, language: str) -> list[Group]:
    """One query. These reports, in their order; titles are in `language` (an edition's code) if there are any."""
    among = Leaves(leaves.rows.filter(report__symbol__in=symbols), leaves.on, leaves.column)
    columns = ("report__symbol", "report__editions__language", "report__editions__title")
    # All leaves of a report are told with each of its editions: one of them is enough.
    told: dict[str, list[tuple[str, str, Tally]]] = defaultdict(list)
    for (symbol, code, title), tally in Breakdown(among, *columns, measured=False).by(*columns).items():
        told[symbol].append((code or "", title or "", tally))
    found = []
    for symbol in symbols:
        if symbol in told:
            _code, title, tally = min(told[symbol], key=_preferring(language))
            found.append(Group(symbol, " · ".join(filter(None, (symbol, title))), tally))
    return found


def by_owner(tallies: Mapping[tuple[int | None, str | None], Tally]) -> list[Group]:
    """No query. By the ids and names of owners: those with most overdue first, what is nobody's last."""
    owned = {(pk, name): tally for (pk, name), tally in tallies.items() if pk and name is not None}
    first = sorted(owned, key=lambda key: (-owned[key].overdue, -owned[key].leaves, key))
    groups = [Group(str(pk), name, owned[pk, name]) for pk, name in first]
    nobodys = tallies.get((None, None))
    return groups + ([Group(NONE, _("Nobody yet"), nobodys)] if nobodys else [])


def _in(language: str, texts: Iterable[tuple[str, str]]) -> str:
    """The text in that language, else the English one, else any; "" of none."""
    return min(texts, key=_preferring(language), default=("", ""))[1]


def _preferring(language: str) -> Callable[[tuple[Any, ...]], tuple[bool, bool, str]]:
    """A key to sort by for what begins with the code of its language."""
    return lambda text: (text[0] != language, text[0] != "en", text[0])
