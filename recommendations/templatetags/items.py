"""Recommendations as the lines of a list. A page has fifty of them, so no template is rendered for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from recommendations.models import Recommendation, StatePeriod
from recommendations.templatetags.components import due_badge, implementation_badge, moved_by, person, response_badge
from recommendations.web import editions
from recommendations.web.rows import Row, Words

register = template.Library()

_NOTHING = SafeString()


@register.simple_tag
def item_lines(rows: Iterable[Row], today: date, *, headings: bool = False) -> SafeString:
    """Lines in the same order; with the heading they stand under before the first of those that share one."""
    nobody, lines, above = _("No owner yet"), [], ""
    for row in rows:
        heading = _NOTHING
        if headings and (under := row.words.heading if row.words else "") != above:
            heading, above = _heading(row.words if under else None), under
        lines.append(_line(row, today, heading, nobody))
    return mark_safe("".join(lines))  # noqa: S308  each of them is


@register.simple_tag
def item_line(row: Row, today: date) -> SafeString:
    return _line(row, today, _NOTHING, _("No owner yet"))


def _line(row: Row, today: date, heading: SafeString, nobody: str) -> SafeString:
    item, state = row.item, row.state
    return format_html(
        '<li class="item">{}<div><p class="item-ref"><a href="{}"><bdi>{} <b>{}</b></bdi></a></p>{}{}</div>'
        '<div class="item-side"><p>{} {}</p>{}<p>{}{}</p></div></li>',
        heading,
        item.get_absolute_url(),
        item.report.symbol,
        item.reference,
        _text(row.chapeau, ' class="item-chapeau"'),
        _text(row.words, ""),
        response_badge(state.response, item.addressee_kind),
        implementation_badge(state.implementation),
        _due(state, today),
        format_html("<bdi>{}</bdi> · ", state.unit) if state.unit else "",
        person(state.owner, nobody),
    )


def _heading(words: Words | None) -> SafeString:
    if words is None:
        return format_html('<h2 class="item-heading">{}</h2>', _("No theme"))
    language = editions.html_language(words.language)
    return format_html('<h2 class="item-heading" lang="{}" dir="auto">{}</h2>', language, words.heading)


def _text(words: Words | None, kind: str) -> SafeString:
    if words is None:
        return _NOTHING
    language = editions.html_language(words.language)
    return format_html('<p{} lang="{}" dir="auto">{}</p>', mark_safe(kind), language, words.text)  # noqa: S308  ours


def _due(state: Recommendation | StatePeriod, today: date) -> SafeString:
    if not state.due_on:
        return _NOTHING
    moved = moved_by(state.slipped_days) if state.implementation else ""
    moved = format_html(' <span class="muted">{}</span>', moved) if moved else ""
    return format_html("<p>{}{}</p>", due_badge(state.due_on, today), moved)
