"""The grammar of section numerals ("IV.", "三、", "B."), which may each be something else: the sequence decides."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.importing.signs.numbering import IDEOGRAPH, LOOK_ALIKES, NEAR_GAP, Reading
from recommendations.importing.signs.numerals import CYRILLIC_LETTERS, FORMAL, chinese_value, roman_value

ARABIC_ORDINALS = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
ARABIC_LETTER_NAMES = (
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون",
)  # fmt: skip

# The parts above 一、, in the numerals of official papers.
SECTION_FORMAL = re.compile(r"(?P<sign>[壹贰貳叁參参肆伍陆陸柒捌玖拾]{1,3})\s*[、.．]\s*(?=\S)")
IN_CHINESE = {IDEOGRAPH: "chinese", SECTION_FORMAL: "formal"}
SECTION_ROMAN = re.compile(r"(?P<sign>[IVXL]{1,6}|[Ⅰ-Ⅻ])\s*[.．]\s*(?=\S)")
SECTION_LETTER = re.compile(r"(?P<sign>[A-ZА-Я])\s*[.．]\s*(?=\S)")
# "2. Ports", and "2.0 Ports" of a report whose sections are 2.1, 2.2.
SECTION_DIGIT = re.compile(r"(?P<sign>\d{1,2})(?:\s*[.．]\s*(?=[^\d\s])|\.0\s+(?=[^\W\d_a-zß-ÿа-яё]))")
SECTION_ARABIC = re.compile(
    rf"(?P<sign>(?:{'|'.join((*ARABIC_ORDINALS, *ARABIC_LETTER_NAMES))}))[\u064b-\u0652]*\s*[-–—.:]\s*(?=\S)"
)


@dataclass(frozen=True)
class Numeral:
    """A possible section numeral at the start of a line: "三", "A"."""

    sign: str
    readings: tuple[Reading, ...]
    rest: str
    printed: str


def section_numeral(text: str) -> Numeral | None:
    """The possible section numeral that begins a line."""
    stripped = text.lstrip()
    readings: list[Reading] = []
    found: re.Match[str] | None = None
    for pattern in (IDEOGRAPH, SECTION_FORMAL, SECTION_ROMAN, SECTION_LETTER, SECTION_DIGIT, SECTION_ARABIC):
        if (match := pattern.match(stripped)) is not None:
            found = found or match
            readings += _section_readings(pattern, match["sign"])
    if found is None or not readings:
        return None
    return Numeral(found["sign"], tuple(readings), stripped[found.end() :], stripped[: found.end()].rstrip())


def _section_readings(pattern: re.Pattern[str], sign: str) -> Iterator[Reading]:
    if pattern in IN_CHINESE:
        value = chinese_value(sign.translate(FORMAL))
        if value:
            yield IN_CHINESE[pattern], value
    elif pattern is SECTION_ROMAN:
        value = roman_value(unicodedata.normalize("NFKC", sign))
        if value:
            yield "Roman", value
    elif pattern is SECTION_LETTER:
        folded = sign.lower().translate(LOOK_ALIKES)
        if folded.isascii():
            yield "Letter", ord(folded) - ord("a") + 1
        if sign.lower() in CYRILLIC_LETTERS:
            yield "Cyrillic", CYRILLIC_LETTERS.index(sign.lower()) + 1
    elif pattern is SECTION_DIGIT:
        yield "Digit", int(sign)
    elif sign in ARABIC_ORDINALS:
        yield "Arabic ordinal", ARABIC_ORDINALS.index(sign) + 1
    else:
        yield "Arabic letter", ARABIC_LETTER_NAMES.index(sign) + 1


class SectionSequence:
    """The numbered sections open at a place of the report; those of an extract may begin with any numeral."""

    def __init__(self, *, extract: bool = False) -> None:
        self.levels: list[Reading] = []
        self.extract = extract

    def accept(self, numeral: Numeral) -> tuple[int, int] | None:
        """(level from 1, numerals missing before it), or None where it is no section here."""
        for depth in reversed(range(len(self.levels))):
            family, ordinal = self.levels[depth]
            for reading in numeral.readings:
                jump = reading[1] - ordinal - 1
                if reading[0] == family and 0 <= jump <= NEAR_GAP:
                    self.levels = [*self.levels[:depth], reading]
                    return depth + 1, jump
        if self.extract and not self.levels:
            self.levels.append(min(numeral.readings, key=lambda reading: reading[1]))
            return 1, 0
        families = {family for family, _ in self.levels}
        for reading in numeral.readings:
            if reading[1] == 1 and reading[0] not in families:
                self.levels.append(reading)
                return len(self.levels), 0
        return None
