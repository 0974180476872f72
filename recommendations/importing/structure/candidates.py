"""The lines that may begin a paragraph by their number, without those that are headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from recommendations.importing.pages.layout import Layout, ends_with_makers
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import (
    YEARS,
    NumberCandidate,
    bare_number,
    paragraph_number,
    paragraph_sequence,
)
from recommendations.importing.signs.prose import ends_item, is_complete
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.structure.unnumbered_labels import stands_alone
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

FEWEST_BARE = 3
SEMICOLONS = ";；؛"
MOST_ABOVE = 6  # whole sentences of a title page and summary above the first paragraph


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
    the references of titled ones that are printed once more, `annex` the line where the annexes begin. `breaks` are
    the lines, in order, where a text ends before the next start: with the title of a "resolution", the "signature" of
    the last, or the further "cells" of a row of a table; `resolutions` is how many there are. `counted` says that the
    recommendations have no numbers of their own, `paragraphs_counted` that the paragraphs have none. `left` are runs of
    numbers that fit no numbering and no list: the lines (as the file counts) and the numbers of the first and last.
    `labels` says that below the paragraphs stands what is recommended, behind a label without a number, `labels_alone`
    that the label stands alone on its line.
    """

    starts: list[Start] = field(default_factory=list)
    listed: dict[int, int] = field(default_factory=dict)
    again: list[tuple[int, str]] = field(default_factory=list)
    repeated: tuple[str, ...] = ()
    annex: int | None = None
    breaks: dict[int, str] = field(default_factory=dict)
    resolutions: int = 0
    counted: bool = False
    paragraphs_counted: bool = False
    left: list[tuple[int, int, int, int]] = field(default_factory=list)
    labels: bool = False
    labels_alone: bool = False


class Candidates(Surroundings):
    """A report in which the numbers that paragraphs may have are looked for."""

    def __init__(self, body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, phrases: Phrases) -> None:
        super().__init__(body, layout, lexicon, phrases)
        self.found = Starts()
        self.number_of = paragraph_number

    def numbered_lines(self) -> list[NumberCandidate]:
        """Every line with a number that may be a paragraph's."""
        plain = self._without_headings(self.plain_candidates(len(self.body)))
        return plain if paragraph_sequence(plain) else self._bare_candidates(len(self.body)) or plain

    def plain_candidates(self, end: int) -> list[NumberCandidate]:
        numbers = {
            index: found[0]
            for index in range(end)
            if self.may_number(self.body[index]) and (found := self.number_of(self.body[index].text))
        }
        return self.candidates({index: one for index, one in numbers.items() if not self._is_date(index, one)}, end)

    def _is_date(self, index: int, number: int) -> bool:
        """Whether a number is the year of a date that the margin broke: "on 1 November" / "2017. The delegation"."""
        if number not in YEARS or index == 0 or ends_item(self.body[index - 1].text):
            return False
        return not self.layout.parted(self.body[index]) or self.layout.is_nearly_full(self.body[index - 1])

    def _without_headings(self, candidates: list[NumberCandidate]) -> list[NumberCandidate]:
        """The candidates without those that are headings ("1. Introduction") above numbered or unnumbered text."""
        headings = {
            entry.index
            for before, entry, behind in zip([None, *candidates], candidates, [*candidates[1:], None], strict=False)
            if self._heads_text(before, entry, behind)
        }
        rest = [entry for entry in candidates if entry.index not in headings]
        if len(paragraph_sequence(rest)) > 1 and rest[0].number == 1:
            return rest if {entry.number for entry in candidates} == {entry.number for entry in rest} else candidates
        sequence = paragraph_sequence(candidates)
        most = sum(entry.index in headings for entry in sequence) * 2 > len(sequence) > 1
        alone = most and all(self.is_short(self.body[entry.index]) for entry in sequence)
        return [] if alone else candidates

    def _heads_text(
        self, before: NumberCandidate | None, entry: NumberCandidate, behind: NumberCandidate | None
    ) -> bool:
        """Whether a short line with a number stands above text that is not its own."""
        following = entry.index + 1
        if not entry.placed or not self.is_short(self.body[entry.index]) or following >= len(self.body):
            return False
        if stands_alone((self.number_of(self.body[entry.index].text) or (0, "", ""))[2], self.lexicon):
            return False  # "6. conclusion": a label with the number of what stands below it
        line = self.body[following]
        if behind is not None and behind.index == following:
            ends_list = before is not None and before.number == entry.number - 1
            return behind.number == entry.number or (behind.number != entry.number + 1 and not ends_list)
        begins = self.stands_apart(following) or (
            line.text[0].isupper() and line.begins is None and self.layout.leaves_room(self.body[entry.index], line)
        )
        if not begins or self._ends_like_item(behind):
            return False
        return list_mark(line.text) is None and bullet_at(line.text) is None

    def _ends_like_item(self, behind: NumberCandidate | None) -> bool:
        """Whether what stands right above a number ends as items of a list do: with a semicolon, or with those who
        made it. A list may be set narrower than the text, so that its lines look as short as headings."""
        last = self.body[behind.index - 1].text if behind is not None else ""
        return last != "" and (last[-1] in SEMICOLONS or ends_with_makers(last.rstrip(".;")))

    def _bare_candidates(self, end: int) -> list[NumberCandidate]:
        """Numbers without a point, where they number the report from its beginning on: what stands below a text and
        begins with a number is a note."""
        self.number_of = bare_number
        candidates = self._without_headings(self.plain_candidates(end))
        sequence = paragraph_sequence(candidates)
        whole = sum(entry.whole for entry in sequence)
        above = self.body[: sequence[0].index] if sequence else ()
        told = sum(is_complete(line.text) and line.role != "heading" for line in above)
        if len(sequence) < FEWEST_BARE or told > MOST_ABOVE or whole * 2 <= len(sequence):
            self.number_of = paragraph_number
            return []
        return candidates

    def may_number(self, line: BodyLine) -> bool:
        return line.role != "heading"

    def candidates(self, numbers: dict[int, int], end: int) -> list[NumberCandidate]:
        candidates: list[NumberCandidate] = []
        bound = complete = looked_at = end
        for index in sorted(numbers, reverse=True):
            # The next line from here on that ends a sentence; no line is looked at twice.
            complete = next((at for at in range(index, looked_at) if is_complete(self.body[at].text)), complete)
            looked_at = index
            placed = self.placed(index)
            whole = complete < bound
            announced, left_out = self.announced(index), self.left_out(index)
            headed = index > 0 and not ends_item(self.body[index - 1].text)
            cut = self.cut_above(index)
            candidates.append(NumberCandidate(index, numbers[index], placed, announced, whole, left_out, headed, cut))
            bound = index if placed else bound
        return candidates[::-1]
