"""One FilterSet for each list, shared by its page and its API; and the tasks by which work waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models import (
    Extension,
    PrintedPosition,
    ReassignmentRequest,
    Recommendation,
    RecommendationText,
    Recommender,
    Unit,
    User,
)
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.permissions import Role, Standing
from recommendations.progress.changes import changed_since
from recommendations.progress.durations import OUTCOMES, requests_for_time
from recommendations.progress.figures import STAGES
from recommendations.progress.leaves import (
    BAND_BY_CODE,
    BANDS,
    DUE_SOON,
    ONLY,
    Column,
    at_stage,
    conditions,
    due_conditions,
    now,
    then,
)
from recommendations.workflow import AddresseeKind, Implementation, Position, Response, Words

# --- what waits for whom -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """One way in which items concern a person. `hint` says what to do about them, `among` which they are, or
    None where the person never has any.

    No item is in two tasks of the same person, except those they only contribute to, those they both work on and decide
    on, and those said to be somebody else's.
    """

    code: str
    label: Words
    hint: Words
    among: Callable[[Standing, date], Q | None]
    order: tuple[str, ...] = ("due_on", "pk")


def _owned(person: Standing) -> Q:
    """Whatever the person answers for: in their own name, as alternate, or for somebody who is away."""
    theirs = Q(owner=person.user_id) | Q(alternate=person.user_id)
    if person.stands_in_for:
        theirs |= Q(owner__in=person.stands_in_for) | Q(alternate__in=person.stands_in_for)
    return theirs


def _to_act(person: Standing) -> Q:
    return _owned(person) & Q(implementation__in=workflow.TO_DO)


def _to_decide(person: Standing) -> Q:
    return Q(unit__in=person.headed, owner__isnull=False, response__in=workflow.UNDECIDED)


def _overdue(person: Standing, on: date) -> Q:
    theirs = _to_act(person) | _to_decide(person) if person.headed else _to_act(person)
    return theirs & Q(due_on__lt=on)


def _due_soon(person: Standing, on: date) -> Q:
    return _to_act(person) & Q(due_on__gte=on, due_on__lte=on + DUE_SOON)


def _decide(person: Standing, on: date) -> Q | None:
    return _to_decide(person) & (Q(due_on__gte=on) | Q(due_on__isnull=True)) if person.headed else None


def _verify(person: Standing, _on: date) -> Q | None:
    if Role.VERIFIER not in person.roles:
        return None
    of_others = ~Q(claimed_by=person.user_id) & ~_owned(person) & ~Q(unit__in=person.answers_for)
    return Q(implementation=Implementation.REPORTED) & of_others


def _extension(person: Standing, _on: date) -> Q | None:
    """A first extension waits for the head of the unit, a later one for senior management."""
    asked = Q(pk__in=Extension.objects.asked().values("recommendation"), implementation__in=workflow.TO_DO)
    extended = Q(pk__in=Extension.objects.granted().values("recommendation"))
    found = Q(unit__in=person.headed) & asked & ~extended if person.headed else None
    if Role.SENIOR_MANAGEMENT in person.roles:
        return asked & extended if found is None else found | asked & extended
    return found


def _confirm(person: Standing, _on: date) -> Q | None:
    """Claims of the person's units that they have not confirmed: a help to the verifier, who need not wait for it."""
    if not person.headed:
        return None
    claims = Q(implementation=Implementation.REPORTED, claim_confirmed_by__isnull=True, unit__in=person.headed)
    return claims & ~Q(claimed_by=person.user_id) & ~_owned(person)


def _assign(person: Standing, _on: date) -> Q | None:
    nobodys = Q(owner__isnull=True, response__in=workflow.UNDECIDED)
    if Role.COORDINATOR in person.roles:
        return nobodys
    return nobodys & Q(unit__in=person.headed) if person.headed else None


def _reassign(person: Standing, _on: date) -> Q | None:
    """Said to be somebody else's by who has it."""
    asked = Q(pk__in=ReassignmentRequest.objects.asked().values("recommendation"))
    if Role.COORDINATOR in person.roles:
        return asked
    return asked & Q(unit__in=person.headed) & ~_owned(person) if person.headed else None


def _contribute(person: Standing, _on: date) -> Q:
    return Q(contributors=person.user_id, implementation__in=workflow.TO_DO)


def _waiting(person: Standing, _on: date) -> Q:
    waits = Q(implementation=Implementation.REPORTED) | Q(response__in=workflow.UNDECIDED) & ~Q(unit__in=person.headed)
    return _owned(person) & waits


def _later(person: Standing, on: date) -> Q:
    return _to_act(person) & (Q(due_on__gt=on + DUE_SOON) | Q(due_on__isnull=True))


_AS_IN_THE_REPORT = ("report_id", "position")
_TO_WORK: Words = _("Start work, report progress, or report implementation once the work is done.")
TASKS: tuple[Task, ...] = (
    Task("overdue", _("Overdue"), _("The date has passed: these come first."), _overdue),
    Task("soon", _("Due in the next 30 days"), _TO_WORK, _due_soon),
    Task("decide", _("To decide"), _("Accept, accept in part, or take under consideration."), _decide),
    Task("extension", _("More time to decide on"), _("Grant more time or refuse it."), _extension),
    Task(
        "confirm",
        _("Claims to confirm"),
        _("Read the claim and its evidence, then confirm it."),
        _confirm,
        order=_AS_IN_THE_REPORT,
    ),
    Task("verify", _("To verify"), _("Read the evidence, then verify or return."), _verify, order=_AS_IN_THE_REPORT),
    Task(
        "assign", _("To assign"), _("Name an owner, and by when the response is due."), _assign, order=_AS_IN_THE_REPORT
    ),
    Task(
        "reassign",
        _("Somebody else’s, they say"),
        _("Assign it to whom it belongs, or to the same person again."),
        _reassign,
        order=_AS_IN_THE_REPORT,
    ),
    Task("later", _("To work on, due later"), _TO_WORK, _later),
    Task(
        "contribute",
        _("To contribute to"),
        _("Draft updates and suggest evidence; the owner decides on them."),
        _contribute,
    ),
    Task("waiting", _("Waiting for others"), _("Nothing to do now: others decide or verify first."), _waiting),
)
TASK_BY_CODE = {task.code: task for task in TASKS}


# --- the list of recommendations ---------------------------------------------------------------------------


_SELECTED = mark_safe(" selected")


class PlainSelect(forms.Select):
    """A select drawn in one go: Django renders a template for each option, which costs more than the list itself."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002  Django's signature
        chosen = self.format_value(value)
        drawn = ((key, _SELECTED if str(key) in chosen else "", label) for key, label in self.choices)
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', drawn)
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(own), options)


class _CodeFilter(filters.Filter):
    """A value that must look like one of ours; the choices offered for it are only some of those it takes."""

    field_class = forms.RegexField

    def __init__(self, regex: str, **kwargs: Any) -> None:
        super().__init__(regex=regex, strip=True, widget=PlainSelect, **kwargs)


class _ChoiceFilter(filters.ChoiceFilter):
    """One of a few codes. A hidden one comes with the address of a number's list, nobody chooses it."""

    def __init__(self, *args: Any, hidden: bool = False, **kwargs: Any) -> None:
        widget = forms.HiddenInput if hidden else PlainSelect
        super().__init__(*args, widget=widget, **({"empty_label": _("Any")} | kwargs))


_ID_OR_NONE = r"^(none|\d{1,15})$"


class _DayFilter(filters.Filter):
    """A day until today, which whoever makes the filter set says."""

    field_class = forms.DateField

    def __init__(self, *, hidden: bool = False, **kwargs: Any) -> None:
        widget = forms.HiddenInput() if hidden else forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(method="dated", widget=widget, **kwargs)


# Where a leaf stood before: at one of the stages, or not there yet.
_NOT_THERE = "none"
_WAS: tuple[tuple[str, Words], ...] = ((_NOT_THERE, _("Not there yet")), *STAGES.items())
EARLIEST = date(1945, 1, 1)


class RecommendationFilter(filters.FilterSet):
    """What a list of recommendations may be narrowed to. Reports go by symbol, people and units by id."""

    q = filters.CharFilter(
        label=_("Search"),
        method="containing",
        max_length=200,
        widget=forms.TextInput({"type": "search", "dir": "auto"}),
    )
    report = _CodeFilter(r"^.{1,60}$", label=_("Report"), field_name="report__symbol")
    theme = _CodeFilter(_ID_OR_NONE, label=_("Theme"), method="under_theme")
    response = _ChoiceFilter(label=_("Response"), choices=Response.choices, method="in_state")
    implementation = _ChoiceFilter(label=_("Implementation"), choices=Implementation.choices, method="in_state")
    stage = _ChoiceFilter(label=_("Where it stands"), choices=[*STAGES.items()], method="at_stage", hidden=True)
    addressee = _ChoiceFilter(
        label=_("Addressee"), choices=AddresseeKind.choices, field_name="addressee_kind", hidden=True
    )
    position = _ChoiceFilter(label=_("Position in the report"), choices=Position.choices, method="answered_with")
    recommending = filters.CharFilter(
        label=_("Recommended by"),
        method="recommended_by",
        max_length=100,
        widget=forms.TextInput({"dir": "auto", "placeholder": _("a State")}),
    )
    unit = _CodeFilter(_ID_OR_NONE, label=_("Unit"), method="in_unit")
    owner = _CodeFilter(r"^(me|none|\d{1,15})$", label=_("Owner"), method="owned_by")
    due = _ChoiceFilter(
        label=_("Due"),
        choices=[
            ("overdue", _("Overdue")),
            ("soon", _("In the next 30 days")),
            ("quarter", _("In the next 90 days")),
        ],
        method="by_due",
    )
    only = _ChoiceFilter(label=_("Only"), choices=ONLY, method="only_those", hidden=True)
    age = _ChoiceFilter(
        label=_("Open, since the report was issued"),
        choices=[(band.code, band.label) for band in BANDS],
        method="of_age",
        hidden=True,
    )
    more_time = _ChoiceFilter(label=_("More time"), choices=[*OUTCOMES.items()], method="asking_for_time", hidden=True)
    on = _DayFilter(label=_("As at"), hidden=True)
    since = _DayFilter(label=_("Changed since"), hidden=True)
    was = _ChoiceFilter(label=_("Stood then"), choices=_WAS, method="dated", hidden=True)
    task = _ChoiceFilter(
        label=_("My work"),
        choices=[(task.code, task.label) for task in TASKS],
        method="waiting_for_me",
    )
    watched = _ChoiceFilter(label=_("Watched"), choices=[("me", _("By me"))], method="watched_by_me")
    sort = _ChoiceFilter(
        label=_("Order"),
        choices=[("due", _("By due date"))],
        empty_label=_("As in the report"),
        method="sortable",
    )

    def __init__(
        self,
        data: Any,
        queryset: RecommendationQuerySet,
        *,
        by: User,
        on: date,
        units_below: Callable[[set[int]], Collection[int]] = Unit.objects.below,
    ) -> None:
        """`units_below` finds a unit's sub-units; a caller that has the tree already saves a query.

        With a past day in `on` the list shows what stood then: `queryset` has to hold parents too, as some of them were
        leaves (`visible_to`); otherwise they are left out here.
        """
        super().__init__(data, queryset)
        self.by, self.today, self.units_below = by, on, units_below
        for name in ("on", "since"):
            self.filters[name].extra["validators"] = [self._until_today]

    def _until_today(self, value: date) -> None:
        if not EARLIEST <= value <= self.today:
            raise ValidationError(_("Give today or a day before."))

    @property
    def past(self) -> date | None:
        """The past day the list is about, None for today."""
        day: Any = self.chosen.get("on")
        return day if day and day < self.today else None

    @property
    def day(self) -> date:
        return self.past or self.today

    @property
    def column(self) -> Column:
        return then if self.past else now

    def filter_queryset(self, queryset: RecommendationQuerySet) -> RecommendationQuerySet:
        items = queryset.as_at(self.past) if self.past else queryset.leaves()
        since: Any = self.chosen.get("since")
        if since:
            items = self._changed(items, since, self.chosen.get("was"))
        found: RecommendationQuerySet = super().filter_queryset(items)
        return found

    def _changed(self, items: RecommendationQuerySet, since: date, was: str | None) -> RecommendationQuerySet:
        """Those that stood at the stage `was` at the end of that day, or, without it, at another one than now."""
        if was is None:
            among = changed_since(self.column)
        else:
            among = Q(was__isnull=True) if was == _NOT_THERE else at_stage(was, "was__{}".format)
        return items.stood(since, name="was").filter(among)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name; what makes no sense is left out."""
        if not self.is_bound:
            return {}
        self.errors  # noqa: B018  asking for the errors is what validates
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def dated(self, items: RecommendationQuerySet, _name: str, _value: Any) -> RecommendationQuerySet:
        """Days narrow the list before the other filters do."""
        return items

    def in_state(self, items: RecommendationQuerySet, name: str, value: str) -> RecommendationQuerySet:
        return items.filter(**{self.column(name): value})

    def at_stage(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(at_stage(value, self.column))

    def only_those(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(conditions(self.day, self.column)[value])

    def of_age(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(BAND_BY_CODE[value].among(self.day, self.column))

    def asking_for_time(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        requests = Extension.objects.filter(requests_for_time(value, on=self.day))
        return items.filter(pk__in=requests.values("recommendation"))

    def containing(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        """References have digits; looked for in both places, a common word would cost more than the list itself."""
        saying = RecommendationText.objects.saying(value).values_list("recommendation")
        if not any(map(str.isdigit, value)):
            return items.filter(pk__in=saying)
        called = Q(reference__istartswith=value) | Q(reference__istartswith=f"Recommendation {value}")
        return items.filter(pk__in=saying.union(Recommendation.objects.order_by().filter(called).values_list("pk")))

    def under_theme(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(theme=None if value == "none" else int(value))

    def answered_with(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(pk__in=PrintedPosition.objects.filter(position=value).values("recommendation"))

    def recommended_by(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(pk__in=Recommender.objects.filter(name__icontains=value).values("recommendation"))

    def in_unit(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        unit = self.column("unit")
        if value == "none":
            return items.filter(**{f"{unit}__isnull": True})
        return items.filter(**{f"{unit}__in": self.units_below({int(value)})})

    def owned_by(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        owner = self.column("owner")
        if value == "none":
            return items.filter(**{f"{owner}__isnull": True})
        if value == "me":
            alternate = self.column("alternate")
            return items.filter(Q(**{owner: self.by}) | Q(**{alternate: self.by}))
        return items.filter(**{owner: int(value)})

    def by_due(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(due_conditions(self.day, self.column)[value])

    def waiting_for_me(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        among = TASK_BY_CODE[value].among(self.by.standing(self.today), self.today)
        return items.none() if among is None else items.filter(among)

    def watched_by_me(self, items: RecommendationQuerySet, _name: str, _value: str) -> RecommendationQuerySet:
        return items.filter(pk__in=self.by.watches.values("recommendation"))

    def sortable(self, items: RecommendationQuerySet, _name: str, _value: str) -> RecommendationQuerySet:
        """Only what has a due date can stand in the order of due dates."""
        return items.filter(**{f"{self.column('due_on')}__isnull": False})


class ProgressFilter(RecommendationFilter):
    """The same for the manager's page, which offers to choose what only comes with an address on the list."""

    addressee = _ChoiceFilter(label=_("Addressee"), choices=AddresseeKind.choices, field_name="addressee_kind")
    on = _DayFilter(label=_("As at"))
