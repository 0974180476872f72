"""The text of a page -> its tags and the text between them, in one pass whatever the page holds.

The standard library's parser takes quadratic time for tags and comments that never end, and gives up at some faults.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

NAME = re.compile(r"[A-Za-z][^\s/>]*+")
ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?""",
)
TAG_END = re.compile(r"[\s/]*+>")
RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
COMMENT, DATA = "<!--", "<![CDATA["


@dataclass(frozen=True)
class Token:
    """A start tag with its attributes, an end tag, or text; `value` is the tag's name in small letters or the text."""

    kind: Literal["start", "end", "text"]
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page; comments and declarations are none, and a tag that never ends is text."""
    place = 0
    while place < len(page):
        start = page.find("<", place)
        if start < 0:
            start = len(page)
        if start > place:
            yield Token("text", unescape(page[place:start]))
        place = start
        if place < len(page):
            token, place = _markup(page, place)
            if token is not None:
                yield token
                if token.kind == "start" and token.value in RAW:
                    place = _raw_end(page, place, token.value)


def _markup(page: str, start: int) -> tuple[Token | None, int]:
    """What the sign < at a place begins, and where it ends."""
    if page.startswith(COMMENT, start):
        return None, _after(page, "-->", start + len(COMMENT))
    if page.startswith(DATA, start):
        end = _after(page, "]]>", start)
        return Token("text", page[start + len(DATA) : end].removesuffix("]]>")), end
    if page.startswith(("<!", "<?"), start):
        return None, _after(page, ">", start)
    closes = page.startswith("</", start)
    name = NAME.match(page, start + 1 + closes)
    if name is None:
        return Token("text", "<"), start + 1
    if closes:
        return Token("end", name[0].lower()), _after(page, ">", name.end())
    return _start_tag(page, start, name)


def _start_tag(page: str, start: int, name: re.Match[str]) -> tuple[Token, int]:
    attributes: dict[str, str] = {}
    place = name.end()
    while (end := TAG_END.match(page, place)) is None:
        attribute = ATTRIBUTE.match(page, place)
        if attribute is None:
            break
        value = next((group for group in attribute.groups()[1:] if group is not None), "")
        attributes.setdefault(attribute[1].lower(), unescape(value))
        place = attribute.end()
    if end is not None:
        return Token("start", name[0].lower(), attributes), end.end()
    # A quotation mark without its fellow: the tag ends at the next sign that can end it.
    place = page.find(">", name.end())
    if place < 0:
        return Token("text", unescape(page[start:])), len(page)
    return Token("start", name[0].lower(), attributes), place + 1


def _after(page: str, sign: str, start: int) -> int:
    place = page.find(sign, start)
    return len(page) if place < 0 else place + len(sign)


def _raw_end(page: str, start: int, name: str) -> int:
    """Where the end tag of an element begins whose content is not markup."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, start)
    return len(page) if found is None else found.start()
