"""Markdown (CommonMark with tables and footnotes) -> lines, by way of HTML."""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from recommendations.importing.readers.base import Line, Source
from recommendations.importing.readers.builder import Builder
from recommendations.importing.readers.html import feed
from recommendations.importing.readers.plain_text import decode
from recommendations.importing.readers.writer import Run

MOST_NESTING = 40  # each "[" is looked into that deep


def read_markdown(content: bytes) -> Source:
    """The lines of a Markdown file; raises ReportRefusedError: `no_text`, `unsafe`, `unknown_encoding`, `not_text`."""
    text, encoding, certain = decode(content)
    # A line of the source stays a line: whether something new begins there, its words decide.
    parser = MarkdownIt("commonmark", {"breaks": True, "maxNesting": MOST_NESTING}).enable("table")
    parser.use(footnote_plugin).use(front_matter_plugin)
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    builder = Builder()
    for token in tokens:
        if token.type == "front_matter":
            builder.writer.write([Run(token.content)], Line(0, "", role="furniture", why="front matter"))
    _number(tokens)
    feed(parser.renderer.render(tokens, parser.options, environment), builder)
    return builder.writer.source("markdown", encoding, certain=certain)


def _number(tokens: Sequence[Token]) -> None:
    """Gives the items the numbers that were written, which the renderer would count anew, and their signs after."""
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            token.attrSet("data-after", token.markup)
            lists.append([])
        elif token.type in {"ordered_list_close", "bullet_list_close"} and lists:
            items = [item for item in lists.pop() if item.info.isdecimal()]
            # "1. 1. 1." means that the numbers are to be counted; "3. 1. 2. 4." that a list stands within one.
            if [item.info for item in items[:2]] not in (["1", "1"], ["0", "0"]):
                for item in items:
                    item.attrSet("value", item.info)
        elif token.type == "list_item_open" and lists:
            lists[-1].append(token)
