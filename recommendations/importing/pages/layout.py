"""How the lines of a report are set: what may begin with a line, and what goes on."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.signs.prose import ends_item, is_complete
from recommendations.importing.signs.recommenders import CLOSING, split_recommenders

NEARLY_FULL = 0.75  # of the usual width: a line that long was broken by the margin, not by its writer
NARROW = 0.65  # of the usual width: a heading shorter than that was not broken by the margin
ROOMY = 0.95  # of the usual width
AMPLE = 0.85
# Signs that take twice the room of a letter: in a Chinese text with addresses of web pages lines of both are as wide.
WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]")
FAR_MORE = 1.2  # times as many full lines
FEW_WRAPPED = 0.03  # of all lines: where fewer run on in the next one, each line is a block of its own


def begins_numbered(text: str) -> bool:
    """Whether a line may begin a paragraph or an item."""
    return paragraph_number(text) is not None or list_mark(text) is not None


def room_of(text: str) -> int:
    """How many letters would take the room of a text."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def _usual(lengths: Sequence[int]) -> int:
    """The usual width of lines so long."""
    return sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0


def _full(texts: Sequence[str], length: Callable[[str], int]) -> int:
    """How many lines are nearly full where they are measured so."""
    lengths = [length(text) for text in texts]
    usual = _usual(lengths)
    return sum(one >= usual * NEARLY_FULL for one in lengths)


def ends_with_makers(text: str) -> bool:
    """Whether a line ends with the names of those who recommend, as the items of a list do."""
    return text.endswith(tuple(CLOSING)) and bool(split_recommenders(text[-300:])[1])


class Layout:
    """How the lines of one report are set: how wide, whether a blank line means anything, and whether each line is
    `unbroken`, a block of its own."""

    def __init__(self, body: Sequence[BodyLine]) -> None:
        texts = [line.text for line in body]
        # A program may break lines by their signs; print does by their room, where that leaves far more lines full.
        self.length = room_of if _full(texts, room_of) > _full(texts, len) * FAR_MORE else len
        self.width = _usual([self.length(text) for text in texts])
        apart = broken = 0
        for before, line in pairwise(body):
            if line.gap:
                apart += 1
                broken += self._runs_on(before, line)
        self.gaps_mean = apart > 0 and broken <= apart * 0.3
        wrapped = sum(self._is_wrapped(before, line) for before, line in pairwise(body))
        self.unbroken = wrapped <= len(body) * FEW_WRAPPED

    def _runs_on(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a sentence plainly goes on over the blank lines between two lines."""
        if is_complete(before.text) or begins_numbered(line.text):
            return False
        return line.text[0].islower() or (not line.text[0].isupper() and self.is_nearly_full(before))

    def _is_wrapped(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a sentence plainly goes on from one line in the next."""
        first = line.text[0]
        if self.gaps_mean and line.gap == 0 and self.is_nearly_full(before) and not is_complete(before.text):
            return True
        if is_complete(before.text) or begins_numbered(line.text):
            return False
        last = before.text[-1]
        return first.islower() or (
            first.isalnum() and last.isalpha() and last.lower() == last.upper() and self.is_nearly_full(before)
        )

    def is_nearly_full(self, line: BodyLine) -> bool:
        return self.length(line.text) >= self.width * NEARLY_FULL

    def leaves_room(self, before: BodyLine, line: BodyLine, share: float = ROOMY) -> bool:
        """Whether the first word of a line would have stood on the line before it, had the writer wished so."""
        first = line.text.split(maxsplit=1)[0]
        return self.length(before.text) + 1 + self.length(first) <= self.width * share

    def parted(self, line: BodyLine) -> bool:
        """Whether its format, or the blank lines before it, set a line apart."""
        return self.unbroken or (line.gap > 0 and self.gaps_mean) if line.begins is None else line.begins

    def may_begin(self, before: BodyLine | None, line: BodyLine) -> bool:
        """Whether something new may begin with a line, going by the line before it."""
        if line.begins is not None:
            # The layout of a page may hide where something begins, a sentence's end shows it.
            return line.begins or before is None or ends_item(before.text)
        return (
            before is None
            or ends_item(before.text)
            or (begins_numbered(line.text) and (ends_with_makers(before.text) or self.leaves_room(before, line, AMPLE)))
            or self.unbroken
            or self.parted(line)
            or before.page != line.page
            or not self.is_nearly_full(before)
        )

    def goes_on(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a line continues the heading that the line before it began."""
        if line.begins is not None:
            return not line.begins
        if self.unbroken:
            return False
        if self.gaps_mean and (not line.text[0].isupper() or self.length(before.text) >= self.width * NARROW):
            return line.gap == 0 and not (line.text[0].isupper() and self.leaves_room(before, line))
        # Without blank lines to go by, a capital begins the next heading, unless the margin broke this one.
        return (line.gap == 0 and line.text[0].islower()) or self.is_nearly_full(before)
