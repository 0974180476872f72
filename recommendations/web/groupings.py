"""The tables of the manager's page that compare: by report or theme, unit, addressee and owner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from recommendations.progress import figures, groups
from recommendations.web import editions
from recommendations.web.scope import Scope
from recommendations.workflow import Words

# On the manager's page; all of them stand on a page of their own.
FOREMOST = 10


@dataclass(frozen=True)
class Kind:
    """What is compared; `code` is also the filter by which a list is narrowed to one group."""

    code: str
    title: Words
    column: Words


@dataclass(frozen=True)
class Grouping:
    """A table of groups; `more` says that there are others besides."""

    kind: Kind
    groups: Sequence[groups.Group]
    more: bool = False
    note: Words = ""


KINDS = {
    kind.code: kind
    for kind in (
        Kind("theme", _("By theme"), _("Theme")),
        Kind("report", _("By report"), _("Report")),
        Kind("unit", _("By unit"), _("Unit")),
        Kind("addressee", _("By addressee"), _("Addressee")),
        Kind("owner", _("By owner"), _("Owner")),
    )
}


def offered(scope: Scope) -> Iterator[str]:
    """The codes of what can be compared here.

    Themes belong to a report, so they are told apart only inside one; several reports are compared as a whole. Owners
    are told where there are few enough leaves to count them by: inside a report, a theme or for one owner.
    """
    yield "theme" if scope.report else "report"
    yield "unit"
    yield "addressee"
    if scope.is_narrow:
        yield "owner"


def foremost(scope: Scope, cells: figures.Cells) -> Iterator[Grouping]:
    """What the manager's page shows of each; a single addressee is compared with nobody."""
    for code in offered(scope):
        kind = KINDS[code]
        if code == "report":
            found = groups.by_report(
                scope.leaves, scope.due, scope.choices.report, language=editions.readers_language(), most=FOREMOST
            )
            more = len(scope.choices.report) > len(found)
            note = _("Those that have been late longest; choose a report above to see it alone.") if more else ""
            yield Grouping(kind, found, more, note)
            continue
        every = _ALL[code](scope, cells)
        if code != "addressee" or len(every) > 1:
            shown = groups.foremost(every, FOREMOST)
            yield Grouping(kind, shown, len(every) > len(shown), _note(code, shown))


def whole(code: str, scope: Scope, cells: figures.Cells) -> Grouping:
    """All of them; not for reports, of which there may be thousands."""
    found = _ALL[code](scope, cells)
    return Grouping(KINDS[code], found, note=_note(code, found))


def of_reports(scope: Scope, symbols: Sequence[str]) -> Grouping:
    """These reports, in their order."""
    found = groups.by_symbol(scope.leaves, symbols, language=editions.readers_language())
    return Grouping(KINDS["report"], found)


def _note(code: str, shown: Sequence[groups.Group]) -> Words:
    if code == "unit" and any(group.level for group in shown):
        return _("The figures of a unit include the units below it.")
    return ""


def _themes(scope: Scope, _cells: figures.Cells) -> list[groups.Group]:
    return groups.by_theme(scope.breakdown.by("theme"), language=editions.readers_language())


def _units(scope: Scope, cells: figures.Cells) -> list[groups.Group]:
    choices = scope.choices
    known = [groups.UnitName(int(pk), name, choices.parent_of[int(pk)]) for pk, name in choices.unit.items()]
    return groups.by_unit(cells, known)


def _addressees(_scope: Scope, cells: figures.Cells) -> list[groups.Group]:
    return groups.by_addressee(cells)


def _owners(scope: Scope, _cells: figures.Cells) -> list[groups.Group]:
    return groups.by_owner(scope.breakdown.by("owner", "owner__name"))


_ALL: dict[str, Callable[[Scope, figures.Cells], list[groups.Group]]] = {
    "theme": _themes,
    "unit": _units,
    "addressee": _addressees,
    "owner": _owners,
}
