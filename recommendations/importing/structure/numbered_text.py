"""A numbered paragraph or titled recommendation, with its list, while its report is put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from recommendations.importing.parsed import Lines
from recommendations.importing.signs.bullets import LABELS
from recommendations.importing.signs.prose import is_complete
from recommendations.importing.structure.blocks import Block
from recommendations.importing.words.operative import Operative

# "50 million долл. США", "Mr. Sow": a point that shortens a word ends no sentence.
SHORTENED = "".join(rf"(?<!\b{word}\.)" for word in ("Mr", "Mrs", "Ms", "Dr", "Sr", "Sra", "Lic", "долл", "им", "ул"))
SENTENCES = re.compile(rf"(?<=[.!?。！？؟]){SHORTENED}\s+(?=[^\W\d_])|(?<=[。！？])(?=[^”’」』》）)])")


@dataclass
class Item:
    """A list item under a paragraph: its place in the lists and its in-list heading (an index), if any; `bold` as the
    paragraph's."""

    labels: tuple[str, ...]
    mark: str
    text: str
    lines: Lines
    page: int | None
    theme: int | None
    bold: tuple[str, ...] = ()


@dataclass
class NumberedText:
    """A numbered paragraph or titled recommendation while its report is put together.

    `path` are indexes of headings, outermost first; `bold` the parts of the text set in bold. A titled one has its
    reference for a number, as printed in `mark`; `title` is a heading of its own, `owner` the number of the paragraph
    it stands under, `behind` the unnumbered text that follows it. A paragraph that is a titled one itself has that
    reference in `ref`, and `mark` at the start of its text. `opener` is what the sentence that opens its section asks
    in it. `places` are where its pieces are accounted for.
    """

    number: str
    text: str
    lines: Lines
    page: int | None
    path: tuple[int, ...]
    items: list[Item] = field(default_factory=list)
    bold: tuple[str, ...] = ()
    titled: bool = False
    title: str = ""
    mark: str = ""
    ref: str = ""
    owner: str = ""
    opener: Operative | None = None
    behind: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, block: Block, text: str, lines: Lines, theme: int | None, bold: tuple[str, ...]) -> None:
        page = block.lines[0][0].page
        self.items.append(Item(block.labels, " ".join(block.printed.split()), text, lines, page, theme, bold))

    @property
    def has_marks(self) -> bool:
        """Whether its list has marks that count; bullets do not."""
        return any(item.labels != LABELS for item in self.items)

    @property
    def all_bold(self) -> tuple[str, ...]:
        return (*self.bold, *(part for item in self.items for part in item.bold))

    def whole_text(self) -> str:
        """The paragraph with its list, marks and all, where the list recommends nothing."""
        parts = [self.text, *(f"{item.mark} {item.text}".strip() for item in self.items)]
        return " ".join(part for part in parts if part)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCES.split(text) if sentence and sentence.strip()]


def are_whole_sentences(paragraphs: Sequence[NumberedText]) -> bool:
    """Whether what paragraphs have in bold begins with a sentence throughout, so that it is no word or clause."""
    before = (one.text[: one.text.find(part)].rstrip() for one in paragraphs for part in one.bold)
    return all(not text or is_complete(text) for text in before)
