"""One FilterSet for each list, shared by its page and its API; and the tasks by which work waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.models import Extension, PrintedPosition, RecommendationText, Recommender, Unit, User
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.permissions import Role, Standing
from recommendations.workflow import Implementation, Position, Response, Words

SOON = timedelta(days=30)


# --- what waits for whom -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """One way in which items concern a person. `hint` says what to do about them, `among` which they are, or
    None where the person never has any.

    No item is in two tasks of the same person, except those they only contribute to, and
    those they both work on and decide on.
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
    return _to_act(person) & Q(due_on__gte=on, due_on__lte=on + SOON)


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


def _contribute(person: Standing, _on: date) -> Q:
    return Q(contributors=person.user_id, implementation__in=workflow.TO_DO)


def _waiting(person: Standing, _on: date) -> Q:
    waits = Q(implementation=Implementation.REPORTED) | Q(response__in=workflow.UNDECIDED) & ~Q(unit__in=person.headed)
    return _owned(person) & waits


def _later(person: Standing, on: date) -> Q:
    return _to_act(person) & (Q(due_on__gt=on + SOON) | Q(due_on__isnull=True))


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


class PlainSelect(forms.Select):
    """A select drawn in one go: Django renders a template for each option, which costs more than the list itself."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002  Django's signature
        chosen = self.format_value(value)
        drawn = ((key, flatatt({"selected": str(key) in chosen}), label) for key, label in self.choices)
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', drawn)
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(own), options)


class _CodeFilter(filters.Filter):
    """A value that must look like one of ours; the choices offered for it are only some of those it takes."""

    field_class = forms.RegexField

    def __init__(self, regex: str, **kwargs: Any) -> None:
        super().__init__(regex=regex, strip=True, widget=PlainSelect, **kwargs)


class _ChoiceFilter(filters.ChoiceFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=PlainSelect, **({"empty_label": _("Any")} | kwargs))


_ID_OR_NONE = r"^(none|\d{1,15})$"


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
    response = _ChoiceFilter(label=_("Response"), choices=Response.choices)
    implementation = _ChoiceFilter(label=_("Implementation"), choices=Implementation.choices)
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
        choices=[("overdue", _("Overdue")), ("soon", _("In the next 30 days"))],
        method="by_due",
    )
    task = _ChoiceFilter(
        label=_("My work"),
        choices=[(task.code, task.label) for task in TASKS],
        method="waiting_for_me",
    )
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
        """`units_below` finds a unit's sub-units; a caller that has the tree already saves a query."""
        super().__init__(data, queryset)
        self.by, self.on, self.units_below = by, on, units_below

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name; what makes no sense is left out."""
        if not self.is_bound:
            return {}
        self.errors  # noqa: B018  asking for the errors is what validates
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def containing(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        saying = RecommendationText.objects.filter(text__icontains=value).values("recommendation")
        return items.filter(Q(reference__icontains=value) | Q(pk__in=saying))

    def under_theme(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(theme=None if value == "none" else int(value))

    def answered_with(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(pk__in=PrintedPosition.objects.filter(position=value).values("recommendation"))

    def recommended_by(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        return items.filter(pk__in=Recommender.objects.filter(name__icontains=value).values("recommendation"))

    def in_unit(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        if value == "none":
            return items.filter(unit__isnull=True)
        return items.filter(unit__in=self.units_below({int(value)}))

    def owned_by(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        if value == "none":
            return items.filter(owner__isnull=True)
        if value == "me":
            return items.filter(_owned(self.by.standing(self.on)))
        return items.filter(owner=int(value))

    def by_due(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        if value == "overdue":
            return items.overdue(self.on)
        return items.due_between(self.on, self.on + SOON)

    def waiting_for_me(self, items: RecommendationQuerySet, _name: str, value: str) -> RecommendationQuerySet:
        among = TASK_BY_CODE[value].among(self.by.standing(self.on), self.on)
        return items.none() if among is None else items.filter(among)

    def sortable(self, items: RecommendationQuerySet, _name: str, _value: str) -> RecommendationQuerySet:
        """Only what has a due date can stand in the order of due dates."""
        return items.filter(due_on__isnull=False)
