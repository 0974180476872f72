"""What of a printed page is furniture: running headers, page numbers, symbols, rules, entries of contents."""

import re
from collections import Counter
from collections.abc import Sequence

from recommendations.importing.readers.base import Line

RULE = re.compile(r"[_＿]{5,}|[─━―—‒–-]{5,}")
SYMBOL = re.compile(r"(?=\S*\d)[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.\-]*){1,6}(?:\s?\([A-Za-z0-9 .]+\))?")
JOB_NUMBER = re.compile(
    r"(?:\d{1,3}\s+)?(?:\d{2}-\d{5}|GE\.\d{2}-\d{4,6}|V\.\d{2}-\d{4,6})(?:\s*\(\w\))?(?:\s+\d{1,3}|(?:\s+\d{6}){1,3})?(?:\s*\*\d+\*)?"
)
BAR_CODE = re.compile(r"\*\s?\d{6,8}\s?\*?|[\s\ue000-\uf8ff]+")
PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?|[ivx]{1,6}")
PAGE_OF = re.compile(r"\d{1,4}\s*/\s*(?P<last>\d{1,4})")
PAGE_WORD = re.compile(r"(?:page|página|стр\.?|第)\s*\d{1,4}(?:\s*(?:of|de|из|/)\s*\d{1,4})?\s*页?", re.IGNORECASE)
NUMBERED = re.compile(r".*?(?=\S*\d{2})\S*\d[./\-]\S*\d\)?|\S*[^\W\d]\d{4}")  # "Report 2020/3", "N.º 1.312"
MOST_HEADER_WORDS = 4
COLUMNS = re.compile(r"\s{2,}|\t")
LAST_PAGE = re.compile(r"\d{1,4}$")
MOST_WRAPPED = 4  # lines between two entries
MOST_PAGES = 60  # from one entry to the next
LEADERS = re.compile(r".*?(?:\.{4,}|…{2,}|(?:\. ){4,}|·{4,})\s*[\divxlc]{0,5}\s*")


def furniture(lines: Sequence[Line]) -> list[str]:
    """For each line why it is page furniture, "" if it is not."""
    texts = [line.text.strip() for line in lines]
    repeated = Counter(text for text in texts if SYMBOL.fullmatch(text))
    lasts = Counter(match["last"] for text in texts if (match := PAGE_OF.fullmatch(text)))
    kinds = [
        line.why or "furniture" if line.role == "furniture" else _alone(text, repeated, lasts)
        for line, text in zip(lines, texts, strict=True)
    ]
    _beside_furniture(lines, texts, kinds)
    _between_entries(texts, kinds)
    return kinds


def _between_entries(texts: Sequence[str], kinds: list[str]) -> None:
    """What stands between two entries of a table of contents whose pages rise is the beginning of the second, or an
    entry too long for its dots."""
    entry, page = -1, 0
    for index, text in enumerate(texts):
        if kinds[index] != "contents" or (match := LAST_PAGE.search(text)) is None:
            continue
        between = [at for at in range(entry + 1, index) if texts[at] and not kinds[at]]
        rises = entry >= 0 and page <= int(match[0]) <= page + MOST_PAGES
        if rises and len(between) <= MOST_WRAPPED:
            for at in between:
                kinds[at] = "contents"
        entry, page = index, int(match[0])


def _alone(text: str, repeated: Counter[str], lasts: Counter[str]) -> str:
    """Why a line is furniture whatever stands beside it."""
    if not text:
        return ""
    if RULE.fullmatch(text):
        return "rule"
    if repeated[text] > 1:
        return "symbol"
    if JOB_NUMBER.fullmatch(text) or BAR_CODE.fullmatch(text):
        return "job number"
    if (match := PAGE_OF.fullmatch(text)) is not None and lasts[match["last"]] > 1:
        return "page number"
    if PAGE_WORD.fullmatch(text) or _is_running_header(text):
        return "page number"
    return "contents" if len(text) < 300 and LEADERS.fullmatch(text) else ""


def _is_running_header(text: str) -> bool:
    """Whether a line is a symbol, job number and page number set apart by blanks, at least two of them."""
    fields = COLUMNS.split(text)
    return len(fields) > 1 and all(
        SYMBOL.fullmatch(part) or JOB_NUMBER.fullmatch(part) or PAGE_OF.fullmatch(part) or PAGE_NUMBER.fullmatch(part)
        for part in fields
    )


def _heads_page(texts: Sequence[str], index: int) -> bool:
    """Whether a line is a document's number at the top of a page, with a blank line below it."""
    below = texts[index + 1] if index + 1 < len(texts) else ""
    return not below and len(texts[index].split()) <= MOST_HEADER_WORDS and NUMBERED.fullmatch(texts[index]) is not None


def _beside_furniture(lines: Sequence[Line], texts: list[str], kinds: list[str]) -> None:
    """Bare numbers and symbols count as furniture only at a page's edge: beside a header, footer or page break."""
    filled = [index for index, text in enumerate(texts) if text]
    for place, index in enumerate(filled):
        above = filled[place - 1] if place else index
        if not kinds[index] and kinds[above] and lines[above].page != lines[index].page and _heads_page(texts, index):
            kinds[index] = "symbol"
        numbers = PAGE_NUMBER.fullmatch(texts[index]) or PAGE_OF.fullmatch(texts[index])
        if kinds[index] or not (numbers or SYMBOL.fullmatch(texts[index])):
            continue
        neighbours = [filled[other] for other in (place - 1, place + 1) if 0 <= other < len(filled)]
        is_last = place == len(filled) - 1 and any(kind == "page number" for kind in kinds)
        at_edge = is_last or any(
            kinds[other] in {"symbol", "job number", "page number"} or lines[other].page != lines[index].page
            for other in neighbours
        )
        if at_edge:
            kinds[index] = "symbol" if SYMBOL.fullmatch(texts[index]) else "page number"
