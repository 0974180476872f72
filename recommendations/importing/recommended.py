"""Which paragraphs and list items are recommendations. None is made up: a text must ask something of somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbering import reference
from recommendations.importing.operative import NOTHING, Operative, find_operative
from recommendations.importing.outline import Block
from recommendations.importing.parsed import Lines, Position, Recommendation, Section
from recommendations.importing.phrases import PHRASES, Phrases
from recommendations.importing.positions import position_word
from recommendations.importing.prose import announces
from recommendations.importing.recommenders import name_their_makers, split_recommenders
from recommendations.importing.tables import Row

SENTENCES = re.compile(r"(?<=[.!?。！？؟])\s+(?=[^\W\d_])|(?<=[。！？])(?=[^”’」』》）)])")

MOST_BOLD = 0.6  # of all text; where more is bold, bold says nothing
FEWEST_BY_WORDING = 2  # paragraphs; a single one may quote
SHORTEST_BOLD = 8  # characters; less is a word stressed


@dataclass
class Item:
    """A list item under a paragraph: its place in the lists and its in-list heading (an index), if any."""

    labels: tuple[str, ...]
    mark: str
    text: str
    lines: Lines
    page: int | None
    theme: int | None


@dataclass
class NumberedText:
    """A numbered paragraph or titled recommendation while its report is put together.

    `path` are indexes of headings, outermost first; `bold` the parts of the text set in bold. A titled one has its
    reference for a number, as printed in `mark`; `title` is a heading of its own, `owner` the number of the paragraph
    it stands under, `behind` the unnumbered text that follows it. A paragraph that is a titled one itself has that
    reference in `ref`, and `mark` at the start of its text. `places` are where its pieces are accounted for.
    """

    number: str
    text: str
    lines: Lines
    page: int | None
    path: tuple[int, ...]
    items: list[Item] = field(default_factory=list)
    bold: tuple[str, ...] = ()
    titled: bool = False
    title: str = ""
    mark: str = ""
    ref: str = ""
    owner: str = ""
    behind: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, block: Block, text: str, lines: Lines, theme: int | None) -> None:
        page = block.lines[0][0].page
        self.items.append(Item(block.labels, " ".join(block.printed.split()), text, lines, page, theme))

    def whole_text(self) -> str:
        """The paragraph with its list, marks and all, where the list recommends nothing."""
        parts = [self.text, *(f"{item.mark} {item.text}".strip() for item in self.items)]
        return " ".join(part for part in parts if part)


@dataclass
class Listed:
    """The recommendations in order; `chapeaux` are the paragraphs whose lists they are, `restated` the titled ones
    that are older and only answered here; `positions` what was said to them; `by_wording` counts those that only
    their wording gives away."""

    recommendations: list[Recommendation] = field(default_factory=list)
    chapeaux: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    restated: list[NumberedText] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    by_wording: int = 0


def recommendations_in(paragraphs: Sequence[NumberedText], sections: Sequence[Section], lexicon: Lexicon) -> Listed:
    """Every recommendation of a report, in order."""
    return _Finder(paragraphs, sections, lexicon).find()


class _Finder:
    def __init__(self, paragraphs: Sequence[NumberedText], sections: Sequence[Section], lexicon: Lexicon) -> None:
        self.paragraphs = paragraphs
        self.sections = sections
        self.lexicon = lexicon
        self.phrases = PHRASES[lexicon.language]
        self.names = _Names()
        self.listed = Listed()
        letters = sum(len(paragraph.text) for paragraph in paragraphs)
        self.bold_tells = sum(len(part) for paragraph in paragraphs for part in paragraph.bold) < letters * MOST_BOLD

    def find(self) -> Listed:
        restates = self._restates()
        for paragraph in self.paragraphs:
            if not paragraph.titled and not paragraph.ref:
                found = self._in_paragraph(paragraph)
            elif restates:
                found = []
                self._restate(paragraph)
            elif not paragraph.titled:
                found = self._as_titled(paragraph)
            else:
                found = list(_titled(paragraph, self.sections, self.lexicon, self.names))
            self.listed.recommendations += found
        if not self.listed.recommendations and not restates:
            self._by_wording()
        self.listed.repeated = self.names.repeated
        return self.listed

    def _by_wording(self) -> None:
        """Where no heading, title, list or bold type marks a recommendation: the paragraphs that say "recommends"."""
        asking = [
            paragraph
            for paragraph in self.paragraphs
            if not paragraph.items
            and any(_recommends(sentence, self.lexicon, self.phrases) for sentence in _sentences(paragraph.text))
        ]
        if len(asking) >= FEWEST_BY_WORDING:
            for paragraph in asking:
                self.listed.recommendations += _whole(paragraph, self.sections, self.lexicon, self.names)
            self.listed.by_wording = len(asking)

    def _in_paragraph(self, paragraph: NumberedText) -> list[Recommendation]:
        under = any(self._is_recommending(self.sections[index].heading) for index in paragraph.path)
        chapeau = _chapeau(paragraph, self.lexicon, self.phrases, under_heading=under)
        if paragraph.items and chapeau is not None:
            self.listed.chapeaux.add(paragraph.number)
            found = list(_items(paragraph, chapeau, self.sections, self.lexicon, self.names))
            position = position_word("".join(_sentences(paragraph.text)[-1:]), self.phrases)
            self.listed.positions += [Position(node.ref, position) for node in found if position]
            return found
        if paragraph.items:
            return []
        in_bold = list(_in_bold(paragraph, self.sections, self.lexicon, self.names)) if self.bold_tells else []
        return in_bold or (list(_whole(paragraph, self.sections, self.lexicon, self.names)) if under else [])

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
        return list(_titled(inner, self.sections, self.lexicon, self.names))

    def _is_recommending(self, heading: str) -> bool:
        return (
            self.lexicon.recommendation_heading.search(heading) is not None
            and self.phrases.past.search(heading) is None
        )

    # --- reports that answer older recommendations --------------------------------------------------------------

    def _restates(self) -> bool:
        """Whether most titled recommendations are followed by what was answered or done: they are older ones."""
        titled = [paragraph for paragraph in self.paragraphs if paragraph.titled or paragraph.ref]
        answered = sum(self._answer(paragraph) is not None for paragraph in titled)
        return bool(titled) and answered * 2 > len(titled)

    def _restate(self, paragraph: NumberedText) -> None:
        if paragraph.titled:
            self.listed.restated.append(paragraph)
        position = position_word(self._answer(paragraph) or "", self.phrases)
        if position:
            self.listed.positions.append(Position(paragraph.ref or paragraph.number, position))

    def _answer(self, paragraph: NumberedText) -> str | None:
        """The answer to a titled recommendation, from its label ("Status:") on; None if there is none."""
        text = "\n".join([paragraph.whole_text(), *paragraph.behind])
        match = _answer_label(self.phrases).search(text)
        return None if match is None else text[match.end() :]


@cache
def _answer_label(phrases: Phrases) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[.!?。！？؟;；])\s*|^)(?:{phrases.answer.pattern})\s*(?:[:：]|$)", re.IGNORECASE | re.MULTILINE
    )


class _Names:
    """Gives each recommendation a reference of its own: a second 10 becomes 10[2]."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}
        self.repeated: list[str] = []

    def unique(self, ref: str, *, expected: bool = False) -> str:
        """`expected` says that the report itself prints no reference, so that a second one is nothing to warn of."""
        count = self.given[ref] = self.given.get(ref, 0) + 1
        if count == 1:
            return ref
        if not expected:
            self.repeated.append(ref)
        return f"{ref}[{count}]"


def _chapeau(paragraph: NumberedText, lexicon: Lexicon, phrases: Phrases, *, under_heading: bool) -> Operative | None:
    """What the text above a list asks; None if the list does not consist of recommendations."""
    if not paragraph.items:
        return None
    asked = _asked_by(paragraph.text, lexicon)
    last = "".join(_sentences(paragraph.text)[-1:])
    if phrases.past.search(last):
        return None
    if announces(paragraph.text) or "." in paragraph.items[0].labels[0]:
        if asked is not None and (under_heading or asked.direct or asked.verb == "recommend"):
            return asked
        if lexicon.recommendation_heading.search(last):
            return asked or NOTHING
    if not under_heading:
        return None
    tops = [item for item in paragraph.items if len(item.labels) == 1]
    asking = sum(find_operative(item.text, lexicon) is not None for item in tops)
    return (asked or NOTHING) if asking * 2 >= len(tops) and asking else None


def _asked_by(text: str, lexicon: Lexicon) -> Operative | None:
    """What the last sentence of a text asks, or else its first."""
    sentences = _sentences(text)
    for sentence in (*sentences[-1:], *sentences[:1]):
        asked = find_operative(sentence, lexicon)
        if asked is not None:
            return asked
    return None


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCES.split(text) if sentence and sentence.strip()]


def _recommends(sentence: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    asked = find_operative(sentence, lexicon)
    return asked is not None and asked.verb == "recommend" and phrases.past.search(sentence) is None


def _items(
    paragraph: NumberedText,
    chapeau: Operative,
    sections: Sequence[Section],
    lexicon: Lexicon,
    names: _Names,
    parent: str = "",
) -> Iterator[Recommendation]:
    """The items of a list as recommendations, below a `parent` if there is one; each inherits verb and addressee it
    has not itself."""
    asked: dict[tuple[str, ...], Operative] = {(): chapeau}
    refs: dict[tuple[str, ...], str] = {(): parent} if parent else {}
    dotted = [item.text for item in paragraph.items if "." in item.labels[0]]
    by_states = name_their_makers(dotted)
    for item in paragraph.items:
        text, makers = split_recommenders(item.text) if by_states else (item.text, ())
        above = item.labels[:-1]
        inherited = asked.get(above, chapeau)
        own = find_operative(item.text, lexicon)
        asked[item.labels] = _completed(own, inherited)
        refs[item.labels] = ref = names.unique(reference(refs.get(above, paragraph.number), item.labels[-1]))
        yield Recommendation(
            ref=ref,
            mark=item.mark,
            parent=refs.get(above),
            paragraph=paragraph.owner if paragraph.titled else paragraph.number,
            text=text,
            lines=item.lines,
            heading=sections[item.theme].heading if item.theme is not None else None,
            addressee=asked[item.labels].addressee,
            addressee_kind=asked[item.labels].kind,
            verb=asked[item.labels].verb,
            recommending=makers,
            page=item.page,
            theme=item.theme,
        )


def _completed(own: Operative | None, inherited: Operative) -> Operative:
    if own is None:
        return inherited
    if own.addressee:
        return own
    return replace(own, addressee=inherited.addressee, kind=inherited.kind)


def _titled(
    paragraph: NumberedText, sections: Sequence[Section], lexicon: Lexicon, names: _Names
) -> Iterator[Recommendation]:
    """A titled recommendation with its parts; its own heading is its theme, unless that is what asks."""
    title, text = paragraph.title, paragraph.text
    asked = _first_asked(text, lexicon)
    if title and (not text or (asked is None and _first_asked(title, lexicon) is not None)):
        title, text = "", f"{title} {text}".strip()
        asked = _first_asked(text, lexicon)
    ref = names.unique(paragraph.number)
    yield _recommendation(paragraph, ref, text, asked or NOTHING, sections, heading=title)
    yield from _items(paragraph, asked or NOTHING, sections, lexicon, names, parent=ref)


def _in_bold(
    paragraph: NumberedText, sections: Sequence[Section], lexicon: Lexicon, names: _Names
) -> Iterator[Recommendation]:
    """Each part of a paragraph in bold that asks something."""
    for part in paragraph.bold:
        asked = _first_asked(part, lexicon)
        if asked is not None and len(part) >= SHORTEST_BOLD:
            ref = names.unique(paragraph.number, expected=True)
            yield _recommendation(paragraph, ref, part, asked, sections)


def _whole(
    paragraph: NumberedText, sections: Sequence[Section], lexicon: Lexicon, names: _Names
) -> Iterator[Recommendation]:
    """The paragraph itself as a recommendation, where one of its sentences asks something of a known actor."""
    asked = _first_asked(paragraph.text, lexicon)
    if asked is not None:
        yield _recommendation(paragraph, names.unique(paragraph.number), paragraph.text, asked, sections)


def _first_asked(text: str, lexicon: Lexicon) -> Operative | None:
    """What the first sentence asks that asks something of a known actor, or recommends."""
    for sentence in _sentences(text):
        asked = find_operative(sentence, lexicon)
        if asked is not None and (asked.known or asked.verb == "recommend"):
            return asked
    return None


def _recommendation(
    paragraph: NumberedText, ref: str, text: str, asked: Operative, sections: Sequence[Section], heading: str = ""
) -> Recommendation:
    """A paragraph, titled text or part of one as a recommendation; an unnumbered heading above is its theme."""
    last = paragraph.path[-1] if paragraph.path and sections[paragraph.path[-1]].numeral is None else None
    return Recommendation(
        ref=ref,
        mark=paragraph.mark or paragraph.number,
        parent=None,
        paragraph=paragraph.owner if paragraph.titled else paragraph.number,
        text=text,
        lines=paragraph.lines,
        heading=heading or (None if last is None else sections[last].heading),
        addressee=asked.addressee,
        addressee_kind=asked.kind,
        verb=asked.verb,
        page=paragraph.page,
        theme=last,
    )


def tabled(row: Row, paragraph: str, sections: Sequence[Section], lexicon: Lexicon) -> Recommendation:
    """A row of a table as a recommendation; the row heading above it, else its column of themes, is its heading."""
    asked = _first_asked(row.text, lexicon) or NOTHING
    return Recommendation(
        ref=row.ref,
        mark=row.mark,
        parent=None,
        paragraph=paragraph,
        text=row.text,
        lines=(min(line.number for line in row.lines), max(line.number for line in row.lines)),
        heading=(sections[-1].heading if row.group else row.theme) or None,
        addressee=asked.addressee,
        addressee_kind=asked.kind,
        verb=asked.verb,
        recommending=row.recommending,
        page=row.lines[0].page,
        theme=len(sections) - 1 if row.group else None,
    )
