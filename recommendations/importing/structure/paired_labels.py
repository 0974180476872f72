"""Numbers with nothing but a label behind them, in pairs, above text that has none: "5.1 Observation" and "5.1
Recommendation", "5.1.1 Finding" and "5.1.2 Recommendation"."""

import re
from collections import Counter
from itertools import pairwise
from typing import Literal, NamedTuple

from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

FEWEST_PAIRS = 2
LABELLED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s*[-–—:：]?\s*(?P<label>[^\W\d_][^\d:：]{1,40}?)\s*[:：]?"
)


class NumberedLabel(NamedTuple):
    """The label that stands alone behind a number, by what it is for."""

    number: str
    kind: Literal["recommendations", "findings"]


def numbered_label(text: str, lexicon: Lexicon, phrases: Phrases) -> NumberedLabel | None:
    """The label of which a line consists."""
    match = LABELLED.fullmatch(text.strip())
    if match is None:
        return None
    if lexicon.recommendation_heading.fullmatch(match["label"]):
        return NumberedLabel(match["number"], "recommendations")
    return NumberedLabel(match["number"], "findings") if phrases.headings.findings.fullmatch(match["label"]) else None


def with_pairs(text: Surroundings, paragraphs: list[Start], end: int) -> tuple[list[Start], frozenset[int]]:
    """The starts with those of the labels, where labels of recommendations stand behind those of findings, and the
    lines of the labels below which something is recommended. Such a one begins nothing where its number is that of the
    finding above."""
    found = [
        (index, label)
        for index in range(end)
        if (label := numbered_label(text.body[index].text, text.lexicon, text.phrases)) is not None
    ]
    pairs = [
        (above.number, below.number)
        for (_, above), (_, below) in pairwise(found)
        if (above.kind, below.kind) == ("findings", "recommendations") and _go_together(above.number, below.number)
    ]
    if len(pairs) < FEWEST_PAIRS:
        return paragraphs, frozenset()
    same = sum(above == below for above, below in pairs) * 2 > len(pairs)
    places = {index for index, _label in found}
    names = Counter(start.number for start in paragraphs if start.index not in places)
    starts = [start for start in paragraphs if start.index not in places]
    for index, label in found:
        if label.kind == "findings" or not same:
            names[label.number] += 1
            again = f"[{names[label.number]}]" if names[label.number] > 1 else ""
            printed = text.body[index].text
            starts.append(Start(index, "paragraph", label.number + again, printed, "", label=printed))
    asked = frozenset(index for index, label in found if label.kind == "recommendations")
    return sorted(starts, key=lambda start: start.index), asked


def _go_together(number: str, other: str) -> bool:
    return number == other or number.rpartition(".")[0] == other.rpartition(".")[0]
