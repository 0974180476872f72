"""A synthetic report as it is written, line by line, with what a reader must find in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.import_words import SECTIONS, Words
from recommendations.importing.readers import Line, Source
from recommendations.importing.signs.numerals import roman_numeral

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


@dataclass(frozen=True)
class Node:
    """A recommendation as it must be read."""

    ref: str
    parent: str | None
    text: str
    recommending: tuple[str, ...] = ()


@dataclass
class Sample:
    """A report: its lines, and the paragraphs (number, text), recommendations and positions they hold. `headings` are
    the numbers of lines that are headings."""

    shape: str
    language: str
    lines: list[Line] = field(default_factory=list)
    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    recommendations: list[Node] = field(default_factory=list)
    positions: dict[str, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)

    @property
    def source(self) -> Source:
        return Source(tuple(self.lines), kind="text")


class Page:
    """Writes a report line by line and keeps what was written as what must be read."""

    def __init__(self, report: Sample, words: Words, random: Random) -> None:
        self.sample = report
        self.words = words
        self.random = random
        self.width = random.randint(30, 44) if report.language == "zh" else random.randint(60, 95)
        self.apart = random.random() < 0.7
        self.sections = 0
        self.serial = 0

    # --- lines ------------------------------------------------------------------------------------------------

    def line(self, text: str, **hints: object) -> None:
        self.sample.lines.append(Line(len(self.sample.lines) + 1, text, **hints))  # type: ignore[arg-type]  # by name

    def block(self, text: str, *, apart: bool | None = None) -> None:
        if self.apart if apart is None else apart:
            self.line("")
        for row in self._wrapped(text):
            self.line(row)

    def _wrapped(self, text: str) -> list[str]:
        rows: list[str] = [""]
        units = text.split(" ") if self.words.blank else _chinese_units(text)
        for unit in units:
            glue = self.words.blank if rows[-1] else ""
            if rows[-1] and len(rows[-1] + glue + unit.rstrip()) > self.width:
                rows.append("")
                glue = ""
            rows[-1] += glue + unit
        return [row.strip() for row in rows]

    # --- parts ------------------------------------------------------------------------------------------------

    def front(self) -> None:
        self.line(self.words.title)
        self.line("")

    def section(self, heading: str) -> None:
        self.sections += 1
        numerals: Sequence[str] = SECTIONS.get(self.sample.language, ROMAN)
        self.heading(self.words.section.format(numerals[self.sections - 1]) + heading)

    def heading(self, text: str) -> None:
        self.line("")
        self.line(text)
        self.sample.headings.add(len(self.sample.lines))
        self.line("")

    def prose(self) -> str:
        sentences = [self.random.choice(self.words.plain) for _ in range(self.random.randint(1, 4))]
        return self.words.blank.join(sentences)

    def paragraph(self, number: int | str, text: str | None = None) -> None:
        text = text or self.prose()
        mark = f"{number} " if "." in str(number) else self.words.number.format(number)
        self.block(mark + text)
        self.sample.paragraphs.append((str(number), text))

    def paragraphs(self, first: int, count: int) -> int:
        for number in range(first, first + count):
            self.paragraph(number)
        return first + count

    def action(self) -> str:
        self.serial += 1
        text = self.random.choice(self.words.actions)
        return f"{text} ({self.serial})" if self.words.blank else f"{text}（{self.serial}）"

    def items(self, ref: str, parent: str | None, count: int, *, nested: bool = False, headed: bool = False) -> None:
        """A lettered list, some items with lists of their own, sub-headings between some."""
        for place in range(1, count + 1):
            if headed and self.random.random() < 0.3:
                self.heading(self.random.choice(self.words.subjects))
            mark = self.words.item.format(self.words.letters[place - 1])
            label = f"{ref}({chr(ord('a') + place - 1)})"
            if nested and self.random.random() < 0.3:
                self.block(mark + self.words.below, apart=False)
                self.sample.recommendations.append(Node(label, parent, self.words.below))
                self._sub_items(label)
                continue
            text = self.action()
            self.block(mark + text + (self.words.end if place == count else self.words.between), apart=False)
            self.sample.recommendations.append(Node(label, parent, text))

    def _sub_items(self, label: str) -> None:
        for place in range(1, self.random.randint(2, 4) + 1):
            text = self.action()
            sign = str(place) if "‘" in self.words.sub else roman_numeral(place)
            self.block(self.words.sub.format(sign) + text + self.words.between, apart=False)
            self.sample.recommendations.append(Node(f"{label}({roman_numeral(place)})", label, text))

    def opening(self) -> int:
        """Title, introduction and findings; the number of the next paragraph."""
        self.front()
        self.section(self.words.introduction)
        number = self.paragraphs(1, self.random.randint(2, 4))
        self.section(self.words.findings)
        return self.paragraphs(number, self.random.randint(2, 9))


def _chinese_units(text: str) -> list[str]:
    """What may not be parted at a line's end: words and numbers in Latin letters, signs with what is before them."""
    units: list[str] = []
    for sign in text:
        closes = sign in "，。；：、）％%)" or (sign.isascii() and sign != " " and units and units[-1][-1:].isascii())
        if units and ((closes and not units[-1].endswith(" ")) or units[-1][-1:] in "（("):
            units[-1] += sign
        else:
            units.append(sign)
    return units


# --- the shapes -----------------------------------------------------------------------------------------------
