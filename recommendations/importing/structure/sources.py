"""The numbered list of sources at the end of a report or chapter: "References", "1. Smith J. … 2016;165:345-55"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.importing.signs.paragraph_numbers import NumberCandidate
from recommendations.importing.structure.surroundings import Surroundings

FEWEST_SOURCES = 5
MOST_LINES_ABOVE = 3  # between the heading and the first source
WIDEST_JUMP = 3  # from one source to the next: the number of one may not be told
# When it was published, or where it is found.
PUBLISHED = re.compile(r"(?<!\d)(?:1[6-9]|20|1[34])\d\d(?!\d)|https?:|\bdoi\b|\bet al\b|ibid", re.IGNORECASE)


@dataclass(frozen=True)
class Sources:
    """The lines from a heading to the beginning of the last source below it."""

    heading: int
    last: int


def lists_of_sources(text: Surroundings, plain: Sequence[NumberCandidate]) -> list[Sources]:
    """The lists right below the heading of one, most entries of which say when or where they were published."""
    found: list[Sources] = []
    placed = [entry for entry in plain if entry.placed]
    for place, entry in enumerate(placed):
        if entry.number != 1 or (found and entry.index <= found[-1].last):
            continue
        heading = _heading_above(text, entry.index)
        run = _run(placed[place:]) if heading is not None else []
        if heading is not None and len(run) >= FEWEST_SOURCES and _are_published(text, run):
            found.append(Sources(heading, run[-1].index))
    return found


def _heading_above(text: Surroundings, index: int) -> int | None:
    end_matter = text.phrases.headings.end_matter
    above = range(index - 1, max(-1, index - 1 - MOST_LINES_ABOVE), -1)
    return next((at for at in above if end_matter.fullmatch(text.body[at].text.rstrip(" :："))), None)


def _run(entries: Sequence[NumberCandidate]) -> list[NumberCandidate]:
    """The entries that are counted on from the first; a line of one may begin with any other number."""
    run = [entries[0]]
    for entry in entries[1:]:
        if 0 < entry.number - run[-1].number <= WIDEST_JUMP:
            run.append(entry)
    return run


def _are_published(text: Surroundings, run: Sequence[NumberCandidate]) -> bool:
    ends = [*(entry.index for entry in run[1:]), run[-1].index + 2]
    said = (" ".join(line.text for line in text.body[entry.index : end]) for entry, end in zip(run, ends, strict=True))
    return sum(PUBLISHED.search(one) is not None for one in said) * 2 > len(run)
