"""The first page: what asks something of the person who looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations import outbox
from recommendations.filtersets import TASKS, Task
from recommendations.models import Recommendation, Repair, User
from recommendations.permissions import Role, may_run_the_outbox
from recommendations.web import rows
from recommendations.web.requests import signed_in
from recommendations.web.round_calls import calls

SHOWN = 10
LATELY = timedelta(days=7)
COUNTED = 100


@dataclass(frozen=True)
class Group:
    """Items that concern the person in one way. `count` stops at COUNTED; `is_more` says when it did."""

    task: Task
    rows: list[rows.Row]
    count: int
    is_more: bool

    @property
    def has_hidden(self) -> bool:
        return self.count > len(self.rows)


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    user, on = signed_in(request), timezone.localdate()
    context = {
        "groups": list(_groups(user, on)),
        "counted": COUNTED,
        "calls": calls(user, on),
        "handed_on": _handed_on(user, on),
    }
    if may_run_the_outbox(user.standing(on)):
        context["bounces"] = list(outbox.bounces()[:SHOWN])
    return render(request, "recommendations/my_work.html", context)


def _handed_on(user: User, on: date) -> int:
    """How many things the check has put right lately because somebody had left: told to coordinators."""
    if Role.COORDINATOR not in user.standing(on).roles:
        return 0
    lately = Repair.objects.filter(at__gte=timezone.now() - LATELY, absence__isnull=True)
    return min(lately.order_by()[: COUNTED + 1].count(), COUNTED)


def _groups(user: User, on: date) -> Iterator[Group]:
    found = dict(_found(user, on))
    shown = [pk for pks in found.values() for pk in pks[:SHOWN]]
    items = Recommendation.objects.filter(pk__in=shown).select_related("report", "unit", "owner").only(*rows.COLUMNS)
    row_of = {row.item.pk: row for row in rows.rows_of(items)}
    for task, pks in found.items():
        count = min(len(pks), COUNTED)
        yield Group(task, [row_of[pk] for pk in pks[:SHOWN]], count, is_more=len(pks) > COUNTED)


def _found(user: User, on: date) -> Iterator[tuple[Task, list[int]]]:
    """The first items of each task that this person can have; tasks without any are left out."""
    for task in TASKS:
        among = task.among(user.standing(on), on)
        if among is None:
            continue
        visible = Recommendation.objects.leaves_visible_to(user).filter(among)
        pks = list(visible.order_by(*task.order).values_list("pk", flat=True)[: COUNTED + 1])
        if pks:
            yield task, pks
