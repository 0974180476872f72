"""PDF, tagged for those who read with their ears (PDF/UA-1), set by Typst with the fonts of the installation.

The template is fixed; what it shows goes in as JSON beside it and is never read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import typst
from django.utils.formats import date_format

from recommendations.progress.documents.charts import COLOURS, svg
from recommendations.progress.documents.content import (
    UNKNOWN,
    Block,
    Cell,
    Chart,
    Content,
    Details,
    Paragraph,
    Passage,
    Table,
)
from recommendations.progress.documents.writers import fonts

TEMPLATE = Path(__file__).with_name("report.typ")

SHORT_ROW = 1500  # letters
# Longer words run over the margin, as there is no place to break them.
_LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7ff]{40,}")
_BREAK = "\u200b"


def write(content: Content, *, to: BinaryIO, at: datetime) -> None:
    """`at` is the moment the file bears as that of its making."""
    families = fonts.installed()
    made = typst.compile(  # type: ignore[misc]  # its types cannot tell files from each other
        TEMPLATE.read_bytes(),
        font_paths=[str(folder) for folder in families.values()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(content, list(families)), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)  # noqa: S101  says to the type checker that one file was asked for
    to.write(made)


def _data(content: Content, families: list[str]) -> dict[str, Any]:
    head = content.head
    return {
        "fonts": families,
        "language": head.language.partition("-")[0],
        "rtl": head.is_rtl,
        "title": _broken(head.title),
        "subject": _passage(head.subject),
        "about": [[label, _broken(value)] for label, value in head.about],
        "notes": [_broken(note) for note in head.notes],
        "footer": _broken(head.footer),
        "sections": [
            {
                "heading": _passage(Passage(section.heading, section.language)),
                "rank": section.rank,
                "blocks": [_block(block, head.is_rtl) for block in section.blocks],
            }
            for section in content.sections
        ],
    }


def _block(block: Block, rtl: bool) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "numbered": block.numbered, "note": block.note, "leads": block.leads,
                    "text": _passage(block.text)}  # fmt: skip
        case Details():
            lines = [[_broken(label), [_passage(one) for one in said]] for label, said in block.lines]
            return {"kind": "details", "lines": lines}
        case Table():
            return {
                "kind": "table",
                "widths": [column.width for column in block.columns],
                "heads": [_broken(column.label) for column in block.columns],
                "wide": block.is_wide,
                "turned": block.turns_heads,
                "rows": [{"whole": _is_short(row), "cells": _cells(row)} for row in block.rows],
                "empty": block.empty,
            }
        case Chart():
            return {
                "kind": "chart",
                "title": block.title,
                "description": block.description,
                "svg": svg(block, mirrored=rtl) if block.segments else None,
                "segments": [[COLOURS[one.tone], one.label, str(one.count)] for one in block.segments],
            }


def _is_short(row: Iterable[Cell]) -> bool:
    """Whether a row certainly fits on a page, so that it need not be torn between two."""
    return sum(len(cell.words) for cell in row if isinstance(cell, Passage)) <= SHORT_ROW


def _cells(row: Iterable[Cell]) -> list[dict[str, Any]]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> dict[str, Any]:
    match cell:
        case None:
            return {"number": False, "text": _passage(Passage(""))}
        case Passage():
            return {"number": False, "text": _passage(cell)}
        case date():
            return {"number": False, "text": _passage(Passage(date_format(cell)))}
        case _:
            return {"number": True, "text": _passage(Passage(str(cell)))}


def _passage(passage: Passage) -> dict[str, Any]:
    language = passage.language.partition("-")[0]
    return {
        "lines": _broken(passage.words).split("\n"),
        "language": None if language in ("", UNKNOWN) else language,
        "own": bool(passage.language),
        "rtl": passage.is_rtl,
    }


def _broken(words: str) -> str:
    """Very long words with places to break them that nobody sees."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(re.findall(".{1,20}", word[0])), words)
