"""The rules of reminding, for coordinators: what holds, what would come of it, and changing it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recommendations.models import (
    OfficeCalendar,
    Recommendation,
    ReminderKind,
    ReminderSettingChange,
    Unit,
    User,
)
from recommendations.permissions import may_set_reminders
from recommendations.reminders import forecast, setting
from recommendations.reminders.book import load_book, load_parents, stored_rules
from recommendations.reminders.cadence import Kind, Rule
from recommendations.reminders.forecast import Forecast, Foreseen, Look, TooMuch, World
from recommendations.reminders.kinds import ABOUT
from recommendations.web.reminder_forms import OfficeForm, RuleForm, counted_in_words, in_words
from recommendations.web.requests import signed_in
from recommendations.workflow import Words

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
CHANGES_SHOWN = 20
PEOPLE_SHOWN = 100
LINES_SHOWN = 200


def for_coordinators(view: V) -> V:
    """Everybody else is told there is no such page: it names people and what waits for them."""

    @wraps(view)
    def only_for_them(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_set_reminders(signed_in(request).standing()):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("V", only_for_them)


@dataclass(frozen=True)
class Row:
    """A rule as the page lists it; `unit` is None for the installation's."""

    kind: str
    unit: Unit | None
    counted: str
    steps: list[tuple[Words, str]]


@never_cache
@require_safe
@for_coordinators
def rules_page(request: HttpRequest) -> HttpResponse:
    """`?person=` and `?day=` open the lines of the timetable; `?for=` narrows it to a unit and those below it."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    given = stored_rules()
    rows = [
        (
            kind,
            ReminderKind(kind).label,
            about.date,
            _row(kind, None, given[None][kind]),
            [_row(kind, units[one], rules[kind]) for one, rules in given.items() if one is not None and kind in rules],
        )
        for kind, about in ABOUT.items()
    ]
    changes = ReminderSettingChange.objects.select_related("by", "unit")[:CHANGES_SHOWN]
    context = {
        "rows": rows,
        "offices": list(OfficeCalendar.objects.select_related("unit").order_by("unit__name")),
        "units": sorted(units.values(), key=lambda unit: unit.name),
        "changes": [(change, ReminderKind(change.kind).label if change.kind else "") for change in changes],
        **_timetable(request),
    }
    return render(request, "reminders/rules.html", context)


def _row(kind: Kind, unit: Unit | None, rule: Rule) -> Row:
    return Row(kind, unit, counted_in_words(kind, rule), in_words(rule))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def rule(request: HttpRequest, kind: str) -> HttpResponse:
    """`?unit=` is about a unit's own rule. With fields in its query a GET shows what would come of them, and keeps
    nothing; a POST keeps them.
    """
    about, unit = _kind(kind), _unit(request)
    parents = load_parents()
    own = setting.rule_of(about, unit)
    held = own if own is not None else setting.rule_above(about, unit, parents)
    sent = request.POST if request.method == "POST" else request.GET if "preview" in request.GET else None
    form = RuleForm(about, held, sent)
    if request.method == "POST" and form.is_valid():
        setting.set_rule(about, unit, form.rule, by=signed_in(request), at=timezone.now())
        messages.success(request, _("The rule is kept. It holds from the next planning on."))
        return HttpResponseRedirect(reverse("recommendations:reminder_rules"))
    edited = form.rule if sent is not None and form.is_valid() else None
    context = {
        "kind": kind,
        "label": ReminderKind(kind).label,
        "about": ABOUT[about],
        "unit": unit,
        "form": form,
        "is_own": own is not None and (unit is not None or own != ABOUT[about].default),
        "units": Unit.objects.order_by("name"),
        **(_comparison(request, about, unit, edited, parents) if edited is not None else {}),
    }
    return render(request, "reminders/rule.html", context, status=422 if form.errors else 200)


def _comparison(
    request: HttpRequest, kind: Kind, unit: Unit | None, edited: Rule, parents: dict[int, int | None]
) -> dict[str, Any]:
    try:
        world = _world(request)
    except TooMuch:
        return {"too_much": forecast.AT_MOST}
    now = forecast.foresee(world, load_book(parents))
    then = forecast.foresee(world, setting.with_rule(kind, unit, edited, parents), _look(request))
    return {"now": now, **_shown(then, request)}


@require_POST
@for_coordinators
def default(request: HttpRequest, kind: str) -> HttpResponse:
    setting.back_to_default(_kind(kind), _unit(request), by=signed_in(request), at=timezone.now())
    messages.success(request, _("What is usual holds again."))
    return HttpResponseRedirect(reverse("recommendations:reminder_rules"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def office(request: HttpRequest) -> HttpResponse:
    """When mail may come: `?unit=` for the people of a unit and those below, without it for everybody else."""
    unit = _unit(request)
    stored = setting.office_of(unit)
    form = OfficeForm(request.POST if request.method == "POST" else None, instance=stored)
    if request.method == "POST" and form.is_valid():
        setting.set_office(unit, form.cleaned_data, by=signed_in(request), at=timezone.now())
        messages.success(request, _("The hours are kept. They hold from the next planning on."))
        return HttpResponseRedirect(reverse("recommendations:reminder_rules"))
    context = {"form": form, "unit": unit, "stored": stored, "units": Unit.objects.order_by("name")}
    return render(request, "reminders/office.html", context, status=422 if form.errors else 200)


@require_POST
@for_coordinators
def no_office(request: HttpRequest) -> HttpResponse:
    setting.close_office(_unit(request), by=signed_in(request), at=timezone.now())
    messages.success(request, _("What holds above it holds again."))
    return HttpResponseRedirect(reverse("recommendations:reminder_rules"))


# --- the timetable -------------------------------------------------------------------------------------------


def _timetable(request: HttpRequest) -> dict[str, Any]:
    try:
        world = _world(request)
    except TooMuch:
        return {"too_much": forecast.AT_MOST, "narrowed_to": _number(request, "for")}
    book = load_book(world.parents)
    found = forecast.foresee(world, book, _look(request))
    return {**_shown(found, request), "narrowed_to": _number(request, "for")}


def _world(request: HttpRequest) -> World:
    chosen = _number(request, "for")
    units = Unit.objects.below({chosen}) if chosen is not None else None
    return forecast.load_world(now=timezone.now(), units=units)


def _look(request: HttpRequest) -> Look:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = None
    return Look(_number(request, "person"), day)


def _shown(found: Forecast, request: HttpRequest) -> dict[str, Any]:
    """The counts by day and by person, and the lines somebody looks at: two queries for the names of it all."""
    by_person: Counter[int] = Counter()
    mails: Counter[int] = Counter()
    by_day: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for (person, day), lines in found.lines.items():
        by_person[person] += lines
        mails[person] += 1
        by_day[day][0] += 1
        by_day[day][1] += lines
    shown = found.looked_at[:LINES_SHOWN]
    most = [person for person, _lines in by_person.most_common(PEOPLE_SHOWN)]
    people = User.objects.in_bulk({*most, *(line.person for line in shown)})
    items = Recommendation.objects.select_related("report").in_bulk({line.item for line in shown})
    return {
        "forecast": found,
        "days": [(day, *counts) for day, counts in sorted(by_day.items())],
        "persons": sorted(
            ((people[person], mails[person], by_person[person]) for person in most), key=lambda row: row[0].name
        ),
        "more_people": len(by_person) - len(most),
        "look": _look(request),
        "looked_at": [_line(line, people, items) for line in shown],
        "more_lines": len(found.looked_at) - len(shown),
    }


def _line(line: Foreseen, people: dict[int, User], items: dict[int, Recommendation]) -> dict[str, Any]:
    return {
        "day": line.day,
        "person": people[line.person],
        "item": items[line.item],
        "kind": ReminderKind(line.kind).label,
        "due_on": line.due_on,
    }


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError as fault:
        raise Http404 from fault


def _unit(request: HttpRequest) -> Unit | None:
    """The unit named in the query, or in what was sent."""
    named = request.POST.get("unit") or request.GET.get("unit") or ""
    if not named:
        return None
    if not (named.isdecimal() and len(named) < 16):
        raise Http404
    return get_object_or_404(Unit, pk=int(named))


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None
