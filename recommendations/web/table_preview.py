"""The first rows of a table as a page shows them: what is written, and what it is understood to mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations import workflow
from recommendations.importing.mapping.days import Day
from recommendations.importing.mapping.entries import Entries, Entry, read_entries
from recommendations.importing.mapping.heads import headings_in, main_sheet, mapped_heads
from recommendations.importing.mapping.wording import FIELDS, fault_words
from recommendations.importing.readers import TableFile
from recommendations.letters import is_wide
from recommendations.workflow import Implementation, Position, Response

SHOWN = 12
LONGEST = 160
WIDE = 40  # signs


@dataclass(frozen=True)
class PreviewCell:
    """A cell as written, shortened; how it was understood where that is not the same; what is wrong with it."""

    written: str
    understood: str
    fault: str
    heading: str

    @property
    def is_long(self) -> bool:
        """Whether it needs room, as texts do."""
        return len(self.written) + sum(map(is_wide, self.written)) > WIDE

    @property
    def is_empty(self) -> bool:
        return not (self.written or self.understood or self.fault)


@dataclass(frozen=True)
class PreviewRow:
    """A row; `said` is what it is where it is no recommendation of its own: a theme, or not read."""

    number: int
    cells: list[PreviewCell]
    said: str = ""


def rows(table: TableFile, headings: Sequence[str], mapping: Mapping[str, str], *, symbol: str) -> list[PreviewRow]:
    """The first rows below the headings of the sheet that has the list."""
    name, numbered = main_sheet(table)
    if not numbered:
        return []
    found = read_entries(table, mapping, symbol=symbol or "-")
    entries = {entry.row: entry for entry in found.entries.values() if entry.sheet == name}
    faults = _faults(found, name)
    said = {row: _("not read") for rows in found.passed.values() for sheet, row in rows if sheet == name}
    said |= {row: str(FIELDS["theme"]) for sheet, row in found.groups if sheet == name}
    place, _headings = mapped_heads(numbered, mapping)
    fields = {heading: field for field, heading in mapping.items()}
    return [
        PreviewRow(
            number,
            [
                PreviewCell(
                    written=_cut(written),
                    understood=_understood(entries.get(number), fields.get(heading, ""), written, mapping),
                    fault=faults.get((number, heading), ""),
                    heading=heading,
                )
                for heading, written in zip_longest(headings, cells[: len(headings)], fillvalue="")
                if heading
            ],
            said.get(number, ""),
        )
        for number, cells in numbered[place + 1 :][:SHOWN]
        if headings_in(cells) != list(headings[: len(cells)])
    ]


def _faults(found: Entries, sheet: str) -> dict[tuple[int, str], str]:
    doubt = _("Nothing in the column tells whether the day or the month comes first.")
    doubts = {(row, heading): doubt for name, row, heading, _cell in found.doubtful_days if name == sheet}
    return doubts | {(one.row, one.column): fault_words(one).words for one in found.faults if one.sheet == sheet}


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _understood(entry: Entry | None, field: str, written: str, mapping: Mapping[str, str]) -> str:
    """What a cell came to mean, where its words do not show it."""
    if entry is None:
        return ""
    value = getattr(entry, field, "") if field else ""
    match field:
        case "reference":
            part_of = f" ({_('part of %(parent)s') % {'parent': entry.parent}})" if entry.parent else ""
            if "/" in entry.symbol and entry.symbol in written:
                return f"{entry.symbol} · {value}{part_of}"
            return f"{value}{part_of}" if value != entry.mark or part_of else ""
        case "text" | "numbered_text":
            makers = () if "recommending" in mapping else entry.recommending
            return " · ".join([*([] if "reference" in mapping else [entry.reference]), *makers])
        case "percent_done" if isinstance(value, int):
            return _("%(percent)s%%") % {"percent": value}
        case "response" if value in Response.values:
            return str(workflow.response_word(value, entry.addressee_kind))
        case "implementation" if value in Implementation.values:
            reason = dict(workflow.CLOSING_REASONS).get(entry.closing)
            return " · ".join(filter(None, [str(Implementation(value).label), str(reason) if reason else ""]))
        case "position" if value in Position.values:
            return str(Position(value).label)
        case "recommending":
            return " · ".join(value) if len(value) > 1 else ""
        case _:
            return date_format(value.on) if isinstance(value, Day) else ""
