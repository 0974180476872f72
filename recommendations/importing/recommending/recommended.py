"""Which paragraphs and list items are recommendations. None is made up: a text must ask something of somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from recommendations.importing.parsed import TITLED, Position, Recommendation, Section
from recommendations.importing.recommending.asked_besides import asked_in_other_words, asked_of_states, inserted
from recommendations.importing.recommending.asked_of_states import names_asked
from recommendations.importing.recommending.chapeau import SAID, chapeau_of, tells_own
from recommendations.importing.recommending.follow_up import asked_of_its_own
from recommendations.importing.recommending.graded import by_wording, in_sections
from recommendations.importing.recommending.headings_above import HeadingsAbove
from recommendations.importing.recommending.older import mostly_older, position_behind, positions_on, with_title
from recommendations.importing.recommending.own_acts import own_acts
from recommendations.importing.recommending.prose_answers import answered_by_number, answers_in_prose
from recommendations.importing.recommending.quoted_chapters import quoted_chapters
from recommendations.importing.recommending.recommendation_parts import Parts, asks_above, first_asked
from recommendations.importing.recommending.said_twice import lists_again, said_in_titles, summed_up
from recommendations.importing.recommending.scattered import Scattered
from recommendations.importing.recommending.told_by_day import told_by_day, told_of_findings
from recommendations.importing.signs.prose import announces
from recommendations.importing.structure.counted_across import introduced
from recommendations.importing.structure.label_paragraphs import announced_behind, findings_and_labels, label_before
from recommendations.importing.structure.numbered_text import Item, NumberedText, are_whole_sentences, sentences
from recommendations.importing.structure.openers import opened_in, opener_in, with_openers
from recommendations.importing.structure.operative_paragraphs import operative_paragraphs
from recommendations.importing.structure.paired_labels import numbered_label
from recommendations.importing.structure.positions import position_on_list, takes_positions
from recommendations.importing.structure.unnumbered_labels import (
    label_at_end,
    recommends_alone,
    unnumbered_label,
)
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import NOTHING, Operative, find_operative
from recommendations.importing.words.phrases import PHRASES, bare_position

MOST_BOLD = 0.6  # of all text; where more is bold, bold says nothing
MOST_BOLD_SENTENCES = 0.75  # where whole sentences are
FEWEST_TITLED = 3  # recommendations; then that is how the report marks them
FEWEST_BY_WORDING = 2  # paragraphs; a single one may quote


@dataclass
class Listed:
    """The recommendations in order; `chapeaux` are the paragraphs whose lists they are, `restated` the titled ones
    that are older and only answered here; `positions` what was said to them; `summed_up` the paragraphs whose lists say
    once more what stands elsewhere; `by_wording` counts those that only their wording gives away. `answered` are the
    references of the older ones as often as they are given."""

    recommendations: list[Recommendation] = field(default_factory=list)
    chapeaux: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    restated: list[NumberedText] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    summed_up: list[NumberedText] = field(default_factory=list)
    by_wording: int = 0
    answered: list[str] = field(default_factory=list)

    @property
    def answers_several(self) -> bool:
        """Whether what is answered comes from several reports, each of which numbers anew."""
        return len(set(self.answered)) < len(self.answered)


def recommendations_in(
    paragraphs: Sequence[NumberedText],
    sections: Sequence[Section],
    lexicon: Lexicon,
    *,
    answers: bool = False,
    decided: bool = False,
) -> Listed:
    """Every recommendation of a report, in order; `answers` says that the report, by its title, answers older ones,
    `decided` that its paragraphs are those of a decision."""
    return _Finder(paragraphs, sections, lexicon, answers=answers, decided=decided).find()


class _Finder:
    def __init__(
        self,
        paragraphs: Sequence[NumberedText],
        sections: Sequence[Section],
        lexicon: Lexicon,
        *,
        answers: bool,
        decided: bool,
    ) -> None:
        self.answers = answers
        self.sections = sections
        self.lexicon = lexicon
        self.phrases = PHRASES[lexicon.language]
        titled = sum(paragraph.titled for paragraph in paragraphs) >= FEWEST_TITLED
        self.above = HeadingsAbove(sections, lexicon, self.phrases, titled=titled)
        self.parts = Parts(sections, lexicon)
        quoted = quoted_chapters(paragraphs)
        paragraphs = [paragraph for paragraph in paragraphs if paragraph.number not in quoted]
        self.told = told_by_day(paragraphs, self.above, lexicon)
        self.told_of_findings = set() if answers else told_of_findings(paragraphs, self.above, lexicon)
        self.paragraphs = paragraphs = with_openers(paragraphs, self._opens)
        self.listed = Listed()
        self.bold_marks = False  # whether the recommendations are those sentences that stand in bold
        self.operative = operative_paragraphs(paragraphs, lexicon, decided=decided)
        self.asks_states_parties = False  # whether a paragraph above, as a whole, asks something of them
        self.own_acts = own_acts(paragraphs, lexicon)
        self.scattered = Scattered(self._openers(), lexicon)
        titles = answers or any(one.titled for one in paragraphs)
        self.labelled = set() if titles else findings_and_labels(paragraphs, self.phrases)
        self.in_prose = answers or answers_in_prose(paragraphs, lexicon)
        self.quotes = answers and self.above.quote(paragraphs[0].number if paragraphs else "")
        self.opened = set() if answers else opened_in(paragraphs, lexicon)
        self.openers = {number.rpartition(".")[0] for number in self.opened}
        self.openers |= {
            above.number
            for above, below in pairwise(paragraphs)
            if below.titled and not (above.titled or above.items) and announces(above.text)
        }
        self.introduced = introduced(paragraphs, lexicon)  # then what the author recommends has numbers throughout
        letters = sum(len(paragraph.text) for paragraph in paragraphs)
        bold = sum(len(part) for paragraph in paragraphs for part in paragraph.all_bold)
        most = MOST_BOLD_SENTENCES if are_whole_sentences(paragraphs) else MOST_BOLD
        self.bold_tells = bold < letters * most
        marked = [paragraph for paragraph in paragraphs if any(first_asked(part, lexicon) for part in paragraph.bold)]
        self.bold_marks = self.bold_tells and len(marked) >= FEWEST_BY_WORDING

    def find(self) -> Listed:
        restates = self.answers or mostly_older(self.paragraphs, self.above, self.phrases)
        answered = answered_by_number(self.paragraphs, self.lexicon) if self.answers else {}
        stated: set[str] = set()
        for paragraph in self._named():
            if paragraph.number in answered:
                found = []
                self.listed.positions.append(Position(f"Recommendation {paragraph.number}", answered[paragraph.number]))
            elif not paragraph.titled and not paragraph.ref:
                found = [] if self.introduced else self._in_paragraph(paragraph)
                self.listed.positions += position_behind(paragraph, found, self.phrases)
            elif restates:
                found = []
                self._restate(paragraph)
            elif not paragraph.titled:
                found = self._as_titled(paragraph)
                self.listed.positions += self._positions_on(paragraph) if paragraph.behind else []
            elif paragraph.number in stated and (position := bare_position(paragraph.text, self.phrases)):
                found = []  # "Recommendation 4: Agreed.", behind them all
                self.listed.restated.append(paragraph)
                self.listed.positions.append(Position(paragraph.number, position))
            else:
                found = list(self.parts.titled(paragraph))
                self.listed.positions += self._positions_on(paragraph)
            self.listed.recommendations += found
            stated |= {node.ref for node in found}
        if not self.listed.recommendations and not restates and not self._by_heading():
            self._by_wording()
        if not (self.introduced or self.labelled):
            self._take_besides()
        self._set_lists_aside()
        refs = {node.ref for node in self.listed.recommendations}
        self.listed.repeated = [ref for ref in self.parts.names.repeated if ref in refs]
        return self.listed

    def _take_besides(self) -> None:
        """Adds what is asked in other words under headings of recommendations, and what is asked of States anywhere."""
        nodes = self.listed.recommendations
        if not self.answers and not self.told:
            left = self.openers | self.own_acts
            rest = [paragraph for paragraph in self.paragraphs if paragraph.number not in left]
            others = asked_in_other_words(rest, nodes, self.above, self.lexicon)
            nodes = inserted(nodes, [self.parts.asking(paragraph, NOTHING) for paragraph in others])
        of_states = asked_of_states(self.paragraphs, nodes, self.above, self.lexicon)
        besides = [self.parts.asking(paragraph, asked) for paragraph, asked in of_states]
        self.listed.recommendations = inserted(nodes, besides)

    def _set_lists_aside(self) -> None:
        """Leaves out the lists and summaries that say once more, mostly at the end, what stands in the text."""
        nodes = self.listed.recommendations
        entries = summed_up(nodes)
        kept = [node for node in nodes if node.ref not in entries]
        again = said_in_titles(kept)
        kept = [node for node in kept if node.ref not in again]
        lists = lists_again(kept)
        kept = [node for node in kept if node.paragraph not in lists]
        if len(kept) < len(nodes):
            left_out = {node.ref if node.ref.startswith(TITLED) else node.paragraph for node in nodes}
            left_out -= {node.ref if node.ref.startswith(TITLED) else node.paragraph for node in kept}
            self.listed.summed_up = [one for one in self.paragraphs if one.number in left_out]
            self.listed.recommendations = kept

    def _by_heading(self) -> bool:
        """Where nothing in a report asks: what stands under a heading of recommendations, or under one that by any of
        its words may head them, where most of it looks as if it asked."""
        found = in_sections(self.paragraphs, lambda one: self.above.kind(one.path) == "recommendations", self.lexicon)
        found = found or in_sections(self.paragraphs, lambda one: self.above.may_advise(one.path), self.lexicon)
        for paragraph in found:
            if paragraph.items and not paragraph.text.endswith("."):
                self.listed.chapeaux.add(paragraph.number)
                self.listed.recommendations += self.parts.items_of(paragraph, NOTHING)
            else:
                self.listed.recommendations.append(self.parts.asking(paragraph, NOTHING))
        return bool(found)

    def _by_wording(self) -> None:
        """Where no heading, title, list or bold type marks a recommendation: the paragraphs and lists in which the
        author asks."""
        for paragraph in by_wording(self.paragraphs, self.lexicon, self.phrases):
            asked = first_asked(paragraph.text, self.lexicon, known=False) or NOTHING
            if paragraph.has_marks:
                self.listed.chapeaux.add(paragraph.number)
                self.listed.recommendations += self.parts.items_of(paragraph, asked)
            else:
                self.listed.recommendations.append(self.parts.asking(paragraph, asked))
        self.listed.by_wording = len(self.listed.recommendations)

    def _opens(self, paragraph: NumberedText) -> Operative | None:
        """What a paragraph asks, if it opens a list of numbers below its own."""
        return SAID if paragraph.number in self.told else opener_in(paragraph.text, self.lexicon, self.phrases)

    def _in_paragraph(self, paragraph: NumberedText) -> list[Recommendation]:
        if paragraph.number in self.operative:
            return self._in_resolution(paragraph, self.operative[paragraph.number])
        if paragraph.number in self.told_of_findings:
            return self._told(paragraph)
        if paragraph.number in self.labelled:
            return self._behind_label(paragraph) if label_before(self.phrases).match(paragraph.text) else []
        if paragraph.number in self.opened:
            lists = paragraph.has_marks and not asks_above(paragraph, self.lexicon)
            return (self._unlabelled(paragraph) if lists else []) or [self.parts.opened(paragraph)]
        if self.above.answered(paragraph.path) or (paragraph.number in self.openers and announces(paragraph.text)):
            return []
        if self._is_numbered_label(paragraph.mark):
            return self._labelled(paragraph, "")
        label = label_at_end(paragraph.whole_text(), self.lexicon)
        if label and not recommends_alone(label, self.lexicon):
            return []
        return self._labelled(paragraph, label) or self._unlabelled(paragraph)

    def _behind_label(self, paragraph: NumberedText) -> list[Recommendation]:
        """A paragraph that holds but what is recommended, "4. Recommendations: …", or the list in it."""
        asked = first_asked(paragraph.text, self.lexicon, known=False) or NOTHING
        if not paragraph.items or not announced_behind(paragraph.text, self.phrases):
            return [self.parts.asking(paragraph, asked)]
        self.listed.chapeaux.add(paragraph.number)
        return list(self.parts.items_of(paragraph, asked))

    def _labelled(self, paragraph: NumberedText, label: str) -> list[Recommendation]:
        """What stands behind labels below a paragraph, or the paragraph that has one itself: "6. recommendation", or at
        its end."""
        if label or recommends_alone(paragraph.mark, self.lexicon):
            return [self.parts.asking(paragraph, first_asked(paragraph.text, self.lexicon) or NOTHING)]
        labelled = [item for item in paragraph.items if self._is_labelled(item)]
        if not labelled:
            return []
        self.listed.chapeaux.add(paragraph.number)
        inner = replace(paragraph, items=labelled)
        return list(self.parts.items_of(inner, NOTHING))

    def _unlabelled(self, paragraph: NumberedText) -> list[Recommendation]:
        under = self.above.kind(paragraph.path) or self.above.kind_of_annex(paragraph)
        if self.told and under == "recommendations":
            return self._told(paragraph) if paragraph.number in self.told else []
        if self._is_none(paragraph, under):
            return []
        chapeau = chapeau_of(paragraph, self.lexicon, self.phrases, under=under)
        if paragraph.items and chapeau is not None:
            self.listed.chapeaux.add(paragraph.number)
            found = list(self.parts.items_of(paragraph, chapeau))
            last = "".join(sentences(paragraph.text)[-1:])
            position = "" if find_operative(last, self.lexicon) else position_on_list(last, self.phrases)
            self.listed.positions += [Position(node.ref, position) for node in found if position]
            return found
        if paragraph.has_marks:
            return []
        in_bold = []
        if self.bold_tells:
            in_bold = list(self.parts.bold_parts(paragraph, known=not self.bold_marks))
        self.asks_states_parties |= any(node.addressee_kind == "states_parties" for node in in_bold)
        if in_bold or not under:
            return in_bold or self._asked_later(paragraph)
        if paragraph.number in self.own_acts:
            return []
        if self.asks_states_parties and not names_asked(paragraph.text, self.lexicon):
            return []
        found = list(self.parts.whole(paragraph, under))
        if not found and tells_own(paragraph.text, self.lexicon):
            found = [self.parts.asking(paragraph, SAID)]
        self.asks_states_parties |= any(node.addressee_kind == "states_parties" for node in found)
        return found

    def _is_none(self, paragraph: NumberedText, under: str) -> bool:
        """Whether a paragraph recommends nothing by the report or the headings that it stands in: it answers, or tells
        what was found, or is not set in bold as what the report recommends."""
        if self.answers and (self.quotes or not (under and self._recommends_now(paragraph))):
            return True
        if paragraph.items and self.above.head_findings(paragraph.items[0].theme):
            return True
        if not paragraph.items and takes_positions(paragraph.text, self.phrases, self.lexicon):
            return True
        return bool(self.bold_marks and under) and not paragraph.all_bold and not self._goes_without_bold(paragraph)

    def _told(self, paragraph: NumberedText) -> list[Recommendation]:
        """What a commission tells that it recommended on a day: a list, or the paragraph."""
        if not announces(paragraph.text):
            return [self.parts.asking(paragraph, SAID)]
        self.listed.chapeaux |= {paragraph.number} if paragraph.items else set()
        return list(self.parts.items_of(paragraph, SAID))

    def _is_labelled(self, item: Item) -> bool:
        """Whether an item stands behind or below a label; the further ones below a label have no mark at all."""
        label = unnumbered_label(self.phrases).match(f"{item.mark} {item.text}")
        numbered = self._is_numbered_label(item.mark)
        return not item.mark or label is not None or numbered or recommends_alone(item.mark, self.lexicon)

    def _is_numbered_label(self, mark: str) -> bool:
        return numbered_label(mark, self.lexicon, self.phrases) is not None

    def _goes_without_bold(self, paragraph: NumberedText) -> bool:
        """Whether a paragraph recommends though the report sets its recommendations in bold and none in here."""
        lists = paragraph.items and self.lexicon.recommendation_heading.search(paragraph.text) is not None
        follows_up = self.asks_states_parties and self._asks_later(paragraph) is not None
        return lists or follows_up or self._recommends_now(paragraph)

    def _recommends_now(self, paragraph: NumberedText) -> bool:
        """Whether a sentence of a paragraph is its author's own request, and none told."""
        for sentence in sentences(paragraph.text):
            asked = find_operative(sentence, self.lexicon)
            if asked is None or self.phrases.past.search(sentence[asked.at :]) is not None:
                continue
            if asked.verb in {"recommend", "reiterate"}:
                return True
            if asked.verb != "should" and (asked.by_author or asked.direct) and not self.answers:
                return True
        return False

    def _in_resolution(self, paragraph: NumberedText, asked: Operative | None) -> list[Recommendation]:
        """An operative paragraph that asks, or the items of its list."""
        if asked is None:
            return []
        if paragraph.items and announces(paragraph.text):
            self.listed.chapeaux.add(paragraph.number)
            return list(self.parts.items_of(paragraph, asked))
        return [self.parts.asking(paragraph, asked)]

    def _asked_later(self, paragraph: NumberedText) -> list[Recommendation]:
        """What is asked without a heading that says so: concluding observations go on to ask behind their
        recommendations, under "Follow-up"; and an author that asks in lists all over a report asks without them too."""
        if not self.asks_states_parties and (not self.scattered.count or self.above.summarise(paragraph.path)):
            follows = asked_of_its_own(paragraph, self.lexicon) if self.bold_marks else None
            return [self.parts.asking(paragraph, follows)] if follows else []
        asked = self._asks_later(paragraph)
        whole = list(self.parts.whole(paragraph)) if asked else []
        return whole or ([self.parts.asking(paragraph, asked)] if asked and not self.asks_states_parties else [])

    def _asks_later(self, paragraph: NumberedText) -> Operative | None:
        asked = find_operative(paragraph.text, self.lexicon)
        if asked is None:
            return None
        if self.asks_states_parties:
            asks = asked.verb == "recommend" or (asked.known and asked.kind == "states_parties")
        else:
            asks = self.scattered.asks(paragraph.text, asked)
        return asked if asks else None

    def _openers(self) -> list[str]:
        """What opens the lists, under no heading of recommendations, in which the report's author recommends, or which
        are called so: "Recommendations to the director:"."""
        found: list[str] = []
        for paragraph in self.paragraphs:
            if paragraph.items and not self.answers and not self.above.kind(paragraph.path):
                asked = chapeau_of(paragraph, self.lexicon, self.phrases, under="")
                called = self.lexicon.recommendation_heading.match(paragraph.text) and announces(paragraph.text)
                if asked is not None and (called or (asked.by_author and asked.verb == "recommend")):
                    found.append(paragraph.text)
        return found

    def _as_titled(self, paragraph: NumberedText) -> list[Recommendation]:
        """A paragraph that is a titled recommendation: "13. Recommendation 1: Text"."""
        self.listed.chapeaux.add(paragraph.number)
        inner = replace(
            paragraph,
            number=paragraph.ref,
            text=paragraph.text.removeprefix(paragraph.mark).lstrip(),
            titled=True,
            owner=paragraph.number,
        )
        return list(self.parts.titled(inner))

    # --- older recommendations, in a report that answers them -----------------------------------------------------

    def _named(self) -> Iterator[NumberedText]:
        yield from (with_title(one, self.phrases) for one in self.paragraphs) if self.answers else self.paragraphs

    def _restate(self, paragraph: NumberedText) -> None:
        self.listed.answered.append(paragraph.ref or paragraph.number)
        if paragraph.titled:
            self.listed.restated.append(paragraph)
        self.listed.positions += self._positions_on(paragraph)

    def _positions_on(self, paragraph: NumberedText) -> list[Position]:
        return positions_on(paragraph, self.paragraphs, self.lexicon, in_prose=self.in_prose, own=self.answers)
