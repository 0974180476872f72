"""How the lines of a report are set: what may begin with a line, and what goes on."""

from collections.abc import Sequence
from itertools import pairwise

from recommendations.importing.numbering import list_mark
from recommendations.importing.pages import BodyLine
from recommendations.importing.paragraph_numbers import paragraph_number
from recommendations.importing.prose import ends_item, is_complete

NEARLY_FULL = 0.75  # of the usual width: a line that long was broken by the margin, not by its writer


class Layout:
    """How the lines of one report are set: how wide, and whether a blank line means anything."""

    def __init__(self, body: Sequence[BodyLine]) -> None:
        lengths = sorted(len(line.text) for line in body)
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        apart = broken = 0
        for before, line in pairwise(body):
            if line.gap:
                apart += 1
                broken += self._runs_on(before, line)
        self.gaps_mean = apart > 0 and broken <= apart * 0.3

    def _runs_on(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a sentence plainly goes on over the blank lines between two lines."""
        if is_complete(before.text) or paragraph_number(line.text) is not None or list_mark(line.text) is not None:
            return False
        return line.text[0].islower() or (not line.text[0].isupper() and self.is_nearly_full(before))

    def is_nearly_full(self, line: BodyLine) -> bool:
        return len(line.text) >= self.width * NEARLY_FULL

    def parted(self, line: BodyLine) -> bool:
        """Whether its format, or the blank lines before it, set a line apart."""
        return line.gap > 0 and self.gaps_mean if line.begins is None else line.begins

    def may_begin(self, before: BodyLine | None, line: BodyLine) -> bool:
        """Whether something new may begin with a line, going by the line before it."""
        if line.begins is not None:
            # The layout of a page may hide where something begins, a sentence's end shows it.
            return line.begins or before is None or ends_item(before.text)
        return (
            before is None
            or ends_item(before.text)
            or self.parted(line)
            or before.page != line.page
            or not self.is_nearly_full(before)
        )

    def goes_on(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether a line continues the heading that the line before it began."""
        if line.begins is not None:
            return not line.begins
        return line.gap == 0 or (not self.gaps_mean and self.is_nearly_full(before))
