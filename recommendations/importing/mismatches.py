"""Where two editions of a report do not go together: what one has and the other lacks, and what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.stored import StoredReport

# What a mismatch is looked for in; headings and notes have no reference, so of them only the number is compared.
NUMBERED = (Kind.RECOMMENDATION, Kind.PARAGRAPH)
COUNTED = (Kind.SECTION,)


@dataclass(frozen=True)
class Mismatch:
    """`code` is "missing" (other editions have it, the file does not), "more" (the other way round), "parent" (it
    stands under another) or "count". `parts` are references or numbers, for "count" the two numbers."""

    kind: Kind
    code: str
    parts: tuple[str, ...]


def mismatches(nodes: Mapping[Kind, Sequence[Node]], stored: StoredReport) -> Iterator[Mismatch]:
    """What a file in another language than the first edition's has otherwise than what is stored."""
    if stored.report_id is None or stored.leading:
        return
    for kind in NUMBERED:
        present = stored.nodes[kind]
        here = {node.key: node for node in nodes[kind]}
        # A row with a text of this edition alone is no other edition's.
        missing = tuple(key for key, row in present.items() if key not in here and (row.text_id is None or row.held))
        if missing:
            yield Mismatch(kind, "missing", missing)
        if more := tuple(key for key in here if key not in present):
            yield Mismatch(kind, "more", more)
        if kind is Kind.RECOMMENDATION and (
            moved := tuple(key for key, node in here.items() if key in present and _moved(node, present[key].node))
        ):
            yield Mismatch(kind, "parent", moved)
    for kind in COUNTED:
        others = len(stored.nodes[kind])
        if len(nodes[kind]) != others:
            yield Mismatch(kind, "count", (str(len(nodes[kind])), str(others)))


def _moved(here: Node, there: Node) -> bool:
    return any(here.fields[name] != there.fields[name] for name in ("parent", "paragraph"))
