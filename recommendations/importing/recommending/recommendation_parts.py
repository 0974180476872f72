"""What a paragraph, list, title or row of a table holds, as recommendations with reference, verb and addressee."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from recommendations.importing.parsed import Recommendation, Section
from recommendations.importing.recommending.tables import Row
from recommendations.importing.signs.bullets import LABELS
from recommendations.importing.signs.numbering import reference
from recommendations.importing.signs.recommenders import name_their_makers, split_recommenders
from recommendations.importing.structure.evidence import orders
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import NOTHING, Operative, find_operative
from recommendations.importing.words.phrases import PHRASES

# "It is important that these recommendations are implemented without delay": what is said of them asks nobody anything.
THESE = re.compile(
    r"\bthese recommendations\b|\brecommendations (?:are|be) implemented\b|"
    r"\bces recommandations\b|\bestas recomendaciones\b|\bэти\w* рекомендаци\w+|"
    r"هذه التوصيات|[这這]些建[议議]|[如见見][下附后後]列?表",  # "are as in the table below"
    re.IGNORECASE,
)
SHORTEST_BOLD = 8  # characters; less is a word stressed


class Names:
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


class Parts:
    """Makes recommendations of the parts of one report, each with a reference of its own."""

    def __init__(self, sections: Sequence[Section], lexicon: Lexicon) -> None:
        self.sections = sections
        self.lexicon = lexicon
        self.names = Names()

    def items_of(self, paragraph: NumberedText, chapeau: Operative, parent: str = "") -> Iterator[Recommendation]:
        """The items of a list as recommendations, below a `parent` if there is one; each inherits verb and addressee it
        has not itself."""
        asked: dict[tuple[str, ...], Operative] = {(): chapeau}
        refs: dict[tuple[str, ...], str] = {(): parent} if parent else {}
        dotted = [item.text for item in paragraph.items if "." in item.labels[0]]
        by_states = name_their_makers(dotted)
        themed = any(item.theme is not None for item in paragraph.items)
        above_all = None if themed else self._section_of(paragraph)
        for item in paragraph.items:
            text, makers = split_recommenders(item.text) if by_states else (item.text, ())
            above = item.labels[:-1]
            inherited = asked.get(above, chapeau)
            own = find_operative(item.text, self.lexicon)
            asked[item.labels] = _completed(own, inherited)
            if item.labels == LABELS:  # what has no number of its own takes the paragraph's
                ref = self.names.unique(paragraph.number, expected=True)
            else:
                ref = self.names.unique(reference(refs.get(above, paragraph.number), item.labels[-1]))
            refs[item.labels] = ref
            yield Recommendation(
                ref=ref,
                mark=item.mark,
                parent=refs.get(above),
                paragraph=paragraph.owner if paragraph.titled else paragraph.number,
                text=text,
                lines=item.lines,
                heading=above_all if item.theme is None else self.sections[item.theme].heading,
                addressee=asked[item.labels].addressee,
                addressee_kind=asked[item.labels].kind,
                verb=asked[item.labels].verb,
                recommending=makers,
                page=item.page,
                theme=item.theme,
            )

    def titled(self, paragraph: NumberedText) -> Iterator[Recommendation]:
        """A titled recommendation with its parts; its own heading is its theme, unless that is what asks."""
        title, text = paragraph.title, paragraph.text
        asked = first_asked(text, self.lexicon)
        if title and (not text or (asked is None and first_asked(title, self.lexicon) is not None)):
            title, text = "", f"{title} {text}".strip()
            asked = first_asked(text, self.lexicon)
        asked = asked or first_asked(text, self.lexicon, known=False)
        ref = self.names.unique(paragraph.number)
        text, makers = split_recommenders(text) if ref[0].isdigit() else (text, ())
        yield replace(self._recommendation(paragraph, ref, text, asked or NOTHING, heading=title), recommending=makers)
        yield from self.items_of(paragraph, asked or NOTHING, parent=ref)

    def bold_parts(self, paragraph: NumberedText, *, known: bool) -> Iterator[Recommendation]:
        """Each part of a paragraph in bold that asks something, of a `known` actor or of anybody."""
        for part in paragraph.all_bold:
            for text in _each_asked(part, self.lexicon):
                asked = first_asked(text, self.lexicon, known=known)
                if asked is not None and len(text) >= SHORTEST_BOLD:
                    ref = self.names.unique(paragraph.number, expected=True)
                    yield self._recommendation(paragraph, ref, text, asked)

    def whole(self, paragraph: NumberedText, under: str = "") -> Iterator[Recommendation]:
        """The paragraph itself as a recommendation, where one of its sentences asks something: of a known actor, or of
        whomever it names where a report's author asks, or under a heading of nothing but recommendations."""
        asked = first_asked(paragraph.text, self.lexicon, known=under != "recommendations")
        if asked is None or (asked.verb == "should" and not asked.known and THESE.search(paragraph.text)):
            return
        if _spoken_of(self.lexicon.language).match(asked.addressee) is None:
            yield self.asking(paragraph, asked)

    def asking(self, paragraph: NumberedText, asked: Operative) -> Recommendation:
        """The paragraph itself, with all its items, as what is asked."""
        return self._recommendation(paragraph, self.names.unique(paragraph.number), paragraph.whole_text(), asked)

    def opened(self, paragraph: NumberedText) -> Recommendation:
        """The paragraph as what the sentence asks that opens its section; its own addressee and verb come first."""
        asked = _completed(first_asked(paragraph.text, self.lexicon), paragraph.opener or NOTHING)
        return self.asking(paragraph, asked)

    def _recommendation(
        self, paragraph: NumberedText, ref: str, text: str, asked: Operative, heading: str = ""
    ) -> Recommendation:
        """A paragraph, titled text or part of one as a recommendation; an unnumbered heading above is its theme."""
        last = paragraph.path[-1] if paragraph.path and self.sections[paragraph.path[-1]].numeral is None else None
        return Recommendation(
            ref=ref,
            mark=paragraph.mark or paragraph.number,
            parent=None,
            paragraph=paragraph.owner if paragraph.titled else paragraph.number,
            text=text,
            lines=paragraph.lines,
            heading=heading or self._section_of(paragraph),
            addressee=asked.addressee,
            addressee_kind=asked.kind,
            verb=asked.verb,
            page=paragraph.page,
            theme=last,
        )

    def _section_of(self, paragraph: NumberedText) -> str | None:
        return self.sections[paragraph.path[-1]].title if paragraph.path else None


def _completed(own: Operative | None, inherited: Operative) -> Operative:
    if own is None:
        return inherited
    if own.addressee:
        return own
    return replace(own, addressee=inherited.addressee, kind=inherited.kind)


def _each_asked(part: str, lexicon: Lexicon) -> Iterator[str]:
    """A part in bold, divided where a further sentence asks: "The Board recommends … It also recommends …"."""
    whole = ""
    asks = False
    for sentence in sentences(part):
        asked = find_operative(sentence, lexicon)
        again = asked is not None and asked.verb != "should" and (asked.by_author or asked.verb == "recommend")
        if asks and again:
            yield whole
            whole = ""
        asks = asks or again
        place = part.find(sentence)
        whole += f"{'' if not whole or part[place - 1 : place].strip() else ' '}{sentence}"
    yield whole


@cache
def _spoken_of(language: str) -> re.Pattern[str]:
    """A recommendation named by its number: "Recommendation 12 calls for …" tells of one."""
    return re.compile(rf"(?:{PHRASES[language].title.pattern})\s*\(?\d", re.IGNORECASE)


def asks_above(paragraph: NumberedText, lexicon: Lexicon) -> bool:
    """Whether a paragraph orders something itself, and its list is but of what belongs to that: "Ensure that ….
    This includes:"."""
    first, *others = sentences(paragraph.text)
    if not others or find_operative(others[-1], lexicon) is not None:
        return False
    return orders(first, lexicon, in_list=True) and not orders(others[-1], lexicon, in_list=True)


def first_asked(text: str, lexicon: Lexicon, *, known: bool = True) -> Operative | None:
    """What the first sentence asks that asks something of a `known` actor, is the author's, or recommends."""
    for sentence in sentences(text):
        asked = find_operative(sentence, lexicon)
        if asked is not None and (asked.known or asked.by_author or asked.verb == "recommend" or not known):
            return asked
    return None


def tabled(row: Row, paragraph: str, sections: Sequence[Section], lexicon: Lexicon) -> Recommendation:
    """A row of a table as a recommendation; the row heading above it, else its column of themes, is its heading."""
    asked = first_asked(row.text, lexicon) or NOTHING
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
