"""What the headings above a paragraph say of it: that it recommends, sums up, or quotes what was recommended before."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from recommendations.importing.parsed import Section
from recommendations.importing.signs.prose import CLOSING_WORD
from recommendations.importing.structure.evidence import is_advice
from recommendations.importing.structure.heading_kinds import (
    HeadingKind,
    above_answer,
    answers_older,
    heading_kind,
    is_answer,
)
from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.structure.table_roles import DONE
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

FEWEST_ALIKE = 2


class HeadingsAbove:
    """The headings of a report; a `path` are the indexes of those above a paragraph, outermost first. In a report whose
    recommendations are `titled` other words for them ("Advice to ministers") head none."""

    def __init__(self, sections: Sequence[Section], lexicon: Lexicon, phrases: Phrases, *, titled: bool) -> None:
        self.titled = titled
        self.sections = sections
        self.lexicon = lexicon
        self.phrases = phrases
        self.kinds = [self._kind_of(section.heading) for section in sections]
        self.parted = {index for index, kind in enumerate(self.kinds) if kind == "mixed" and self._parts(index)}

    def kind(self, path: Sequence[int]) -> str:
        """Under which heading a paragraph stands: "recommendations", "mixed" of these and conclusions, or "" for none.

        The innermost heading that is either counts: "A. Conclusions" may stand under "Conclusions and recommendations",
        and heads none of these if they have a heading of their own there.
        """
        first, second, *_ = [*(index for index in reversed(path) if self.kinds[index]), None, None]
        kind = "" if first is None else self.kinds[first]
        if kind == "findings" and second is not None and self.kinds[second] == "mixed" and second not in self.parted:
            return "mixed"
        return kind if kind in {"recommendations", "mixed"} else ""

    def _kind_of(self, heading: str) -> HeadingKind:
        kind = heading_kind(heading, self.lexicon, self.phrases)
        if self.titled and self.lexicon.recommendation_heading.search(heading) is None:
            return "findings" if kind else ""
        return kind

    def _parts(self, index: int) -> bool:
        """Whether below the heading of conclusions and recommendations these have one of their own."""
        level = self.sections[index].level
        below = takewhile(lambda at: self.sections[at].level > level, range(index + 1, len(self.sections)))
        return any(self.kinds[at] == "recommendations" for at in below)

    def answered(self, path: Sequence[int]) -> bool:
        """Whether what stands below was recommended before, and is answered there: "Recommendations of 2023 and
        responses of the Department"."""
        return any(self._is_answered(self.sections[index].heading) for index in path)

    def _is_answered(self, heading: str) -> bool:
        response = self.phrases.headings.response.search(heading)
        own = heading[: response.start()] if response is not None else ""
        return CLOSING_WORD.search(own) is not None and self.lexicon.recommendation_heading.search(own) is not None

    def head_findings(self, theme: int | None) -> bool:
        """Whether the heading of a list that stands in it heads what was found."""
        return (
            theme is not None and heading_kind(self.sections[theme].heading, self.lexicon, self.phrases) == "findings"
        )

    def kind_of_annex(self, paragraph: NumberedText) -> str:
        """ "recommendations" for the paragraphs of an annex that numbers anew: such are read where it is of advice."""
        annexed = any(self.phrases.annex.match(self.sections[index].heading) for index in paragraph.path)
        return "recommendations" if annexed and "[" in paragraph.number else ""

    def summarise(self, path: Sequence[int]) -> bool:
        return any(self.lexicon.summary_heading.fullmatch(self.sections[index].heading) for index in path)

    def are_older(self, path: Sequence[int]) -> bool:
        """Whether one says that what stands below was recommended before."""
        return any(self._is_older(self.sections[index].heading) for index in path)

    def may_advise(self, path: Sequence[int]) -> bool:
        """Whether the innermost, but for those that say for whom ("To the Ministry"), heads what is to be done by any
        of its words."""
        headings = (self.sections[index].heading for index in reversed(path))
        heading = next((one for one in headings if self.phrases.headings.addresses.match(one) is None), "")
        older = self._is_older(heading) or heading_kind(heading, self.lexicon, self.phrases) == "findings"
        return not older and DONE.search(heading) is None and is_advice(heading, self.lexicon)

    def quote(self, first: str) -> bool:
        """Whether the headings of a report that answers part what it quotes from its answers: "Government response"
        stands above each, or "Recommendation" above paragraphs whose numbers, from the `first` on, come from elsewhere.
        """
        words = Counter(section.heading.lower() for section in self.sections if section.numeral is None)
        again = [heading for heading, count in words.items() if count >= FEWEST_ALIKE]
        if any(is_answer(heading, self.phrases) for heading in again):
            return True
        kinds = {heading_kind(heading, self.lexicon, self.phrases) for heading in again}
        return first not in {"1", "1.1"} and "recommendations" in kinds

    def _is_older(self, heading: str) -> bool:
        own = above_answer(heading, self.lexicon, self.phrases) != heading
        return not own and answers_older(heading, self.lexicon, self.phrases)
