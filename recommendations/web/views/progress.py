"""The manager's page: what waits for the reader, then how far the recommendations have come, each number with its list.

It is narrowed by the filters of the list, under the same names, so that each number leads to the list it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recommendations.filtersets import ProgressFilter
from recommendations.models import Recommendation, User
from recommendations.progress import figures, groups
from recommendations.progress.leaves import DUE_SOON, Leaves
from recommendations.web import choices as offered
from recommendations.web import editions, narrowing, rows
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

MOST_LISTED = 10
MOST_REPORTS = 20
NARROWED_BY = ("report", "theme", "unit", "owner", "addressee", "on")


@dataclass(frozen=True)
class Grouping:
    """A table of groups; `filter` is the name by which a list is narrowed to one of them."""

    code: str
    title: Words
    column: Words
    note: Words
    filter: str
    groups: list[groups.Group]


@dataclass
class Scope:
    """What the page is about: the filters in its address and the leaves they leave."""

    filters: ProgressFilter
    choices: offered.Choices

    @property
    def leaves(self) -> Leaves:
        return Leaves(self.filters.qs, self.filters.day, self.filters.column)

    @property
    def link(self) -> dict[str, str]:
        """The filters as a list's address takes them."""
        return {name: str(value) for name, value in self.filters.chosen.items()}

    @property
    def report(self) -> str:
        """The one report everything is about, if it is one."""
        chosen = self.filters.chosen.get("report", "")
        return chosen or (next(iter(self.choices.report)) if len(self.choices.report) == 1 else "")


def scope_of(request: HttpRequest, user: User, today: date) -> Scope:
    """Raises Http404 for a report the reader has nothing of."""
    narrowed = QueryDict(mutable=True)
    narrowed.update({name: request.GET[name] for name in NARROWED_BY if request.GET.get(name)})
    choices = offered.load(user, {name: str(value) for name, value in narrowed.items()})
    if narrowed.get("report") and narrowed["report"] not in choices.report:
        raise Http404
    items = Recommendation.objects
    visible = items.visible_to(user) if narrowed.get("on") else items.leaves_visible_to(user)
    filters = ProgressFilter(narrowed, visible, by=user, on=today, units_below=choices.units_below)
    narrowing.offer(filters, choices)
    return Scope(filters, choices)


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """`?report=A/67/156` narrows everything to one report; with one report to see, that is what it shows."""
    user, today = signed_in(request), timezone.localdate()
    scope = scope_of(request, user, today)
    leaves = scope.leaves
    cells = figures.cells(leaves)
    items = figures.items_of(leaves)
    context = {
        "scope": scope,
        "chips": list(narrowing.chips(request, scope.filters, scope.choices)),
        "figures": figures.figures_of(figures.sum_of(cells.values()), items, on=leaves.on),
        "first": [] if scope.filters.past else _first(leaves),
        "groupings": list(_groupings(scope, leaves, cells)),
        "narrowed_by": NARROWED_BY,
    }
    return render(request, "recommendations/progress.html", context)


def _first(leaves: Leaves) -> list[rows.Row]:
    """What is late or due soon, the latest first."""
    due = leaves.rows.filter(due_on__lte=leaves.on + DUE_SOON).order_by("due_on", "pk")
    return rows.rows_of(due.select_related("report", "unit", "owner").only(*rows.COLUMNS)[:MOST_LISTED])


def _groupings(scope: Scope, leaves: Leaves, cells: figures.Cells) -> Iterator[Grouping]:
    """Themes belong to a report, so they are told apart only inside one; several reports are compared as a whole."""
    language, choices = editions.readers_language(), scope.choices
    if scope.report:
        themes = groups.by_theme(leaves, language=language)
        yield Grouping("theme", _("By theme"), _("Theme"), "", "theme", themes)
    else:
        found = groups.by_report(leaves, choices.report, language=language, most=MOST_REPORTS)
        more = len(choices.report) > len(found)
        note = _("Those that have been late longest; choose a report above to see it alone.") if more else ""
        yield Grouping("report", _("By report"), _("Report"), note, "report", found)
    known = [groups.UnitName(int(pk), name, choices.parent_of[int(pk)]) for pk, name in choices.unit.items()]
    units = groups.by_unit(cells, known)
    below = _("The figures of a unit include the units below it.") if any(unit.level for unit in units) else ""
    yield Grouping("unit", _("By unit"), _("Unit"), below, "unit", units)
    addressees = groups.by_addressee(cells)
    if len(addressees) > 1:
        yield Grouping("addressee", _("By addressee"), _("Addressee"), "", "addressee", addressees)
