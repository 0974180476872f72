"""Lines -> ParsedReport: the report taken apart, nothing lost and nothing invented.

The steps: pages (furniture, footnotes) -> outline (paragraphs, items, headings) -> title page -> what is recommended.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from recommendations.importing.pages.bilingual import one_language
from recommendations.importing.pages.layout import Layout
from recommendations.importing.pages.note_marks import cut_marks
from recommendations.importing.pages.pages import BodyLine, Pages, separate
from recommendations.importing.pages.title_page import TitlePage, read_title_page, titles_in
from recommendations.importing.parsed import (
    TITLED,
    Aside,
    Footnote,
    Paragraph,
    ParsedReport,
    ParseWarning,
    Piece,
    Position,
    Recommendation,
)
from recommendations.importing.readers.base import ReportRefusedError, Source
from recommendations.importing.recommending.answered import answered, with_tables
from recommendations.importing.recommending.answered_right_above import answer_without_name
from recommendations.importing.recommending.asked_elsewhere import asked_elsewhere
from recommendations.importing.recommending.doubts import doubts, recommendations_missing, source_warnings, warning
from recommendations.importing.recommending.position_headings import positions_below_headings
from recommendations.importing.recommending.position_rows import positions_in_rows
from recommendations.importing.recommending.recommendation_parts import tabled
from recommendations.importing.recommending.recommended import Listed, recommendations_in
from recommendations.importing.recommending.tables import Row, TableReport, in_tables, read_tables
from recommendations.importing.signs.prose import Joiner, is_complete, unwrapped
from recommendations.importing.signs.sections import section_numeral
from recommendations.importing.structure.blocks import Block, Outline, bold_in, extent
from recommendations.importing.structure.heading_kinds import replies, report_answers
from recommendations.importing.structure.letters import FEWEST_ANSWERED, letter_outline
from recommendations.importing.structure.numbered_text import NumberedText
from recommendations.importing.structure.openers import Opened
from recommendations.importing.structure.outline import outline
from recommendations.importing.structure.section_path import SectionPath
from recommendations.importing.structure.start import Starts
from recommendations.importing.structure.starts import find_starts
from recommendations.importing.words.language import recognise_language
from recommendations.importing.words.lexicon import LEXICONS, Lexicon
from recommendations.importing.words.phrases import PHRASES, answer_behind

LONGEST_LABEL = 25  # characters of what ends with a point and is no sentence: "PC 141/4 Sup. 1"


def parse(source: Source, language: str | None = None) -> ParsedReport:
    """The report in a source; its language is recognised from the text where none is given.

    Raises ReportRefusedError: `no_report` if there is no numbered paragraph and no answer, `unknown_language`.
    """
    lexicon = lexicon_of(source, language)
    source = one_language(source, lexicon.language)
    phrases = PHRASES[lexicon.language]
    pages = separate(source.lines, phrases)
    joiner = Joiner(line.text for line in pages.body)
    noted = cut_marks(pages.body, pages.notes)
    tabled = in_tables(pages.body)
    running = [line for line in pages.body if line.number not in tabled]
    tables = read_tables(pages.body, lexicon, joiner)
    rows = positions_in_rows((line.text for line in running), phrases)
    tables.positions = {position.ref: position.position for position in rows} | tables.positions
    layout = Layout(running)
    found = find_starts(running, layout, lexicon, phrases)
    parts = outline(running, layout, found, lexicon, phrases)
    letter = not parts.blocks and not tables.rows
    if letter:
        parts = letter_outline(running, layout, lexicon)
    front = read_title_page(parts.front, lexicon, joiner, own_symbol(pages))
    assembly = _Assembly(lexicon, joiner)
    assembly.warnings += source_warnings(source)
    assembly.running = running
    assembly.add_front(front, parts.front)
    assembly.add_blocks(parts.blocks)
    assembly.add_doubts(parts, found)
    assembly.add_pages(pages, noted)
    report = assembly.report(front, tables, found)
    if letter and len(report.positions) < FEWEST_ANSWERED:
        raise ReportRefusedError("no_report")
    return report


def lexicon_of(source: Source, language: str | None) -> Lexicon:
    """The words of the language given, else of the one recognised; raises ReportRefusedError: `unknown_language`."""
    language = language or recognise_language("\n".join(line.text for line in source.lines))
    if language not in LEXICONS:
        raise ReportRefusedError("unknown_language", language=language, known=", ".join(sorted(LEXICONS)))
    return LEXICONS[language]


def own_symbol(pages: Pages) -> str:
    """The symbol that heads the pages: the one printed most often."""
    return Counter(pages.symbols).most_common(1)[0][0] if pages.symbols else ""


class _Assembly:
    """Collects the parts of one report and accounts for every line."""

    def __init__(self, lexicon: Lexicon, joiner: Joiner) -> None:
        self.lexicon = lexicon
        self.phrases = PHRASES[lexicon.language]
        self.joiner = joiner
        self.headings = SectionPath(lexicon, self.phrases)
        self.opened = Opened(lexicon, self.phrases)
        self.at_heading = False  # whether nothing stands between the last heading and the present place
        self.numbered: list[NumberedText] = []
        self.footnotes: list[Footnote] = []
        self.unread: list[Aside] = []
        self.furniture: list[Aside] = []
        self.warnings: list[ParseWarning] = []
        self.pieces: list[Piece] = []
        self.running: Sequence[BodyLine] = ()  # outside of tables
        self.titles: list[str] = []  # headings above all text
        self.tells = False  # whether a sentence stands above
        self.loose: list[str] = []  # text outside of paragraphs, in which positions may be taken
        self.paragraph_at: dict[int, str] = {}  # line -> number of the paragraph it stands in

    def add_front(self, front: TitlePage, lines: Sequence[BodyLine]) -> None:
        self.tells = any(len(line.text) > LONGEST_LABEL and is_complete(line.text) for line in lines)
        aside = {line.number for line in (*front.masthead, *front.contents, *front.unplaced)}
        for line in front.contents:
            self._set_aside(self.furniture, "furniture", line, "contents")
        for line in front.masthead:
            self._set_aside(self.furniture, "furniture", line, "masthead")
        for line in front.unplaced:
            self._set_aside(self.unread, "unread", line, "title page")
        for line in lines:
            if line is front.summary_heading:
                self._heading(Block("heading", [(line, line.text)]))
                self.headings.leave()
            elif line.number not in aside:
                self._account(line, "document", line.text)

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if block.kind == "heading":
                self._heading(block)
            elif block.kind in {"paragraph", "titled"}:
                self._paragraph(block)
            elif block.kind == "item" and self.numbered:
                self._item(block)
            else:
                self._loose(block)
            self.at_heading = block.kind == "heading" or (self.at_heading and not block.lines)

    def add_doubts(self, parts: Outline, found: Starts) -> None:
        numbers = [paragraph.number for paragraph in self.numbered if not paragraph.titled]
        self.warnings += doubts(numbers, parts, found)

    def _heading(self, block: Block) -> None:
        text = self.joiner.join([text for _, text in block.lines])
        if not (self.tells or self.numbered) and section_numeral(text) is None:
            self.titles.append(text)
        self.headings.add(block, text, extent(block.lines), at_once=self.at_heading)
        self._account_block(block, "heading")
        if block.missing:
            self._warn("sections_missing", "A section before “%(heading)s” is missing.", heading=text)

    def _paragraph(self, block: Block) -> None:
        titled = block.kind == "titled"
        self.numbered.append(
            NumberedText(
                number=block.number,
                text=self.joiner.join([text for _, text in block.lines]),
                lines=extent(block.lines),
                page=block.lines[0][0].page,
                path=tuple(self.headings.path),
                bold=bold_in(block, self.joiner),
                titled=titled,
                title=self.joiner.join([text for _, text in block.title]),
                mark=block.printed if titled else block.label,
                ref=block.ref,
                owner=self._owner() if titled else "",
                opener=None if titled else self.opened.asks(self.headings.path, block.number),
            )
        )
        self._stand_in(block)
        for line, text in block.title:
            self._account(line, "heading", text)

    def _owner(self) -> str:
        """The number of the paragraph that a titled recommendation stands under, "" where a heading parts them."""
        for paragraph in reversed(self.numbered):
            if not paragraph.titled:
                return paragraph.number if paragraph.path == tuple(self.headings.path) else ""
        return ""

    def _loose(self, block: Block) -> None:
        """Text that belongs to no paragraph. What a follow-up report says about a recommendation is kept with it."""
        why = {"annex": "annex", "cell": "table"}.get(block.kind, "text without a paragraph number")
        for line, text in block.lines:
            self._unread(line, text, why)
        texts = [text for _, text in block.lines]
        text = self.joiner.join(texts)
        if block.kind == "loose" and texts:
            self.opened.read(text, self.headings.path, extent(block.lines)[1], at_heading=self.at_heading)
        if self.numbered and block.kind not in {"annex", "quoted"}:
            first = "".join(texts[:1])
            answers = answer_behind(first, self.phrases) or answer_without_name(text, self.lexicon)
            self.numbered[-1].behind += texts if self.numbered[-1].titled or answers else []
        loose = unwrapped(texts, self.joiner)
        self.tells = self.tells or any(map(is_complete, loose))
        self.loose += loose

    def _item(self, block: Block) -> None:
        paragraph = self.numbered[-1]
        own = [index for index in self.headings.path if index not in paragraph.path]
        text = self.joiner.join([text for _, text in block.lines])
        paragraph.add(block, text, extent(block.lines), own[-1] if own else None, bold_in(block, self.joiner))
        self._stand_in(block)
        if block.missing:
            self._warn(
                "items_missing",
                "In paragraph %(paragraph)s an item before %(mark)s is missing.",
                paragraph=paragraph.number,
                mark=block.printed,
            )

    def _stand_in(self, block: Block) -> None:
        paragraph = self.numbered[-1]
        first = len(self.pieces)
        self._account_block(block, "text")
        paragraph.places += range(first, len(self.pieces))
        for line, _ in block.lines:
            self.paragraph_at[line.number] = paragraph.owner if paragraph.titled else paragraph.number

    def add_pages(self, pages: Pages, noted: Sequence[int | None]) -> None:
        """Footnotes with the paragraphs their marks stand in, and the furniture."""
        for note, index in zip(pages.notes, noted, strict=True):
            paragraph = None if index is None else self.paragraph_at.get(pages.body[index].number) or None
            text = self.joiner.join([text for _, text in note.lines])
            self.footnotes.append(Footnote(note.mark, paragraph, text, (note.lines[0][0], note.lines[-1][0])))
            self.pieces.append(Piece(note.lines[0][0], "number", note.printed))
            self.pieces += [Piece(line, "footnote", text) for line, text in note.lines if text]
        lost = [note.mark for note, index in zip(pages.notes, noted, strict=True) if index is None and note.mark]
        if lost:
            self._warn("note_mark_not_found", "No text carries the footnote mark %(mark)s.", mark=", ".join(lost))
        for number, text, why in pages.unread:
            self.unread.append(Aside(number, text, why))
            self.pieces.append(Piece(number, "unread", text))
        for number, text, why in pages.furniture:
            self.furniture.append(Aside(number, text, why))
            self.pieces.append(Piece(number, "furniture", text))

    def report(self, front: TitlePage, tables: TableReport, found: Starts) -> ParsedReport:
        """The report as a whole."""
        counted = found.are_counted("titled")
        titles = [f"{front.document.title} {front.document.issuer}", *titles_in(front.top, self.lexicon), *self.titles]
        headings = [section.heading for section in self.headings.sections]
        by_title = report_answers(titles, headings, self.lexicon, self.phrases)
        answers = by_title or (counted and replies((piece.text for piece in self.pieces), self.phrases))
        if (counted or tables.counted) and not answers:
            self._warn("recommendations_counted", "The recommendations carry no numbers; they were counted.")
        listed = recommendations_in(
            self.numbered, self.headings.sections, self.lexicon, answers=answers, decided=found.decided
        )
        listed.positions = listed.positions if by_title == answers else []  # on numbers that it does not print
        said = self._positions(listed, tables, answers=answers)
        own = {node.ref for node in listed.recommendations} | {row.ref for row in tables.rows if not answers}
        positions = with_tables(said, tables.positions, own)
        recommendations = (*listed.recommendations, *self._tabled(tables, listed, answers=answers))
        self._set_restated_aside(listed.restated)
        self._set_lists_aside(listed.summed_up)
        self.warnings += recommendations_missing(node.ref for node in recommendations)
        if listed.by_wording:
            self._warn(
                "recommended_by_wording",
                "Nothing but their wording marks the recommendations; %(count)s were read.",
                count=listed.by_wording,
            )
        read = {node.paragraph for node in recommendations} | {paragraph.number for paragraph in listed.summed_up}
        openers = self.opened.without([node.lines[0] for node in recommendations], self.headings.sections)
        texts = self._texts_without(read)
        self.warnings += asked_elsewhere(
            texts, self.unread, self.lexicon, self.joiner, answers=answers, openers=openers
        )
        for ref in listed.repeated:
            self._warn("reference_repeated", "The reference %(ref)s is given more than once.", ref=ref)
        paragraphs = tuple(
            Paragraph(
                number=paragraph.number,
                section=tuple(self.headings.sections[index].title for index in paragraph.path),
                text=paragraph.text if paragraph.number in listed.chapeaux else paragraph.whole_text(),
                lines=paragraph.lines,
                page=paragraph.page,
                sections=paragraph.path,
            )
            for paragraph in self.numbered
            if not paragraph.titled
        )
        return ParsedReport(
            document=front.document,
            sections=tuple(self.headings.sections),
            paragraphs=paragraphs,
            recommendations=recommendations,
            footnotes=tuple(self.footnotes),
            unread=tuple(sorted(self.unread, key=lambda aside: aside.line)),
            furniture=tuple(sorted(self.furniture, key=lambda aside: aside.line)),
            warnings=tuple(self.warnings),
            positions=tuple(positions.values()),
            pieces=tuple(sorted(self.pieces, key=lambda piece: piece.line)),
        )

    def _texts_without(self, read: Container[str]) -> Iterator[list[tuple[int, str]]]:
        """The lines of each paragraph that holds no recommendation, nor is one."""
        for paragraph in self.numbered:
            if not paragraph.titled and not paragraph.ref and paragraph.number not in read:
                pieces = [self.pieces[place] for place in paragraph.places]
                yield [(piece.line, piece.text) for piece in pieces if piece.kind == "text"]

    def _tabled(self, tables: TableReport, listed: Listed, *, answers: bool) -> Iterator[Recommendation]:
        """The recommendations of tables but for those that the text has stated already, or that a report answers."""
        known = {node.ref for node in listed.recommendations}
        numbers = {paragraph.number for paragraph in self.numbered}
        group: tuple[BodyLine, ...] = ()
        for line in tables.headings:
            self._set_aside(self.furniture, "furniture", line, "table heading")
        for line, why in tables.others:
            self._unread(line, line.text, why)
        # What States recommended is read with their names and the position on each, also in the answer to it.
        rows = [row for row in tables.rows if not answers or (row.recommending and row.position)]
        self._set_answered_aside([row for row in tables.rows if row not in rows])
        for row in rows:
            if row.group != group:
                group = row.group
                self.headings.leave()
                self._heading(Block("heading", [(line, line.text) for line in group], level=1))
            if row.ref in known:
                for line in row.lines:
                    self._unread(line, line.text, "stated in the text")
                continue
            known.add(row.ref)
            for line in row.lines:
                self._account(line, "text", line.text)
            above = row.ref.split(".")[0].split("(")[0]
            yield tabled(row, above if above in numbers else "", self.headings.sections, self.lexicon)

    def _set_answered_aside(self, rows: Sequence[Row]) -> None:
        """The rows of tables that say older recommendations once more."""
        for line in dict.fromkeys(line for row in rows for line in (*row.group, *row.lines)):
            self._unread(line, line.text, "answer to an older recommendation")

    def _positions(self, listed: Listed, tables: TableReport, *, answers: bool) -> dict[str, Position]:
        """What was said to each recommendation: by a heading, to a list above it, or in the text, by reference."""
        headed = positions_below_headings(self.running, self.lexicon) if answers else ()
        said = answered(self.numbered, self.loose, listed, headed, tables.positions, self.lexicon)
        taken = [*said, *listed.positions]
        if listed.answers_several:
            self._warn("answers_several", "Recommendations of several reports are answered; whose is not told apart.")
            taken = [position for position in taken if not position.ref.startswith(TITLED)]
        return {position.ref: position for position in taken}

    def _set_restated_aside(self, restated: Iterable[NumberedText]) -> None:
        """What a follow-up report says once more of older recommendations is in no text of this one."""
        for paragraph in restated:
            for place in paragraph.places:
                piece = self.pieces[place]
                self.pieces[place] = replace(piece, kind="unread")
                self.unread.append(Aside(piece.line, piece.text, "answer to an older recommendation"))

    def _set_lists_aside(self, summed_up: Iterable[NumberedText]) -> None:
        """The items of lists, and titled ones, that say once more what stands elsewhere are in no text."""
        for paragraph in summed_up:
            lines = {line for item in paragraph.items for line in range(item.lines[0], item.lines[1] + 1)}
            for place in paragraph.places:
                piece = self.pieces[place]
                if paragraph.titled or piece.line in lines:
                    self.pieces[place] = replace(piece, kind="unread")
                    self.unread.append(Aside(piece.line, piece.text, "printed twice"))

    # --- accounting -------------------------------------------------------------------------------------------

    def _account_block(self, block: Block, kind: str) -> None:
        if block.printed:
            self.pieces.append(Piece(block.lines[0][0].number, "number", block.printed))
        for line, text in block.lines:
            self._account(line, kind, text)

    def _account(self, line: BodyLine, kind: str, text: str) -> None:
        if text:
            self.pieces.append(Piece(line.number, kind, text))
            self.pieces += [Piece(line.number, "note mark", mark) for _, mark in line.cuts]

    def _set_aside(self, where: list[Aside], kind: str, line: BodyLine, why: str) -> None:
        where.append(Aside(line.number, line.text, why))
        self._account(line, kind, line.text)

    def _unread(self, line: BodyLine, text: str, why: str) -> None:
        self.unread.append(Aside(line.number, text, why))
        self._account(line, "unread", text)

    def _warn(self, code: str, message: str, **parameters: object) -> None:
        self.warnings.append(warning(code, message, **parameters))
