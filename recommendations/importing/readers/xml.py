"""XML from an unknown hand: no document types, no entities, no bottomless nesting; names without their namespace."""

import io
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, ParseError  # types and the error only; nothing is parsed with it

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from recommendations.importing.readers.base import ReportRefusedError

DEEPEST = 250  # elements within each other


@cache
def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def tag(element: Element) -> str:
    """The element's name without its namespace, in which strict and transitional documents differ."""
    return _bare(element.tag)


def attribute(element: Element | None, name: str) -> str | None:
    """The attribute of that name in whatever namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if _bare(key) == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, and so on along the path."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if tag(inner) == name), None)
    return element


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number; None where there is none or it is none."""
    value = attribute(element, name)
    try:
        return int(value) if value is not None else None
    except ValueError:
        return None


def switch(element: Element | None, name: str) -> bool | None:
    """A property that is on or off; None where it is not said."""
    found = child(element, name)
    if found is None:
        return None
    return attribute(found, "val") not in {"0", "false", "off"}


def elements(content: bytes, kind: str, level: int) -> Iterator[Element]:
    """The elements at a level (the root is 1) one after another, each released when the next is asked for.

    Raises ReportRefusedError `unsafe` for document types, entities and deep nesting, `damaged` for what is no XML.
    """
    open_elements: list[Element] = []
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_elements.append(element)
                if len(open_elements) > DEEPEST:
                    raise ReportRefusedError("unsafe", what="parts nested too deeply")
                continue
            if len(open_elements) == level:
                yield element
                if level > 1:
                    open_elements[-2].clear()
            open_elements.pop()
    except DefusedXmlException as error:
        raise ReportRefusedError("unsafe", what="a document type or entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise ReportRefusedError("damaged", kind=kind) from error
