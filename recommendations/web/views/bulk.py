"""One move on several recommendations: tick them, choose it, see what would happen, do it, see what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from recommendations import tracking
from recommendations.filtersets import RecommendationFilter
from recommendations.models import Recommendation, User
from recommendations.tracking.bulk import IN_BULK
from recommendations.tracking.forms import MoveForm
from recommendations.web import rows
from recommendations.web.requests import signed_in
from recommendations.web.views.moves import act_for, with_confirmation
from recommendations.workflow import Kind, Move

MOST = 100


@dataclass(frozen=True)
class Ticked:
    """An item with what stands in the way of the move, if anything does."""

    row: rows.Row
    blocked: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
def moves(request: HttpRequest) -> HttpResponse:
    """Without a move the list to tick, narrowed as the list page is; with one its preview; POST makes it."""
    user, on = signed_in(request), timezone.localdate()
    asked = request.POST if request.method == "POST" else request.GET
    move = next((row for row in IN_BULK if row.code == asked.get("code")), None)
    items = _ticked(user, asked)
    if move is None or not items:
        return _choose(request, user, on, is_incomplete="code" in asked)
    form, ready = _form(move, items, user, on, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form is not None and form.is_valid():
        outcomes = tracking.move_many(
            items, move.code, by=user, at=timezone.now(), given=request.POST, versions=_versions(request.POST, items)
        )
        return render(request, "recommendations/recommendation_bulk_done.html", {"move": move, "outcomes": outcomes})
    context = {"move": move, "ticked": ready, "form": form, "movable": sum(1 for one in ready if not one.blocked)}
    status = 200 if request.method != "POST" else 422
    return render(request, "recommendations/recommendation_bulk_preview.html", context, status=status)


def _choose(request: HttpRequest, user: User, on: date, *, is_incomplete: bool) -> HttpResponse:
    visible = Recommendation.objects.leaves_visible_to(user)
    filters = RecommendationFilter(request.GET, visible, by=user, on=on)
    found = filters.qs.in_report_order().select_related("report", "unit", "owner").only(*rows.COLUMNS)[:MOST]
    context = {"rows": rows.rows_of(found), "moves": IN_BULK, "most": MOST, "is_incomplete": is_incomplete}
    return render(request, "recommendations/recommendation_bulk.html", context)


def _ticked(user: User, asked: QueryDict) -> list[Recommendation]:
    """The ticked items the person sees, in the order of the reports."""
    wanted = [pk for pk in asked.getlist("item") if pk.isascii() and pk.isdigit() and len(pk) < 16]
    visible = Recommendation.objects.leaves_visible_to(user).filter(pk__in=wanted)
    return list(visible.in_report_order().select_related("report", "unit", "owner")[:MOST])


def _form(
    move: Move, items: list[Recommendation], user: User, on: date, data: QueryDict | None
) -> tuple[MoveForm | None, list[Ticked]]:
    """One form that asks for all that any of the movable items needs; None when there is no such item."""
    whole: MoveForm | None = None
    ticked = []
    for row in rows.rows_of(items):
        form = MoveForm(move, row.item, user, on, data=data)
        ticked.append(Ticked(row, act_for(row.item, move, form).blocked))
        if ticked[-1].blocked:
            continue
        whole = whole or form
        for name, field in form.fields.items():
            whole.fields.setdefault(name, field)
    return (None if whole is None else with_confirmation(_without_the_first_ones_own(whole))), ticked


def _without_the_first_ones_own(form: MoveForm) -> MoveForm:
    """What the form would suggest from one item is not suggested for all, and a file belongs to one."""
    for spec in form.move.fields:
        if spec.kind == Kind.FILES:
            form.fields.pop(spec.name, None)
        if spec.name in form.fields and spec.default != "today":
            form.fields[spec.name].initial = None
    return form


def _versions(sent: QueryDict, items: list[Recommendation]) -> dict[int, int]:
    """The versions the preview showed; an item without one is taken for changed since."""
    given = {item.pk: sent.get(f"version_{item.pk}", "") for item in items}
    return {pk: int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0 for pk, text in given.items()}
