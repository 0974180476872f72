"""Signs of a row in a script from right to left, put in the order they are read in, by where they stand.

pdfium puts the signs of such a row in order itself, but takes a full stop or comma for a part of the number beside it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

# What runs from left to right inside such a row: "66/181", "A/66/130", "15%", "United Nations".
WORD = r"[0-9\u0660-\u0669\u06f0-\u06f9A-Za-z\u00c0-\u024f]+"
LATIN = r"[A-Za-z\u00c0-\u024f]"
RUN = re.compile(rf"[%٪]?{WORD}(?:(?:[/.,:\-\u2013_@&'’]|(?<={LATIN})[ ()]{{1,2}}(?={LATIN})){WORD})*")
OPENING, CLOSING = "([", ")]"
BEHIND = frozenset(" .,;:،؛؟!…")
TOGETHER = 0.02  # of the size: signs that stand closer belong to one shape


@cache
def direction(sign: str) -> int:
    """1 for a sign written from right to left, -1 for one from left to right, 0 for others."""
    kind = unicodedata.bidirectional(sign)
    return 1 if kind in {"R", "AL"} else -1 if kind == "L" else 0


def in_reading_order(signs: Sequence[str], places: Sequence[float], size: float) -> list[int]:
    """The order in which the signs of a fragment are read, as indexes; `places` are their middles along the line."""
    shapes = list(_shapes(signs, places, size))
    shapes.sort(key=lambda shape: -places[shape[0]])
    text = "".join(signs[shape[0]][:1] for shape in shapes)
    ordered: list[list[int]] = []
    at = 0
    for run in RUN.finditer(text):
        ordered += shapes[at : run.start()] + shapes[run.start() : run.end()][::-1]
        at = run.end()
    return [index for shape in ordered + shapes[at:] for index in shape]


def _shapes(signs: Sequence[str], places: Sequence[float], size: float) -> Iterator[list[int]]:
    """Indexes of signs that stay together: letters of one ligature, and the marks above and below a letter."""
    shape: list[int] = []
    for index, sign in enumerate(signs):
        near = shape and abs(places[index] - places[shape[0]]) < TOGETHER * size
        if shape and (unicodedata.combining(sign) or near):
            shape.append(index)
            continue
        if shape:
            yield shape
        shape = [index]
    if shape:
        yield shape


def mended_brackets(signs: Sequence[str]) -> list[str]:
    """Brackets the way they enclose: one behind a blank opens, one before a blank or the end of a sentence closes."""
    mended = list(signs)
    for place, sign in enumerate(signs):
        if sign not in OPENING + CLOSING:
            continue
        first = place == 0 or signs[place - 1] == " " or mended[place - 1] in OPENING
        last = place + 1 == len(signs) or signs[place + 1] in BEHIND
        pair = "([".index(sign) if sign in OPENING else ")]".index(sign)
        if first != last:
            mended[place] = OPENING[pair] if first else CLOSING[pair]
    return mended


def needed(signs: Sequence[str]) -> Iterator[int]:
    """The places of the signs without blanks that are double or inside a bracket: made up where pdfium took a jump."""
    last = ""
    for place, sign in enumerate(signs):
        following = signs[place + 1] if place + 1 < len(signs) else ""
        if sign != " " or (last not in (" ", *OPENING) and following not in (*CLOSING,)):
            last = sign
            yield place
