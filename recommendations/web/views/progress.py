"""The manager's page: what waits for the reader, then how far things have come, every number with its list.

It is narrowed by the filters of the list, under the same names, so that each number leads to the list it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recommendations.filtersets import TASKS, Task
from recommendations.models import Recommendation, User
from recommendations.progress import changes as changing
from recommendations.progress import durations, figures, groups, trend
from recommendations.progress.leaves import DUE_SOON, Leaves
from recommendations.web import editions, narrowing, rows
from recommendations.web.counting import count_of_each
from recommendations.web.requests import HtmxRequest, signed_in
from recommendations.web.scope import NARROWED_BY, Scope, scope_of
from recommendations.workflow import Words

MOST_LISTED = 10
MOST_GROUPS = 20
COUNTED = 100
# Not "later" and "waiting": nothing is to be done about those today.
TODAYS_TASKS = ("overdue", "soon", "decide", "extension", "confirm", "verify", "assign")
CHANGED_IN = timedelta(days=30)


@dataclass(frozen=True)
class Grouping:
    """A table of groups; `filter` is the name by which a list is narrowed to one of them."""

    code: str
    title: Words
    column: Words
    note: Words
    filter: str
    groups: list[groups.Group]


@dataclass(frozen=True)
class Waiting:
    """How much of a task waits for the reader; `is_more` when there are more than `COUNTED`."""

    task: Task
    count: int

    @property
    def is_more(self) -> bool:
        return self.count > COUNTED


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """`?report=A/67/156` narrows everything to one report; with one report to see, that is what it shows."""
    user, today = signed_in(request), timezone.localdate()
    scope = scope_of(request.GET, user, today)
    counted = scope.count()
    months = counted.months.months()
    context = {
        "scope": scope,
        "narrowed_by": NARROWED_BY,
        "chips": list(narrowing.chips(request, scope.filters, scope.choices)),
        "waiting": [] if scope.filters.past else list(_waiting(user, today)),
        "counted": COUNTED,
        "figures": counted.figures,
        "first": [] if scope.filters.past else _first(scope.leaves),
        "months": months,
        "forecast": trend.forecast(months),
        "groupings": list(_groupings(scope, counted.cells)),
        "since": scope.filters.day - CHANGED_IN,
    }
    return render(request, "recommendations/progress.html", context)


@require_safe
def changes(request: HtmxRequest) -> HttpResponse:
    """What moved between two days; a part of the manager's page that is fetched after it, and a page of its own."""
    user, today = signed_in(request), timezone.localdate()
    scope = scope_of(request.GET, user, today, named=(*NARROWED_BY, "since"))
    since = scope.since or scope.filters.day - CHANGED_IN
    moved = changing.changes(scope.leaves, since=since)
    context = {
        "scope": scope,
        "narrowed_by": (*NARROWED_BY, "since"),
        "chips": list(narrowing.chips(request, scope.filters, scope.choices)),
        "changes": moved,
    }
    part = "_part" if request.htmx else ""
    response = render(request, f"recommendations/progress_changes{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """How long leaves stay at each stage; the leaves are those the filters leave on the day, with all their past."""
    user, today = signed_in(request), timezone.localdate()
    scope = scope_of(request.GET, user, today)
    context = {
        "scope": scope,
        "chips": list(narrowing.chips(request, scope.filters, scope.choices)),
        "stays": durations.stays(scope.leaves.rows, on=scope.filters.day),
        "more_time": durations.more_time(scope.leaves.rows, on=scope.filters.day),
    }
    return render(request, "recommendations/progress_times.html", context)


def _waiting(user: User, on: date) -> Iterator[Waiting]:
    """One query."""
    visible = Recommendation.objects.leaves_visible_to(user)
    person = user.standing(on)
    asked = {
        task: among for task in TASKS if task.code in TODAYS_TASKS and (among := task.among(person, on)) is not None
    }
    counts = count_of_each(user, [visible.filter(among) for among in asked.values()], most=COUNTED + 1)
    for task, count in zip(asked, counts, strict=True):
        if count:
            yield Waiting(task, count)


def _first(leaves: Leaves) -> list[rows.Row]:
    """What is late or due soon, the latest first."""
    due = leaves.rows.filter(due_on__lte=leaves.on + DUE_SOON).order_by("due_on", "pk")
    return rows.rows_of(due.select_related("report", "unit", "owner").only(*rows.COLUMNS)[:MOST_LISTED])


def _groupings(scope: Scope, cells: figures.Cells) -> Iterator[Grouping]:
    """Themes belong to a report, so they are told apart only inside one; several reports are compared as a whole.

    Owners are told where there are few enough leaves to count them by: inside a report, a theme or for one owner.
    """
    language, choices = editions.readers_language(), scope.choices
    if scope.report:
        themes = groups.by_theme(scope.leaves, language=language)
        yield Grouping("theme", _("By theme"), _("Theme"), "", "theme", themes)
    else:
        found = groups.by_report(scope.leaves, choices.report, language=language, most=MOST_GROUPS)
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
    if scope.is_narrow:
        owners = groups.by_owner(scope.leaves, most=MOST_GROUPS)
        yield Grouping("owner", _("By owner"), _("Owner"), "", "owner", owners)
