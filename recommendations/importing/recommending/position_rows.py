"""Positions from the rows of a table that a page gives without its cells: the references in rising order, and in the
middle of them the position that a wide cell takes on all."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from recommendations.importing.parsed import Position
from recommendations.importing.signs.numerals import letter_value, roman_value
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.positions import position_word
from recommendations.importing.words.phrases import Phrases

FEWEST = 3  # rows under one position
LONGEST_ROW = 200  # characters
MOST_WORDS = 6  # of what else stands in such a table: the heading of a column, the end of an aside
ASIDE = re.compile(r"\s*\([^()]{12,}\)?\s*$")  # "(accepted in full by Scottish" goes on in the next line


class _Row(NamedTuple):
    """A reference as printed in parts: number, letter, Roman numeral, each 0 where there is none."""

    number: int
    letter: int
    roman: int

    @property
    def ref(self) -> str:
        parts = [f"({chr(ord('a') + self.letter - 1)})" if self.letter else ""]
        parts += [f"({ROMAN[self.roman - 1]})" if self.roman else ""]
        return f"Recommendation {self.number}{''.join(parts)}"


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def positions_in_rows(texts: Iterable[str], phrases: Phrases) -> Iterator[Position]:
    """The positions of runs of rows in which the references rise; a run in which no position stands, or two, has
    none."""
    rows: list[_Row] = []
    labels: list[str] = []
    between: list[str] = []  # behind the last row: of this run where another row follows, else of the next
    for text in texts:
        bare = ASIDE.sub("", text) if len(text) <= LONGEST_ROW else text
        match = _row(phrases).fullmatch(bare)
        label = _position(match["label"] if match else bare, phrases)
        if match is None:
            between += [label] if label else []
            if not label and (is_complete(bare) or len(bare.split()) > MOST_WORDS):
                yield from _taken(rows, labels)
                rows, labels, between = [], [], []
            continue
        row = _Row(int(match["number"]), letter_value((match["letter"] or "").lower()) or 0, _roman(match["roman"]))
        if rows and row <= rows[-1]:
            yield from _taken(rows, labels)
            rows, labels = [], []
        rows.append(row)
        labels += [*between, *([label] if label else [])]
        between = []
    yield from _taken(rows, labels)


def _taken(rows: list[_Row], labels: list[str]) -> Iterator[Position]:
    if len(rows) >= FEWEST and len(labels) == 1:
        yield from (Position(row.ref, labels[0]) for row in rows)


def _position(text: str, phrases: Phrases) -> str:
    """The code of a position that is all of a short text."""
    return position_word(text, phrases) if 0 < len(text.split()) <= MOST_WORDS and not is_complete(text) else ""


def _roman(text: str | None) -> int:
    value = roman_value(text) if text else None
    return value if value and value <= len(ROMAN) else 0


@cache
def _row(phrases: Phrases) -> re.Pattern[str]:
    parts = r"(?:\s?\(?(?P<letter>[a-z])\)?)?(?:\s?\(?(?P<roman>[ivx]{1,4})\)?)?"
    return re.compile(
        rf"(?P<label>.{{0,40}}?)\s*(?:{phrases.title.pattern})\s*(?P<number>\d{{1,3}})\)?{parts}\s*", re.IGNORECASE
    )
