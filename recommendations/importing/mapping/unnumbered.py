"""Rows of a table that has no references -> "Recommendation 1", "Recommendation 2" …, the same whenever it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count

from recommendations.importing.mapping.entries import Entries, Entry
from recommendations.importing.mapping.stored import StoredTable
from recommendations.importing.parsed import TITLED


def number_rows(entries: Entries, stored: Mapping[str, StoredTable]) -> None:
    """Gives each row the reference of the recommendation that has its text, else one that is free.

    The rows come numbered in their order. A row keeps that number unless another text has it already; then it takes
    the next after all. So a list that comes again adds nothing, and one that has grown adds what is new.
    """
    by_symbol: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.entries.values():
        by_symbol[entry.symbol].append(entry)
    for symbol, rows in by_symbol.items():
        _number(rows, stored.get(symbol) or StoredTable())
    entries.entries = {(entry.symbol, entry.reference): entry for entry in entries.entries.values()}


def _number(rows: list[Entry], stored: StoredTable) -> None:
    of_text: dict[str, list[str]] = defaultdict(list)
    for reference, item in stored.items.items():
        of_text[item.text].append(reference)
    new = []
    for entry in rows:
        if known := of_text.get(entry.text):
            entry.reference = known.pop(0)
        else:
            new.append(entry)
    taken = {*stored.items}
    free = _numbers_after(taken | {entry.reference for entry in rows})
    for entry in new:
        if entry.reference in taken:
            entry.reference = next(free)


def _numbers_after(taken: set[str]) -> Iterator[str]:
    numbers = (reference.removeprefix(TITLED) for reference in taken if reference.startswith(TITLED))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return (f"{TITLED}{number}" for number in count(last + 1))
