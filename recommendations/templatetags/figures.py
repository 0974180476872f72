"""Pictures of figures, drawn on the server with their words beside them, and the lists behind numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from recommendations.progress.figures import STAGES, Rate, StateCount
from recommendations.progress.groups import Group
from recommendations.templatetags.components import stacked
from recommendations.workflow import UNDECIDED, Implementation, Words

register = template.Library()


@register.inclusion_tag("recommendations/progress_bar.html")
def stage_bar(stages: Mapping[str, int]) -> dict[str, Any]:
    """Leaves by stage as one stacked bar with its numbers."""
    return _bar(stages)


@register.inclusion_tag("recommendations/progress_bar.html")
def group_bar(narrowed_by: str, group: Group, link: Mapping[str, str]) -> dict[str, Any]:
    """The stages of a group, each number leading to its list."""
    bar = _bar(group.stages)
    for segment in bar["segments"]:
        segment["href"] = group_link(narrowed_by, group.key, link, stage=segment["tone"])
    return bar


@register.inclusion_tag("components/stacked_bar.html")
def state_bar(counts: Iterable[StateCount]) -> dict[str, Any]:
    """States as one stacked bar; its numbers stand in a table beside it."""
    return stacked([(state.code, state.label, state.count) for state in counts if state.count])


def _bar(stages: Mapping[str, int]) -> dict[str, Any]:
    return stacked([(code, label, stages[code]) for code, label in STAGES.items() if stages.get(code)])


@register.inclusion_tag("recommendations/progress_rate.html")
def rate_tile(rate: Rate, part: str, whole: str) -> dict[str, Any]:
    """A rate in percent, and of what: "accepted: 3 of 4 decided"."""
    return {"rate": rate, "part": part, "whole": whole}


@register.simple_tag
def list_link(link: Mapping[str, str] | None = None, **filters: Any) -> str:
    """The list of recommendations narrowed as the page is (`link`) and to these filters; empty ones are left out."""
    query = urlencode({name: value for name, value in {**(link or {}), **filters}.items() if value not in (None, "")})
    return reverse("recommendations:list") + (f"?{query}" if query else "")


@register.simple_tag
def group_link(narrowed_by: str, key: str, link: Mapping[str, str], **filters: Any) -> str:
    """The list of a group's items, narrowed as the page is."""
    return list_link(link, **{narrowed_by: key, **filters})


@dataclass(frozen=True)
class Dot:
    """A step of the way: "done", "here" or "ahead"; `line` is where the line from the step before begins."""

    x: int
    state: str
    line: int | None


_WAYS = {
    "response": (*UNDECIDED, "decided"),
    "implementation": (
        Implementation.NOT_STARTED,
        Implementation.IN_PROGRESS,
        Implementation.REPORTED,
        Implementation.VERIFIED,
    ),
}


@register.inclusion_tag("recommendations/recommendation_detail_steps.html")
def steps(axis: str, state: str, words: Words) -> dict[str, Any]:
    """How far a leaf has come on one of its two axes, as a row of dots with its words for those who do not see it."""
    way = _WAYS[axis]
    if state == Implementation.CLOSED:
        here = -1  # it has left the way
    elif axis == "response":
        here = min(len(way) - 1, way.index(state) if state in way else len(way) - 1)
    else:
        here = way.index(state)
    dots = [
        Dot(12 + 28 * n, "here" if n == here else "done" if n < here else "ahead", 12 + 28 * (n - 1) if n else None)
        for n in range(len(way))
    ]
    return {"dots": dots, "width": 24 + 28 * (len(way) - 1), "words": words, "here": here + 1, "of": len(way)}
