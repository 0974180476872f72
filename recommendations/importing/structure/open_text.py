"""One paragraph or titled recommendation, line by line: its text, its list, and the headings behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommendations.importing.pages.bare_letters import bare_letters
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.bullets import LABELS, bullet_at, is_dash
from recommendations.importing.signs.numbering import (
    ListSequence,
    Mark,
    following_marks,
    ideographic_mark,
    list_mark,
)
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.signs.prose import (
    ASIDE,
    DETAIL,
    announces,
    closes,
    ends_item,
    is_complete,
    signs,
)
from recommendations.importing.signs.sections import Numeral, section_numeral
from recommendations.importing.structure.below_label import asks, text_below
from recommendations.importing.structure.block_writer import BlockWriter
from recommendations.importing.structure.blocks import Block
from recommendations.importing.structure.heading_kinds import calls_somebody
from recommendations.importing.structure.heading_lines import (
    heading_groups,
    headings_behind,
    heads_unnumbered,
    may_head,
    numbered_heading,
)
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.openers import MOST_OPENING, leads_on
from recommendations.importing.structure.own_steps import is_own_step
from recommendations.importing.structure.quotations import (
    asks_behind_article,
    quotes_with_status,
    says_once_more,
    status_rows,
)
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.title_goes_on import ends_title, goes_on_asking, goes_on_plainly
from recommendations.importing.structure.titles import is_named_behind, spoken_of
from recommendations.importing.structure.unnumbered_labels import recommends_alone, stands_alone, unnumbered_label
from recommendations.importing.words.phrases import answer_behind, label_of

MOST_QUOTED = 8  # lines of a quoted recommendation with its status
MOST_SIGNED = 4  # lines in which the office or the date of a signature is looked for
LAST_LINES = 4  # of a text, in which its last sentence is looked for


@dataclass(frozen=True)
class Habits:
    """What holds throughout a report: `listed` are the items numbered like paragraphs (`Starts.listed`), `labels` and
    `labels_alone` say that recommendations stand behind, or below, labels without a number, `asked_below` on which
    lines stand those with one; `excerpts` says that something is left out of the text, `numbered` that the paragraphs
    have numbers, so that what has none is no paragraph."""

    listed: Mapping[int, int]
    labels: bool
    labels_alone: bool
    asked_below: frozenset[int]
    excerpts: bool
    numbered: bool


class OpenText:
    """The paragraph or titled recommendation that is being written."""

    def __init__(self, writer: BlockWriter, habits: Habits, lines: Sequence[BodyLine], start: Start) -> None:
        self.writer = writer
        self.habits = habits
        self.lines = lines
        self.start = start
        self.blocks = writer.blocks
        self.layout, self.lexicon, self.phrases = writer.layout, writer.lexicon, writer.phrases
        # A title stands alone on its line, or in the paragraph's own text.
        self.titled, self.named = start.kind == "titled", bool(start.ref)
        self.number = start.ref if self.titled else start.number
        # Behind a recommendation the report may go on to speak of it: "The Office accepted recommendation 3."
        self.spoken_of = spoken_of(start.number, self.phrases) if self.titled else None
        number, title = ("", start.number) if self.titled else (start.number, "")
        excerpt = habits.excerpts or any(line.cut for line in lines)
        self.lists = ListSequence(number, title=title, excerpt=excerpt, above=writer.list_end)
        self.ideographs = 0  # of a list "一、", "二、" where such numerals head sections as well
        self.bullet: tuple[str, int] | None = None  # sign and depth of the list of bullets open under the paragraph
        self.announced = False  # whether the text before the present heading calls for a list
        self.quoting = False  # what another report recommended, with what was done
        self.closed = False  # what is set apart behind a titled recommendation belongs to it no more
        self.may_go_on = False  # but its list may go on behind that
        self.below_label = start.index in habits.asked_below  # "5.1 Recommendation"
        self.is_last = False  # of the report

    def write(self, *, is_last: bool) -> None:
        lines, start, self.is_last = self.lines, self.start, is_last
        marks = {
            index: mark
            for index, line in enumerate(lines)
            if index and (mark := self._mark(lines[index - 1], line, start.index + index)) is not None
        }
        last = self.lists.above[1] if self.lists.above and self.lists.above[0] == "letter" else 0
        marks = {**bare_letters(lines, self.layout, last), **marks}
        self.following = following_marks(marks, len(lines))
        first = [(lines[0], start.rest)]
        self._begin(Block(start.kind, first, self.number, start.printed, ref=start.ref, label=start.label), 0)
        index = 1
        while index < len(lines):
            index += self._take(lines, index, marks.get(index))
        self._finish(is_last=is_last)
        self.writer.list_end = self.lists.last

    def _mark(self, before: BodyLine, line: BodyLine, index: int) -> Mark | None:
        """The list mark that may begin a line: also "12.", where the numbering says that it is an item's."""
        if line.role == "heading":
            return None
        if (number := self.habits.listed.get(index)) is not None:
            _number, printed, rest = paragraph_number(line.text) or (0, "", line.text)
            return Mark(printed, str(number), (("point", number),), rest)
        ideograph = ideographic_mark(line.text)
        if ideograph is not None and any(family == "chinese" for family, _ordinal in self.writer.sections.levels):
            ordinal = ideograph.readings[0][1]
            if ordinal != self.ideographs + 1 or (ordinal == 1 and not announces(before.text)):
                return list_mark(line.text)
            self.ideographs = ordinal
        return list_mark(line.text) or ideograph

    def _take(self, lines: Sequence[BodyLine], index: int, mark: Mark | None) -> int:
        """Adds one line, or a heading of several; how many lines were taken."""
        line, before = lines[index], lines[index - 1]
        if self.start.index + index in self.habits.asked_below:
            return self._take_numbered_label(lines, index)
        if line.role == "heading" and not self._is_label_alone(line):
            return self._take_heading(lines, index)
        own_step = self.titled and not self.lists.levels and mark is not None and is_own_step(mark.rest)
        if own_step or self._ends_own_text(before, lines[index : index + MOST_QUOTED]):
            self._close()
        begins = self.layout.may_begin(before, line) or (mark is not None and self.lists.is_next(mark))
        goes_on = mark is not None and self.may_go_on and self.lists.goes_on(mark)
        if mark is not None and begins and (goes_on or not self.closed) and self._take_item(before, line, index, mark):
            return 1
        if self._take_bullet(before, line, begins=begins) or self._take_label(before, line) or self._take_asked(line):
            return 1
        if (taken := self._take_section(lines, index)) > 0:
            return taken
        if self.below_label:
            return self._take_below_label(lines, index)
        if self._ends_here(before, lines[index:]):
            self._close()
        if self.blocks[-1].kind == "heading":
            self.writer.loose()
        self.blocks[-1].lines.append((line, line.text))
        return 1

    def _take_section(self, lines: Sequence[BodyLine], index: int) -> int:
        """Adds the heading of a section, if its numeral or its words tell one; over how many lines."""
        line, before = lines[index], lines[index - 1]
        numeral = section_numeral(line.text)
        if numeral is not None and self.layout.may_begin(before, line):
            group = numbered_heading(lines, index, numeral, self.layout, self.number)
            if group:
                self.announced = self._calls_for_list() or (self.announced and self.blocks[-1].kind == "heading")
                self._finish()
                self._head(group, numeral)
                return len(group)
        if heads_unnumbered(before, lines[index : index + 2], self.layout, self.lexicon, self.number):
            self._finish()
            self._head([line], None)
            return 1
        return 0

    def _take_item(self, before: BodyLine, line: BodyLine, index: int, mark: Mark) -> bool:
        """Adds an item of a list, if the mark continues or opens one."""
        if mark.readings[0] == ("ideograph", 1) and not announces(before.text):
            return False
        if self.titled and self._is_loose() and any(ordinal == 1 for _family, ordinal in mark.readings):
            self.closed = True  # behind a heading, a list of the text below that
            return False
        place = self.lists.accept(mark, self.following[index], after_colon=announces(before.text))
        if place is not None:
            self._finish()
            self.closed = self.may_go_on = False
            item = Block("item", [(line, mark.rest)], printed=mark.printed, labels=place.labels, missing=place.missing)
            self._begin(item, index)
        elif ends_item(before.text) and self.lists.concerns(mark):
            self.writer.passed_over.append((self.number, mark))
        return place is not None

    def _is_loose(self) -> bool:
        """Whether the text above has no number, as behind a heading."""
        return self.blocks[-1].kind == "loose" and bool(self.blocks[-1].lines)

    def _take_label(self, before: BodyLine, line: BodyLine) -> bool:
        """Adds what stands behind "Recommendation:" below a paragraph, in a report that does so throughout, or below
        "recommendation" alone on a line; "conclusion" ends it."""
        label = unnumbered_label(self.phrases).match(line.text) if self.habits.labels and not self.titled else None
        alone = self._is_label_alone(line)
        if (label is None and not alone) or not (is_complete(before.text) or before.role == "heading"):
            return False
        self._finish()
        printed = line.text if alone or label is None else label[0]
        rest = line.text[len(printed) :]
        if alone and not recommends_alone(line.text, self.lexicon):
            self.blocks.append(Block("loose", [(line, line.text)]))
        else:
            self.blocks.append(Block("item", [(line, rest)], printed=printed.strip(), labels=LABELS))
        return True

    def _is_label_alone(self, line: BodyLine) -> bool:
        return self.habits.labels_alone and not self.titled and stands_alone(line.text, self.lexicon)

    def _take_numbered_label(self, lines: Sequence[BodyLine], index: int) -> int:
        """Adds a label with a number, and what is asked right below it."""
        self._finish()
        self.below_label = True
        label, text = lines[index], text_below(lines, index + 1, self.layout, self.lexicon)
        if not asks(text, self.lexicon):
            self.writer.loose([label])
            return 1
        asked = [(label, ""), *((line, line.text) for line in text)]
        self.blocks.append(Block("item", asked, printed=label.text, labels=LABELS))
        return len(text) + 1

    def _take_below_label(self, lines: Sequence[BodyLine], index: int) -> int:
        """Adds a further text below such a label: an item as well, if it asks something."""
        text = text_below(lines, index, self.layout, self.lexicon)
        asked = asks(text, self.lexicon)
        if asked or self.blocks[-1].kind != "loose":
            self._finish()
            self.blocks.append(Block("item", [], labels=LABELS) if asked else Block("loose", []))
        self.blocks[-1].lines += [(line, line.text) for line in text]
        return len(text)

    def _take_bullet(self, before: BodyLine, line: BodyLine, *, begins: bool) -> bool:
        """Adds an item marked by a bullet, if the line begins one: the first where the text announces a list, the
        others with the same sign. In a titled recommendation and in an item they are text."""
        bullet = bullet_at(line.text)
        if bullet is None or self.named or self.closed or self.lists.levels or (is_dash(bullet.sign) and not begins):
            return False
        if self._is_loose():
            return False  # what a text without a number announces belongs to that
        place = bullet.sign, line.depth
        if place != self.bullet and (self.bullet is not None or not announces(before.text)):
            return False
        self._finish()
        self.bullet = place
        self.blocks.append(Block("item", [(line, bullet.rest)], printed=bullet.sign, labels=LABELS))
        return True

    def _take_asked(self, line: BodyLine) -> bool:
        """Takes what is asked behind an article that is quoted for the text of the titled recommendation."""
        taken = self.titled and asks_behind_article(self.blocks, line, self.layout, self.lexicon)
        self.closed = self.closed and not taken
        return taken

    def _close(self) -> None:
        """Ends the paragraph or titled recommendation: what follows is no longer its text."""
        self._finish()
        self.closed = True
        self.writer.loose()

    def _ends_own_text(self, before: BodyLine, lines: Sequence[BodyLine]) -> bool:
        """Whether with the first of some lines a signature begins, a draft, or what another report recommended."""
        if self.quoting:
            return False
        self.quoting = self._quotes_other(before, lines)
        signed = is_complete(before.text) and signs([line.text for line in lines[:2]])
        # A draft that others are to adopt, with numbers of its own.
        calls = announces(before.text) and not self.closed and self.blocks[-1].kind == "paragraph"
        return self.quoting or signed or (calls and self.phrases.draft.search(self._last_sentence()) is not None)

    def _quotes_other(self, before: BodyLine, lines: Sequence[BodyLine]) -> bool:
        """Whether lines quote what another report recommended in a paragraph of its own, with a status below it."""
        ended = is_complete(before.text) or self.blocks[-1].kind == "heading" or not self.blocks[-1].lines
        return not self.titled and ended and quotes_with_status(lines, self.phrases)

    def _take_heading(self, lines: Sequence[BodyLine], index: int) -> int:
        """A heading that the format itself calls one, over all its lines."""
        line, end = lines[index], index + 1
        while end < len(lines) and lines[end].role == "heading" and lines[end].begins is False:
            end += 1
        self.announced = self._calls_for_list() or (self.announced and self.blocks[-1].kind == "heading")
        self._finish()
        self._head(lines[index:end], section_numeral(line.text))
        return end - index

    def _head(self, lines: Sequence[BodyLine], numeral: Numeral | None) -> None:
        """Adds a heading; what stands below it is no longer the paragraph's own text."""
        counted = self.writer.heading(lines, numeral)
        if counted and not self.announced:
            self.lists.interrupt()
        self.writer.loose()

    def _calls_for_list(self) -> bool:
        """Whether the text before a heading announces a list: with a colon, or recommendations "as follows"."""
        last = self._last_sentence()
        follows = self.phrases.headings.following.search(last) is not None
        return announces(last) or (follows and self.lexicon.recommendation_heading.search(last) is not None)

    def _last_sentence(self) -> str:
        """The last sentence of the present text, as far as its last lines hold it."""
        last = " ".join(text for _line, text in self.blocks[-1].lines[-LAST_LINES:])
        return "".join(sentences(last)[-1:])

    def _ends_title(self, before: BodyLine, lines: Sequence[BodyLine]) -> bool:
        """Whether a line set apart is no longer part of the titled recommendation; what stood alone first on its
        title's line is taken as its own heading."""
        block, line = self.blocks[-1], lines[0]
        if block.label and line.text.startswith(block.label):
            return False
        if not self.titled or self.closed or announces(before.text) or goes_on_plainly(line, block):
            return False
        spoken_of = is_complete(before.text) and self.spoken_of is not None and self.spoken_of.search(line.text)
        if spoken_of or is_named_behind(block):
            return True
        if is_complete(before.text) and (label_of(self.phrases.answer).match(line.text) or DETAIL.fullmatch(line.text)):
            return True
        if line.is_bold and not before.is_bold and is_complete(before.text):
            return True
        unlabelled = block.kind == "titled" and not block.printed  # a sentence has no title, and goes on over a page
        if not self.layout.parted(line):
            # A short first line without a full stop, and a capital after it: the title ends there.
            alone = block.kind == "titled" and len(block.lines) == 1
            if alone and not unlabelled and ends_title(block, line, self.layout):
                block.title, block.lines = block.lines, [(block.lines[0][0], "")]
            return False
        if block.kind == "titled" and not any(is_complete(text) for _line, text in block.lines):
            if not unlabelled:
                block.title += [(taken, text) for taken, text in block.lines if text]
                block.lines = [(block.lines[0][0], "")]
            return False
        goes_on = before.role == line.role == "box" or (
            self.habits.numbered and goes_on_asking(lines, block, self.lexicon)
        )
        self.may_go_on = block.kind in {"titled", "item"} and not goes_on
        return self.may_go_on

    def _ends_here(self, before: BodyLine, lines: Sequence[BodyLine]) -> bool:
        """Whether the first of the lines before the next start belongs no more to the present text: the last of them
        may say for whom that is."""
        line = lines[0]
        if self.titled:
            called = len(lines) == 1 and is_complete(before.text) and calls_somebody(line.text)
            signed = self.is_last and closes(before.text, [one.text for one in lines[:MOST_SIGNED]], apart=False)
            return called or (signed and not self.closed) or self._ends_title(before, lines)
        apart = is_complete(before.text) and self.layout.parted(line)
        new = apart or (is_complete(before.text) and self.layout.leaves_room(before, line))
        if new and leads_on([line.text for line in lines[: MOST_OPENING + 1]], self.lexicon, self.phrases):
            return True
        called = len(lines) == 1 and calls_somebody(line.text)
        if new and (called or ASIDE.match(line.text) or self.phrases.annex.fullmatch(line.text)):
            return True
        ending = [line.text for line in lines[:MOST_SIGNED]]
        loose = new or not self.layout.is_nearly_full(line)
        # Below a heading the list of the last paragraph may go on, or begin.
        apart_from_list = apart and self.following[len(self.lines) - len(lines)] is None
        if loose and self.is_last and closes(before.text, ending, apart=apart_from_list):
            return True
        return apart and (answer_behind(line.text, self.phrases) != "" or says_once_more(line.text, self.phrases))

    def _begin(self, block: Block, index: int) -> None:
        """Opens a block; a mark that follows its own number or mark on the line opens a list in it at once."""
        self.blocks.append(block)
        line, rest = block.lines[0]
        mark = list_mark(rest) if rest else None
        opens = mark is not None and any(ordinal == 1 for _family, ordinal in mark.readings)
        place = self.lists.accept(mark, self.following[index], after_colon=True) if mark and opens else None
        if mark is not None and place is not None:
            block.lines = [(line, "")]
            self._begin(Block("item", [(line, mark.rest)], printed=mark.printed, labels=place.labels), index)

    def _finish(self, *, is_last: bool = False) -> None:
        """Takes the headings off the end of the block before; they belong to what comes next."""
        block = self.blocks[-1]
        if block.kind == "heading":
            return
        lines = [line for line, _text in block.lines]
        first = 0 if block.kind == "loose" else 1
        start = headings_behind(lines, block.label, self.layout, first=first, is_last=is_last)
        while self.titled and block.kind == "loose" and start < len(lines) and DETAIL.fullmatch(lines[start].text):
            start += 1
        while self.quoting and block.kind == "loose" and start < len(lines) and not lines[start].is_bold:
            start += 1  # "Status: Open" below a recommendation that is quoted
        first, last = (start + place for place in status_rows(lines[start:], self.phrases))
        rows = block.lines[first:last]
        above = list(heading_groups(lines[start:first], self.layout))
        below = list(heading_groups(lines[last:], self.layout))
        if not all(may_head(group) for group in (*above, *below)):
            start, rows, above, below = len(lines), [], [], []
        del block.lines[start:]
        if block.kind == "loose" and not block.lines:
            self.blocks.pop()
        self.blocks += [Block("heading", [(line, line.text) for line in group]) for group in above]
        self.blocks += [Block("loose", rows)] if rows else []
        self.blocks += [Block("heading", [(line, line.text) for line in group]) for group in below]
