"""Running text -> blocks: paragraphs, list items, headings, and text that is none of these."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recommendations.importing.numbering import (
    ListSequence,
    Mark,
    NumberCandidate,
    Numeral,
    SectionSequence,
    list_mark,
    paragraph_number,
    paragraph_sequence,
    section_numeral,
)
from recommendations.importing.pages import BodyLine
from recommendations.importing.prose import announces, ends_item, is_complete

LONGEST_HEADING = 300  # characters
MOST_HEADING_LINES = 4
NEARLY_FULL = 0.75  # of the usual width: a line that long was broken by the margin, not by its writer
HEADING_START = re.compile(r"[^\W\d_]|[\d“«\"'‘《(（\[¿¡]")


@dataclass
class Block:
    """A paragraph, list item, heading or loose text: its lines with the part of each that is its text.

    `number` is a paragraph's number or a heading's numeral, `printed` what of the first line is number or mark, as
    printed; `labels` is an item's place in its lists, `level` a heading's (0: one below the numbered heading above).
    """

    kind: str
    lines: list[tuple[BodyLine, str]]
    number: str = ""
    printed: str = ""
    labels: tuple[str, ...] = ()
    level: int = 0
    missing: int = 0


@dataclass
class Outline:
    """The blocks of a report in order, and the lines before its first paragraph and the headings above that."""

    front: list[BodyLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    passed_over: list[tuple[str, Mark]] = field(default_factory=list)  # (paragraph, mark that is out of sequence)


class Layout:
    """How the lines of one report are set: how wide, and whether a blank line means anything."""

    def __init__(self, body: Sequence[BodyLine]) -> None:
        lengths = sorted(len(line.text) for line in body)
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        apart = broken = 0
        for before, line in pairwise(body):
            if line.gap:
                apart += 1
                broken += self._runs_on(before, line)
        self.gaps_mean = apart > 0 and broken <= apart * 0.3

    def _runs_on(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a sentence plainly goes on over the blank lines between two lines."""
        if is_complete(before.text):
            return False
        return line.text[0].islower() or (not line.text[0].isupper() and self.is_nearly_full(before))

    def is_nearly_full(self, line: BodyLine) -> bool:
        return len(line.text) >= self.width * NEARLY_FULL

    def parted(self, line: BodyLine) -> bool:
        """Whether the blank lines before a line set it apart."""
        return line.gap > 0 and self.gaps_mean

    def may_begin(self, before: BodyLine | None, line: BodyLine) -> bool:
        """Whether something new may begin with a line, going by the line before it."""
        return (
            before is None
            or ends_item(before.text)
            or self.parted(line)
            or before.page != line.page
            or not self.is_nearly_full(before)
        )

    def goes_on(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a line continues the heading that the line before it began."""
        return line.gap == 0 or (not self.gaps_mean and self.is_nearly_full(before))


def outline(body: Sequence[BodyLine], layout: Layout, opening: re.Pattern[str]) -> Outline:
    """The blocks of the running text. Without any numbered paragraph everything is `front`.

    `opening` are the words of an unnumbered first heading, such as "Introduction".
    """
    starts = _paragraph_starts(body, layout)
    if not starts:
        return Outline(front=list(body))
    writer = _Writer(layout)
    first = starts[0].index
    headings = _front_headings(body[:first], opening)
    writer.headings(body[headings:first])
    for place, start in enumerate(starts):
        end = starts[place + 1].index if place + 1 < len(starts) else len(body)
        writer.paragraph(body[start.index : end], str(start.number), is_last=end == len(body))
    return Outline(front=list(body[:headings]), blocks=writer.blocks, passed_over=writer.passed_over)


def _paragraph_starts(body: Sequence[BodyLine], layout: Layout) -> list[NumberCandidate]:
    candidates = []
    for index, line in enumerate(body):
        found = paragraph_number(line.text)
        if found is not None:
            placed = layout.may_begin(body[index - 1] if index else None, line)
            candidates.append(NumberCandidate(index, found[0], placed))
    return paragraph_sequence(candidates)


def _front_headings(front: Sequence[BodyLine], opening: re.Pattern[str]) -> int:
    """The index from which the lines before the first paragraph are its headings."""
    start = len(front)
    tops: list[tuple[int, str]] = []
    while start > 0 and not is_complete(front[start - 1].text):
        start -= 1
        numeral = section_numeral(front[start].text)
        if numeral is not None:
            tops += [(start, family) for family, ordinal in numeral.readings if ordinal == 1]
    if tops:
        # A table of contents may stand right above: of several first numerals of the top kind the last one counts.
        top = tops[-1][1]
        return next(index for index, family in tops if family == top)
    if start > 0:  # what follows the last whole sentence of a summary
        return start
    return len(front) - 1 if front and opening.fullmatch(front[-1].text) else len(front)


class _Writer:
    """Writes the blocks of a report, paragraph by paragraph, keeping count of its sections."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sections = SectionSequence()
        self.blocks: list[Block] = []
        self.passed_over: list[tuple[str, Mark]] = []

    def headings(self, lines: Sequence[BodyLine]) -> None:
        """Lines known to be headings, numbered or not."""
        for group in self._groups(list(lines)):
            numeral = section_numeral(group[0].text)
            if numeral is None or not self._numbered(group, numeral):
                self.blocks.append(Block("heading", [(line, line.text) for line in group]))

    def paragraph(self, lines: Sequence[BodyLine], number: str, *, is_last: bool) -> None:
        """A paragraph with its list, and the headings that follow it."""
        found = paragraph_number(lines[0].text)
        _, printed, rest = found if found else (0, "", lines[0].text)
        marks = {index: mark for index, line in enumerate(lines) if index and (mark := list_mark(line.text))}
        self.number = number
        self.lists = ListSequence(number)
        self.following = _following(marks, len(lines))
        self._begin(Block("paragraph", [(lines[0], rest)], number=number, printed=printed), 0)
        index = 1
        while index < len(lines):
            index += self._take(lines, index, marks.get(index))
        self._finish(is_last=is_last)

    def _take(self, lines: Sequence[BodyLine], index: int, mark: Mark | None) -> int:
        """Adds one line, or a heading of several; how many lines were taken."""
        line, before = lines[index], lines[index - 1]
        if mark is not None and self.layout.may_begin(before, line):
            place = self.lists.accept(mark, self.following[index], after_colon=announces(before.text))
            if place is not None:
                self._finish()
                item = Block(
                    "item", [(line, mark.rest)], printed=mark.printed, labels=place.labels, missing=place.missing
                )
                self._begin(item, index)
                return 1
            if ends_item(before.text) and self.lists.concerns(mark):
                self.passed_over.append((self.number, mark))
        numeral = section_numeral(line.text)
        if numeral is not None and self.layout.may_begin(before, line):
            group = self._heading_at(lines, index, numeral)
            if group:
                self._finish()
                if self._numbered(group, numeral):
                    self.blocks.append(Block("loose", []))
                    return len(group)
        self._open.lines.append((line, line.text))
        return 1

    @property
    def _open(self) -> Block:
        if not self.blocks or self.blocks[-1].kind == "heading":
            self.blocks.append(Block("loose", []))
        return self.blocks[-1]

    def _begin(self, block: Block, index: int) -> None:
        """Opens a block; a mark that follows its own number or mark on the line opens a list in it at once."""
        self.blocks.append(block)
        line, rest = block.lines[0]
        mark = list_mark(rest) if rest else None
        if mark is None or not any(ordinal == 1 for _family, ordinal in mark.readings):
            return
        place = self.lists.accept(mark, self.following[index], after_colon=True)
        if place is not None:
            block.lines = [(line, "")]
            self._begin(Block("item", [(line, mark.rest)], printed=mark.printed, labels=place.labels), index)

    def _heading_at(self, lines: Sequence[BodyLine], index: int, numeral: Numeral) -> list[BodyLine]:
        """The lines of the numbered heading that may begin at a line; none if it reads like a sentence."""
        end = index + 1
        while (
            end < len(lines)
            and self.layout.goes_on(lines[end - 1], lines[end])
            and section_numeral(lines[end].text) is None
            and list_mark(lines[end].text) is None
        ):
            end += 1
        group = list(lines[index:end])
        if len(group) > MOST_HEADING_LINES or is_complete(group[-1].text):
            return []
        before_paragraph = end == len(lines) or section_numeral(lines[end].text) is not None
        only_digits = all(family == "Digit" for family, _ordinal in numeral.readings)
        return group if before_paragraph or not only_digits else []

    def _numbered(self, group: Sequence[BodyLine], numeral: Numeral) -> bool:
        """Adds a numbered heading if its numeral is the next one; whether it was."""
        place = self.sections.accept(numeral)
        if place is None:
            self.blocks.append(Block("heading", [(line, line.text) for line in group]))
            return True
        level, missing = place
        lines = [(group[0], numeral.rest), *((line, line.text) for line in group[1:])]
        self.blocks.append(Block("heading", lines, numeral.sign, numeral.printed, level=level, missing=missing))
        self.lists = ListSequence("")
        return True

    def _finish(self, *, is_last: bool = False) -> None:
        """Takes the headings off the end of the block before; they belong to what comes next."""
        block = self.blocks[-1]
        if block.kind == "heading":
            return
        lines = [line for line, _text in block.lines]
        start = self._headings_from(lines, first=0 if block.kind == "loose" else 1, is_last=is_last)
        groups = list(self._groups(lines[start:]))
        if not all(self._is_heading(group) for group in groups):
            start, groups = len(lines), []
        del block.lines[start:]
        if block.kind == "loose" and not block.lines:
            self.blocks.pop()
        self.blocks += [Block("heading", [(line, line.text) for line in group]) for group in groups]

    def _headings_from(self, lines: Sequence[BodyLine], *, first: int, is_last: bool) -> int:
        """The index of the first line after the last whole sentence, or after a blank line that means something."""
        start = len(lines)
        while start > first and not is_complete(lines[start - 1].text):
            start -= 1
        whole = start == 0 or (start > 0 and is_complete(lines[start - 1].text))
        if whole and not is_last:
            return start
        return next((index for index in range(start, len(lines)) if self.layout.parted(lines[index])), len(lines))

    def _groups(self, lines: Sequence[BodyLine]) -> Iterator[list[BodyLine]]:
        group: list[BodyLine] = []
        for line in lines:
            if group and (section_numeral(line.text) or not self.layout.goes_on(group[-1], line)):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def _is_heading(self, group: Sequence[BodyLine]) -> bool:
        first = group[0].text
        return (
            len(group) <= MOST_HEADING_LINES
            and sum(len(line.text) for line in group) <= LONGEST_HEADING
            and HEADING_START.match(first) is not None
            and not first[0].islower()
            and group[-1].text[-1] not in ",，、،"
            and any(character.isalpha() for character in first)
        )


def _following(marks: dict[int, Mark], count: int) -> list[Mark | None]:
    """For each line the next possible mark after it."""
    following: list[Mark | None] = [None] * count
    latest: Mark | None = None
    for index in reversed(range(count)):
        following[index] = latest
        latest = marks.get(index, latest)
    return following
