"""The printed page: what of a source is page furniture, what a footnote, and what the running text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recommendations.importing.numbering import list_mark
from recommendations.importing.paragraph_numbers import paragraph_number
from recommendations.importing.prose import is_complete
from recommendations.importing.readers.base import Cell, Line, Role

RULE = re.compile(r"[_＿]{5,}|[─━―—‒–-]{10,}")
SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.\-]*){1,6}(?:\s?\([A-Za-z0-9 .]+\))?")
JOB_NUMBER = re.compile(
    r"(?:\d{1,3}\s+)?(?:\d{2}-\d{5}|GE\.\d{2}-\d{4,6}|V\.\d{2}-\d{4,6})(?:\s*\(\w\))?(?:\s+\d{1,3}|(?:\s+\d{6}){1,3})?(?:\s*\*\d+\*)?"
)
BAR_CODE = re.compile(r"\*\s?\d{6,8}\s?\*")
PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?|[ivx]{1,6}")
PAGE_OF = re.compile(r"\d{1,4}\s*/\s*(?P<last>\d{1,4})")
PAGE_WORD = re.compile(r"(?:page|página|стр\.?|第)\s*\d{1,4}(?:\s*(?:of|de|из|/)\s*\d{1,4})?\s*页?", re.IGNORECASE)
COLUMNS = re.compile(r"\s{2,}|\t")
LEADERS = re.compile(r".*?(?:\.{4,}|…{2,}|(?:\. ){4,}|·{4,})\s*[\divxlc]{0,5}\s*")
NOTE = re.compile(
    r"\s*(?P<mark>\*{1,4}|[†‡]{1,2}|\d{1,3}|[¹²³⁰⁴-⁹]{1,3})(?:\s+|(?<=[*†‡¹²³⁰⁴-⁹])|[.)]\s+)(?P<text>\S.*)"
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LONGEST_NOTE = 40  # lines
FAR = 200  # lines before its page in which a mark is still looked for


@dataclass(frozen=True)
class BodyLine:
    """A line of the running text, blanks around it removed.

    `gap` is the number of blank lines before it, `indented` whether blanks preceded its text; `cuts` are footnote
    marks taken out: (place in `text` where it stood, mark). The others are the reader's hints (`readers.base.Line`),
    `bold` and `hung` with places in this `text`.
    """

    number: int
    text: str
    page: int | None
    style: str | None
    gap: int
    indented: bool
    cuts: tuple[tuple[int, str], ...] = ()
    role: Role = "text"
    level: int | None = None
    begins: bool | None = None
    bold: tuple[tuple[int, int], ...] = ()
    hung: tuple[str, ...] = ()
    cell: Cell | None = None

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are in bold."""
        light = self.text
        for start, end in reversed(self.bold):
            light = light[:start] + light[end:]
        return bool(self.bold) and not any(sign.isalpha() for sign in light)


@dataclass
class Note:
    """A footnote as printed: its mark, its lines, and how many body lines precede the block it stands in."""

    mark: str
    lines: list[tuple[int, str]]
    after: int
    since: int
    printed: str = ""
    hung: bool = False  # the format says where its mark stands


@dataclass
class Pages:
    """A source taken apart by its printed pages."""

    body: list[BodyLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    furniture: list[tuple[int, str, str]] = field(default_factory=list)  # line, text, why
    unread: list[tuple[int, str, str]] = field(default_factory=list)  # what the reader found, but not in the text
    symbols: list[str] = field(default_factory=list)


def separate(lines: Sequence[Line]) -> Pages:
    """Running text, footnotes and page furniture of a source, blank lines left out."""
    pages = Pages()
    kinds = _furniture(lines)
    gap = 0
    block: _NoteBlock | None = None
    since = 0
    for line, why in zip(lines, kinds, strict=True):
        text = line.text.strip()
        if not text:
            gap += 1
            continue
        if line.role == "unread":
            pages.unread.append((line.number, text, line.why))
        elif line.role == "footnote":
            _take_note(pages, line, text, since)
        elif why:
            pages.furniture.append((line.number, text, why))
            pages.symbols += [part for part in COLUMNS.split(text) if SYMBOL.fullmatch(part)]
            if why == "rule":
                block = _NoteBlock(pages, since)
                since = len(pages.body)
        elif block is None or not block.take(line, text):
            block = None
            pages.body.append(_body_line(line, text, gap))
        gap = 0
    return pages


def _body_line(line: Line, text: str, gap: int) -> BodyLine:
    shift = len(line.text) - len(line.text.lstrip())
    return BodyLine(
        line.number,
        text,
        line.page,
        line.style,
        gap,
        indented=line.text[:1] in " \t\u3000",
        role=line.role,
        level=line.level,
        begins=line.begins,
        bold=tuple((max(0, start - shift), min(len(text), end - shift)) for start, end in line.bold if end > shift),
        hung=tuple(mark for _place, mark in line.hung),
        cell=line.cell,
    )


def _take_note(pages: Pages, line: Line, text: str, since: int) -> None:
    """Adds a line that the format itself calls a footnote's."""
    last = pages.notes[-1] if pages.notes else None
    if last is not None and last.hung and last.mark == line.note and line.begins is not True:
        last.lines.append((line.number, text))
    else:
        pages.notes.append(Note(line.note, [(line.number, text)], len(pages.body), since, hung=True))


class _NoteBlock:
    """The notes under one rule. Where they end is not printed: a complete note that no further note follows ends
    them, since what comes then is the next page."""

    def __init__(self, pages: Pages, since: int) -> None:
        self.pages = pages
        self.since = since
        self.page: int | None = None
        self.taken = 0

    def take(self, line: Line, text: str) -> bool:
        """Whether the line belongs to the block; if so it has been added to the notes."""
        started = _note_start(text, self._last_number(), inside=bool(self.taken))
        if self.taken and line.page != self.page:
            return False
        if started:
            self.page = line.page
            mark, printed, rest = started
            note = Note(mark, [(line.number, rest)], len(self.pages.body), self.since, printed)
            self.pages.notes.append(note)
        elif not self.taken or self._ended(text):
            return False
        else:
            self.pages.notes[-1].lines.append((line.number, text))
        self.taken += 1
        return True

    def _ended(self, text: str) -> bool:
        note = self.pages.notes[-1]
        if is_complete(note.lines[-1][1]) or len(note.lines) >= LONGEST_NOTE:
            return True
        return paragraph_number(text) is not None or list_mark(text) is not None

    def _last_number(self) -> int:
        numbers = [int(note.mark) for note in self.pages.notes[-3:] if note.mark.isdecimal()]
        return numbers[-1] if numbers else 0


def _note_start(text: str, last: int, *, inside: bool) -> tuple[str, str, str] | None:
    """(mark, as printed, text) where a line begins the next note: in sequence, or with a sign that needs none."""
    match = NOTE.fullmatch(text)
    if match is None:
        return None
    mark = match["mark"].translate(SUPERSCRIPTS)
    if mark.isdecimal():
        number = int(mark)
        fits = number == last + 1 or (not inside and (number == 1 or last < number <= last + 5))
        if not fits:
            return None
    return mark, text[: match.start("text")].strip(), match["text"]


def _furniture(lines: Sequence[Line]) -> list[str]:
    """For each line why it is page furniture, "" if it is not."""
    texts = [line.text.strip() for line in lines]
    repeated = Counter(text for text in texts if SYMBOL.fullmatch(text))
    lasts = Counter(match["last"] for text in texts if (match := PAGE_OF.fullmatch(text)))
    kinds = [
        line.why or "furniture" if line.role == "furniture" else _alone(text, repeated, lasts)
        for line, text in zip(lines, texts, strict=True)
    ]
    _beside_furniture(lines, texts, kinds)
    return kinds


def _alone(text: str, repeated: Counter[str], lasts: Counter[str]) -> str:
    """Why a line is furniture whatever stands beside it."""
    if not text:
        return ""
    if RULE.fullmatch(text):
        return "rule"
    if repeated[text] > 1:
        return "symbol"
    if JOB_NUMBER.fullmatch(text) or BAR_CODE.fullmatch(text):
        return "job number"
    if (match := PAGE_OF.fullmatch(text)) is not None and lasts[match["last"]] > 1:
        return "page number"
    if PAGE_WORD.fullmatch(text) or _is_running_header(text):
        return "page number"
    return "contents" if len(text) < 300 and LEADERS.fullmatch(text) else ""


def _is_running_header(text: str) -> bool:
    """Whether a line is a symbol, job number and page number set apart by blanks, at least two of them."""
    fields = COLUMNS.split(text)
    return len(fields) > 1 and all(
        SYMBOL.fullmatch(part) or JOB_NUMBER.fullmatch(part) or PAGE_OF.fullmatch(part) or PAGE_NUMBER.fullmatch(part)
        for part in fields
    )


def _beside_furniture(lines: Sequence[Line], texts: list[str], kinds: list[str]) -> None:
    """Bare numbers and symbols count as furniture only at a page's edge: beside a header, footer or page break."""
    filled = [index for index, text in enumerate(texts) if text]
    for place, index in enumerate(filled):
        if kinds[index] or not (PAGE_NUMBER.fullmatch(texts[index]) or SYMBOL.fullmatch(texts[index])):
            continue
        neighbours = [filled[other] for other in (place - 1, place + 1) if 0 <= other < len(filled)]
        at_edge = any(
            kinds[other] in {"symbol", "job number", "page number"} or lines[other].page != lines[index].page
            for other in neighbours
        )
        if at_edge:
            kinds[index] = "symbol" if SYMBOL.fullmatch(texts[index]) else "page number"


# --- footnote marks in the text -------------------------------------------------------------------------------

YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
PUNCTUATION = frozenset('.,;:!?。，；：、！？）)」』》”’"،؛؟…')


def cut_marks(body: list[BodyLine], notes: Sequence[Note]) -> list[int | None]:
    """Takes the notes' marks out of the body lines (in place); for each note the index of its line, or None.

    A mark is looked for on the pages since the block of notes before: last note first, as its mark stands nearest.
    """
    found: list[int | None] = _hung_marks(body, notes)
    limit: tuple[int, int] | None = None
    for position in reversed(range(len(notes))):
        note = notes[position]
        if note.hung:
            continue
        if limit is None or limit[0] >= note.after or notes[position + 1].after != note.after:
            limit = (note.after, 0)
        place = _find(body, note.mark, note.since, limit) or _find(
            body, note.mark, max(0, note.since - FAR), (min(note.since, limit[0]), 0)
        )
        if place is None:
            continue
        index, start, printed = place
        body[index] = _cut(body[index], start, printed)
        found[position] = index
        limit = (index, start)
    return found


def _hung_marks(body: Sequence[BodyLine], notes: Sequence[Note]) -> list[int | None]:
    """For each note of which the format says where its mark stands the index of that line."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(body):
        for mark in line.hung:
            places.setdefault(mark, []).append(index)
    return [places[note.mark].pop(0) if note.hung and places.get(note.mark) else None for note in notes]


def _find(body: list[BodyLine], mark: str, first: int, limit: tuple[int, int]) -> tuple[int, int, str] | None:
    """(line, place, mark as printed) of the likeliest mark before `limit`: the clearest form, then the latest."""
    best: tuple[int, int, int, str] | None = None
    for index in range(min(limit[0], len(body) - 1), first - 1, -1):
        end = limit[1] if index == limit[0] else len(body[index].text)
        for rank, start, printed in _marks(body[index].text[:end], mark, body[index].text):
            if best is None or rank < best[0]:
                best = (rank, index, start, printed)
        if best is not None and best[0] == 0:
            break
    return None if best is None else best[1:]


def _marks(before: str, mark: str, whole: str) -> list[tuple[int, int, str]]:
    """The places in a line where the mark may stand: (doubt, place, as printed)."""
    if not mark.isdecimal():
        sign, beside = mark[0], len(mark)
        signs = [
            at
            for at in _occurrences(before, mark)
            if sign not in (whole[at - 1 : at], whole[at + beside : at + beside + 1])
        ]
        return [(0, place, mark) for place in reversed(signs)]
    raised = mark.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    if raised in before:
        return [(0, before.rindex(raised), raised)]
    places = [
        (_doubt(before[max(0, start - 4) : start], whole[start + len(mark) : start + len(mark) + 6]), start, mark)
        for start in _occurrences(before, mark)
    ]
    return [place for place in reversed(places) if place[0] < 9]


def _occurrences(text: str, mark: str) -> Iterator[int]:
    start = text.find(mark)
    while start >= 0:
        yield start
        start = text.find(mark, start + 1)


def _doubt(before: str, after: str) -> int:
    """How far its surroundings speak against a footnote mark; 9 forbids it."""
    follows_word = before[-4:].isalpha() and len(before) >= 4
    if follows_word:
        return 3 if not after or after[0].isspace() or after[0] in PUNCTUATION else 9
    if before[-1:] not in PUNCTUATION or before[-2:-1].isdigit():
        return 9
    if not after or after[0] not in "0123456789":
        # "，2 其中": a blank that the text itself would not have; "15.3%" is no mark.
        return 9 if after[:1] in ("%", "％", ".", "/") else 1
    return 2 if YEAR.match(after) else 9


def _cut(line: BodyLine, start: int, printed: str) -> BodyLine:
    before, after = line.text[:start], line.text[start + len(printed) :]
    if not re.search(r"[A-Za-z\u0400-\u04ff\u0600-\u06ff]", before[-3:] + after[:2]):
        after = after.lstrip()
    shift = len(line.text) - len(before) - len(after)
    cuts = tuple((place - shift if place > start else place, mark) for place, mark in line.cuts)
    bold = tuple(
        (first - shift if first > start else first, last - shift if last > start else last) for first, last in line.bold
    )
    return replace(line, text=before + after, cuts=(*cuts, (start, printed)), bold=bold)
