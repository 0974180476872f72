"""A stacked bar as SVG: rectangles only. The words and numbers beside it are the document's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recommendations.progress.documents.content import Chart, Segment
from recommendations.workflow import Implementation, Response

WIDTH, HEIGHT = 600, 28

# Told apart by lightness too, for those who see no colours and for black and white print.
COLOURS: dict[str, str] = {
    Response.PENDING: "#b8bec7",
    Response.UNDER_CONSIDERATION: "#d9a441",
    Response.ACCEPTED: "#1f6f4a",
    Response.PARTIALLY_ACCEPTED: "#5aa9d6",
    Response.NOT_ACCEPTED: "#8c2f39",
    Implementation.NOT_STARTED: "#b8bec7",
    Implementation.IN_PROGRESS: "#5aa9d6",
    Implementation.REPORTED: "#d9a441",
    Implementation.VERIFIED: "#1f6f4a",
    Implementation.CLOSED: "#8c2f39",
}


def parts(segments: Iterable[Segment]) -> Iterator[tuple[float, float, str]]:
    """(start, width, colour) of each segment of a bar that is `WIDTH` wide."""
    segments = list(segments)
    total = sum(segment.count for segment in segments)
    start = 0.0
    for segment in segments:
        width = WIDTH * segment.count / total
        yield start, width, COLOURS[segment.tone]
        start += width


def svg(chart: Chart, *, mirrored: bool = False) -> str:
    """`mirrored` begins at the right, as those read who write from there."""
    drawn = "".join(
        f'<rect x="{WIDTH - start - width if mirrored else start:.2f}" y="0" width="{max(width - 1, 0.5):.2f}"'
        f' height="{HEIGHT}" fill="{colour}"/>'
        for start, width, colour in parts(chart.segments)
    )
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'
