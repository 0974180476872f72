"""reStructuredText -> lines; whatever reads other files or passes text through unread is turned off."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from docutils import nodes
from docutils.core import publish_doctree

from recommendations.importing.readers.base import Line, ReportRefusedError, Role, Source
from recommendations.importing.readers.builder import Builder, State
from recommendations.importing.readers.plain_text import decode

SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "syntax_highlight": "none",
    "line_length_limit": 10_000_000,
    "input_encoding": "unicode",
}
LOST = 3  # level of the messages that say that something was left out of the text
FORMS = {"arabic": "decimal", "loweralpha": "lowerLetter", "upperalpha": "upperLetter", "lowerroman": "lowerRoman",
         "upperroman": "upperRoman"}  # fmt: skip
PARAGRAPHS = (nodes.paragraph, nodes.term, nodes.literal_block, nodes.rubric, nodes.attribution, nodes.caption,
              nodes.doctest_block, nodes.math_block, nodes.line)  # fmt: skip
BOXES = (nodes.sidebar, nodes.Admonition)


def read_rst(content: bytes) -> Source:
    """The lines of a reStructuredText file.

    Raises ReportRefusedError: `no_text`, `unsafe`, `unknown_encoding`, `not_text`.
    """
    text, encoding, certain = decode(content)
    builder = Builder()
    try:
        # A form feed would end a directive's block; on paper it only turns the page.
        document = publish_doctree(text.replace("\f", "\n"), settings_overrides=SETTINGS)
        _Walk(builder).walk(document)
    except RecursionError as error:
        raise ReportRefusedError("unsafe", what="parts nested too deeply") from error
    builder.finish()
    return builder.writer.source("rst", encoding, certain=certain)


class _Walk:
    """Goes through the document's tree, opening and closing the builder's parts."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._level = 0
        self._handlers: list[tuple[type | tuple[type, ...], Callable[[nodes.Element], None]]] = [
            (nodes.system_message, self._message),
            (nodes.footnote_reference, lambda node: self._builder.note(node.astext())),
            ((nodes.footnote, nodes.citation), self._note),
            (nodes.section, self._section),
            ((nodes.title, nodes.subtitle), self._title),
            (nodes.enumerated_list, self._enumerated),
            (nodes.bullet_list, lambda node: self._list(node, "", 1, "%s")),
            (nodes.list_item, self._item),
            (nodes.strong, lambda node: self._within(node, replace(self._builder.state, bold=True))),
            (nodes.table, self._table),
            (nodes.row, self._row),
            (nodes.entry, self._entry),
            (nodes.image, lambda _node: self._builder.writer.omitted.update(["picture"])),
            (nodes.comment, lambda node: self._aside(node, "unread", "comment")),
            (nodes.topic, self._topic),
            (BOXES, lambda node: self._aside(node, "box")),
            (nodes.field_name, self._field_name),
            ((nodes.substitution_definition, nodes.raw, nodes.target), lambda _node: None),
            (nodes.literal_block, self._literal),
            (PARAGRAPHS, self._paragraph),
        ]

    def walk(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            self._text(node.astext())
            return
        for kinds, handler in self._handlers:
            if isinstance(node, kinds):
                handler(node)
                return
        self._children(node)

    def _children(self, node: nodes.Node) -> None:
        children: Iterable[nodes.Node] = node.children
        for child in children:
            self.walk(child)

    def _text(self, text: str) -> None:
        """A line of the source stays a line: whether something new begins there, its words decide."""
        first, *others = text.split("\n")
        self._builder.text(first)
        for other in others:
            self._builder.line_break()
            self._builder.text(other)

    def _within(self, node: nodes.Element, state: State) -> None:
        self._builder.push(state)
        self._children(node)
        self._builder.pop()

    def _paragraph(self, node: nodes.Element) -> None:
        self._builder.flush()
        self._children(node)
        self._builder.flush()

    def _literal(self, node: nodes.Element) -> None:
        self._builder.flush()
        self._builder.push(replace(self._builder.state, keeps_blanks=True))
        self._builder.text(node.astext())
        self._builder.flush()
        self._builder.pop()

    def _aside(self, node: nodes.Element, role: Role, why: str = "") -> None:
        state = self._builder.state
        self._builder.flush()
        self._builder.push(replace(state, like=replace(state.like, role=role, why=why, level=None)))
        self._children(node)
        self._builder.flush()
        self._builder.pop()

    def _message(self, node: nodes.Element) -> None:
        """What docutils complains of is no text; what it leaves out for that reason is shown as unread."""
        if node["level"] < LOST and "disabled" not in node.astext():
            return
        for lost in node.findall(nodes.literal_block):
            self._aside(lost, "unread", "directive")

    def _note(self, node: nodes.Element) -> None:
        label, *body = node.children
        self._builder.flush()
        self._builder.push(State(Line(0, "", role="footnote", note=label.astext())))
        for child in body:
            self.walk(child)
        self._builder.flush()
        self._builder.pop()

    def _section(self, node: nodes.Element) -> None:
        self._level += 1
        self._children(node)
        self._level -= 1

    def _title(self, node: nodes.Element) -> None:
        state = self._builder.state
        if state.like.role == "text":
            state = replace(state, like=replace(state.like, role="heading", level=max(self._level, 1)))
        self._builder.flush()
        self._builder.push(state)
        self._children(node)
        self._builder.flush()
        self._builder.pop()

    def _topic(self, node: nodes.Element) -> None:
        if "contents" in node["classes"]:
            self._aside(node, "furniture", "contents")
        else:
            self._aside(node, "box")

    def _field_name(self, node: nodes.Element) -> None:
        self._builder.flush()
        self._children(node)
        self._builder.text(": ")

    def _enumerated(self, node: nodes.Element) -> None:
        form = FORMS.get(node.get("enumtype", ""), "decimal")
        self._list(node, form, node.get("start", 1), f"{node.get('prefix', '')}%s{node.get('suffix', '.')}")

    def _list(self, node: nodes.Element, form: str, start: int, pattern: str) -> None:
        self._builder.open_list(form, start, pattern)
        self._children(node)
        self._builder.close_list()

    def _item(self, node: nodes.Element) -> None:
        self._builder.item()
        self._children(node)
        self._builder.flush()

    def _table(self, node: nodes.Element) -> None:
        self._builder.open_table()
        self._children(node)
        self._builder.close_table()

    def _row(self, node: nodes.Element) -> None:
        self._builder.row()
        self._children(node)

    def _entry(self, node: nodes.Element) -> None:
        is_heading = isinstance(node.parent.parent, nodes.thead)
        self._builder.cell(node.get("morerows", 0) + 1, node.get("morecols", 0) + 1, is_heading=is_heading)
        self._children(node)
        self._builder.close_cell()
