"""Days as tables write them: by the standard, by the locale, in words, as months, quarters or serial numbers."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from recommendations.importing.mapping.fields import WORDS_KEPT
from recommendations.importing.signs.numerals import CJK_DIGITS, roman_value

EARLIEST, LATEST = date(1945, 1, 1), date(2199, 12, 31)
LONGEST_GIVEN = len("2027-06-30")
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
TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[ap]m)?Z?)?"
NUMERIC = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){TIME}", re.IGNORECASE)
# Years of three digits count from 1912, as in Taiwan.
ISO = re.compile(rf"(\d{{4}}|1\d{{2}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){TIME}", re.IGNORECASE)
MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
CHINESE = re.compile(
    r"(?:中?[华華]?民[国國])?\s?(\d{4}|1\d{2})\s?年\s?(?:(\d{1,2})\s?月份?)?\s?(?:(\d{1,2})\s?[日号號])?(?:底|末)?"
)
SERIAL = re.compile(r"[34567]\d{4}")  # 1982 to 2119
YEAR = re.compile(
    r"(?:the )?(?:year |end of (?:the year )?|end |fin |finales de |fines de |конец |année |año |عام |سنة |)?"
    r"((?:19|20)\d{2})(?: ?г\.?| ?г(?:од|ода))?"
)
# Of years, or of months: it ends with the last.
SPAN = re.compile(r"((?:19|20)\d{2}) ?[-–—/] ?((?:19|20)\d{2})(?: ?(?:гг?\.?|год[ыа]|年))?")
MONTHS_OF_A_YEAR = re.compile(
    r"(?:(?P<first>[^\W\d_]{3,12})\.? ?(?:[-–—/]|to|à|a|au|по) ?(?P<last>[^\W\d_]{3,12}\.?,? (?:de |of |du )?\d{4})|"
    r"(?P<year>\d{4}) ?年 ?\d{1,2} ?月? ?(?:[-–—~至]) ?(?P<month>\d{1,2}) ?月)(?: ?г\.?| ?года)?"
)
NTH = r"(?:\.?(?:st|nd|rd|th|er|ère|re|e|ème|o|a|º)|[-.]?(?:й|е|ый|ое))?"
OF = r"(?:(?: of| de| del| du| from| من| عام| لعام| سنة| г\.?| год[ау]?)*[-/, ]*"
IN_WORDS = re.compile(
    rf"(?:(\d{{1,2}}){NTH}[ .\-]+(?:de |of |du )?)?([^\W\d_][^\d]*?)[., \-]+(?:de |of |del |du )?"
    r"(\d{4}|\d{2})(?: ?г\.?| ?года)?"
)
MONTH_THEN_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
QUARTERS = re.compile(
    r"(?:(?P<year>\d{4}|1\d{2}(?=\s?年))\s?年?[-/, ]*)?(?:"
    r"(?:q|t|кв\.?\s?)\s?(?P<number>[1-4])|"
    rf"(?P<before>[1-4]|i{{1,3}}|iv){NTH} ?(?:q|t|кв\.?|quarter|trimestre|квартал)|"
    r"第?(?P<chinese>[一二三四1-4])季度?|"
    r"(?:ال)?ربع (?P<arabic>الأول|الثاني|الثالث|الرابع|الأخير)|"
    r"(?P<word>first|second|third|fourth|last|premier|deuxième|troisième|quatrième|dernier|primer|segundo|tercer|"
    r"cuarto|último|первый|второй|третий|четвертый|последний) "
    r"(?:quarter|trimestre|квартал))"
    rf"(?:{OF}(?P<after>\d{{4}})(?: ?г\.?| ?года)?)?)?",
)
HALVES = re.compile(
    r"(?:(?P<year>\d{4}|1\d{2}(?=\s?年))\s?年?[-/, ]*)?(?:"
    r"[hs](?P<number>[12])|"
    rf"(?P<before>[12]|i{{1,2}}){NTH} ?(?:half|semester|semestre|полугодие)|"
    r"(?P<chinese>[上下])半年|"
    r"(?:ال)?نصف (?P<arabic>الأول|الثاني)|"
    r"(?P<word>first|second|premier|deuxième|primer|segundo|первое|второе) (?:half|semester|semestre|полугодие))"
    rf"(?:{OF}(?P<after>\d{{4}})(?: ?г\.?| ?года)?)?)?",
)
# "By" a day or a month is until it has ended; "before" one may leave it out, and "by" a year most of it.
BY = re.compile(
    r"(?:by(?: the)?|until|till|(?:no|not) later than|au plus tard(?: le| en)?|d['’]ici(?: à| au| le| la)?|jusqu['’]au|"
    r"a más tardar(?: el| en)?|hasta(?: el)?|не позднее|к|بحلول|حتى|في موعد أقصاه) "
)
BEFORE = re.compile(r"(?:before|avant(?: le)?|antes del?|до|قبل) ")
END_OF = re.compile(
    r"(?:(?:by |at )?(?:the )?end(?: of)?|(?:à |avant |d['’]ici )?(?:la )?fin(?: de| du)?|(?:a )?fin(?:es|ales)? de|"
    r"(?:до |к )?кон(?:ец|ца|цу)|(?:في |بحلول |قبل )?نهاية(?: عام| سنة| شهر)?) "
)
QUARTER_WORDS = {
    word: number
    for number, words in enumerate(
        ("first premier primer الأول первый первое", "second deuxième segundo الثاني второй второе",
         "third troisième tercer الثالث третий",
         "fourth last quatrième dernier cuarto último الرابع الأخير четвертый последний"),
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
        found = _until(text, days_first=days_first)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and EARLIEST <= found.on <= LATEST else None


def is_ambiguous(cell: str) -> bool:
    """Whether a cell such as 03/04/2027 may have the day first or the month; with points days come first everywhere."""
    match = NUMERIC.fullmatch(_digits(cell).strip())
    return match is not None and "." not in cell and match[1] != match[2] and max(int(match[1]), int(match[2])) <= 12


def _digits(cell: str) -> str:
    """With ASCII digits and one blank, whatever digits and blanks are used."""
    text = unicodedata.normalize("NFKC", cell)
    return re.sub(r"\s+", " ", "".join(str(unicodedata.digit(sign, sign)) for sign in text))


def _until(text: str, *, days_first: bool) -> Day | None:
    """A day, or until when: "by 31 March", "end of 2027", "2027年6月30日前"."""
    text = re.sub(r"(?<=\d) ?(?:م|г\.|года?)$", "", text)
    if match := END_OF.match(text):
        return _day(text[match.end() :], days_first=days_first)
    before = BEFORE.match(text)
    rest = text[before.end() :] if before else re.sub(r"(?:之前|以前|前)$", "", text)
    if before or rest != text:
        found = _day(rest, days_first=days_first)
        if rest.endswith(("底", "末")):
            return found  # before the end of a month is within it
        is_named = re.fullmatch(r".*\d.*\d{4}|\d{3,4}.*\d.*\d.*", rest) is not None
        return found if is_named and found is not None and len(found.as_given) == LONGEST_GIVEN else None
    if match := BY.match(text):
        rest = text[match.end() :]
        return None if YEAR.fullmatch(rest) else _day(rest, days_first=days_first)
    return _day(text, days_first=days_first)


def _day(text: str, *, days_first: bool) -> Day | None:
    if match := ISO.fullmatch(text):
        return _whole(_chinese_year(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        is_day_first = first > 12 or ((days_first or "." in text) and second <= 12)
        return _whole(year, second, first) if is_day_first else _whole(year, first, second)
    if match := MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := MONTH_FIRST.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    if match := CHINESE.fullmatch(text):
        year, month, number = _chinese_year(match[1]), int(match[2] or 12), match[3]
        return _whole(year, month, int(number)) if number else _month(year, month) if match[2] else _whole(year, 12, 31)
    if match := YEAR.fullmatch(text):
        return _whole(int(match[1]), 12, 31)
    if (match := SPAN.fullmatch(text)) and match[1] < match[2]:
        return _whole(int(match[2]), 12, 31)
    if SERIAL.fullmatch(text):
        on = EXCEL_ZERO + timedelta(days=int(text))
        return Day(on, on.isoformat())
    return _part(QUARTERS, text) or _part(HALVES, text) or _months(text) or _in_words(text)


def _months(text: str) -> Day | None:
    match = MONTHS_OF_A_YEAR.fullmatch(text)
    if match is None:
        return None
    if match["year"]:
        return _month(int(match["year"]), int(match["month"]))
    return _in_words(match["last"]) if _month_named(match["first"]) else None


def _in_words(text: str) -> Day | None:
    if match := MONTH_THEN_DAY.fullmatch(text):
        month = _month_named(match[1])
        return _whole(int(match[3]), month, int(match[2])) if month else None
    match = IN_WORDS.fullmatch(text)
    month = _month_named(match[2]) if match else None
    if match is None or month is None:
        return None
    if match[1]:
        return _whole(_year(match[3]), month, int(match[1]))
    return _month(int(match[3]), month) if len(match[3]) == 4 else None


@lru_cache(maxsize=WORDS_KEPT)
def _month_named(word: str) -> int | None:
    # The names in use in the Arabic documents are double: "كانون الثاني/يناير".
    word = word.strip(" .").split("/")[0]
    for stems in MONTHS:
        for number, stem in enumerate(stems, start=1):
            if any(word.startswith(one) for one in stem.split("|")):
                return number
    return None


def _part(parts: re.Pattern[str], text: str) -> Day | None:
    """The last day of a quarter or of half a year."""
    match = parts.fullmatch(text)
    if match is None or not (match["year"] or match["after"]):
        return None
    year = _chinese_year(match["year"] or match["after"])
    sign = next(match[name] for name in ("number", "before", "chinese", "arabic", "word") if match[name])
    number = "上下".find(sign) + 1 or CJK_DIGITS.find(sign) + 1 or QUARTER_WORDS.get(sign) or _number(sign)
    if parts is HALVES:
        return _month(year, number * 6) if number in (1, 2) else None
    last = number * 3
    return (
        Day(date(year, last, calendar.monthrange(year, last)[1]), f"{year}-Q{number}")
        if number in range(1, 5)
        else None
    )


def _number(sign: str) -> int:
    return int(sign) if sign.isdigit() else roman_value(sign) or 0


def _whole(year: int, month: int, number: int) -> Day:
    on = date(year, month, number)
    return Day(on, on.isoformat())


def _month(year: int, month: int) -> Day:
    return Day(date(year, month, calendar.monthrange(year, month)[1]), f"{year}-{month:02}")


def _chinese_year(digits: str) -> int:
    return int(digits) + (1911 if len(digits) == 3 else 0)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
