"""Parts of an edition whose words a corrected file has in another part: two paragraphs that were made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.renumbering import words_of
from recommendations.importing.stored import StoredNode

# Fewer letters may stand in another part by chance.
LEAST = 20


@dataclass(frozen=True)
class Merged:
    """A part that is gone, by its number as stored, and the part that has its words now."""

    kind: Kind
    part: str
    into: str


def merged(
    gone: Iterable[StoredNode],
    kind: Kind,
    nodes: Sequence[Node],
    present: Mapping[str, StoredNode],
    called: Mapping[str, str],
) -> Iterator[Merged]:
    """What is gone of a kind, but has its words in one other part that did not have them before.

    `called` are the numbers as stored by those that parts have now.
    """
    now = {node.key: words_of(node) for node in nodes}
    before = {key: words_of(row.node) for key, row in present.items()}
    for row in gone:
        words = words_of(row.node)
        if len(words) < LEAST:
            continue
        found = [key for key, text in now.items() if words in text and words not in before.get(key, "")]
        if len(found) == 1:
            yield Merged(kind, called.get(row.node.key, row.node.key), found[0])
