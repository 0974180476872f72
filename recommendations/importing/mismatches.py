"""Where two editions of a report do not go together: what one has and the other lacks, and what stands elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.stored import StoredReport

# What a mismatch is looked for in. Notes have no reference, so of them only the number in a paragraph is compared.
COMPARED = (Kind.RECOMMENDATION, Kind.PARAGRAPH, Kind.SECTION)


@dataclass(frozen=True)
class Mismatch:
    """`code` is "missing" (the first edition or two others have it, the file does not), "more" (the file alone has it),
    "parent" (it stands under another) or "count" (the paragraphs have another number of them). `parts` are references,
    numbers of paragraphs, or headings.
    """

    kind: Kind
    code: str
    parts: tuple[str, ...]


def mismatches(nodes: Mapping[Kind, Sequence[Node]], stored: StoredReport) -> Iterator[Mismatch]:
    """What a file in another language than the first edition's has otherwise than what is stored."""
    if stored.report_id is None or stored.leading:
        return
    for kind in COMPARED:
        present = stored.nodes[kind]
        here = {node.key: node for node in nodes[kind]}
        is_heading = kind is Kind.SECTION
        missing = tuple(
            (row.elsewhere or row.node.text) if is_heading else key
            for key, row in present.items()
            if key not in here and row.shared
        )
        if missing:
            yield Mismatch(kind, "missing", missing)
        if more := tuple(node.text if is_heading else key for key, node in here.items() if key not in present):
            yield Mismatch(kind, "more", more)
        if kind is Kind.RECOMMENDATION and (
            moved := tuple(key for key, node in here.items() if key in present and _moved(node, present[key].node))
        ):
            yield Mismatch(kind, "parent", moved)
    noted = Counter(node.fields["paragraph"] for node in nodes[Kind.FOOTNOTE] if node.fields["paragraph"])
    numbers = [node.key for node in nodes[Kind.PARAGRAPH] if node.key in stored.nodes[Kind.PARAGRAPH]]
    if differently := tuple(key for key in numbers if noted[key] != stored.noted.get(key, 0)):
        yield Mismatch(Kind.FOOTNOTE, "count", differently)


def new_among(here: Iterable[Mismatch], before: Iterable[Mismatch]) -> Iterator[Mismatch]:
    """Of mismatches the parts that were none before."""
    known = {(one.kind, one.code): {*one.parts} for one in before}
    for one in here:
        if parts := tuple(part for part in one.parts if part not in known.get((one.kind, one.code), ())):
            yield replace(one, parts=parts)


def _moved(here: Node, there: Node) -> bool:
    return any(here.fields[name] != there.fields[name] for name in ("parent", "paragraph"))
