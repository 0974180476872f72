"""Handing over all that a person holds: what it is, who would take each item, and doing it item by item."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from recommendations import permissions, workflow
from recommendations.models import Action, Extension, Recommendation, User
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.people import load_reach
from recommendations.permissions import Role
from recommendations.tracking.bulk import Outcome, move_many
from recommendations.workflow import Words


@dataclass(frozen=True)
class Holding:
    """An item a person has a part in. `to` is who would take it; None when nobody is left to propose.

    `why_not` says why it is not the asker's to hand over, if so.
    """

    item: Recommendation
    is_owner: bool
    is_alternate: bool
    is_contributor: bool
    actions: int
    to: User | None
    why_not: Words | None


@dataclass(frozen=True)
class Held:
    """How much a person holds, counted."""

    owned: int
    alternate: int
    contributed: int
    actions: int
    headed: int
    extensions: int

    @property
    def items(self) -> int:
        return self.owned + self.alternate + self.contributed + self.actions


def held_by(person: User, *, on: date) -> Held:
    """One query for the items and one each for what is counted elsewhere; says nothing of which items they are."""
    items = Recommendation.objects.leaves().open()
    counted = items.aggregate(
        owned=Count("pk", filter=Q(owner=person)),
        alternate=Count("pk", filter=Q(alternate=person)),
    )
    return Held(
        owned=counted["owned"],
        alternate=counted["alternate"],
        contributed=items.filter(contributors=person).count(),
        actions=Action.objects.open().filter(owner=person, recommendation__in=items).count(),
        headed=person.memberships.current(on).filter(role=Role.UNIT_HEAD).count(),
        extensions=Extension.objects.asked().filter(asked_by=person).count(),
    )


def holding(person: User, *, by: User) -> RecommendationQuerySet:
    """The open items the person has a part in, among those the other one sees."""
    doing = Action.objects.open().filter(recommendation=OuterRef("pk"), owner=person)
    contributes = Recommendation.contributors.through.objects.filter(recommendation=OuterRef("pk"), user=person)
    parts = Q(owner=person) | Q(alternate=person) | Exists(doing) | Exists(contributes)
    items: RecommendationQuerySet = Recommendation.objects.leaves_visible_to(by).open().filter(parts)
    return items.in_report_order()


def proposals(items: Iterable[Recommendation], person: User, *, to: User | None, by: User, on: date) -> list[Holding]:
    """Who would take each: `to` if given, else the alternate, else the head of the unit. A fixed number of queries."""
    items = list(items)
    pks = [item.pk for item in items]
    reach = load_reach(on, among=[item.alternate_id for item in items if item.alternate_id])
    actions: dict[int, int] = dict(
        Action.objects.open()
        .filter(recommendation__in=pks, owner=person)
        .order_by()
        .values("recommendation")
        .annotate(n=Count("pk"))
        .values_list("recommendation", "n")
    )
    contributed = set(person.contributes_to.filter(pk__in=pks).order_by().values_list("pk", flat=True))
    heads = User.objects.in_bulk({pk for item in items for pk in reach.heads_of(item.unit_id)})
    standing = by.standing(on)

    def proposed(item: Recommendation) -> User | None:
        if to is not None:
            return to
        if item.alternate is not None and item.alternate != person and item.alternate.is_active:
            return item.alternate
        return next((heads[pk] for pk in reach.heads_of(item.unit_id) if pk != person.pk), None)

    return [
        Holding(
            item,
            is_owner=item.owner_id == person.pk,
            is_alternate=item.alternate_id == person.pk,
            is_contributor=item.pk in contributed,
            actions=actions.get(item.pk, 0),
            to=proposed(item),
            why_not=permissions.refusal(workflow.HAND_OVER, item, standing),
        )
        for item in items
    ]


def hand_over(
    holdings: Collection[Holding],
    person: User,
    *,
    reason: str,
    by: User,
    at: datetime,
    versions: Mapping[int, int] | None = None,
) -> list[Outcome]:
    """Each item by the move of that name, with all its conditions, in a transaction of its own; those nobody was
    proposed for are refused by it like any other.
    """
    outcomes: list[Outcome] = []
    for to in dict.fromkeys(holding.to for holding in holdings):
        given = {"holder": person.pk, "to": to.pk if to else "", "reason": reason}
        items = [holding.item for holding in holdings if holding.to == to]
        outcomes += move_many(items, workflow.HAND_OVER.code, by=by, at=at, given=given, versions=versions)
    return outcomes
