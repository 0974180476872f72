"""Lists that are lettered without brackets: "a  Publish …", "b  Train …"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.numbering import Mark
from recommendations.importing.signs.numerals import letter_value
from recommendations.importing.signs.prose import announces

BARE_LETTER = re.compile(r"(?P<sign>[a-z])[ \t\u00a0]+(?=[^\W\d_])")


def bare_letters(lines: Sequence[BodyLine], layout: Layout) -> dict[int, Mark]:
    """The items of a list below a colon that is lettered so, by index of the line."""
    marks: dict[int, Mark] = {}
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        match = BARE_LETTER.match(line.text)
        if match is None or letter_value(match["sign"]) != len(marks) + 1 or line.role == "heading":
            continue
        if layout.may_begin(before, line) and (marks or announces(before.text)):
            reading = ("letter", len(marks) + 1)
            marks[index] = Mark(match["sign"], match["sign"], (reading,), line.text[match.end() :])
    return marks if len(marks) > 1 else {}
