"""Writes the headings of a report, and what stands between its paragraphs."""

from collections.abc import Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import Mark, Reading
from recommendations.importing.signs.sections import Numeral, SectionSequence, section_numeral
from recommendations.importing.structure.blocks import Block
from recommendations.importing.structure.heading_lines import MOST_HEADING_LINES, heading_groups
from recommendations.importing.structure.thematic import is_theme
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES


class BlockWriter:
    """The blocks of a report as far as they are written, with the count of its sections; `passed_over` are the marks
    out of sequence, each with the number of its paragraph, `list_end` the last item of the paragraph above."""

    def __init__(self, layout: Layout, lexicon: Lexicon, *, extract: bool) -> None:
        self.layout = layout
        self.lexicon = lexicon
        self.phrases = PHRASES[lexicon.language]
        self.sections = SectionSequence(extract=extract)
        self.blocks: list[Block] = []
        self.passed_over: list[tuple[str, Mark]] = []
        self.list_end: Reading | None = None

    def headings(self, lines: Sequence[BodyLine]) -> None:
        """The headings above the first paragraph, numbered or not, with any text between those a format marks."""
        for group in heading_groups(list(lines), self.layout):
            if any(line.role == "heading" for line in lines) and group[0].role != "heading":
                self.loose(group)
            else:
                self.heading(group, section_numeral(group[0].text))

    def heading(self, lines: Sequence[BodyLine], numeral: Numeral | None) -> bool:
        """A heading over its lines; whether its numeral is the next of the report's sections."""
        place = self.sections.accept(numeral) if numeral is not None else None
        if numeral is None or place is None:
            level = lines[0].level or 0
            self.blocks.append(Block("heading", [(line, line.text) for line in lines], level=level))
            return False
        level, missing = place
        texts = [(lines[0], numeral.rest), *((line, line.text) for line in lines[1:])]
        self.blocks.append(Block("heading", texts, numeral.sign, numeral.printed, level=level, missing=missing))
        return True

    def between(self, lines: Sequence[BodyLine], kind: str) -> None:
        """What stands between two paragraphs and is no text of either, by `kind` (`Starts.breaks`)."""
        if kind == "resolution":
            end = 1
            while end < min(len(lines), MOST_HEADING_LINES) and self.layout.goes_on(lines[end - 1], lines[end]):
                end += 1
            title = [(line, line.text) for line in lines[:end]]
            self.blocks.append(Block("heading", title, level=lines[0].level or 1))
            self.loose(lines[end:])
        elif kind == "signature":
            self.loose(lines)
        elif kind == "annex":
            self.annex(lines[:1])
            self.headings(lines[1:])
        elif kind == "cells":
            for line in lines:
                heads = line.role == "heading" or is_theme(line.text, self.phrases)
                self.blocks.append(Block("heading" if heads else "cell", [(line, line.text)], level=int(heads)))

    def annex(self, lines: Sequence[BodyLine]) -> None:
        """What follows the report: its first line is a heading, the rest is none of the report's paragraphs."""
        if lines:
            self.blocks.append(Block("heading", [(lines[0], lines[0].text)], level=1))
            self.blocks.append(Block("annex", [(line, line.text) for line in lines[1:]]))

    def loose(self, lines: Sequence[BodyLine] = ()) -> None:
        """Text that belongs to no paragraph; without lines, that what comes next does not."""
        self.blocks.append(Block("loose", [(line, line.text) for line in lines]))
