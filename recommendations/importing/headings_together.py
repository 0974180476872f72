"""Which heading of a file is which stored one: by its words in the same language, else by what stands below it.

Headings have no number that all editions share, and one that is missing or new must not shift those behind it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.renumbering import Pair, longest_rising
from recommendations.importing.stored import StoredReport

# The paragraph, or the item of a list, that a heading stands above.
Below = tuple[Kind, str]
T = TypeVar("T")

# By what headings above the same part look alike, from the surest on.
_LOOKS: tuple[Callable[[Node], object], ...] = (
    lambda node: (bool(node.fields["numeral"]), node.fields["level"]),
    lambda node: node.fields["level"],
    lambda _node: True,
)


def with_stored_headings(nodes: dict[Kind, list[Node]], stored: StoredReport) -> dict[Kind, list[Node]]:
    """The parts of a file, with the keys of the stored headings for the same headings, and new keys for new ones."""
    headings, known = nodes[Kind.SECTION], [row.node for row in stored.nodes[Kind.SECTION].values()]
    there = {kind: [row.node for row in stored.nodes[kind].values()] for kind in nodes}
    below, below_known = _below(headings, nodes), _below(known, there)
    pairs = list(_same_words(headings, known))
    pairs = longest_rising(sorted([*pairs, *_above_the_same(headings, known, below, below_known, pairs)]))
    pairs += list(_in_gaps(headings, known, pairs, _elsewhere(below, below_known, nodes, stored)))
    keys = {headings[here].key: known[place].key for here, place in pairs}
    taken = {*stored.nodes[Kind.SECTION]}
    for node in headings:
        if node.key not in keys:
            keys[node.key] = _new_key(node, keys, taken)
            taken.add(keys[node.key])
    keys[""] = ""
    named = {Kind.SECTION: "parent", Kind.PARAGRAPH: "section", Kind.RECOMMENDATION: "theme"}
    renamed = {
        kind: [replace(node, fields={**node.fields, name: keys[node.fields[name]]}) for node in nodes[kind]]
        for kind, name in named.items()
    }
    renamed[Kind.SECTION] = [replace(node, key=keys[node.key]) for node in renamed[Kind.SECTION]]
    return nodes | renamed


def _below(headings: Sequence[Node], nodes: Mapping[Kind, Sequence[Node]]) -> dict[str, Below]:
    """For each heading, by its key, the first paragraph under it; the first item where there is none."""
    above = {node.key: node.fields["parent"] for node in headings}
    found: dict[str, Below] = {}
    for kind, name in ((Kind.PARAGRAPH, "section"), (Kind.RECOMMENDATION, "theme")):
        for node in nodes[kind]:
            key = node.fields[name]
            while key:
                found.setdefault(key, (kind, node.key))
                key = above[key]
    return found


def _same_words(headings: Sequence[Node], known: Sequence[Node]) -> Iterator[Pair]:
    """Headings in the same words that occur once on both sides."""
    here, there = _places(node.text for node in headings), _places(node.text for node in known)
    for words, places in here.items():
        if words and len(places) == 1 and len(there.get(words, ())) == 1:
            yield places[0], there[words][0]


def _above_the_same(
    headings: Sequence[Node],
    known: Sequence[Node],
    below: Mapping[str, Below],
    below_known: Mapping[str, Below],
    pairs: Sequence[Pair],
) -> Iterator[Pair]:
    """Headings above the same part, each at most once. Of one and what is below it, the lowest go together first."""
    heres, theres = {here for here, _place in pairs}, {place for _here, place in pairs}
    there = _places(None if place in theres else below_known.get(node.key) for place, node in enumerate(known))
    for part, mine in _places(
        None if here in heres else below.get(node.key) for here, node in enumerate(headings)
    ).items():
        others = there.get(part, []) if part else []
        for look in _LOOKS:
            for here in mine[::-1]:
                alike = [place for place in others if look(known[place]) == look(headings[here])]
                if alike:
                    mine.remove(here)
                    others.remove(alike[-1])
                    yield here, alike[-1]


def _places(values: Iterable[T]) -> dict[T, list[int]]:
    found: dict[T, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        found[value].append(place)
    return found


def _elsewhere(
    below: Mapping[str, Below],
    below_known: Mapping[str, Below],
    nodes: Mapping[Kind, Sequence[Node]],
    stored: StoredReport,
) -> set[str]:
    """Keys of headings above a part that the other side has too, but without a heading."""
    here = {(kind, node.key) for kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION) for node in nodes[kind]}
    there = {(kind, key) for kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION) for key in stored.nodes[kind]}
    common = here & there
    return {f"here {key}" for key, part in below.items() if part in common} | {
        f"there {key}" for key, part in below_known.items() if part in common
    }


def _in_gaps(
    headings: Sequence[Node], known: Sequence[Node], pairs: Sequence[Pair], elsewhere: set[str]
) -> Iterator[Pair]:
    """What is left between two that go together: one by one where there are as many on both sides."""
    for left, right in pairwise([(-1, -1), *pairs, (len(headings), len(known))]):
        rest, others = range(left[0] + 1, right[0]), range(left[1] + 1, right[1])
        if len(rest) == len(others):
            for here, place in zip(rest, others, strict=True):
                if not {f"here {headings[here].key}", f"there {known[place].key}"} <= elsewhere:
                    yield here, place


def _new_key(node: Node, keys: Mapping[str, str], taken: set[str]) -> str:
    parent = node.fields["parent"]
    above = f"{keys[parent]}/" if parent else ""
    sort = "n" if node.fields["numeral"] else "u"
    count = 1
    while f"{above}{sort}{count}" in taken:
        count += 1
    return f"{above}{sort}{count}"
