"""Which paragraphs and list items are recommendations. None is made up: a text must ask something of somebody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from recommendations.importing.asking import ORDERS
from recommendations.importing.heading_kinds import answers_older, heading_kind, names_addressee
from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbered_text import NumberedText, sentences
from recommendations.importing.operative import NOTHING, Operative, find_operative
from recommendations.importing.operative_paragraphs import operative_paragraphs
from recommendations.importing.parsed import Position, Recommendation, Section
from recommendations.importing.phrases import PHRASES, Phrases, label_of
from recommendations.importing.positions import position_word
from recommendations.importing.prose import announces
from recommendations.importing.recommendation_parts import Names, asking, bold_parts, items_of, titled, whole
from recommendations.importing.titles import title_at

MOST_BOLD = 0.6  # of all text; where more is bold, bold says nothing
NEAR_NOUN = 180  # characters from the noun to the end of a clause that announces them
FEWEST_BY_WORDING = 2  # paragraphs; a single one may quote


@dataclass
class Listed:
    """The recommendations in order; `chapeaux` are the paragraphs whose lists they are, `restated` the titled ones
    that are older and only answered here; `positions` what was said to them; `by_wording` counts those that only
    their wording gives away. `answered` are the references of the older ones as often as they are given."""

    recommendations: list[Recommendation] = field(default_factory=list)
    chapeaux: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    restated: list[NumberedText] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    by_wording: int = 0
    answered: list[str] = field(default_factory=list)

    @property
    def answers_several(self) -> bool:
        """Whether what is answered comes from several reports, each of which numbers anew."""
        return len(set(self.answered)) < len(self.answered)


def recommendations_in(
    paragraphs: Sequence[NumberedText], sections: Sequence[Section], lexicon: Lexicon, *, answers: bool = False
) -> Listed:
    """Every recommendation of a report, in order; `answers` says that the report, by its title, answers older ones."""
    return _Finder(paragraphs, sections, lexicon, answers=answers).find()


class _Finder:
    def __init__(
        self, paragraphs: Sequence[NumberedText], sections: Sequence[Section], lexicon: Lexicon, *, answers: bool
    ) -> None:
        self.answers = answers
        self.paragraphs = paragraphs
        self.sections = sections
        self.lexicon = lexicon
        self.phrases = PHRASES[lexicon.language]
        self.names = Names()
        self.listed = Listed()
        self.operative = operative_paragraphs(paragraphs, lexicon)
        self.asks_states_parties = False  # whether a paragraph above, as a whole, asks something of them
        self.scatters = self._scatters()
        letters = sum(len(paragraph.text) for paragraph in paragraphs)
        bold = sum(len(part) for paragraph in paragraphs for part in paragraph.all_bold)
        self.bold_tells = bold < letters * MOST_BOLD

    def find(self) -> Listed:
        restates = self._restates()
        for paragraph in map(self._named, self.paragraphs):
            if not paragraph.titled and not paragraph.ref:
                found = self._in_paragraph(paragraph)
            elif restates:
                found = []
                self._restate(paragraph)
            elif not paragraph.titled:
                found = self._as_titled(paragraph)
            else:
                found = list(titled(paragraph, self.sections, self.lexicon, self.names))
                self._take_position(paragraph)
            self.listed.recommendations += found
        if not self.listed.recommendations and not restates and not self.answers and not self._by_heading():
            self._by_wording()
        self.listed.repeated = self.names.repeated
        return self.listed

    def _by_heading(self) -> bool:
        """Where nothing in a report asks: the paragraphs under a heading of recommendations, if all order."""
        under = [paragraph for paragraph in self.paragraphs if self._stands_under(paragraph.path) == "recommendations"]
        orders = ORDERS.get(self.lexicon.language)
        if orders is None or len(under) < FEWEST_BY_WORDING or not all(orders.match(one.text) for one in under):
            return False
        for paragraph in under:
            self.listed.recommendations.append(asking(paragraph, NOTHING, self.sections, self.names))
        return True

    def _by_wording(self) -> None:
        """Where no heading, title, list or bold type marks a recommendation: the paragraphs that say "recommends"."""
        asking = [
            paragraph
            for paragraph in self.paragraphs
            if not paragraph.has_marks
            and any(_recommends(sentence, self.lexicon, self.phrases) for sentence in sentences(paragraph.text))
        ]
        if len(asking) >= FEWEST_BY_WORDING:
            for paragraph in asking:
                self.listed.recommendations += whole(paragraph, self.sections, self.lexicon, self.names)
            self.listed.by_wording = len(asking)

    def _in_paragraph(self, paragraph: NumberedText) -> list[Recommendation]:
        if paragraph.number in self.operative:
            return self._in_resolution(paragraph, self.operative[paragraph.number])
        under = self._stands_under(paragraph.path) or self._advises(paragraph)
        if self.answers and not under:
            return []
        chapeau = _chapeau(paragraph, self.lexicon, self.phrases, under=under)
        if paragraph.items and chapeau is not None:
            self.listed.chapeaux.add(paragraph.number)
            found = list(items_of(paragraph, chapeau, self.sections, self.lexicon, self.names))
            last = "".join(sentences(paragraph.text)[-1:])
            position = "" if find_operative(last, self.lexicon) else position_word(last, self.phrases)
            self.listed.positions += [Position(node.ref, position) for node in found if position]
            return found
        if paragraph.has_marks:
            return []
        in_bold = list(bold_parts(paragraph, self.sections, self.lexicon, self.names)) if self.bold_tells else []
        if in_bold or not under:
            return in_bold or self._asked_later(paragraph)
        found = list(whole(paragraph, self.sections, self.lexicon, self.names, under))
        self.asks_states_parties |= any(node.addressee_kind == "states_parties" for node in found)
        return found

    def _in_resolution(self, paragraph: NumberedText, asked: Operative | None) -> list[Recommendation]:
        """An operative paragraph that asks, or the items of its list."""
        if asked is None:
            return []
        if paragraph.items and announces(paragraph.text):
            self.listed.chapeaux.add(paragraph.number)
            return list(items_of(paragraph, asked, self.sections, self.lexicon, self.names))
        return [asking(paragraph, asked, self.sections, self.names)]

    def _asked_later(self, paragraph: NumberedText) -> list[Recommendation]:
        """What is asked without a heading that says so: concluding observations go on to ask behind their
        recommendations, under "Follow-up"; and an author that asks in lists all over a report asks without them too."""
        if not self.asks_states_parties and (not self.scatters or self._in_summary(paragraph)):
            return []
        asked = find_operative(paragraph.text, self.lexicon)
        if asked is None:
            return []
        of_states = asked.verb == "recommend" or (asked.known and asked.kind == "states_parties")
        once_more = asked.by_author and _recommends(paragraph.text, self.lexicon, self.phrases)
        if not (of_states if self.asks_states_parties else once_more):
            return []
        return list(whole(paragraph, self.sections, self.lexicon, self.names))

    def _scatters(self) -> bool:
        """Whether the report's author recommends in a list that stands under no heading of recommendations."""
        for paragraph in self.paragraphs:
            if paragraph.items and not self.answers and not self._stands_under(paragraph.path):
                asked = _chapeau(paragraph, self.lexicon, self.phrases, under="")
                if asked is not None and asked.by_author and asked.verb == "recommend":
                    return True
        return False

    def _in_summary(self, paragraph: NumberedText) -> bool:
        return any(self.lexicon.summary_heading.fullmatch(self.sections[index].heading) for index in paragraph.path)

    def _stands_under(self, path: Sequence[int]) -> str:
        """Under which heading a paragraph stands: "recommendations", "mixed" of these and conclusions, or "" for none.

        The innermost heading that is either counts: "A. Conclusions" may stand under "Conclusions and recommendations".
        """
        for index in reversed(path):
            kind = heading_kind(self.sections[index].heading, self.lexicon, self.phrases)
            if kind:
                return kind if kind in {"recommendations", "mixed"} else ""
        return ""

    def _advises(self, paragraph: NumberedText) -> str:
        """ "recommendations" for the paragraphs of an annex that numbers anew: such are read where it is of advice."""
        annexed = any(self.phrases.annex.match(self.sections[index].heading) for index in paragraph.path)
        return "recommendations" if annexed and "[" in paragraph.number else ""

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
        return list(titled(inner, self.sections, self.lexicon, self.names))

    # --- reports that answer older recommendations --------------------------------------------------------------

    def _restates(self) -> bool:
        """Whether the titled recommendations are older ones: the report or the heading above says so, or most are
        followed by what was done about them. Its own may be followed by what the management said."""
        titled = [paragraph for paragraph in self.paragraphs if paragraph.titled or paragraph.ref]
        if not titled:
            return False
        older = sum(self._is_older(paragraph) for paragraph in titled)
        return self.answers or older * 2 > len(titled)

    def _is_older(self, paragraph: NumberedText) -> bool:
        if any(self._heads_older(self.sections[index].heading) for index in paragraph.path):
            return True
        text = "\n".join([paragraph.whole_text(), *paragraph.behind])
        return label_of(self.phrases.done).search(text) is not None or self._is_position(paragraph)

    def _is_position(self, paragraph: NumberedText) -> bool:
        """Whether the text of a titled recommendation begins with a position and nothing else: "Accepted. The …"."""
        first = "".join(sentences(paragraph.text.removeprefix(paragraph.mark).lstrip(" :："))[:1]).rstrip(" .。")
        return any(pattern.fullmatch(first) for pattern, _code in self.phrases.positions)

    def _heads_older(self, heading: str) -> bool:
        return answers_older(heading, self.lexicon, self.phrases)

    def _named(self, paragraph: NumberedText) -> NumberedText:
        """A paragraph of a report that answers older recommendations with the title it begins with, out of sequence."""
        if not self.answers or paragraph.titled or paragraph.ref:
            return paragraph
        title = title_at(0, paragraph.text, self.phrases, set_off=False)
        return replace(paragraph, ref=title.ref, mark=title.printed) if title else paragraph

    def _restate(self, paragraph: NumberedText) -> None:
        self.listed.answered.append(paragraph.ref or paragraph.number)
        if paragraph.titled:
            self.listed.restated.append(paragraph)
        self._take_position(paragraph)

    def _take_position(self, paragraph: NumberedText) -> None:
        said = [self._answer(paragraph) or ""]
        if paragraph.number[0].isdigit():  # a row of a thematic list, with its other cells behind it
            said = paragraph.behind
        position = next(filter(None, (position_word(text, self.phrases) for text in said)), "")
        if position:
            self.listed.positions.append(Position(paragraph.ref or paragraph.number, position))

    def _answer(self, paragraph: NumberedText) -> str | None:
        """The answer to a titled recommendation, from its label ("Status:") on; None if there is none."""
        text = "\n".join([paragraph.whole_text(), *paragraph.behind])
        match = label_of(self.phrases.answer).search(text)
        return None if match is None else text[match.end() :]


def _chapeau(paragraph: NumberedText, lexicon: Lexicon, phrases: Phrases, *, under: str) -> Operative | None:
    """What the text above a list asks; None if the list does not consist of recommendations. `under` is what the
    heading above is for (`_Finder._stands_under`)."""
    if not paragraph.items:
        return None
    asked = _asked_by(paragraph.text, lexicon)
    last = "".join(sentences(paragraph.text)[-1:])
    clause = last[_asked_at(last, lexicon) :]
    if phrases.past.search(clause) and not _asks_now(clause, lexicon):
        return None
    if announces(paragraph.text) or "." in paragraph.items[0].labels[0]:
        if asked is not None and (under or asked.direct or asked.verb == "recommend"):
            return asked
        if under == "recommendations" or _speaks_of_recommendations(clause, lexicon, phrases):
            return asked or NOTHING
    if not under:
        return None
    if names_addressee(paragraph.text, lexicon, phrases):
        return asked or NOTHING
    if phrases.headings.following.search(last) and lexicon.recommendation_heading.search(last):
        return asked or NOTHING
    tops = [item for item in paragraph.items if len(item.labels) == 1]
    asking = sum(find_operative(item.text, lexicon) is not None for item in tops)
    return (asked or NOTHING) if asking * 2 >= len(tops) and asking else None


def _speaks_of_recommendations(clause: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether a clause has the noun; in Chinese it is the verb as well, and "the following" tells them apart."""
    noun = lexicon.recommendation_heading.search(clause[-NEAR_NOUN:]) is not None
    if re.search(rf"(?:{phrases.title.pattern})\s*\(?\d", clause, re.IGNORECASE):
        return False  # "The Commission accepts Recommendations 3 to 5, for the following reasons:"
    return noun and (lexicon.language != "zh" or phrases.headings.following.search(clause) is not None)


def _asks_now(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause that names earlier recommendations makes some itself: "reiterates its previous recommendations
    and recommends that …". Chinese verbs have no tense, and the Arabic for "request" is a noun as well."""
    asked = find_operative(clause, lexicon)
    if asked is None or asked.verb in {"should", "request"}:
        return False
    return lexicon.language != "zh" or asked.verb == "reiterate"


def _asked_at(sentence: str, lexicon: Lexicon) -> int:
    """Where in a sentence the clause begins that asks: what it recalls before that says nothing of the list."""
    asked = find_operative(sentence, lexicon)
    return asked.at if asked else 0


def _asked_by(text: str, lexicon: Lexicon) -> Operative | None:
    """What the last sentence of a text asks, or else its first."""
    parts = sentences(text)
    for sentence in (*parts[-1:], *parts[:1]):
        asked = find_operative(sentence, lexicon)
        if asked is not None:
            return asked
    return None


def _recommends(sentence: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    asked = find_operative(sentence, lexicon)
    return asked is not None and asked.verb == "recommend" and phrases.past.search(sentence[asked.at :]) is None
