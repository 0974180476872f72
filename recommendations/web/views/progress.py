"""The manager's page: what waits for the reader, then how far things have come, every number with its list.

It is narrowed by the filters of the list, under the same names, so that each number leads to the list it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from recommendations.filtersets import TASKS, Task
from recommendations.models import Recommendation, Report, User
from recommendations.models.compiled import compiled_once
from recommendations.permissions import Standing
from recommendations.progress import changes as changing
from recommendations.progress import durations, trend
from recommendations.web import groupings, keyset, narrowing, rows
from recommendations.web.requests import HtmxRequest, signed_in
from recommendations.web.scope import NARROWED_BY, Scope, scope_of

MOST_LISTED = 10
COUNTED = 100
# Not "later" and "waiting": nothing is to be done about those today.
TODAYS_TASKS = ("overdue", "soon", "decide", "extension", "confirm", "verify", "assign")
CHANGED_IN = timedelta(days=30)


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
        "first": [] if scope.filters.past else _first(scope),
        "months": months,
        "forecast": trend.forecast(months),
        "groupings": list(groupings.foremost(scope, counted.cells)),
        "since": scope.filters.day - CHANGED_IN,
    }
    return render(request, "recommendations/progress.html", context)


@require_safe
def compared(request: HttpRequest, by: str) -> HttpResponse:
    """All the groups of one kind, of which the manager's page shows the foremost; reports come in pages.

    Raises Http404 for what cannot be compared here: themes without a report, for instance.
    """
    user, today = signed_in(request), timezone.localdate()
    scope = scope_of(request.GET, user, today)
    if by not in groupings.offered(scope):
        raise Http404
    page = None
    if by == "report":
        page = keyset.NEWEST_FIRST.page(
            Report.objects.visible_to(user).only("symbol", "imported_at"),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        grouping = groupings.of_reports(scope, [report.symbol for report in page.rows])
    else:
        grouping = groupings.whole(by, scope, scope.cells())
    context = {
        "scope": scope,
        "chips": list(narrowing.chips(request, scope.filters, scope.choices)),
        "grouping": grouping,
        "page": page,
    }
    return render(request, "recommendations/progress_compared.html", context)


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
    person = user.standing(on).alone
    tasks = [task for task in TASKS if task.code in TODAYS_TASKS and task.among(person, on) is not None]
    for task, count in zip(tasks, next(iter(_counts(person, on))), strict=True) if tasks else ():
        if count:
            yield Waiting(task, count)


@compiled_once()
def _counts(person: Standing, on: date) -> QuerySet[Any, Any]:
    """How much of each of today's tasks there is, in one row. It does not ask once more for what the person sees: who
    has a task sees its items, and the database would not go by the index of the task.
    """
    leaves = Recommendation.objects.leaves().order_by()
    found = [among for task in TASKS if task.code in TODAYS_TASKS and (among := task.among(person, on)) is not None]
    counts = (_CountOf(leaves.filter(among).values("pk")[: COUNTED + 1]) for among in found)
    return User.objects.filter(pk=person.user_id).values_list(*counts)


class _CountOf(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _first(scope: Scope) -> list[rows.Row]:
    """What is late or due soon, the latest first."""
    due = scope.leaves.rows.filter(pk__in=[one.pk for one in scope.due[:MOST_LISTED]]).order_by("due_on", "pk")
    return rows.rows_of(due.select_related("report", "unit", "owner").only(*rows.COLUMNS))
