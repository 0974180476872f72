"""Lists that are lettered without brackets: "a  Publish …", "b  Train …"; a second opener may go on with "d"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import Mark
from recommendations.importing.signs.numerals import letter_value
from recommendations.importing.signs.prose import announces

BARE_LETTER = re.compile(r"(?P<sign>[a-z])[ \t\u00a0]+(?=[^\W\d_])")


def bare_letters(lines: Sequence[BodyLine], layout: Layout, last: int = 0) -> dict[int, Mark]:
    """The items of a list below a colon that is lettered so, by index of the line; it may go on behind the `last` one
    of the paragraph above."""
    marks: dict[int, Mark] = {}
    first = 0
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        match = BARE_LETTER.match(line.text)
        value = letter_value(match["sign"]) if match else None
        if match is None or value not in ({first + len(marks)} if marks else {1, last + 1}) or line.role == "heading":
            continue
        if layout.may_begin(before, line) and (marks or announces(before.text)):
            first = first or value
            reading = ("letter", value)
            marks[index] = Mark(match["sign"], match["sign"], (reading,), line.text[match.end() :])
    return marks if len(marks) > 1 else {}
