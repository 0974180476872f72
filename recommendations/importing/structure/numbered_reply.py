"""A reply that gives each recommendation it answers a heading of its number: "1) Fees", "This recommendation is
accepted in full."."""

import re
from collections.abc import Sequence
from itertools import pairwise

from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.positions import taken_on_it
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.structure.unnumbered_labels import unnumbered_label

NUMBERED = re.compile(r"(?P<number>\d{1,2})\s?[.)．、）]\s*(?=[^\W\d_])")
FEWEST = 2
SENTENCE_LINES = 3


def answered_headings(text: Surroundings, paragraphs: Sequence[Start], end: int) -> list[Start]:
    """The headings, from 1 on, below most of which a sentence takes a position on "this recommendation", in a text
    that above the first speaks of its response; else none. Numbered `paragraphs` that are what is quoted are read as
    such where a full stop ends them."""
    heads: list[Start] = []
    for index in range(end):
        match = NUMBERED.match(text.body[index].text)
        if match is None or int(match["number"]) != len(heads) + 1:
            continue
        line = text.body[index]
        if line.role == "heading" or text.is_short(line):
            number, rest = match["number"], line.text[match.end() :]
            heads.append(Start(index, "titled", number, match[0].strip(), rest, ref=f"Recommendation {number}"))
    if len(heads) < FEWEST or not _responds(text, heads[0].index) or _labels(text, heads[0].index, end):
        return []
    ends = [*(start.index for start in heads), end]
    few = len(paragraphs) < len(heads)
    answered = [_takes_position(text, first, last, whole=few) for first, last in pairwise(ends)]
    return heads if sum(answered) >= FEWEST and sum(answered) * 2 > len(heads) else []


def _responds(text: Surroundings, end: int) -> bool:
    return any(text.phrases.headings.response.search(line.text) for line in text.body[:end])


def _labels(text: Surroundings, first: int, end: int) -> bool:
    """Whether what is answered stands behind labels of its own."""
    label = unnumbered_label(text.phrases)
    return any(label.match(line.text) for line in text.body[first:end])


def _takes_position(text: Surroundings, first: int, last: int, *, whole: bool) -> bool:
    """Whether between two headings a sentence takes a position, behind a text that may be `whole`."""
    phrases = text.phrases
    for index in range(first + 1, last):
        said = " ".join(line.text for line in text.body[index : min(index + SENTENCE_LINES, last)])
        if phrases.title.search(text.body[index].text) and any(taken_on_it(one, phrases) for one in sentences(said)):
            return whole or not is_complete(text.body[index - 1].text)
    return False
