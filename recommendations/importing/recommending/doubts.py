"""What of the numbers of a report is doubtful: missing, out of sequence, counted or in a second numbering."""

import re
from collections.abc import Iterable, Iterator, Sequence

from recommendations.importing.parsed import ParseWarning
from recommendations.importing.readers.base import Source
from recommendations.importing.signs.paragraph_numbers import gaps, missing_between
from recommendations.importing.structure.blocks import Outline
from recommendations.importing.structure.start import Starts

COUNTED = re.compile(r"Recommendation (?P<number>\d{1,3})")


def warning(code: str, message: str, **parameters: object) -> ParseWarning:
    """A warning with its parameters put in its English message."""
    texts = tuple((name, str(value)) for name, value in parameters.items())
    return ParseWarning(code, message % dict(texts), texts)


def recommendations_missing(refs: Iterable[str]) -> Iterator[ParseWarning]:
    """Warns of gaps among recommendations that are numbered from 1 on, or that begin with a later number."""
    numbers = sorted({int(match["number"]) for ref in refs if (match := COUNTED.fullmatch(ref))})
    missing = [(before + 1, after - 1) for before, after in gaps([0, *numbers])]
    if missing:
        ranges = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in missing)
        yield warning(
            "recommendations_missing",
            "The recommendations %(numbers)s are missing; gaps are not filled in.",
            numbers=ranges,
        )


def doubts(numbers: Sequence[str], parts: Outline, found: Starts) -> Iterator[ParseWarning]:
    """Warns of what is doubtful in the outline of a report; `numbers` are its paragraphs'."""
    for before, after in missing_between(numbers):
        yield warning(
            "paragraphs_missing",
            "No paragraph was found between %(before)s and %(after)s.",
            before=before,
            after=after,
        )
    if numbers and numbers[0].isdecimal() and numbers[0] != "1":
        yield warning("first_paragraph", "The first paragraph is number %(number)s.", number=numbers[0])
    for line, number in found.again:
        yield warning(
            "numbering_restarts",
            "The numbering of the paragraphs starts again: the one on line %(line)s is called %(number)s.",
            line=line,
            number=number,
        )
    if found.resolutions:
        yield warning(
            "resolutions_counted",
            "The file holds %(count)s resolutions, each numbered from 1: 2[3] is paragraph 2 of the third.",
            count=found.resolutions,
        )
    for first_line, last_line, first, last in found.left:
        yield warning(
            "numbers_left",
            "The numbers %(first)s to %(last)s on lines %(first_line)s to %(last_line)s fit no list; they are text.",
            first=first,
            last=last,
            first_line=first_line,
            last_line=last_line,
        )
    if found.are_counted("paragraph"):
        yield warning("paragraphs_counted", "The paragraphs carry no numbers; they were counted in their order.")
    for ref in found.repeated:
        yield warning("recommendation_repeated", "%(ref)s is printed twice; it was read once.", ref=ref)
    for number, mark in parts.passed_over:
        yield warning(
            "mark_out_of_sequence",
            "In paragraph %(paragraph)s the mark %(mark)s is out of sequence; it was read as text.",
            paragraph=number,
            mark=mark.printed,
        )


def source_warnings(source: Source) -> Iterator[ParseWarning]:
    """What the reader of a file was not sure of, or took out."""
    if not source.certain:
        yield warning("encoding_guessed", "The encoding was taken to be %(encoding)s.", encoding=source.encoding)
    if source.removed:
        yield warning("controls_removed", "%(count)s invisible characters were removed.", count=source.removed)
