"""Pictures of figures, drawn on the server with their words beside them, and the lists behind numbers.

A manager's page has hundreds of these, so they are put together here and not by templates of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_plus

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.formats import number_format
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from recommendations.progress.figures import STAGES, Rate, StateCount
from recommendations.progress.groups import Group
from recommendations.templatetags.components import stacked, worded_once
from recommendations.workflow import UNDECIDED, Implementation, Words

register = template.Library()


# --- numbers and the lists behind them ------------------------------------------------------------------------


@register.filter
@worded_once
def grouped(number: int | None) -> str:
    """A whole number as one reads it: 1,204,500."""
    if number is None:
        return ""
    return str(number) if number < 1000 else number_format(number, 0, force_grouping=True)


@cache
def _list(_prefix: str) -> str:
    """Where the list is, by what stands before all addresses: looked up once and not for each of a page's numbers."""
    return reverse("recommendations:list")


@register.simple_tag
def list_link(link: Mapping[str, str] | None = None, **filters: Any) -> str:
    """The list of recommendations narrowed as the page is (`link`) and to these filters; empty ones are left out."""
    given = {**(link or {}), **filters}
    query = "&".join(f"{name}={quote_plus(str(value))}" for name, value in given.items() if value not in (None, ""))
    address = _list(get_script_prefix())
    return f"{address}?{query}" if query else address


@register.simple_tag
def counted(number: int, link: Mapping[str, str], **filters: Any) -> SafeString:
    """A number that leads to what it counts; of nothing there is no list."""
    return _leading(number, list_link(link, **filters)) if number else _leading(0, "")


def _leading(number: int, address: str) -> SafeString:
    if not number:
        return mark_safe('<span class="muted">0</span>')
    return format_html('<a href="{}">{}</a>', address, grouped(number))


@register.simple_tag
def percent(rate: Rate, link: Mapping[str, str], **filters: Any) -> SafeString:
    """A rate in percent that leads to its part; a dash where there is nothing it could be a part of."""
    return _percent_leading(rate, list_link(link, **filters))


def _percent_leading(rate: Rate, address: str) -> SafeString:
    if rate.percent is None:
        return mark_safe("–")
    words = _("%(percent)s%%") % {"percent": rate.percent}
    return format_html('<a href="{}">{}</a>', address, words) if rate.part else conditional_escape(words)


@register.inclusion_tag("recommendations/progress_rate.html")
def rate_tile(
    rate: Rate, link: Mapping[str, str], part: str, whole: str, part_only: str, whole_only: str
) -> dict[str, Any]:
    """A rate in percent, and of what: "accepted: 3 of 4 decided". `…_only` are codes of the list's filter "only"."""
    return {"rate": rate, "link": link, "part": part, "whole": whole, "part_only": part_only, "whole_only": whole_only}


# --- bars -----------------------------------------------------------------------------------------------------


@register.simple_tag
def stage_bar(stages: Mapping[str, int]) -> SafeString:
    """Leaves by stage as one stacked bar with its numbers."""
    return _with_numbers(stages)


@register.simple_tag
def group_row(
    narrowed_by: str, group: Group, link: Mapping[str, str], in_all: str, late: str, accepted: str, implemented: str
) -> SafeString:
    """A group as a row of its table, with the words of the columns for where these stand below each other."""
    address = list_link({**link, narrowed_by: group.key})
    overdue = _leading(group.overdue, f"{address}&due=overdue")
    cells = (
        (in_all, _leading(group.leaves, address)),
        (late, format_html('<span class="due tone-bad">{}</span>', overdue) if group.overdue else overdue),
        (accepted, _percent_leading(group.acceptance, f"{address}&only=agreed")),
        (implemented, _percent_leading(group.implementation, f"{address}&only=verified")),
    )
    numbers = format_html_join("", '<td class="text-end number" data-label="{}">{}</td>', cells)
    return format_html(
        '<tr><th scope="row" class="fw-normal level-{}"><bdi>{}</bdi></th>{}<td class="wide">{}</td></tr>',
        group.level, group.name, numbers, _with_numbers(group.stages, f"{address}&stage="),
    )  # fmt: skip


@register.simple_tag
def state_bar(counts: Iterable[StateCount]) -> SafeString:
    """States as one stacked bar; its numbers stand in a table beside it."""
    return stacked([(state.code, state.label, state.count) for state in counts if state.count])


_KEY = '<li><i class="stage-key fill-{}"></i> '


@worded_once
def _stage_words() -> Mapping[str, SafeString]:
    return {code: escape(str(label)) for code, label in STAGES.items()}


def _with_numbers(stages: Mapping[str, int], address: str = "") -> SafeString:
    """A bar, and below it what each part of it stands for: those who do not see the bar read that. With an address the
    numbers lead to their lists; it ends where the code of the stage is to follow.
    """
    parts = [(code, label, stages[code]) for code, label in _stage_words().items() if stages.get(code)]
    lines, leading = [], escape(address)
    for code, label, count in parts:
        words = f'{label} <span class="number">{grouped(count)}</span>'
        words = f'<a href="{leading}{code}">{words}</a>' if address else words
        lines.append(f"{_KEY.format(code)}{words}</li>")
    numbers = mark_safe("".join(lines))  # noqa: S308  codes of ours, numbers, and what is escaped above
    bar = stacked(parts, said_beside=True)
    return format_html('<div class="stages">{}<ul class="stage-numbers">{}</ul></div>', bar, numbers)


@register.simple_tag
def stage_key(code: str) -> SafeString:
    """The colour of a stage as a little square."""
    return format_html('<i class="stage-key fill-{}"></i>', code)


@register.simple_tag
def stage_keys(legend: Iterable[tuple[str, Words]]) -> SafeString:
    """Which colour stands for what."""
    return format_html('<ul class="stage-numbers">{}</ul>', format_html_join("", _KEY + "{}</li>", legend))


# --- how far one has come -------------------------------------------------------------------------------------


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
