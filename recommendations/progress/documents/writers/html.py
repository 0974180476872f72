"""HTML: one page that stands alone, asks for nothing from anywhere, and prints well."""

from __future__ import annotations

from typing import BinaryIO

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from recommendations.progress.documents.charts import svg
from recommendations.progress.documents.content import Chart, Content, Details, Paragraph, Table


def write(content: Content, *, to: BinaryIO) -> None:
    words = render_to_string("documents/progress_report.html", plain(content))
    to.write(words.encode("utf-8", errors="xmlcharrefreplace"))


def plain(content: Content) -> dict[str, object]:
    """The document as templates take it."""
    sections = [
        {
            "heading": section.heading,
            "rank": section.rank + 1,
            "language": section.language,
            "blocks": [_block(block, content.head.is_rtl) for block in section.blocks],
        }
        for section in content.sections
    ]
    return {"head": content.head, "direction": "rtl" if content.head.is_rtl else "ltr", "sections": sections}


def _block(block: object, rtl: bool) -> dict[str, object]:
    """What the template tells apart by name."""
    match block:
        case Paragraph():
            return {"paragraph": block}
        case Details():
            return {"details": block}
        case Table():
            return {"table": block}
        case Chart():
            # Numbers and colours of our own only.
            return {"chart": block, "svg": mark_safe(svg(block, mirrored=rtl))}  # noqa: S308
    raise TypeError(block)
