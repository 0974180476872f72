"""How well the cells of a column suit what its heading says it holds."""

import re
from collections.abc import Callable, Mapping, Sequence

from recommendations.importing.mapping import days, percents, states
from recommendations.importing.mapping.fields import LONGEST_REFERENCE
from recommendations.importing.mapping.references import counts_by_year_and_month, leading, normal_reference, of_report
from recommendations.importing.parsed import TITLED
from recommendations.importing.signs.numerals import roman_value

SHORTEST_TEXTS = 20  # signs, on average
LONGEST_NAMES = 80  # signs, on average, of people, units and themes
LONGEST_STATES = 40
NEARLY_ALL = 0.95
MOSTLY = 0.8  # of the cells that tell a column whose heading says nothing
HALF = 0.5
TWO_THIRDS = 2 / 3
FEW_DAYS = 0.3  # of the cells of a column of dates; the others may say "ongoing"
WORD = re.compile(r"[^\W\d_]{3,}")
COUNTED = re.compile(
    r"[一二三四五六七八九十]{1,3}[(（、][一二三四五六七八九十\d]{1,3}"
)  # "一（二）", its last bracket aside
DIGITS_OF_SERIAL = 5
SYMBOL = re.compile(r"(?=.*\d)[^\s]{3,60}")

FULL_STOPS = (".", "。", "؛", "！")

DATES = frozenset({"target_on", "revised_on", "response_due_on", "ended_on"})
STATES = frozenset({"response", "implementation", "position"})


class Column:
    """The cells of a column below its heading: `cells` those that are filled, `rows` how many there could be."""

    def __init__(self, cells: Sequence[str], rows: int) -> None:
        self.cells, self.rows = [cell for cell in cells if cell], rows

    @property
    def length(self) -> float:
        """Signs in a cell, on average."""
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    def share(self, of: str) -> float:
        """Of the cells, those that hold what a field holds; of all fields with days "day"."""
        if of in STATES and states.codes_of(of, self.cells):
            return 1.0
        known = KNOWN[of]
        return sum(bool(known(cell)) for cell in self.cells) / len(self.cells) if self.cells else 0.0

    def allows(self, field: str) -> bool:
        """Whether the cells may be what a heading that is not one of the usual ones hints at."""
        if not self.cells:
            return True
        if field in DATES:
            return self.share("day or year") >= FEW_DAYS
        if field == "percent_done":
            return self.share("percent") > HALF
        if field in STATES:
            return self.share(field) >= HALF or self._is_of_few_words()
        if field == "symbol":
            return all(SYMBOL.fullmatch(cell) for cell in self.cells)
        if field == "reference":
            return self.suits(field) > 0
        return field in ("text", "response_text") or self.length <= LONGEST_NAMES

    @property
    def has_titles(self) -> bool:
        """Whether the cells are words rather than signs, as titles of reports are where symbols could stand."""
        signs = sum(" " not in cell and re.search(r"[\d/]", cell) is not None for cell in self.cells)
        return signs * 2 < len(self.cells) or self.length > LONGEST_STATES

    def is_surely(self, field: str) -> bool:
        """Whether the cells alone tell what a column holds."""
        told = [cell for cell in self.cells if not states.is_bare_answer(cell)]
        return len(set(told)) > 1 and len(told) == len(self.cells) and self.share(field) >= MOSTLY

    def suits(self, field: str) -> float:
        """How well they suit a field that several headings name; 0 for those that tell nothing."""
        if not self.cells:
            return 0.0
        match field:
            case "reference":
                return self._as_references()
            case "text":
                return self.length * len(self.cells) / self.rows if self.length > SHORTEST_TEXTS else 0.0
            case "owner" | "response" | "implementation" | "position":
                return self.share(field)
            case _ if field in DATES:
                return self.share("day")
            case _:
                return 0.0

    def _is_of_few_words(self) -> bool:
        are_few = len(set(self.cells)) <= max(3, len(self.cells) // 2)
        are_numbers = sum(any(sign.isdigit() for sign in cell) for cell in self.cells) * 2 > len(self.cells)
        return are_few and self.length <= LONGEST_STATES and not are_numbers and not self.tells

    @property
    def tells(self) -> bool:
        """Whether the cells are sentences, as those that tell how the work goes on."""
        return sum(cell.endswith(FULL_STOPS) for cell in self.cells) * 2 > len(self.cells)

    def _as_references(self) -> float:
        if self.share("day") > HALF and not counts_by_year_and_month(self.cells):
            return 0.0
        short = sum(map(_is_reference, self.cells)) / self.rows
        apart = len(set(self.cells)) / len(self.cells)
        # Rows are often numbered besides; what the report itself calls a recommendation is worth more.
        return short * apart * (0.5 if self.counts else 1.0)

    @property
    def tells_apart(self) -> bool:
        """Whether nearly no cell is there twice: grades and classes are as short as references."""
        return len(set(self.cells)) >= NEARLY_ALL * len(self.cells)

    @property
    def has_references_before(self) -> bool:
        """Whether the texts begin with a reference of their own; notes below the list do not."""
        texts = set(self.cells)  # a merged cell is in several rows
        found = [reference for reference, _text in map(leading, texts) if reference]
        return len(found) >= TWO_THIRDS * len(texts) > 0 and len(set(found)) == len(found)

    @property
    def counts(self) -> bool:
        """Whether the cells only number the rows."""
        numbers = [int(cell) for cell in self.cells if cell.isdecimal()]
        return len(numbers) * 3 > len(self.cells) * 2 and numbers[:-1] == [number - 1 for number in numbers[1:]]


def _is_reference(cell: str) -> bool:
    if len(cell) > LONGEST_REFERENCE or (len(WORD.findall(cell)) > 1 and not of_report(cell)[0]):
        return False
    bare = cell.strip(" .()（）")
    if normal_reference(cell).startswith(TITLED):
        return True
    is_counted = len(bare) == 1 or roman_value(bare) is not None or COUNTED.fullmatch(bare) is not None
    return is_counted or any(sign.isdigit() for sign in cell)


def _is_day(cell: str) -> bool:
    # A bare number is a day only as one that a spreadsheet has counted.
    return (not cell.isdigit() or len(cell) == DIGITS_OF_SERIAL) and days.day(cell) is not None


def _is_percent(cell: str) -> bool:
    return percents.percent(cell) is not None


def _has_address(cell: str) -> bool:
    return "@" in cell


KNOWN: Mapping[str, Callable[[str], object]] = {
    "day": _is_day,
    "day or year": days.day,
    "percent": _is_percent,
    "percent sign": lambda cell: "%" in cell or "٪" in cell,
    "owner": _has_address,
    "response": states.response_state,
    "position": states.position_word,
    "implementation": states.implementation_state,
}
