"""What stands on the pages of a corrigendum besides its text, and what only seems to."""

import re
from bisect import bisect
from collections.abc import Callable
from dataclasses import replace

from recommendations.importing.pages.furniture import PAGE_WORD, SYMBOL
from recommendations.importing.pages.pages import BodyLine, Pages
from recommendations.importing.readers.base import Source

CORRIGENDUM = re.compile(r"/Corr\.\d+", re.IGNORECASE)
# What old print puts where a page ends and the next begins: "/...", "A/70/500/Corr.1 English Page 2", "88-31846 (E) /".
TURNED = re.compile(r"/?\s?(?:\.{2,3}|…)|\d{2}-\d{5}\b.{0,30}")
HEADED = re.compile(
    r"(?:English|French|Spanish|Russian|Chinese|Arabic|français|español|русский|[中漢汉]文|عربي|العربية|"
    r"page|página|страница|стр\.|[第頁页]|الصفحة|صفحة|[\s\d(),:])*",
    re.IGNORECASE,
)


def without_breaks(pages: Pages) -> Pages:
    """The pages with the lines of old print where one ends and the next begins among the furniture."""
    breaks: list[BodyLine] = []
    run: list[BodyLine] = []
    for line in [*pages.body, None]:
        if line is not None and _may_be_break(line.text):
            run.append(line)
            continue
        if run and run[0] is not pages.body[0] and any(HEADED.fullmatch(one.text) is None for one in run):
            breaks += run
        run = []
    numbers = {line.number for line in breaks}
    return replace(
        pages,
        body=[line for line in pages.body if line.number not in numbers],
        furniture=[*pages.furniture, *((line.number, line.text, "page") for line in breaks)],
    )


def with_page_places(pages: Pages, is_place: Callable[[str], bool]) -> Pages:
    """The pages with "Page 31" on a line of its own, above a line that names a place, in the text again."""
    aside = {number for number, _text, _why in pages.furniture}
    behind = {line.number: line for line in pages.body}
    numbers = sorted(behind)
    places: list[BodyLine] = []
    for number, text, _why in pages.furniture:
        at = bisect(numbers, number)
        is_alone = not any(number + away in aside for away in (-2, -1, 1, 2))
        if PAGE_WORD.fullmatch(text) and is_alone and at < len(numbers) and is_place(behind[numbers[at]].text):
            places.append(BodyLine(number, text, behind[numbers[at]].page, None, gap=1, indented=False))
            behind[numbers[at]] = replace(behind[numbers[at]], gap=max(1, behind[numbers[at]].gap))
    moved = {line.number for line in places}
    body = sorted([*behind.values(), *places], key=lambda line: line.number)
    return replace(pages, body=body, furniture=[one for one in pages.furniture if one[0] not in moved])


def _may_be_break(text: str) -> bool:
    symbol = SYMBOL.match(text)
    behind = text[symbol.end() :] if symbol and CORRIGENDUM.search(symbol[0]) else text
    return TURNED.fullmatch(text) is not None or HEADED.fullmatch(behind) is not None


def with_numbered_texts(source: Source, pages: Pages) -> Pages:
    """The pages with what only its number makes look like a note, as "3 bis. …" at the end, in the text again.

    A note of the corrigendum's own stands below a rule, has an asterisk, or is one by the format.
    """
    lines = {line.number: line for line in source.lines}
    rules = [number for number, _text, why in pages.furniture if why == "rule"]
    numbers = [line.number for line in pages.body]
    notes = []
    body = [*pages.body]
    for note in pages.notes:
        first = note.lines[0][0]
        above = max((number for number in numbers if number < first), default=0)
        if note.hung or set(note.mark) <= {"*"} or any(above < rule < first for rule in rules):
            notes.append(note)
            continue
        for line in (lines[number] for number in dict.fromkeys(number for number, _text in note.lines)):
            gap = int(line.number == first)
            body.append(BodyLine(line.number, line.text.strip(), line.page, line.style, gap=gap, indented=False))
    return replace(pages, body=sorted(body, key=lambda line: line.number), notes=notes)
