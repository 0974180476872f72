"""How corrigenda speak in the six languages: where something is to be changed, and what.

Each language has its own module; the sources of patterns know these short forms: {words} may be named before what is
quoted ("the words"), {what} is a part of a report ("the second sentence of paragraph 3"), {new} a new paragraph.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from recommendations.importing.signs.han import worded
from recommendations.importing.words.obliging import Pattern

# What a part of a report is called has no quotation in it, and no colon.
WHAT = r"(?P<what>[^“”«»„\"「」:：]{0,120}?)"
LETTERS = re.compile("([\u0621-\u064a])(?![*+?{])")
# Vowel signs may stand behind any Arabic letter, and a stroke that lengthens it.
SIGNED = "\\1[\u0640\u064b-\u0652]*"
# Where no word of Latin or Cyrillic letters is cut in two; Arabic and Chinese join what belongs to two words.
WHOLE_WORD = r"(?:(?<![a-zà-öø-ÿœа-яё])|(?![a-zà-öø-ÿœа-яё]))"

QUOTED = r"“[^“”]*”|”[^“”]*“|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"|「[^「」]*」|『[^『』]*』|‘[^‘’]*’(?!\w)|“[^”]*”"

# Of two words or passages, what stands before the first, and between the two.
Two = tuple[Pattern, Pattern]


@dataclass(frozen=True, eq=False)
class CorrigendumWords:
    """The words of one language.

    `places` are the kinds of places with their patterns: "page", "line", "sentence", "paragraph", "item", "section",
    "heading", "title", "summary", "footnote", "recommendation", "elsewhere" (what is not kept of a report), "unknown"
    (the articles of what is no report) and "everywhere". `ordinals` are beginnings of words, -1 for the last. `swaps`
    name the old words first, `swaps_back` the new ones; so `behind` and `before` the words beside which others are put,
    their backs what is put there; `between` are the sentences in which {new} is put between {first} and {second}, all
    in quotation marks. `verbs` are beginnings of what all of them say, without one of which nothing is to be done.
    `lead` are the words of what only says that a text follows, `joins` of what joins a further thing that is to be
    done, `not_here` of what says that nothing is to be done in the edition of this language, and `several` is "the
    first two", with its groups `two` and `last`.
    """

    title: Pattern
    places: tuple[tuple[str, Pattern], ...]
    ordinals: Mapping[str, int]
    fillers: Pattern
    verbs: Pattern
    lead: Pattern
    joins: Pattern
    not_here: Pattern
    named: Pattern
    texts: tuple[Pattern, ...]
    swaps: tuple[Two, ...]
    swaps_back: tuple[Two, ...]
    behind: tuple[Two, ...]
    behind_back: tuple[Two, ...]
    before: tuple[Two, ...]
    before_back: tuple[Two, ...]
    between: tuple[Pattern, ...]
    deletes: tuple[Pattern, ...]
    inserts: tuple[Pattern, ...]
    at_end: tuple[Pattern, ...]
    renumber: Pattern
    several: Pattern
    adds: Pattern


class _Patterns:
    """Compiles the sources of patterns of one language, in which `words` may be named before what is quoted."""

    def __init__(self, words: str) -> None:
        self.words = words

    def of(self, source: str) -> Pattern:
        filled = source.replace("{words}", f"(?:{self.words})?").replace("{what}", WHAT)
        for name in ("new", "first", "second"):
            filled = filled.replace(f"{{{name}}}", f"(?:{self.words})?(?P<{name}>{QUOTED})")
        return worded(LETTERS.sub(SIGNED, filled))

    def twos(self, sources: tuple[tuple[str, str], ...]) -> tuple[Two, ...]:
        return tuple((self.of(first), self.of(f"(?:{second}){WHOLE_WORD}")) for first, second in sources)

    def each(self, sources: tuple[str, ...]) -> tuple[Pattern, ...]:
        return tuple(self.of(f"(?:{source}){WHOLE_WORD}") for source in sources)


def corrigendum_words(
    *,
    words: str,
    title: str,
    places: Mapping[str, str],
    ordinals: Mapping[str, int],
    fillers: str,
    verbs: str,
    lead: str,
    joins: str,
    not_here: str,
    texts: tuple[str, ...],
    deletes: tuple[str, ...],
    inserts: tuple[str, ...],
    at_end: tuple[str, ...],
    renumber: str,
    several: str,
    adds: str,
    swaps: tuple[tuple[str, str], ...],
    swaps_back: tuple[tuple[str, str], ...] = (),
    behind: tuple[tuple[str, str], ...] = (),
    behind_back: tuple[tuple[str, str], ...] = (),
    before: tuple[tuple[str, str], ...] = (),
    before_back: tuple[tuple[str, str], ...] = (),
    between: tuple[str, ...] = (),
) -> CorrigendumWords:
    patterns = _Patterns(words)
    return CorrigendumWords(
        title=patterns.of(title),
        places=tuple((kind, patterns.of(source)) for kind, source in places.items()),
        ordinals=ordinals,
        fillers=patterns.of(fillers),
        verbs=patterns.of(verbs),
        lead=patterns.of(lead),
        joins=patterns.of(joins),
        not_here=patterns.of(not_here),
        named=patterns.of(words),
        texts=patterns.each(texts),
        swaps=patterns.twos(swaps),
        swaps_back=patterns.twos(swaps_back),
        behind=patterns.twos(behind),
        behind_back=patterns.twos(behind_back),
        before=patterns.twos(before),
        before_back=patterns.twos(before_back),
        between=patterns.each(between),
        deletes=patterns.each(deletes),
        inserts=patterns.each(inserts),
        at_end=patterns.each(at_end),
        renumber=patterns.of(renumber),
        several=patterns.of(several),
        adds=patterns.of(adds),
    )


# "81", "29A.12", "12 bis", with "(c)(iii)", "c)" or "㈢" behind.
ITEM = r"(?:\s?[(（]\s?\w{1,5}\s?[)）]|\s?\w{1,4}\)|\s?[㈠-㈩]|\s?[‘'’]\d{1,2}[’'])"
TIMES = r"(?:[\s-]?(?:bis|ter|quater|бис|тер|مكررا?)\b|之[二三四])"
# In "2nd line" no paragraph is named.
ORDINAL_END = r"(?:st|nd|rd|th|er?|re|ère|ème|[ºª]|-?[а-я]{1,2})"
NUMBER = rf"\d{{1,4}}(?!\d|{ORDINAL_END}\s)[A-Z]?(?:\.\d{{1,3}}){{0,5}}{TIMES}?"
REFERENCE = rf"{NUMBER}{ITEM}{{0,3}}"
ALSO = r"\s?(?:,|;|،|、|,? and|,? et|,? y|,? и|و|和|及)\s?"
# The number of a paragraph that stands alone before what is to be done there: "2.9.3.2.5, third sentence".
BARE_NUMBER = re.compile(rf"\d{{1,4}}(?:\.\d{{1,3}}){{1,5}}(?![\d%]){TIMES}?{ITEM}{{0,3}}(?!\w)", re.IGNORECASE)
TO = r"(?:\s?[-–—]\s?|\s(?:to|through|à|al?|по|إلى)\s|\s?至\s?)"
REFERENCES = rf"{REFERENCE}(?:(?:{ALSO}|{TO})(?:{REFERENCE}|{ITEM}))*"
# "II", "II.A", "三", "A.1"
NUMERAL = r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.,]?\s?[A-Z]\b)?"
