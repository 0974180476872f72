"""What seems to be asked outside the recommendations that were read: no rule found it, so a person has to look."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from recommendations.importing.parsed import Aside, ParseWarning
from recommendations.importing.recommending.chapeau import tells_own
from recommendations.importing.recommending.doubts import warning
from recommendations.importing.signs.prose import Joiner
from recommendations.importing.structure.evidence import obliges, plainly_asks
from recommendations.importing.structure.numbered_text import sentences
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import find_operative
from recommendations.importing.words.phrases import PHRASES

Placed = Sequence[tuple[int, str]]  # lines of one text by their numbers
UNREAD = frozenset({"annex", "table", "text without a paragraph number"})  # the rest is known to be said elsewhere
# Paragraphs, or sentences of what was not read. In reports that were read completely somebody plainly asks, quoted or
# summed up, in two at most.
FEWEST_PLAIN = 3
FEWEST = 8  # with those in which somebody is obliged, or that tell what was recommended


def asked_elsewhere(
    texts: Iterable[Placed],
    unread: Sequence[Aside],
    lexicon: Lexicon,
    joiner: Joiner,
    *,
    answers: bool,
    openers: Sequence[int],
) -> Iterator[ParseWarning]:
    """Warns of sentences that ask where nothing was read: in the `texts` of paragraphs without a recommendation, and
    in what is listed as not read. A report that `answers` older ones speaks of what these oblige somebody to. `openers`
    are the lines of sentences that announce recommendations where none was read: one is enough."""
    lines: list[int] = []
    plain: set[int] = set()
    places: set[int] = set()
    openers = () if answers else openers
    whole = [(text[0][0], text) for text in texts if text]
    for place, text in (*whole, *((0, run) for run in _runs(unread))):
        for line, sentence in _sentences_at(text, joiner):
            asked = find_operative(sentence, lexicon)
            asks = asked is not None and plainly_asks(asked, sentence, lexicon)
            obliged = asked is not None and asked.known and _obliges_somebody(sentence, lexicon)
            if asks or (not answers and (obliged or tells_own(sentence, lexicon))):
                lines.append(line)
                places.add(place or line)
                plain |= {place or line} if asks else set()
    lines += [line for line in openers if line not in lines]
    if openers or len(plain) >= FEWEST_PLAIN or len(places) >= FEWEST:
        yield warning(
            "asked_elsewhere",
            "%(count)s sentences outside the recommendations read seem to ask for something: lines %(lines)s.",
            count=len(lines),
            lines=", ".join(map(str, sorted(set(lines)))),
        )


def _runs(unread: Sequence[Aside]) -> Iterator[Placed]:
    """Lines in a row that were not read for one reason, as one text."""
    run: list[tuple[int, str]] = []
    why = ""
    for aside in sorted(unread, key=lambda aside: aside.line):
        if run and (aside.why != why or aside.line > run[-1][0] + 1):
            yield run
            run = []
        why = aside.why
        if why in UNREAD:
            run.append((aside.line, aside.text))
    yield run


def _sentences_at(lines: Placed, joiner: Joiner) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with the line it begins on: joining takes out blanks and strokes, and no letter."""
    ends = list(accumulate(_letters(text) for _line, text in lines))
    before = 0
    for sentence in sentences(joiner.join([text for _line, text in lines])):
        place = min(bisect_right(ends, before), len(lines) - 1)
        yield lines[place][0], sentence
        before += _letters(sentence)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _obliges_somebody(sentence: str, lexicon: Lexicon) -> bool:
    return obliges(sentence, lexicon) and PHRASES[lexicon.language].past.search(sentence) is None
