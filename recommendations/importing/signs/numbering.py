"""The grammar of list marks ("(b)", "㈢", "140.12").

A sign in the text is only a *possible* number, often with several readings: "(i)" is the ninth letter or the
Roman one, "C." a letter or a hundred. Which one it is, and whether it is one at all, the sequence decides.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from recommendations.importing.signs.numerals import (
    ARABIC_LETTERS,
    CYRILLIC_LETTERS,
    chinese_value,
    follows_in_alphabet,
    letter,
    letter_value,
    roman_numeral,
    roman_value,
)

Reading = tuple[str, int]  # (family of numbers, ordinal), e.g. ("roman", 4)

# Russian editions print list letters in either alphabet, and the look-alikes are mixed up in practice.
LOOK_ALIKES = str.maketrans("асеорхукмт", "aceopxykmt")
ENCLOSED = (  # first sign, how many, family
    ("㈠", 10, "roman"),
    ("①", 20, "roman"),
    ("⑴", 20, "digit"),
    ("⒜", 26, "letter"),
    ("ⅰ", 12, "roman"),
)

# Arabic editions print 140-1 where the others print 140.1.
DOTTED_NUMBER = re.compile(r"(?P<major>\d{1,4})[.\-\u2010-\u2013](?P<minor>\d{1,3})\.?(?=\s)\s*")
BRACKETED = re.compile(r"[(（﴾]\s*(?P<sign>[^\W_]{1,5}ـ?)\s*[)）﴿]\s*")
HALF_BRACKETED = re.compile(r"(?P<sign>[^\W_]{1,5}ـ?)\s?[)）](?=\s|[^\W\d_])\s*")
QUOTED = re.compile(r"[‘'’](?P<sign>\d{1,2})[’'‘]\s*")
DASHED = re.compile(r"(?P<sign>[a-zа-я\u0621-\u064a]ـ?)\s{0,8}[-–—]\s+(?=\S)")
POINTED = re.compile(r"(?P<sign>[ivxlⅰ-ⅻ]{1,6}|[a-zа-я]|[\u0621-\u064a]ـ?)\.\s+(?=\S)")

IDEOGRAPH = re.compile(r"(?P<sign>[一二三四五六七八九十]{1,3})\s*[、.．]\s*(?=\S)")

INNER = "inner digit"  # the family of numbers in a list whose items have numbers as well
REMEMBERED = 4_096  # lines, which are asked for their marks again and again
NEAR_GAP = 4  # how far a list may jump and still be the same list


@dataclass(frozen=True)
class Mark:
    """A possible list mark at the start of a line: as printed, what it may mean, and the text after it."""

    printed: str
    sign: str
    readings: tuple[Reading, ...]
    rest: str


@lru_cache(maxsize=REMEMBERED)
def list_mark(text: str) -> Mark | None:
    """The possible list mark that begins a line, with all its readings; None if there is none."""
    stripped = text.lstrip()
    for first, count, family in ENCLOSED:
        ordinal = ord(stripped[0]) - ord(first) + 1 if stripped else 0
        if 1 <= ordinal <= count and not (
            family == "roman" and first == "ⅰ" and len(stripped) > 1 and stripped[1].isalnum()
        ):
            rest = stripped[1:].lstrip(" \t\u3000.．)）")
            printed = stripped.removesuffix(rest).rstrip()
            return Mark(printed, stripped[0], ((family, ordinal),), rest)
    if (dotted := DOTTED_NUMBER.match(stripped)) is not None:
        reading = (f"dotted {int(dotted['major'])}", int(dotted["minor"]))
        return Mark(
            dotted[0].strip(), f"{int(dotted['major'])}.{int(dotted['minor'])}", (reading,), stripped[dotted.end() :]
        )
    for pattern in (BRACKETED, HALF_BRACKETED, QUOTED, POINTED, DASHED):
        if (match := pattern.match(stripped)) is not None:
            readings = _quoted(match["sign"]) if pattern is QUOTED else _readings(match["sign"])
            if readings:
                return Mark(match[0].strip(), match["sign"], readings, stripped[match.end() :])
    return None


def ideographic_mark(text: str) -> Mark | None:
    """The possible mark of a list "一、", "二、", which is a section's numeral as well."""
    match = IDEOGRAPH.match(text.lstrip())
    value = chinese_value(match["sign"]) if match else None
    if match is None or not value:
        return None
    return Mark(match[0].strip(), match["sign"], (("ideograph", value),), text.lstrip()[match.end() :])


def _quoted(sign: str) -> tuple[Reading, ...]:
    # Arabic editions print '1' where the others print (i).
    return (("roman", int(sign)),)


def _readings(sign: str) -> tuple[Reading, ...]:
    if sign.isdecimal():
        return (("digit", int(sign)), (INNER, int(sign))) if 0 < int(sign) < 1000 else ()
    sign = _letter(unicodedata.normalize("NFKC", sign))
    readings: list[Reading] = []
    for candidate in dict.fromkeys((sign, sign.translate(LOOK_ALIKES))):
        readings += [("letter", value) for value in [letter_value(candidate)] if value]
        readings += [("roman", value) for value in [roman_value(candidate)] if value]
    for alphabet in (CYRILLIC_LETTERS, ARABIC_LETTERS):
        if len(set(sign)) == 1 and sign[0] in alphabet:
            readings.append(("letter", alphabet.index(sign[0]) + 1 + len(alphabet) * (len(sign) - 1)))
    if sign in {"ё", "й", "ñ"}:  # most lists leave them out; where they stand the letter before tells
        readings.append(("letter", 0))
    if (value := chinese_value(sign)) is not None:
        readings.append(("roman", value))
    return tuple(dict.fromkeys(readings))


@dataclass(frozen=True)
class Place:
    """Where a mark stands in the lists of its paragraph: `labels` outermost first, ("o", "iii")."""

    labels: tuple[str, ...]
    missing: int = 0  # marks skipped before this one
    restarted: bool = False


@dataclass
class _Level:
    family: str
    ordinal: int
    label: str
    sign: str = ""
    is_open: bool = False  # printed "(1)", not "1)"


class ListSequence:
    """The lists open under one paragraph, or a titled recommendation whose number is `title`; says of each possible
    mark whether and where it continues them. Those of an `excerpt` may begin with any item of the paragraph's own, and
    leave out as many as they like. A list below a second opener may go on behind the `above`, the last item of the
    paragraph before.
    """

    def __init__(self, paragraph: str, *, title: str = "", excerpt: bool = False, above: Reading | None = None) -> None:
        self.paragraph = paragraph
        self.above = above
        self.excerpt = excerpt
        self.dotted = f"dotted {paragraph.partition('[')[0] or title}"
        self.levels: list[_Level] = []
        self.goes_on_only = False

    def interrupt(self) -> None:
        """From here on, behind a heading, the lists may go on, but none may begin."""
        self.goes_on_only = True

    def accept(self, mark: Mark, following: Mark | None, *, after_colon: bool) -> Place | None:
        """The place of the mark, or None where it is no mark of these lists.

        `following` is the next possible mark of the paragraph: what "(i)" means is often told by what comes
        after it. `after_colon` says that the text before announces a list.
        """
        options = list(self._continuing(mark))
        if self.goes_on_only and not options:
            return None
        self.goes_on_only = False
        options += self._opening(mark, after_colon=after_colon)
        if not options:
            options = [*self._jumping(mark, following), *self._restarting(mark, following)]
        if not options:
            return None
        options.sort(key=lambda option: self._preference(option, following, after_colon=after_colon), reverse=True)
        depth, (family, ordinal), missing, restarted = options[0]
        self.levels = [*self.levels[:depth], self._level(mark, family, ordinal, depth)]
        return Place(tuple(level.label for level in self.levels), missing, restarted)

    def _level(self, mark: Mark, family: str, ordinal: int, depth: int) -> _Level:
        name = self._label(mark, family, ordinal, depth)
        return _Level(family, ordinal, name, _letter(mark.sign), _is_open(mark))

    def _label(self, mark: Mark, family: str, ordinal: int, depth: int) -> str:
        """Items numbered like paragraphs are 111.1, 111.2 … right under the paragraph 111."""
        inside = family == "point" and not depth and self.paragraph
        return f"{self.paragraph}.{ordinal}" if inside else label(mark, family, ordinal)

    def is_next(self, mark: Mark) -> bool:
        """Whether a dotted number is exactly the next of this paragraph, so that no line break brings it there."""
        return any(
            family == self.dotted
            and any(level.family == family and level.ordinal == ordinal - 1 for level in self.levels)
            for family, ordinal in mark.readings
        )

    def goes_on(self, mark: Mark) -> bool:
        """Whether a mark is the next of one of the open lists."""
        return any(True for _place in self._continuing(mark))

    def concerns(self, mark: Mark) -> bool:
        """Whether a mark is of the kind of one of the open lists, be it in sequence or not."""
        families = {level.family for level in self.levels}
        return any(family in families for family, _ordinal in mark.readings)

    def _continuing(self, mark: Mark) -> Iterator[tuple[int, Reading, int, bool]]:
        for depth in reversed(range(len(self.levels))):
            level = self.levels[depth]
            following = (level.family, level.ordinal + 1)
            by_alphabet = level.family == "letter" and follows_in_alphabet(_letter(mark.sign), level.sign)
            if following in mark.readings or by_alphabet:
                yield depth, following, 0, False

    @property
    def last(self) -> Reading | None:
        """The last item of the outermost list."""
        return (self.levels[0].family, self.levels[0].ordinal) if self.levels else None

    def _opening(self, mark: Mark, *, after_colon: bool) -> Iterator[tuple[int, Reading, int, bool]]:
        families = {level.family for level in self.levels}
        for reading in mark.readings:
            family, ordinal = reading
            dotted = family.startswith("dotted")
            if family == INNER and not self._stands_below(mark):
                continue
            if ordinal == 1 and family not in families and (family == self.dotted if dotted else True):
                yield (0 if dotted else len(self.levels)), reading, 0, False
            elif (self._is_left(family) and family not in families) or (after_colon and self._goes_on_from(reading)):
                yield 0, reading, 0, False

    def _stands_below(self, mark: Mark) -> bool:
        """Whether "1)" stands in an item "(1)", or the other way round."""
        return any(level.family == "digit" and level.is_open != _is_open(mark) for level in self.levels)

    def _goes_on_from(self, reading: Reading) -> bool:
        """Whether an item is the next behind those of the paragraph above, before any list of its own."""
        return not self.levels and self.above == (reading[0], reading[1] - 1)

    def _is_left(self, family: str) -> bool:
        """Whether items of a family are what an excerpt left of the paragraph's own list."""
        return self.excerpt and family in {"point", self.dotted}

    def _jumping(self, mark: Mark, following: Mark | None) -> Iterator[tuple[int, Reading, int, bool]]:
        for depth in reversed(range(len(self.levels))):
            level = self.levels[depth]
            for family, ordinal in mark.readings:
                jump = ordinal - level.ordinal - 1
                if family == level.family and jump > 0 and self._is_left(family):
                    yield depth, (family, ordinal), 0, False
                elif family == level.family and 0 < jump <= NEAR_GAP:
                    yield depth, (family, ordinal), jump, False
        if not self.levels:
            for family, ordinal in mark.readings:
                begins = family == self.dotted if family.startswith("dotted") else True
                if begins and 1 < ordinal <= NEAR_GAP and _reads(following, family, ordinal + 1):
                    yield 0, (family, ordinal), ordinal - 1, False

    def _restarting(self, mark: Mark, following: Mark | None) -> Iterator[tuple[int, Reading, int, bool]]:
        for depth, level in enumerate(self.levels):
            if (level.family, 1) in mark.readings and _reads(following, level.family, 2):
                yield depth, (level.family, 1), 0, True

    def _preference(
        self, option: tuple[int, Reading, int, bool], following: Mark | None, *, after_colon: bool
    ) -> tuple[bool, bool, bool, bool, int]:
        depth, (family, ordinal), missing, _restarted = option
        opens = depth == len(self.levels)
        goes_on = _reads(following, family, ordinal + 1)
        return goes_on, self._leaves_room(following, depth, family), not missing, opens == after_colon, depth

    def _leaves_room(self, following: Mark | None, depth: int, family: str) -> bool:
        """Whether the next mark can be one, if a level of this family is the deepest now."""
        above = {level.family: level.ordinal for level in self.levels[:depth]}
        return following is None or any(
            above.get(name, ordinal) == ordinal - 1 or (ordinal == 1 and name not in above and name != family)
            for name, ordinal in following.readings
        )


def _is_open(mark: Mark) -> bool:
    return mark.printed[:1] in {"(", "（", "﴾"}


def _letter(sign: str) -> str:
    return sign.lower().rstrip("ـ").replace("ا", "أ").replace("إ", "أ")


def _reads(mark: Mark | None, family: str, ordinal: int) -> bool:
    return mark is not None and (family, ordinal) in mark.readings


def label(mark: Mark, family: str, ordinal: int) -> str:
    """The ASCII label of a mark: "a", "iii", "2"; a dotted number stays whole, "140.12"."""
    if family.startswith("dotted"):
        return mark.sign
    if family == "letter":
        printed = mark.sign.lower()
        return printed if letter_value(printed) == ordinal else letter(ordinal)
    return roman_numeral(ordinal) if family in {"roman", "ideograph"} else str(ordinal)


def reference(above: str, part: str) -> str:
    """`81(o)(iii)` from what stands above, `81(o)`, and the item's label; a dotted number is a reference itself, unless
    it is a part of a titled recommendation."""
    return part if "." in part and above[:1].isdigit() else f"{above}({part})"


def following_marks(marks: dict[int, Mark], count: int) -> list[Mark | None]:
    """For each line the next possible mark after it."""
    following: list[Mark | None] = [None] * count
    latest: Mark | None = None
    for index in reversed(range(count)):
        following[index] = latest
        latest = marks.get(index, latest)
    return following
