"""Units: the tree, and all that coordinators and administrators do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from recommendations.models import Membership, Unit
from recommendations.people import units
from recommendations.refusals import Refused
from recommendations.tracking.forms import CHOOSE, WordsField
from recommendations.web import log_lines
from recommendations.web.confirming import ConfirmedForm
from recommendations.web.refused import mark
from recommendations.web.requests import signed_in
from recommendations.web.views.people import LATEST, for_administration


class UnitForm(forms.Form):
    """What a unit is called."""

    name = WordsField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    short_name = WordsField(
        label=gettext_lazy("Short name"), max_length=30, required=False, widget=forms.TextInput({"dir": "auto"})
    )


class NewUnitForm(UnitForm):
    """A unit to add, and where."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Part of"),
        queryset=Unit.objects.current(),
        required=False,
        empty_label=gettext_lazy("Nothing"),
    )


class ParentForm(forms.Form):
    """Where a unit stands. What stands under it itself is not offered."""

    parent: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=gettext_lazy("Part of"), queryset=None, required=False, empty_label=gettext_lazy("Nothing")
    )

    def __init__(self, unit: Unit, data: Any = None) -> None:
        super().__init__(data, initial={"parent": unit.parent_id}, auto_id="id_move_%s")
        parents = self.fields["parent"]
        assert isinstance(parents, forms.ModelChoiceField)  # noqa: S101  for the type checker: declared above
        parents.queryset = Unit.objects.current().exclude(pk__in=Unit.objects.below({unit.pk}))


class MergeForm(ConfirmedForm):
    """Into which unit another goes."""

    into = forms.ModelChoiceField(label=gettext_lazy("Into"), queryset=Unit.objects.current(), empty_label=CHOOSE)

    def __init__(self, request: HttpRequest, unit: Unit, data: Any = None) -> None:
        super().__init__(request, data, auto_id="id_merge_%s")
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)  # noqa: S101  for the type checker: declared above
        into.queryset = Unit.objects.current().exclude(pk=unit.pk)


@dataclass(frozen=True)
class Node:
    """A unit of the tree with what hangs on it."""

    unit: Unit
    people: int
    below: list[Node]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def unit_tree(request: HttpRequest) -> HttpResponse:
    form = NewUnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unit = units.create(**form.cleaned_data, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("%(unit)s is added.") % {"unit": unit.name})
            return redirect("recommendations:units")
    merged = Unit.objects.filter(merged_into__isnull=False).select_related("merged_into")
    context = {"nodes": list(_nodes()), "form": form, "merged": merged}
    return render(request, "units/units.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@for_administration
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _unit(pk))


@never_cache
@require_http_methods(["POST"])
@for_administration
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    unit, form = _unit(pk), UnitForm(request.POST)
    if form.is_valid():
        try:
            units.rename(unit, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("The unit is renamed. What happened before still says its former name."))
            return redirect("recommendations:unit", pk)
    return _page(request, unit, rename=form)


@never_cache
@require_http_methods(["POST"])
@for_administration
def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    unit = _unit(pk)
    form = ParentForm(unit, request.POST)
    if form.is_valid():
        try:
            units.move(unit, parent=form.cleaned_data["parent"], by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            messages.success(request, _("The unit is moved."))
            return redirect("recommendations:unit", pk)
    return _page(request, unit, move=form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_administration
def unit_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what would go over before anything does: a merger is not taken back by a button."""
    unit = _unit(pk)
    form = MergeForm(request, unit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            moved = units.merge(unit, into, by=signed_in(request), at=timezone.now())
        except Refused as refused:
            mark(form, refused)
        else:
            words = _("%(unit)s is merged into %(into)s: %(items)s recommendations, %(roles)s roles, %(units)s units.")
            counts = {"items": moved.items, "roles": moved.memberships, "units": moved.units}
            messages.success(request, words % {"unit": unit.name, "into": into.name, **counts})
            return redirect("recommendations:unit", into.pk)
    context = {"unit": unit, "form": form, "weight": units.weigh(unit, on=timezone.localdate())}
    return render(request, "units/unit_merge.html", context, status=422 if form.errors else 200)


def _unit(pk: int) -> Unit:
    unit: Unit = get_object_or_404(Unit.objects.select_related("parent", "merged_into"), pk=pk)
    return unit


def _page(
    request: HttpRequest, unit: Unit, *, rename: UnitForm | None = None, move: ParentForm | None = None
) -> HttpResponse:
    on = timezone.localdate()
    held = Membership.objects.current(on).filter(unit=unit, user__is_active=True).select_related("user")
    initial = {"name": unit.name, "short_name": unit.short_name}
    context = {
        "unit": unit,
        "held": held.order_by("user__name", "pk"),
        "children": unit.children.current(),
        "former": unit.former_names.order_by("-until_at"),
        "merged_from": unit.merged_from.all(),
        "rename": rename or UnitForm(initial=initial),
        "move": move or ParentForm(unit),
        "log": log_lines.lines(unit.administrative_entries.select_related("person", "unit")[:LATEST]),
    }
    return render(request, "units/unit.html", context, status=422 if rename or move else 200)


def _nodes() -> Iterator[Node]:
    """The tree in one query, drawn from the top."""
    today = timezone.localdate()
    current = Q(memberships__since__lte=today) & (Q(memberships__until__isnull=True) | Q(memberships__until__gte=today))
    people = Count("memberships__user", filter=current & Q(memberships__user__is_active=True), distinct=True)
    by_parent: dict[int | None, list[Unit]] = {}
    for unit in Unit.objects.current().annotate(people=people).order_by("name", "pk"):
        by_parent.setdefault(unit.parent_id, []).append(unit)

    def under(parent: int | None) -> list[Node]:
        return [Node(unit, unit.__dict__["people"], under(unit.pk)) for unit in by_parent.get(parent, ())]

    yield from under(None)
