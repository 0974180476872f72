"""Pages with each text in two languages, one glued to the other: "1. Recommends that States …1. 建议各国…"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from recommendations.importing.readers.base import Line, Source

LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
OTHERS = re.compile("[\u0400-\u04ff\u0600-\u06ff\u4e00-\u9fff]")
IN_OTHERS = frozenset({"zh", "ru", "ar"})
# What stands before the first letter of the second text and belongs to it: its number, mark, or opening sign.
OPENING = re.compile(r"(?:[(（]?(?<!\d)\d{1,2}\s?[.、)）]\s?|[(（][a-z]{1,4}[)）]\s?|[《“«„(（]\s?)+$")
FEWEST_LINES = 5
MOSTLY = 0.7  # of the lines with some letters
SOME_LETTERS = 12
FEWEST_LETTERS = 3


def one_language(source: Source, language: str) -> Source:
    """The source with the text of the other language set apart, where most of its lines hold two."""
    places = [
        (_second_text(line.text) if line.role in {"text", "heading"} else 0) if len(line.text) >= SOME_LETTERS else None
        for line in source.lines
    ]
    asked = [place for place in places if place is not None]
    if (double := sum(place > 0 for place in asked)) < FEWEST_LINES or double < MOSTLY * len(asked):
        return source
    lines = (one for line, place in zip(source.lines, places, strict=True) for one in _parted(line, place, language))
    return replace(source, lines=tuple(lines))


def _second_text(text: str) -> int:
    """Where in a text that begins in Latin letters one in another script begins and goes on to the end; 0 if none."""
    first = None if text.isascii() else OTHERS.search(text)
    if first is None:
        return 0
    head, tail = text[: first.start()], text[first.start() :]
    if len(LATIN.findall(head)) < FEWEST_LETTERS or len(OTHERS.findall(tail)) <= max(1, len(LATIN.findall(tail))):
        return 0
    opening = OPENING.search(head)
    return opening.start() if opening else first.start()


def _parted(line: Line, place: int | None, language: str) -> Iterator[Line]:
    place = _second_text(line.text) if place is None else place
    if place == 0:
        yield line
        return
    texts = line.text[:place].rstrip(), line.text[place:]
    kept = 1 if language in IN_OTHERS else 0
    for at, text in enumerate(texts):
        bare = replace(line, text=text, bold=(), hung=())
        yield bare if at == kept else replace(bare, role="unread", why="the same in another language")
