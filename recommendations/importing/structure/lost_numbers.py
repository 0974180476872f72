"""Reports whose paragraphs have lost their numbers, as web pages of concluding observations often do: nearly every
text begins with who speaks, "The Committee notes …", and some ask. Such paragraphs are counted."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark, section_numeral
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.candidates import Start
from recommendations.importing.structure.evidence import plainly_asks
from recommendations.importing.structure.heading_kinds import calls_somebody
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.series import Series
from recommendations.importing.words.asking import ASKING
from recommendations.importing.words.operative import AUTHOR, find_operative

FEWEST_SPOKEN = 4  # texts that begin with who speaks
MOST_TEXTS = 4  # for each of these
FEWEST_CALLED = 3  # times that the same name stands alone above what is said
FEWEST_ASKING = 2  # of them; a single one may quote
NEAR_START = 30  # letters in which a text names who speaks
LONGEST_PRONOUN = 3  # letters
FEW_GAPS = 0.15  # of the lines
OF_STATES = frozenset({"states_parties", "member_states"})
SEMICOLONS = ";；؛"


class LostNumbers(Series):
    """A report in which paragraphs are looked for that have no numbers."""

    def lost_numbers(self, end: int) -> list[Start]:
        """Every text set apart, counted: where most name at their beginning who speaks, or ask, and some plainly ask a
        State, or somebody under a heading of recommendations."""
        if self._records_speakers(end):
            return []
        texts = self._texts(end)
        spoken = [place for place, text in texts if self._speaker(text)]
        if len(spoken) < FEWEST_SPOKEN or len(spoken) * MOST_TEXTS < len(texts):
            return []
        asking = [place for place, text in texts if self._plainly_asks(place, text)]
        if len(asking) < FEWEST_ASKING or len({*spoken, *asking}) * 2 < len(texts):
            return []
        first = self._first_text(texts, spoken[0])
        self.found.paragraphs_counted = True
        places = [place for place, _text in texts if place >= first]
        return [
            Start(place, "paragraph", str(number), "", self.body[place].text)
            for number, place in enumerate(places, start=1)
        ]

    def _records_speakers(self, end: int) -> bool:
        """Whether a text is the record of a meeting: who speaks stands alone above what they say, "The President:",
        and the same again and again."""
        called = Counter(line.text for line in self.body[:end] if calls_somebody(line.text))
        return any(count >= FEWEST_CALLED for count in called.values()) and len(called) > 1

    def _texts(self, end: int) -> list[tuple[int, str]]:
        """The place and text of what is set apart and ends a sentence, without headings and the items of lists."""
        begins = [index for index in range(end) if self._begins_text(index)]
        texts: list[tuple[int, str]] = []
        in_list = False
        for index, behind in pairwise([*begins, end]):
            text = " ".join(" ".join(line.text for line in self.body[index:behind]).split())
            is_item = list_mark(text) is not None or bullet_at(text) is not None
            unmarked = in_list or text[-1] in SEMICOLONS
            in_list = text[-1] in SEMICOLONS
            heads = self.body[index].role == "heading" or section_numeral(text) is not None
            if not (is_item or unmarked or heads) and is_complete(text) and not text[0].islower():
                texts.append((index, text))
        return texts

    def _begins_text(self, index: int) -> bool:
        """Whether something new plainly begins with a line: it is set apart, or, where blank lines tell nothing, stands
        behind a line that ends short, or begins with who speaks."""
        line = self.body[index]
        if index == 0 or line.role == "heading" or self.layout.parted(line):
            return True
        before = self.body[index - 1]
        if line.begins is not None or self._has_blank_lines:
            return before.role == "heading"
        if not is_complete(before.text):
            return not self.layout.is_nearly_full(before)
        return self.layout.leaves_room(before, line) or self._speaker(line.text)

    @cached_property
    def _has_blank_lines(self) -> bool:
        """Whether blank lines part the texts: those alone where a page breaks part none."""
        return sum(line.gap > 0 for line in self.body) > len(self.body) * FEW_GAPS

    def _first_text(self, texts: Sequence[tuple[int, str]], spoken: int) -> int:
        """The first text below the heading of an introduction, or else the first that says who speaks."""
        for place, _text in texts:
            heading = self.body[place - 1].text if place else ""
            numeral = section_numeral(heading)
            if place < spoken and self.lexicon.opening_heading.fullmatch(numeral.rest if numeral else heading):
                return place
        return spoken

    def _speaker(self, text: str) -> bool:
        """Whether a text names who speaks in its first words."""
        authors = ASKING[self.lexicon.language].authors or AUTHOR
        return any(_names(match[0]) for match in authors.finditer(text[:NEAR_START]))

    def _plainly_asks(self, place: int, text: str) -> bool:
        """Whether a sentence says what a State should do, or is its author's request to one, or to anybody under a
        heading of recommendations: a committee's terms of reference also say what it recommends and requests."""
        under = self.headings_above[place] in {"recommendations", "mixed"}
        for sentence in sentences(text):
            asked = find_operative(sentence, self.lexicon)
            if asked is None or not (under or asked.kind in OF_STATES):
                continue
            obliged = asked.verb == "should" and asked.known and asked.kind == "states_parties"
            if obliged or plainly_asks(asked, sentence, self.lexicon):
                return True
        return False


def _names(word: str) -> bool:
    """Whether a word for an author is no pronoun."""
    return len(word) > LONGEST_PRONOUN or not word.isascii()
