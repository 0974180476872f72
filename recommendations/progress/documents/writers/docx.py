"""DOCX with styles of its own kind throughout, so that it can be edited and handed in: headings, numbered paragraphs,
tables whose heads repeat, header and footer with page numbers. An organisation's own template gives its look.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

import docx
import typst
from django.utils.formats import date_format
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from recommendations.progress.documents.charts import COLOURS, svg
from recommendations.progress.documents.content import (
    Block,
    Cell,
    Chart,
    Content,
    Details,
    Paragraph,
    Passage,
    Section,
    Table,
)
from recommendations.progress.documents.writers import docx_tables

NOTE, SMALL, TIGHT, LABEL = "Report note", "Report table", "Report wide table", "Report label"
FEW_ROWS = 15  # that are kept on one page
LATIN, CHINESE, ARABIC = "Arial", "Microsoft YaHei", "Arial"
FAINT = RGBColor(0x4A, 0x56, 0x63)
USUAL = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Number", "Table Grid")
_LANGUAGES = {"zh-Hans": "zh-CN", "ar": "ar-SA", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}


def write(content: Content, *, to: BinaryIO, at: datetime, template: BinaryIO | None = None) -> None:
    """`template` is a DOCX whose styles, page, header, footer and first pages are taken; `at` is when it was made."""
    document = docx.Document(template)
    Word(document, content, own_look=template is not None).fill(at)
    document.save(to)


def missing_styles(template: BinaryIO) -> list[str]:
    """The styles reports use and the template has not."""
    styles = docx.Document(template).styles
    return [name for name in USUAL if name not in styles]


class Word:
    """A document being filled."""

    def __init__(self, document: Document, content: Content, *, own_look: bool) -> None:
        self.document, self.content, self.rtl = document, content, content.head.is_rtl
        self.own_look = own_look
        self.styles: dict[str, str] = {}  # id by name: to ask the document for each paragraph would take its time

    def fill(self, at: datetime) -> None:
        self._prepare_styles()
        self._properties(at)
        self._drop_blank_start()
        self._title_block()
        for section in self.content.sections:
            self._section(section)
        self._edges()

    # --- the look -----------------------------------------------------------------------------------------------

    def _prepare_styles(self) -> None:
        """Styles of ours beside those of the template; what the template lacks comes from Word's usual ones."""
        usual = docx.Document().styles
        for name in USUAL:
            # A list's style is nothing without its numbering, which stands elsewhere.
            if name not in self.document.styles and name != "List Number":
                self._adopt(usual[name])
        for name, size in ((NOTE, 9), (SMALL, 8.5), (TIGHT, 7), (LABEL, 9.5)):
            if name not in self.document.styles:
                style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                style.base_style = self.document.styles["Normal"]
                style.font.size = Pt(size)
                style.paragraph_format.space_after = Pt(2)
        if not self.own_look:
            self._own_look()
        for style in self.document.styles:
            if isinstance(style, ParagraphStyle):
                _as_complex(style.element.rPr)
        self.styles = {str(style.name): style.style_id for style in self.document.styles}

    def _adopt(self, style: BaseStyle) -> None:
        """Templates made in other languages have other ids for the same names."""
        styles = self.document.styles
        if style.style_id in {one.style_id for one in styles}:
            style.element.styleId = f"Usual{style.style_id}"
        styles.element.append(style.element)
        if isinstance(style, ParagraphStyle) and style.name != "Normal":
            style.base_style = styles["Normal"]

    def _own_look(self) -> None:
        """A4, and fonts for each script, on every style that names some of its own; nothing that only suits Latin."""
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(24)
        normal = self.document.styles["Normal"]
        normal.font.size, normal.paragraph_format.space_after = Pt(10.5), Pt(6)
        for style in self.document.styles:
            if isinstance(style, ParagraphStyle):
                properties = style.element.get_or_add_rPr()
                for name in ("spacing", "kern", "i", "iCs"):  # letters set apart are no Arabic, slanted ones no Chinese
                    for found in properties.findall(qn(f"w:{name}")):
                        properties.remove(found)
                fonts = properties.get_or_add_rFonts()
                for name in list(fonts.attrib):
                    del fonts.attrib[name]
                for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", CHINESE), ("cs", ARABIC)):
                    fonts.set(qn(f"w:{script}"), font)

    def _properties(self, at: datetime) -> None:
        head, properties = self.content.head, self.document.core_properties
        properties.title, properties.subject = head.title, head.subject.words.replace("\n", " ")[:250]
        properties.author = properties.last_modified_by = head.footer.split(" · ")[0]
        properties.language, properties.comments = head.language, ""
        properties.created = properties.modified = at.replace(tzinfo=None)
        code = _LANGUAGES[head.language]
        language = self.document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        if language is not None:
            language.set(qn("w:val"), code if head.language != "zh-Hans" else "en-GB")
            language.set(qn("w:eastAsia"), "zh-CN")
            language.set(qn("w:bidi"), "ar-SA")
        if self.rtl:
            for section in self.document.sections:
                section._sectPr.append(OxmlElement("w:bidi"))  # noqa: SLF001  python-docx has no other way to it

    # --- what stands in it --------------------------------------------------------------------------------------

    def _drop_blank_start(self) -> None:
        """Word keeps one empty paragraph in a document that has no text."""
        body = self.document.element.body
        if len(body.p_lst) == 1 and not body.xpath(".//w:r | ./w:tbl | ./w:p/w:pPr/w:sectPr"):
            body.remove(body.p_lst[0])

    def _title_block(self) -> None:
        head = self.content.head
        self._say(Passage(head.title), "Title")
        self._say(head.subject, "Subtitle")
        self._say(Passage(" · ".join(f"{label}: {value}" for label, value in head.about)), NOTE)
        for note in head.notes:
            self._say(Passage(note), NOTE)

    def _section(self, section: Section) -> None:
        self._say(Passage(section.heading, section.language), f"Heading {section.rank}")
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text=text, numbered=True) if "List Number" in self.styles:
                self._say(text, "List Number")
            case Paragraph(text=text):
                said = self._say(text, NOTE if block.note else "Normal")
                if block.leads:
                    said.paragraph_format.keep_with_next = True
            case Details():
                self._details(block)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)

    def _say(self, passage: Passage, style: str) -> WordParagraph:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]  # noqa: SLF001
        self._fill(paragraph, passage)
        return paragraph

    def _fill(self, paragraph: WordParagraph, passage: Passage) -> None:
        """The words with their own direction. What the document says begins where the document does."""
        rtl = passage.is_rtl if passage.words else self.rtl
        if rtl if passage.language else self.rtl:
            paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        # Marks of direction keep "81(a)" in its order where the paragraph runs the other way.
        against = self.rtl and not rtl and not passage.language
        run = paragraph.add_run(f"\u200e{passage.words}\u200e" if against and passage.words else passage.words)
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        if rtl:
            properties.append(OxmlElement("w:rtl"))
        if code := _LANGUAGES.get(passage.language):
            language = OxmlElement("w:lang")
            language.set(qn("w:bidi" if rtl else "w:eastAsia" if code == "zh-CN" else "w:val"), code)
            properties.append(language)

    def _details(self, details: Details) -> None:
        rows = [[[Passage(label)], list(said)] for label, said in details.lines]
        if rows:
            self._grid(rows, [1, 4], LABEL, bordered=False)

    def _table(self, table: Table) -> None:
        if not table.rows:
            self._say(Passage(table.empty), NOTE)
            return
        rows = [[[Passage(column.label)] for column in table.columns]]
        rows += [[[_words(cell)] for cell in row] for row in table.rows]
        numbers = {place for place, cell in enumerate(table.rows[0]) if isinstance(cell, int)}
        style = TIGHT if table.is_wide else SMALL
        first = self._grid(rows, [column.width for column in table.columns], style, heads=True, numbers=numbers)
        if table.turns_heads:
            docx_tables.turn_heads(first)

    def _grid(
        self, rows: Sequence[Sequence[Sequence[Passage]]], shares: Sequence[int], style: str, *, heads: bool = False,
        bordered: bool = True, numbers: Collection[int] = (),
    ) -> Any:  # fmt: skip
        """The first row. `numbers` are columns of numbers, from 0."""
        width = self._text_width()
        widths = [width * share // sum(shares) for share in shares]
        table = self.document.add_table(rows=0, cols=len(shares))
        if bordered:
            table.style = self.document.styles["Table Grid"]
        table.autofit = False
        if self.rtl:
            table._tblPr.append(OxmlElement("w:bidiVisual"))  # noqa: SLF001
        if style == TIGHT:
            table._tblPr.append(docx_tables.narrow_margins())  # noqa: SLF001
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(share)
        for place, cells in enumerate(rows):
            row = table._tbl.add_tr()  # noqa: SLF001  cells by their elements: asking the table for each takes its time
            docx_tables.keep_whole(row, repeats=heads and place == 0)
            # The head never stands alone at the end of a page, nor is a short table torn.
            stays = heads and (place == 0 or (len(rows) <= FEW_ROWS and place < len(rows) - 1))
            for column, (passages, share) in enumerate(zip(cells, widths, strict=True)):
                cell = row.add_tc()
                cell.width = Emu(share)
                self._cell(cell, passages, style, heads=heads and place == 0, stays=stays, is_number=column in numbers)
        self._say(Passage(""), SMALL)
        return table._tbl.tr_lst[0]  # noqa: SLF001

    def _cell(
        self, cell: Any, passages: Sequence[Passage], style: str, *, heads: bool, stays: bool, is_number: bool
    ) -> None:
        for place, passage in enumerate(passages or [Passage("")]):
            element = cell.p_lst[0] if place == 0 else cell.add_p()
            paragraph = WordParagraph(element, self.document._body)  # noqa: SLF001
            element.style = self.styles[style]
            self._fill(paragraph, passage)
            if stays:
                paragraph.paragraph_format.keep_with_next = True
            if is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # where a line ends: left, where it runs from the right
            if heads:
                paragraph.runs[0].bold = True
                _as_complex(paragraph.runs[0]._r.rPr)  # noqa: SLF001
        if heads:
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E3ECF5")):
                shade.set(qn(f"w:{name}"), value)
            cell.get_or_add_tcPr().append(shade)

    def _chart(self, chart: Chart) -> None:
        title = self._say(Passage(chart.title), LABEL)
        title.paragraph_format.keep_with_next = title.runs[0].bold = True
        _as_complex(title.runs[0]._r.rPr)  # noqa: SLF001
        if not chart.segments:
            self._say(Passage(chart.description), NOTE)
            return
        picture = self.document.add_picture(io.BytesIO(_picture(chart, self.rtl)), width=Emu(self._text_width()))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        for side in ("distT", "distB", "distL", "distR"):  # without them LibreOffice moves it to the side
            picture._inline.set(side, "0")  # noqa: SLF001
        properties = picture._inline.docPr  # noqa: SLF001
        properties.set("descr", chart.description)
        properties.set("title", chart.title)
        legend = self._say(Passage(""), LABEL)
        for segment in chart.segments:
            square = legend.add_run("■\u00a0")
            square.font.color.rgb = RGBColor.from_string(COLOURS[segment.tone].lstrip("#").upper())
            words = legend.add_run(f"{segment.label}: {segment.count}".replace(" ", "\u00a0") + "    ")
            if self.rtl:
                words._r.get_or_add_rPr().append(OxmlElement("w:rtl"))  # noqa: SLF001

    def _text_width(self) -> int:
        section = self.document.sections[-1]
        width, left, right = section.page_width, section.left_margin, section.right_margin
        return int((width or 0) - (left or 0) - (right or 0)) or Emu(5_400_000)

    def _edges(self) -> None:
        """Header and footer; those of a template stay, and are filled only where there is nothing in them."""
        section, head = self.document.sections[-1], self.content.head
        marked = []
        if _is_blank(section.header):
            header = section.header.paragraphs[0]
            self._fill(header, Passage(head.subject.words.split("\n")[0]))
            marked.append(header)
        if _is_blank(section.footer):
            footer = section.footer.paragraphs[0]
            self._number_pages(footer)
            marked.append(footer)
        for paragraph in marked:
            for run in paragraph.runs:
                _make_faint(run)

    def _number_pages(self, footer: WordParagraph) -> None:
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        words = footer.add_run(f"{self.content.head.footer}    ")
        if self.rtl:
            footer._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001
            words._r.get_or_add_rPr().append(OxmlElement("w:rtl"))  # noqa: SLF001
        for place, name in enumerate(("PAGE", "NUMPAGES")):
            if place:
                footer.add_run(" / ")
            _field(footer, name)


def _is_blank(edge: Any) -> bool:
    """Whether a header or footer shows nothing: no words, number, table or picture."""
    shown = ("t", "tbl", "drawing", "pict", "object", "fldSimple", "instrText")
    return not edge._element.xpath(" | ".join(f".//w:{name}" for name in shown))  # noqa: SLF001


def _words(cell: Cell) -> Passage:
    match cell:
        case None:
            return Passage("")
        case Passage():
            return cell
        case date():
            return Passage(date_format(cell))
        case _:
            return Passage(str(cell))


def _as_complex(properties: Any) -> None:
    """Size and weight also for Arabic, for which Word keeps its own."""
    for name, also in (("sz", "szCs"), ("b", "bCs")):
        said = None if properties is None else properties.find(qn(f"w:{name}"))
        if said is not None:
            for old in properties.findall(qn(f"w:{also}")):
                properties.remove(old)
            twin = OxmlElement(f"w:{also}")
            twin.attrib.update(said.attrib)
            said.addnext(twin)


def _make_faint(run: Run) -> None:
    run.font.size, run.font.color.rgb = Pt(8), FAINT
    _as_complex(run._r.rPr)  # noqa: SLF001


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """A number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    _make_faint(run)
    field.append(run._r)  # noqa: SLF001
    paragraph._p.append(field)  # noqa: SLF001


def _picture(chart: Chart, rtl: bool) -> bytes:
    """The bar as PNG, as Word shows no SVG everywhere."""
    source = "#set page(width: 600pt, height: 28pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 100%)"
    made = typst.compile(
        source.encode(), format="png", ppi=144, sys_inputs={"svg": svg(chart, mirrored=rtl)}, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)  # noqa: S101  says to the type checker that one page was asked for
    return made
