"""What was answered to recommendations, one by one or by range: "140.1–140.20 enjoy the support of …"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from recommendations.importing.parsed import Position
from recommendations.importing.structure.references import ALL, Named, named_in
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import POINTS, find_operative
from recommendations.importing.words.phrases import CHINESE, Phrases, Said, positions_said
from recommendations.importing.words.position_words import CLAUSE

# "We accept that it matters" holds something, and accepts no recommendation.
HOLDS = re.compile(r"\b\w+,?\s+(?:that|que|qu[’']|что|أن)(?=\b|\s|\w)", re.IGNORECASE)
# The end of a sentence before a number, none of "paras. 24 (a) …" or "nos. 4 …".
ENDS_BEFORE_NUMBER = re.compile(r"(?<=\w{4})(?<!paras)(?<!párrs)(?<!núms)[.!?]\s+(?=\d)")
LONGEST_CLAUSE = 120  # characters before a word that are looked at for who says it
REFUSED_AND_NOTED = frozenset({"not_accepted", "noted"})
START = attrgetter("start")
LONGEST_OBJECT = 8  # characters: "所作的解释"
SENTENCES = re.compile(r"(?<=[.;!?؟])\s+(?=[^\W\d_])|(?<=[。；！？;])|\n")


def position_word(text: str, phrases: Phrases) -> str:
    """The code of the position a text names; "" if none, or more than one."""
    codes = {said.code for said in positions_said(POINTS.sub("", text), phrases) if said.code}
    return codes.pop() if len(codes) == 1 else ""


def position_on_list(text: str, phrases: Phrases) -> str:
    """The code of the position that a text takes on the list it opens; "" if none, or more than one. What a State
    cannot accept and notes is noted."""
    codes = {said.code for said in positions_said(POINTS.sub("", text), phrases) if said.code}
    if codes == REFUSED_AND_NOTED:
        return "noted"
    return codes.pop() if len(codes) == 1 else ""


def positions_in(texts: Sequence[str], phrases: Phrases, lexicon: Lexicon) -> Iterator[Position]:
    """Every position taken on a reference in running text.

    A sentence counts where it speaks of recommendations or begins with a reference, and asks nothing itself; each
    reference takes the position of its own clause, else the one behind it where references come first, or before it.
    "Recommendation 1. The Government accepts the recommendation." takes it from the sentence behind.
    """
    for text in texts:
        before: list[str] = []
        for sentence in SENTENCES.split(POINTS.sub("", text)):
            alone = _named_alone(sentence, phrases)
            before = alone or before
            if before and not alone and (word := taken_on_it(sentence, phrases)):
                yield from (Position(ref, word) for ref in before)
                before = []
            said = list(_in_sentence(sentence, phrases))
            if said and (_named_first(phrases).match(sentence) or not _asks(sentence, lexicon)):
                yield from said


def titles_first(text: str, phrases: Phrases) -> bool:
    """Whether a text begins with recommendations by their numbers."""
    return _named_first(phrases).match(text) is not None


def takes_positions(text: str, phrases: Phrases, lexicon: Lexicon) -> bool:
    """Whether the first sentence of a text answers recommendations that it names."""
    sentence = SENTENCES.split(POINTS.sub("", text), maxsplit=1)[0]
    return any(_in_sentence(sentence, phrases)) and not _asks(sentence, lexicon)


def _asks(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence asks something: what others "should" do may be what is answered."""
    asked = find_operative(sentence, lexicon)
    return asked is not None and asked.verb != "should"


def taken_on_it(sentence: str, phrases: Phrases) -> str:
    """The position that a sentence takes on the recommendation named before it."""
    named = any(one.refs != [ALL] for one in named_in(sentence, phrases)) or phrases.past.search(sentence)
    said = HOLDS.sub("", sentence)
    return "" if named or phrases.title.search(sentence) is None else position_word(said, phrases)


def _in_sentence(sentence: str, phrases: Phrases) -> Iterator[Position]:
    spoken_of = phrases.title.search(sentence) is not None
    words = positions_said(sentence, phrases) if spoken_of or sentence[:1].isdecimal() else []
    named = named_in(sentence, phrases) if any(word.code for word in words) else []
    if not named or (not spoken_of and named[0].start > 0):
        return
    last: Said | None = None
    taken: list[tuple[Named, Said]] = []
    for one in named:
        word = None if one.excepted else _taken(one, named, words, sentence, last)
        word = None if word and _is_of_others(word, one, sentence, phrases) else word
        taken += [(one, word)] if word else []
        last = word or last
    end = max((at for pair in taken for at in (pair[0].end, pair[1].end)), default=0)
    clause_end = CLAUSE.search(sentence, end)
    if phrases.past.search(sentence, 0, clause_end.start() if clause_end else len(sentence)):
        return
    left_out = {ref for one in named if one.excepted for ref in one.refs}
    yield from (Position(ref, "") for ref in sorted(left_out))
    for one, word in taken:
        if word.code:
            yield from (Position(ref, word.code) for ref in one.refs if ref != ALL or left_out)


def _is_of_others(word: Said, one: Named, sentence: str, phrases: Phrases) -> bool:
    """Whether others than the addressee say a word, or say it of something else than the recommendations: "accepts the
    explanation on recommendation 4"."""
    begin = max(0, word.start - LONGEST_CLAUSE)
    clause = max((match.end() for match in CLAUSE.finditer(sentence, begin, word.start)), default=begin)
    if phrases.naming.others.search(sentence, clause, word.start):
        return True
    if word.end > one.start:
        return False
    # In Chinese what is accepted stands behind the recommendation that it is about.
    end = one.end + LONGEST_OBJECT if phrases is CHINESE else one.start
    return phrases.naming.objects.search(sentence, word.end, end) is not None


def _at(words: Sequence[Said], place: int) -> Said | None:
    return words[place] if 0 <= place < len(words) else None


def _taken(one: Named, named: Sequence[Named], words: Sequence[Said], sentence: str, last: Said | None) -> Said | None:
    """The word that says what was answered to recommendations named in a sentence: that of their own clause; else the
    next where references come first, or the one before. The `last` that was taken goes with no others behind it."""
    before = _at(words, bisect_left(words, one.start, key=START) - 1)
    if before and ENDS_BEFORE_NUMBER.search(sentence, before.end, one.start):
        before = None
    place = bisect_left(words, one.end, key=START)
    after = _at(words, place)
    parted_behind = after is not None and CLAUSE.search(sentence, one.end, after.start) is not None
    if after and not after.code and named[-1].start <= after.start:
        # "is still being studied, and not accepted at this stage"
        after = next((word for word in words[place:] if word.code), after)
    references_first = named[0].start < words[0].start
    if before is None or after is None:
        return after if before is None or (references_first and before is last) else before
    begin = one.start if one.word is None or one.word < before.end else one.word
    parted_before = CLAUSE.search(sentence, before.end, begin) is not None
    if parted_before != parted_behind:
        return after if parted_before else before
    return after if references_first else before


@cache
def _named_first(phrases: Phrases) -> re.Pattern[str]:
    """A sentence that begins with a recommendation by its number; "建议" alone is a verb as well."""
    return re.compile(rf"\W*(?:{phrases.title.pattern})\s*[（(]?\d", re.IGNORECASE)


def _named_alone(sentence: str, phrases: Phrases) -> list[str]:
    """The recommendations that a sentence consists of: "Recommendations 110.3 and 110.4."."""
    if not titles_first(sentence, phrases):
        return []
    named = named_in(sentence, phrases)
    rest = sentence[named[-1].end :] if named else sentence
    return [] if any(map(str.isalnum, rest)) else [ref for one in named for ref in one.refs]
