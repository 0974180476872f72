"""Drawings of figures as SVG: shapes from progress.charts, with their words for those who do not see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from recommendations.progress import charts
from recommendations.progress.changes import NOT_THERE, Changes
from recommendations.progress.figures import STAGES, StateCount
from recommendations.progress.leaves import BANDS
from recommendations.progress.trend import Forecast, MonthEnd, month_of, months_before
from recommendations.templatetags.figures import list_link
from recommendations.workflow import Implementation, Response, Words

register = template.Library()

# From the bottom: what has ended is the ground that grows.
_UPWARDS = (
    Implementation.VERIFIED,
    Implementation.CLOSED,
    Response.NOT_ACCEPTED,
    Implementation.REPORTED,
    Implementation.IN_PROGRESS,
    Implementation.NOT_STARTED,
    Response.UNDER_CONSIDERATION,
    Response.PENDING,
)
_FLOWING: dict[str, Words] = {NOT_THERE: _("Not there yet"), **STAGES}
_SIZE = {"width": charts.WIDTH, "height": charts.HEIGHT}


@register.inclusion_tag("components/chart_columns.html")
def trend_chart(months: Sequence[MonthEnd]) -> dict[str, Any]:
    """Leaves by stage at the ends of months, as stacked columns."""
    drawn = charts.columns([month.stages for month in months], _UPWARDS, rtl=get_language_bidi())
    there = {code for month in months for code, number in month.stages.items() if number}
    shapes = [{"shape": shape, "label": STAGES[shape.tone], "month": months[shape.place]} for shape in drawn.shapes]
    # As many names of months as a narrow drawing has room for.
    marks = [(mark, months[mark.value].month) for mark in drawn.marks if (len(months) - 1 - mark.value) % 3 == 0]
    legend = [(code, STAGES[code]) for code in STAGES if code in there]
    return {**_SIZE, "shapes": shapes, "ticks": drawn.ticks, "marks": marks, "legend": legend, "months": months,
            "rtl": get_language_bidi()}  # fmt: skip


@register.inclusion_tag("components/chart_fan.html")
def forecast_chart(forecast: Forecast, today: Any) -> dict[str, Any]:
    """How many may still be open in the months to come."""
    drawn = charts.fan(forecast.open, forecast.fan, rtl=get_language_bidi())
    ends = [(mark, months_before(month_of(today), -mark.value)) for mark in drawn.ends]
    return {**_SIZE, "drawn": drawn, "ends": ends, "forecast": forecast, "rtl": get_language_bidi()}


@register.inclusion_tag("components/chart_flow.html")
def flow_chart(changes: Changes) -> dict[str, Any]:
    """From where leaves moved to where, the earlier day at the beginning of the line."""
    drawn = charts.flow(changes.flows, [*_FLOWING], rtl=get_language_bidi())
    bands = [{"band": band, "before": _FLOWING[band.before], "after": _FLOWING[band.after]} for band in drawn.bands]
    there = {shape.tone for shape in (*drawn.before, *drawn.after)}
    nodes = [
        {"shape": shape, "label": _FLOWING[shape.tone], "day": day}
        for side, day in ((drawn.before, changes.since), (drawn.after, changes.on))
        for shape in side
    ]
    legend = [(code, label) for code, label in _FLOWING.items() if code in there]
    return {**_SIZE, "bands": bands, "nodes": nodes, "legend": legend, "changes": changes}


@register.inclusion_tag("components/chart_bar.html")
def age_bar(band: StateCount, whole: int) -> dict[str, Any]:
    """The share of a band of ages; the long outstanding ones stand out."""
    share = 100 * band.count / whole if whole else 0
    return {"tone": "bad" if band.code == BANDS[-1].code else "active", "share": f"{share:.2f}"}


@register.simple_tag
def flow_rows(changes: Changes) -> list[dict[str, Any]]:
    """The flows as lines of a table, most first: those that moved, then those that stayed."""
    rows = [
        {
            "was": was,
            "stage": now,
            "before": _FLOWING[was],
            "after": _FLOWING[now],
            "number": number,
            "moved": was != now,
        }
        for (was, now), number in changes.flows.items()
    ]
    return sorted(rows, key=lambda row: (not row["moved"], -row["number"]))


@register.simple_tag
def month_link(link: Mapping[str, str], month: MonthEnd, **filters: Any) -> str:
    """The list behind a number of a month: as it stood when the month was over."""
    return list_link(link, **({"on": month.last_day.isoformat()} if month.is_over else {}), **filters)


@register.filter
def month_after(day: Any, number: int) -> Any:
    """The month so many months after a day's."""
    return months_before(month_of(day), -number)
