"""Rows that are no recommendations of their own: totals, numbers of columns, what adds to the row above."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from recommendations.importing.mapping.evidence import DATES
from recommendations.importing.mapping.fields import WORDS_KEPT, plain
from recommendations.letters import is_wide

TOTAL = re.compile(
    r"(?:grand |sub ?)?totals?\b|sum$|percentages?$|pourcentages?$|porcentajes?$|nombre de recommandations|"
    r"número de recomendaciones|number of recommendations|sous total|total general|итого|всего|"
    r"(?:количество|число) рекомендаций|(?:ال)?(?:إجمالي|اجمالي|مجموع)(?: |$)|عدد (?:ال)?توصيات|"
    r"合计|合計|总计|總計|小计|小計|总数|總數|共 ?\d+ ?[条條项項]"
)
DASH, LONGEST_DASH = re.compile(r"[-–—‒―_./]+"), 3  # signs
# What lists have where nobody, no unit and no day is known yet; of a state "N/A" says something.
NOT_YET = re.compile(
    r"n/?\.?a\.?|tb[acd]|to be (?:determined|decided|confirmed|advised)|none|nil|à (?:définir|préciser|déterminer)|"
    r"néant|s/?o|por (?:definir|determinar)|ningun[oa]|не определ[её]н[оаы]?|уточняется|нет данных|لا يوجد|لم يحدد|"
    r"[无無]|[暂暫][无無]|待定|未定",
    re.IGNORECASE,
)
LONGEST_NOTHING = 20  # signs
MAY_BE_OPEN = frozenset({"owner", "unit", "theme", "recommending", "percent_done", *DATES})
KINDS = ("around", "continued", "going_on")
ENDED = re.compile(r"[.;:!?。；：！？؛؟][\s\"”»')）]*$")
NAMED = re.compile(r"[^:：]{3,}[:：]")
LONGEST_TOTAL = 40  # signs of what stands in any of its cells


def is_around(cells: Sequence[str], words: Mapping[str, str]) -> bool:
    """Whether a row stands around the list: it counts the rows above, is signed, or numbers the columns."""
    return _is_total(cells) or _is_signed(words) or _numbers_columns(cells)


def _is_total(cells: Sequence[str]) -> bool:
    """Its first words say so, and nothing in it is as long as a text."""
    first = next((cell for cell in cells if cell), "")
    return TOTAL.match(plain(first)) is not None and max(map(len, cells)) <= LONGEST_TOTAL


def _is_signed(words: Mapping[str, str]) -> bool:
    """There is no text, and where the reference would be something is named: "Prepared by: …"."""
    reference = words.get("reference", "")
    return "text" not in words and NAMED.match(reference) is not None and not any(map(str.isdigit, reference))


def _numbers_columns(cells: Sequence[str]) -> bool:
    """As official tables do below their headings: 1, 2, 3 …"""
    return len(cells) > 2 and [cell.strip("()") for cell in cells] == [str(place + 1) for place in range(len(cells))]


def is_nothing(cell: str, field: str) -> bool:
    """Whether a cell is empty, or says only that there is nothing."""
    if not cell:
        return True
    if len(cell) <= LONGEST_DASH and DASH.fullmatch(cell):
        return True
    return field in MAY_BE_OPEN and len(cell) <= LONGEST_NOTHING and _is_not_yet(cell)


@lru_cache(maxsize=WORDS_KEPT)
def _is_not_yet(cell: str) -> bool:
    return NOT_YET.fullmatch(cell) is not None


def continues(cells: Sequence[str], words: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether a row only goes on with the text above, which has not ended: as tables do that were typed in lines."""
    text, above = words.get("text", ""), before.get("text", "")
    is_alone = bool(text) and all(cell in ("", text) for cell in cells)
    return is_alone and bool(above) and text != above and ENDED.search(above) is None and not text[:1].isupper()


def joined(text: str, more: str) -> str:
    """Two parts of a text; without a blank between them in Chinese."""
    return f"{text}{more}" if is_wide(text[-1:] or " ") else f"{text} {more}"


def goes_on(words: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether a row only adds to the one above: both of its reference and its text stand there too, or it has neither.

    Lists of actions have several rows for one recommendation, whose cells are merged or left empty.
    """
    if not before:
        return False
    if not words.keys() & {"reference", "text"}:
        return True
    return all(words.get(name) == before.get(name) for name in ("symbol", "reference", "text"))
