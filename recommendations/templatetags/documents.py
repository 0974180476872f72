"""Cells and colours of a report written as HTML."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from recommendations.progress.documents.charts import COLOURS
from recommendations.progress.documents.content import Cell, Passage, Segment

register = template.Library()


@register.filter
def swatch(segment: Segment) -> SafeString:
    """The colour of a segment as a little square."""
    drawn = '<svg aria-hidden="true" class="swatch" viewBox="0 0 1 1"><rect width="1" height="1" fill="{}"/></svg>'
    return format_html(drawn, COLOURS[segment.tone])


@register.simple_tag
def cell_of(cell: Cell, heads: bool) -> SafeString:
    """A cell of a table; the first of a row heads it."""
    match cell:
        case None:
            return format_html("<td></td>")
        case Passage() if heads:
            return format_html('<th scope="row"><bdi>{}</bdi></th>', cell.words)
        case Passage():
            own = format_html(' lang="{}" dir="auto"', cell.language) if cell.language else ""
            return format_html("<td{}><bdi>{}</bdi></td>", own, cell.words)
        case date():
            return format_html('<td><time datetime="{}">{}</time></td>', cell.isoformat(), date_format(cell))
        case _:
            return format_html('<td class="number">{}</td>', cell)
