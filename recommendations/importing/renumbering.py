"""Parts to which a corrected file gives other numbers: told by their words, so that what hangs on them goes along."""

import re
from bisect import bisect_left
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.stored import StoredNode, StoredReport

# Numbers within a text change with a renumbering too ("paragraph 8 above"), and so do the marks at its end.
_NO_WORDS = re.compile(r"[\W\d_]+")

_COUNTED = re.compile(r"\d+|[^\W\d_]+|[\W_]+")
# From which share of equal pairs of letters on two texts are taken for one that was changed.
ALIKE = 0.4

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
        same = {before[old].key: nodes[kind][place].key for old, place in sorted(pairs)}
        rest = _the_rest(rows, same, moves.get(Kind.PARAGRAPH, {}), (node.key for node in nodes[kind]))
        if new := {old: key for old, key in {**same, **rest}.items() if old != key}:
            moves[kind] = new
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


def follows(one: str, other: str) -> bool:
    """Whether a number is the next after another one: 140.5 after 140.4, 8(b) after 8(a)."""
    pairs = [pair for pair in zip(_COUNTED.findall(one), _COUNTED.findall(other), strict=False) if pair[0] != pair[1]]
    if len(_COUNTED.findall(one)) != len(_COUNTED.findall(other)) or len(pairs) != 1:
        return False
    before, after = pairs[0]
    if before.isdecimal() and after.isdecimal():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1


def _the_rest(
    rows: Mapping[str, StoredNode], new: Mapping[str, str], numbers: Mapping[str, str], printed: Iterable[str]
) -> dict[str, str]:
    """New numbers for what the file does not have: where its own is another part's now, and where what it belongs to,
    or in other editions what stands beside it, has moved. `numbers` are the new ones of paragraphs, for references."""
    found: dict[str, str] = {}
    taken = set(new.values())
    known = {*rows, *printed, *taken}
    called = ChainMap(found, dict(new))

    def settle(key: str, number: str) -> None:
        count = 2
        free = number
        while free in taken or (free != number and free in known):
            free = f"{number}[{count}]"
            count += 1
        taken.add(free)
        if free != key:
            found[key] = free

    for key, row in rows.items():
        if key not in new and row.text_id is not None:
            settle(key, _below(row, called) or key)
    beside = _beside(rows)
    for key, row in rows.items():
        if key not in new and row.text_id is None:
            before, after = beside[key]
            number = _shifted(key, before, new.get(before, before)) or _below(row, called)
            number = number or _in_paragraph(row, numbers)
            if key in taken:
                number = number or _shifted(key, after, new.get(after, after))
            settle(key, number or key)
    return found


def _below(row: StoredNode, new: Mapping[str, str]) -> str:
    """The reference of a part as its whole is called now; "" where that has not moved."""
    parent = row.node.fields.get("parent", "")
    return new[parent] + row.node.key[len(parent) :] if parent in new and row.node.key.startswith(parent) else ""


def _in_paragraph(row: StoredNode, numbers: Mapping[str, str]) -> str:
    """A reference that begins with the number of its paragraph, as that is called now; "" for another."""
    old = row.node.fields.get("paragraph", "")
    rest = row.node.key.removeprefix(old)
    return numbers[old] + rest if old in numbers and rest != row.node.key and not rest[:1].isdigit() else ""


def _beside(rows: Mapping[str, StoredNode]) -> dict[str, tuple[str, str]]:
    """For each part the one before and the one behind it that the edition has, "" at the ends."""
    keys = [*rows]
    before: list[str] = []
    after: list[str] = []
    for order, found in ((keys, before), (keys[::-1], after)):
        last = ""
        for key in order:
            found.append(last)
            last = key if rows[key].text_id is not None else last
    return dict(zip(keys, zip(before, after[::-1], strict=True), strict=True))


def _shifted(key: str, old: str, new: str) -> str:
    """A number moved as far as another one, from `old` to `new`: 140.5 to 140.6 where 140.4 is 140.5; else ""."""
    mine, olds, news = (_COUNTED.findall(one) for one in (key, old, new))
    places = [place for place, pair in enumerate(zip(olds, news, strict=False)) if pair[0] != pair[1]]
    if len(olds) != len(news) or len(places) != 1 or mine[: places[0]] != olds[: places[0]] or len(mine) <= places[0]:
        return ""
    place = places[0]
    three = (mine[place], olds[place], news[place])
    if all(one.isdecimal() for one in three):
        mine[place] = str(int(three[0]) + int(three[2]) - int(three[1]))
    elif all(len(one) == 1 and one.islower() for one in three):
        mine[place] = chr(ord(three[0]) + ord(three[2]) - ord(three[1]))
    else:
        return ""
    return "".join(mine)


def _together(before: Sequence[Node], after: Sequence[Node]) -> tuple[list[Pair], list[Pair]]:
    """(what goes together by its words, what does too but crosses as much of the rest as it would take along)."""
    old, new = [words_of(node) for node in before], [words_of(node) for node in after]

    def moved(pair: Pair) -> bool:
        return before[pair[0]].key != after[pair[1]].key

    certain = list(_said_once(old, new))
    chain = longest_rising(certain)
    loose = set(certain).difference(chain)
    loose_old, loose_new = sorted(old for old, _new in loose), sorted(new for _old, new in loose)

    def run_of(pair: Pair) -> tuple[bool, int, int, int]:
        # By how much it is shifted, and what stands out of order before it.
        return moved(pair), pair[1] - pair[0], bisect_left(loose_old, pair[0]), bisect_left(loose_new, pair[1])

    taken: list[Pair] = []
    for (is_moved, *_place), group in groupby(chain, key=run_of):
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


def words_of(node: Node) -> str:
    """Its words without what a renumbering changes, to be compared."""
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
    """What goes together between two pairs: one by one where there are as many and they say much the same, else what
    says the same right beside them."""
    olds, news = range(left[0] + 1, right[0]), range(left[1] + 1, right[1])
    if len(olds) == len(news):
        yield from (pair for pair in zip(olds, news, strict=True) if _is_alike(old[pair[0]], new[pair[1]]))
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


def _is_alike(one: str, other: str) -> bool:
    pairs, others = Counter(pairwise(one)), Counter(pairwise(other))
    return one == other or 2 * (pairs & others).total() > ALIKE * (pairs.total() + others.total())
