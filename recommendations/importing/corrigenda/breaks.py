"""What old print puts between the pages of a corrigendum, in the midst of the texts it gives."""

import re
from dataclasses import replace

from recommendations.importing.pages.furniture import SYMBOL
from recommendations.importing.pages.pages import BodyLine, Pages

CORRIGENDUM = re.compile(r"/Corr\.\d+", re.IGNORECASE)
# What old print puts where a page ends and the next begins: "/...", "A/70/500/Corr.1 English Page 2", "88-31846 (E) /".
TURNED = re.compile(r"/?\s?(?:\.{2,3}|…)|\d{2}-\d{5}\b.{0,30}")
HEADED = re.compile(
    r"(?:English|French|Spanish|Russian|Chinese|Arabic|Page|Страница|página|[第頁页]|الصفحة|[\s\d(),:])*", re.IGNORECASE
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


def _may_be_break(text: str) -> bool:
    symbol = SYMBOL.match(text)
    behind = text[symbol.end() :] if symbol and CORRIGENDUM.search(symbol[0]) else text
    return TURNED.fullmatch(text) is not None or HEADED.fullmatch(behind) is not None
