"""Footnotes and end notes: under a rule, at the foot of a page without one, or behind the report under a heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recommendations.importing.readers.base import Line
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.words.phrases import Phrases

MARK = r"(?P<mark>\*{1,4}|[†‡]{1,2}|\d{1,3}|[¹²³⁰⁴-⁹]{1,3})"
NOTE = re.compile(rf"\s*{MARK}(?:\s+|(?<=[*†‡¹²³⁰⁴-⁹])|[.)]\s+)(?P<text>\S.*)")
BARE_NOTE = re.compile(rf"\s*{MARK}(?:\s+|(?<=[*†‡¹²³⁰⁴-⁹]))(?P<text>\S.*)")
ALONE = re.compile(rf"\s*{MARK}\s*")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LONGEST_NOTE = 40  # lines
LONGEST_FOOT = 60  # lines of notes at the foot of a page that has no rule above them
# A number right behind a word, or behind the sign that ends a clause; a star behind a word.
MARKED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?。，；：、！？)）」』》”’\"،؛؟…])\s?)(?P<number>\d{1,3})(?!\d)|"
    r"(?<=[^\s*])\s?(?P<star>\*{1,4})(?!\*)"
)
ELSEWHERE = -1  # the place of a mark on another page
SHORT = 0.6  # of the longest line: one so short was not broken by the margin
MOST_MISSED = 3  # end notes in a row of which the beginning cannot be told
LOOK_AHEAD = 60  # lines in which the next end note is looked for before one is passed over


@dataclass
class Note:
    """A footnote as printed: its mark, its lines, and how many body lines precede the block it stands in."""

    mark: str
    lines: list[tuple[int, str]]
    after: int
    since: int
    printed: str = ""
    hung: bool = False  # the format says where its mark stands
    behind: bool = False  # it stands behind the report, not on the page of its mark


@dataclass(frozen=True)
class NoteLine:
    """A line of a note: whether it opens one, with which mark, as printed, and the text after the mark; `behind` says
    that it is an end note."""

    opens: bool
    mark: str = ""
    printed: str = ""
    text: str = ""
    behind: bool = False


def find_notes(lines: Sequence[Line], kinds: Sequence[str], phrases: Phrases) -> dict[int, NoteLine]:
    """The lines of notes by their index; `kinds` says of each line why it is furniture."""
    return _Finder(lines, kinds, phrases).find()


class _Finder:
    def __init__(self, lines: Sequence[Line], kinds: Sequence[str], phrases: Phrases) -> None:
        self.lines = lines
        self.kinds = kinds
        self.phrases = phrases
        self.found: dict[int, NoteLine] = {}
        self.last = 0
        self.widest = 0  # letters of the longest line of the page
        self.filled = [
            index
            for index, line in enumerate(lines)
            if line.text.strip() and line.role in {"text", "heading"} and line.cell is None
        ]
        self.last_text = max((index for index in self.filled if not kinds[index]), default=-1)

    def find(self) -> dict[int, NoteLine]:
        page: list[int] = []
        under_rule = False
        place = 0
        while place < len(self.filled):
            index = self.filled[place]
            if self._heads_end_notes(place):
                self._foot_of(page)
                return self._end_notes(place + 1)
            if self.kinds[index] == "rule":
                taken = self._under_rule(place + 1)
                under_rule = under_rule or taken > 0
                place += taken
            elif self.kinds[index] or (page and self.lines[page[-1]].page != self.lines[index].page):
                if not under_rule:
                    self._foot_of(page)
                page, under_rule = [], False
            if not self.kinds[index]:
                page.append(index)
            place += 1
        if not under_rule:
            self._foot_of(page)
        return self.found

    def _note_at(self, index: int, *, pattern: re.Pattern[str] = NOTE) -> tuple[str, str, str] | None:
        """(mark, as printed, text) of the note that may begin a line; a mark may have its line to itself."""
        text = self.lines[index].text
        match = pattern.fullmatch(text)
        if match is not None:
            return match["mark"].translate(SUPERSCRIPTS), text[: match.start("text")].strip(), match["text"].rstrip()
        alone = ALONE.fullmatch(text)
        return (alone["mark"].translate(SUPERSCRIPTS), text.strip(), "") if alone else None

    # --- under a rule ---------------------------------------------------------------------------------------------

    def _under_rule(self, place: int) -> int:
        """Takes the notes under a rule; how many lines they are. Where they end is not printed: a complete note that no
        further note follows ends them, since what comes then is the next page."""
        taken = length = 0
        page: int | None = None
        before = ""
        for index in self.filled[place:]:
            if self.kinds[index] or (taken and self.lines[index].page != page):
                break
            text = self.lines[index].text.strip()
            note = self._note_at(index)
            if note is not None and self._fits(note[0], inside=bool(taken)):
                self._open(index, note)
                page, length, before = self.lines[index].page, 0, note[2]
            elif not taken or self._ended(before, text, length):
                break
            else:
                self.found[index] = NoteLine(opens=False)
                before = text
            taken += 1
            length += 1
        return taken

    def _fits(self, mark: str, *, inside: bool) -> bool:
        """Whether a mark is that of the next note: in sequence, or a sign that needs none."""
        if not mark.isdecimal():
            return True
        number = int(mark)
        return number == self.last + 1 or (not inside and (number == 1 or self.last < number <= self.last + 5))

    def _ended(self, before: str, text: str, length: int) -> bool:
        if before and (is_complete(before) or length >= LONGEST_NOTE):
            return True
        return paragraph_number(text) is not None or list_mark(text) is not None

    def _open(self, index: int, note: tuple[str, str, str]) -> None:
        mark, printed, text = note
        self.found[index] = NoteLine(opens=True, mark=mark, printed=printed, text=text)
        self.last = int(mark) if mark.isdecimal() else self.last

    # --- at the foot of a page, without a rule --------------------------------------------------------------------

    def _foot_of(self, page: Sequence[int]) -> None:
        """Takes the notes that end a page: from the first line on that begins the next note and whose mark stands in
        the text of the page above it, or where the page is the last, in that of any other: notes may end a report."""
        is_last = page[-1:] == [self.last_text]
        starts = [(at, note) for at in range(not is_last, len(page)) if (note := self._foot_note(page, at)) is not None]
        if not starts:
            return
        marked: dict[str, int] = {}
        above = [index for index in self.filled if is_last and index < page[0] and not self.kinds[index]]
        for at, index in (*((ELSEWHERE, index) for index in above), *enumerate(page)):
            for match in MARKED.finditer(self.lines[index].text):
                marked.setdefault(match["number"] or match["star"], at)
        self.widest = max(len(self.lines[index].text) for index in page)
        opened = self._chain(page, starts, marked)
        for at, note in opened:
            self._open(page[at], note)
        if opened:
            first = opened[0][0]
            places = {at for at, _note in opened}
            self.found |= {page[at]: NoteLine(opens=False) for at in range(first, len(page)) if at not in places}

    def _foot_note(self, page: Sequence[int], at: int) -> tuple[str, str, str] | None:
        return None if self.lines[page[at]].begins is False else self._note_at(page[at], pattern=BARE_NOTE)

    def _is_apart(self, page: Sequence[int], at: int) -> bool:
        before = page[max(0, at - 1)]
        return (
            at == 0
            or page[at] - before > 1
            or len(self.lines[before].text) < self.widest * SHORT
            or is_complete(self.lines[before].text)
            or ALONE.fullmatch(self.lines[page[at]].text) is not None
        )

    def _chain(
        self, page: Sequence[int], starts: Sequence[tuple[int, tuple[str, str, str]]], marked: dict[str, int]
    ) -> list[tuple[int, tuple[str, str, str]]]:
        """The longest series of notes that runs to the page's end."""
        for first, (at, note) in enumerate(starts):
            expected = {"1", str(self.last + 1)} if note[0].isdecimal() else {note[0]}
            if note[0] not in expected or marked.get(note[0], at) >= at or len(page) - at > LONGEST_FOOT:
                continue
            chain = [(at, note)]
            for other, following in starts[first + 1 :]:
                before = chain[-1][1][0]
                if not following[0].isdecimal() or not before.isdecimal() or int(following[0]) == int(before) + 1:
                    chain.append((other, following))
            called = all(marked.get(entry[0], at) < at for _at, entry in chain)
            in_list = first > 0 and starts[first - 1][1][0] == str(self.last)  # "1 …" stands above, and is no note
            if marked[note[0]] == ELSEWHERE and (not called or note[0] != str(self.last + 1) or in_list):
                continue
            sure = len(chain) > 1 and called
            if (sure or self._is_apart(page, at)) and self._is_foot(page, chain):
                return chain
        return []

    def _is_foot(self, page: Sequence[int], chain: Sequence[tuple[int, tuple[str, str, str]]]) -> bool:
        """Whether nothing of the running text stands among the notes or behind them."""
        opened = {at for at, _note in chain}
        for at in range(chain[0][0] + 1, len(page)):
            text = self.lines[page[at]].text
            if at not in opened and (paragraph_number(text) is not None or list_mark(text) is not None):
                return False
        last = chain[-1][0]
        return len(page) - last <= LONGEST_NOTE // 3

    # --- behind the report ----------------------------------------------------------------------------------------

    def _heads_end_notes(self, place: int) -> bool:
        """Whether a line is the heading of the notes: what follows begins the first, or is one by its format."""
        index = self.filled[place]
        if self.phrases.headings.notes.fullmatch(self.lines[index].text.strip()) is None:
            return False
        behind = next((line for line in self.lines[index + 1 :] if line.text.strip()), None)
        if behind is not None and behind.role == "footnote":
            return True
        following = self.filled[place + 1 : place + 2]
        notes = [note for at in following if (note := self._note_at(at)) is not None]
        return any(note[0] in {"1", str(self.last + 1), "*"} for note in notes)

    def _end_notes(self, place: int) -> dict[int, NoteLine]:
        """Takes everything from here on; a note begins with the next number, or with one soon after it."""
        lines = list(self._to_annex(place))
        notes = {at: note for at, index in enumerate(lines) if (note := self._note_at(index)) and note[0].isdecimal()}
        places: dict[int, list[int]] = {}
        for at, note in notes.items():
            places.setdefault(int(note[0]), []).append(at)
        number = int(notes[0][0]) - 1 if 0 in notes else 0
        for at, index in enumerate(lines):
            note = notes.get(at)
            if note is not None and self._is_next(int(note[0]), number, at, places):
                number = int(note[0])
                self._open(index, note)
                self.found[index] = replace(self.found[index], behind=True)
            else:
                self.found[index] = NoteLine(opens=not self.found, text=self.lines[index].text.strip(), behind=True)
        return self.found

    def _is_next(self, number: int, last: int, at: int, places: dict[int, list[int]]) -> bool:
        if number == last + 1:
            return True
        return last + 1 < number <= last + 1 + MOST_MISSED and not any(
            at < place <= at + LOOK_AHEAD for missed in range(last + 1, number) for place in places.get(missed, ())
        )

    def _to_annex(self, place: int) -> Iterator[int]:
        for index in self.filled[place:]:
            if self.phrases.annex.fullmatch(self.lines[index].text.strip()) is not None:
                return
            if not self.kinds[index]:
                yield index
