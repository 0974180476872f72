"""The tables of a DOCX document: where each cell stands, how far it reaches, and what heads its column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from recommendations.importing.readers.base import Cell
from recommendations.importing.readers.tables import heading_rows, is_layout
from recommendations.importing.readers.xml import attribute, child, number, switch, tag

TRANSPARENT = {"sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"}
MOST_COLUMNS = 1000


def inside(element: Element, wanted: str) -> Iterator[Element]:
    """The children of a name, also those wrapped in content controls or marks of revision."""
    for inner in element:
        if tag(inner) == wanted:
            yield inner
        elif tag(inner) in TRANSPARENT:
            yield from inside(inner, wanted)


@dataclass
class _Place:
    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1


def cells(table: Element, serial: int) -> list[tuple[Cell, Element]]:
    """Every cell that shows text, row by row, with its place; the table is number `serial` of the document."""
    rows = list(inside(table, "tr"))
    places = _places(rows)
    texts: dict[int, list[str]] = {}
    for place in places:
        texts.setdefault(place.row, []).append(_words(place.element))
    marked = {number for number, row in enumerate(rows, start=1) if switch(child(row, "trPr"), "tblHeader")}
    headings = heading_rows(texts, marked)
    heads: dict[int, str] = {}
    for place in places:
        if place.row in headings and place.row <= len(headings):
            for column in range(place.column, place.column + place.columns):
                heads[column] = f"{heads.get(column, '')} {_words(place.element)}".strip()
    return [
        (
            Cell(
                serial,
                place.row,
                place.column,
                "" if place.row in headings else heads.get(place.column, ""),
                place.row in headings,
                place.rows,
                place.columns,
            ),
            place.element,
        )
        for place in places
    ]


def paragraphs_laid_out(placed: Sequence[tuple[Cell, Element]]) -> list[tuple[str, Element]]:
    """The mark and the cell of each row, where every row holds a paragraph whose number stands in a cell of its own;
    none for a table of another kind."""
    rows: dict[int, list[tuple[Cell, Element]]] = {}
    for cell, element in placed:
        rows.setdefault(cell.row, []).append((cell, element))
    found = []
    for row in rows.values():
        words = [_words(element) for _, element in row]
        if any(cell.is_heading or cell.rows > 1 for cell, _ in row) or not is_layout(words):
            return []
        found.append((words[0], row[1][1]))
    return found


def _places(rows: Sequence[Element]) -> list[_Place]:
    places: list[_Place] = []
    above: dict[int, _Place] = {}  # column -> the cell that reaches down in it
    for row_number, row in enumerate(rows, start=1):
        column = 1 + (number(child(row, "trPr", "gridBefore")) or 0)
        for element in inside(row, "tc"):
            properties = child(element, "tcPr")
            width = min(max(number(child(properties, "gridSpan")) or 1, 1), MOST_COLUMNS)
            merge = child(properties, "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and column in above:
                above[column].rows += 1
            else:
                place = _Place(element, row_number, column, width)
                places.append(place)
                above.pop(column, None)
                if merge is not None:
                    above[column] = place
            column += width
    return places


def _words(cell: Element) -> str:
    words = "".join(" " if tag(part) == "p" else part.text or "" for part in cell.iter() if tag(part) in {"p", "t"})
    return " ".join(words.split())


def continued(cell: Cell, element: Element) -> Iterator[tuple[Cell, Element]]:
    """The paragraphs and tables in a cell, each with the cell's place."""
    for inner in element:
        if tag(inner) in {"p", "tbl"}:
            yield replace(cell), inner
        elif tag(inner) in TRANSPARENT:
            yield from continued(cell, inner)
