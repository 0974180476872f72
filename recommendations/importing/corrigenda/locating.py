"""Where in a stored edition a corrigendum's words are: its spots -> stretches of texts, each found for certain."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommendations.importing.corrigenda.finding import OF_CJK, Span, occurrences_of, sentences_of
from recommendations.importing.corrigenda.outcomes import CannotBeLocated, PartOf
from recommendations.importing.corrigenda.places import labels_of
from recommendations.importing.nodes import Kind, Node
from recommendations.importing.parsed import TITLED, Spot
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.sections import section_numeral

# The field of a part that a stretch is in, beside its text.
SUMMARY, MAKERS = "summary", "recommending"
BRACKETS = "()（） "
ITEM_MARK = re.compile(r"(?:(?<=^)|(?<=[\s:;；：。]))[(（]?\w{1,4}[)）]")
ITEMS_BEHIND = re.compile(r"(?:\(\w+\))+$")
# Words that name no place are taken for found only where they are this many, or so many Chinese signs.
ENOUGH_WORDS, ENOUGH_SIGNS = 3, 8


@dataclass(frozen=True)
class Area:
    """A stretch of a part's text, or of its `field`."""

    kind: Kind
    key: str
    start: int
    end: int
    field: str = ""

    @property
    def part(self) -> PartOf:
        return self.kind, self.key


class Located:
    """A stored edition as spots are looked up in it."""

    def __init__(self, nodes: Mapping[Kind, Sequence[Node]]) -> None:
        self.by = {kind: {node.key: node for node in nodes[kind]} for kind in nodes}
        self.below: dict[str, list[Node]] = {}
        for node in nodes[Kind.RECOMMENDATION]:
            self.below.setdefault(node.fields["paragraph"], []).append(node)

    def text(self, area: Area) -> str:
        node = self.by[area.kind][area.key]
        return node.fields[area.field] if area.field else node.text

    def whole(self, kind: Kind, key: str, field: str = "") -> Area:
        node = self.by[kind][key]
        return Area(kind, key, 0, len(node.fields[field] if field else node.text), field)

    def areas(self, spot: Spot) -> list[Area]:
        """The stretches that a spot stands for, its own first. Raises CannotBeLocated."""
        areas = self._areas(spot)
        if spot.sentence:
            areas = [self._sentences(areas[0], spot.sentence, spot.until or spot.sentence)]
        return areas

    def everywhere(self) -> Iterator[Area]:
        """Every text once."""
        for key in self.by[Kind.DOCUMENT]:
            yield self.whole(Kind.DOCUMENT, key)
            yield self.whole(Kind.DOCUMENT, key, SUMMARY)
        for kind in (Kind.SECTION, Kind.PARAGRAPH, Kind.FOOTNOTE):
            yield from (self.whole(kind, key) for key in self.by[kind])
        for key, node in self.by[Kind.RECOMMENDATION].items():
            yield from (area for area in self._recommendation(key) if area.field or self.holder(node) is None)

    def holder(self, recommendation: Node) -> Node | None:
        """The paragraph whose text has the words of a recommendation in it."""
        paragraph = self.by[Kind.PARAGRAPH].get(recommendation.fields["paragraph"])
        return paragraph if paragraph is not None and recommendation.text in paragraph.text else None

    def _areas(self, spot: Spot) -> list[Area]:
        match spot.part:
            case "everywhere":
                return list(self.everywhere())
            case "elsewhere":
                raise CannotBeLocated("not_kept", place=spot.printed)
            case "title":
                return [self.whole(Kind.DOCUMENT, "")]
            case "summary":
                return [self.whole(Kind.DOCUMENT, "", SUMMARY)]
            case "footnote":
                return [self.whole(Kind.FOOTNOTE, self._footnote(spot))]
            case "heading":
                return [self.whole(Kind.SECTION, self._heading(spot))]
            case "paragraph" | "recommendation":
                return self._numbered(spot)
        raise CannotBeLocated("place_unclear", place=spot.printed)

    def _footnote(self, spot: Spot) -> str:
        found = [key for key, node in self.by[Kind.FOOTNOTE].items() if node.fields["mark"] in spot.names]
        if len(found) != 1:
            raise CannotBeLocated("no_footnote" if not found else "place_unclear", place=spot.printed)
        return found[0]

    def _heading(self, spot: Spot) -> str:
        if not spot.names:
            raise CannotBeLocated("place_unclear", place=spot.printed)
        paragraph = self.by[Kind.PARAGRAPH].get(spot.names[0])
        if paragraph is not None and paragraph.fields["section"] in self.by[Kind.SECTION]:
            return paragraph.fields["section"]
        above, found = "", [""]
        for numeral in re.findall(r"[^\W_]+", spot.names[0]):
            found = [key for key, node in self.by[Kind.SECTION].items() if self._is_section(node, numeral, above)]
            if len(found) != 1:
                raise CannotBeLocated("no_heading" if not found else "place_unclear", place=spot.printed)
            above = found[0]
        return above

    def _is_section(self, node: Node, numeral: str, above: str) -> bool:
        """Whether a heading has a numeral, right under another one if that is given."""
        own = section_numeral(f"{node.fields['numeral']}. x") if node.fields["numeral"] else None
        sought = section_numeral(f"{numeral}. x")
        if own is None or sought is None or (above and node.fields["parent"] != above):
            return False
        if not above and node.fields["level"] != "1" and not node.fields["numeral"].isalpha():
            return False
        return bool({*own.readings} & {*sought.readings})

    def _numbered(self, spot: Spot) -> list[Area]:
        names = list(spot.names)
        if spot.part == "recommendation":
            names += [name.removeprefix(TITLED) for name in names]
        recommendations = [name for name in names if name in self.by[Kind.RECOMMENDATION]]
        paragraphs = [name for name in names if name in self.by[Kind.PARAGRAPH]]
        if spot.part == "paragraph" and paragraphs:
            return self._of_paragraph(paragraphs[0])
        if len(set(recommendations)) > 1 and spot.part == "paragraph":
            raise CannotBeLocated("place_unclear", place=spot.printed)
        if recommendations:
            return self.of_recommendation(recommendations[0])
        if paragraphs:
            return self._of_paragraph(paragraphs[0])
        return [self._item_in_text(spot)]

    def _of_paragraph(self, number: str) -> list[Area]:
        own = [node for node in self.below.get(number, []) if self.holder(node) is None]
        return [self.whole(Kind.PARAGRAPH, number), *(area for node in own for area in self._recommendation(node.key))]

    def _recommendation(self, key: str) -> Iterator[Area]:
        """The text of a recommendation, and the names of the States that made it."""
        yield self.whole(Kind.RECOMMENDATION, key)
        if self.by[Kind.RECOMMENDATION][key].fields[MAKERS]:
            yield self.whole(Kind.RECOMMENDATION, key, MAKERS)

    def of_recommendation(self, reference: str) -> list[Area]:
        """A recommendation and its parts."""
        keys = [key for key in self.by[Kind.RECOMMENDATION] if key.startswith(f"{reference}(")]
        return [area for key in (reference, *keys) for area in self._recommendation(key)]

    def _item_in_text(self, spot: Spot) -> Area:
        """The words of an item that is in the text of its paragraph, from its mark to the next one."""
        for name in spot.names:
            number = ITEMS_BEHIND.sub("", name)
            labels = re.findall(r"\((\w+)\)", name)
            if number == name or number not in self.by[Kind.PARAGRAPH]:
                continue
            text = self.by[Kind.PARAGRAPH][number].text
            marks = [match for match in ITEM_MARK.finditer(text) if list_mark(f"{match[0]} x")]
            own = [place for place, match in enumerate(marks) if labels[-1] in labels_of(match[0])]
            if len(own) == 1:
                behind = marks[own[0] + 1 : own[0] + 2]
                return Area(Kind.PARAGRAPH, number, marks[own[0]].end(), behind[0].start() if behind else len(text))
            raise CannotBeLocated("no_item", place=spot.printed)
        code = "no_recommendation" if spot.part == "recommendation" else "no_paragraph"
        raise CannotBeLocated(code, place=(spot.names[0] if spot.names else spot.printed))

    def _sentences(self, area: Area, first: int, last: int) -> Area:
        text = self.text(area)[area.start : area.end]
        spans = sentences_of(text)
        places = [number - 1 if number > 0 else len(spans) + number for number in (first, last)]
        if not 0 <= places[0] <= places[1] < len(spans):
            raise CannotBeLocated("no_sentence", count=str(len(spans)))
        start, end = spans[places[0]][0], spans[places[1]][1]
        return Area(area.kind, area.key, area.start + start, area.start + end, area.field)

    # --- words ----------------------------------------------------------------------------------------------------

    def found(self, words: str, areas: Sequence[Area]) -> list[tuple[Area, Span]]:
        """Where words stand in some stretches."""
        found = []
        for area in areas:
            text = self.text(area)
            spans = occurrences_of(words.strip(BRACKETS) if area.field == MAKERS else words, text)
            found += [(area, span) for span in spans if area.start <= span[0] and span[1] <= area.end]
        return found

    def somewhere(self, words: str) -> str:
        """The number or reference of the one part that has these words; "" where none or several have them."""
        found = self.found(words, list(self.everywhere()))
        return found[0][0].key if len(found) == 1 and found[0][0].kind in _NUMBERED else ""


_NUMBERED = (Kind.PARAGRAPH, Kind.RECOMMENDATION)


def tell_enough(words: str) -> bool:
    """Whether words are long enough to be found without a place."""
    return len(words.split()) >= ENOUGH_WORDS or len(OF_CJK.findall(words)) >= ENOUGH_SIGNS
