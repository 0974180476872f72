"""The styles of a DOCX document: names, heading levels, bold, and the lists they stand in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from recommendations.importing.readers.xml import attribute, child, number, switch, tag

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
# The templates of United Nations documents name their headings so, with no outline level.
UN_HEADING = re.compile(r"_?\s*H\s*_\s?(Ch|\d)[\d/]*(?:_\w+)?", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|table of figures)\b.*", re.IGNORECASE)
LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Style:
    """What paragraphs or runs of a style have; None where the style says nothing."""

    name: str = ""
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    list_id: int | None = None
    list_level: int | None = None

    @property
    def is_contents(self) -> bool:
        return CONTENTS.fullmatch(self.name) is not None and "heading" not in self.name.lower()


NO_STYLE = Style()


class Styles:
    """All styles of a document by their id, what each inherits worked out."""

    def __init__(self, definitions: Iterable[Element]) -> None:
        self._definitions: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = NO_STYLE
        for definition in definitions:
            identity = attribute(definition, "styleId")
            if tag(definition) != "style" or identity is None:
                continue
            self._definitions[identity] = definition
            if attribute(definition, "type") == "paragraph" and attribute(definition, "default") in {"1", "true", "on"}:
                self.default = self[identity]

    def __getitem__(self, identity: str | None) -> Style:
        if identity is None:
            return self.default
        if identity not in self._resolved:
            self._resolved[identity] = self._resolve(identity)
        return self._resolved[identity]

    def _resolve(self, identity: str) -> Style:
        chain: list[Element] = []
        step: str | None = identity
        while step in self._definitions and len(chain) < LONGEST_CHAIN:
            chain.append(self._definitions[step])
            step = attribute(child(chain[-1], "basedOn"), "val")
        name = (attribute(child(chain[0], "name"), "val") if chain else None) or identity
        own = [_own(definition) for definition in chain]
        return Style(
            name=name,
            level=_named_level(name) or next((style.level for style in own if style.level is not None), None),
            bold=next((style.bold for style in own if style.bold is not None), None),
            hidden=next((style.hidden for style in own if style.hidden is not None), None),
            list_id=next((style.list_id for style in own if style.list_id is not None), None),
            list_level=next((style.list_level for style in own if style.list_level is not None), None),
        )


def _own(definition: Element) -> Style:
    """What the definition itself says, inheritance aside."""
    numbering = child(definition, "pPr", "numPr")
    level = outline_level(child(definition, "pPr"))
    return Style(
        level=level or _named_level(attribute(child(definition, "name"), "val") or ""),
        bold=switch(child(definition, "rPr"), "b"),
        hidden=switch(child(definition, "rPr"), "vanish"),
        list_id=number(child(numbering, "numId")),
        list_level=number(child(numbering, "ilvl")),
    )


def outline_level(properties: Element | None) -> int | None:
    """The heading level from 1 that a paragraph's properties give it; None for running text."""
    level = number(child(properties, "outlineLvl"))
    return level + 1 if level is not None and 0 <= level < 9 else None


def _named_level(name: str) -> int | None:
    if (match := HEADING.fullmatch(name)) is not None:
        return int(match[1]) or None
    if (match := UN_HEADING.fullmatch(name)) is not None:
        return 1 if match[1].lower() == "ch" else int(match[1]) + 1
    return None
