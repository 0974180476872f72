"""Bullets: marks of lists that carry no number."""

import re
from typing import NamedTuple

DASHES = "-\u2010-\u2015"
# The last are bullets of Word's symbol fonts, as they come out of a PDF.
BULLET = re.compile(rf"(?P<sign>[{DASHES}*•‣▪▫■□●○◦∙·▸►✓➢\uf0b7\uf0a7\uf0d8\uf02d])[ \t\u00a0\u3000]+(?=\S)")
LABELS = ("•",)  # the place of a bullet's item in its list: nothing in it is counted


class Bullet(NamedTuple):
    """A bullet at the start of a line, and the text after it."""

    sign: str
    rest: str


def bullet_at(text: str) -> Bullet | None:
    match = BULLET.match(text)
    return None if match is None else Bullet(match["sign"], text[match.end() :])


def is_dash(sign: str) -> bool:
    """Whether a bullet's sign is also one of running text, so that a line broken before it looks like an item."""
    return re.match(f"[{DASHES}*]", sign) is not None
