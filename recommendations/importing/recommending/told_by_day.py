"""Recommendations that their author tells in the past: a commission with the day on which it made them, "On 30 June
2014 the Commission recommended that the operator …", an auditor below each finding, "We recommended that the officers
…", what was answered to each in the paragraphs behind."""

import re
from collections.abc import Sequence
from itertools import pairwise

from recommendations.importing.recommending.chapeau import recommends, tells_own
from recommendations.importing.recommending.headings_above import HeadingsAbove
from recommendations.importing.structure.numbered_text import NumberedText, sentences
from recommendations.importing.words.asking import FIRST_PERSON_PAST, ON_A_DAY
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.phrases import PHRASES

FEWEST_TOLD = 3  # findings with what was recommended below them


def told_by_day(paragraphs: Sequence[NumberedText], above: HeadingsAbove, lexicon: Lexicon) -> set[str]:
    """The numbers of the paragraphs under a heading of recommendations that tell so; none where others there recommend
    now, as then these are what was recommended before."""
    day = ON_A_DAY.get(lexicon.language)
    under = [one for one in paragraphs if not one.titled and above.kind(one.path) == "recommendations"] if day else []
    told = {one.number for one in under if day and _tells(one.text, day.match(one.text), lexicon)}
    if told and any(_recommends_now(one.text, lexicon) for one in under if one.number not in told):
        return set()
    return told


def told_of_findings(paragraphs: Sequence[NumberedText], above: HeadingsAbove, lexicon: Lexicon) -> set[str]:
    """The numbers of the paragraphs in which an auditor tells so in the first person, with a finding above each; none
    where anything is recommended now, or such paragraphs stand below one another."""
    said = FIRST_PERSON_PAST.get(lexicon.language)
    places = [
        at
        for at, one in enumerate(paragraphs)
        if said and not one.titled and said.match(one.text) and not above.are_older(one.path)
    ]
    if len(places) < FEWEST_TOLD or any(other == one + 1 for one, other in pairwise(places)):
        return set()
    past = PHRASES[lexicon.language].past
    if any(_recommends_now(one.text, lexicon) or one.titled for one in paragraphs):
        return set()
    return {paragraphs[at].number for at in places if past.search(paragraphs[at].text) is None}


def _tells(text: str, day: re.Match[str] | None, lexicon: Lexicon) -> bool:
    return day is not None and tells_own(text[day.end() :], lexicon)


def _recommends_now(text: str, lexicon: Lexicon) -> bool:
    return any(recommends(sentence, lexicon, PHRASES[lexicon.language]) for sentence in sentences(text))
