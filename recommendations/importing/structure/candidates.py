"""The lines that may begin a paragraph by their number, without those that are headings."""

from collections.abc import Sequence

from recommendations.importing.pages.layout import ends_with_makers
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.number_forms import NUMBER_FORMS, ROMAN_NUMBER, NumberForm
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
FEWEST_IN_SUMMARY = 2
SEMICOLONS = ";；؛"
MOST_ABOVE = 6  # whole sentences of a title page and summary above the first paragraph


class Candidates:
    """The numbers of a text that paragraphs may have: `number_of` a line, in the form that the report has."""

    def __init__(self, text: Surroundings) -> None:
        self.text = text
        self.body = text.body
        self.layout = text.layout
        self.number_of = paragraph_number
        self.pointed: list[NumberCandidate] = []  # numbers with a point, where paragraphs have another form

    def numbered_lines(self) -> list[NumberCandidate]:
        """Every line with a number that may be a paragraph's."""
        plain = self._without_headings(self._plain(len(self.body)))
        other = self._in_other_form(plain)
        if other or paragraph_sequence(plain):
            return other or plain
        return self._bare(len(self.body)) or plain

    def _in_other_form(self, pointed: list[NumberCandidate]) -> list[NumberCandidate]:
        """Numbers such as "[12]", where more paragraphs have them than have `pointed` ones, and earlier."""
        plain = paragraph_sequence(pointed)
        most = sum(entry.whole for entry in plain)
        for form in NUMBER_FORMS:
            self.number_of = form.read
            candidates = self._without_headings(self._plain(len(self.body)))
            sequence = paragraph_sequence(candidates)
            whole = sum(entry.whole for entry in sequence)
            earlier = not plain or (bool(sequence) and sequence[0].index < plain[0].index)
            if whole >= max(FEWEST_BARE, most + 1) and earlier and self._numbers_report(form, candidates, sequence):
                self.pointed = pointed
                return candidates
        self.number_of = paragraph_number
        return []

    def in_roman(self, end: int) -> list[tuple[NumberCandidate, tuple[int, str, str]]]:
        """The paragraphs "I The Court …", "II …" of a summary that ends with a line, each with what is read of it; of a
        whole report, where it has no other numbers."""
        number_of, self.number_of = self.number_of, ROMAN_NUMBER.read
        candidates = [entry for entry in self._plain(end) if not self.text.is_short(self.body[entry.index])]
        self.number_of = number_of
        sequence = paragraph_sequence(candidates)
        whole = sum(entry.whole for entry in sequence)
        few = len(sequence) < FEWEST_IN_SUMMARY or (end == len(self.body) and len(sequence) < FEWEST_BARE)
        if few or whole < len(sequence) or self.text.told_before(sequence[0].index) > MOST_ABOVE:
            return []
        return [(entry, found) for entry in sequence if (found := ROMAN_NUMBER.read(self.body[entry.index].text))]

    def _numbers_report(
        self, form: NumberForm, candidates: Sequence[NumberCandidate], sequence: Sequence[NumberCandidate]
    ) -> bool:
        """Whether numbers of a form run on over the headings of a report from its beginning, as no list of sources
        does; one that marks lists as well, once only, before most of its texts."""
        first, last = sequence[0].index, sequence[-1].index
        begun = {entry.index for entry in candidates}
        between = [index for index in range(first, last) if index not in begun]
        headed = any(self._is_heading(index) for index in between)
        whole = sum(entry.whole for entry in sequence)
        if not headed or self.text.told_before(first) > max(MOST_ABOVE, whole) or whole * 2 <= len(sequence):
            return False
        if not form.marks_lists:
            return True
        once = sum(entry.number == 1 and entry.placed for entry in candidates) == 1
        others = sum(self.text.stands_apart(index) and is_complete(self.body[index].text) for index in between)
        return once and others < whole and not self.text.recommends(first, by_words=True)

    def _is_heading(self, index: int) -> bool:
        line = self.body[index]
        apart = self.text.is_short(line) and self.text.stands_apart(index)
        return line.role == "heading" or (apart and list_mark(line.text) is None and bullet_at(line.text) is None)

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
