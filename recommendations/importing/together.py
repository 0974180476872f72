"""The same put right in many parts at once: the ticked parts of a report -> corrections, one after another."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from recommendations.importing.corrections import Correction
from recommendations.importing.parsed import TITLED, ParsedReport
from recommendations.importing.placing import Address
from recommendations.importing.printed_numbers import printed_number
from recommendations.importing.report_parts import CannotBeDone
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.numerals import letter, letter_value, roman_numeral, roman_value
from recommendations.importing.signs.prose import ends_item

NUMBERED = ("paragraph", "recommendation")
# "Recommendation 7", "81(c)", "12.4", "A1": what counts, and what stands around it.
COUNTING = re.compile(r"(?P<before>.*?)(?P<sign>\d+|(?<![A-Za-z])[a-z]{1,5})(?P<behind>\)?)")


def together(report: ParsedReport, targets: Sequence[Address], mark: str, first: str) -> list[Correction]:
    """Marks each of the parts, in the order given. What gets a number is counted on from `first`, or has the number it
    prints where none is given; a paragraph that becomes a recommendation keeps its own. Lines that could not be placed
    are one part as far as a sentence goes on.

    Raises CannotBeDone: `number_needed` where none is given and a part prints none, `number_unusable` where the first
    number cannot be counted on.
    """
    number_of = _counting(first) if first else _Printed(report, mark).number_of
    found: list[Correction] = []
    for target, goes_on in zip(targets, _goes_on(report, targets), strict=True):
        kind = target.partition(":")[0]
        if mark not in NUMBERED or kind == mark or (mark == "recommendation" and kind == "paragraph"):
            found.append(Correction("mark", target, mark))
        elif goes_on:
            found.append(Correction("join", target))
        else:
            found.append(Correction("mark", target, mark, number_of(target)))
    return found


def _counting(first: str) -> Callable[[Address], str]:
    numbers = counted_on(first)
    return lambda _target: next(numbers)


class _Printed:
    """The numbers that parts print, as what they are to become; "(a)" is an item of what stands above it."""

    def __init__(self, report: ParsedReport, kind: str) -> None:
        self.kind = kind
        self.language = report.document.language
        self.taken = {one.ref for one in report.recommendations}
        named = [(one.lines[0], one.ref) for one in report.recommendations if one.ref.startswith(TITLED)]
        self.above = sorted([*((one.lines[0], one.number) for one in report.paragraphs), *named])
        self.texts: dict[Address, tuple[int, str]] = {
            **{f"unread:{one.line}": (one.line, one.text) for one in report.unread},
            **{f"furniture:{one.line}": (one.line, one.text) for one in report.furniture},
            **{f"heading:{one.lines[0]}": (one.lines[0], one.heading) for one in report.sections},
            **{f"footnote:{one.lines[0]}": (one.lines[0], f"{one.mark} {one.text}") for one in report.footnotes},
            **{f"recommendation:{one.ref}": (one.lines[0], f"{one.mark} {one.text}") for one in report.recommendations},
        }

    def number_of(self, target: Address) -> str:
        line, text = self.texts.get(target, (0, ""))
        place = bisect_left(self.above, (line, ""))
        above = self.above[place - 1][1] if place else ""
        printed = printed_number(text, self.kind, self.language, above)
        if printed is None:
            raise CannotBeDone("number_needed")
        if not printed.is_item:
            insort(self.above, (line, printed.number))
        return self._free(printed.number) if printed.bulleted else printed.number

    def _free(self, number: str) -> str:
        """The number, or where another has it `37[2]`, `37[3]` …"""
        free = number if number not in self.taken else next(one for one in _again(number) if one not in self.taken)
        self.taken.add(free)
        return free


def _again(number: str) -> Iterator[str]:
    return (f"{number}[{place}]" for place in count(2))


def counted_on(first: str) -> Iterator[str]:
    """A number and those after it: "81(c)", "81(d)" …; "(i)" is the first of Roman numerals.

    Raises CannotBeDone: `number_unusable` when there is no next one.
    """
    yield first
    counting = COUNTING.fullmatch(first)
    if counting is None:
        raise CannotBeDone("number_unusable")
    before, sign, behind = counting.groups()
    roman = roman_value(sign) if sign == "i" or len(sign) > 1 else None
    value = int(sign) if sign.isdigit() else roman or letter_value(sign)
    if value is None:
        raise CannotBeDone("number_unusable")
    while True:
        value += 1
        yield before + (str(value) if sign.isdigit() else roman_numeral(value) if roman else letter(value)) + behind


def _goes_on(report: ParsedReport, targets: Sequence[Address]) -> Iterator[bool]:
    """Of each part, whether it is the next line of what could not be placed, in mid-sentence."""
    texts = {f"unread:{one.line}": (one.line, one.text) for one in report.unread}
    between = {piece.line for piece in report.pieces if piece.kind != "furniture"}
    before: tuple[int, str] | None = None
    for target in targets:
        here = texts.get(target)
        yield (
            before is not None
            and here is not None
            and not between.intersection(range(before[0] + 1, here[0]))
            and not ends_item(before[1])
            and list_mark(here[1]) is None
            and bullet_at(here[1]) is None
        )
        before = here
