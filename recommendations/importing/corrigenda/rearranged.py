"""Paragraphs and recommendations that a corrigendum puts in, takes out, and counts anew."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from recommendations.importing.corrigenda.outcomes import CannotBeLocated, PartOf
from recommendations.importing.nodes import Kind, Node
from recommendations.importing.parsed import Amendment
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.numerals import letter, letter_value, roman_numeral, roman_value
from recommendations.importing.words.addressees import addressee_kind
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative

ITEM = re.compile(r"(?P<above>.+)\((?P<label>\w+)\)")
TIMES = re.compile(r"(?P<number>\S+) (?P<times>bis|ter|quater)")
BEFORE = {"bis": "", "ter": " bis", "quater": " ter"}
LONGEST_NUMBER = 20  # characters, as the database has it


class Rearranged:
    """What is to be put in and taken out of an edition's parts."""

    def __init__(self, nodes: Mapping[Kind, Sequence[Node]], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.by = {kind: {node.key: node for node in nodes[kind]} for kind in nodes}
        self.gone: set[PartOf] = set()
        self.new: list[tuple[Kind, str, Node]] = []  # kind, key of the part before, and what follows it
        self.renumbered: list[tuple[int, int]] = []  # from which number on, and by how much

    def remove(self, part: PartOf, *, renumbers: bool) -> tuple[PartOf, ...]:
        """Takes out a part with what belongs to it. Raises CannotBeLocated."""
        kind, key = part
        gone = [part]
        if kind is Kind.RECOMMENDATION:
            node = self.by[kind][key]
            gone += [(kind, one) for one in self.by[kind] if one.startswith(f"{key}(")]
            paragraph = self.by[Kind.PARAGRAPH].get(node.fields["paragraph"])
            if paragraph is not None and paragraph.text == node.text:
                return self.remove((Kind.PARAGRAPH, paragraph.key), renumbers=renumbers)
            if paragraph is not None and node.text in paragraph.text:
                raise CannotBeLocated("crosses_recommendation", place=key)
            if renumbers:
                raise CannotBeLocated("items_renumbered", place=key)
        if kind is Kind.PARAGRAPH:
            for other in (Kind.RECOMMENDATION, Kind.FOOTNOTE):
                gone += [(other, one) for one, node in self.by[other].items() if node.fields["paragraph"] == key]
            if renumbers:
                self._count_anew(key, -1)
        self.gone.update(gone)
        return tuple(gone)

    def insert(self, amendment: Amendment, text: str) -> tuple[PartOf, ...]:
        """Puts in a paragraph, or a recommendation in a list. Raises CannotBeLocated."""
        number = amendment.number
        taken = number in self.by[Kind.PARAGRAPH] or number in self.by[Kind.RECOMMENDATION]
        taken = taken or any(node.key == number for _kind, _before, node in self.new)
        item = ITEM.fullmatch(number)
        if item and any(one.startswith(f"{item['above']}(") for one in self.by[Kind.RECOMMENDATION]):
            if taken:
                raise CannotBeLocated("number_taken", place=number)
            return self._insert_item(item["above"], item["label"], number, text, amendment)
        if item or len(number) > LONGEST_NUMBER:
            raise CannotBeLocated("no_list", place=number)
        return self._insert_paragraph(number, text, amendment, taken=taken)

    def _insert_item(self, above: str, label: str, number: str, text: str, amendment: Amendment) -> tuple[PartOf, ...]:
        depth = number.count("(")
        beside = [
            key for key in self.by[Kind.RECOMMENDATION] if key.startswith(f"{above}(") and key.count("(") == depth
        ]
        if not beside:
            raise CannotBeLocated("no_list", place=number)
        wanted = [amendment.after, *(f"{above}({one})" for one in _labels_before(label))]
        before = next((key for key in wanted if key in beside), beside[-1])
        like = self.by[Kind.RECOMMENDATION][before]
        mark = list_mark(amendment.readings[0][1])
        fields = {**like.fields, "mark": mark.printed if mark else f"({label})", "recommending": ""}
        node = self.reworded(like, Node(number, text, fields))
        below = [key for key in self.by[Kind.RECOMMENDATION] if key.startswith(f"{before}(")]
        self.new.append((Kind.RECOMMENDATION, below[-1] if below else before, node))
        return ((Kind.RECOMMENDATION, number),)

    def _insert_paragraph(self, number: str, text: str, amendment: Amendment, *, taken: bool) -> tuple[PartOf, ...]:
        if taken and not (amendment.renumbers and number.isdecimal()):
            raise CannotBeLocated("number_taken", place=number)
        before = amendment.after or _number_before(number)
        if before not in self.by[Kind.PARAGRAPH]:
            raise CannotBeLocated("no_paragraph", place=before or number)
        if taken:
            self._count_anew(number, 1)
        like = self.by[Kind.PARAGRAPH][before]
        self.new.append((Kind.PARAGRAPH, before, Node(number, text, {"section": like.fields["section"]})))
        parts = [(Kind.PARAGRAPH, number)]
        if (recommendation := self._beside_recommendations(before, number, text)) is not None:
            self.new.append((Kind.RECOMMENDATION, before, recommendation))
            parts.append((Kind.RECOMMENDATION, number))
        return tuple(parts)

    def _beside_recommendations(self, before: str, number: str, text: str) -> Node | None:
        """A new paragraph as a recommendation, where it asks and the one before it is one as a whole."""
        like = self.by[Kind.RECOMMENDATION].get(before)
        if (
            like is None
            or like.text != self.by[Kind.PARAGRAPH][before].text
            or find_operative(text, self.lexicon) is None
        ):
            return None
        fields = {**like.fields, "paragraph": number, "mark": number, "recommending": ""}
        return self.reworded(like, Node(number, text, fields))

    def reworded(self, before: Node, node: Node) -> Node:
        """A recommendation with verb and addressee of its new words, where those it has come from its words too."""
        if before.text == node.text or "verb" not in node.fields:
            return node
        was, now = find_operative(before.text, self.lexicon), find_operative(node.text, self.lexicon)
        if (
            was is None
            or now is None
            or (was.verb, was.addressee) != (before.fields["verb"], before.fields["addressee"])
        ):
            return node
        kind = addressee_kind(now.addressee, self.lexicon) if now.addressee else node.fields["addressee_kind"]
        told = {"verb": now.verb, "addressee": now.addressee, "addressee_kind": kind}
        return replace(node, fields={**node.fields, **told})

    def _count_anew(self, number: str, by: int) -> None:
        # Which numbers several that are put in have, those of before or of now, no corrigendum says.
        if (self.renumbered and max(by, *(other for _first, other in self.renumbered)) > 0) or not number.isdecimal():
            raise CannotBeLocated("renumbered_twice", place=number)
        self.renumbered.append((int(number), by))

    # --- what comes of it -------------------------------------------------------------------------------------------

    def result(self, nodes: Mapping[Kind, Sequence[Node]]) -> Mapping[Kind, Sequence[Node]]:
        """The parts without those taken out, counted anew, and with those put in."""
        called = self._called()
        put: dict[Kind, list[Node]] = {}
        for kind, present in nodes.items():
            put[kind] = []
            for node in present:
                if (kind, node.key) not in self.gone:
                    put[kind].append(_under(node, kind, called))
                put[kind] += [new for one, before, new in self.new if (one, before) == (kind, node.key)]
        return put

    def _called(self) -> Callable[[str], str]:
        def called(name: str) -> str:
            """A number, or a reference that begins with one, as it is called once all is counted anew."""
            found = re.match(r"\d+(?=$|[(\[ .])", name)
            number = int(found[0]) if found else 0
            by = sum(one for first, one in self.renumbered if number >= first)
            return f"{number + by}{name[found.end() :]}" if found and by else name

        return called


def _under(node: Node, kind: Kind, called: Callable[[str], str]) -> Node:
    names = {"paragraph", "parent"} if kind is Kind.RECOMMENDATION else {"paragraph"}
    fields = {name: called(value) if name in names else value for name, value in node.fields.items()}
    keyed = kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION, Kind.POSITION)
    if kind is Kind.SECTION:
        return node
    if kind is Kind.RECOMMENDATION and node.fields["mark"] == node.key:
        fields["mark"] = called(node.key)
    return replace(node, key=called(node.key) if keyed else node.key, fields=fields)


def _number_before(number: str) -> str:
    times = TIMES.fullmatch(number)
    if times:
        return f"{times['number']}{BEFORE[times['times']]}"
    return str(int(number) - 1) if number.isdecimal() else ""


def _labels_before(label: str) -> list[str]:
    """What the item before one may be called: "c" before "d", "iii" before "iv"."""
    found = []
    if (value := letter_value(label)) and value > 1:
        found.append(letter(value - 1))
    if (value := roman_value(label)) and value > 1:
        found.append(roman_numeral(value - 1))
    return found
