"""Which paragraphs a recommendation rests on: texts in, ranked suggestions with their reasons out.

A paragraph is judged by what it says (cosine of rarity-weighted terms, its innermost heading read as part of it), by
how the headings it stands under answer the recommendation's theme, and by its company: the best paragraph of its
section and the paragraphs beside it lend it a little, because reports argue in runs of paragraphs.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

from recommendations.evidence.phrases import Reading, shared_phrases, shared_symbols
from recommendations.search import stem

# Round numbers from the middle of the range in which the figures of benchmarks/evidence.py hardly move.
CHAPEAU_WEIGHT = 0.5
THEME_WEIGHT = 0.02
SECTION_WEIGHT = 0.2
NEIGHBOUR_WEIGHT = 0.1

# A part of the score is told as a reason when it brings at least this share of the whole.
TOLD_FROM = 0.1
PHRASES_TOLD = 3

# The curve of `likelihood`.
_STRENGTH_SLOPE = 2.3
_SHARE_SLOPE = 3.7
_LEVEL = 2.2

# What a page shows without being asked for more: from here on, about every second suggestion is right.
SHOWN_FROM = 0.2
SHOWN_AT_MOST = 8

_SENTENCE_ENDS = (".", "。", "!", "！", "?", "？", "؟", "…")
_CLOSING = " \t\n\"'”’»」』)）]】"

Params: TypeAlias = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the headings it stands under, outermost first."""

    number: str
    text: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A recommendation looking for its evidence.

    `theme` is the heading it stands under in the list of recommendations, `chapeau` the text of its parents.
    """

    text: str
    theme: str = ""
    chapeau: str = ""


class Reason(NamedTuple):
    """Why a paragraph is suggested, ready to be stored as JSON and put into words elsewhere.

    "cites" {symbols} both name; "shares" {phrases}; "theme" {heading} answers the recommendation's own; "section"
    {heading, paragraph} and "neighbour" {paragraph}: the one named fits well and stands in the same section or beside.
    """

    code: str
    params: Params


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paragraph that may be evidence. `score`, from 0 to 1, estimates how likely a reader would link it."""

    paragraph: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def speaks_for_itself(self) -> bool:
        return any(reason.code in {"cites", "shares"} for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What each consideration brings to one passage: `heading` answers the theme, `leader` and `beside` lend."""

    own: float
    theme: float
    section: float
    neighbour: float
    heading: str
    leader: int
    beside: int | None

    @property
    def total(self) -> float:
        return self.own + self.theme + self.section + self.neighbour


class Matcher:
    """The passages of one report in one language, in reading order: read once, ranked for any number of wishes."""

    def __init__(self, passages: Sequence[Passage], *, language: str = "") -> None:
        self._passages = tuple(passages)
        self._read = partial(Reading.of, key=partial(stem, language=language))
        self._readings = [self._read(passage.text) for passage in self._passages]
        self._spread = Counter(key for reading in self._readings for key in set(reading.keys))
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, passage in enumerate(self._passages):
            heading = self._read(passage.headings[-1]).keys if passage.headings else ()
            for key, weight in self._weigh(Counter((*self._readings[position].keys, *heading))).items():
                self._holders[key].append((position, weight))
        headings = {heading for passage in self._passages for heading in passage.headings}
        self._headings = {heading: self._weigh(Counter(self._read(heading).keys)) for heading in headings}
        common = self._rarity_at(max(1.0, len(self._passages) / 3))
        self._telling = {key: rarity for key in self._spread if (rarity := self._rarity(key)) >= common}

    def rank(self, wanted: Wanted, *, limit: int | None = None) -> list[Suggestion]:
        """The passages that share anything with the recommendation, best first; ties in reading order."""
        text = self._read(wanted.text)
        judged = self._judge(wanted, text)
        order = sorted((at for at, parts in enumerate(judged) if parts.own), key=lambda at: -judged[at].total)
        return [
            Suggestion(
                paragraph=self._passages[at].number,
                score=likelihood(judged[at].total, judged[order[0]].total),
                reasons=tuple(self._reasons(text, at, judged)),
            )
            for at in order[:limit]
        ]

    def worth_showing(self, wanted: Wanted) -> list[Suggestion]:
        """The few suggestions likely enough to be put before a person unasked; there may be none.

        Company alone is not enough: the passage itself must share a telling phrase or a symbol.
        """
        best = self.rank(wanted, limit=SHOWN_AT_MOST)
        return [found for found in best if found.score >= SHOWN_FROM and found.speaks_for_itself]

    def _judge(self, wanted: Wanted, text: Reading) -> list[_Parts]:
        own = self._own(wanted, text)
        themes = self._themes(wanted.theme)
        leaders: dict[tuple[str, ...], int] = {}
        for at, passage in enumerate(self._passages):
            leader = leaders.setdefault(passage.headings, at)
            if own[at] > own[leader]:
                leaders[passage.headings] = at
        judged = []
        for at, passage in enumerate(self._passages):
            leader = leaders[passage.headings]
            beside = max(self._beside(at), key=own.__getitem__, default=None)
            heading = max(passage.headings, key=themes.__getitem__, default="")
            judged.append(
                _Parts(
                    own=own[at],
                    theme=THEME_WEIGHT * themes.get(heading, 0.0),
                    section=SECTION_WEIGHT * own[leader] if passage.headings else 0.0,
                    neighbour=0.0 if beside is None else NEIGHBOUR_WEIGHT * own[beside],
                    heading=heading,
                    leader=leader,
                    beside=beside,
                )
            )
        return judged

    def _own(self, wanted: Wanted, text: Reading) -> list[float]:
        asked: dict[str, float] = {**Counter(text.keys)}
        for key in self._read(wanted.chapeau).keys:
            asked[key] = asked.get(key, 0) + CHAPEAU_WEIGHT
        own = [0.0] * len(self._passages)
        for key, weight in self._weigh(asked).items():
            for at, held in self._holders.get(key, ()):
                own[at] += weight * held
        return own

    def _themes(self, theme: str) -> dict[str, float]:
        asked = self._weigh(Counter(self._read(theme).keys))
        return {
            heading: sum(weight * weights.get(key, 0.0) for key, weight in asked.items())
            for heading, weights in self._headings.items()
        }

    def _beside(self, at: int) -> list[int]:
        headings = self._passages[at].headings
        return [
            other
            for other in (at - 1, at + 1)
            if 0 <= other < len(self._passages) and self._passages[other].headings == headings
        ]

    def _reasons(self, text: Reading, at: int, judged: Sequence[_Parts]) -> Iterator[Reason]:
        parts, passage, reading = judged[at], self._passages[at], self._readings[at]
        told_from = TOLD_FROM * parts.total
        if symbols := shared_symbols(text, reading):
            yield Reason("cites", {"symbols": symbols})
        if phrases := shared_phrases(text, reading, self._telling, PHRASES_TOLD):
            yield Reason("shares", {"phrases": phrases})
        if parts.theme >= told_from:
            yield Reason("theme", {"heading": parts.heading})
        if parts.beside is not None and parts.neighbour >= told_from:
            yield Reason("neighbour", {"paragraph": self._passages[parts.beside].number})
        if parts.leader not in (at, parts.beside) and parts.section >= told_from:
            leader = self._passages[parts.leader].number
            yield Reason("section", {"heading": passage.headings[-1], "paragraph": leader})

    def _weigh(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Term weights of unit length: occurrences times rarity."""
        weights = {key: count * self._rarity(key) for key, count in counts.items()}
        length = math.hypot(*weights.values())
        return {key: weight / length for key, weight in weights.items()} if length else {}

    def _rarity(self, key: str) -> float:
        return self._rarity_at(self._spread[key])

    def _rarity_at(self, spread: float) -> float:
        # Falls to nearly nothing for what every passage says, so no list of stop words is needed in any language.
        return math.log((1 + len(self._passages)) / (0.5 + spread))


def argument(text: str, recommended: Collection[str]) -> str:
    """What a paragraph has to say as evidence once the recommendations it holds are taken out; may be nothing.

    To ask for a thing is no evidence for it, and a rest that does not end as a sentence only leads into a list.
    """
    if not recommended:
        return text
    for one in filter(None, recommended):
        text = text.replace(one, " ")
    return text if text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS) else ""


def likelihood(strength: float, best: float) -> float:
    """How likely a reader links a passage of this raw strength, the recommendation's best one being `best`.

    A logistic curve over the logarithm of the strength and the share of the best, fitted to readers' judgements
    together with recommendations on matters the report does not touch. Never changes the order.
    """
    return 1 / (1 + math.exp(-(_STRENGTH_SLOPE * math.log(strength) + _SHARE_SLOPE * strength / best + _LEVEL)))
