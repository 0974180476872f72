"""What stands before the first paragraph: session, agenda item, title, issuer, and the summary."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from recommendations.importing.pages.furniture import COLUMNS, SYMBOL
from recommendations.importing.pages.pages import BodyLine
from recommendations.importing.parsed import Document
from recommendations.importing.signs.prose import Joiner, announces, is_complete
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.words.lexicon import Lexicon

LONGEST_PART = 6  # lines
# What a treaty body calls its documents: of the lines above, the convention's name and the body's are none.
FINDINGS = re.compile(
    r"(?:^|[,:.] )(?:concluding observations|general (?:comment|recommendation)|observations? (?:finales|générale)|"
    r"recommandation générale|observaci(?:ones finales|ón general)|recomendación general|заключительные замечания|"
    r"замечани[ея] общего порядка|общ(?:ая|ие) рекомендаци[яи]|(?:ال)?ملاحظات (?:ال)?ختامية|"
    r"التعليق العام|التوصية العامة|"
    r"第.{1,6}号一般性(?:意见|建议))|结论性意见[\s*]*$",
    re.IGNORECASE,
)
BEHIND_SYMBOL = re.compile(r"\s*[-–—:]\s+(?=\S)")
# Committees of Parliament print their title below this line, or above it with the committee's name below once more.
OF_SESSION = re.compile(r"(?:[\w-]+ )?(?:special )?reports? of session \d{4}.*", re.IGNORECASE)
ADDENDUM = re.compile(r"addendum|additif|adición|добавление|إضافة|增编", re.IGNORECASE)
LONGEST_ENTRY = 40  # characters of an entry of a table of contents that ends like a sentence
# "24 March 2025", "16 June–11 July 2025", "du 5 au 7 mai 2010", "2012年6月29日", with any words for the months.
DATES = re.compile(
    r"(?:\w{1,4} )?\d{1,2}(?:er)?(?: de)?(?: \w+)?(?:\s?(?:[-–—]| \w{1,3} )\s?\d{1,2}(?:er)?)?(?: de)? \w+(?: de)?"
    r" (?:19|20)\d\d(?: года?)?|\d{4} ?年.*日"
)


@dataclass
class TitlePage:
    """The document's data, and where each line went; `top` are those above any summary, without masthead and
    contents."""

    document: Document
    summary_heading: BodyLine | None = None
    masthead: list[BodyLine] = field(default_factory=list)
    contents: list[BodyLine] = field(default_factory=list)
    unplaced: list[BodyLine] = field(default_factory=list)
    top: list[BodyLine] = field(default_factory=list)


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
        elif current is not None and _still_named(current, line, parts):
            current.append(line)
        else:
            _add_to_blocks(blocks, index, line)
            current = None
    title = _title(blocks, front, parts)
    texts = {name: joiner.join([line.text for line in lines]) for name, lines in parts.items()}
    # "A/80/5 – Financial report" says which of all the symbols that it names is its own.
    whole = joiner.join([line.text for line in title]).rstrip(" *")
    own = SYMBOL.match(whole)
    behind = BEHIND_SYMBOL.match(whole, own.end()) if own else None
    document = Document(
        symbol=own[0] if own else symbol,
        title=whole[behind.end() :] if behind else whole or texts["issuer"],
        language=lexicon.language,
        session=texts["session"],
        agenda_item=" ".join(line.text for line in parts["agenda"]),
        issuer=texts["issuer"],
        summary=texts["summary"],
    )
    taken = {line.number for line in title}
    unplaced = [line for _, block in blocks for line in block if line.number not in taken]
    aside = {line.number for line in (*masthead, *contents)}
    above = front if heading is None else front[: front.index(heading)]
    top = [line for line in above if line.number not in aside]
    return TitlePage(document, heading, masthead, contents, unplaced, top)


def is_prose(text: str) -> bool:
    """Whether a line is part of a running text rather than of a table of contents."""
    return len(text) > LONGEST_ENTRY and is_complete(text) and not text.rstrip()[-1].isdigit()


def _kind(text: str, lexicon: Lexicon) -> str:
    columns = COLUMNS.split(text)
    known = [SYMBOL.fullmatch(part) or lexicon.masthead.fullmatch(part) for part in columns]
    # The name of a body may run over several lines beside "Distr.: General".
    if DATES.fullmatch(text.strip("()")) or all(known) or (len(columns) > 1 and any(known)):
        return "masthead"
    if len(columns) > 1 and all(lexicon.session.fullmatch(part) for part in columns):
        return "session"
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


def _goes_on(line: BodyLine) -> bool:
    """Whether a line goes on with what stands on the line before."""
    return line.gap == 0 and line.begins is not True


def _still_named(current: Sequence[BodyLine], line: BodyLine, parts: Mapping[str, Sequence[BodyLine]]) -> bool:
    """Whether a line goes on with an agenda item, or with an issuer that is set in the same bold type."""
    if not current or current is parts["session"] or len(current) >= LONGEST_PART:
        return False
    alike = current is parts["issuer"] and line.gap == 0 and line.is_bold and current[-1].is_bold
    return alike or _goes_on(line)


def _add_to_blocks(blocks: list[tuple[int, list[BodyLine]]], index: int, line: BodyLine) -> None:
    """Lines printed together make one block; `index` is the place of the block's last line."""
    together = bool(blocks) and blocks[-1][0] == index - 1 and _goes_on(line) and not is_complete(line.text)
    before = blocks[-1][1][-1] if together else line
    open_ = not is_complete(before.text) or (announces(before.text) and line.begins is False)
    if together and before.role == line.role and open_:
        blocks[-1] = (index, [*blocks[-1][1], line])
    else:
        blocks.append((index, [line]))


def _title(
    blocks: Sequence[tuple[int, list[BodyLine]]], front: Sequence[BodyLine], parts: Mapping[str, Sequence[BodyLine]]
) -> list[BodyLine]:
    """The block right above the issuer, which is the title itself if it follows the agenda item at once; without an
    issuer the first block behind the agenda item, else behind the session, or the first of all. An addendum is told by
    what stands below that word, a treaty body's document by its own name."""
    above = next((front.index(parts[name][-1]) for name in ("agenda", "session") if parts[name]), -1)
    behind = [(last, block) for last, block in blocks if last > above]
    for place, ((_last, block), (_end, below)) in enumerate(pairwise(behind)):
        if ADDENDUM.fullmatch(block[0].text.strip()) and not is_complete(below[-1].text):
            named = [
                *(parts["issuer"] if place <= 1 else ()),
                *(line for _, one in behind[: place + 2] for line in one),
            ]
            return sorted(named, key=lambda line: line.number)
    if beside := _beside_session([block for _last, block in blocks], front):
        return beside
    found = [block for _last, block in blocks if FINDINGS.search(" ".join(line.text for line in block))]
    if found:
        return found[0]
    if parts["issuer"]:
        place = front.index(parts["issuer"][0])
        if place > above or not parts["agenda"]:
            return next((block for last, block in reversed(behind) if last < place), [])
    return (behind or blocks or [(0, [])])[0][1]


def _beside_session(blocks: Sequence[list[BodyLine]], front: Sequence[BodyLine]) -> list[BodyLine]:
    """The block beside the line that says of which session a report is."""
    place = next((at for at, line in enumerate(front) if OF_SESSION.fullmatch(line.text)), 0)
    if not 0 < place < len(front) - 1:
        return []
    once_more = front[place + 1].text in {line.text for line in front[:place]}
    beside = front[place - 1] if once_more else front[place + 1]
    return next((block for block in blocks if any(line is beside for line in block)), [])


def _is_styled(line: BodyLine) -> bool:
    return line.role == "heading"


def titles_in(lines: Sequence[BodyLine], lexicon: Lexicon) -> list[str]:
    """The texts of the lines above the first heading of a report, each joined over the lines it was broken into; where
    the format itself calls the title a heading, that alone."""
    texts: list[str] = []
    styled = [*takewhile(lambda line: section_numeral(line.text) is None, filter(_is_styled, lines))]
    for line in styled or lines:
        if lexicon.opening_heading.fullmatch(line.text) or section_numeral(line.text) is not None:
            break
        first = line.text[0]
        if texts and (first.islower() or first.isdigit() if line.begins is None else not line.begins):
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
    return texts
