"""Where the title of a recommendation ends, and how its text goes on with a line that the page sets apart."""

import re
from collections.abc import Sequence

from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.prose import announces, is_complete
from recommendations.importing.structure.blocks import Block
from recommendations.importing.structure.evidence import obliges
from recommendations.importing.words.lexicon import Lexicon

FAR = 4  # lines in which the end of a sentence is looked for
NUMBERS = re.compile(r"\d|[一二三四五六七八九十]")
ASIDE = re.compile(r"\([^()]*\)")


def goes_on_plainly(line: BodyLine, block: Block) -> bool:
    """Whether a line is a further bullet of the text, or goes on with its last, which the margin broke, or with the
    first sentence behind a label without a number, which has no title."""
    labelled = announces(block.printed) and NUMBERS.search(block.printed) is None
    if labelled and block.lines[0][1] and not any(is_complete(text) for _line, text in block.lines):
        return True
    bullet = bullet_at(line.text)
    if bullet is not None:
        return any((one := bullet_at(text)) is not None and one.sign == bullet.sign for _line, text in block.lines)
    broken = bool(block.lines) and not is_complete(block.lines[-1][1]) and line.text[0].islower()
    return broken and any(bullet_at(text) is not None for _line, text in block.lines)


def goes_on_asking(lines: Sequence[BodyLine], block: Block, lexicon: Lexicon) -> bool:
    """Whether some lines behind a titled recommendation go on to say what is to be done: "The strategy should:", "This
    should be put in place within 12 months." What tells of something, or speaks of recommendations, is a comment."""
    if block.kind != "titled" or lines[0].is_bold:
        return False
    words: list[str] = []
    for line in lines[:FAR]:
        words.append(line.text)
        if is_complete(line.text):
            break
    text = ASIDE.sub("", " ".join(words))
    return lexicon.recommendation_heading.search(text) is None and obliges(text, lexicon)


def ends_title(block: Block, line: BodyLine, layout: Layout) -> bool:
    """Whether the first line of a titled recommendation is a title, as it is short and a capital stands below; where
    the format says that its text goes on there, it is none."""
    first, text = block.lines[0]
    capital = line.text[0].isupper() or not line.text[0].islower()
    apart = line.begins is None and layout.leaves_room(first, line)
    clauses = "，" in text  # in Chinese there are no capitals, but a title has no comma
    return bool(text) and not is_complete(text) and capital and apart and not clauses
