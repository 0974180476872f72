"""Running text -> blocks: paragraphs, list items, headings, and text that is none of these."""

from collections.abc import Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.paragraph_numbers import MOST_WHOLE
from recommendations.importing.structure.block_writer import BlockWriter
from recommendations.importing.structure.blocks import Outline
from recommendations.importing.structure.front_headings import front_headings
from recommendations.importing.structure.open_text import Habits, OpenText
from recommendations.importing.structure.start import Starts
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases


def outline(body: Sequence[BodyLine], layout: Layout, found: Starts, lexicon: Lexicon, phrases: Phrases) -> Outline:
    """The blocks of the running text. Without any start everything is `front`."""
    if not found.starts:
        return Outline(front=list(body))
    first = found.starts[0].index
    extract = found.starts[0].number not in {"1", "1.1", "I"}
    writer = BlockWriter(layout, lexicon, extract=extract)
    habits = Habits(
        listed=found.listed,
        labels=found.labels,
        labels_alone=found.labels_alone,
        asked_below=found.asked_below,
        excerpts=len(found.starts) <= sum(line.cut for line in body) * MOST_WHOLE,
        numbered=any(start.kind == "paragraph" for start in found.starts),
    )
    headings = next((at for at in found.breaks if at < first), None)
    if headings is not None:
        writer.between(body[headings:first], found.breaks[headings])
    else:
        headings = front_headings(body[:first], lexicon, phrases, extract=extract)
        writer.headings(body[headings:first])
    end = len(body) if found.annex is None else found.annex
    for place, start in enumerate(found.starts):
        until = found.starts[place + 1].index if place + 1 < len(found.starts) else end
        closed = next((at for at in found.breaks if start.index < at < until), until)
        OpenText(writer, habits, body[start.index : closed], start).write(is_last=closed == end)
        writer.between(body[closed:until], found.breaks.get(closed, ""))
    writer.annex(body[end:])
    return Outline(front=list(body[:headings]), blocks=writer.blocks, passed_over=writer.passed_over)
