"""Recommendations that a commission tells with the day on which it made them: "On 30 June 2014 the Commission
recommended that the operator …", what was answered to each in the paragraphs behind."""

import re
from collections.abc import Sequence

from recommendations.importing.recommending.chapeau import recommends, tells_own
from recommendations.importing.recommending.headings_above import HeadingsAbove
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.asking import ON_A_DAY
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES


def told_by_day(paragraphs: Sequence[NumberedText], above: HeadingsAbove, lexicon: Lexicon) -> set[str]:
    """The numbers of the paragraphs under a heading of recommendations that tell so; none where others there recommend
    now, as then these are what was recommended before."""
    day = ON_A_DAY.get(lexicon.language)
    under = [one for one in paragraphs if not one.titled and above.kind(one.path) == "recommendations"] if day else []
    told = {one.number for one in under if day and _tells(one.text, day.match(one.text), lexicon)}
    if told and any(_recommends_now(one.text, lexicon) for one in under if one.number not in told):
        return set()
    return told


def _tells(text: str, day: re.Match[str] | None, lexicon: Lexicon) -> bool:
    return day is not None and tells_own(text[day.end() :], lexicon)


def _recommends_now(text: str, lexicon: Lexicon) -> bool:
    return any(recommends(sentence, lexicon, PHRASES[lexicon.language]) for sentence in sentences(text))
