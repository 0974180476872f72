"""The blocks that a report consists of: paragraphs, list items, headings, and text that is none of these."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.parsed import Lines
from recommendations.importing.signs.numbering import Mark
from recommendations.importing.signs.prose import Joiner


@dataclass
class Block:
    """A paragraph, titled recommendation, list item, heading, loose text or annex, by `kind`: its lines with the part
    of each that is its text.

    `number` is a paragraph's number, a titled one's reference or a heading's numeral, `printed` what of the first
    line is number or mark, as printed; `title` are the first lines of a titled one that are a heading of its own.
    `ref` and `label` are those of a paragraph that is a titled recommendation itself (`starts.Start`).
    `labels` is an item's place in its lists, `level` a heading's (0: one below the numbered heading above).
    """

    kind: str
    lines: list[tuple[BodyLine, str]]
    number: str = ""
    printed: str = ""
    labels: tuple[str, ...] = ()
    level: int = 0
    missing: int = 0
    title: list[tuple[BodyLine, str]] = field(default_factory=list)
    ref: str = ""
    label: str = ""


@dataclass
class Outline:
    """The blocks of a report in order, and the lines before its first paragraph and the headings above that."""

    front: list[BodyLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    passed_over: list[tuple[str, Mark]] = field(default_factory=list)  # (paragraph, mark that is out of sequence)


def extent(lines: Sequence[tuple[BodyLine, str]]) -> Lines:
    """The first and the last line, as the file counts."""
    return lines[0][0].number, lines[-1][0].number


def bold_in(block: Block, joiner: Joiner) -> tuple[str, ...]:
    """The parts of a block's text in bold, each joined over its lines."""
    parts: list[list[str]] = []
    goes_on = False
    for line, text in block.lines:
        shift = len(line.text) - len(text)
        end = 0
        for first, last in ((max(0, first - shift), last - shift) for first, last in line.bold if last > shift):
            if parts and goes_on and not text[end:first].strip():
                parts[-1].append(text[first:last])
            else:
                parts.append([text[first:last]])
            end, goes_on = last, True
        goes_on = goes_on and not text[end:].strip()
    return tuple(joiner.join(part) for part in parts)
