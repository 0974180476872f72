"""One text that a corrigendum gives for several paragraphs or items: what of it is whose, by numbers and marks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from recommendations.importing.corrigenda.places import labels_of, numbered
from recommendations.importing.corrigenda.words import NUMBER
from recommendations.importing.parsed import Spot

# What begins another part: a number, or the mark of an item, behind a sentence.
BEGINS = re.compile(
    rf"(?:^|(?<=[.;:!?؟؛…»”\"])\s+|(?<=[。；：])\s*)"
    rf"(?:(?P<number>{NUMBER})(?:\s?[.．、]|\s[-–—])(?!\d)|(?P<mark>[(（]?\w{{1,4}}[)）]))\s*(?=\S)",
    re.IGNORECASE,
)
LABEL = re.compile(r"\((\w+)\)$")


def each_text(new: str, spots: Sequence[Spot]) -> list[tuple[Spot, str]] | None:
    """What each spot says now, those of paragraphs that are put in behind them with the others: they are those that
    have no place among the spots. None where it is not told which words are whose."""
    if len(spots) == 1 and (spots[0].part not in {"paragraph", "recommendation"} or spots[0].sentence):
        return [(spots[0], new)]
    begun: list[tuple[int, Spot]] = []
    awaited = [*spots]
    for match in BEGINS.finditer(new):
        if awaited and _begins(match, awaited[0]):
            begun.append((match.start(), awaited.pop(0)))
        elif begun and match["number"]:
            number, last = numbered(match["number"]), begun[-1][1].names[0]
            if number.split()[0] == last.split()[0] and number != last:
                begun.append((match.start(), replace(spots[0], names=(number,), printed=number)))
            elif number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1:
                return None
    if not begun and len(spots) == 1:
        return [(spots[0], new)]
    if awaited or begun[0][0] > 0:
        return None
    ends = [start for start, _spot in begun[1:]] + [len(new)]
    return [(spot, new[start:end].strip()) for (start, spot), end in zip(begun, ends, strict=True)]


def _begins(match: re.Match[str], spot: Spot) -> bool:
    """Whether a part of a text is that of a spot."""
    if match["number"]:
        return numbered(match["number"]) in spot.names
    labels = {label[1] for name in spot.names if (label := LABEL.search(name))}
    return bool(labels & {*labels_of(match["mark"])})
