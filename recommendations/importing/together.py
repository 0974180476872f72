"""The same put right in many parts at once: the ticked parts of a report -> corrections, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recommendations.importing.corrections import Correction
from recommendations.importing.parsed import ParsedReport
from recommendations.importing.placing import Address
from recommendations.importing.rearranging import CannotBeDone
from recommendations.importing.signs.bullets import bullet_at
from recommendations.importing.signs.numbering import list_mark
from recommendations.importing.signs.numerals import letter, letter_value, roman_numeral, roman_value
from recommendations.importing.signs.prose import ends_item

NUMBERED = ("paragraph", "recommendation")
# "Recommendation 7", "81(c)", "12.4", "A1": what counts, and what stands around it.
COUNTING = re.compile(r"(?P<before>.*?)(?P<sign>\d+|(?<![A-Za-z])[a-z]{1,5})(?P<behind>\)?)")


def together(report: ParsedReport, targets: Sequence[Address], mark: str, first: str) -> list[Correction]:
    """Marks each of the parts, in the order given. What gets a number is counted on from `first`; a paragraph that
    becomes a recommendation keeps its own. Lines that could not be placed are one part as far as a sentence goes on.

    Raises CannotBeDone: `number_needed`, `number_unusable` where the first number cannot be counted on.
    """
    numbers = counted_on(first)
    found: list[Correction] = []
    for target, goes_on in zip(targets, _goes_on(report, targets), strict=True):
        kind = target.partition(":")[0]
        if mark not in NUMBERED or kind == mark or (mark == "recommendation" and kind == "paragraph"):
            found.append(Correction("mark", target, mark))
        elif goes_on:
            found.append(Correction("join", target))
        elif not first:
            raise CannotBeDone("number_needed")
        else:
            found.append(Correction("mark", target, mark, next(numbers)))
    return found


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
