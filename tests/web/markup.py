"""What a page's HTML says, for promises that hold on every page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CLOSED_BY_ITSELF = {"rect", "path", "circle", "line"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    words: str = ""
    within_label: bool = False


@dataclass
class Markup:
    """The elements of a page in order, and the faults found while reading it."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            element
            for element in self.elements
            if element.tag == tag and all(element.attributes.get(k.strip("_")) == v for k, v in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        (element,) = self.all(tag, **attributes)
        return element

    def having(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.attributes]

    @property
    def links(self) -> list[str]:
        return [element.attributes["href"] for element in self.all("a") if "href" in element.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.markup, self.open = Markup(), []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _value in attributes]
        self.markup.faults += [f"{tag} has {name} twice" for name, count in Counter(names).items() if count > 1]
        element = Element(
            tag,
            {name: value or "" for name, value in attributes},
            within_label=any(outer.tag == "label" for outer in self.open),
        )
        self.markup.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1].tag != tag:
            self.markup.faults.append(f"</{tag}> closes nothing")
        else:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element.words += data


def read(response) -> Markup:
    """Parse a response; elements left open count as faults."""
    reader = _Reader()
    reader.feed(response.content.decode())
    reader.close()
    reader.markup.faults += [f"<{element.tag}> is never closed" for element in reader.open]
    for element in reader.markup.elements:
        element.words = re.sub(r"\s+", " ", element.words).strip()
    return reader.markup


def faults(markup: Markup) -> list[str]:
    """Everything a page must not have: broken nesting, doubled ids, nameless controls, dead anchors, inline code."""
    ids = Counter(element.attributes["id"] for element in markup.having("id"))
    found = list(markup.faults)
    found += [f"id {name} is there {count} times" for name, count in ids.items() if count > 1]
    found += [f"{link} leads nowhere" for link in markup.links if link.startswith("#") and link[1:] not in ids]
    found += [f"<{element.tag}> has a style attribute" for element in markup.having("style")]
    found += ["a <style> element"] * len(markup.all("style"))
    found += ["a script in the page"] * sum("src" not in script.attributes for script in markup.all("script"))
    found += ["an image without alt"] * sum("alt" not in image.attributes for image in markup.all("img"))
    found += [
        f"<{element.tag}> has {name}"
        for element in markup.elements
        for name in element.attributes
        if name.startswith(("on", "hx-on"))
    ]
    found += [
        f"{element.tag} points at {value} with {name}"
        for element in markup.elements
        for name in ("for", "aria-labelledby", "aria-describedby")
        for value in element.attributes.get(name, "").split()
        if value not in ids
    ]
    found += [f"no label for {control.attributes}" for control in _controls(markup) if not _is_named(control, markup)]
    found += ["no <h1>, or several"] if len(markup.all("h1")) != 1 else []
    return found


def _controls(markup: Markup) -> list[Element]:
    inputs = [one for one in markup.all("input") if one.attributes.get("type") not in {"hidden", "submit"}]
    return inputs + markup.all("select") + markup.all("textarea")


def _is_named(control: Element, markup: Markup) -> bool:
    named = {"aria-label", "aria-labelledby"} & control.attributes.keys()
    return control.within_label or bool(named) or bool(markup.all("label", for_=control.attributes.get("id", "")))
