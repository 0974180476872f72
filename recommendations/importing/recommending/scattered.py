"""Recommendations all over a report, in lists under no heading of recommendations: "Recommendations to the director:",
"The Commission recommends that:". Beside several such lists what a single sentence asks is one too."""

import re
from collections.abc import Iterator
from itertools import pairwise

from recommendations.importing.recommending.chapeau import recommends
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import Operative
from recommendations.importing.words.phrases import PHRASES

FEWEST = 2  # lists
WORD = re.compile(r"[^\W\d_]+")
TO_YOU = re.compile(r"[请請希望](?:你|[贵貴])")  # as letters of inspection ask: "请你县于三十日内报送"


class Scattered:
    """The openers of such lists, and the pairs of words in them, which name those the lists are for."""

    def __init__(self, openers: list[str], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.phrases = PHRASES[lexicon.language]
        self.count = len(openers)
        self.called = {pair for opener in openers for pair in _pairs(opener)}

    def asks(self, text: str, asked: Operative) -> bool:
        """Whether a paragraph asks in its author's name, or those whom it addresses; beside several lists also as one
        sentence, which "should" only bids those that a list is for."""
        if TO_YOU.match(text) is not None:
            return asked.direct
        if self.count < FEWEST or len(sentences(text)) > 1:
            return asked.by_author and recommends(text, self.lexicon, self.phrases)
        told = self.phrases.past.search(text[asked.at :]) is not None
        return not told and (asked.verb != "should" or next(_pairs(text), None) in self.called)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each two words that follow one another, in small letters."""
    return pairwise(WORD.findall(text.lower()))
