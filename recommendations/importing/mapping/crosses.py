"""Tables that tell a state by a cross in one of several columns, as annexes of auditors do -> one column of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recommendations.importing.mapping import states
from recommendations.importing.mapping.heads import Numbered, headings_in, heads_of
from recommendations.importing.readers.base import TableFile

CROSS = re.compile(r"[xх×✓✔√☑☒✗●•■◼*+v]|yes|oui|sí|да|نعم|是", re.IGNORECASE)
LONGEST_STATE = 40  # signs of a heading that is a state
MOSTLY = 0.8  # of the cells that are filled; below them may stand totals


@dataclass(frozen=True)
class Group:
    """Columns of which each stands for a state, from the first to the one after the last, and a heading for all."""

    first: int
    end: int
    heading: str


def told(table: TableFile) -> TableFile:
    """The table with one column in place of each group of columns of crosses; the same where there is none."""
    sheets = tuple((name, _told(rows)) for name, rows in table.sheets)
    return table._replace(sheets=sheets) if sheets != table.sheets else table


def _told(rows: tuple[tuple[int, tuple[str, ...]], ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    if not rows:
        return rows
    place, headings = heads_of(rows)
    below = rows[place + 1 :]
    # Of headings in two rows the lower ones, which may be joined with what stands above them.
    lower = headings_in(rows[place][1])
    named = [*lower, *headings[len(lower) :]]
    groups = [
        Group(first, end, _heading(rows, place, named, first, end))
        for first, end in _runs_of_states(named)
        if _has_crosses([cells[first:end] for _number, cells in below])
    ]
    if not groups:
        return rows
    # Where the headings stood in two rows they stand in one now.
    above = {*headings_in(rows[place - 1][1])} - {""} if place else set()
    in_two = (
        len(above & {*headings, *(group.heading for group in groups)}) > 1 or headings_in(rows[place][1]) != headings
    )
    before = rows[: place - 1] if place and in_two else rows[:place]
    heads = (rows[place][0], _put(headings, groups, [group.heading for group in groups]))
    return (*before, heads, *((number, _said(cells, named, groups)) for number, cells in below))


def _runs_of_states(headings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The columns beside each other whose headings are states of one kind, (first, after the last)."""
    kinds = [_kind(heading) for heading in headings]
    first = 0
    while first < len(kinds):
        end = first + 1
        while end < len(kinds) and kinds[end] == kinds[first]:
            end += 1
        if kinds[first] and end - first > 1:
            yield first, end
        first = end


def _kind(heading: str) -> str:
    """What a heading is a state of, "answer" for yes and no; "" for one that is none."""
    if not heading or len(heading) > LONGEST_STATE:
        return ""
    if states.is_bare_answer(heading):
        return "answer"
    state = states.implementation_state(heading)
    if state is not None and state.implementation:
        return "implementation"
    return "response" if state is not None or states.position_word(heading) else ""


def _has_crosses(rows: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all cells are crosses, and never two in a row."""
    filled = [[cell for cell in cells if cell] for cells in rows]
    cells = [cell for row in filled for cell in row]
    crosses = sum(CROSS.fullmatch(cell) is not None for cell in cells)
    alone = all(len(row) <= 1 for row in filled if any(CROSS.fullmatch(cell) for cell in row))
    return crosses > 0 and crosses >= MOSTLY * sum(not cell.isdigit() for cell in cells) and alone


def _heading(rows: Sequence[Numbered], place: int, headings: Sequence[str], first: int, end: int) -> str:
    """What stands above the group alone, else the states together."""
    above = headings_in(rows[place - 1][1]) if place else []
    over = above[first : first + 1] if not any(above[first + 1 : end]) else []
    if over and over[0] and over[0] != headings[first]:
        return over[0]
    return " / ".join(headings[first:end])


def _said(cells: Sequence[str], headings: Sequence[str], groups: Sequence[Group]) -> tuple[str, ...]:
    """A row with the state that its cross stands for."""
    words = []
    for group in groups:
        filled = [(place, cell) for place, cell in enumerate(cells[group.first : group.end], group.first) if cell]
        is_cross = len(filled) == 1 and CROSS.fullmatch(filled[0][1])
        words.append(headings[filled[0][0]] if is_cross else " ".join(cell for _place, cell in filled))
    return _put(cells, groups, words)


def _put(cells: Sequence[str], groups: Sequence[Group], words: Sequence[str]) -> tuple[str, ...]:
    found = [*cells]
    for group, said in zip(groups, words, strict=True):
        found += [""] * (group.first + 1 - len(found)) if said else []
        for place in range(group.first, min(group.end, len(found))):
            found[place] = said if place == group.first else ""
    while found and not found[-1]:
        found.pop()
    return tuple(found)
