"""Lists that say once more, in fewer words, what a report has recommended one by one."""

from collections.abc import Sequence

from recommendations.importing.parsed import Recommendation
from recommendations.importing.titles import words_of

FEWEST = 2  # recommendations in such a list, and places it gathers from
ALIKE = 0.6  # of the words of an entry that stand in what it says once more
MOSTLY = 0.6  # of the entries of such a list


def lists_again(recommendations: Sequence[Recommendation]) -> set[str]:
    """The paragraphs whose items say once more what stands elsewhere; "" is none."""
    groups: dict[str, list[int]] = {}
    for index, node in enumerate(recommendations):
        if node.paragraph and not node.recommending and not node.ref.startswith("Recommendation"):
            groups.setdefault(node.paragraph, []).append(index)
    words = [words_of(node.text) for node in recommendations]
    return {
        paragraph
        for paragraph, items in groups.items()
        if len(items) >= FEWEST and _says_again(items, recommendations, words)
    }


def _says_again(items: Sequence[int], recommendations: Sequence[Recommendation], words: Sequence[set[str]]) -> bool:
    """Whether most of a list is said elsewhere in more words, and in several places."""
    own = set(items)
    found: list[tuple[int, int]] = []
    for item in items:
        least = max(FEWEST, len(words[item]) * ALIKE)
        others = (other for other in range(len(words)) if other not in own)
        best = max(others, key=lambda other: len(words[item] & words[other]), default=None)
        if best is not None and len(words[item] & words[best]) >= least:
            found.append((item, best))
    longer = sum(len(words[other]) for _item, other in found) > sum(len(words[item]) for item, _other in found)
    places = {recommendations[other].ref.split("(")[0] for _item, other in found}
    return longer and len(found) >= MOSTLY * len(items) and len(places) >= FEWEST
