"""Two wordings of a text, and word by word what was taken out and put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A word with the blanks after it; Chinese, which sets none, sign by sign.
_WORDS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+\s*|[^\w\s]\s*|\s+")
# Above this the comparison could take seconds: then the whole is taken out and put in.
_MOST_PAIRS = 4_000_000


@dataclass(frozen=True)
class Run:
    """A stretch of words that is the same in both, only in the earlier, or only in the later wording."""

    kind: Literal["same", "out", "in"]
    text: str


def runs(before: str, after: str) -> list[Run]:
    """Both wordings as one text: without what is "out" it reads as after, without what is "in" as before."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) * len(new) > _MOST_PAIRS:
        return [run for run in (Run("out", before), Run("in", after)) if run.text]
    return list(_runs(old, new))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(new[start:end]))
            continue
        if first < last:
            yield Run("out", "".join(old[first:last]))
        if start < end:
            yield Run("in", "".join(new[start:end]))
