"""Lists of recommendations by theme: tables whose cells stand one below the other, "112.9 … (Togo)" in any order."""

from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_uppercase

from recommendations.importing.pages.layout import ends_with_makers
from recommendations.importing.signs.paragraph_numbers import chapter_number
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import Surroundings
from recommendations.importing.words.phrases import Phrases

FEWEST = 3
MOSTLY = 0.75
MOST_LINES = 30  # of one recommendation
ENDS = ")）;；.。؛ "
LABEL = 25  # signs before the colon of "Theme: …"


@dataclass
class ThematicList:
    """The recommendations in order, and the lines where the text of each ends and its further cells begin."""

    starts: list[Start] = field(default_factory=list)
    breaks: dict[int, str] = field(default_factory=dict)


def thematic_list(text: Surroundings, numbers: set[int], end: int) -> ThematicList:
    """The list in a text, empty where there is none; `numbers` are those of its plain paragraphs. The rows may come
    from several lists, 121.1 … and 122.1 …, in any order.

    Under a paragraph 112 the numbers 112.1, 112.2 … are items of its list, and a text that ends without the States
    who made it is a paragraph like any other.
    """
    found = {
        index: chapter
        for index in range(end)
        if (chapter := chapter_number(text.body[index].text)) and _placed(text, index)
    }
    rows_of: dict[str, list[int]] = {}
    for index, (major, *_rest) in found.items():
        rows_of.setdefault(major, []).append(index)
    kept = {major: begun for major, begun in rows_of.items() if _mostly_made(text, begun, end)}
    if any(_paragraph_above(major) in numbers for major in kept):
        return ThematicList()
    ends = _ends(text, sorted(index for begun in kept.values() for index in begun), end)
    made = sorted(ends)
    if len(made) < FEWEST:
        return ThematicList()
    listed = ThematicList()
    opening = next((at for at in range(made[0] - 1, -1, -1) if is_theme(text.body[at].text, text.phrases)), None)
    if opening is not None:
        listed.breaks[opening] = "cells"
    for index in made:
        major, minor, printed, rest = found[index]
        ref = f"{major}.{minor}"
        listed.starts.append(Start(index, "titled", ref, printed, rest, ref=ref))
        listed.breaks[ends[index]] = "cells"
    return listed


def is_theme(text: str, phrases: Phrases) -> bool:
    """Whether a line names a theme: "Theme: Right to health"."""
    label = text[:LABEL].replace("：", ":").partition(":")
    pattern = next(pattern for pattern, code in phrases.columns if code == "theme")
    return bool(label[1]) and pattern.fullmatch(label[0].strip()) is not None


def _placed(text: Surroundings, index: int) -> bool:
    """Whether a row may begin with a line: also right below the theme that heads it, in one paragraph of the format."""
    return text.placed(index) or (index > 0 and is_theme(text.body[index - 1].text, text.phrases))


def _paragraph_above(major: str) -> int:
    """The number of the paragraph that has such numbers in its list."""
    return int(major.split(".", maxsplit=1)[0].rstrip(ascii_uppercase))


def _mostly_made(text: Surroundings, begun: list[int], end: int) -> bool:
    """Whether the rows of one numbering, 121.1, 121.3 …, end with the States who made them."""
    return len(_ends(text, begun, end)) >= MOSTLY * len(begun)


def _ends(text: Surroundings, begun: list[int], end: int) -> dict[int, int]:
    """The lines with which rows begin -> those behind their last, where one ends with the States who made it."""
    return {index: behind for index, until in pairwise([*begun, end]) if (behind := _end(text, index, until))}


def _end(text: Surroundings, index: int, until: int) -> int | None:
    """The line behind the last of a recommendation: that which ends with the States who made it."""
    words = ""
    for at in range(index, min(index + MOST_LINES, until)):
        words = f"{words} {text.body[at].text}".strip()
        if words[-1] in ENDS and ends_with_makers(words.rstrip(ENDS[2:])):
            return at + 1
    return None
