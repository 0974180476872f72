"""The grammar of paragraph numbers, "14.", "29A.12", "3 -", "1º"; which number a report, and which a list in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# "14.", "14 -", and as Spanish and French orders print them "14.-" and "14º Que", "1°. Prend".
PARAGRAPH_NUMBER = re.compile(
    r"(?P<number>\d{1,4})(?:\s?[.．、](?![\d.．º°])(?:\s?[-–—](?=\s|[^\W\d_]))?|\s+[-–—](?=\s)|[-–—]\s|"
    r"\.?[º°][.):]?(?:\s?[-–—])?(?=\s+[“«\"¿]?[^\W\d_a-zß-ÿ]))\s*"
)
# "12 The Department", "04 Nous": numbers without a point, tried where a report has none with one.
BARE_NUMBER = re.compile(r"(?P<number>0?\d{1,3})[ \t\u00a0\u3000]+(?=[“«\"‘¿¡(]*[^\W\d_])")
CHAPTER_NUMBER = re.compile(
    r"(?P<chapter>\d{1,3}[A-Z]?(?:\.\d{1,2})?)\.(?P<number>\d{1,3})(?:\.(?!\d)\s*|(?=\s)\s*|(?=[\u4e00-\u9fff]))"
)
# Arabic editions print 3-1 where the others print 3.1.
ARABIC_CHAPTER_NUMBER = re.compile(r"(?P<chapter>\d{1,2})-(?P<number>\d{1,2})\s+(?=[\u0621-\u064a«“\"(])")
FEWEST_LEFT = 3  # numbers in a row that are no chance
YEARS = range(1900, 2101)
MOST_WHOLE = 10  # numbers for each "(…)" in a text of excerpts
NEAR = 3  # how far a number may jump and still be taken for the next of its numbering


@dataclass(frozen=True)
class NumberCandidate:
    """A line that may begin a paragraph: its index, the number, and whether the text before it is complete.

    `announced` says that the text before calls for a list; `whole` that a sentence ends before the next candidate;
    `left_out` that the numbers before it may be missing, as in an excerpt, `cut` that "(…)" stands above it; `headed`
    that it stands below a heading.
    """

    index: int
    number: int
    placed: bool
    announced: bool = False
    whole: bool = True
    left_out: bool = False
    headed: bool = False
    cut: bool = False


def paragraph_number(text: str) -> tuple[int, str, str] | None:
    """(number, as printed, the text after it) where a line begins like a numbered paragraph."""
    stripped = text.lstrip()
    match = PARAGRAPH_NUMBER.match(stripped)
    if match is None:
        return None
    number, rest = int(match["number"]), stripped[match.end() :]
    if not rest and number in YEARS:
        return None  # the last word of a sentence, "by 2021."
    return number, match[0].strip(), rest


def bare_number(text: str) -> tuple[int, str, str] | None:
    """The same where no point stands behind the number, and a capital or a letter without case follows."""
    stripped = text.lstrip()
    match = BARE_NUMBER.match(stripped)
    if match is None or stripped[match.end() :].lstrip('“«"‘¿¡(')[0].islower():
        return None
    return int(match["number"]), match["number"], stripped[match.end() :]


def chapter_number(text: str) -> tuple[str, int, str, str] | None:
    """(chapter, number, as printed, the text after it) where a line begins like "29A.12 Text"."""
    stripped = text.lstrip()
    match = CHAPTER_NUMBER.match(stripped) or ARABIC_CHAPTER_NUMBER.match(stripped)
    if match is None:
        return None
    return match["chapter"], int(match["number"]), match[0].strip(), stripped[match.end() :]


def is_deep(text: str) -> bool:
    """Whether a line begins with a number of three parts, "6.2.12", and a capital, as no figure in a sentence does."""
    found = chapter_number(text)
    return found is not None and "." in found[0] and found[3][:1].isupper()


def paragraph_sequence(candidates: Sequence[NumberCandidate]) -> list[NumberCandidate]:
    """The candidates that are paragraphs: each the next number after the one before it.

    A gap is passed over only where the numbering plainly goes on behind it; nothing is filled in.
    """
    places: dict[int, list[int]] = {}
    for candidate in candidates:
        places.setdefault(candidate.number, []).append(candidate.index)
    sequence: list[NumberCandidate] = []
    for candidate in candidates:
        if not sequence:
            if _begins(candidate, places):
                sequence.append(candidate)
        elif _continues(candidate, sequence[-1].number, places):
            sequence.append(candidate)
    return sequence


def _begins(candidate: NumberCandidate, places: dict[int, list[int]]) -> bool:
    """Whether a report's paragraphs may begin here: with 1, or in an extract with what is counted on from."""
    if candidate.number == 1 or (candidate.placed and candidate.left_out):
        return True
    first = _next_place(places, 1, candidate.index)
    after = _next_place(places, candidate.number + 1, candidate.index)
    return candidate.placed and after is not None and (first is None or after < first)


def _continues(candidate: NumberCandidate, last: int, places: dict[int, list[int]]) -> bool:
    number, index = candidate.number, candidate.index
    after = _next_place(places, number + 1, index)
    if number == last + 1:
        if candidate.placed:
            return True
        again = _next_place(places, number, index)
        return again is None or (after is not None and after < again)
    if number <= last or not candidate.placed:
        return False
    if candidate.left_out:
        return True
    missing = _next_place(places, last + 1, index)
    if missing is not None and (after is None or after > missing):
        return False
    if missing is not None and number - last > NEAR and _next_place(places, last + 2, missing) is not None:
        return False  # the rows of a table begin with years, or with numbers of another list
    return after is not None or number - last - 1 <= 2


def _next_place(places: dict[int, list[int]], number: int, after: int) -> int | None:
    found = places.get(number, [])
    position = bisect_right(found, after)
    return found[position] if position < len(found) else None


def gaps(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of neighbours between which numbers are missing: (16, 18)."""
    return [(before, after) for before, after in pairwise(numbers) if after > before + 1]


def missing_between(numbers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of neighbours between which numbers are missing, within each chapter and numbering."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number in numbers:
        name, _, again = number.partition("[")
        chapter, dot, last = name.rpartition(".")
        if last.isdecimal():  # no Roman one
            groups.setdefault((chapter + dot, again and f"[{again}"), []).append(int(last))
    for (before, behind), ordinals in groups.items():
        yield from ((f"{before}{one}{behind}", f"{before}{other}{behind}") for one, other in gaps(ordinals))


def are_excerpts(candidates: Sequence[NumberCandidate]) -> bool:
    """Whether so much is left out of a text, by the "(…)" in it, that it is one of excerpts."""
    return 0 < len(candidates) <= sum(candidate.cut for candidate in candidates) * MOST_WHOLE


# --- several numberings in one file ---------------------------------------------------------------------------


@dataclass
class Numberings:
    """The numberings of a file, each a sequence of paragraphs; `listed` are numbers of lists inside paragraphs,
    `left` runs of numbers that fit in neither."""

    sequences: list[list[NumberCandidate]] = field(default_factory=list)
    listed: list[NumberCandidate] = field(default_factory=list)
    left: list[list[NumberCandidate]] = field(default_factory=list)

    @property
    def longest(self) -> int:
        """The place of the sequence with most whole paragraphs, the first of several; -1 if there is none."""
        sizes = [sum(candidate.whole for candidate in sequence) for sequence in self.sequences]
        return sizes.index(max(sizes)) if sizes else -1

    @property
    def named(self) -> list[list[str]]:
        """What the paragraphs of each sequence are called: those of the longest by their numbers, of others "1[2]". Of
        several excerpts none is the main one: there only numbers that earlier ones have are told apart, and with them
        all of an excerpt most of whose numbers they have."""
        in_excerpts = are_excerpts([entry for sequence in self.sequences for entry in sequence])
        given: set[int] = set()
        names: list[list[str]] = []
        for place, sequence in enumerate(self.sequences):
            again = [entry.number in given for entry in sequence]
            suffix = f"[{place + 1}]" if in_excerpts else self._suffix(place)
            every = not in_excerpts or sum(again) * 2 > len(sequence)
            names.append(
                [
                    f"{entry.number}{suffix if every or repeated else ''}"
                    for entry, repeated in zip(sequence, again, strict=True)
                ]
            )
            given |= {entry.number for entry in sequence}
        return names

    def _suffix(self, place: int) -> str:
        return "" if place == self.longest else f"[{place + 1 if place > self.longest else place + 2}]"


def numberings(candidates: Sequence[NumberCandidate]) -> Numberings:
    """Tells the lists numbered like paragraphs from the paragraphs, and a numbering that starts again from the first.

    A number 1 behind others opens a list where the text announces one or the outer numbering goes on later; else it
    is a new numbering.
    """
    spans, listed = _Spans(candidates).separate()
    opening = {entry.index for entry in _opening_lists(spans, listed)} if are_excerpts(candidates) else set()
    sequences = [
        sequence
        for span in spans
        if (sequence := paragraph_sequence(span) or [entry for entry in span if entry.index in opening])
    ]
    real = [
        sequence
        for sequence in sequences
        if (len(sequence) > 1 or sequence[0].index in opening) and any(entry.whole for entry in sequence)
    ]
    found = Numberings(real or sequences[:1], listed)
    found.left = _runs_left(
        candidates, {entry.index for entry in (*listed, *(each for one in sequences for each in one))}
    )
    return found


def _opening_lists(
    spans: Sequence[Sequence[NumberCandidate]], listed: Sequence[NumberCandidate]
) -> Iterator[NumberCandidate]:
    """The numbers that stand alone in their span, below a heading, and open a list: all that an excerpt has left."""
    places = [entry.index for entry in listed]
    for span, behind in pairwise([*spans, []]):
        last = behind[0].index if behind else places[-1] + 1 if places else 0
        alone = len(span) == 1 and span[0].placed and span[0].headed
        if alone and bisect_right(places, span[0].index) < bisect_right(places, last):
            yield span[0]


def _runs_left(candidates: Sequence[NumberCandidate], taken: set[int]) -> list[list[NumberCandidate]]:
    """The runs of numbers, each the next, that neither a numbering nor a list took up, behind the first that did."""
    first = min(taken, default=0)
    runs: list[list[NumberCandidate]] = []
    for entry in candidates:
        if entry.index in taken or entry.index < first or not entry.placed:
            continue
        if runs and entry.number == runs[-1][-1].number + 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return [run for run in runs if len(run) >= FEWEST_LEFT]


class _Spans:
    """Goes through the candidates once, with the last number of the outer numbering and of the list inside it; over a
    gap that is too wide for the last the `highest` counts."""

    def __init__(self, candidates: Sequence[NumberCandidate]) -> None:
        self.candidates = candidates
        self.in_excerpts = are_excerpts(candidates)
        self.breaks: dict[int, list[int]] = {}  # number -> where it stands without its predecessor right before it
        for place, candidate in enumerate(candidates):
            if candidate.placed and (place == 0 or candidates[place - 1].number != candidate.number - 1):
                self.breaks.setdefault(candidate.number, []).append(place)
        self.last = self.highest = 0
        self.inner: int | None = None

    def separate(self) -> tuple[list[list[NumberCandidate]], list[NumberCandidate]]:
        spans: list[list[NumberCandidate]] = [[]]
        listed: list[NumberCandidate] = []
        for place, candidate in enumerate(self.candidates):
            if self._in_list(place, candidate):
                listed.append(candidate)
                continue
            if self._restarts(place, candidate):
                spans.append([])
                self.last = self.highest = 0
            spans[-1].append(candidate)
            self.highest = max(self.highest, candidate.number if candidate.placed else 0)
            goes_on = 0 < candidate.number - self.last <= NEAR or (candidate.left_out and candidate.number > self.last)
            if candidate.placed and (not self.last or goes_on):
                self.last = candidate.number
                self.inner = None
        return spans, listed

    def _in_list(self, place: int, candidate: NumberCandidate) -> bool:
        number = candidate.number
        if not candidate.placed:
            return False
        if self.inner is not None and number == self.inner + 1:
            if number != self.last + 1 or self._later(number, place):
                self.inner = number
                return True
            return False
        if self._jumps_in_list(place, candidate) or self._begins_left_out(candidate):
            self.inner = number
            return True
        anew = self.inner is not None and not (self.in_excerpts and candidate.headed)
        opens = number == 1 and self.last > 0 and (anew or self._followed(place))
        if opens and (candidate.announced or self._later(self.last + 1, place)):
            self.inner = 1
            return True
        return False

    def _jumps_in_list(self, place: int, candidate: NumberCandidate) -> bool:
        """Whether a number goes on with the list over a gap: one too far from the outer numbering, its next behind."""
        number = candidate.number
        if self.inner is None or number <= self.inner:
            return False
        if candidate.left_out:
            return number <= self.highest
        if number - self.inner > NEAR or 0 < number - self.last <= NEAR:
            return False
        return place + 1 < len(self.candidates) and self.candidates[place + 1].number == number + 1

    def _begins_left_out(self, candidate: NumberCandidate) -> bool:
        """Whether a list of an excerpt begins with a later item: "that the State: (…) 5. Adopt …"."""
        goes_on = 0 < candidate.number - self.last <= NEAR
        later = 1 < candidate.number <= self.highest and not goes_on
        return candidate.left_out and candidate.announced and later

    def _restarts(self, place: int, candidate: NumberCandidate) -> bool:
        if not candidate.placed or not candidate.whole or not self.last:
            return False
        if candidate.left_out and candidate.number <= self.last:
            return True
        return candidate.number == 1 and (self._followed(place) or (self.in_excerpts and candidate.headed))

    def _followed(self, place: int) -> bool:
        return place + 1 < len(self.candidates) and self.candidates[place + 1].number == 2

    def _later(self, number: int, place: int) -> bool:
        return _next_place(self.breaks, number, place) is not None
