"""The recommendations that a sentence names: by number, range or letter, by the paragraph they stand in, in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recommendations.importing.parsed import TITLED
from recommendations.importing.signs.numerals import ARABIC_LETTERS, CYRILLIC_LETTERS, letter, letter_value, roman_value
from recommendations.importing.words.phrases import ARABIC, CHINESE, Phrases

LONGEST_RANGE = 500
LONGEST_NAME = 40  # characters: "recommendations, contained in paragraph "
ALL = "*"  # all recommendations of a report
AMOUNT = (
    r"\s?(?:per ?cent|pour cent|por ciento|mill|bill|mil\b|млн|млрд|милли|процент|مليون|مليار|في المائة|[万亿萬億])"
)
SIGN = r"[a-z]{1,5}|[а-я]|[أ-ي]|\d{1,2}"
DASH = re.compile(r"\s?[-–—−]\s?")
LAST_ITEM = re.compile(r"\([^()]*\)$")
WIDE = str.maketrans("（）．", "().")
COUNTED_BEHIND = re.compile(r"\s?[项項条條]\w{0,6}?[建]\s?[议議]")


@dataclass
class Named:
    """Recommendations named one behind the other in a sentence, from `start` to `end`: "81(a)", "140.1",
    "Recommendation 4". A reference in digits alone is the number of a paragraph, one in brackets alone an item of a
    paragraph before. `excepted` says that they are left out of all; `word` is where "recommendations" before them
    begins."""

    start: int
    end: int
    refs: list[str]
    excepted: bool = False
    word: int | None = None


def named_in(sentence: str, phrases: Phrases) -> list[Named]:
    """The recommendations that a sentence names in order, those of one list together, ranges taken apart."""
    text = sentence.translate(WIDE)
    found: list[Named] = []
    kind, at = "", 0  # what the word before says that a number is, and where that or the last reference ends
    begun = -1  # where the last word for a recommendation begins
    for match in _token(phrases).finditer(text):
        if match["title"] or match["paragraph"]:
            kind, at = "title" if match["title"] else "paragraph", match.end()
            begun = match.start() if match["title"] else begun
            continue
        behind = found[-1].end if found else 0
        near = match.start() - LONGEST_NAME
        joined = bool(found) and _glue(phrases).fullmatch(text, behind, match.start()) is not None
        left_out = phrases.naming.exception.search(text, max(at, near), match.start())
        led = kind if left_out or _glue(phrases).fullmatch(text, at, match.start()) else ""
        short = joined and DASH.fullmatch(text, behind, match.start()) is not None
        ref = _ref(match, led, found[-1].refs[-1] if joined else "", phrases, short=short)
        if not ref:
            continue
        if joined and _through(phrases).fullmatch(text, behind, match.start()):
            found[-1].refs += _range(found[-1].refs.pop(), ref)
        elif joined and at == behind:
            found[-1].refs.append(ref)
        else:
            left_out = left_out or phrases.naming.exception.search(text, max(behind, near), match.start())
            leads = phrases is not CHINESE and max(behind, near) <= begun
            word = begun if leads else match.start()
            found.append(Named(match.start(), match.end(), [ref], left_out is not None, word))
        found[-1].end = at = match.end()
    for named in found:
        if phrases is CHINESE and COUNTED_BEHIND.match(text, named.end):
            named.refs = [f"{TITLED}{ref}" if ref.isdecimal() else ref for ref in named.refs]
    own = [named for named in found if phrases.naming.elsewhere.match(text, named.end) is None]
    return sorted([*own, *_in_words(text, phrases)], key=lambda named: named.start)


def _ref(match: re.Match[str], led: str, before: str, phrases: Phrases, *, short: bool) -> str:
    """The reference of a number or mark, `led` by a word for a title or a paragraph; "" if it is none. What it lacks it
    shares with that `before` it in a list: "81(a) to (d)", or if it is `short`, right behind a dash, "122.62-66"."""
    items = _items(match["items"] or match["mark"])
    number = match["number"] or ""
    if phrases is ARABIC and match["dashed"]:
        number = match["dashed"].replace("-", ".")
    if items is None:
        return ""
    if not number:
        head = LAST_ITEM.sub("", before) if before else ""
        if before and head != before:
            return f"{head}{items}"
        return items if led else ""
    if "." in number:
        return f"{number}{items}"
    if short and before.count(".") == 1:
        major, _, minor = before.partition(".")
        return f"{major}.{number}" if minor.isdecimal() and int(number) > int(minor) else ""
    if led == "title" and not items:
        return f"{TITLED}{number}"
    lettered = items and not items[1].isdecimal()
    return f"{number}{items}" if led or lettered else ""


def _items(printed: str | None) -> str | None:
    """Marks of items in ASCII, "а)" and "(أ)" as "(a)"; None if they are no marks."""
    signs = [_ascii(sign.lower()) for sign in re.findall(r"\w+", printed or "")]
    if not all(sign.isdecimal() or letter_value(sign) or roman_value(sign) for sign in signs):
        return None
    return "".join(f"({sign})" for sign in signs)


def _ascii(sign: str) -> str:
    for letters in (CYRILLIC_LETTERS, ARABIC_LETTERS):
        if sign in letters:
            return letter(letters.index(sign) + 1)
    return sign


def _in_words(text: str, phrases: Phrases) -> Iterator[Named]:
    for match in phrases.naming.all.finditer(text):
        yield Named(match.start(), match.end(), [ALL])
    for title in phrases.ordinals.titles:
        for match in title.finditer(text):
            yield Named(match.start(), match.end(), [f"{TITLED}{phrases.ordinals.value(match)}"])
    for match in phrases.naming.first.finditer(text):
        count = next(place for place, word in enumerate(match.groups(), start=2) if word)
        yield Named(match.start(), match.end(), [f"{TITLED}{number}" for number in range(1, count + 1)])


@cache
def _token(phrases: Phrases) -> re.Pattern[str]:
    number = rf"\d{{1,3}}\.\d{{1,3}}(?:\.\d{{1,3}})?(?![\d%])(?!{AMOUNT})|\d{{1,3}}(?![\d.]*\d|,\d{{3}}(?![\d.]))"
    # Arabic editions print 88-1 where the others print 88.1.
    dashed = r"(?P<dashed>\d{1,3}-\d{1,3})(?![\d%])" if phrases is ARABIC else r"(?P<dashed>(?!))"
    items = rf"(?:\s?\((?:{SIGN})\)|\s?(?:[a-z]|[а-я])\))(?:\s?\((?:{SIGN})\)|\s?[ivx]+\))*"
    return re.compile(
        rf"(?P<title>{phrases.title.pattern})|(?P<paragraph>{phrases.naming.paragraph.pattern})"
        rf"|(?<![\d.])(?<!\d,(?=\d\d\d(?!\.)))(?:{dashed}|(?P<number>{number}))(?P<items>{items})?(?!\w*\))"
        rf"|(?P<mark>(?<![a-zа-я\d)])\((?:{SIGN})\)|(?<!\w)(?:[a-z]|[а-я])\))",
        re.IGNORECASE,
    )


@cache
def _glue(phrases: Phrases) -> re.Pattern[str]:
    words = rf"{phrases.naming.glue}|{phrases.through}"
    return re.compile(
        rf"(?:[\s,،、;/:(«“\"–—−-]|(?<!\w)(?:{words})(?!\w)|[和与與及或至到建议議第段项項条條])*", re.IGNORECASE
    )


@cache
def _through(phrases: Phrases) -> re.Pattern[str]:
    through = rf"(?<!\w)(?:{phrases.through})(?!\w)|[至到]"
    skipped = rf"\s|(?:{phrases.title.pattern})|(?:{phrases.naming.paragraph.pattern})|[段项項]|\bthe\b|\bla\b"
    return re.compile(rf"(?:{skipped})*(?:[-–—−]|{through})(?:{skipped})*", re.IGNORECASE)


def _range(first: str, last: str) -> list[str]:
    """From 140.1 to 140.20, from 81(a) to 81(d), from Recommendation 1 to 8; the ends alone where they make none."""
    if first == last:
        return [first]
    head, one = _parted(first)
    tail, two = _parted(last)
    if head == tail and one.isdecimal() and two.isdecimal() and int(one) < int(two) <= int(one) + LONGEST_RANGE:
        close = ")" if head.endswith("(") else ""
        return [f"{head}{number}{close}" for number in range(int(one), int(two) + 1)]
    begin, end = letter_value(one), letter_value(two)
    if head == tail and begin and end and begin < end <= 26:
        return [f"{head}{letter(ordinal)})" for ordinal in range(begin, end + 1)]
    return [first, last]


def _parted(ref: str) -> tuple[str, str]:
    """What counts in a reference, and what stands before it."""
    bare = ref.removesuffix(")")
    counted = re.search(r"[a-z]+$|\d+$", bare)
    return (bare[: counted.start()], counted[0]) if counted else (bare, "")
