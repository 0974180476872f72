"""The list of recommendations, and the figures of progress over the same."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.filtersets.fields import ID_OR_NONE, CharFilter, ChoiceFilter, CodeFilter, DayFilter
from recommendations.filtersets.tasks import TASK_BY_CODE, TASKS
from recommendations.models import (
    Extension,
    PrintedPosition,
    Recommendation,
    RecommendationText,
    Recommender,
    Unit,
    User,
)
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.progress.changes import changed_since
from recommendations.progress.durations import OUTCOMES, requests_for_time
from recommendations.progress.figures import STAGES
from recommendations.progress.leaves import (
    BAND_BY_CODE,
    BANDS,
    ONLY,
    Column,
    at_stage,
    conditions,
    due_conditions,
    now,
    then,
)
from recommendations.workflow import AddresseeKind, Implementation, Position, Response, Words

# Where a leaf stood before: at one of the stages, or not there yet.
_NOT_THERE = "none"
_WAS: tuple[tuple[str, Words], ...] = ((_NOT_THERE, _("Not there yet")), *STAGES.items())
EARLIEST = date(1945, 1, 1)


class RecommendationFilter(filters.FilterSet):
    """What a list of recommendations may be narrowed to. Reports go by symbol, people and units by id."""

    q = CharFilter(
        label=_("Search"),
        method="containing",
        max_length=200,
        widget=forms.TextInput({"type": "search", "dir": "auto"}),
    )
    report = CodeFilter(r"^.{1,60}$", label=_("Report"), field_name="report__symbol")
    theme = CodeFilter(ID_OR_NONE, label=_("Theme"), method="under_theme")
    response = ChoiceFilter(label=_("Response"), choices=Response.choices, method="in_state")
    implementation = ChoiceFilter(label=_("Implementation"), choices=Implementation.choices, method="in_state")
    stage = ChoiceFilter(label=_("Where it stands"), choices=[*STAGES.items()], method="at_stage", hidden=True)
    addressee = ChoiceFilter(
        label=_("Addressee"), choices=AddresseeKind.choices, field_name="addressee_kind", hidden=True
    )
    position = ChoiceFilter(label=_("Position in the report"), choices=Position.choices, method="answered_with")
    recommending = CharFilter(
        label=_("Recommended by"),
        method="recommended_by",
        max_length=100,
        widget=forms.TextInput({"dir": "auto", "placeholder": _("a State")}),
    )
    unit = CodeFilter(ID_OR_NONE, label=_("Unit"), method="in_unit")
    owner = CodeFilter(r"^(me|none|\d{1,15})$", label=_("Owner"), method="owned_by")
    due = ChoiceFilter(
        label=_("Due"),
        choices=[
            ("overdue", _("Overdue")),
            ("soon", _("In the next 30 days")),
            ("quarter", _("In the next 90 days")),
        ],
        method="by_due",
    )
    only = ChoiceFilter(label=_("Only"), choices=ONLY, method="only_those", hidden=True)
    age = ChoiceFilter(
        label=_("Open, since the report was issued"),
        choices=[(band.code, band.label) for band in BANDS],
        method="of_age",
        hidden=True,
    )
    more_time = ChoiceFilter(label=_("More time"), choices=[*OUTCOMES.items()], method="asking_for_time", hidden=True)
    on = DayFilter(label=_("As at"), hidden=True)
    since = DayFilter(label=_("Changed since"), hidden=True)
    was = ChoiceFilter(label=_("Stood then"), choices=_WAS, method="dated", hidden=True)
    task = ChoiceFilter(
        label=_("My work"),
        choices=[(task.code, task.label) for task in TASKS],
        method="waiting_for_me",
    )
    watched = ChoiceFilter(label=_("Watched"), choices=[("me", _("By me"))], method="watched_by_me")
    sort = ChoiceFilter(
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

    @cached_property
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

    addressee = ChoiceFilter(label=_("Addressee"), choices=AddresseeKind.choices, field_name="addressee_kind")
    on = DayFilter(label=_("As at"))
