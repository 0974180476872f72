"""Where the annexes of a report begin, and what stands in their place above and below."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from recommendations.importing.signs.paragraph_numbers import NEAR, NumberCandidate, chapter_number, paragraph_sequence
from recommendations.importing.structure.heading_kinds import annexed_answer
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.structure.titled import title_of

BEHIND_NUMBER = re.compile(r"\s*[:：.–—]\s*|\s{2,}|\t")
SUM = re.compile(r"[\d(–—-]")  # what stands behind a sum in a table: "20.1 – 274.9"
LONGEST_ANNEX = 80  # characters of a heading in which the word and number of an annex are looked for
FEW_TEXTS = 4  # that stand by themselves in a report of numbered paragraphs: a summary, a foreword


class Chapter(NamedTuple):
    """A paragraph's number in a chapter, 29A.12."""

    chapter: str
    number: int

    def follows(self, before: "Chapter") -> bool:
        """Whether it is the next of its chapter, or the first of a later one."""
        if self.chapter == before.chapter:
            return 0 < self.number - before.number <= NEAR
        return self.number == 1 and _leading(self.chapter) >= _leading(before.chapter)


def _leading(chapter: str) -> int:
    return int(re.match(r"\d+", chapter)[0])  # type: ignore[index]  # a chapter begins with a digit


class Annexes:
    """The places of a report's annexes."""

    def __init__(self, text: Surroundings) -> None:
        self.text = text
        self.body = text.body

    def first(self, plain: Sequence[NumberCandidate]) -> int | None:
        """The line of the first annex's heading behind paragraphs or titled recommendations, unless the numbering of
        the paragraphs goes on in it."""
        sequence = paragraph_sequence(plain)
        first = sequence[0].number if sequence else 1
        last, in_chapter = first - 1, Chapter("0", 0)
        numbered = {entry.index: entry for entry in plain}
        annex: int | None = None
        reached = 0  # by the paragraphs above the annex
        own = 0  # the last number of the annex where that numbers anew
        for index in range(len(self.body)):
            entry = numbered.get(index)
            chapter = self._chapter_at(index)
            if annex is not None and entry is not None and entry.placed and entry.number in {1, own + 1}:
                own = entry.number
            elif entry is not None and entry.placed and entry.whole and 0 < entry.number - last <= NEAR:
                if annex is None or reached >= first or not (self._titled_above(annex) or in_chapter.number):
                    last, annex = entry.number, None
            elif chapter is not None and chapter.follows(in_chapter):
                in_chapter, annex = chapter, None
            elif annex is None and self.is_heading(index):
                told = last > first or in_chapter.number or self._titled_above(index)
                told = told or (self._names_only(plain, index) and not self._is_annexed_answer(index))
                annex = index if told else None
                reached, own = last, 0
        return annex

    def list_recommendations(self, annex: int) -> bool:
        """Whether an annex, by its heading, is where the titled recommendations stand, none of them above it."""
        titled = annex < self._first_title < len(self.body)
        return titled and self.text.lexicon.recommendation_heading.search(self.body[annex].text) is not None

    def _names_only(self, plain: Sequence[NumberCandidate], index: int) -> bool:
        """Whether behind a line nothing is numbered but short entries, in a report that tells much before it."""
        behind = (self.body[entry.index] for entry in plain if entry.index > index and entry.placed)
        return all(self.text.is_short(line) for line in behind) and self.text.told_before(index) > FEW_TEXTS

    def _is_annexed_answer(self, index: int) -> bool:
        """Whether an annex by its heading, which may go on in the next line, is the answer that is the report."""
        heading = self.body[index].text
        behind = self.body[index + 1].text if index + 1 < len(self.body) else ""
        return any(annexed_answer(text, self.text.phrases) for text in (heading, f"{heading} {behind}"))

    def _titled_above(self, index: int) -> bool:
        """Whether a line above begins a titled recommendation."""
        return self._first_title < index

    @cached_property
    def _first_title(self) -> int:
        body = self.body
        return next((at for at, line in enumerate(body) if title_of(self.text, at, line.text)), len(body))

    def _chapter_at(self, index: int) -> Chapter | None:
        found = chapter_number(self.body[index].text) if self.body[index].role != "heading" else None
        if found is None or not self.text.placed(index) or SUM.match(found[3]):
            return None
        return Chapter(found[0], found[1])

    def is_heading(self, index: int) -> bool:
        line = self.body[index]
        heading = BEHIND_NUMBER.split(line.text[:LONGEST_ANNEX], maxsplit=1)[0].strip()
        return self.text.phrases.annex.fullmatch(heading) is not None and self.text.stands_apart(index)
