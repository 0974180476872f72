"""A sentence without a number, right below a heading or between paragraphs, that asks and ends with a colon: what it
asks are the numbered paragraphs behind it in that section."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from recommendations.importing.parsed import Section
from recommendations.importing.signs.prose import announces
from recommendations.importing.structure.evidence import EVIDENCE, looks_asking
from recommendations.importing.structure.heading_kinds import introduces
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import Operative, asked_last, find_operative
from recommendations.importing.words.phrases import Phrases

MOST_OPENING = 4  # lines of a sentence that stands between two paragraphs


def leads_on(lines: Sequence[str], lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether lines up to the next paragraph are no text of that before them, but speak of what follows."""
    if len(lines) == 1 and introduces(lines[0], lexicon, phrases):
        return True
    text = " ".join(lines)
    return len(lines) <= MOST_OPENING and announces(text) and _is_opener(text, lexicon, phrases)


def _is_opener(text: str, lexicon: Lexicon, phrases: Phrases) -> bool:
    return len(sentences(text)) == 1 and opener_in(text, lexicon, phrases) is not None


def opener_in(text: str, lexicon: Lexicon, phrases: Phrases) -> Operative | None:
    """What the last sentence of a text asks in its author's name, if it ends with a colon; None if it asks nothing, or
    tells what was asked before."""
    last = "".join(sentences(text)[-1:])
    if not announces(last):
        return None
    asked = find_operative(last, lexicon) or asked_last(last, lexicon)
    if asked is None or asked.verb == "should" or not (asked.by_author or asked.verb == "recommend"):
        return None
    told = phrases.past.search(last[asked.at :]) is not None
    return asked if not told and (asked.known or asked.verb == "recommend") else None


class Opened:
    """Which section has such an opener: the last one read holds until its section ends, or another begins."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.phrases = phrases
        self.asked: Operative | None = None
        self.under = -1  # index of the heading above the opener
        self.chapter = ""  # of the first paragraph behind it
        self.found: list[tuple[int, int]] = []  # line of each opener, and index of the heading above it

    def read(self, text: str, path: Sequence[int], line: int, *, at_heading: bool) -> None:
        """Takes up a text without a number that stands `at_heading`, or is nothing but an opener."""
        if not path or not (at_heading or _is_opener(text, self.lexicon, self.phrases)):
            return
        asked = opener_in(text, self.lexicon, self.phrases)
        if asked is not None:
            self.asked, self.under, self.chapter = asked, path[-1], ""
            self.found.append((line, path[-1]))

    def asks(self, path: Sequence[int], number: str) -> Operative | None:
        """What is asked of the paragraph of a number below these headings; None if no opener holds there."""
        if self.under not in path:
            return None
        chapter = number.partition(".")[0] if "." in number else "-"
        self.chapter = self.chapter or chapter
        return self.asked if chapter == self.chapter else None

    def without(self, starts: Sequence[int], sections: Sequence[Section]) -> list[int]:
        """The lines of the openers behind which, in their section, none of the recommendations that begin on these
        lines stands."""
        ends = _ends(sections) if self.found else []
        ordered = sorted(starts)
        behind = ((line, ends[index], bisect_right(ordered, line)) for line, index in self.found)
        return [line for line, end, place in behind if place == len(ordered) or 0 < end <= ordered[place]]


def _ends(sections: Sequence[Section]) -> list[int]:
    """For each section the line of the heading that ends it; 0 for one that goes on to the end of the report."""
    ends = [0] * len(sections)
    behind: list[int] = []  # indexes of the sections behind, nearest last, each higher than those before it
    for index in reversed(range(len(sections))):
        while behind and sections[behind[-1]].level > sections[index].level:
            behind.pop()
        ends[index] = sections[behind[-1]].lines[0] if behind else 0
        behind.append(index)
    return ends


def with_openers(
    paragraphs: Sequence[NumberedText], asks: Callable[[NumberedText], Operative | None]
) -> list[NumberedText]:
    """The paragraphs, those below one that `asks` with a colon, 6.3.1 and 6.3.2 below 6.3, with this for an opener."""
    found: list[NumberedText] = []
    above: dict[str, Operative] = {}
    for paragraph in paragraphs:
        asked = None if paragraph.items or paragraph.titled or not announces(paragraph.text) else asks(paragraph)
        if asked is not None:
            above[paragraph.number] = asked
        opener = paragraph.opener or above.get(paragraph.number.rpartition(".")[0])
        found.append(paragraph if opener is None else replace(paragraph, opener=opener))
    return found


def opened_in(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> set[str]:
    """The numbers of the paragraphs that are what an opener asks. It asks none of those behind it where more of them
    only tell than ask, as findings do."""
    groups: dict[tuple[Operative, str], list[NumberedText]] = {}
    for paragraph in paragraphs:
        if paragraph.opener is not None:
            chapter = paragraph.number.rpartition(".")[0].partition(".")[0]
            groups.setdefault((paragraph.opener, chapter), []).append(paragraph)
    return {
        paragraph.number
        for group in groups.values()
        if not _mostly_tell([paragraph.text for paragraph in group], lexicon)
        for paragraph in group
    }


def _mostly_tell(texts: Sequence[str], lexicon: Lexicon) -> bool:
    told = asking = 0
    for text in texts:
        asks = looks_asking(text, lexicon, in_list=True)
        first = "".join(sentences(text)[:1])
        asking += asks
        told += not asks and EVIDENCE[lexicon.language].tells.search(first) is not None
    return told > asking
