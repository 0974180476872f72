"""What stands quoted in the text of a report: older recommendations and what is said of them, or the article that a
new one is about."""

import re
from collections.abc import Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.blocks import Block
from recommendations.importing.structure.evidence import TOLD_BY_PLACE
from recommendations.importing.structure.titles import title_at
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative
from recommendations.importing.words.phrases import Phrases

# "Artículo 7: Los Estados Partes convienen en …": what is asked stands behind it.
ARTICLE = re.compile(
    r"(?:articles?|art(?:ículo|\.)|principles?|principio|principe|rule|regla|règle|стать[яи]|принцип|правило)\s+"
    r"\d{1,3}[^.:]{0,40}?\s?[:.–—]|(?:ال)?(?:مادة|مبدأ|قاعدة)\s+\d{1,3}[^:]{0,40}?:|第[\d一二三四五六七八九十]{1,4}条\s?[：:]",
    re.IGNORECASE,
)
MOST_QUOTED = 40  # blocks
QUOTED = frozenset({"item", "loose"})  # what an article consists of, behind its first words
# "Status: Open", or with the label and what is said in columns of their own: "Status   Open".
ROW = re.compile(r"(?P<label>[^\W\d_][\w’'/()-]*(?:[ \u00a0][\w’'/()-]+){0,4})(?:\s?[:：]\s*|\s{2,})\S.{0,70}")
FEWEST_ROWS = 2


def quotes_with_status(lines: Sequence[BodyLine], phrases: Phrases) -> bool:
    """Whether the first of some lines begins with the paragraph of another report, and a status stands below it."""
    if phrases.quoted.match(lines[0].text) is None:
        return False
    return any(phrases.done.match(line.text) and not is_complete(line.text) for line in lines[1:])


def says_once_more(text: str, phrases: Phrases) -> bool:
    """Whether a line begins an older recommendation, "Recommendation 4: …", out of any sequence, or tells of one by its
    place, "In paragraph 46 the Board recommended …"."""
    titled = ":" in text.replace("：", ":") and title_at(0, text, phrases, set_off=False) is not None
    return titled or TOLD_BY_PLACE.match(text) is not None


def asks_behind_article(blocks: list[Block], line: BodyLine, layout: Layout, lexicon: Lexicon) -> bool:
    """Whether a line set apart says what is recommended, behind a titled recommendation that so far only quotes an
    article or several, with or without its list. It then takes the place of what is quoted, which belongs to nothing.
    """
    if not layout.parted(line):
        return False
    lowest = max(0, len(blocks) - MOST_QUOTED)
    place = next((at for at in range(len(blocks) - 1, lowest - 1, -1) if blocks[at].kind not in QUOTED), None)
    if place is None or blocks[place].kind != "titled":
        return False
    title = blocks[place]
    if ARTICLE.match(next((text for _line, text in title.lines if text), "")) is None:
        return False
    asked = find_operative(" ".join(line.text.split()), lexicon)
    if asked is None or asked.verb == "should":
        return False
    items = [
        (at, at.text if not number else text)
        for block in blocks[place + 1 :]
        for number, (at, text) in enumerate(block.lines)
    ]
    blocks[place:] = [Block("quoted", [*title.lines, *items]), title]
    title.lines = [(title.lines[0][0], ""), (line, line.text)]
    return True


def status_rows(lines: Sequence[BodyLine], phrases: Phrases) -> tuple[int, int]:
    """The first and behind the last of lines that say of a recommendation who does it, how far that is and by when,
    one a line with its label: "Status: Under implementation"; (0, 0) where none is a status."""
    labels = {place: row["label"] for place, line in enumerate(lines) if (row := ROW.fullmatch(line.text))}
    if len(labels) < FEWEST_ROWS or not any(phrases.done.fullmatch(label) for label in labels.values()):
        return 0, 0
    return min(labels), max(labels) + 1
