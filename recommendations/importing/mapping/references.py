"""References as tables write them -> as reports are referred to: "81（o） ㈢" becomes 81(o)(iii)."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator

from recommendations.importing.parsed import TITLED
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.numerals import chinese_value, letter, roman_numeral
from recommendations.importing.words.phrases import PHRASES

TITLES = "|".join(phrases.title.pattern for phrases in PHRASES.values())
WITH_TITLE = re.compile(
    rf"(?:rec(?:omm?)?\.?(?:\s*(?:no\.?|n[°ºo]\.?|#))?|{TITLES})\s*(?P<number>\d{{1,4}}.*)", re.IGNORECASE
)
PARAGRAPH = re.compile(
    r"(?:paras?(?:graphs?)?\.?|párr(?:afo)?\.?|par(?:agraphe)?\.?|пункт|п\.|الفقرة|第|§)\s*(?=\d)", re.IGNORECASE
)
SIGN_IN_BRACKETS = re.compile(r"\(\s*([^()]{1,12}?)\s*\)")
HALF_BRACKETED = re.compile(
    r"(?<=[\d)])\s*([^\W\d_]{1,5})\)"
)  # "81 a) i)", as French, Spanish and Russian editions print
ENCLOSED = re.compile("[㈠-㈩①-⑳⑴-⒇⒜-⒵]")
STEPS = re.compile(r"^(?:[^\W\d_]+ )?\d+[A-Za-z]?(?:\[\d+\])?|\.\d+|\([^()]+\)|-\d+")
NUMBERED = re.compile(r"\(?(\d+)\)")  # "1)" where a list counts so
LONGEST_WITH_REPORT = 120  # signs of a reference that names its report
OF_REPORT = re.compile(
    r"(?P<symbol>(?=\S*\d)[A-Z]{1,8}(?:/[\w.\-]+)+(?: \(Vol\. ?\w+\))?)[,;: ]+(?:\([^()]*\)[,;: ]*)?"
    r"(?:chap\w*\.?|ch\.|глав\w+|гл\.|cap\w*\.?|الفصل|第\w{1,3}章)?"
    r"[^,;()\d]{0,12}[,;: ]*(?:paras?(?:graphs?)?\.?|párrs?\.?|párrafo|par\.|paragraphe|пункты?|пп?\.|الفقرة|第|¶|§)\s*"
    r"(?P<reference>\d.*)",
    re.IGNORECASE,
)
# What stands before the text in a cell that has both: "Recommendation 1. …", "14. …", "16. a) …", "118.23 …".
_TITLED = (
    rf"(?:rec(?:omm?)?\.?(?:\s*(?:no\.?|n[°ºo]\.?|#))?|{TITLES})\s*\d{{1,4}}(?:[.\-]\d{{1,4}})*|"
    r"建[议議][一二三四五六七八九十]{1,3}"
)
_CODE = (
    r"[A-Z]{0,3}[-.]?(?:\d{1,4}(?:[.\-]\d{1,4})+(?=[\s.:：)）、–—-])|\d{1,4}(?=\s?[.:：)）、–—-]))|[(（]\w{1,3}[)）]"
)
LEADING = re.compile(
    rf"(?P<reference>(?:{_TITLED}|{_CODE})(?:\.?\s?[(（]?[a-z]{{1,4}}[)）])*)"
    r"\s?[.:：)）、–—-]{0,2}\s*(?P<text>[^\d\s].*)",
    re.IGNORECASE | re.DOTALL,
)
POINT_BEFORE_LETTER = re.compile(r"(?<=\d)\.\s*(?=[(（]?[a-z]{1,4}[)）])", re.IGNORECASE)
CHINESE_PARTS = re.compile(r"([一二三四五六七八九十]{1,3})(?=\()")
CHINESE = re.compile(r"(?:建议|建議)\s*(?P<number>[一二三四五六七八九十]{1,3})")
WORD = re.compile(r"(?:^|\s)[^\W\d_]{4,}(?=[\s,;:]|$)|[\u4e00-\u9fff]{3,}")
YEAR_MONTH_NUMBER = re.compile(r"\d{4}-\d{2}-\d")
AS_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")


def normal_reference(cell: str) -> str:
    """The reference that a cell gives, in ASCII where its signs have such a form, fit to be part of an address."""
    if not cell or (cell.isdecimal() and cell.isascii()):
        return cell
    text = ENCLOSED.sub(lambda match: f"({_sign(match[0])})", cell)
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    text = " ".join(text.split()).rstrip(".:;,،、。")
    text = PARAGRAPH.sub("", text, count=1)
    if (match := WITH_TITLE.fullmatch(text)) is not None:
        text = f"Recommendation {match['number']}"
    if (match := CHINESE.fullmatch(text)) is not None and (number := chinese_value(match["number"])):
        text = f"Recommendation {number}"
    text = NUMBERED.sub(r"\1", text) if NUMBERED.fullmatch(text) else text
    text = HALF_BRACKETED.sub(r"(\1)", text)
    text = SIGN_IN_BRACKETS.sub(lambda match: f"({_sign(match[1])})", text)
    if match := CHINESE_PARTS.match(text):
        text = f"{chinese_value(match[1])}{text[match.end() :]}"
    return re.sub(r"\s+(?=\()|(?<=\))\s+", "", text).replace("/", "-")


def of_report(cell: str) -> tuple[str, str]:
    """(symbol, reference) of a cell that gives both, as "A/77/5/Add.8, chap. II, para. 34"; else "" and the cell."""
    may_be_one = "/" in cell and len(cell) <= LONGEST_WITH_REPORT
    match = OF_REPORT.fullmatch(" ".join(cell.split())) if may_be_one else None
    return (match["symbol"], match["reference"]) if match is not None else ("", cell)


def leading(cell: str) -> tuple[str, str]:
    """(reference, text) of a cell in which the text comes after its reference; "" and the cell where it has none."""
    match = LEADING.match(cell)
    return (POINT_BEFORE_LETTER.sub(" ", match["reference"]), match["text"]) if match is not None else ("", cell)


def _sign(sign: str) -> str:
    if sign.isascii() and sign.isalnum():
        return sign.lower()
    mark = list_mark(sign if ENCLOSED.match(sign) else f"({sign})")
    if mark is None or not mark.readings:
        return sign
    family, ordinal = mark.readings[0]
    return {"letter": letter, "roman": roman_numeral}.get(family, str)(ordinal)


def above(reference: str) -> Iterator[str]:
    """The references it may stand under, the nearest first: 81(o)(iii) under 81(o) and 81; 12.3 under 12."""
    ends = [match.end() for match in STEPS.finditer(reference)]
    if ends and ends[-1] == len(reference) and _is_whole(reference):
        for end in reversed(ends[:-1]):
            yield reference[:end]


def _is_whole(reference: str) -> bool:
    return STEPS.sub("", reference) == ""


def parent_of(reference: str, known: Container[str]) -> str:
    """The nearest of these references that it stands under; "" if there is none."""
    return next((candidate for candidate in above(reference) if candidate in known), "")


def counts_by_year_and_month(cells: Iterable[str]) -> bool:
    """Whether references such as 2026-04-1, 2026-04-12 are no days: no spreadsheet writes a day with one digit so."""
    return any(YEAR_MONTH_NUMBER.fullmatch(cell) for cell in cells)


def is_a_date(cell: str) -> bool:
    """Whether a spreadsheet has made a day of a reference such as 4-1."""
    return AS_DATE.fullmatch(cell) is not None


def names_a_part(cell: str) -> bool:
    """Whether a cell is the heading of a part of the list, such as "1. Governance", and no reference."""
    text = unicodedata.normalize("NFKC", cell).strip()
    return WORD.search(text) is not None and not normal_reference(text).startswith(TITLED)
