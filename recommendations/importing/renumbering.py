"""Parts to which a corrected file gives other numbers: told by their words, so that what hangs on them goes along."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.stored import StoredNode, StoredReport

# Numbers within a text change with a renumbering too ("paragraph 8 above"), and so do the marks at its end.
_NO_WORDS = re.compile(r"[\W\d_]+")

# A place in the edition as stored, and one in the file.
Pair = tuple[int, int]


@dataclass(frozen=True)
class Renumbering:
    """`moves` are the new numbers of paragraphs and references of recommendations by the stored ones.

    `exchanged` are recommendations whose words now stand under the reference of another one, while the others around
    them stay: whether they have moved, or their texts were mixed up before, nobody can tell from the file.
    """

    moves: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    exchanged: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moves)


def renumbering(nodes: Mapping[Kind, Sequence[Node]], stored: StoredReport) -> Renumbering:
    """How a file numbers anew what is stored of the report in its language."""
    moves: dict[Kind, Mapping[str, str]] = {}
    exchanged: tuple[tuple[str, str], ...] = ()
    for kind in (Kind.PARAGRAPH, Kind.RECOMMENDATION):
        rows = stored.nodes[kind]
        before = [row.node for row in rows.values() if row.text_id is not None and not row.missing]
        pairs, crossed = _together(before, nodes[kind])
        new = {before[old].key: nodes[kind][place].key for old, place in pairs}
        new = {old: key for old, key in new.items() if old != key}
        if kind is Kind.RECOMMENDATION:
            taken = set(new.values())
            named = _named_after(rows, moves.get(Kind.PARAGRAPH, {}))
            new |= {old: key for old, key in named if key not in taken}
        if new:
            moves[kind] = new | dict(_out_of_the_way(rows, new, {node.key for node in nodes[kind]}))
        if kind is Kind.RECOMMENDATION:
            exchanged = tuple((before[old].key, nodes[kind][place].key) for old, place in crossed)
    return Renumbering(moves, exchanged)


def under_new_numbers(stored: StoredReport, moves: Mapping[Kind, Mapping[str, str]]) -> StoredReport:
    """What is stored as it is called once the parts have their new numbers."""
    if not moves:
        return stored
    number, reference = moves.get(Kind.PARAGRAPH, {}), moves.get(Kind.RECOMMENDATION, {})
    renamed = {"paragraph": number, "parent": reference}

    def called(row: StoredNode, key: str, fields: Iterable[str] = ()) -> StoredNode:
        told = {name: renamed[name].get(row.node.fields[name], row.node.fields[name]) for name in fields}
        return replace(row, node=replace(row.node, key=key, fields={**row.node.fields, **told}))

    nodes = dict(stored.nodes)
    nodes[Kind.PARAGRAPH] = {
        number.get(key, key): called(row, number.get(key, key)) for key, row in nodes[Kind.PARAGRAPH].items()
    }
    nodes[Kind.FOOTNOTE] = {key: called(row, key, ["paragraph"]) for key, row in nodes[Kind.FOOTNOTE].items()}
    for kind, fields in ((Kind.RECOMMENDATION, ["parent", "paragraph"]), (Kind.POSITION, [])):
        nodes[kind] = {
            reference.get(key, key): called(row, reference.get(key, key), fields) for key, row in nodes[kind].items()
        }
    answered = stored.answered
    if stored.nodes[Kind.RECOMMENDATION]:
        ids = {reference.get(key, key): pk for key, pk in answered.ids.items()}
        positions = {reference.get(key, key): row for key, row in answered.positions.items()}
        answered = replace(answered, ids=ids, positions=positions)
    noted = {number.get(key, key): count for key, count in stored.noted.items()}
    return replace(stored, nodes=nodes, noted=noted, answered=answered)


def _named_after(rows: Mapping[str, StoredNode], numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """References that begin with the old number of a paragraph, of what only other editions have."""
    for key, row in rows.items():
        old = row.node.fields["paragraph"]
        rest = key.removeprefix(old)
        if row.text_id is None and old in numbers and rest != key and not rest[:1].isdigit():
            yield key, numbers[old] + rest


def _out_of_the_way(rows: Iterable[str], moves: Mapping[str, str], printed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """New numbers for what has none in the file, and whose own one belongs to another part now: 4 becomes 4[2]."""
    taken = set(moves.values())
    known = {*rows, *printed, *taken}
    for key in rows:
        if key in taken and key not in moves:
            count = 2
            while f"{key}[{count}]" in known:
                count += 1
            known.add(f"{key}[{count}]")
            yield key, f"{key}[{count}]"


def _together(before: Sequence[Node], after: Sequence[Node]) -> tuple[list[Pair], list[Pair]]:
    """(what goes together by its words, what does too but crosses as much of the rest as it would take along)."""
    old, new = [_words(node) for node in before], [_words(node) for node in after]

    def moved(pair: Pair) -> bool:
        return before[pair[0]].key != after[pair[1]].key

    certain = list(_said_once(old, new))
    chain = longest_rising(certain)
    loose = set(certain).difference(chain)
    taken: list[Pair] = []
    for (_shift, is_moved), group in groupby(chain, key=lambda pair: (pair[1] - pair[0], moved(pair))):
        run = list(group)
        if not is_moved or len(run) > sum(_crosses(one, run) for one in loose):
            taken += run
    pairs = [*taken]
    start, end = (-1, -1), (len(old), len(new))
    for left, right in pairwise([start, *taken, end]):
        if {left, right} != {start, end} and all(moved(pair) for pair in (left, right) if pair not in (start, end)):
            pairs += _between(left, right, old, new)
    numbers = {after[pair[1]].key for pair in pairs if moved(pair)}
    olds, news = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    left_over = [pair for pair in certain if pair[0] not in olds and pair[1] not in news and moved(pair)]
    # What lost its number to another part is where its words are.
    pairs += [pair for pair in left_over if before[pair[0]].key in numbers]
    return pairs, [pair for pair in left_over if before[pair[0]].key not in numbers]


def _words(node: Node) -> str:
    return _NO_WORDS.sub("", node.text).casefold()


def _said_once(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Where words that occur once in each stand."""
    times, times_now = Counter(old), Counter(new)
    places = {words: place for place, words in enumerate(new)}
    for place, words in enumerate(old):
        if words and times[words] == times_now[words] == 1:
            yield place, places[words]


def longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The most pairs that stand in the same order on both sides."""
    ends: list[int] = []  # the lowest place with which a chain of each length ends
    last: list[int] = []  # the pair with which it does
    before: list[int | None] = []
    for index, (_old, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1], last[length : length + 1] = [place], [index]
    chain: list[Pair] = []
    at = last[-1] if last else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _crosses(one: Pair, run: Iterable[Pair]) -> bool:
    return any((one[0] - old) * (one[1] - new) < 0 for old, new in run)


def _between(left: Pair, right: Pair, old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """What goes together between two pairs: one by one where there are as many, else what says the same beside them."""
    olds, news = range(left[0] + 1, right[0]), range(left[1] + 1, right[1])
    if len(olds) == len(news):
        yield from zip(olds, news, strict=True)
        return
    same = 0
    while same < min(len(olds), len(news)) and old[olds[same]] == new[news[same]]:
        yield olds[same], news[same]
        same += 1
    rest = min(len(olds), len(news)) - same
    for back in range(1, rest + 1):
        if old[olds[-back]] != new[news[-back]]:
            break
        yield olds[-back], news[-back]
