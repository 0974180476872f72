"""A stored edition and a corrigendum -> the edition corrected, and what became of each thing that was to be changed.

Every place is looked up in the edition as it is stored, whatever else the corrigendum changes, so that their
order is nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recommendations.importing.corrigenda.finding import OF_CJK, occurrences_of, same
from recommendations.importing.corrigenda.locating import BRACKETS, MAKERS, Area, Located, tell_enough
from recommendations.importing.corrigenda.outcomes import ALREADY, DONE, CannotBeLocated, Carried, Outcome, PartOf
from recommendations.importing.corrigenda.places import labels_of, numbered
from recommendations.importing.corrigenda.rearranged import Rearranged
from recommendations.importing.corrigenda.words import NUMBER
from recommendations.importing.nodes import Kind, Node, told_recommenders
from recommendations.importing.parsed import Amendment
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.signs.recommenders import split_recommenders
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.words.lexicon import Lexicon

OWN_NUMBER = re.compile(rf"(?P<number>{NUMBER})\s?[.．、–-]\s*(?=\S)", re.IGNORECASE)
EDGE = " \t\u00a0\u3000"


@dataclass(frozen=True)
class Edit:
    """Other words for a stretch of a text."""

    area: Area
    new: str

    def meets(self, other: "Edit") -> bool:
        one, two = self.area, other.area
        if (one.part, one.field) != (two.part, two.field):
            return False
        return (one.start < two.end and two.start < one.end) or (one.start == two.start and one.end == two.end)


def carry_out(amendments: Sequence[Amendment], nodes: Mapping[Kind, Sequence[Node]], lexicon: Lexicon) -> Carried:
    """The parts of an edition with all that could be located; what could not be leaves them as they are."""
    work = _Carrying(nodes, lexicon)
    outcomes = [work.take(one, _renumbers(one, amendments)) for one in amendments]
    return Carried(work.result(), tuple(outcomes))


def _renumbers(one: Amendment, amendments: Sequence[Amendment]) -> bool:
    """Whether what stands behind is counted anew, as it says itself, or a sentence of the corrigendum says
    for all."""
    if one.renumbers or one.act not in {"insert", "delete"}:
        return one.renumbers
    return any(other.act == "renumber" for other in amendments)


class _Carrying:
    def __init__(self, nodes: Mapping[Kind, Sequence[Node]], lexicon: Lexicon) -> None:
        self.nodes = nodes
        self.lexicon = lexicon
        self.located = Located(nodes)
        self.edits: dict[PartOf, list[Edit]] = {}
        self.structure = Rearranged(nodes, lexicon)

    def take(self, amendment: Amendment, renumbers: bool) -> Outcome:
        acts = {
            "replace": self._replace,
            "text": self._whole_text,
            "append": self._append,
            "prepend": self._prepend,
            "delete": self._delete,
            "insert": self._insert,
            "renumber": self._renumber,
        }
        try:
            if amendment.act not in acts:
                raise CannotBeLocated("not_understood")
            amendment = replace(amendment, renumbers=renumbers)
            return acts[amendment.act](amendment)
        except CannotBeLocated as cannot:
            return Outcome(amendment, cannot.code, given=cannot.given)

    def result(self) -> Mapping[Kind, Sequence[Node]]:
        changed = {
            kind: [self.structure.reworded(node, self._edited(kind, node)) for node in nodes]
            for kind, nodes in self.nodes.items()
        }
        return self.structure.result(changed)

    def _edited(self, kind: Kind, node: Node) -> Node:
        for edit in sorted(self.edits.get((kind, node.key), ()), key=lambda edit: edit.area.start, reverse=True):
            area = edit.area
            text = node.fields[area.field] if area.field else node.text
            text = f"{text[: area.start]}{edit.new}{text[area.end :]}"
            node = replace(node, fields={**node.fields, area.field: text}) if area.field else replace(node, text=text)
        return node

    # --- words ------------------------------------------------------------------------------------------------------

    def _replace(self, amendment: Amendment) -> Outcome:
        spot = amendment.spot
        if not spot.part:
            return self._without_place(amendment)
        areas = self.located.areas(spot)
        if spot.part == "everywhere":
            return self._everywhere(amendment, areas)
        old, new = self._reading(amendment, areas)
        found = self.located.found(old, areas)
        if 0 < amendment.time <= len(found):
            found = [found[amendment.time - 1]]
        if len(found) > 1:
            raise CannotBeLocated("words_often", words=old, count=str(len(found)))
        if not found:
            return self._not_found(amendment, areas)
        area, span = found[0]
        if self._says_so(area, span, new):
            return Outcome(amendment, ALREADY, (area.part,))
        return self._edit(amendment, [self._stretch(area, span, new)])

    def _without_place(self, amendment: Amendment) -> Outcome:
        """Words that are given without a place that is kept: found if they are enough, and stand once in all."""
        areas = list(self.located.everywhere())
        old, new = self._reading(amendment, areas)
        found = self.located.found(old, areas)
        if len(found) != 1 or not tell_enough(old):
            raise CannotBeLocated("place_unclear", place=amendment.spot.printed)
        area, span = found[0]
        if self._says_so(area, span, new):
            return Outcome(amendment, ALREADY, (area.part,))
        return replace(self._edit(amendment, [self._stretch(area, span, new)]), is_loose=True)

    def _everywhere(self, amendment: Amendment, areas: Sequence[Area]) -> Outcome:
        old, new = self._reading(amendment, areas)
        found = self.located.found(old, areas)
        if not found:
            return self._not_found(amendment, areas)
        wanted = [self._stretch(area, span, new) for area, span in found if not self._says_so(area, span, new)]
        if not wanted:
            return Outcome(amendment, ALREADY, tuple(dict.fromkeys(area.part for area, _span in found)))
        return self._edit(amendment, wanted)

    def _reading(self, amendment: Amendment, areas: Sequence[Area]) -> tuple[str, str]:
        """The pair of words that the texts speak for: of several with words that are there the longest."""
        there = [pair for pair in amendment.readings if self.located.found(pair[0], areas)]
        return max(there, key=lambda pair: len(pair[0])) if there else amendment.readings[0]

    def _not_found(self, amendment: Amendment, areas: Sequence[Area]) -> Outcome:
        for old, new in amendment.readings:
            if new and (found := self.located.found(new, areas)):
                return Outcome(amendment, ALREADY, (found[0][0].part,))
            if (other := self.located.somewhere(old)) and amendment.spot.part != "everywhere":
                raise CannotBeLocated("words_elsewhere", words=old, place=other)
        raise CannotBeLocated("words_missing", words=amendment.readings[0][0])

    def _says_so(self, area: Area, span: tuple[int, int], new: str) -> bool:
        """Whether the new words, of which the old ones are a part, stand there already."""
        text = self.located.text(area)
        if same(text[span[0] : span[1]], new):
            return text[span[0] : span[1]] == new
        spans = occurrences_of(new, text) if new else []
        return any(start <= span[0] and span[1] <= end for start, end in spans)

    def _stretch(self, area: Area, span: tuple[int, int], new: str) -> Edit:
        """The words of a span, with one of the blanks around them where nothing takes their place."""
        start, end = span
        text = self.located.text(area)
        if area.field == MAKERS:
            return Edit(replace(area, start=start, end=end), _makers(new))
        if not new:
            if start and text[start - 1] in EDGE:
                start -= 1
            elif text[end : end + 1] and text[end] in EDGE:
                end += 1
        return Edit(replace(area, start=start, end=end), new)

    # --- whole parts ------------------------------------------------------------------------------------------------

    def _whole_text(self, amendment: Amendment) -> Outcome:
        areas = self.located.areas(amendment.spot)
        new = self._bare(amendment, areas[0])
        if amendment.spot.part == "everywhere":
            raise CannotBeLocated("place_unclear", place=amendment.spot.printed)
        area, edits = areas[0], []
        makers = next((one for one in areas[1:] if (one.part, one.field) == (area.part, MAKERS)), None)
        if makers is not None:
            new, names = split_recommenders(new)
            edits = [Edit(makers, told_recommenders(names))] if names else []
        if any(one.part != area.part for one in areas) and not announces(new):
            raise CannotBeLocated("has_items", place=amendment.spot.printed)
        edits = [Edit(area, new), *edits]
        if all(same(self.located.text(one.area)[one.area.start : one.area.end], one.new) for one in edits):
            return Outcome(amendment, ALREADY, (area.part,))
        return self._edit(amendment, edits)

    def _append(self, amendment: Amendment) -> Outcome:
        areas = self.located.areas(amendment.spot)
        if any(one.part != areas[0].part for one in areas):
            raise CannotBeLocated("has_items", place=amendment.spot.printed)
        area, new = areas[0], amendment.readings[0][1]
        text = self.located.text(area)[area.start : area.end].rstrip()
        stands = any(end == len(text) for _start, end in occurrences_of(new, text))
        if stands or (amendment.spot.sentence and self._stands_behind(area, new)):
            return Outcome(amendment, ALREADY, (area.part,))
        if not is_complete(new) and text[-1:] in ".。":
            text = text[:-1]  # words, and no sentence, stand before the full stop
        glue = "" if OF_CJK.match(text[-1:]) or not text else " "
        end = area.start + len(text)
        return self._edit(amendment, [Edit(replace(area, start=end, end=end), f"{glue}{new}")])

    def _stands_behind(self, area: Area, new: str) -> bool:
        """Whether what is put in behind a sentence stands there already."""
        text = self.located.text(area)
        behind = len(text) - len(text[area.end :].lstrip())
        return any(start == behind for start, _end in occurrences_of(new, text))

    def _prepend(self, amendment: Amendment) -> Outcome:
        area, new = self.located.areas(amendment.spot)[0], amendment.readings[0][1]
        text = self.located.text(area)
        if any(start == area.start for start, _end in occurrences_of(new, text)):
            return Outcome(amendment, ALREADY, (area.part,))
        glue = "" if OF_CJK.match(new[-1:]) or not text else " "
        return self._edit(amendment, [Edit(replace(area, end=area.start), f"{new}{glue}")])

    def _bare(self, amendment: Amendment, area: Area) -> str:
        """A new text without the number, mark or numeral that its part has anyway."""
        new = amendment.readings[0][1]
        if amendment.spot.sentence:
            return new
        own = OWN_NUMBER.match(new)
        if own and numbered(own["number"]) in amendment.spot.names:
            return new[own.end() :]
        if new.startswith(f"{area.key} "):
            return new.removeprefix(area.key).lstrip()
        if area.kind is Kind.SECTION and (numeral := section_numeral(new)):
            return numeral.rest
        mark = list_mark(new)
        labels = [re.findall(r"\((\w+)\)", name)[-1:] for name in amendment.spot.names]
        if mark and [label for label in labels if label and label[0] in labels_of(mark.printed)]:
            return mark.rest
        return new

    def _delete(self, amendment: Amendment) -> Outcome:
        spot = amendment.spot
        areas = self.located.areas(spot)
        area = areas[0]
        whole = self.located.whole(area.kind, area.key, area.field)
        if spot.sentence or area != whole:
            return self._edit(amendment, [self._stretch(area, (area.start, area.end), "")])
        if area.kind not in (Kind.PARAGRAPH, Kind.RECOMMENDATION, Kind.FOOTNOTE):
            raise CannotBeLocated("not_deleted", place=spot.printed)
        return Outcome(amendment, DONE, self.structure.remove(area.part, renumbers=amendment.renumbers))

    def _insert(self, amendment: Amendment) -> Outcome:
        new = self._inserted_text(amendment)
        if not amendment.number:
            raise CannotBeLocated("no_number")
        for kind in (Kind.RECOMMENDATION, Kind.PARAGRAPH):
            node = self.located.by[kind].get(amendment.number)
            if node is not None and same(node.text, new):
                return Outcome(amendment, ALREADY, ((kind, node.key),))
        return Outcome(amendment, DONE, self.structure.insert(amendment, new))

    def _inserted_text(self, amendment: Amendment) -> str:
        new = amendment.readings[0][1]
        own = OWN_NUMBER.match(new)
        if own and numbered(own["number"]) == amendment.number:
            return new[own.end() :]
        mark = list_mark(new)
        label = re.findall(r"\((\w+)\)$", amendment.number)
        return mark.rest if mark and label and label[0] in labels_of(mark.printed) else new

    def _renumber(self, amendment: Amendment) -> Outcome:
        if not self.structure.renumbered:
            raise CannotBeLocated("nothing_renumbered")
        return Outcome(amendment, DONE)

    # --- edits ------------------------------------------------------------------------------------------------------

    def _edit(self, amendment: Amendment, wanted: Sequence[Edit]) -> Outcome:
        """Takes edits, and the same in the texts that say the same words. Raises CannotBeLocated, and takes none."""
        edits = [edit for one in wanted for edit in (one, *self._mirrored(one))]
        for edit in edits:
            if any(edit.meets(other) for other in self.edits.get(edit.area.part, ())):
                raise CannotBeLocated("overlaps", place=edit.area.key)
        for edit in edits:
            self.edits.setdefault(edit.area.part, []).append(edit)
        return Outcome(amendment, DONE, tuple(dict.fromkeys(edit.area.part for edit in edits)))

    def _mirrored(self, edit: Edit) -> Iterator[Edit]:
        """The same edit in a recommendation whose words are in the paragraph, or in the paragraph that holds it."""
        area = edit.area
        if area.kind is Kind.PARAGRAPH:
            paragraph = self.located.by[Kind.PARAGRAPH][area.key]
            for node in self.located.below.get(area.key, []):
                if node.text in paragraph.text:
                    yield from self._within(edit, node, paragraph)
        elif area.kind is Kind.RECOMMENDATION and not area.field:
            node = self.located.by[Kind.RECOMMENDATION][area.key]
            holder = self.located.holder(node)
            if holder is not None:
                offset = self._offset(node, holder)
                held = Area(Kind.PARAGRAPH, holder.key, area.start + offset, area.end + offset)
                yield Edit(held, edit.new)

    def _within(self, edit: Edit, node: Node, paragraph: Node) -> Iterator[Edit]:
        offset, area = self._offset(node, paragraph), edit.area
        start, end = area.start - offset, area.end - offset
        if area.start == 0 and area.end == len(paragraph.text) and node.text == paragraph.text:
            start, end = 0, len(node.text)
        if end < 0 or start > len(node.text) or (start == len(node.text) and end > start) or (end == 0 and start < 0):
            return
        if start < 0 or end > len(node.text):
            raise CannotBeLocated("crosses_recommendation", place=node.key)
        yield Edit(Area(Kind.RECOMMENDATION, node.key, start, end), edit.new)

    def _offset(self, node: Node, paragraph: Node) -> int:
        if paragraph.text.count(node.text) != 1:
            raise CannotBeLocated("crosses_recommendation", place=node.key)
        return paragraph.text.index(node.text)


def _makers(names: str) -> str:
    """The names of States as a corrigendum gives them, "(Ghana, Togo)", as they are kept."""
    return told_recommenders(name.strip() for name in re.split(r"[,;،、]", names.strip(BRACKETS)) if name.strip())
