"""What Word can do with tables and python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEAD_HEIGHT = 1300  # of heads that stand upright, in twentieths of a point


def keep_whole(row: Any, *, repeats: bool) -> None:
    """A row is not torn between two pages; the head is shown again on each."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def turn_heads(row: Any) -> None:
    """All but the first stand upright."""
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), str(HEAD_HEIGHT))
    row.get_or_add_trPr().append(height)
    for cell in row.tc_lst[1:]:
        turned = OxmlElement("w:textDirection")
        turned.set(qn("w:val"), "btLr")
        cell.get_or_add_tcPr().append(turned)
        for paragraph in cell.p_lst:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def narrow_margins() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "30")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins
