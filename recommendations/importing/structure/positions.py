"""What was answered to recommendations, one by one or by range: "140.1–140.20 enjoy the support of …"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recommendations.importing.parsed import Position
from recommendations.importing.signs.numerals import letter_value
from recommendations.importing.words.lexicon import Lexicon
from recommendations.importing.words.operative import POINTS, find_operative
from recommendations.importing.words.phrases import ARABIC, Phrases

LONGEST_RANGE = 500
AMOUNT = (
    r"\s?(?:per ?cent|pour cent|por ciento|mill|bill|mil\b|млн|млрд|милли|процент|مليون|مليار|في المائة|[万亿萬億])"
)
REFERENCE = rf"\d{{1,3}}\.\d{{1,3}}(?![\d%])(?!{AMOUNT})|\d{{1,3}}\s?\([a-z]{{1,2}}\)(?:\([ivx]+\))?"
# "We accept that it matters" holds something, and accepts no recommendation.
HOLDS = re.compile(r"\b\w+,?\s+(?:that|que|qu[’']|что|أن)(?=\b|\s|\w)", re.IGNORECASE)
SENTENCES = re.compile(r"(?<=[.;!?؟])\s+(?=[^\W\d_])|(?<=[。；！？;])|\n")


def position_word(text: str, phrases: Phrases) -> str:
    """The code of the position a text names; "" if none, or more than one."""
    codes = {code for _place, code in _positions(POINTS.sub("", text), phrases)}
    return codes.pop() if len(codes) == 1 else ""


def positions_in(texts: Sequence[str], phrases: Phrases, lexicon: Lexicon) -> Iterator[Position]:
    """Every position taken on a reference in running text.

    A sentence counts where it speaks of recommendations or begins with a reference, and asks nothing itself; each
    reference takes the position that follows it where references come first, else the one before it. "Recommendation 1.
    The Government accepts the recommendation." takes it from the sentence behind.
    """
    for text in texts:
        title = ""
        for sentence in SENTENCES.split(POINTS.sub("", text)):
            alone = _title_alone(phrases).fullmatch(sentence)
            title = f"Recommendation {alone['number']}" if alone else title
            if title and not alone and (word := taken_on_it(sentence, phrases)):
                yield Position(title, word)
                title = ""
            said = list(_in_sentence(sentence, phrases))
            if said and (_named_first(phrases).match(sentence) or find_operative(sentence, lexicon) is None):
                yield from said


def taken_on_it(sentence: str, phrases: Phrases) -> str:
    """The position that a sentence takes on the recommendation named before it."""
    named = any(_references(sentence, phrases)) or phrases.past.search(sentence)
    said = HOLDS.sub("", sentence)
    return "" if named or phrases.title.search(sentence) is None else position_word(said, phrases)


def _in_sentence(sentence: str, phrases: Phrases) -> Iterator[Position]:
    words = _positions(sentence, phrases)
    if not words or phrases.past.search(sentence):
        return
    references = list(_references(sentence, phrases))
    if not references:
        return
    spoken_of = phrases.title.search(sentence) is not None
    if not spoken_of and references[0][0] > 0:
        return
    first_named = words[0][0] < references[0][0]
    for place, ref in references:
        before = [code for at, code in words if at < place]
        after = [code for at, code in words if at > place]
        code = (before[-1] if before else "") if first_named else (after[0] if after else "")
        if code:
            yield Position(ref, code)


def _positions(text: str, phrases: Phrases) -> list[tuple[int, str]]:
    codes = [code for _pattern, code in phrases.positions]
    return [
        (match.start(), codes[next(index for index, group in enumerate(match.groups()) if group is not None)])
        for match in _any_position(phrases).finditer(text)
    ]


@cache
def _named_first(phrases: Phrases) -> re.Pattern[str]:
    """A sentence that begins with a recommendation by its number; "建议" alone is a verb as well."""
    return re.compile(rf"\W*(?:{phrases.title.pattern})\s*[（(]?\d", re.IGNORECASE)


@cache
def _title_alone(phrases: Phrases) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{phrases.title.pattern})\s*(?P<number>\d{{1,3}})\s*[.:]?", re.IGNORECASE)


@cache
def _any_position(phrases: Phrases) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern.pattern})" for pattern, _code in phrases.positions), re.IGNORECASE)


@cache
def _reference_pattern(phrases: Phrases) -> re.Pattern[str]:
    link = rf"\s*(?:[-–—−]|\b(?:{phrases.through})\b|(?:{phrases.through}))\s*"
    # Arabic editions print 88-1 where the others print 88.1.
    reference = rf"\d{{1,3}}-\d{{1,3}}(?![\d%])|{REFERENCE}" if phrases is ARABIC else REFERENCE
    # The last of a range may leave out what it shares with the first: "122.62-66".
    short = r"[-–—−](?P<short>\d{1,3})(?![\d.]*\d|\s?[(%])"
    return re.compile(rf"(?<![\d.])(?P<first>{reference})(?:{link}(?P<last>{reference})|{short})?", re.IGNORECASE)


@cache
def _titled_pattern(phrases: Phrases) -> re.Pattern[str]:
    number = r"\d{1,3}(?![\d.]*\d|\s?\()"
    link = rf"\s*(?:[-–—−,،、]|\w{{1,4}}|\b(?:{phrases.through})\b)\s*"
    return re.compile(rf"(?:{phrases.title.pattern})\s*(?P<list>{number}(?:{link}{number})*)", re.IGNORECASE)


def _references(sentence: str, phrases: Phrases) -> Iterator[tuple[int, str]]:
    """(place, reference) of each reference of a sentence, ranges taken apart, in order."""
    found: list[tuple[int, str]] = []
    for match in _reference_pattern(phrases).finditer(sentence):
        first = _plain(match["first"])
        last = _with_its_major(match["short"], first) if match["short"] else _plain(match["last"] or first)
        found += [(match.start(), ref) for ref in _range(first, last)]
    for match in _titled_pattern(phrases).finditer(sentence):
        start = match.start("list")
        for part in re.finditer(
            rf"(\d{{1,3}})(?:\s*(?:[-–—−]|\b(?:{phrases.through})\b|(?:{phrases.through}))\s*(\d{{1,3}}))?",
            match["list"],
        ):
            first_number, last_number = int(part[1]), int(part[2] or part[1])
            numbers = range(first_number, last_number + 1) if last_number - first_number < LONGEST_RANGE else ()
            found += [(start + part.start(), f"Recommendation {number}") for number in numbers]
    yield from sorted(found, key=lambda entry: entry[0])


def _plain(ref: str) -> str:
    return ref.replace(" ", "").replace("-", ".").lower()


def _with_its_major(number: str, first: str) -> str:
    """The end of a range from what is printed of it: 122.66 from "66" behind 122.62; the beginning where it is none."""
    major, point, minor = first.partition(".")
    return f"{major}.{number}" if point and int(number) > int(minor) else first


def _range(first: str, last: str) -> list[str]:
    """From 140.1 to 140.20, or from 81(a) to 81(d); the two ends alone where they make no range."""
    if first == last:
        return [first]
    major, _, minor = first.partition(".")
    other, _, end = last.partition(".")
    if minor and major == other and int(minor) < int(end) <= int(minor) + LONGEST_RANGE:
        return [f"{major}.{number}" for number in range(int(minor), int(end) + 1)]
    head, _, sign = first.rstrip(")").partition("(")
    tail, _, last_sign = last.rstrip(")").partition("(")
    one, two = letter_value(sign), letter_value(last_sign)
    if head == tail and one and two and one < two <= 26:
        return [f"{head}({chr(ord('a') + number - 1)})" for number in range(one, two + 1)]
    return [first, last]
