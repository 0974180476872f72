"""Lines -> a corrigendum with what it changes, where a file is one; else the report in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recommendations.importing.corrigenda.beginnings import leading_places, mark_of, without_mark
from recommendations.importing.corrigenda.breaks import (
    CORRIGENDUM,
    with_numbered_texts,
    with_page_places,
    without_breaks,
)
from recommendations.importing.corrigenda.divided import each_text
from recommendations.importing.corrigenda.instructions import FAR, NOTHING, Act, acts_in
from recommendations.importing.corrigenda.latin import LATIN
from recommendations.importing.corrigenda.others import OTHERS
from recommendations.importing.corrigenda.passages import leaves_open
from recommendations.importing.corrigenda.places import WHOLES, Place, narrowed, references_in, spots
from recommendations.importing.corrigenda.words import BARE_NUMBER, CorrigendumWords
from recommendations.importing.pages.furniture import SYMBOL
from recommendations.importing.pages.pages import BodyLine, Pages, separate
from recommendations.importing.pages.title_page import read_title_page
from recommendations.importing.parsed import Amendment, Aside, Lines, ParsedReport, Piece, Spot
from recommendations.importing.parser import lexicon_of, own_symbol, parse
from recommendations.importing.readers.base import ReportRefusedError, Source
from recommendations.importing.readers.signs import DIRECTION
from recommendations.importing.recommending.doubts import source_warnings
from recommendations.importing.signs.prose import Joiner, is_complete
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES

WORDS = {**LATIN, **OTHERS}
# The title of a corrigendum stands among its first lines; an instruction may run over some lines.
FRONT = 60
LONGEST_TITLE = 500  # characters of a line that may be one, or hold the symbol
AHEAD = 4
# An entry is understood by its first lines; what follows them is a text that it gives. Where most of so many lines
# behind the first entry say nothing that is to be done, the file is none.
TRIED = 12
MOST_AMENDMENTS = 2_000
ENOUGH = 100
# "Corrigendum to the report of …", "Annual report: Corrigendum 2".
TITLE_GOES_ON = re.compile(r"\s+(?:to|of|in|for|à|aux?|du|de|des|al?|del|к|в|на)\s", re.IGNORECASE)
LONGEST_HEADING = 200  # characters of a title that says what is corrected
AROUND_TITLE = re.compile(r"^[\s*\d.:–—-]+|[\s*\d.:–—-]+$")


def read_document(source: Source, language: str | None = None) -> ParsedReport:
    """The corrigendum or report in a source. Raises ReportRefusedError as `parse` does, and `no_amendment` for a file
    that by its title is a corrigendum and has neither."""
    lexicon = lexicon_of(source, language)
    corrigendum = _Corrigendum(source, lexicon)
    if corrigendum.is_titled and (found := corrigendum.report()) is not None:
        return found
    try:
        report = parse(source, language)
    except ReportRefusedError as refused:
        if refused.code == "no_report" and corrigendum.is_titled:
            raise ReportRefusedError("no_amendment") from refused
        raise
    if corrigendum.is_titled and not report.recommendations and corrigendum.tells_of_changes():
        raise ReportRefusedError("no_amendment")
    return report


@dataclass
class _Entry:
    """An entry of a corrigendum while its lines are gathered.

    `places` are those it begins with, `above` those of the entries before that hold for it too; `first` is its first
    line with them, as they may be part of what is to be done ("After paragraph 3 …"), `mark` its number.
    """

    places: list[Place]
    first: str = ""
    mark: tuple[str, int] = ("", 0)
    above: list[Place] = field(default_factory=list)
    lines: list[BodyLine] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    @property
    def is_place_only(self) -> bool:
        return not any(self.bodies)

    @property
    def is_for_another_language(self) -> bool:
        """Whether it says that nothing is to be done in the edition of this one."""
        return bool(self.acts) and all(act.act == NOTHING for act in self.acts)


class _Corrigendum:
    def __init__(self, source: Source, lexicon: Lexicon) -> None:
        self.source = source
        self.lexicon = lexicon
        self.words: CorrigendumWords = WORDS[lexicon.language]
        pages = with_numbered_texts(source, separate(source.lines, PHRASES[lexicon.language]))
        self.pages: Pages = with_page_places(without_breaks(pages), self._begins_with_place)
        self.joiner = Joiner(line.text for line in self.pages.body)
        self.texts = [DIRECTION.sub("", line.text) for line in self.pages.body]
        self.titles = [
            place
            for place, text in enumerate(self.texts[:FRONT])
            if len(text) <= LONGEST_TITLE and self._is_title(AROUND_TITLE.sub("", text))
        ]

    def _is_title(self, text: str) -> bool:
        """Whether a line is a title of corrigenda, be it with what it corrects."""
        title = self.words.title
        if title.fullmatch(text):
            return True
        if len(text) > LONGEST_HEADING or is_complete(text):
            return False
        begins = title.match(text)
        if begins is not None and TITLE_GOES_ON.match(text, begins.end()):
            return True
        parts = [match.end() for match in re.finditer(r"[:：–—-]\s*", text)]
        return bool(parts) and title.fullmatch(text, parts[-1]) is not None

    @property
    def is_titled(self) -> bool:
        """Whether the file says of itself that it corrects another."""
        return bool(self.titles) or CORRIGENDUM.search(self._symbol()) is not None

    def _symbol(self) -> str:
        """The symbol of a corrigendum where one is printed, else the one printed most often."""
        printed = [*(text for _line, text, _why in self.pages.furniture), *self.texts[:FRONT]]
        printed = [text[:LONGEST_TITLE] for text in printed]
        own = Counter(found[0] for text in printed for found in SYMBOL.finditer(text) if CORRIGENDUM.search(found[0]))
        return own.most_common(1)[0][0] if own else own_symbol(self.pages)

    def tells_of_changes(self) -> bool:
        """Whether most lines behind the title name a place or say that something is to be done, understood or not."""
        behind = self.texts[self.titles[0] + 1 :] if self.titles else self.texts
        told = sum(self.words.verbs.search(text[:FAR]) is not None or self._begins_with_place(text) for text in behind)
        return 2 * told > len(behind)

    def _begins_with_place(self, text: str) -> bool:
        return bool(leading_places(text, self.words)[0]) or BARE_NUMBER.match(text) is not None

    def report(self) -> ParsedReport | None:
        """The corrigendum; None where most of what it says is none, or nothing is for its language."""
        entries = self._entries()
        if entries is None or all(entry.is_for_another_language for entry in entries if entry.acts):
            return None
        if not _mostly_understood(entries):
            return None
        first = entries[0].lines[0].number
        return self._report(entries, [line for line in self.pages.body if line.number < first])

    # --- entries ------------------------------------------------------------------------------------------------

    def _entries(self) -> list[_Entry] | None:
        """The entries; None where it is plain that the file has none."""
        entries: list[_Entry] = []
        start = self.titles[0] + 1 if self.titles else 0
        for place in range(start, len(self.texts)):
            line, text = self.pages.body[place], self.texts[place]
            current = entries[-1] if entries else None
            opened = None if current is not None and self._holds(current) else self._opened(place, current)
            if opened is None and current is not None:
                if not self._takes(current, place):
                    entries.append(_Entry([], without_mark(text), mark_of(text), lines=[line], bodies=[text]))
            elif opened is None:
                continue
            elif current is not None and current.is_place_only and opened.is_place_only:
                current.lines.append(line)
                current.places = narrowed(current.places, opened.places, together=True)
            elif current is not None and current.is_place_only and not {one.kind for one in opened.places} & WHOLES:
                current.lines.append(line)
                current.places = narrowed(current.places, opened.places, together=True)
                current.bodies = opened.bodies
                current.acts = self._acts(current)
            else:
                opened.above = self._holding(current, opened) if current is not None else []
                opened.lines = [line]
                opened.acts = self._acts(opened)
                entries.append(opened)
            if entries and place % ENOUGH == 0 and self._is_none(entries, place):
                return None
        for entry in entries:
            if len(entry.bodies) > TRIED:
                entry.acts = self._acts(entry)
        return entries

    def _is_none(self, entries: Sequence[_Entry], place: int) -> bool:
        """Whether so many lines have been looked at that a corrigendum would show."""
        first = entries[0].lines[0].number
        behind = sum(line.number >= first for line in self.pages.body[: place + 1])
        return behind >= ENOUGH and not _mostly_understood(entries)

    def _names_another(self, place: int) -> bool:
        """Whether a line begins with a place of its own, set apart from those before."""
        return self.pages.body[place].gap > 0 and bool(leading_places(self.texts[place], self.words)[0])

    def _names_unknown(self, place: int, current: _Entry) -> bool:
        """Whether a line set apart says where, in words that are not known: it ends no sentence, and what is to be done
        follows; or it has the corrigendum's next number and does not begin a paragraph that the entry gives."""
        text, mark = self.texts[place], mark_of(self.texts[place])
        is_bare = current.is_place_only and not {one.kind for one in current.places} & WHOLES
        if not (current.acts or is_bare) or self.pages.body[place].gap == 0:
            return False
        if len(text) > LONGEST_HEADING or is_complete(text):
            return False
        named = {name for one in current.places for names in references_in(one.text) for name in names}
        if mark[1] and mark == (current.mark[0], current.mark[1] + 1) and str(mark[1]) not in named:
            return True
        behind = "".join(self.texts[place + 1 : place + 2])
        return not leading_places(behind, self.words)[0] and bool(self._ahead(place + 1, behind, ()))

    def _takes(self, entry: _Entry, place: int) -> bool:
        """Adds a line to an entry, unless that is understood without it and no longer with it."""
        if len(entry.bodies) >= TRIED:
            entry.bodies.append(self.texts[place])
            entry.lines.append(self.pages.body[place])
            return True
        if self._is_apart(entry, place):
            return False
        longer = replace(entry, bodies=[*entry.bodies, self.texts[place]])
        acts = self._acts(longer)
        if entry.acts and not acts and self._stands_apart(place) and not self._holds(entry):
            return False
        entry.bodies, entry.acts = longer.bodies, acts
        entry.lines.append(self.pages.body[place])
        return True

    def _is_apart(self, entry: _Entry, place: int) -> bool:
        """Whether other words for some have been given in full, and a line is set apart from them, or numbered on."""
        if not entry.acts or not all(self._is_full(entry, act) for act in entry.acts) or self._holds(entry):
            return False
        line, mark = self.pages.body[place], mark_of(self.texts[place])
        is_next = bool(mark[1]) and mark == (entry.mark[0], entry.mark[1] + 1)
        return is_next or bool(line.begins) or (line.begins is None and line.gap > 0)

    @staticmethod
    def _is_full(entry: _Entry, act: Act) -> bool:
        """Whether all has been given that an act needs: words, or one sentence."""
        one = [place.kind for place in (*entry.places, *act.places)].count("sentence") == 1
        return act.act in {"replace", NOTHING} or (act.act == "text" and one and is_complete(act.readings[0][1]))

    def _holds(self, entry: _Entry) -> bool:
        """Whether a quotation in it goes on."""
        return leaves_open(" ".join(entry.bodies))

    def _holding(self, before: _Entry, opened: _Entry) -> list[Place]:
        """The places of the entry before that hold for the next: none where the corrigendum numbers both alike."""
        named = [place for act in before.acts for place in act.places]
        if opened.mark[0] and opened.mark[0] == before.mark[0] and (before.places or named):
            return []
        return narrowed(before.above, [*before.places, *named])

    def _opened(self, place: int, current: _Entry | None) -> _Entry | None:
        """The entry that begins with this line, if one does."""
        text = self.texts[place]
        places, rest = leading_places(text, self.words)
        is_unfinished = current is not None and not (current.acts or current.is_place_only)
        if not self._stands_apart(place) or (is_unfinished and not places and text == without_mark(text)):
            return None
        bare, mark = without_mark(text), mark_of(text)
        if places and not rest:
            return _Entry(places, bare, mark)
        understood = bool(self._ahead(place, rest, places) or (places and self._ahead(place, bare, ())))
        is_next = current is not None and mark[1] and mark == (current.mark[0], current.mark[1] + 1)
        is_set_off = text[: len(text) - len(rest)].rstrip()[-1:] in {":", "："}
        apart = is_unfinished and self._names_another(place)
        if places and (understood or is_set_off or is_next or apart or current is None):
            return _Entry(places, bare, mark, bodies=[rest])
        if not places and understood and not (current is not None and current.is_place_only):
            return _Entry([], bare, mark, bodies=[rest])
        is_other = current is not None and bool(current.acts) and self._names_another(place)
        if places and is_other and self.words.verbs.search(rest):
            return _Entry(places, bare, mark, bodies=[rest])
        if current is not None and not places and self._names_unknown(place, current):
            return _Entry([Place("unknown", bare)], bare, mark)
        return None

    def _stands_apart(self, place: int) -> bool:
        """Whether a line may begin something: it does not go on with a sentence of the line before."""
        line, text = self.pages.body[place], without_mark(self.texts[place])
        before = self.texts[place - 1] if place else ""
        if line.begins is not None:
            return line.begins
        first = next((sign for sign in text if sign.isalpha()), "")
        is_capital = first != first.lower() or text != self.texts[place]
        cased = first.lower() != first.upper()
        return line.gap > 0 or not before or is_complete(before) or (is_capital if cased else True)

    def _ahead(self, place: int, rest: str, within: Sequence[Place]) -> list[Act]:
        """What a line and those it may run on to say is to be done within these places."""
        parts = [rest]
        for ahead in range(place + 1, place + 1 + AHEAD):
            if found := acts_in(self.joiner.join(parts), self.words, within):
                return found
            if ahead >= len(self.texts) or self._names_another(ahead):
                return []
            parts.append(self.texts[ahead])
        return []

    def _acts(self, entry: _Entry) -> list[Act]:
        found = acts_in(self.joiner.join(entry.bodies), self.words, entry.places)
        if found or not entry.places or not entry.bodies:
            return found
        behind = entry.bodies[1:] if entry.bodies[0] and entry.first.endswith(entry.bodies[0]) else entry.bodies
        whole = acts_in(self.joiner.join([entry.first, *behind]), self.words)
        return [act for act in whole if act.act == "insert"]

    # --- what becomes of it ---------------------------------------------------------------------------------------

    def _report(self, entries: Sequence[_Entry], front: Sequence[BodyLine]) -> ParsedReport:
        amendments = [one for entry in entries for one in self._amendments(entry)]
        if len(amendments) > MOST_AMENDMENTS:
            raise ReportRefusedError("too_large", what="parts", limit=str(MOST_AMENDMENTS))
        titles = {self.pages.body[place].number for place in self.titles}
        page = read_title_page(
            [line for line in front if line.number not in titles], self.lexicon, self.joiner, self._symbol()
        )
        document = replace(page.document, symbol=self._symbol())
        unread = [Aside(line.number, line.text, "title page") for line in page.unplaced]
        furniture = [Aside(line.number, line.text, "masthead") for line in page.masthead]
        furniture += [Aside(line.number, line.text, "contents") for line in page.contents]
        unread += [Aside(*one) for one in self.pages.unread]
        furniture += [Aside(*one) for one in self.pages.furniture]
        for note in self.pages.notes:
            own = furniture if set(note.mark) <= {"*"} else unread
            own += [Aside(number, text, "note of the corrigendum") for number, text in note.lines]
        elsewhere = [line for entry in entries if entry.is_for_another_language for line in entry.lines]
        furniture += [Aside(line.number, line.text, "not for this language") for line in elsewhere]
        aside = {line.line for line in (*unread, *furniture)}
        pieces = [Piece(one.line, "unread", one.text) for one in unread]
        pieces += [Piece(one.line, "furniture", one.text) for one in furniture]
        pieces += [Piece(note.lines[0][0], "number", note.printed) for note in self.pages.notes if note.printed]
        pieces += [Piece(line.number, "document", line.text) for line in front if line.number not in aside]
        pieces += [piece for entry in entries if not entry.is_for_another_language for piece in self._pieces(entry)]
        return ParsedReport(
            document=document,
            sections=(),
            paragraphs=(),
            recommendations=(),
            footnotes=(),
            unread=tuple(sorted(unread, key=lambda one: one.line)),
            furniture=tuple(sorted(furniture, key=lambda one: one.line)),
            warnings=tuple(source_warnings(self.source)),
            pieces=tuple(sorted(pieces, key=lambda piece: piece.line)),
            amendments=tuple(amendments),
        )

    def _pieces(self, entry: _Entry) -> Iterator[Piece]:
        for place, line in enumerate(entry.lines):
            places, rest = leading_places(line.text, self.words) if not place else ([], line.text)
            where = line.text[: len(line.text) - len(rest)] if places else ""
            if where:
                yield Piece(line.number, "number", where)
            if line.text[len(where) :]:
                yield Piece(line.number, "text", line.text[len(where) :])

    def _amendments(self, entry: _Entry) -> Iterator[Amendment]:
        lines = entry.lines[0].number, entry.lines[-1].number
        if entry.is_place_only or entry.is_for_another_language:
            return
        for act in entry.acts or [Act("")]:
            own = narrowed(entry.places, act.places, together=True)
            found = spots(narrowed(entry.above, own), self.words)
            texts = each_text(act.readings[0][1], found) if act.act == "text" else None
            if texts is None:
                yield from (_amendment(Act("") if act.act == "text" else act, spot, lines) for spot in found)
                continue
            for spot, text in texts:
                told = replace(act, readings=(("", text),))
                if spot not in found:
                    told = replace(told, act="insert", number=spot.names[0])
                yield _amendment(told, spot, lines)


def _mostly_understood(entries: Sequence[_Entry]) -> bool:
    """Whether most of what entries say is something to be done."""
    understood = sum(len(line.text) for entry in entries if entry.acts for line in entry.lines)
    return understood > 0 and 2 * understood >= sum(len(line.text) for entry in entries for line in entry.lines)


def _amendment(act: Act, spot: Spot, lines: Lines) -> Amendment:
    number = act.number
    if act.act == "insert":
        number = f"{spot.names[0]}{number}" if number[:1] == "(" and spot.names else number
        spot = Spot("paragraph", (number,), printed=number)
    return Amendment(act.act, spot, lines, act.readings, number, act.after, act.renumbers)
