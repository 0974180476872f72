"""Where a corrigendum changes something: the words of places -> spots in a report."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from recommendations.importing.corrigenda.words import ALSO, ITEM, NUMBER, REFERENCES, TO, CorrigendumWords
from recommendations.importing.parsed import TITLED, Spot
from recommendations.importing.signs.numbering import label, list_mark

# From the widest to the narrowest: what names a wider one leaves the narrower ones of the place before.
WIDTHS = ("page", "section", "elsewhere", "title", "summary", "everywhere", "footnote", "unknown", "paragraph",
          "recommendation", "heading", "item", "sentence", "line")  # fmt: skip
# Places of their own, beside which nothing of the place before holds.
WHOLES = frozenset(
    {"elsewhere", "title", "summary", "everywhere", "footnote", "unknown", "paragraph", "recommendation"}
)
HINTS = ("page", "section", "line")
BETWEEN = re.compile(
    r"(?:[\s,;:.،؛，、；(（)）–—-]|\b(?:in|on|at|of|the|and|dans|à|au|de|du|la|le|les|et|en|el|los|del|al|y|в|во|на|и|к)\b|"
    r"[在的中和及与與]|(?<!\w)(?:في|من|وفي|و)(?!\w))+",
    re.IGNORECASE,
)
# What a section is called, before or around its numerals.
SECTION_CALLED = re.compile(r"^[^\W\d_]{3,}\s|[第节節章]|部分")
COLON = re.compile("[:：]")
TIMES = re.compile(
    r"(?P<number>\w+(?:\.\d+)*?)\s?-?(?P<times>bis|ter|quater|бис|тер|مكررا?|之[二三四])$", re.IGNORECASE
)
CALLED = {"бис": "bis", "тер": "ter", "مكرر": "bis", "مكررا": "bis", "之二": "bis", "之三": "ter", "之四": "quater"}
CHINESE_AROUND = re.compile(r"(?:第|段|分段|小段|项|項)")
ONE = re.compile(rf"(?P<number>{NUMBER})?(?P<items>{ITEM}{{0,3}})")
ITEMS = re.compile(ITEM)
RANGE = re.compile(rf"(?P<first>\d{{1,4}}){TO}(?P<last>\d{{1,4}})$")
MOST_IN_RANGE = 50
LONGEST_PLACE = 200  # signs of the words that say where


@dataclass(frozen=True)
class Place:
    """Words that name a place, of a kind of `CorrigendumWords.places`; "unknown" where they name none of a report."""

    kind: str
    text: str


def place_at(text: str, at: int, words: CorrigendumWords) -> tuple[Place, int] | None:
    """The place named at this point of a text and where its words end, the longest there is."""
    found: tuple[Place, int] | None = None
    for kind, pattern in words.places:
        match = pattern.match(text, at)
        if match and match.end() > at and (found is None or match.end() > found[1]):
            found = Place(kind, match[0]), match.end()
    return found


def places_from(text: str, at: int, words: CorrigendumWords) -> tuple[list[Place], int]:
    """The places named one after another from this point on, and where they end."""
    found: list[Place] = []
    end = at
    while True:
        gap = BETWEEN.match(text, at)
        # "Table 2: the figure 3" speaks of a figure behind the colon.
        if found and gap and COLON.search(gap[0]) and any(sign.isalpha() for sign in gap[0]):
            return found, end
        # "In all its occurrences" begins with a word that may also stand before a place.
        one = place_at(text, at, words) or (place_at(text, gap.end(), words) if gap else None)
        if one is None:
            return found, end
        found.append(one[0])
        at = end = one[1]


def places_in(text: str, words: CorrigendumWords) -> tuple[list[Place], str]:
    """All places that a few words name, and the words without them."""
    found: list[Place] = []
    rest: list[str] = []
    at = 0
    while at < len(text):
        begins = not at or not (text[at - 1].isalnum() and text[at].isalnum() and text[at].isascii())
        one = place_at(text, at, words) if begins and not text[at].isspace() else None
        if one is not None:
            found.append(one[0])
            rest.append(" ")
            at = one[1]
        else:
            rest.append(text[at])
            at += 1
    return found, "".join(rest)


def names_only_places(text: str, words: CorrigendumWords) -> bool:
    """Whether words say where, and nothing else: "the second sentence", "the existing text", or nothing."""
    if len(text) > LONGEST_PLACE:
        return False
    _found, rest = places_in(text, words)
    return not re.sub(r"[\W_]+", "", words.fillers.sub(" ", rest))


def narrowed(above: Sequence[Place], here: Sequence[Place], *, together: bool = False) -> list[Place]:
    """The places of an entry with those of the one before that hold for it too; `together` of one entry's both."""
    if not here:
        return [*above]
    widest = min(WIDTHS.index(place.kind) for place in here)
    kinds = {place.kind for place in here}
    if together:
        return [*(place for place in above if place.kind not in kinds), *here]
    if kinds & WHOLES:
        return [*here]
    return [*(place for place in above if WIDTHS.index(place.kind) < widest), *here]


def spots(places: Sequence[Place], words: CorrigendumWords) -> list[Spot]:
    """The spots that places name together: one, or one for each of several paragraphs."""
    told: dict[str, Place] = {place.kind: place for place in places}
    printed = ", ".join(dict.fromkeys(place.text.strip(" ,:.") for place in places))
    hint = ", ".join(told[kind].text for kind in HINTS if kind in told)
    sentence, until = ordinals(told["sentence"].text, words) if "sentence" in told else (0, 0)
    whole = Spot(sentence=sentence, until=until if until != sentence else 0, printed=printed, hint=hint)
    if "unknown" in told or ("sentence" in told and not sentence):
        return [whole]
    for kind in ("everywhere", "elsewhere", "summary"):
        if kind in told:
            return [replace(whole, part=kind)]
    if "footnote" in told:
        mark = re.search(r"\d+|\*+", told["footnote"].text)
        return [replace(whole, part="footnote", names=(_plain(mark[0]),) if mark else ())]
    if "heading" in told or ("title" in told and "section" in told):
        return [replace(whole, part="heading", names=_above(told))]
    if "title" in told:
        return [replace(whole, part="title")]
    items = ITEMS.findall(told["item"].text) if "item" in told else []
    for kind in ("recommendation", "paragraph"):
        texts = [place.text for place in places if place.kind == kind]
        references = [
            names for text in texts for item in items or [""] for names in _references(text, [item] if item else [])
        ]
        prefix = TITLED if kind == "recommendation" else ""
        if references:
            return [replace(whole, part=kind, names=tuple(prefix + one for one in names)) for names in references]
    return [whole]


def _above(told: dict[str, Place]) -> tuple[str, ...]:
    """What names a heading: the number of the paragraph below it, or the numerals of its section."""
    if "paragraph" in told:
        return next(iter(_references(told["paragraph"].text, [])), ())
    if "section" in told:
        return (SECTION_CALLED.sub("", told["section"].text).strip(),)
    return ()


def references_in(text: str) -> list[tuple[str, ...]]:
    """What each number or reference in a few words may be called: "12 bis", "81(c)"."""
    return list(_references(text, []))


def _references(text: str, items: Iterable[str]) -> Iterator[tuple[str, ...]]:
    text = CHINESE_AROUND.sub("", text)
    found = re.search(REFERENCES, text, re.IGNORECASE)
    if found is None:
        return
    number = ""
    for part in _parts(found[0]):
        match = ONE.fullmatch(part.strip())
        if match is None:
            continue
        number = numbered(match["number"]) if match["number"] else number
        marks = [*ITEMS.findall(match["items"] or ""), *items]
        labels = [labels_of(mark) for mark in marks]
        if number and all(labels):
            yield tuple(dict.fromkeys(number + "".join(f"({one})" for one in chosen) for chosen in product(*labels)))


def _parts(text: str) -> Iterator[str]:
    span = RANGE.match(text)
    if span and 0 < int(span["last"]) - int(span["first"]) <= MOST_IN_RANGE:
        yield from map(str, range(int(span["first"]), int(span["last"]) + 1))
    else:
        yield from re.split(ALSO, text)


def numbered(text: str) -> str:
    """The number of a paragraph as reports have it in all languages: "12-бис" is "12 bis"."""
    text = _plain(text).strip()
    times = TIMES.match(text)
    if times is None:
        return text
    called = times["times"].lower()
    return f"{times['number']} {CALLED.get(called, called)}"


def labels_of(mark: str) -> tuple[str, ...]:
    """What the mark of an item may be called: "(ج)" is "c", "(i)" the ninth or the first."""
    bare = unicodedata.normalize("NFKC", mark.strip()) if mark.strip()[:1] < "㈠" else mark.strip()
    sign = bare if bare.startswith(("(", "㈠", "‘", "'", "’")) or not bare.endswith(")") else f"({bare}"
    found = list_mark(f"{sign} x")
    if found is None:
        return ()
    return tuple(dict.fromkeys(label(found, family, value) for family, value in found.readings if value))


def ordinals(text: str, words: CorrigendumWords) -> tuple[int, int]:
    """Which ones are meant, from the first to the last: "the second" is (2, 2), "the last two" (-2, -1).

    (0, 0) where that is not told, or they do not follow each other.
    """
    lower = text.lower()
    if several := words.several.search(lower):
        count = 2 if several["two"] else 3
        return (-count, -1) if several["last"] else (1, count)
    found = [(match.start(), int(match[0])) for match in re.finditer(r"\d+", lower)]
    taken: set[int] = set()
    for stem in sorted(words.ordinals, key=len, reverse=True):
        for match in re.finditer(re.escape(stem), lower):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                found.append((match.start(), words.ordinals[stem]))
    values = [value for _at, value in sorted(found)]
    follow = all(after == value + 1 for value, after in pairwise(values))
    return (values[0], values[-1]) if values and follow else (0, 0)


def _plain(text: str) -> str:
    """With the digits of any script as ours."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text)
