"""Resolutions among the lines: volumes hold many, each with a title, a preamble and paragraphs numbered from 1."""

import re
from collections.abc import Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.paragraph_numbers import NumberCandidate

MOSTLY = 0.75
NAMED = (
    r"(?:resolution|decision|résolution|décision|resolución|decisión|резолюция|решение|(?:ال)?قرار|(?:ال)?مقرر|决议|"
    r"決議|决定|決定)"
)
NUMBER = r"(?:第\s*)?(?:[A-Z]{1,5}[/-])*\d{1,4}(?:\s*/\s*\d{1,4}|\s*[(（]\d{4}[)）])"
TITLE = re.compile(rf"(?:{NAMED}\s*{NUMBER}|{NUMBER}\s*(?:号?{NAMED}|[.．:：–—-]\s*\S))", re.IGNORECASE)
LONGEST_TITLE = 250
# What ends the line above a list of what is decided, whose entries begin with nouns or infinitives: "RESUELVE:".
DECIDES = re.compile(
    r"\b(?:(?:decide[sd]?|resolve[sd]?)(?: as follows)?|(?:décide(?:nt)?|arrête(?:nt)?)(?: ce qui suit)?|"
    r"(?:resuelven?|deciden?|acuerdan?)(?: lo siguiente)?|постановля[ею]т|постановил[аи]?|реша[ею]т|решил[аи]?|"
    r"(?:[تي]قرر|قرر(?:ت|وا)?)(?: (?:ما يلي|الآتي))?)\s?:$|[决決][定议議](?:如下)?[:：]$",
    re.IGNORECASE,
)
SEMICOLON = re.compile(r"[;；؛][\s\"'”’»]*$")
FULL_STOP = re.compile(r"[.。][\s\"'”’»]*$")


def are_resolutions(sequences: Sequence[Sequence[NumberCandidate]], body: Sequence[BodyLine]) -> bool:
    """Whether each numbering is that of a resolution: its paragraphs end with semicolons."""
    return bool(sequences) and all(_is_resolution(sequence, body) for sequence in sequences)


def _is_resolution(sequence: Sequence[NumberCandidate], body: Sequence[BodyLine]) -> bool:
    ends = [body[entry.index - 1].text for entry in sequence[1:]]
    return bool(ends) and sum(SEMICOLON.search(text) is not None for text in ends) >= MOSTLY * len(ends)


def decides(text: str) -> bool:
    """Whether a text ends with what says that a body decides what follows."""
    return DECIDES.search(text.rstrip()) is not None


def title_before(body: Sequence[BodyLine], last: int, index: int) -> int | None:
    """The line between the last paragraph of one resolution and the first of the next on which the latter's title
    stands; without a title, the first behind a full stop."""
    for at in range(last + 1, index):
        text = body[at].text
        if TITLE.match(text) and len(text) <= LONGEST_TITLE and FULL_STOP.search(body[at - 1].text):
            return at
    ended = next((at for at in range(last, index) if FULL_STOP.search(body[at].text)), index)
    return ended + 1 if ended + 1 < index else None


def first_title(body: Sequence[BodyLine], index: int) -> int | None:
    """The line of the title of the first resolution, above its first paragraph; None if it has no number."""
    return next((at for at in range(index - 1, -1, -1) if TITLE.match(body[at].text)), None)


def behind_last(body: Sequence[BodyLine], last: int, end: int, layout: Layout) -> int | None:
    """The line behind the last paragraph, where the date of the meeting or a signature stands; None if none does."""
    for at in range(last, end - 1):
        if FULL_STOP.search(body[at].text):
            apart = layout.parted(body[at + 1]) or not layout.is_nearly_full(body[at])
            return at + 1 if apart and not body[at + 1].text[0].islower() else None
    return None
