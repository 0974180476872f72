"""What stands around a line: whether something may begin with it, and what text and headings above say of it."""

import re
from collections.abc import Sequence
from functools import cached_property

from recommendations.importing.pages.layout import Layout, begins_numbered
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.signs.prose import CLOSING_WORD, announces, is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.evidence import is_advice
from recommendations.importing.structure.heading_kinds import HeadingKind, above_answer, heading_kind
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.openers import opener_in
from recommendations.importing.structure.table_roles import DONE
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative
from recommendations.importing.words.phrases import Phrases

FAR = 4  # lines of headings that may stand between what announces a list and the list
HEADING_WORDS = 8
FEW_GAPS = 0.15  # of the lines
MOST_LINES = 30  # of one recommendation
COMMAS = ",，،"
CLAUSES = re.compile("[，。；](?=.)")  # of a sentence, which in Chinese has no blanks that part its words
# What follows is no recommendation where a sentence says so: "After evaluating the recommendations, its answers are:".
ANSWERS = re.compile(
    r"\b(?:answers|repl(?:y|ies)|responses?|positions?|views|réponses?|respuestas?|posici(?:ón|ones)|ответ\w*|позици\w*)\b|"
    r"ردود|موقف|مواقف|[答回][复復覆应應]|立[场場]",
    re.IGNORECASE,
)
OPENING = re.compile(r"1[.．、]\s|1 [-–—]\s")
YEAR_AT_END = re.compile(r"(?<!\d)(?:1[3-9]|2[0-6])\d\d$")  # behind which a margin may have broken the line


class Surroundings:
    """The running text of one report, and what can be asked of the place of a line in it."""

    def __init__(
        self, body: Sequence[BodyLine], layout: Layout, lexicon: Lexicon, phrases: Phrases, *, advice: bool = False
    ) -> None:
        self.body = body
        self.layout = layout
        self.lexicon = lexicon
        self.phrases = phrases
        self.advice = advice

    def with_advice(self) -> "Surroundings":
        """The same text, where a heading that by any of its words may head recommendations is taken for one."""
        return Surroundings(self.body, self.layout, self.lexicon, self.phrases, advice=True)

    def placed(self, index: int) -> bool:
        """Whether something may begin with a line: by its looks, or where a 1 follows the comma of a preamble."""
        before, line = self.body[index - 1] if index else None, self.body[index]
        behind_comma = before is not None and before.text[-1] in COMMAS and OPENING.match(line.text) is not None
        return behind_comma or self.layout.may_begin(before, line)

    def stands_apart(self, index: int) -> bool:
        """Whether a line is not simply the next of a sentence that was broken by the margin."""
        line = self.body[index]
        if index == 0 or line.role == "heading" or self.layout.parted(line) or line.begins:
            return True
        before = self.body[index - 1]
        return self.placed(index) and (is_complete(before.text) or not self.layout.is_nearly_full(before))

    def announced(self, index: int) -> bool:
        """Whether the last whole text above calls for a list: it ends with a colon, or speaks of recommendations."""
        for before in range(index - 1, max(-1, index - 1 - FAR), -1):
            text = self.body[before].text
            if announces(text):
                return not self._opens_section(before)
            if is_complete(text):
                return self.lexicon.recommendation_heading.search(text) is not None
        return False

    def _opens_section(self, index: int) -> bool:
        """Whether a line without a number stands right below a heading of recommendations, so that the list it
        announces is that section's, and none of the paragraph above."""
        text = self.body[index].text
        if index == 0 or paragraph_number(text) or list_mark(text) or not self.stands_apart(index - 1):
            return False
        above = self.body[index - 1]
        is_text = is_complete(above.text) and above.role != "heading"
        return not is_text and self._heads(self._whole_heading(index - 1)) == "recommendations"

    def opened_in_section(self, index: int) -> bool:
        """Whether all that stands between a line and the heading of recommendations above it is one sentence without a
        number that ends with a colon."""
        if not index or not announces(self.body[index - 1].text):
            return False
        for before in range(index - 2, max(-1, index - 2 - FAR), -1):
            line = self.body[before]
            if self._heads(self._whole_heading(before)) == "recommendations" and not is_complete(line.text):
                opener = " ".join(above.text for above in self.body[before + 1 : index])
                return len(sentences(opener)) == 1 and not begins_numbered(opener)
            if is_complete(line.text):
                return False
        return False

    def left_out(self, index: int) -> bool:
        """Whether numbers before this one may be left out: "(…)" stands above, or a heading and the format itself gives
        the number."""
        if self.cut_above(index):
            return True
        return index > 0 and self.body[index - 1].role == "heading" and self.body[index].mark != ""

    def cut_above(self, index: int) -> bool:
        """Whether "(…)" stands above a line, headings at most between them."""
        for at in range(index, max(-1, index - FAR), -1):
            if self.body[at].cut:
                return True
            above = self.body[at - 1] if at else self.body[index]
            if above.role != "heading" and is_complete(above.text):
                break
        return False

    @cached_property
    def blank_lines_part(self) -> bool:
        """Whether blank lines part the texts: those alone where a page breaks part none."""
        return sum(line.gap > 0 for line in self.body) > len(self.body) * FEW_GAPS

    def sentence(self, index: int, rest: str, end: int) -> str:
        """The text from a line on to the first line that ends a sentence."""
        words = [rest]
        for line in self.body[index + 1 : min(index + 1 + FAR, end)]:
            if is_complete(words[-1]):
                break
            words.append(line.text)
        return " ".join(words)

    def recommends(self, index: int, *, by_words: bool) -> HeadingKind:
        """The kind of the heading of recommendations right above a line, or `by_words` of a sentence that says so; ""
        where neither stands there."""
        for before in range(index - 1, max(-1, index - 1 - FAR), -1):
            line = self.body[before]
            if is_complete(line.text) and line.role != "heading":
                if by_words and (self.calls_for_list(before) or self._opens_to(before)):
                    return "recommendations"
                if announces(line.text) and len(line.text.split()) <= HEADING_WORDS:
                    continue  # whom the list is for: "To the Government:"
                return ""
            kind = self._heads(self._whole_heading(before))
            if kind is not None:
                return kind
        return ""

    def _opens_to(self, index: int) -> bool:
        """Whether a sentence that ends with a line, over those right above it, asks in its author's name with a
        colon."""
        above = " ".join(line.text for line in self.body[max(0, index - FAR) : index + 1])
        return opener_in(above, self.lexicon, self.phrases) is not None

    def heads_recommendations(self, index: int, *, beside: bool = False) -> bool:
        """Whether a line is a short one that heads nothing but recommendations, or `beside` findings."""
        line = self.body[index]
        kinds = {"recommendations", "mixed"} if beside else {"recommendations"}
        return (line.role == "heading" or self.is_short(line)) and self._heads(line.text) in kinds

    def under_recommendations(self, index: int) -> bool:
        """Whether a heading of recommendations stands above a line, or a sentence right above says so."""
        return bool(self.recommends(index, by_words=True)) or self.headings_above[index] == "recommendations"

    def _whole_heading(self, index: int) -> str:
        """A heading with the line above, where that breaks off behind "and": "Conclusions and" / "recommendations"."""
        above = self.body[index - 1].text if index else ""
        return f"{above} {self.body[index].text}" if CLOSING_WORD.search(above) else self.body[index].text

    @cached_property
    def headings_above(self) -> list[HeadingKind]:
        """For each line the kind of the last heading above it that recommends or concludes, whatever stands between;
        what stands above the first whole sentence is a title, and a numbered section ends what a summary says."""
        kinds: list[HeadingKind] = []
        kind: HeadingKind = ""
        told = summing_up = False
        for index, line in enumerate(self.body):
            kinds.append(kind)
            marked = list_mark(line.text) is not None or bullet_at(line.text) is not None
            item = marked and len(line.text.split()) > HEADING_WORDS
            is_text = (is_complete(line.text) or item) and line.role != "heading"
            if not is_text and (line.role == "heading" or self.stands_apart(index)):
                begins = summing_up and section_numeral(line.text) is not None
                said = self._heads(line.text) if told else None
                kind = "" if begins else kind
                kind = kind if said is None else said
                summing_up = not begins and (
                    summing_up or self.lexicon.summary_heading.fullmatch(line.text) is not None
                )
            told = told or is_text
        return kinds

    def _heads(self, text: str) -> HeadingKind | None:
        """What a heading says of the list below it: "" that it recommends nothing, None that it says neither."""
        if text[-1:] and text[-1] in COMMAS:
            return None  # "Taking note of the recommendations of the Board,": a preamble
        numeral = section_numeral(text)
        heading = above_answer(numeral.rest if numeral else text, self.lexicon, self.phrases)
        if self.lexicon.opening_heading.fullmatch(heading):
            return ""
        if self.phrases.annex.fullmatch(heading) or self.phrases.headings.end_matter.fullmatch(heading):
            return ""
        if self.phrases.headings.about.search(heading) or self.phrases.past.search(heading):
            return ""
        kind = heading_kind(heading, self.lexicon, self.phrases)
        if not kind and self.advice and is_advice(heading, self.lexicon) and DONE.search(heading) is None:
            kind = "recommendations"
        if heading[-1:].isdigit():  # a page, or an entry of a table of contents with its page
            return "" if kind or YEAR_AT_END.search(heading) is None else None
        if kind in {"recommendations", "mixed"}:
            return kind if len(heading.split()) <= HEADING_WORDS and CLAUSES.search(heading) is None else None
        return "" if kind else None

    def calls_for_list(self, index: int) -> bool:
        """Whether the sentence that ends with a line, as far as the margin broke it, says that recommendations follow:
        with a colon, or with "the following"."""
        first = index
        while index - first < FAR and first > 0 and self._goes_on_from(first - 1):
            first -= 1
        sentence = "".join(sentences(" ".join(line.text for line in self.body[first : index + 1]))[-1:])
        told = self.phrases.past.search(sentence) or ANSWERS.search(sentence)
        if first < index and told is not None:
            return False  # "In follow-up to the recommendations of the Working Group, I am entrusted to:"
        follows = announces(sentence) or self.phrases.headings.following.search(sentence) is not None
        return follows and self._speaks_of_recommending(sentence)

    def _goes_on_from(self, index: int) -> bool:
        """Whether the text of a line goes on in the next, as the margin broke it."""
        line = self.body[index]
        return line.role != "heading" and not is_complete(line.text) and self.layout.is_nearly_full(line)

    def _speaks_of_recommending(self, sentence: str) -> bool:
        asked = find_operative(sentence, self.lexicon)
        return self.lexicon.recommendation_heading.search(sentence) is not None or (
            asked is not None and asked.verb == "recommend"
        )

    def asks(self, index: int, end: int) -> bool:
        """Whether a sentence that begins on these lines plainly asks something: of a known actor, or an author."""
        text = " ".join(line.text for line in self.body[index : min(index + MOST_LINES, end)])
        asked = [found for sentence in sentences(text) if (found := find_operative(sentence, self.lexicon))]
        return any(found.known or found.by_author or found.verb == "recommend" for found in asked)

    def in_summary(self, index: int) -> bool:
        """Whether a summary's heading stands above a line: what is listed there the report says again."""
        return self._first_summary < index

    @cached_property
    def _first_summary(self) -> int:
        heading = self.lexicon.summary_heading
        return next((at for at, line in enumerate(self.body) if heading.fullmatch(line.text)), len(self.body))

    def is_short(self, line: BodyLine) -> bool:
        """Whether a line is neither whole nor broken by the margin, as headings are."""
        return not is_complete(line.text) and not self.layout.is_nearly_full(line)

    def told_before(self, end: int) -> int:
        """How many whole texts stand before a line; of a list's items none is one."""
        lines = (line for line in self.body[:end] if line.role != "heading" and list_mark(line.text) is None)
        return sum(is_complete(line.text) and not announces(line.text) for line in lines)
