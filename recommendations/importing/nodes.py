"""The parts of a report as things that can be compared: each with a key that all its editions share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from recommendations.importing.parsed import ParsedReport

DOCUMENT_FIELDS = ("issuer", "session", "agenda_item", "summary")
LONGEST_RECOMMENDER = 200


class Kind(StrEnum):
    """What a report consists of, in the order in which rows are written."""

    DOCUMENT = "document"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    RECOMMENDATION = "recommendation"
    POSITION = "position"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class Node:
    """One part: `text` and what else is compared. `lines` (of the source) may move without the part having changed."""

    key: str
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[int, int] | None = None


# What all editions of a report share; the first edition imported decides it.
SHARED_FIELDS = frozenset(
    {"numeral", "level", "parent", "section", "paragraph", "theme", "mark", "addressee_kind", "verb"}
)


def told_recommenders(names: Iterable[str]) -> str:
    """The names of recommending States as one field; no name has a semicolon in it."""
    return "; ".join(name[:LONGEST_RECOMMENDER] for name in names)


def recommenders_told(field: str) -> list[str]:
    """The names in such a field."""
    return [name for name in field.split("; ") if name]


def section_keys(numerals: Sequence[str | None], parents: Sequence[int | None]) -> list[str]:
    """For each section a key that does not depend on language: "n3/n2/u1" is the first unnumbered heading under the
    second numbered one under the third. `parents` are places in the same sequence, before their children."""
    keys: list[str] = []
    counts: Counter[tuple[str, str]] = Counter()
    for numeral, parent in zip(numerals, parents, strict=True):
        above = "" if parent is None else keys[parent] + "/"
        sort = "n" if numeral else "u"
        counts[above, sort] += 1
        keys.append(f"{above}{sort}{counts[above, sort]}")
    return keys


def occurrences(marks: Sequence[str]) -> Iterator[str]:
    """The marks as keys: a second "*" is "*[2]"."""
    seen: Counter[str] = Counter()
    for mark in marks:
        seen[mark] += 1
        yield mark if seen[mark] == 1 else f"{mark}[{seen[mark]}]"


def nodes_of(report: ParsedReport) -> dict[Kind, list[Node]]:
    """The parts of a parsed report, each kind in order."""
    parents = _parents([section.level for section in report.sections])
    numerals = [section.numeral for section in report.sections]
    keys = section_keys(numerals, parents)
    document = report.document
    printed_in = {recommendation.ref: recommendation.paragraph for recommendation in report.recommendations}
    return {
        Kind.DOCUMENT: [Node("", document.title, {name: getattr(document, name) for name in DOCUMENT_FIELDS})],
        Kind.SECTION: [
            Node(
                key=keys[place],
                text=section.heading,
                fields={
                    "numeral": section.numeral or "",
                    "level": str(section.level),
                    "parent": "" if (parent := parents[place]) is None else keys[parent],
                },
            )
            for place, section in enumerate(report.sections)
        ],
        Kind.PARAGRAPH: [
            Node(
                key=paragraph.number,
                text=paragraph.text,
                fields={"section": keys[paragraph.sections[-1]] if paragraph.sections else ""},
                lines=paragraph.lines,
            )
            for paragraph in report.paragraphs
        ],
        Kind.RECOMMENDATION: [
            Node(
                key=recommendation.ref,
                text=recommendation.text,
                fields={
                    "parent": recommendation.parent or "",
                    "paragraph": recommendation.paragraph,
                    "theme": "" if recommendation.theme is None else keys[recommendation.theme],
                    "mark": recommendation.mark,
                    "addressee_kind": recommendation.addressee_kind,
                    "verb": recommendation.verb,
                    "addressee": recommendation.addressee,
                    "recommending": told_recommenders(recommendation.recommending),
                },
                lines=recommendation.lines,
            )
            for recommendation in report.recommendations
        ],
        Kind.POSITION: [
            Node(
                key=position.ref,
                text=position.position,
                fields={"paragraph": position.paragraph or printed_in.get(position.ref, "")},
            )
            for position in report.positions
        ],
        Kind.FOOTNOTE: [
            Node(key, note.text, {"mark": note.mark, "paragraph": note.paragraph or ""})
            for key, note in zip(occurrences([note.mark for note in report.footnotes]), report.footnotes, strict=True)
        ],
    }


def _parents(levels: Sequence[int]) -> list[int | None]:
    """For each section the place of the one it stands under."""
    parents: list[int | None] = []
    above: list[int] = []
    for place, level in enumerate(levels):
        while above and levels[above[-1]] >= level:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(place)
    return parents
