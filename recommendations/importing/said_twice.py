"""Lists that say once more, in fewer words, what a report has recommended one by one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from recommendations.importing.parsed import Recommendation
from recommendations.importing.titles import words_of

FEWEST = 2  # recommendations in such a list, and places it gathers from
ALIKE = 0.6  # of the words of an entry that stand in what it says once more
MOSTLY = 0.6  # of the entries of such a list
MOST_PLACES = 50  # recommendations by which a word still tells something: with more, long lists would take their square


def lists_again(recommendations: Sequence[Recommendation]) -> set[str]:
    """The paragraphs whose items say once more what stands elsewhere; "" is none."""
    groups: dict[str, list[int]] = {}
    for index, node in enumerate(recommendations):
        if node.paragraph and not node.recommending and not node.ref.startswith("Recommendation"):
            groups.setdefault(node.paragraph, []).append(index)
    gathering = [(paragraph, items) for paragraph, items in groups.items() if len(items) >= FEWEST]
    told = Words(recommendations) if gathering else None
    return {paragraph for paragraph, items in gathering if told and _says_again(items, recommendations, told)}


class Words:
    """The words of recommendations, and in which of them each stands."""

    def __init__(self, recommendations: Sequence[Recommendation]) -> None:
        self.of = [words_of(node.text) for node in recommendations]
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.of):
            for word in words:
                self.places[word].append(place)

    def alike(self, item: int) -> Iterator[tuple[int, int]]:
        """(other, words shared) of those that share so many of an item's words that they may say the same."""
        for other in sorted(self.candidates(item)):
            shared = len(self.of[item] & self.of[other])
            if shared >= self._least(item):
                yield other, shared

    def candidates(self, item: int) -> set[int]:
        """Whoever shares so many has one of any that are more than the rest: the rarest lead to few."""
        rarest = sorted(self.of[item], key=lambda word: (len(self.places[word]), word))
        telling = rarest[: max(0, len(rarest) - self._least(item) + 1)]
        return {other for word in telling if len(self.places[word]) <= MOST_PLACES for other in self.places[word]}

    def _least(self, item: int) -> int:
        return ceil(max(FEWEST, len(self.of[item]) * ALIKE))


def _says_again(items: Sequence[int], recommendations: Sequence[Recommendation], words: Words) -> bool:
    """Whether most of a list is said elsewhere in more words, and in several places."""
    own = set(items)
    found: list[tuple[int, int]] = []
    for item in items:
        others = ((other, shared) for other, shared in words.alike(item) if other not in own)
        best = max(others, key=lambda one: one[1], default=None)
        if best is not None:
            found.append((item, best[0]))
    longer = sum(len(words.of[other]) for _item, other in found) > sum(len(words.of[item]) for item, _other in found)
    places = {recommendations[other].ref.split("(")[0] for _item, other in found}
    return longer and len(found) >= MOSTLY * len(items) and len(places) >= FEWEST
