"""Rows that are no recommendations of their own: totals, numbers of columns, what adds to the row above."""

import re
from collections.abc import Mapping, Sequence

from recommendations.importing.mapping.fields import plain

TOTAL = re.compile(
    r"(?:grand |sub ?)?totals?\b|sum$|percentages?$|pourcentages?$|porcentajes?$|nombre de recommandations|"
    r"número de recomendaciones|number of recommendations|sous total|total general|итого|всего|"
    r"(?:ال)?(?:إجمالي|اجمالي|مجموع)(?: |$)|合计|合計|总计|總計|小计|小計|总数|總數"
)
LONGEST_TOTAL = 40  # signs of what stands in any of its cells


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row counts those above it: its first words say so, and nothing in it is as long as a text."""
    first = next((cell for cell in cells if cell), "")
    return TOTAL.match(plain(first)) is not None and max(map(len, cells)) <= LONGEST_TOTAL


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row below the headings numbers the columns: 1, 2, 3 …"""
    return len(cells) > 2 and [cell.strip("()") for cell in cells] == [str(place + 1) for place in range(len(cells))]


def goes_on(words: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether a row only adds to the one above: both of its reference and its text stand there too, or it has neither.

    Lists of actions have several rows for one recommendation, whose cells are merged or left empty.
    """
    if not before:
        return False
    if not words.keys() & {"reference", "text"}:
        return True
    return all(words.get(name) == before.get(name) for name in ("symbol", "reference", "text"))
