"""A reply in which no paragraph has a number: a letter or a paper with headings, that names what it answers."""

from collections.abc import Iterator, Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.block_writer import BlockWriter
from recommendations.importing.structure.blocks import Outline
from recommendations.importing.words.lexicon import Lexicon

FEWEST_ANSWERED = 2  # recommendations; one may be mentioned in any text
LONG = 40  # characters of a first sentence; shorter ones stand on title pages as well


def letter_outline(body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon) -> Outline:
    """Headings and text that belongs to no paragraph, behind the lines before the first heading or sentence."""
    first = next((at for at, line in enumerate(body) if line.role == "heading" or _is_sentence(line)), len(body))
    writer = BlockWriter(layout, lexicon, extract=True)
    for lines in _groups(body[first:], layout):
        if lines[0].role == "heading" or (len(lines) == 1 and not is_complete(lines[0].text)):
            writer.heading(lines, None)
        else:
            writer.loose(lines)
    return Outline(front=list(body[:first]), blocks=writer.blocks)


def _is_sentence(line: BodyLine) -> bool:
    return is_complete(line.text) and len(line.text) >= LONG


def _groups(lines: Sequence[BodyLine], layout: Layout) -> Iterator[list[BodyLine]]:
    """The lines of one paragraph or heading together."""
    group: list[BodyLine] = []
    for line in lines:
        ended = group and (is_complete(group[-1].text) or not layout.is_nearly_full(group[-1]))
        if group and (ended or line.begins or line.gap or line.role != group[-1].role):
            yield group
            group = []
        group.append(line)
    if group:
        yield group
