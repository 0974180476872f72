"""The lines that may begin a paragraph by their number, without those that are headings."""

from recommendations.importing.pages.layout import ends_with_makers
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

FEWEST_BARE = 3
SEMICOLONS = ";；؛"
MOST_ABOVE = 6  # whole sentences of a title page and summary above the first paragraph


class Candidates:
    """The numbers of a text that paragraphs may have: `number_of` a line, with a point or bare."""

    def __init__(self, text: Surroundings) -> None:
        self.text = text
        self.body = text.body
        self.layout = text.layout
        self.number_of = paragraph_number

    def numbered_lines(self) -> list[NumberCandidate]:
        """Every line with a number that may be a paragraph's."""
        plain = self._without_headings(self._plain(len(self.body)))
        return plain if paragraph_sequence(plain) else self._bare(len(self.body)) or plain

    def _plain(self, end: int) -> list[NumberCandidate]:
        numbers = {
            index: found[0]
            for index in range(end)
            if self.body[index].role != "heading" and (found := self.number_of(self.body[index].text))
        }
        return self.among({index: one for index, one in numbers.items() if not self._is_date(index, one)}, end)

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
        alone = most and all(self.text.is_short(self.body[entry.index]) for entry in sequence)
        return [] if alone else candidates

    def _heads_text(
        self, before: NumberCandidate | None, entry: NumberCandidate, behind: NumberCandidate | None
    ) -> bool:
        """Whether a short line with a number stands above text that is not its own."""
        following = entry.index + 1
        if not entry.placed or not self.text.is_short(self.body[entry.index]) or following >= len(self.body):
            return False
        if stands_alone((self.number_of(self.body[entry.index].text) or (0, "", ""))[2], self.text.lexicon):
            return False  # "6. conclusion": a label with the number of what stands below it
        line = self.body[following]
        if behind is not None and behind.index == following:
            ends_list = before is not None and before.number == entry.number - 1
            return behind.number == entry.number or (behind.number != entry.number + 1 and not ends_list)
        begins = self.text.stands_apart(following) or (
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

    def _bare(self, end: int) -> list[NumberCandidate]:
        """Numbers without a point, where they number the report from its beginning on: what stands below a text and
        begins with a number is a note."""
        self.number_of = bare_number
        candidates = self._without_headings(self._plain(end))
        sequence = paragraph_sequence(candidates)
        whole = sum(entry.whole for entry in sequence)
        above = self.body[: sequence[0].index] if sequence else ()
        told = sum(is_complete(line.text) and line.role != "heading" for line in above)
        if len(sequence) < FEWEST_BARE or told > MOST_ABOVE or whole * 2 <= len(sequence):
            self.number_of = paragraph_number
            return []
        return candidates

    def among(self, numbers: dict[int, int], end: int) -> list[NumberCandidate]:
        candidates: list[NumberCandidate] = []
        bound = complete = looked_at = end
        for index in sorted(numbers, reverse=True):
            # The next line from here on that ends a sentence; no line is looked at twice.
            complete = next((at for at in range(index, looked_at) if is_complete(self.body[at].text)), complete)
            looked_at = index
            placed = self.text.placed(index)
            whole = complete < bound
            announced, left_out = self.text.announced(index), self.text.left_out(index)
            headed = index > 0 and not ends_item(self.body[index - 1].text)
            cut = self.text.cut_above(index)
            candidates.append(NumberCandidate(index, numbers[index], placed, announced, whole, left_out, headed, cut))
            bound = index if placed else bound
        return candidates[::-1]
