"""Days as tables write them: by the standard, by the locale, in words, as months, quarters or serial numbers."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from recommendations.importing.mapping.fields import WORDS_KEPT
from recommendations.importing.numerals import CJK_DIGITS, roman_value

EARLIEST, LATEST = date(1945, 1, 1), date(2199, 12, 31)
EXCEL_ZERO = date(1899, 12, 30)  # day 0 of the serial numbers of Excel
# Stems of the months, January first, in each language; the whole words begin with them.
MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ("janv", "févr|fevr", "mars", "avr", "mai", "juin", "juil", "août|aout", "sept", "oct", "nov", "déc|dec"),
    ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep|set", "oct", "nov", "dic"),
    ("янв", "фев", "мар", "апр", "мая|май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    (
        "كانون الثاني|يناير", "شباط|فبراير", "آذار|مارس", "نيسان|أبريل|ابريل", "أيار|مايو", "حزيران|يونيه|يونيو",
        "تموز|يوليه|يوليو", "آب|أغسطس|اغسطس", "أيلول|سبتمبر", "تشرين الأول|أكتوبر|اكتوبر", "تشرين الثاني|نوفمبر",
        "كانون الأول|ديسمبر",
    ),
)  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
CHINESE = re.compile(r"(\d{4})\s?年\s?(?:(\d{1,2})\s?月)?\s?(?:(\d{1,2})\s?日)?(?:底|末)?")
SERIAL = re.compile(r"[34567]\d{4}")  # 1982 to 2119
YEAR = re.compile(r"(?:end of |fin |finales de |конец )?((?:19|20)\d{2})(?: ?г\.?| ?г(?:од|ода))?")
IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|º)?[ .\-]+(?:de |of )?)?([^\W\d_][^\d]*?)[., \-]+(?:de |of |del )?"
    r"(\d{4})(?: ?г\.?)?"
)
MONTH_THEN_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
QUARTERS = re.compile(
    r"(?:(?P<year>\d{4})\s?年?[-/, ]*)?(?:"
    r"(?:q|t|кв\.?\s?)\s?(?P<number>[1-4])|"
    r"(?P<before>[1-4]|i{1,3}|iv)(?:st|nd|rd|th|er|e|ème|º|-й)? ?(?:q|t|кв\.?|quarter|trimestre|квартал)|"
    r"第?(?P<chinese>[一二三四1-4])季度?|"
    r"(?:ال)?ربع (?P<arabic>الأول|الثاني|الثالث|الرابع)|"
    r"(?P<word>first|second|third|fourth|premier|deuxième|troisième|quatrième|primer|segundo|tercer|cuarto) "
    r"(?:quarter|trimestre))"
    r"(?:(?: of| de| del| г\.?)?[-/, ]*(?P<after>\d{4})(?: ?г\.?| ?года)?)?",
)
QUARTER_WORDS = {
    word: number
    for number, words in enumerate(
        ("first premier primer الأول", "second deuxième segundo الثاني", "third troisième tercer الثالث",
         "fourth quatrième cuarto الرابع"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """A day, and how it was meant: a month or a quarter stands for its last day; `as_given` is "2027-Q2", "2027-06"."""

    on: date
    as_given: str


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether a column writes 31/12/2027 (True) or 12/31/2027 (False); None where nothing in it tells."""
    orders = set()
    for cell in cells:
        match = NUMERIC.fullmatch(_digits(cell).strip())
        if match:
            first, second = int(match[1]), int(match[2])
            orders |= {True} if first > 12 >= second else {False} if second > 12 >= first else set()
    return orders.pop() if len(orders) == 1 else None


@lru_cache(maxsize=WORDS_KEPT)
def day(cell: str, *, days_first: bool = True) -> Day | None:
    """The day a cell names; None for what is no day between 1945 and 2199."""
    text = _digits(cell).strip().casefold()
    try:
        found = _day(text, days_first=days_first)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and EARLIEST <= found.on <= LATEST else None


def _digits(cell: str) -> str:
    """With ASCII digits and one blank, whatever digits and blanks are used."""
    text = unicodedata.normalize("NFKC", cell)
    return re.sub(r"\s+", " ", "".join(str(unicodedata.digit(sign, sign)) for sign in text))


def _day(text: str, *, days_first: bool) -> Day | None:
    if match := ISO.fullmatch(text):
        return _whole(int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        is_day_first = first > 12 or (days_first and second <= 12)
        return _whole(year, second, first) if is_day_first else _whole(year, first, second)
    if match := MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := MONTH_FIRST.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if match := CHINESE.fullmatch(text):
        year, month, number = int(match[1]), int(match[2] or 12), match[3]
        return _whole(year, month, int(number)) if number else _month(year, month) if match[2] else _whole(year, 12, 31)
    if match := YEAR.fullmatch(text):
        return _whole(int(match[1]), 12, 31)
    if SERIAL.fullmatch(text):
        on = EXCEL_ZERO + timedelta(days=int(text))
        return Day(on, on.isoformat())
    return _quarter(text) or _in_words(text)


def _in_words(text: str) -> Day | None:
    if match := MONTH_THEN_DAY.fullmatch(text):
        month = _month_named(match[1])
        return _whole(int(match[3]), month, int(match[2])) if month else None
    match = IN_WORDS.fullmatch(text)
    month = _month_named(match[2]) if match else None
    if match is None or month is None:
        return None
    return _whole(int(match[3]), month, int(match[1])) if match[1] else _month(int(match[3]), month)


@lru_cache(maxsize=WORDS_KEPT)
def _month_named(word: str) -> int | None:
    # The names in use in the Arabic documents are double: "كانون الثاني/يناير".
    word = word.strip(" .").split("/")[0]
    for stems in MONTHS:
        for number, stem in enumerate(stems, start=1):
            if any(word.startswith(one) for one in stem.split("|")):
                return number
    return None


def _quarter(text: str) -> Day | None:
    match = QUARTERS.fullmatch(text)
    if match is None or not (match["year"] or match["after"]):
        return None
    year = int(match["year"] or match["after"])
    sign = next(match[name] for name in ("number", "before", "chinese", "arabic", "word") if match[name])
    if sign in CJK_DIGITS:
        number = CJK_DIGITS.index(sign) + 1
    else:
        number = QUARTER_WORDS.get(sign) or (int(sign) if sign.isdigit() else roman_value(sign) or 0)
    last = number * 3
    return (
        Day(date(year, last, calendar.monthrange(year, last)[1]), f"{year}-Q{number}")
        if number in range(1, 5)
        else None
    )


def _whole(year: int, month: int, number: int) -> Day:
    on = date(year, month, number)
    return Day(on, on.isoformat())


def _month(year: int, month: int) -> Day:
    return Day(date(year, month, calendar.monthrange(year, month)[1]), f"{year}-{month:02}")


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
