"""The longest phrases two texts share, weighed by rarity: what a person is shown as the reason of a match."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from recommendations.search import Term, terms, tidy

# Particles that cling to the ends of a Chinese phrase cut by characters.
_PARTICLES = "的和与及或等其在对为以并之了将各该"
_JOINERS = frozenset({"", "-", "‐", "‑", "/", "'", "’"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its terms and the keys they are compared by (stems, for words)."""

    text: str
    terms: tuple[Term, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str, key: Callable[[str], str]) -> "Reading":
        tidied = tidy(text)
        found = tuple(terms(tidied))
        return cls(tidied, found, tuple(key(term.text) for term in found))


def shared_phrases(wanted: Reading, other: Reading, telling: Mapping[str, float], limit: int) -> list[str]:
    """The phrases of `wanted`, as written there, that `other` contains, weightiest first, none inside another.

    `telling` holds the rarity of each key worth telling; a phrase neither begins nor ends with another key.
    """
    weighed = []
    for run in _shared_runs(wanted, other):
        first, last = _without_common_ends(wanted, *run, telling)
        if first < last:
            phrase = wanted.text[wanted.terms[first].start : wanted.terms[last - 1].end].strip(_PARTICLES)
            weighed.append((sum(telling.get(key, 0.0) for key in set(wanted.keys[first:last])), phrase))
    chosen: list[str] = []
    for _weight, phrase in sorted(weighed, key=lambda pair: -pair[0]):
        if len(phrase) > 1 and not phrase.isdigit() and not any(phrase in longer for longer in chosen):
            chosen.append(phrase)
    return chosen[:limit]


def shared_symbols(wanted: Reading, other: Reading) -> list[str]:
    """Symbols and resolutions such as A/67/50 or 66/181 that both texts cite, as `wanted` writes them."""
    theirs = set(other.keys)
    cited = {
        wanted.text[term.start : term.end]: None
        for term, key in zip(wanted.terms, wanted.keys, strict=True)
        if "/" in term.text and key in theirs
    }
    return list(cited)


def _shared_runs(wanted: Reading, other: Reading) -> Iterator[tuple[int, int]]:
    """Bounds of the longest stretches of terms of `wanted` that follow one another in `other` too."""
    theirs, follow = set(other.keys), set(pairwise(other.keys))
    start = None
    for position, key in enumerate(wanted.keys):
        if start is not None and not (
            (wanted.keys[position - 1], key) in follow and _adjoin(wanted, position - 1, position)
        ):
            yield start, position
            start = None
        if start is None and key in theirs:
            start = position
    if start is not None:
        yield start, len(wanted.keys)


def _adjoin(reading: Reading, left: int, right: int) -> bool:
    between = reading.text[reading.terms[left].end : reading.terms[right].start]
    return between.strip() in _JOINERS


def _without_common_ends(reading: Reading, first: int, last: int, telling: Mapping[str, float]) -> tuple[int, int]:
    if not any(key in telling for key in reading.keys[first:last]):
        return first, first
    # Overlapping pairs are left alone: without its last pair a Chinese phrase would end in half a word.
    while reading.keys[first] not in telling and not _overlap(reading, first):
        first += 1
    while reading.keys[last - 1] not in telling and not _overlap(reading, last - 2):
        last -= 1
    return first, last


def _overlap(reading: Reading, position: int) -> bool:
    """Whether the term shares a character with the one after it."""
    following = reading.terms[position + 1 : position + 2]
    return bool(following) and following[0].start < reading.terms[position].end
