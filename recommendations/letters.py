"""Letters, whatever they are used for."""

from functools import cache
from unicodedata import east_asian_width


@cache
def is_wide(letter: str) -> bool:
    """Whether a letter takes the room of two, as Chinese ones do (Unicode Standard Annex 11)."""
    return east_asian_width(letter) in "WF"
