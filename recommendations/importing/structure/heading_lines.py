"""Which lines of a text make up a heading."""

import re
from collections.abc import Iterator, Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.signs.sections import Numeral, section_numeral
from recommendations.importing.structure.heading_kinds import heading_kind, is_answer, is_capital_heading
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES

LONGEST_HEADING = 300  # characters
# "Chapter 2: When is an account dormant?", "CHAPTER II"; but "Section 5 of the Act requires …"
CHAPTER = re.compile(
    r"(?:(?:chapter|part|section|chapitre|partie|titre|capítulo|parte|título|sección|глава|раздел|часть)\s"
    r"(?:\d{1,2}|[ivxl]{1,6})|(?:الفصل|الباب|القسم|الجزء)\s(?:\d{1,2}|ال\w{3,8})|第(?:\d{1,2}|[一二三四五六七八九十]{1,3})[章編编]|"
    r"第(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:部分|節|节)(?=[\s\u3000:：]))(?:[.:：\s\u3000–—-]+[^.。;；]{0,100}[^.。:：;；,，])?",
    re.IGNORECASE,
)
BARE_CHAPTER = re.compile(r"(?P<number>\d{1,2})\s+(?P<title>[^\W\d_].*)")
MOST_HEADING_LINES = 4
HEADING_START = re.compile(r"[^\W\d_]|[\d“«\"'‘《(（\[¿¡]")


def numbered_heading(
    lines: Sequence[BodyLine], index: int, numeral: Numeral, layout: Layout, paragraph: str
) -> list[BodyLine]:
    """The lines of the numbered heading that may begin at a line, in or behind a `paragraph` of this number; none if it
    reads like a sentence."""
    if _begins_chapter(lines[index : index + 2], numeral, layout, paragraph):
        return [lines[index]]
    end = index + 1
    while (
        end < len(lines)
        and layout.goes_on(lines[end - 1], lines[end])
        and section_numeral(lines[end].text) is None
        and list_mark(lines[end].text) is None
    ):
        end += 1
    group = list(lines[index:end])
    asks = len(group) == 1 and group[0].text[-1] in "?؟？" and not layout.is_nearly_full(group[0])
    if len(group) > MOST_HEADING_LINES or (is_complete(group[-1].text) and not asks):
        return []
    before_paragraph = end == len(lines) or section_numeral(lines[end].text) is not None
    only_digits = all(family == "Digit" for family, _ordinal in numeral.readings)
    return group if before_paragraph or not only_digits else []


def _begins_chapter(lines: Sequence[BodyLine], numeral: Numeral, layout: Layout, paragraph: str) -> bool:
    """Whether the first of two lines is the heading of the next chapter: "7. Thanks" behind the paragraph 6.2.4, above
    text that has no number or only one of that chapter."""
    chapter, dot, _number = paragraph.partition(".")
    if not dot or not chapter.isdecimal() or ("Digit", int(chapter) + 1) not in numeral.readings:
        return False
    text = lines[0].text
    if is_complete(text) or layout.is_nearly_full(lines[0]) or not numeral.rest[0].isupper():
        return False
    return len(lines) == 1 or text.isupper() or lines[1].text[0].isupper() or not layout.goes_on(lines[0], lines[1])


def _heads_next_chapter(before: BodyLine, lines: Sequence[BodyLine], layout: Layout, paragraph: str) -> bool:
    """Whether the first of two lines is the heading of the next chapter in a report that prints no point behind their
    numbers, "3 Findings" behind the paragraph 2.2, above text that has no number."""
    bare = BARE_CHAPTER.match(lines[0].text)
    if bare is None or not is_complete(before.text) or not layout.may_begin(before, lines[0]):
        return False
    numeral = Numeral(bare["number"], (("Digit", int(bare["number"])),), bare["title"], bare["number"])
    return _begins_chapter(lines, numeral, layout, paragraph)


def heading_groups(lines: Sequence[BodyLine], layout: Layout) -> Iterator[list[BodyLine]]:
    """The lines of several headings, each over the lines it was broken into."""
    group: list[BodyLine] = []
    for line in lines:
        parts = section_numeral(line.text) is not None or (group and line.role != group[-1].role)
        if group and (parts or not layout.goes_on(group[-1], line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def may_head(group: Sequence[BodyLine]) -> bool:
    """Whether lines look like one heading."""
    first = group[0].text
    return (
        len(group) <= MOST_HEADING_LINES
        and sum(len(line.text) for line in group) <= LONGEST_HEADING
        and HEADING_START.match(first) is not None
        and not first[0].islower()
        and group[-1].text[-1] not in ",，、،"
        and (first[0] not in "(（" or group[-1].text[-1] not in ")）")
        and any(character.isalpha() for character in first)
    )


def heads_unnumbered(
    before: BodyLine, lines: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, paragraph: str
) -> bool:
    """Whether the first of two lines, in or behind a `paragraph` of this number, by its words heads recommendations or
    findings, above text that has no number, or what stands behind a text, as its references; or the next chapter."""
    line, *behind = lines
    if _heads_next_chapter(before, lines, layout, paragraph):
        return True
    phrases = PHRASES[lexicon.language]
    if is_capital_heading(line.text, lexicon, phrases):
        return is_complete(before.text) and layout.may_begin(before, line)
    if names_chapter(line.text) and is_complete(before.text) and not layout.is_nearly_full(line):
        return True
    if is_complete(line.text) or not is_complete(before.text) or line.text[0].islower() or not behind:
        return False
    if phrases.headings.end_matter.fullmatch(line.text) is not None:
        return layout.may_begin(before, line)
    apart = layout.parted(line) and layout.may_begin(line, behind[0]) and not behind[0].text[0].islower()
    if not apart or not may_head([line]):
        return False
    known = heading_kind(line.text, lexicon, phrases) != "" or is_answer(line.text, phrases)
    return known or phrases.headings.box.match(line.text) is not None


def names_chapter(text: str) -> bool:
    """Whether a line is the heading of a chapter by its word and number, with a title behind it or none."""
    return CHAPTER.fullmatch(text) is not None


def headings_behind(lines: Sequence[BodyLine], label: str, layout: Layout, *, first: int, is_last: bool) -> int:
    """The index of the first line after the last whole sentence of a text, or after a blank line that means something;
    a title behind the text, its `label`, ends it as a full stop does."""

    def is_whole(line: BodyLine) -> bool:
        return is_complete(line.text) or (label != "" and line.text.endswith(label))

    start = len(lines)
    while start > first and not is_whole(lines[start - 1]):
        start -= 1
    whole = start == 0 or is_whole(lines[start - 1])
    if whole and not is_last:
        return start
    return next((index for index in range(start, len(lines)) if layout.parted(lines[index])), len(lines))
