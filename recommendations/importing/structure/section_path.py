"""The headings of a report and which of them stand above the present place."""

import re

from recommendations.importing.parsed import Lines, Section
from recommendations.importing.structure.blocks import Block
from recommendations.importing.structure.heading_kinds import heading_kind
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

# "Chapter 5", "第 5 章": what has such a number in words encloses the unnumbered headings behind it.
CHAPTER = re.compile(
    r"(?:chapter|part|chapitre|partie|titre|capítulo|parte|título|глава|раздел|часть)\s+(?:\d{1,2}|[IVXL]+|[A-Z]|\w+)\b|"
    r"(?:ال)?(?:فصل|باب|قسم|جزء)\s+\w+|第\s?[\d一二三四五六七八九十]{1,3}\s?(?:章|部分|部|[编編]|[节節])",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"(?P<numeral>\d{1,2}(?:\.\d{1,2})*)(?:\.\s*|\s+)(?=[^\W\d_])")  # "6. Findings", "6.1 Ports"


class SectionPath:
    """Places each heading below those before it.

    Numerals and the levels of a format say how deep a heading stands; unnumbered ones of a text all look alike. Of
    these, what stands right below a heading of recommendations or findings, or names whom they are for ("To the
    Government"), belongs to it, and so do its like until another heading of that kind; so does what stands below a
    chapter's. A decimal numeral says which heading it stands below: "6.1 Ports" below "6. Recommendations".
    """

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.phrases = phrases
        self.sections: list[Section] = []
        self.path: list[int] = []  # indexes of the headings above the present place
        self.depth = 0  # level of the numbered heading above
        self.decimals: dict[int, str] = {}  # decimal numeral of each heading that has one
        self.encloses = 0  # level of the unnumbered heading whose like stand below it; 0 if there is none
        self.of_chapters = False  # whether it heads chapters: "Recommendations" above "Chapter one: Justice"

    def add(self, block: Block, text: str, extent: Lines, *, at_once: bool) -> None:
        """Adds a heading, `at_once` behind the one before it, without any text between them."""
        if block.level:
            self.depth = block.level
        found = DECIMAL.match(f"{block.number}. {text}" if block.number else text)
        decimal = found["numeral"] if found is not None else ""
        level = block.level or self._decimal_level(decimal) or self._level_below(decimal) or self.depth + 1
        if block.number or level < self.encloses:
            self.encloses = 0
        elif CHAPTER.match(text) and not self._is_chapter_below(level, text, at_once=at_once):
            self.encloses, self.of_chapters = level, False
        elif heading_kind(text, self.lexicon, self.phrases):
            self.encloses = 0 if level == self.encloses else self.encloses
        elif level == self.encloses or self._begins_below(level, text, at_once=at_once):
            goes_on = self.of_chapters and level == self.encloses
            self.of_chapters = goes_on or CHAPTER.match(text) is not None
            self.encloses = level
            level += 1
        self.path = [index for index in self.path if self.sections[index].level < level]
        self.path.append(len(self.sections))
        self.decimals[len(self.sections)] = decimal
        self.sections.append(Section(block.number or None, text, level, extent))

    def _decimal_level(self, decimal: str) -> int:
        """The level of an unmarked heading by its decimal numeral: below the open one that this goes on from, or that
        of its like; 0 if neither is open."""
        above = decimal.rpartition(".")[0]
        for index in reversed(self.path if decimal else []):
            open_one = self.decimals[index]
            if above and open_one == above:
                return self.sections[index].level + 1
            if open_one and open_one.rpartition(".")[0] == above:
                return self.sections[index].level
        return 0

    def _level_below(self, decimal: str) -> int:
        """The level of a heading without a numeral below the open one "6.1 Ports"; 0 if none is open."""
        open_ones = (index for index in reversed(self.path) if not decimal and "." in self.decimals[index])
        return next((self.sections[index].level + 1 for index in open_ones), 0)

    def leave(self) -> None:
        """From here on no heading stands above."""
        self.path = []
        self.encloses = 0

    def _is_chapter_below(self, level: int, text: str, *, at_once: bool) -> bool:
        """Whether a chapter is the first, or a later one, of those right below a heading of recommendations."""
        return (self.of_chapters and level == self.encloses) or (
            at_once and self._begins_below(level, text, at_once=at_once)
        )

    def _begins_below(self, level: int, text: str, *, at_once: bool) -> bool:
        """Whether an unnumbered heading is the first below that of recommendations or findings of the same level."""
        above = self.sections[self.path[-1]] if self.path else None
        if above is None or above.level != level or above.numeral:
            return False
        kind = heading_kind(above.heading, self.lexicon, self.phrases)
        if kind not in {"recommendations", "mixed", "findings"}:
            return False
        return at_once or (kind != "findings" and self.phrases.headings.addresses.match(text) is not None)
