"""Chapters of other reports that stand behind the last one of a report's own, with the numbers they have there."""

from collections.abc import Sequence
from itertools import takewhile

from recommendations.importing.structure.numbered_text import NumberedText

FEWEST_OWN = 3  # times as many paragraphs as are quoted


def quoted_chapters(paragraphs: Sequence[NumberedText]) -> set[str]:
    """The numbers of the paragraphs behind the last chapter, 5.1.2 behind 9.6, whose chapters are lower. Those of a
    part that begins anew are called 1.1[2] and are no quotations."""
    numbers = [one.number for one in paragraphs if not one.titled]
    last = max(map(_chapter, numbers), default=0)
    behind = list(takewhile(lambda number: _chapter(number) < last, reversed(numbers)))
    anew = any("[" in number for number in behind)
    if anew or len(behind) * (FEWEST_OWN + 1) > len(numbers) or not all(map(_chapter, numbers)):
        return set()
    return set(behind)


def _chapter(number: str) -> int:
    """The chapter of a paragraph's number; 0 if it has none."""
    chapter, point, _ = number.partition(".")
    return int(chapter) if point and chapter.isdecimal() else 0
