"""Where the title page ends and the headings above the first paragraph begin."""

from collections.abc import Sequence

from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.heading_kinds import heading_kind, is_capital_heading
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import Phrases

MOST_UNNUMBERED = 2  # headings right above the first paragraph
FEW_WORDS = 4  # of "Conclusions and recommendations"; a title has more


def front_headings(front: Sequence[BodyLine], lexicon: Lexicon, phrases: Phrases, *, extract: bool) -> int:
    """The index from which the lines before the first paragraph are its headings; in an extract, which does not begin
    with the first paragraph, with whatever numeral."""
    styled = [index for index, line in enumerate(front) if line.role == "heading"]
    if styled and (len(styled) > 1 or section_numeral(front[styled[0]].text) or styled[0] > 0):
        # The first of several headings of a document is its title, unless it is one of many of its rank.
        ranks = [front[index].level for index in styled]
        is_title = len(styled) > 1 and ranks[0] is not None and ranks.count(ranks[0]) == 1
        return styled[1] if is_title else styled[0]
    start = len(front)
    tops: list[tuple[int, str]] = []
    while start > 0 and (front[start - 1].role == "heading" or not is_complete(front[start - 1].text)):
        start -= 1
        numeral = section_numeral(front[start].text)
        if numeral is not None:
            tops += [(start, family) for family, ordinal in numeral.readings if ordinal == 1 or extract]
    if tops:
        # A table of contents may stand right above: of several first numerals of the top kind the last one counts.
        top = tops[-1][1]
        return next(index for index, family in tops if family == top)
    if front and is_capital_heading(front[-1].text, lexicon, phrases):
        return len(front) - 1
    if start > 0:  # what follows the last whole sentence of a summary
        return start
    for index in range(max(1, len(front) - MOST_UNNUMBERED), len(front)):
        text = front[index].text
        entry = text[-1].isdigit()  # of a table of contents, with its page
        known = not entry and len(text.split()) <= FEW_WORDS and heading_kind(text, lexicon, phrases)
        if known or (index == len(front) - 1 and lexicon.opening_heading.fullmatch(text)):
            return index
    return len(front)
