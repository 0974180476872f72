"""A parsed report while its parts are taken out, put in elsewhere, joined and numbered anew."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from recommendations.importing.parsed import (
    Aside,
    Footnote,
    Lines,
    Paragraph,
    ParsedReport,
    Recommendation,
    Section,
)
from recommendations.importing.placing import ASIDES, Address, placed
from recommendations.importing.printed_numbers import above_of, printed_number
from recommendations.importing.report_parts import CannotBeDone, Part, Words
from recommendations.importing.signs.prose import Joiner
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.importing.words.operative import NOTHING, find_operative

BY_A_PERSON = "set aside by a person"
LONGEST_NUMBER = 20  # of a paragraph
LONGEST_REFERENCE = 40
LONGEST_NOTE_MARK = 6


class Rearrangement:
    """Takes a report apart into parts that can be moved, and puts it together again."""

    def __init__(self, report: ParsedReport) -> None:
        self.origin = report
        self.pieces = list(report.pieces)
        self.joiner = Joiner([])
        headings = [Part("heading", section) for section in report.sections]
        self.parts: dict[str, list[Part]] = {
            "heading": headings,
            "paragraph": [
                Part("paragraph", one, above=tuple(headings[index] for index in one.sections))
                for one in report.paragraphs
            ],
            "recommendation": [
                Part("recommendation", one, theme=None if one.theme is None else headings[one.theme])
                for one in report.recommendations
            ],
            "footnote": [Part("footnote", one) for one in report.footnotes],
            "furniture": [Part("furniture", one) for one in report.furniture],
            "unread": [Part("unread", one) for one in report.unread],
        }

    @cached_property
    def owners(self) -> list[Address]:
        """Of each piece, the part it belongs to, as it was when the correction that is being made began."""
        return [one.part for one in placed(self.report())]

    def settle(self) -> None:
        """A correction is made, and another may follow."""
        self.__dict__.pop("owners", None)

    def report(self) -> ParsedReport:
        places = {part: index for index, part in enumerate(self.parts["heading"])}
        return replace(
            self.origin,
            sections=self._values("heading"),
            paragraphs=tuple(
                replace(
                    part.value,
                    sections=tuple(places[above] for above in part.above),
                    section=tuple(above.value.title for above in part.above),
                )
                for part in self.parts["paragraph"]
            ),
            recommendations=tuple(
                replace(part.value, theme=None if part.theme is None else places[part.theme])
                for part in self.parts["recommendation"]
            ),
            footnotes=self._values("footnote"),
            furniture=self._values("furniture"),
            unread=self._values("unread"),
            pieces=tuple(self.pieces),
        )

    def _values(self, kind: str) -> tuple[Any, ...]:
        return tuple(part.value for part in self.parts[kind])

    # --- looking ------------------------------------------------------------------------------------------------

    def find(self, address: Address) -> Part:
        """Raises CannotBeDone: `not_there` for a part that the report does not have (any more)."""
        kind, _colon, name = address.partition(":")
        for part in self.parts.get(kind, ()):
            if part.name == name:
                return part
        raise CannotBeDone("not_there")

    def paragraph(self, number: str) -> Part | None:
        return next((one for one in self.parts["paragraph"] if one.value.number == number), None)

    def own(self, part: Part) -> Part:
        """The part that has the lines: for a recommendation that is a paragraph, or words in it, the paragraph."""
        if part.kind == "recommendation" and not part.value.parent:
            paragraph = self.paragraph(part.value.paragraph)
            if paragraph is not None and paragraph.first == part.first:
                return paragraph
        return part

    def whole_of(self, paragraph: Part) -> list[Part]:
        """The recommendations that are the paragraph, or words in it."""
        near = (one for one in self.parts["recommendation"] if one.first == paragraph.first)
        return [one for one in near if one is not paragraph and self.own(one) is paragraph]

    def below(self, part: Part) -> list[Part]:
        """The parts of a recommendation at every depth, in order."""
        refs, found = {part.name}, []
        for one in self.parts["recommendation"]:
            if one.value.parent in refs:
                refs.add(one.name)
                found.append(one)
        return found

    def before(self, part: Part) -> Part | None:
        """The paragraph or recommendation before a part in the source."""
        return self._before_line(part.first, without=part)

    def neighbour(self, part: Part) -> Part | None:
        """The part of the same kind right before it, with nothing but furniture between them."""
        texts = [*self.parts["paragraph"], *self.parts["recommendation"], *self.parts[part.kind]]
        earlier = [one for one in texts if one.first < part.first]
        last = max(earlier, key=lambda one: one.first, default=None)
        return last if last is not None and last.kind == part.kind else None

    def _before_line(self, line: int, without: Part | None = None) -> Part | None:
        earlier = [
            one
            for one in (*self.parts["paragraph"], *self.parts["recommendation"])
            if one is not without and one.first <= line and self.own(one) is one
        ]
        if without is not None and without.kind in {"paragraph", "recommendation"}:
            siblings = [one for one in earlier if one.first == line]
            order = [*self.parts["paragraph"], *self.parts["recommendation"]]
            earlier = [one for one in earlier if one not in siblings or order.index(one) < order.index(without)]
        return max(reversed(earlier), key=lambda one: one.first, default=None)

    def _paragraph_at(self, line: int) -> str:
        """The number of the paragraph in which a line stands, "" before the first."""
        before = self._before_line(line)
        if before is None:
            return ""
        return before.name if before.kind == "paragraph" else str(before.value.paragraph)

    def _path_at(self, line: int) -> tuple[Part, ...]:
        """The headings above a line, outermost first."""
        path: list[Part] = []
        for heading in self.parts["heading"]:
            if heading.first >= line:
                break
            path = [one for one in path if one.value.level < heading.value.level] + [heading]
        return tuple(path)

    def line_of(self, part: Part, words: str) -> int:
        """The line of the source on which some words of a part begin, as far as can be seen; else its last."""
        head = "".join(words.split())[:12]
        own = (self.pieces[place] for place in self._places_of(part))
        return next((piece.line for piece in own if head in "".join(piece.text.split())), part.lines[1])

    def _places_of(self, part: Part) -> list[int]:
        """Where the pieces that belong to a part stand among all of them."""
        if part.kind in ASIDES:  # these own what was counted as them, wherever it stands
            kind, line = part.kind, part.first
            return [at for at, one in enumerate(self.pieces) if one.line == line and one.kind == kind]
        return [at for at, owner in enumerate(self.owners) if owner == part.address]

    # --- numbers ------------------------------------------------------------------------------------------------

    def check_free(self, kind: str, number: str) -> None:
        """Raises CannotBeDone for a number that is none, too long, or another's."""
        if not number:
            raise CannotBeDone("number_needed")
        if len(number) > (LONGEST_NUMBER if kind == "paragraph" else LONGEST_REFERENCE) or "/" in number:
            raise CannotBeDone("number_unusable")
        if any(one.name == number for one in self.parts[kind]):
            raise CannotBeDone("number_taken")

    def rename(self, part: Part, number: str) -> None:
        """Gives another number, also to what is named after it: with 81 becomes 18 also 81(c) 18(c)."""
        old = part.name
        named = {old: number}
        for one in self.parts["recommendation"]:
            if one.name == old and (part.kind == "recommendation" or self.own(one) is part):
                named[one.name] = number
            elif one.name.startswith((f"{old}(", f"{old}.", f"{old}[")):
                named[one.name] = number + one.name.removeprefix(old)
        for new in set(named.values()) - {number}:
            self.check_free("recommendation", new)
        if part.kind == "paragraph":
            part.value = replace(part.value, number=number)
            for one in (*self.parts["recommendation"], *self.parts["footnote"]):
                if one.value.paragraph == old:
                    one.value = replace(one.value, paragraph=number)
        for one in self.parts["recommendation"]:
            mark = number if one.name == one.value.mark == old else one.value.mark
            one.value = replace(
                one.value,
                ref=named.get(one.name, one.name),
                parent=named.get(one.value.parent, one.value.parent),
                mark=mark,
            )
        self.origin = replace(
            self.origin,
            positions=tuple(replace(one, ref=named.get(one.ref, one.ref)) for one in self.origin.positions),
        )

    # --- moving -------------------------------------------------------------------------------------------------

    def remove(self, part: Part) -> None:
        """Off the list; its lines belong to another part or to none."""
        self.parts[part.kind].remove(part)

    def take_out(self, part: Part, as_: str) -> Words:
        """Removes a part with its lines, which from now on count as `as_`. What hung on it hangs on what is before."""
        words = self._words(part)
        own = self.whole_of(part)
        self._count_as(part, as_)
        self.remove(part)
        for one in own:
            self.remove(one)
        if part.kind == "paragraph":
            number = self._paragraph_at(part.first)
            for one in (*self.parts["recommendation"], *self.parts["footnote"]):
                if one.value.paragraph == part.name:
                    none = "" if one.kind == "recommendation" else None
                    one.value = replace(one.value, paragraph=number or none)
        for one in self.parts["recommendation"]:
            if part.kind == "recommendation" and one.value.parent == part.name:
                one.value = replace(one.value, parent=part.value.parent)
            if one.theme is part:
                one.theme, one.value = None, replace(one.value, heading=None)
        for one in self.parts["paragraph"]:
            one.above = tuple(above for above in one.above if above is not part)
        return words

    def _words(self, part: Part) -> Words:
        own = [self.pieces[place] for place in self._places_of(part)]
        printed = [piece.text for piece in own if piece.kind == "number" and piece.line == part.first]
        each = tuple(dict.fromkeys(piece.line for piece in own))
        # A list that belongs to the paragraph stands on lines of its own.
        lines = min([part.lines[0], *each]), max([part.lines[1], *each])
        return Words(part.text, " ".join([*printed[:1], part.text]), lines, getattr(part.value, "page", None), each)

    def _count_as(self, part: Part, as_: str) -> None:
        kind = {"paragraph": "text", "recommendation": "text"}.get(as_, as_)
        for place in self._places_of(part):
            piece = self.pieces[place]
            numbered = piece.kind == "number" and as_ in {"paragraph", "recommendation", "footnote"}
            if piece.kind != "note mark" and not numbered:
                self.pieces[place] = replace(piece, kind=kind)

    def append(self, part: Part, words: Words) -> None:
        """Puts words behind those of a part, with the number that was taken for one."""
        text = self.joiner.join([part.text, words.whole])
        self.set_text(part, text, (part.lines[0], max(part.lines[1], words.lines[1])))

    def set_text(self, part: Part, text: str, lines: Lines) -> None:
        same = [one for one in self.whole_of(part) if one.value.text == part.text]
        name = "heading" if part.kind == "heading" else "text"
        for one in (part, *same):
            one.value = replace(one.value, **{name: text, "lines": lines})

    def put_in(self, as_: str, words: Words, number: str) -> None:
        line = words.lines[0]
        if as_ in {"paragraph", "recommendation"}:
            words = self._without_number(words, as_, number)
        match as_:
            case "heading":
                self._add_heading(words)
            case "paragraph":
                value = Paragraph(number, (), words.text, words.lines, words.page)
                self._insert(Part("paragraph", value, above=self._path_at(line)))
            case "recommendation":
                self.add_recommendation(number, words, self._paragraph_at(line))
            case "footnote":
                mark, _blank, text = words.whole.partition(" ")
                if len(mark) > LONGEST_NOTE_MARK or not text:
                    mark, text = "*", words.whole
                note = Footnote(mark, self._paragraph_at(line) or None, text, words.lines)
                self._insert(Part("footnote", note))
            case "furniture" | "unread":
                self._set_aside(as_, words)
            case _:
                before = self._before_line(line)
                if before is None:
                    raise CannotBeDone("nothing_before")
                self.append(before, words)

    def _without_number(self, words: Words, as_: str, number: str) -> Words:
        """Words without the number that they begin with, where they are called by it."""
        line = words.lines[0]
        printed = printed_number(words.text, as_, self.origin.document.language, above_of(number))
        if printed is None or printed.number not in {number, above_of(number)}:
            return words
        for place, piece in enumerate(self.pieces):
            if piece.line == line and piece.kind == "text" and piece.text.lstrip().startswith(printed.mark):
                rest = piece.text.lstrip().removeprefix(printed.mark).lstrip()
                parted = [replace(piece, kind="number", text=printed.mark), replace(piece, text=rest)]
                self.pieces[place : place + 1] = parted if rest else parted[:1]
                break
        return replace(words, text=printed.rest, mark=printed.mark)

    def _set_aside(self, as_: str, words: Words) -> None:
        texts: dict[int, list[str]] = {line: [] for line in words.each}
        for piece in self.pieces:
            if piece.line in texts and piece.kind == as_:
                texts[piece.line].append(piece.text)
        for line, found in texts.items():
            self._insert(Part(as_, Aside(line, " ".join(found), BY_A_PERSON)))

    def _add_heading(self, words: Words) -> None:
        """A heading beside the last one above it; the paragraphs that follow stand under it."""
        line = words.lines[0]
        path = self._path_at(line)
        level = path[-1].value.level if path else 1
        heading = Part("heading", Section(None, words.whole, level, words.lines))
        place = self._insert(heading)
        after = self.parts["heading"][place + 1 :]
        end = next((one.first for one in after if one.value.level <= level), None)
        above = tuple(one for one in path if one.value.level < level)
        for one in self.parts["paragraph"]:
            if one.first >= line and (end is None or one.first < end):
                below = tuple(other for other in one.above if other.value.level > level and other.first > line)
                one.above = (*above, heading, *below)

    def add_recommendation(self, ref: str, words: Words, paragraph: str) -> None:
        """What it asks and of whom is found in its words; "81(c)(i)" becomes a part of 81(c), if there is one."""
        self.check_free("recommendation", ref)
        asked = find_operative(words.text, LEXICONS[self.origin.document.language]) or NOTHING
        above = ref[: ref.rfind("(")] if ref.endswith(")") else ""
        known = any(one.name == above for one in self.parts["recommendation"])
        value = Recommendation(
            ref=ref,
            mark=words.mark or ref,
            parent=above if known else None,
            paragraph=paragraph,
            text=words.text,
            lines=words.lines,
            addressee=asked.addressee,
            addressee_kind=asked.kind,
            verb=asked.verb,
            page=words.page,
        )
        self._insert(Part("recommendation", value))

    def insert_after(self, part: Part, value: Any) -> None:
        others = self.parts[part.kind]
        others.insert(others.index(part) + 1, Part(part.kind, value, part.above, part.theme))

    def _insert(self, part: Part) -> int:
        """Puts a part among its like, where it stands in the source; its place there."""
        others = self.parts[part.kind]
        place = next((index for index, one in enumerate(others) if one.first > part.first), len(others))
        others.insert(place, part)
        return place
