"""Where two editions of a report do not go together: what one has and the other lacks, and what stands elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recommendations.importing.nodes import Kind, Node
from recommendations.importing.stored import StoredNode, StoredReport

# A part of a file: a number, a reference, or the words of a heading.
At = tuple[Kind, str]

# What a mismatch is looked for in. Notes have no reference, so of them only the number in a paragraph is compared.
COMPARED = (Kind.RECOMMENDATION, Kind.PARAGRAPH, Kind.SECTION)


@dataclass(frozen=True)
class Mismatch:
    """`code` is "missing" (the first edition or two others have it, the file does not), "more" (the file alone has it),
    "parent" (it stands under another) or "count" (the paragraphs have another number of them). `parts` are references,
    numbers of paragraphs, or headings. `at` is where in the file the first of them is: itself, or what is missing
    would follow, if anything.
    """

    kind: Kind
    code: str
    parts: tuple[str, ...]
    at: At | None = None


def mismatches(nodes: Mapping[Kind, Sequence[Node]], stored: StoredReport) -> Iterator[Mismatch]:
    """What a file in another language than the first edition's has otherwise than what is stored."""
    if stored.report_id is None or stored.leading:
        return
    for kind in COMPARED:
        present = stored.nodes[kind]
        here = {node.key: node for node in nodes[kind]}
        is_heading = kind is Kind.SECTION
        missing = {key: row for key, row in present.items() if key not in here and row.shared}
        if missing:
            told = tuple((row.elsewhere or row.node.text) if is_heading else key for key, row in missing.items())
            yield Mismatch(kind, "missing", told, _beside(kind, next(iter(missing)), nodes, stored))
        if more := tuple(node.text if is_heading else key for key, node in here.items() if key not in present):
            yield Mismatch(kind, "more", more, (kind, more[0]))
        if kind is Kind.RECOMMENDATION and (
            moved := tuple(key for key, node in here.items() if key in present and _moved(node, present[key].node))
        ):
            yield Mismatch(kind, "parent", moved, (kind, moved[0]))
    noted = Counter(node.fields["paragraph"] for node in nodes[Kind.FOOTNOTE] if node.fields["paragraph"])
    numbers = [node.key for node in nodes[Kind.PARAGRAPH] if node.key in stored.nodes[Kind.PARAGRAPH]]
    if differently := tuple(key for key in numbers if noted[key] != stored.noted.get(key, 0)):
        yield Mismatch(Kind.FOOTNOTE, "count", differently, (Kind.PARAGRAPH, differently[0]))


def _beside(kind: Kind, key: str, nodes: Mapping[Kind, Sequence[Node]], stored: StoredReport) -> At | None:
    """Where in a file a part would stand that it lacks: behind the one before it, a heading above its paragraphs."""
    if kind is Kind.SECTION:
        paragraphs = {node.key for node in nodes[Kind.PARAGRAPH]}
        below = (number for number, row in stored.nodes[Kind.PARAGRAPH].items() if _is_under(row, key))
        return next(((Kind.PARAGRAPH, number) for number in below if number in paragraphs), None)
    here, before = {node.key for node in nodes[kind]}, None
    for other in stored.nodes[kind]:
        if other == key:
            break
        before = other if other in here else before
    return (kind, before) if before is not None else None


def _is_under(row: StoredNode, heading: str) -> bool:
    section = row.node.fields["section"]
    return section == heading or section.startswith(f"{heading}/")


def new_among(here: Iterable[Mismatch], before: Iterable[Mismatch]) -> Iterator[Mismatch]:
    """Of mismatches the parts that were none before."""
    known = {(one.kind, one.code): {*one.parts} for one in before}
    for one in here:
        if parts := tuple(part for part in one.parts if part not in known.get((one.kind, one.code), ())):
            yield replace(one, parts=parts)


def _moved(here: Node, there: Node) -> bool:
    return any(here.fields[name] != there.fields[name] for name in ("parent", "paragraph"))
