"""Drawings of figures as SVG: shapes from progress.charts, with their words for those who do not see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from recommendations.progress import charts
from recommendations.progress.changes import NOT_THERE, Changes
from recommendations.progress.figures import STAGES, StateCount
from recommendations.progress.leaves import BANDS
from recommendations.progress.trend import Forecast, MonthEnd, month_of, months_before
from recommendations.templatetags.components import worded_once
from recommendations.templatetags.figures import grouped, list_link, stage_keys
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
_FLOWING: dict[str, Words] = {NOT_THERE: gettext_lazy("Not there yet"), **STAGES}
# Of a forecast, the months told to those who do not see it: every third.
_TOLD = 3


@register.simple_tag
def trend_chart(months: Sequence[MonthEnd]) -> SafeString:
    """Leaves by stage at the ends of months, as stacked columns; pointing at a column tells its numbers."""
    drawn = charts.columns([month.stages for month in months], _UPWARDS, rtl=get_language_bidi())
    labels = {code: str(label) for code, label in STAGES.items()}
    columns: list[list[charts.Shape]] = [[] for _month in months]
    for shape in drawn.shapes:
        columns[shape.place].append(shape)
    bars = format_html_join(
        "",
        "<g><title>{}</title>{}</g>",
        ((_numbers(month, shapes, labels), _rectangles(shapes)) for month, shapes in zip(months, columns, strict=True)),
    )
    # As many names of months as a narrow drawing has room for.
    marks = [
        (mark.at, "chart-end" if mark is drawn.marks[-1] else "chart-middle", months[mark.value].month)
        for mark in drawn.marks
        if (len(months) - 1 - mark.value) % 4 == 0
    ]
    told = (
        f"{_month_name(month.month)}: "
        + _("%(open)s open, %(ended)s ended") % {"open": grouped(month.open), "ended": grouped(month.ended)}
        for month in months
    )
    title = _("Where the recommendations stood at the end of each month")
    there = {code for month in months for code, number in month.stages.items() if number}
    legend = [(code, label) for code, label in labels.items() if code in there]
    return _drawing("trend", title, told, _scale(drawn.ticks) + bars + _marks(marks)) + stage_keys(legend)


def _numbers(month: MonthEnd, shapes: Iterable[charts.Shape], labels: Mapping[str, str]) -> str:
    """From the top down, as they stand."""
    parts = [f"{labels[shape.tone]}: {grouped(shape.number)}" for shape in shapes]
    return "\n".join([_month_name(month.month), *reversed(parts)])


@register.simple_tag
def forecast_chart(forecast: Forecast, today: date) -> SafeString:
    """How many may still be open in the months to come."""
    drawn = charts.fan(forecast.open, forecast.fan, rtl=get_language_bidi())
    ends = [
        (mark.at, "chart-end" if mark.value else "chart-begin", months_before(month_of(today), -mark.value))
        for mark in drawn.ends
    ]
    told = (
        _("After %(n)s months: about %(middle)s, between %(early)s and %(late)s.")
        % {"n": n, "early": grouped(early), "middle": grouped(middle), "late": grouped(late)}
        for n, (early, middle, late) in enumerate(forecast.fan, start=1)
        if n % _TOLD == 0 or n == len(forecast.fan)
    )
    lines = format_html(
        '<path class="fan-area" d="{}"></path><path class="fan-line" d="{}"></path>', drawn.area, drawn.line
    )
    title = _("How many may still be open in the months to come")
    return _drawing("fan", title, told, _scale(drawn.ticks) + lines + _marks(ends))


@register.simple_tag
def flow_chart(changes: Changes) -> SafeString:
    """From where leaves moved to where, the earlier day at the beginning of the line."""
    drawn = charts.flow(changes.flows, [*_FLOWING], rtl=get_language_bidi())
    since, on = date_format(changes.since), date_format(changes.on)
    labels = {code: str(label) for code, label in _FLOWING.items()}
    bands = format_html_join(
        "",
        '<path class="flow-band fill-{}{}" d="{}"><title>{} → {}: {}</title></path>',
        (
            (band.after, mark_safe(" flow-still") if band.before == band.after else "", band.path,
             labels[band.before], labels[band.after], grouped(band.number))
            for band in drawn.bands
        ),
    )  # fmt: skip
    nodes = format_html_join(
        "",
        "<g>{}<title>{} · {}: {}</title></g>",
        (
            (_rectangles([shape]), day, labels[shape.tone], grouped(shape.number))
            for side, day in ((drawn.before, since), (drawn.after, on))
            for shape in side
        ),
    )
    told = (
        _("%(before)s to %(after)s: %(number)s.")
        % {"before": labels[band.before], "after": labels[band.after], "number": grouped(band.number)}
        for band in drawn.bands
    )
    title = _("From where to where recommendations moved between %(since)s and %(on)s") % {"since": since, "on": on}
    days = '<div class="flow-days small muted" aria-hidden="true"><span>{}</span><span>{}</span></div>'
    there = {shape.tone for shape in (*drawn.before, *drawn.after)}
    legend = [(code, label) for code, label in labels.items() if code in there]
    return format_html(days, since, on) + _drawing("flow", title, told, bands + nodes) + stage_keys(legend)


# --- parts of drawings ----------------------------------------------------------------------------------------


def _drawing(name: str, title: str, told: Iterable[str], shapes: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{name}-title {name}-desc">'
        '<title id="{name}-title">{}</title><desc id="{name}-desc">{}</desc>{}</svg>',
        charts.WIDTH, charts.HEIGHT, title, " ".join(told), shapes, name=name,
    )  # fmt: skip


def _rectangles(shapes: Iterable[charts.Shape]) -> SafeString:
    drawn = (
        f'<rect class="fill-{s.tone}" x="{s.x:.1f}" y="{s.y:.1f}" width="{s.width:.1f}" height="{s.height:.1f}"></rect>'
        for s in shapes
    )
    return mark_safe("".join(drawn))  # noqa: S308  codes of ours and numbers


def _scale(ticks: Iterable[charts.Tick]) -> SafeString:
    """A line for each tick across the drawing, its number where the line begins."""
    rtl = get_language_bidi()
    edge, first, last = (charts.WIDTH, 0, charts.WIDTH - charts.MARGIN) if rtl else (0, charts.MARGIN, charts.WIDTH)
    lines = (
        (first, last, f"{tick.at:.1f}", f"{tick.at:.1f}", edge, f"{tick.at + 4:.1f}", _short(tick.value))
        for tick in ticks
    )
    line = '<line class="chart-line" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
    return format_html_join("", line + '<text class="chart-text" x="{}" y="{}">{}</text>', lines)


def _short(number: int) -> str:
    """A round number in as few letters as the edge of a drawing has room for: 1500, 20k, 1.2M."""
    for size, unit in ((1_000_000, "M"), (1_000, "k")):
        if number >= 10_000 and number >= size:
            return f"{number / size:g}{unit}"
    return str(number)


def _marks(marks: Iterable[tuple[float, str, date]]) -> SafeString:
    short = pgettext("short month and year: a date format of Django", "M Y")
    names = ((kind, f"{at:.1f}", charts.HEIGHT - 5, date_format(month, short)) for at, kind, month in marks)
    return format_html_join("", '<text class="chart-text {}" x="{}" y="{}">{}</text>', names)


@worded_once
def _month_name(month: date) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")


@register.simple_tag
def age_bar(band: StateCount, whole: int) -> SafeString:
    """The share of a band of ages; the long outstanding ones stand out. Its number stands beside it."""
    share = 100 * band.count / whole if whole else 0
    return format_html(
        '<svg class="bar-chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="fill-{}" width="{}" height="8"></rect></svg>',
        "bad" if band.code == BANDS[-1].code else "active", f"{share:.2f}",
    )  # fmt: skip


# --- the numbers behind ---------------------------------------------------------------------------------------


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
def month_rows(months: Sequence[MonthEnd], link: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The months as lines of a table: their name, and each number with its list as it stood when the month was over."""
    for month in months:
        then = list_link({**link, "on": month.last_day.isoformat()} if month.is_over else link)
        more = "&" if "?" in then else "?"
        numbers = (("", month.leaves), ("only=open", month.open), ("stage=verified_implemented", month.verified))
        name = _month_name(month.month) if month.is_over else _("So far")
        yield name, [(f"{then}{more}{narrowed}" if narrowed else then, grouped(number)) for narrowed, number in numbers]


@register.filter
def month_after(day: date, number: int) -> date:
    """The month so many months after a day's."""
    return months_before(month_of(day), -number)
