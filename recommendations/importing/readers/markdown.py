"""Markdown (CommonMark with tables and footnotes) -> lines, by way of HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
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

BOLD = re.compile(r"\*\*(?=\S)[^*]+(?<=\S)\*\*")
STRAY = "**"
CLOSING = frozenset(".;:,)!?。；：！？）")
FEWEST_BOLD = 3  # stretches of bold type in a file that uses it
MOST_NESTING = 40  # each "[" is looked into that deep


def read_markdown(content: bytes) -> Source:
    """The lines of a Markdown file; raises ReportRefusedError: `no_text`, `unsafe`, `unknown_encoding`, `not_text`."""
    text, encoding, certain = decode(content)
    # A line of the source stays a line: whether something new begins there, its words decide.
    parser = MarkdownIt("commonmark", {"breaks": True, "maxNesting": MOST_NESTING}).enable("table")
    parser.use(footnote_plugin).use(front_matter_plugin)
    environment: dict[str, Any] = {}
    tokens = list(_with_text(parser, parser.parse(text, environment), environment))
    builder = Builder()
    for token in tokens:
        if token.type == "front_matter":
            builder.writer.write([Run(token.content)], Line(0, "", role="furniture", why="front matter"))
    _number(tokens)
    _mend_bold(tokens)
    feed(parser.renderer.render(tokens, parser.options, environment), builder)
    return builder.writer.source("markdown", encoding, certain=certain)


def _with_text(parser: MarkdownIt, tokens: Iterable[Token], environment: dict[str, Any]) -> Iterator[Token]:
    """The tokens, where lines set in by a tab are text if they hold bold type: reports hold no code."""
    for token in tokens:
        if token.type == "code_block" and BOLD.search(token.content) is not None:
            yield from parser.parse("\n".join(line.strip() for line in token.content.split("\n")), environment)
        else:
            yield token


def _mend_bold(tokens: Sequence[Token]) -> None:
    """Takes the signs for bold type out of the text where they opened it in one paragraph and closed it in another, or
    never, in a file that sets bold type so. A mark of a note, "Report**", is none of them."""
    texts = [token for token in tokens if token.type == "inline" and token.children]
    if sum(child.type == "strong_open" for token in texts for child in token.children or ()) < FEWEST_BOLD:
        return
    for token in texts:
        children = token.children or []
        for place, child in enumerate(children):
            if child.type != "text" or STRAY not in child.content:
                continue
            before, _, after = child.content.partition(STRAY)
            opens = (not before or before[-1].isspace()) and after[:1].isalpha()
            closes = not after.strip() and before.rstrip()[-1:] in CLOSING
            if opens or closes:
                child.content = f"{before}{after}"
            if opens:
                token.children = [*children[:place], Token("strong_open", "strong", 1), *children[place:]]
                token.children.append(Token("strong_close", "strong", -1))
                break


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
