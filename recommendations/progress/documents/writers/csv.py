"""CSV: UTF-8 with a byte order mark, as spreadsheets expect it, one row for each recommendation."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import BinaryIO

from recommendations.progress.documents.composing import Wish, speaker_of
from recommendations.progress.documents.facts import Material
from recommendations.progress.documents.rows import COLUMNS, Value, row
from recommendations.progress.documents.speaking import speaking
from recommendations.progress.documents.spreadsheets import neutral


def write(material: Material, wish: Wish, *, to: BinaryIO) -> int:
    """How many recommendations were written."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="")
    written = 0
    try:
        table = csv.writer(text)
        with speaking(wish.language):
            speaker = speaker_of(material, wish, one_report=False)
            table.writerow([str(column.label) for column in COLUMNS])
            for written, fact in enumerate(material.facts(), start=1):  # noqa: B007  counted for the caller
                table.writerow([_cell(value) for value in row(fact, speaker)])
    finally:
        text.detach()
    return written


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case str():
            return neutral(value)
        case _:
            return str(value)
