"""Recommendations that carry their code at the end, or on the line below: "… (TTSB-MSR-24-07-001)", and below "… the
Board recommends that" / "the Department require …" the line "TSB Recommendation A26-01"."""

import re
from functools import cache

from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.paragraph_numbers import paragraph_number
from recommendations.importing.structure.evidence import looks_asking
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.structure.series import goes_on
from recommendations.importing.structure.start import Start
from recommendations.importing.structure.surroundings import MOST_LINES, Surroundings
from recommendations.importing.words.operative import find_operative
from recommendations.importing.words.phrases import Phrases

FEWEST = 2
CODE = r"(?=[A-Z\d/-]*\d\d)[A-Z\d]{1,8}(?:[-/][A-Z\d]{1,8}){1,7}"
IN_BRACKETS = re.compile(rf"[(（\[](?P<code>{CODE})[)）\]]\s?[.。]?$")


def coded_behind(text: Surroundings, end: int) -> tuple[list[Start], dict[int, str]]:
    """Their starts, and the lines that are but a code, where the text before ends (`Starts.breaks`)."""
    starts: list[Start] = []
    breaks: dict[int, str] = {}
    for index in range(end):
        alone = _alone(text.phrases).fullmatch(text.body[index].text)
        match = alone or IN_BRACKETS.search(text.body[index].text)
        if match is None or (starts and not goes_on(starts[-1].number, match["code"])):
            continue
        first = _first_line(text, index - 1 if alone else index, starts[-1].index + 1 if starts else 0)
        if first is None or not _asks(text, first, index):
            continue
        printed, rest = _marked(text.body[first].text)
        code = match["code"]
        starts.append(Start(first, "titled", code, printed, rest, ref=code.replace("/", "-")))
        if alone:
            breaks[index] = "signature"
    return (starts, breaks) if len(starts) >= FEWEST else ([], {})


@cache
def _alone(phrases: Phrases) -> re.Pattern[str]:
    """A line that names a recommendation by its code, and perhaps whose it is."""
    whose = r"(?:\s(?:of the|du|de la|del|de|of)\s[^\W\d_]{2,20})?"
    label = rf"(?:[A-Z]{{2,8}} )?(?i:(?:safety )?(?:{phrases.title.pattern}))\s?(?:[Nn][°ºo]\.? ?)?"
    return re.compile(rf"(?:[(（\[](?:{label})?|{label})(?P<code>{CODE}){whose}[)）\]]?\.?")


def _first_line(text: Surroundings, last: int, floor: int) -> int | None:
    """The line with which the text begins that ends with a line; None where it is too long for one."""
    for index in range(last, max(floor, last + 1 - MOST_LINES) - 1, -1):
        if text.stands_apart(index):
            return index
    return None


def _asks(text: Surroundings, first: int, last: int) -> bool:
    """Whether lines stand under a heading of recommendations, or ask something, by themselves or with what leads on to
    them without a full stop."""
    if text.headings_above[first] == "recommendations":
        return True
    said = " ".join((_marked(text.body[first].text)[1], *(line.text for line in text.body[first + 1 : last + 1])))
    above = " ".join(line.text for line in text.body[max(0, first - MOST_LINES) : first])
    opener = "".join(sentences(above)[-1:])
    asked = find_operative(f"{opener} {said}", text.lexicon)
    return looks_asking(said, text.lexicon, in_list=True) or (asked is not None and asked.verb == "recommend")


def _marked(line: str) -> tuple[str, str]:
    """The number, mark or bullet that begins a line, and the text behind it."""
    if (number := paragraph_number(line)) is not None:
        return number[1], number[2]
    if (mark := list_mark(line)) is not None:
        return mark.printed, mark.rest
    bullet = bullet_at(line)
    return (bullet.sign, bullet.rest) if bullet is not None else ("", line)
