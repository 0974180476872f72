"""What is asked of the rows that hang on an item, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet

from recommendations.models.compiled import Given, compiled_once

if TYPE_CHECKING:
    from recommendations.models.recommendation import Recommendation


@dataclass(frozen=True)
class Facts:
    """What conditions and verbs ask of the rows that hang on an item: whether there are any such."""

    planned_actions: bool
    open_actions: bool
    implementation_evidence: bool
    drafts: bool
    more_time_asked: bool
    more_time_granted: bool
    contributors: bool
    reassignment_asked: bool


def facts_of(items: type[Recommendation], item: Given | OuterRef) -> tuple[Exists, ...]:
    """What gives `Facts`, in their order: of the item with that id, or of the one that the query around it is at."""

    def hanging(name: str) -> Any:
        rows: Any = items._meta.get_field(name).related_model
        return rows.objects.filter(recommendation=item)

    return (
        Exists(hanging("actions").exclude(state="dropped")),
        Exists(hanging("actions").open()),
        Exists(hanging("evidence").proof()),
        Exists(hanging("updates").drafts()),
        Exists(hanging("extensions").asked()),
        Exists(hanging("extensions").granted()),
        Exists(items.contributors.through.objects.filter(recommendation=item)),
        Exists(hanging("reassignment_requests").asked()),
    )


@compiled_once(item=BigIntegerField())
def read_facts(items: type[Recommendation], *, item: Given) -> QuerySet[Any, Any]:
    """Those of one item."""
    return items.objects.filter(pk=item).order_by().values_list(*facts_of(items, item))
