"""Who made a recommendation: "(Algeria, Togo) (Venezuela (Bolivarian Republic of))" at its very end."""

import re
from collections.abc import Sequence

CLOSING = ")）"
OPENING = "(（"
TRAILING = " \t;.,；。،؛、:："
SEPARATOR = re.compile(r"\s*[,;，、،؛；]\s*(?![^(（]*[)）])")
ACRONYM = re.compile(r"[A-Z]{2,}(?:[-/][A-Z]+)*s?|[А-Я]{2,}(?:[-/][А-Я]+)*")
LONGEST_NAME = 80
IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def split_recommenders(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the brackets that end it, and the names in them, in order.

    Only the run of brackets at the very end counts, and of it only brackets that hold names: "(No. 190)", "(ILO)" and
    "(as amended)" are words of the text.
    """
    rest = text.rstrip(TRAILING)
    names: list[str] = []
    while rest and rest[-1] in CLOSING:
        start = _opening(rest)
        found = _names(rest[start + 1 : -1]) if start > 0 else []
        if not found:
            break
        names = found + names
        rest = rest[:start].rstrip(TRAILING)
        if IDEOGRAPH.match(found[0]):  # no capital tells names from other words in the brackets before
            break
    return (rest, tuple(names)) if names else (text, ())


def name_their_makers(texts: Sequence[str]) -> bool:
    """Whether a list is one whose items end with those who made them."""
    return bool(texts) and sum(bool(split_recommenders(text)[1]) for text in texts) * 2 > len(texts)


def _opening(text: str) -> int:
    """The place of the bracket that the last character closes; -1 if there is none."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in CLOSING) - (text[place] in OPENING)
        if not depth:
            return place
    return -1


def _names(inner: str) -> list[str]:
    names = [part.strip() for part in SEPARATOR.split(inner) if part.strip()]
    return names if all(_is_name(name) for name in names) else []


def _is_name(name: str) -> bool:
    return (
        len(name) <= LONGEST_NAME
        and name[0].isalpha()
        and not name[0].islower()
        and not any(sign.isdigit() for sign in name)
        and ACRONYM.fullmatch(name) is None
    )
