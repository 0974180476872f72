"""What stands before the first paragraph: session, agenda item, title, issuer, and the summary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from recommendations.importing.furniture import COLUMNS, SYMBOL
from recommendations.importing.lexicon import Lexicon
from recommendations.importing.numbering import section_numeral
from recommendations.importing.pages import BodyLine
from recommendations.importing.parsed import Document
from recommendations.importing.prose import Joiner, is_complete

LONGEST_PART = 6  # lines
LONGEST_ENTRY = 40  # characters of an entry of a table of contents that ends like a sentence
# "24 March 2025", "16 June–11 July 2025", "du 5 au 7 mai 2010", "2012年6月29日", with any words for the months.
DATES = re.compile(
    r"(?:\w{1,4} )?\d{1,2}(?:er)?(?: de)?(?: \w+)?(?:\s?(?:[-–—]| \w{1,3} )\s?\d{1,2}(?:er)?)?(?: de)? \w+(?: de)?"
    r" (?:19|20)\d\d(?: года?)?|\d{4} ?年.*日"
)


@dataclass
class TitlePage:
    """The document's data, and where each line went."""

    document: Document
    summary_heading: BodyLine | None = None
    masthead: list[BodyLine] = field(default_factory=list)
    contents: list[BodyLine] = field(default_factory=list)
    unplaced: list[BodyLine] = field(default_factory=list)


def read_title_page(front: Sequence[BodyLine], lexicon: Lexicon, joiner: Joiner, symbol: str) -> TitlePage:
    """Sorts the lines before the first heading; `symbol` is the one printed on the pages, if any."""
    parts: dict[str, list[BodyLine]] = {"session": [], "agenda": [], "issuer": [], "summary": []}
    blocks: list[tuple[int, list[BodyLine]]] = []
    masthead: list[BodyLine] = []
    contents: list[BodyLine] = []
    listing = False
    heading: BodyLine | None = None
    current: list[BodyLine] | None = None
    for index, line in enumerate(front):
        kind = _kind(line.text, lexicon)
        listing = (listing or kind == "contents") and not is_prose(line.text) and kind != "summary"
        if listing and kind != "contents":
            contents.append(line)
        elif heading is not None:
            parts["summary"].append(line)
        elif kind == "summary":
            heading = line
        elif kind in {"masthead", "contents"}:
            masthead.append(line)
            symbol = symbol or next((part for part in COLUMNS.split(line.text) if SYMBOL.fullmatch(part)), "")
            current = None
        elif kind:
            current = parts[kind] if not parts[kind] else None
            parts[kind].append(line)
        elif current is not None and line.gap == 0 and len(current) < LONGEST_PART and current is not parts["session"]:
            current.append(line)
        else:
            _add_to_blocks(blocks, index, line)
            current = None
    title = _title(blocks, front, parts["issuer"])
    texts = {name: joiner.join([line.text for line in lines]) for name, lines in parts.items()}
    document = Document(
        symbol=symbol,
        title=joiner.join([line.text for line in title]) or texts["issuer"],
        language=lexicon.language,
        session=texts["session"],
        agenda_item=" ".join(line.text for line in parts["agenda"]),
        issuer=texts["issuer"],
        summary=texts["summary"],
    )
    unplaced = [line for _, block in blocks if block is not title for line in block]
    return TitlePage(document, heading, masthead, contents, unplaced)


def is_prose(text: str) -> bool:
    """Whether a line is part of a running text rather than of a table of contents."""
    return len(text) > LONGEST_ENTRY and is_complete(text) and not text.rstrip()[-1].isdigit()


def _kind(text: str, lexicon: Lexicon) -> str:
    if DATES.fullmatch(text) or all(
        SYMBOL.fullmatch(part) or lexicon.masthead.fullmatch(part) for part in COLUMNS.split(text)
    ):
        return "masthead"
    for kind, pattern in (
        ("contents", lexicon.contents_heading),
        ("summary", lexicon.summary_heading),
        ("session", lexicon.session),
        ("agenda", lexicon.agenda),
        ("issuer", lexicon.issuer),
    ):
        if len(text) <= 200 and pattern.fullmatch(text):
            return kind
    return ""


def _add_to_blocks(blocks: list[tuple[int, list[BodyLine]]], index: int, line: BodyLine) -> None:
    """Lines printed together make one block; `index` is the place of the block's last line."""
    together = bool(blocks) and blocks[-1][0] == index - 1 and line.gap == 0 and not is_complete(line.text)
    if together and blocks[-1][1][-1].role == line.role and not is_complete(blocks[-1][1][-1].text):
        blocks[-1] = (index, [*blocks[-1][1], line])
    else:
        blocks.append((index, [line]))


def _title(
    blocks: Sequence[tuple[int, list[BodyLine]]], front: Sequence[BodyLine], issuer: Sequence[BodyLine]
) -> list[BodyLine]:
    """The block right above the issuer; without an issuer the first one."""
    if not blocks:
        return []
    if issuer:
        place = front.index(issuer[0])
        above = [block for last, block in blocks if last < place]
        if above:
            return above[-1]
    return blocks[0][1]


def titles_in(lines: Sequence[BodyLine], lexicon: Lexicon) -> list[str]:
    """The texts of the lines above the first heading of a report, each joined over the lines it was broken into."""
    texts: list[str] = []
    for line in lines:
        if lexicon.opening_heading.fullmatch(line.text) or section_numeral(line.text) is not None:
            break
        first = line.text[0]
        if texts and (first.islower() or first.isdigit() if line.begins is None else not line.begins):
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
    return texts
