"""How much of the work is done, as tables write it: 60%, 60 per cent, 0.6."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from recommendations.importing.mapping.fields import WORDS_KEPT

PERCENT = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s?(?:%|٪|per ?cent|pour cent|por ciento|процент(?:ов|а)?|في المائة)?", re.IGNORECASE
)
ALL = 100


@lru_cache(maxsize=WORDS_KEPT)
def percent(cell: str, *, of_one: bool = False) -> int | None:
    """The percentage that a cell gives, None for what is none; `of_one` where the column counts from 0 to 1."""
    text = unicodedata.normalize("NFKC", cell).strip()
    match = PERCENT.fullmatch("".join(str(unicodedata.digit(sign, sign)) for sign in text))
    if match is None:
        return None
    number = float(match[1].replace(",", "."))
    found = round(number * ALL if of_one and match[0] == match[1] else number)
    return found if found <= ALL else None


def counts_to_one(cells: Iterable[str]) -> bool:
    """Whether a column holds shares of one rather than percentages: nothing in it is above 1, and something below."""
    numbers = [match[1] for cell in cells if (match := PERCENT.fullmatch(cell.strip())) and match[0] == match[1]]
    return any(re.match(r"0[.,]", number) for number in numbers) and all(
        float(number.replace(",", ".")) <= 1 for number in numbers
    )
