"""Older recommendations that stand quoted in the running text of a report."""

from collections.abc import Sequence

from recommendations.importing.evidence import TOLD_BY_PLACE
from recommendations.importing.pages import BodyLine
from recommendations.importing.phrases import Phrases
from recommendations.importing.prose import is_complete
from recommendations.importing.titles import title_at


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
