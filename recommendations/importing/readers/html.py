"""HTML -> lines, as a browser without scripts shows it."""

import codecs
import re
from dataclasses import replace
from html import unescape

from recommendations.importing.readers.base import Source
from recommendations.importing.readers.builder import Builder, State
from recommendations.importing.readers.html_tags import tokens
from recommendations.importing.readers.plain_text import BYTE_ORDER_MARKS, decode

DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
HEAD = 4096  # bytes in which a file may declare its encoding

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
          "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
          "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
          "thead", "tr", "ul"}  # fmt: skip
PARAGRAPHS = {"p", "li", "dd"}
SKIPPED = {"script", "style", "template", "noscript", "svg", "head", "object", "iframe", "select", "textarea", "button"}
FURNITURE = {"nav": "contents"}
ROLES = {"navigation": "contents", "banner": "header", "search": "header", "contentinfo": "footer"}
BOLD = {"b", "strong", "th"}
PICTURES = {"img": "picture", "svg": "picture", "object": "embedded object", "iframe": "embedded document"}
# What ends of itself when such a part begins.
IMPLIED = {
    "li": {"li", "p"}, "p": {"p"}, "td": {"td", "th", "p"}, "th": {"td", "th", "p"}, "tr": {"tr", "td", "th", "p"},
    "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"}, "tbody": {"tbody", "thead", "tr", "td", "th", "p"},
    **{tag: {"p"} for tag in ("ul", "ol", "table", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")},
}  # fmt: skip
TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "cjk-decimal": "ideographDigital", "arabic-indic": "arabicIndic",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SKIP_LINK = re.compile(r"(?<![^\W_])skip(?:-?(?:link|nav|to|content)\w*)?(?![^\W_])", re.I)
NOTE_MARK = re.compile(r"[\[(]?(?:(?:foot)?note )?(\w{1,4}|\*{1,4}|[†‡§]{1,2})[\])]?", re.I)
BACK = {"↩", "↩︎", "↑", "^", "⏎"}
ANCHOR = re.compile(r"<a\s([^<>]{1,600})>", re.I)
PLACE = re.compile(r"""(?<![\w-])(?:id|name)\s*=\s*["']?([^\s"'>]{1,200})""", re.I)
LEADS = re.compile(r"""(?<![\w-])href\s*=\s*["']?\#([^\s"'>]{1,200})""", re.I)

Attributes = dict[str, str]


def read_html(content: bytes) -> Source:
    """The lines of a page; raises ReportRefusedError: `no_text`, `unsafe`, `unknown_encoding`."""
    text, encoding, certain = _decoded(content)
    builder = Builder()
    feed(text, builder)
    return builder.writer.source("html", encoding, certain=certain)


def feed(text: str, builder: Builder) -> None:
    """Puts a page into a builder."""
    walk = _Walk(builder, _noted(text))
    for token in tokens(text):
        if token.kind == "start":
            walk.open(token.value, token.attributes)
        elif token.kind == "end":
            walk.close(token.value)
        else:
            walk.text(token.value)
    builder.finish()


def _decoded(content: bytes) -> tuple[str, str, bool]:
    """Text, encoding, and whether that is certain; what the page declares counts after a byte order mark."""
    declared = DECLARED.search(content[:HEAD])
    if declared and not content.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii"))
            # Browsers take these for what they are used for.
            name = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
                encoding.name, encoding.name
            )
            return content.decode(name), name, True
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(content)


def _noted(page: str) -> frozenset[str]:
    """The places of notes: what leads to a place further on from which a link leads back, as Word writes it."""
    leads: dict[str, str] = {}
    for anchor in ANCHOR.finditer(page):
        place, target = PLACE.search(anchor[1]), LEADS.search(anchor[1])
        if place is not None and target is not None:
            leads.setdefault(unescape(place[1]), unescape(target[1]))
    order = {place: number for number, place in enumerate(leads)}
    return frozenset(
        target for place, target in leads.items() if leads.get(target) == place and order[place] < order[target]
    )


class _Walk:
    """Opens and closes the builder's parts as tags come; `noted` are the places of notes that links alone tell."""

    def __init__(self, builder: Builder, noted: frozenset[str]) -> None:
        self._builder = builder
        self._noted = noted
        self._open: list[str] = []
        self._targets: dict[str, str] = {}  # id of a note -> its mark
        self._reference: str | None = None  # id of the note whose reference is being read
        self._reference_text = ""

    def open(self, tag: str, attributes: Attributes) -> None:
        implied = IMPLIED.get(tag, set())
        while self._open and self._open[-1] in implied:
            self.close(self._open[-1])
        if tag in PICTURES and not self._builder.state.is_skipped:
            self._builder.writer.omitted[PICTURES[tag]] += 1
        if tag == "br":
            self._builder.line_break()
        if tag in BLOCKS:
            self._builder.flush()
        if tag in VOID:
            return
        if tag == "a" and self._is_reference(attributes):
            self._reference, self._reference_text = attributes["href"][1:], ""
        elif tag == "a" and attributes.get("href", "").startswith("#"):
            self._begin_note(self._targets.get(_place(attributes), ""))
        self._open.append(tag)
        self._builder.push(self._state(tag, attributes))
        self._open_part(tag, attributes)

    def _open_part(self, tag: str, attributes: Attributes) -> None:
        builder = self._builder
        if tag in {"ol", "ul"}:
            builder.open_list(*_list_kind(tag, attributes))
        elif tag == "li":
            builder.item(_integer(attributes.get("value")))
        elif tag == "table":
            builder.open_table()
        elif tag == "tr":
            builder.row()
        elif tag in {"td", "th"}:
            rows, columns = _integer(attributes.get("rowspan")), _integer(attributes.get("colspan"))
            builder.cell(rows or 1, columns or 1, is_heading=tag == "th")

    def _state(self, tag: str, attributes: Attributes) -> State:
        state = self._builder.state
        if tag in SKIPPED or (tag == "a" and self._is_back(attributes)):
            state = replace(state, is_skipped=True)
        if "hidden" in attributes or HIDDEN.search(attributes.get("style", "")):
            self._builder.flush()
            state = replace(state, like=replace(state.like, role="unread", why="hidden text"))
        furniture = FURNITURE.get(tag) or ROLES.get(attributes.get("role", "").lower()) if tag in BLOCKS else None
        if tag == "a" and SKIP_LINK.search(attributes.get("class", "")):
            self._builder.flush()
            furniture = "contents"
        if furniture is not None:
            state = replace(state, like=replace(state.like, role="furniture", why=furniture))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() and state.like.role == "text":
            state = replace(state, like=replace(state.like, role="heading", level=int(tag[1])))
        place = _place(attributes)
        mark = self._targets.get(place) or self._targets.get(f"_{place}")  # Word's part "ftn1" begins with "_ftn1"
        if mark is not None and tag in BLOCKS:
            self._builder.flush()
            state = replace(state, like=replace(state.like, role="footnote", note=mark))
        bold = state.bold or tag in BOLD or "font-weight:bold" in attributes.get("style", "").replace(" ", "")
        return replace(state, bold=bold, keeps_blanks=state.keeps_blanks or tag == "pre")

    def _is_reference(self, attributes: Attributes) -> bool:
        href = attributes.get("href", "")
        marked = f"{attributes.get('role', '')} {attributes.get('class', '')} {attributes.get('epub:type', '')}"
        said = "noteref" in marked or ("footnote" in marked and "back" not in marked)
        return href.startswith("#") and len(href) > 1 and ("sup" in self._open or said or href[1:] in self._noted)

    def _begin_note(self, mark: str) -> None:
        """Makes a note of the paragraph around the place to which its reference leads; `mark` is empty for no note."""
        outer = next((place for place in reversed(range(len(self._open))) if self._open[place] in BLOCKS), None)
        if mark and outer is not None and self._open[outer] in PARAGRAPHS and self._builder.state.like.note != mark:
            self._builder.flush()
            self._builder.become_note(mark, len(self._open) - outer)

    def _is_back(self, attributes: Attributes) -> bool:
        marked = f"{attributes.get('role', '')} {attributes.get('class', '')}"
        return "backlink" in marked or "backref" in marked

    def close(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            self._close_part(last)
            if self._builder.ends_role():
                self._builder.flush()
            self._builder.pop()
            if last == tag:
                break

    def _close_part(self, tag: str) -> None:
        builder = self._builder
        if tag == "a" and self._reference is not None:
            self._end_reference()
        if tag in BLOCKS:
            builder.flush()
        if tag in {"ol", "ul"}:
            builder.close_list()
        elif tag == "table":
            builder.close_table()
        elif tag in {"td", "th"}:
            builder.close_cell()

    def _end_reference(self) -> None:
        """A short text that leads to another place of the page is a footnote's mark; a longer one is text."""
        text, target = self._reference_text.strip(), self._reference or ""
        self._reference = None
        match = NOTE_MARK.fullmatch(text)
        if match is None:
            if text not in BACK:
                self._builder.text(text)
            return
        self._targets.setdefault(target, match[1])
        self._builder.note(match[1])

    def text(self, data: str) -> None:
        if self._reference is not None:
            self._reference_text += data
        elif data.strip() not in BACK:
            self._builder.text(data)


def _place(attributes: Attributes) -> str:
    return attributes.get("id") or attributes.get("name") or ""


def _list_kind(tag: str, attributes: Attributes) -> tuple[str, int, str]:
    style = LIST_STYLE.search(attributes.get("style", ""))
    if tag == "ul" and not (style and style[1].lower() in {*STYLES, "decimal"}):
        return "", 1, "%s"
    form = STYLES.get(style[1].lower(), "decimal") if style else TYPES.get(attributes.get("type", ""), "decimal")
    start = _integer(attributes.get("start"))
    # The Markdown reader hands down what the writer put after the numbers.
    return form, 1 if start is None else start, "%s" + attributes.get("data-after", ".")


def _integer(value: str | None) -> int | None:
    match = re.fullmatch(r"\s*(-?\d{1,6})\s*", value or "")
    return None if match is None else int(match[1])
