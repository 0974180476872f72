"""Signs that nobody sees: what is taken out of every text, whatever file it comes from."""

import re

# Overrides and embeddings can make a text read otherwise than it is stored; zero-width blanks glue words.
INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
# Marks of direction belong to running text; a number or symbol copied from a page only brings them along.
DIRECTION = re.compile("[\u200e\u200f\u061c]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def without_invisible(text: str) -> tuple[str, int]:
    """The text without invisible signs and lone surrogates, and how many there were."""
    if text.isprintable():  # as most cells and lines are; all of these signs are not
        return text, 0
    cleaned, invisible = INVISIBLE.subn("", text)
    cleaned, controls = CONTROL.subn("", cleaned)
    return cleaned, invisible + controls


def as_typed(text: str) -> str:
    """Words that a person typed or pasted into a field of one line: no invisible signs, single blanks."""
    return " ".join(without_invisible(text)[0].split())
