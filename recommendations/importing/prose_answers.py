"""Positions taken without a label, in a sentence behind what is answered: "The Government accepts this
recommendation."."""

import re
from collections.abc import Sequence

from recommendations.importing.evidence import MOSTLY
from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbered_text import NumberedText, sentences
from recommendations.importing.operative import find_operative
from recommendations.importing.phrases import PHRASES
from recommendations.importing.positions import taken_on_it

PLACE = re.compile(r"\s*\(\d{1,3}(?:\.\d{1,3})*\)\s")  # "(13.6)": where in the report that is answered it stands
FEWEST = 2


def taken_in_prose(paragraph: NumberedText, lexicon: Lexicon, *, own: bool) -> str:
    """The position that the first sentence behind a recommendation, or in its `own` text, takes on it; else ""."""
    texts = [paragraph.whole_text()] if own else []
    text = PLACE.sub(". ", "\n".join([*texts, *paragraph.behind]))
    said = (one for one in sentences(text) if find_operative(one, lexicon) is None)
    return next(filter(None, (taken_on_it(one, PHRASES[lexicon.language]) for one in said)), "")


def answers_in_prose(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> bool:
    """Whether behind most titled recommendations of a report such a sentence stands: one alone speaks of all."""
    titled = [one for one in paragraphs if one.titled]
    taken = sum(taken_in_prose(one, lexicon, own=False) != "" for one in titled)
    return taken >= FEWEST and taken * 2 > len(titled)


def answered_by_number(paragraphs: Sequence[NumberedText], lexicon: Lexicon) -> dict[str, str]:
    """paragraph -> position, where most paragraphs of a report of answers take one on "the recommendation": they have
    the numbers of those that they answer."""
    if not all(one.number.isdecimal() and not one.titled and not one.ref for one in paragraphs):
        return {}
    said = {one.number: taken_in_prose(one, lexicon, own=True) for one in paragraphs}
    taken = {number: position for number, position in said.items() if position}
    return taken if len(taken) > FEWEST and len(taken) >= len(said) * MOSTLY else {}
