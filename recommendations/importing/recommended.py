"""Which paragraphs and list items are recommendations. None is made up: a text must ask something of somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbering import reference
from recommendations.importing.operative import NOTHING, Operative, find_operative
from recommendations.importing.outline import Block
from recommendations.importing.parsed import Lines, Recommendation, Section
from recommendations.importing.prose import announces

SENTENCES = re.compile(r"(?<=[.!?。！？؟])\s+(?=[^\W\d_])|(?<=[。！？])(?=[^”’」』》）)])")


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
    """A numbered paragraph while its report is put together; `path` are indexes of headings, outermost first."""

    number: str
    text: str
    lines: Lines
    page: int | None
    path: tuple[int, ...]
    items: list[Item] = field(default_factory=list)

    def add(self, block: Block, text: str, lines: Lines, theme: int | None) -> None:
        page = block.lines[0][0].page
        self.items.append(Item(block.labels, " ".join(block.printed.split()), text, lines, page, theme))

    def whole_text(self) -> str:
        """The paragraph with its list, marks and all, where the list recommends nothing."""
        parts = [self.text, *(f"{item.mark} {item.text}".strip() for item in self.items)]
        return " ".join(part for part in parts if part)


@dataclass
class Listed:
    """The recommendations in order; `chapeaux` are the paragraphs whose lists they are."""

    recommendations: list[Recommendation] = field(default_factory=list)
    chapeaux: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)


def recommendations_in(paragraphs: Sequence[NumberedText], sections: Sequence[Section], lexicon: Lexicon) -> Listed:
    """Every recommendation of a report, in order."""
    listed = Listed()
    names = _Names()
    for paragraph in paragraphs:
        under = any(lexicon.recommendation_heading.search(sections[index].heading) for index in paragraph.path)
        chapeau = _chapeau(paragraph, lexicon, under_heading=under)
        if paragraph.items and chapeau is not None:
            listed.chapeaux.add(paragraph.number)
            found = _items(paragraph, chapeau, sections, lexicon, names)
        elif not paragraph.items and under:
            found = _whole(paragraph, sections, lexicon, names)
        else:
            continue
        listed.recommendations += found
    listed.repeated = names.repeated
    return listed


class _Names:
    """Gives each recommendation a reference of its own: a second 10 becomes 10[2]."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}
        self.repeated: list[str] = []

    def unique(self, ref: str) -> str:
        count = self.given[ref] = self.given.get(ref, 0) + 1
        if count == 1:
            return ref
        self.repeated.append(ref)
        return f"{ref}[{count}]"


def _chapeau(paragraph: NumberedText, lexicon: Lexicon, *, under_heading: bool) -> Operative | None:
    """What the text above a list asks; None if the list does not consist of recommendations."""
    if not paragraph.items:
        return None
    asked = _asked_by(paragraph.text, lexicon)
    if announces(paragraph.text):
        if asked is not None and (under_heading or asked.direct or asked.verb == "recommend"):
            return asked
        last = _sentences(paragraph.text)[-1:]
        if last and lexicon.recommendation_heading.search(last[0]):
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


def _items(
    paragraph: NumberedText, chapeau: Operative, sections: Sequence[Section], lexicon: Lexicon, names: _Names
) -> Iterator[Recommendation]:
    """The items of a list as recommendations; each inherits verb and addressee it has not itself."""
    asked: dict[tuple[str, ...], Operative] = {(): chapeau}
    refs: dict[tuple[str, ...], str] = {}
    for item in paragraph.items:
        above = item.labels[:-1]
        inherited = asked.get(above, chapeau)
        own = find_operative(item.text, lexicon)
        asked[item.labels] = _completed(own, inherited)
        refs[item.labels] = ref = names.unique(reference(refs.get(above, paragraph.number), item.labels[-1]))
        yield Recommendation(
            ref=ref,
            mark=item.mark,
            parent=refs.get(above),
            paragraph=paragraph.number,
            text=item.text,
            lines=item.lines,
            heading=sections[item.theme].heading if item.theme is not None else None,
            addressee=asked[item.labels].addressee,
            addressee_kind=asked[item.labels].kind,
            verb=asked[item.labels].verb,
            page=item.page,
            theme=item.theme,
        )


def _completed(own: Operative | None, inherited: Operative) -> Operative:
    if own is None:
        return inherited
    if own.addressee:
        return own
    return replace(own, addressee=inherited.addressee, kind=inherited.kind)


def _whole(
    paragraph: NumberedText, sections: Sequence[Section], lexicon: Lexicon, names: _Names
) -> Iterator[Recommendation]:
    """The paragraph itself as a recommendation, where one of its sentences asks something of a known actor."""
    for sentence in _sentences(paragraph.text):
        asked = find_operative(sentence, lexicon)
        if asked is not None and (asked.known or asked.verb == "recommend"):
            last = paragraph.path[-1]
            yield Recommendation(
                ref=names.unique(paragraph.number),
                mark=paragraph.number,
                parent=None,
                paragraph=paragraph.number,
                text=paragraph.text,
                lines=paragraph.lines,
                heading=sections[last].heading if sections[last].numeral is None else None,
                addressee=asked.addressee,
                addressee_kind=asked.kind,
                verb=asked.verb,
                page=paragraph.page,
                theme=last if sections[last].numeral is None else None,
            )
            return
