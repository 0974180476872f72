"""Documents as real ones are printed, written with what must be read of them beside each part.

A document is a text file of one part a line: a code, a blank, and fields parted by "|". `%lang` and `%symbol` stand
first. The parts:

    F, X   a line that belongs to no paragraph: of the title page, or elsewhere (an annex, an answer, a signature)
    H      a heading
    P      number | as printed | text: a paragraph; PR the same where it is a recommendation as a whole, with a
           reference of its own as a fourth field; PB where the parts in **bold** are
    L      mark | text: an item of a list that recommends nothing; C: text that goes on with the part before
    R      reference | parent | mark | text | recommending States: a recommendation; TR with its title on its own line
    RC     mark | text: an item that is part of the text of the recommendation above
    TL     a title alone on the line above a paragraph
    N      mark | text: a footnote, its mark as {1} in the text
    T      cell | cell | …: a row of a table, the first of a run its headings
    E      reference | parent | text | recommending States: a recommendation of a table, printed by T
    POS    reference | position

"~" is a blank that does not break. No text is taken from anywhere; only the forms are those of real documents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from benchmarks.import_pages import Node, Sample

FOLDER = Path(__file__).with_name("documents")
MARK = re.compile(r"\{([^}]*)\}")
BOLD = re.compile(r"\*\*(.*?)\*\*")
TRADITIONAL = "zh-hant"


@dataclass(frozen=True)
class Part:
    """One printed part: `kind` is "heading", "front", "aside", "paragraph", "item", "inner" (an item in an item),
    "title", "below" (a title), "more", "row" of a table (cells parted by "|") or "note" (with `mark`); `text` still
    holds its signs for bold and footnotes."""

    kind: str
    text: str
    mark: str = ""


@dataclass
class Document:
    """A document: its parts in order, and what must be read of it (a `Sample` without lines)."""

    path: Path
    language: str = "en"
    script: str = "en"
    symbol: str = "A/78/301"
    entries: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def round(self) -> str:
        return self.path.parent.name

    @property
    def has_bold(self) -> bool:
        """Whether only bold type tells some of its recommendations."""
        return any(code == "PB" for code, _fields in self.entries)

    @property
    def has_table(self) -> bool:
        return any(code == "T" for code, _fields in self.entries)

    @cached_property
    def truth(self) -> Sample:
        sample = Sample(self.path.stem, self.language)
        for code, fields in self.entries:
            _expect(sample, code, fields)
        return sample

    def parts(self) -> Iterator[Part]:
        for code, fields in self.entries:
            yield from self._printed(code, fields)

    def _printed(self, code: str, fields: list[str]) -> Iterator[Part]:
        whole = "|".join(fields)
        if code in {"F", "X", "H", "C", "TL"}:
            kind = {"F": "front", "X": "aside", "H": "heading", "C": "more", "TL": "title"}[code]
            yield Part(kind, whole)
        elif code in {"P", "PR", "PB"}:
            yield Part("paragraph", f"{fields[1]} {fields[2]}".strip())
        elif code == "R":
            yield Part("item", f"{fields[2]} {self._with_states(fields)}".strip())
        elif code == "TR":
            yield Part("title", fields[2])
            yield Part("below", fields[3])
        elif code in {"L", "RC"}:
            yield Part("inner" if fields[0] == "–" and code == "RC" else "item", f"{fields[0]} {fields[1]}")
        elif code == "T":
            yield Part("row", whole)
        elif code == "N":
            yield Part("note", fields[1], fields[0])

    def _with_states(self, fields: list[str]) -> str:
        """The text with the names behind it in brackets, before its last sign."""
        text = fields[3]
        if len(fields) < 5 or not fields[4]:
            return text
        names = [name.strip() for name in fields[4].split(";")]
        end = text[-1] if text[-1] in ";.；。؛" else ""
        pattern = {"zh": "{}（{}）{}", "ar": "{} ({}){}"}.get(self.language, "{} ({}){}")
        comma = {"zh": "、", "ar": "، "}.get(self.language, ", ")
        return pattern.format(text.removesuffix(end), comma.join(names), end)


def documents(folder: Path = FOLDER) -> list[Document]:
    """All documents, round by round."""
    return [read_document(path) for path in sorted(folder.glob("*/*.txt"))]


def read_document(path: Path) -> Document:
    document = Document(path)
    for line in path.read_text("utf-8").splitlines():
        code, _, rest = line.partition(" ")
        if code == "%lang":
            document.script = rest.strip()
            document.language = document.script.removesuffix("-hant")
        elif code == "%symbol":
            document.symbol = rest.strip()
        else:
            document.entries.append((code, [part.strip() for part in rest.split("|")]))
    return document


def clean(text: str) -> str:
    """A text without the signs for bold type and footnotes."""
    return MARK.sub("", text).replace("**", "").replace("~", " ").strip()


def _expect(sample: Sample, code: str, fields: list[str]) -> None:
    """Adds what must be read of one entry."""
    if code == "POS":
        sample.positions[fields[0]] = fields[1]
    elif code in {"P", "PR", "PB"}:
        sample.paragraphs.append((fields[0], clean(fields[2])))
        if code == "PR":
            sample.recommendations.append(Node((fields + fields[:1])[3], None, clean(fields[2])))
        elif code == "PB":
            for place, part in enumerate(BOLD.findall(fields[2]), start=1):
                ref = fields[0] if place == 1 else f"{fields[0]}[{place}]"
                sample.recommendations.append(Node(ref, None, clean(part)))
    elif code == "E":
        _expect(sample, "R", [*fields[:2], "", *fields[2:]])
    elif code in {"R", "TR"}:
        states = tuple(name.strip() for name in (fields[4].split(";") if len(fields) > 4 and fields[4] else ()))
        sample.recommendations.append(Node(fields[0], fields[1] or None, clean(fields[3]), states))
    elif code == "RC":
        last = sample.recommendations[-1]
        sample.recommendations[-1] = replace(last, text=f"{last.text} {clean(' '.join(fields))}")
    elif code in {"L", "C"} and sample.paragraphs:  # before any they go on with a line that is no paragraph
        number, text = sample.paragraphs[-1]
        sample.paragraphs[-1] = number, f"{text} {clean(' '.join(fields))}"
