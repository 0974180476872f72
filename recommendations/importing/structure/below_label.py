"""Texts without numbers below a label that has one, "5.1 Recommendation": where each ends, and whether it asks."""

from collections.abc import Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative


def text_below(lines: Sequence[BodyLine], first: int, layout: Layout, lexicon: Lexicon) -> Sequence[BodyLine]:
    """The lines of the text that begins with the `first` of some lines; a heading is one of its own."""
    end = first + 1
    while end < len(lines) and not _begins(lines[end - 1], lines[end], layout, lexicon):
        end += 1
    return lines[first:end]


def _begins(before: BodyLine, line: BodyLine, layout: Layout, lexicon: Lexicon) -> bool:
    if "heading" in {before.role, line.role}:
        return True
    apart = layout.parted(line) or layout.leaves_room(before, line)
    if not is_complete(before.text):  # a heading
        return apart and line.text[0].isupper() and not layout.is_nearly_full(before)
    if list_mark(line.text) is not None or bullet_at(line.text) is not None:
        return False
    return apart or asks([line], lexicon)


def asks(lines: Sequence[BodyLine], lexicon: Lexicon) -> bool:
    text = " ".join(" ".join(line.text.split()) for line in lines)
    return any(find_operative(sentence, lexicon) is not None for sentence in sentences(text))
