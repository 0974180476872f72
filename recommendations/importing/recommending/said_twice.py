"""Lists and summaries that say once more what a report has recommended one by one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from recommendations.importing.parsed import TITLED, Recommendation
from recommendations.importing.signs.han import either_script
from recommendations.importing.structure.titles import words_of

FEWEST = 2  # recommendations in such a list, and places it gathers from
ALIKE = 0.6  # of the words of an entry that stand in what it says once more
FEWEST_LEADING, LEADING = 5, 0.3  # of the items of a paragraph, said again as titled ones
MOSTLY = 0.6  # of the entries of such a list
FEWEST_POINTING = 3  # entries of a summary that say where in the report they stand
# "(paragraph 4.16)", "(Recommendation, Paragraphs 47 and 48)" at the end of an entry.
PLACE = re.compile(
    either_script(
        r"[(（\[](?:[^()（）\[\]]{0,40}[\s,])?(?:para(?:graph|\.)?s?|paragraphes?|párrafos?|пункт\w*|п{1,2}\.|الفقر(?:ة|ات|تان|تين)|第)"
        r"\s?(?P<places>\d[\d.,;\s–-]*(?:(?:and|et|y|и|و|和|及|至|to)\s?\d[\d.,;\s–-]*)*)段?\s*[)）\]]\s*[.。;；]?$"
    ),
    re.IGNORECASE,
)
LONGEST_PLACE = 120  # characters
ENDS_PLACE = "）)].。;；"
NUMBER = re.compile(r"\d+(?:\.\d+)*")
MOST_PLACES = 50  # recommendations by which a word still tells something: with more, long lists would take their square


def lists_again(recommendations: Sequence[Recommendation]) -> set[str]:
    """The paragraphs whose items say once more what stands elsewhere; "" is none."""
    groups: dict[str, list[int]] = {}
    for index, node in enumerate(recommendations):
        is_entry = node.mark != node.paragraph  # two sentences in bold are no list
        if node.paragraph and is_entry and not node.recommending and not node.ref.startswith(TITLED):
            groups.setdefault(node.paragraph, []).append(index)
    gathering = [(paragraph, items) for paragraph, items in groups.items() if len(items) >= FEWEST]
    told = Words(recommendations) if gathering else None
    return {paragraph for paragraph, items in gathering if told and _says_again(items, recommendations, told)}


def said_in_titles(recommendations: Sequence[Recommendation]) -> set[str]:
    """The references of what titled recommendations say in nearly the same words; where they say much of a paragraph,
    its other lists lead up to them."""
    untitled: dict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(recommendations):
        if not node.ref.startswith(TITLED):
            untitled[node.paragraph].append(place)
    if not untitled or sum(map(len, untitled.values())) == len(recommendations):
        return set()
    told = Words(recommendations)
    again: set[int] = set()
    for places in untitled.values():
        same = {
            place for place in places if any(recommendations[one].ref.startswith(TITLED) for one in told.same(place))
        }
        much = len(same) >= max(FEWEST_LEADING, LEADING * len(places))
        again |= set(places) if much else same
    return {recommendations[place].ref for place in again}


def summed_up(recommendations: Sequence[Recommendation]) -> set[str]:
    """The references of the entries of a summary that say by its number in which paragraph they stand, where that is
    read as well; and of others of that summary that are said elsewhere in the same words."""
    of_paragraph: dict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(recommendations):
        of_paragraph[node.paragraph].append(place)
    pointed = {place: _pointed(node, recommendations, of_paragraph) for place, node in enumerate(recommendations)}
    again = {place for place, others in pointed.items() if any(not pointed[other] or other < place for other in others)}
    pointing = Counter(_chapter(recommendations[place]) for place in again)
    size = Counter(map(_chapter, recommendations))
    chapters = {one for one, count in pointing.items() if count >= max(FEWEST_POINTING, size[one] / 2)}
    rest = [place for place, node in enumerate(recommendations) if place not in again and _chapter(node) in chapters]
    told = Words(recommendations) if rest else None
    for place in rest:
        others = [other for other, _shared in told.alike(place)] if told else []
        again |= {place} if any(_chapter(recommendations[other]) not in chapters for other in others) else set()
    return {recommendations[place].ref for place in again}


def _pointed(
    node: Recommendation, recommendations: Sequence[Recommendation], of_paragraph: dict[str, list[int]]
) -> list[int]:
    """The recommendations that say the same in a paragraph which a recommendation names at its end."""
    found = PLACE.search(node.text[-LONGEST_PLACE:]) if node.text[-1:] in ENDS_PLACE else None
    if found is None:
        return []
    words = words_of(node.text)
    numbers = [number for number in NUMBER.findall(found["places"]) if number != node.paragraph]
    return [
        other
        for number in numbers
        for other in of_paragraph.get(number, ())
        if _alike(words, words_of(recommendations[other].text))
    ]


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether the shorter of two texts shares most of its words with the longer."""
    return len(one & other) >= max(FEWEST, ALIKE * min(len(one), len(other)))


def _chapter(node: Recommendation) -> str:
    """What the number of its paragraph counts within: "8." of 8.6, "[2]" of a numbering that begins anew."""
    if node.ref.startswith(TITLED):
        return TITLED
    number, bracket, again = node.paragraph.partition("[")
    return f"{number.rpartition('.')[0]}{bracket}{again}"


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

    def same(self, item: int) -> Iterator[int]:
        """Those that say the same in nearly the same words, no fewer and no more."""
        return (other for other, shared in self.alike(item) if shared >= ALIKE * len(self.of[other]))

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
