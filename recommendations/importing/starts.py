"""Where the paragraphs, the titled recommendations and the items numbered like paragraphs begin."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from recommendations.importing.bullets import bullet_at
from recommendations.importing.layout import Layout
from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbering import Mark, list_mark
from recommendations.importing.operative import find_operative
from recommendations.importing.pages import BodyLine
from recommendations.importing.paragraph_numbers import (
    NEAR,
    NumberCandidate,
    chapter_number,
    numberings,
    paragraph_number,
    paragraph_sequence,
)
from recommendations.importing.phrases import Phrases
from recommendations.importing.prose import is_complete
from recommendations.importing.resolutions import are_resolutions, behind_last, first_title, title_before
from recommendations.importing.surroundings import Surroundings
from recommendations.importing.thematic import thematic_list
from recommendations.importing.titles import Title, Titles, named_behind, title_at, title_sequence

FEWEST_IN_CHAPTERS = 3
FEWEST_IN_SERIES = 2
SENTENCE_END = re.compile(r"(?<=[.!?。！？؟])\s+(?=[^\W\d_])|(?<=[。！？])(?=[^\s(（])")


@dataclass(frozen=True)
class Start:
    """Where a paragraph or a titled recommendation begins: index of the line, kind, its number, what is printed
    of it, and the text after that. `ref` is a titled one's reference; a paragraph that is one has its title, `label`,
    in its text."""

    index: int
    kind: str
    number: str
    printed: str
    rest: str
    ref: str = ""
    label: str = ""


@dataclass
class Starts:
    """All starts in order; `listed` are the items numbered like paragraphs: index of the line -> number.

    `again` are the first lines of further numberings (as the file counts) with the number given to them, `repeated`
    titles that say once more what another says, `annex` the line where the annexes begin. `breaks` are the lines, in
    order, where a text ends before the next start: with the title of a "resolution", the "signature" of the last, or
    the further "cells" of a row of a table; `resolutions` is how many there are. `counted` says that the
    recommendations have no numbers of their own.
    """

    starts: list[Start] = field(default_factory=list)
    listed: dict[int, int] = field(default_factory=dict)
    again: list[tuple[int, str]] = field(default_factory=list)
    repeated: tuple[Title, ...] = ()
    annex: int | None = None
    breaks: dict[int, str] = field(default_factory=dict)
    resolutions: int = 0
    counted: bool = False


def find_starts(body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, phrases: Phrases) -> Starts:
    """The starts of a running text."""
    return _Finder(body, layout, lexicon, phrases).find()


class _Finder(Surroundings):
    def __init__(self, body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, phrases: Phrases) -> None:
        super().__init__(body, layout, lexicon, phrases)
        self.found = Starts()

    def find(self) -> Starts:
        plain = self._plain_candidates(len(self.body))
        self.found.annex = self._annex(plain)
        end = self.found.annex if self.found.annex is not None else len(self.body)
        listed = thematic_list(self, {entry.number for entry in plain if entry.placed}, end)
        if listed.rows:
            self.found.breaks = listed.breaks
            self.found.starts = [
                Start(row.index, "titled", row.ref, row.printed, row.rest, ref=row.ref) for row in listed.rows
            ]
            return self.found
        paragraphs = self._paragraphs([entry for entry in plain if entry.index < end], end)
        titled = self._titled(paragraphs, end)
        if titled.begun and len(paragraphs) == 1 and self.is_short(self.body[paragraphs[0].index]):
            paragraphs = []  # a heading with a numeral in a report whose paragraphs have none
        if not titled.begun:
            paragraphs += self._series(paragraphs, end) or self._named_behind(paragraphs, end)
            paragraphs += [] if paragraphs else self._marked(end) or self._counted(end)
        merged = {start.index: start for start in paragraphs}
        for title in titled.begun:
            above = merged.get(title.index)
            if above is None:
                merged[title.index] = _titled_start(title)
            else:  # "13. Recommendation 1: Text" is the paragraph 13 and the recommendation in one
                merged[title.index] = replace(above, ref=title.ref, label=title.printed)
        self.found.starts = self._with_labels([merged[index] for index in sorted(merged)])
        self.found.repeated = titled.repeated
        return self.found

    def _with_labels(self, starts: Sequence[Start]) -> list[Start]:
        """The starts, where a title alone on the line right above a paragraph makes it that recommendation."""
        kept: list[Start] = []
        for start in starts:
            above = kept[-1] if kept else None
            if (
                above is not None
                and above.kind == "titled"
                and not above.rest
                and start.kind == "paragraph"
                and not start.ref
                and start.index == above.index + 1
            ):
                kept[-1] = replace(start, ref=above.ref, label=above.printed)
            else:
                kept.append(start)
        return kept

    # --- paragraphs -------------------------------------------------------------------------------------------

    def _plain_candidates(self, end: int) -> list[NumberCandidate]:
        numbers = {
            index: found[0]
            for index in range(end)
            if self._may_number(self.body[index]) and (found := paragraph_number(self.body[index].text))
        }
        return self._candidates(numbers, end)

    def _may_number(self, line: BodyLine) -> bool:
        return line.role != "heading"

    def _candidates(self, numbers: dict[int, int], end: int) -> list[NumberCandidate]:
        candidates: list[NumberCandidate] = []
        bound = complete = looked_at = end
        for index in sorted(numbers, reverse=True):
            # The next line from here on that ends a sentence; no line is looked at twice.
            complete = next((at for at in range(index, looked_at) if is_complete(self.body[at].text)), complete)
            looked_at = index
            placed = self.placed(index)
            whole = complete < bound
            candidates.append(
                NumberCandidate(index, numbers[index], placed, announced=self.announced(index), whole=whole)
            )
            bound = index if placed else bound
        return candidates[::-1]

    def _paragraphs(self, plain: Sequence[NumberCandidate], end: int) -> list[Start]:
        found = numberings(plain)
        longest = found.longest
        main = found.sequences[longest] if longest >= 0 else []
        chapters = self._chapters(main, end)
        if len(chapters) >= max(FEWEST_IN_CHAPTERS, sum(entry.whole for entry in main)):
            self.found.listed = self._lists_in_chapters(plain, {start.index for start in chapters})
            return chapters
        self.found.listed = {entry.index: entry.number for entry in found.listed}
        if are_resolutions(found.sequences, self.body):
            signed = behind_last(self.body, found.sequences[-1][-1].index, end, self.layout)
            self.found.breaks = {} if signed is None else {signed: "signature"}
            if len(found.sequences) > 1:
                return self._resolutions(found.sequences)
        starts: list[Start] = []
        for place, sequence in enumerate(found.sequences):
            if place < longest and self._in_summary(sequence[0].index):
                continue
            starts += self._sequence(sequence, place, longest, alone=len(found.sequences) == 1)
        return starts

    def _sequence(self, sequence: Sequence[NumberCandidate], place: int, longest: int, *, alone: bool) -> list[Start]:
        """The starts of one numbering: recommendations where it stands under such a heading, else paragraphs."""
        if (
            sequence[0].number == 1
            and (alone or place != longest)
            and self.recommends(sequence[0].index, by_words=alone)
        ):
            return [self._listed_title(entry) for entry in sequence]
        suffix = "" if place == longest else f"[{place + 1 if place > longest else place + 2}]"
        starts = [self._plain(entry, suffix) for entry in sequence]
        if suffix:
            self.found.again.append((self.body[sequence[0].index].number, starts[0].number))
        return starts

    def _resolutions(self, sequences: Sequence[Sequence[NumberCandidate]]) -> list[Start]:
        """The paragraphs of a volume of resolutions: 1, 2 … of the first, 1[2], 2[2] … of the second."""
        titles = [first_title(self.body, sequences[0][0].index)]
        titles += [title_before(self.body, above[-1].index, below[0].index) for above, below in pairwise(sequences)]
        self.found.resolutions = len(sequences)
        self.found.breaks = {title: "resolution" for title in titles if title is not None} | self.found.breaks
        return [
            self._plain(entry, f"[{place}]" if place > 1 else "")
            for place, sequence in enumerate(sequences, start=1)
            for entry in sequence
        ]

    def _plain(self, entry: NumberCandidate, suffix: str) -> Start:
        _number, printed, rest = paragraph_number(self.body[entry.index].text) or (0, "", "")
        return Start(entry.index, "paragraph", f"{entry.number}{suffix}", printed, rest)

    def _listed_title(self, entry: NumberCandidate) -> Start:
        _number, printed, rest = paragraph_number(self.body[entry.index].text) or (0, "", "")
        number = str(entry.number)
        return Start(entry.index, "titled", number, printed, rest, ref=f"Recommendation {number}")

    def _in_summary(self, index: int) -> bool:
        """Whether a summary's heading stands above a line: what is listed there the report says again."""
        return any(self.lexicon.summary_heading.fullmatch(line.text) for line in self.body[:index])

    # --- paragraphs numbered by chapters ------------------------------------------------------------------------

    def _chapters(self, main: Sequence[NumberCandidate], end: int) -> list[Start]:
        families: dict[str, dict[int, int]] = {}
        for index in range(end):
            if self._may_number(self.body[index]) and (found := chapter_number(self.body[index].text)):
                families.setdefault(found[0], {})[index] = found[1]
        starts: list[Start] = []
        for chapter, numbers in families.items():
            # "2.5 million" in mid-sentence looks just like the next paragraph of chapter 2.
            candidates = [entry for entry in self._candidates(numbers, end) if entry.placed]
            if not candidates or self._is_list(chapter, candidates[0], main):
                continue
            sequence = paragraph_sequence(candidates)
            if len(sequence) > 1 or (sequence and len(families) > 1 and sequence[0].placed):
                starts += [self._in_chapter(chapter, entry) for entry in sequence if self._is_text(entry, families)]
        return sorted(starts, key=lambda start: start.index)

    def _in_chapter(self, chapter: str, entry: NumberCandidate) -> Start:
        found = chapter_number(self.body[entry.index].text)
        printed, rest = (found[2], found[3]) if found else ("", self.body[entry.index].text)
        return Start(entry.index, "paragraph", f"{chapter}.{entry.number}", printed, rest)

    def _is_list(self, chapter: str, first: NumberCandidate, main: Sequence[NumberCandidate]) -> bool:
        """Whether 140.1, 140.2 … are items of the paragraph 140 right above them, not paragraphs of a chapter 140."""
        above = [entry for entry in main if entry.index < first.index]
        if not above or str(above[-1].number) != chapter:
            return False
        return any(is_complete(line.text) for line in self.body[above[-1].index : first.index])

    def _is_text(self, entry: NumberCandidate, families: dict[str, dict[int, int]]) -> bool:
        """Whether it is a paragraph, not the heading "2.1 Findings" above the paragraphs 2.1.1, 2.1.2 …"""
        found = chapter_number(self.body[entry.index].text)
        below = min(families.get(f"{found[0]}.{found[1]}", [-1])) if found else -1
        return below < entry.index or any(is_complete(line.text) for line in self.body[entry.index : below])

    def _lists_in_chapters(self, plain: Sequence[NumberCandidate], chapters: set[int]) -> dict[int, int]:
        """Lists "1. 2. 3." inside paragraphs that are numbered by chapters, where the text announces them."""
        listed: dict[int, int] = {}
        last = 0
        for entry in plain:
            opens = entry.number == 1 and entry.announced
            last = entry.number if entry.placed and (opens or (last and entry.number == last + 1)) else 0
            if last and entry.index not in chapters:
                listed[entry.index] = entry.number
        return listed

    # --- titled recommendations and annexes -----------------------------------------------------------------------

    def _titled(self, paragraphs: Sequence[Start], end: int) -> Titles:
        if any(start.kind == "titled" for start in paragraphs):
            return Titles()
        numbered = {start.index: start for start in paragraphs}
        candidates: list[Title] = []
        for index in range(end):
            line, start = self.body[index], numbered.get(index)
            if start is not None or self.stands_apart(index):
                text = start.rest if start else line.text
                title = title_at(index, text, self.phrases, set_off=line.is_bold or line.role == "heading")
                candidates += [title] if title else []
        heads = [self._head(title, end) for title in candidates]
        return title_sequence(candidates, heads, paragraphs[0].index if paragraphs else 0)

    def _series(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """Recommendations "(1)", "(2)" … that run on through the report: each asks, paragraphs stand between them."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        begins = [start.index for start in paragraphs]
        series: list[tuple[int, Mark]] = []
        for index in range(end):
            mark = list_mark(self.body[index].text) if self.placed(index) else None
            if mark is None or ("digit", len(series) + 1) not in mark.readings or mark.printed[0] not in "(（":
                continue
            asked = find_operative(self.sentence(index, mark.rest, end), self.lexicon)
            if asked is not None and not asked.direct and self.stands_apart(index):
                series.append((index, mark))
        owners = {bisect_right(begins, index) for index, _mark in series}
        if len(series) < FEWEST_IN_SERIES or len(owners) * 2 < len(series) + 1:
            return []
        return [
            Start(index, "titled", str(number), mark.printed, mark.rest, ref=f"Recommendation {number}")
            for number, (index, mark) in enumerate(series, start=1)
        ]

    def _marked(self, end: int) -> list[Start]:
        """In a report without numbers the items of the list right under a heading of recommendations."""
        starts: list[Start] = []
        family = ""
        for index in range(end):
            mark = list_mark(self.body[index].text) if self.placed(index) else None
            if mark is None:
                continue
            wanted = dict(mark.readings)
            if not starts and 1 in wanted.values() and self.recommends(index, by_words=True):
                family = next(name for name, ordinal in mark.readings if ordinal == 1)
            if family and wanted.get(family) == len(starts) + 1:
                number = str(len(starts) + 1)
                starts.append(Start(index, "titled", number, mark.printed, mark.rest, ref=f"Recommendation {number}"))
        return starts if len(starts) >= FEWEST_IN_SERIES else []

    def _counted(self, end: int) -> list[Start]:
        """The same, where the items have bullets for marks: they are counted."""
        starts: list[Start] = []
        place: tuple[str, int] | None = None
        for index in range(end):
            line = self.body[index]
            bullet = bullet_at(line.text) if self.placed(index) else None
            if bullet is None:
                continue
            if place is None and self.recommends(index, by_words=True):
                place = bullet.sign, line.depth
            if place == (bullet.sign, line.depth):
                number = str(len(starts) + 1)
                starts.append(Start(index, "titled", number, bullet.sign, bullet.rest, ref=f"Recommendation {number}"))
        self.found.counted = len(starts) >= FEWEST_IN_SERIES
        return starts if self.found.counted else []

    def _named_behind(self, paragraphs: Sequence[Start], end: int) -> list[Start]:
        """Recommendations that carry their title at their end: "The Director should … (Recommendation 1)"; a numbered
        paragraph that does is one as a whole."""
        if any(start.kind == "titled" for start in paragraphs):
            return []
        named = named_behind(self.phrases)
        numbered = {start.index: start for start in paragraphs}
        starts: list[Start] = []
        first = 0
        for index in range(end):
            before = self.body[index - 1].text if index else ""
            text = f"{before} {self.body[index].text}"
            apart = self.body[index].role == "heading" or self.layout.parted(self.body[index])
            if apart or named.search(before) or index in numbered:
                first, text = index, self.body[index].text
            match = named.search(text)
            if match is None or int(match["number"]) != len(starts) + 1:
                continue
            number, ref = match["number"], f"Recommendation {match['number']}"
            above = numbered.get(first)
            if above is None:
                rest = self.body[first].text
                starts.append(Start(first, "titled", number, "", rest, ref=ref, label=match[0].strip()))
            elif self._asks(first, index):
                starts.append(replace(above, ref=ref))
        return starts if len(starts) >= FEWEST_IN_SERIES else []

    def _asks(self, first: int, last: int) -> bool:
        """Whether the last sentence of these lines asks something, and does not tell what was asked before."""
        text = " ".join(line.text for line in self.body[first : last + 1])
        sentence = SENTENCE_END.split(text)[-1]
        return find_operative(sentence, self.lexicon) is not None and self.phrases.past.search(sentence) is None

    def _head(self, title: Title, end: int) -> str:
        """The first words of what a title is about, to the end of the first line that ends a sentence."""
        return self.sentence(title.index, title.rest, end)

    def _annex(self, plain: Iterable[NumberCandidate]) -> int | None:
        """The line of the first annex's heading behind the paragraphs, unless their numbering goes on in it."""
        last = 0
        numbered = {entry.index: entry for entry in plain}
        annex: int | None = None
        for index in range(len(self.body)):
            entry = numbered.get(index)
            if entry is not None and entry.placed and entry.whole and 0 < entry.number - last <= NEAR:
                last = entry.number
                annex = None if last > 1 else annex
            elif annex is None and last > 1 and self._is_annex(index):
                annex = index
        return annex

    def _is_annex(self, index: int) -> bool:
        line = self.body[index]
        heading = re.split(r"\s*[:：.–—]\s*|\s{2,}|\t", line.text, maxsplit=1)[0].strip()
        return self.stands_apart(index) and self.phrases.annex.fullmatch(heading) is not None


def _titled_start(title: Title) -> Start:
    return Start(title.index, "titled", title.number, title.printed, title.rest, ref=title.ref)
