"""Which column of a table holds what, as its headings and cells tell."""

from collections.abc import Mapping, Sequence

from recommendations.importing.mapping import states
from recommendations.importing.mapping.fields import FIELDS, LONGEST_REFERENCE, REQUIRED, field_of
from recommendations.importing.readers.base import TableFile

HEADING_WITHIN = 15  # rows: above the headings of its columns a table may have titles and notes
SHORTEST_TEXTS = 20  # signs, on average
LONGEST_STATES = 40

Numbered = tuple[int, Sequence[str]]


def headings_in(cells: Sequence[str]) -> list[str]:
    """The headings in a row, each on one line."""
    return [" ".join(cell.split()) for cell in cells]


def all_headings(table: TableFile) -> set[str]:
    """Everything in the rows among which the headings of its sheets stand."""
    return {
        heading
        for _name, rows in table.sheets
        for _number, cells in rows[:HEADING_WITHIN]
        for heading in headings_in(cells)
    }


def mapped_row(rows: Sequence[Numbered], mapping: Mapping[str, str]) -> int:
    """The place of the row that has the most of the mapped headings; where none has any as `heading_row`."""
    wanted = set(mapping.values())
    named = [len(wanted & set(headings_in(cells))) for _number, cells in rows[:HEADING_WITHIN]]
    return named.index(max(named)) if max(named, default=0) else heading_row(rows)


def heading_row(rows: Sequence[Numbered]) -> int:
    """The place in `rows` of the headings of the columns: of the first ones that which names the most fields.

    Where none names any, the first row with as many cells as the widest.
    """
    first = rows[:HEADING_WITHIN]
    named = [len({field for cell in cells if (field := field_of(cell))}) for _number, cells in first]
    if max(named, default=0) > 0:
        return named.index(max(named))
    widest = max((len(cells) for _number, cells in first), default=0)
    return next((place for place, (_number, cells) in enumerate(first) if len(cells) == widest), 0)


def guess(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """{field: heading} as far as headings tell it, and cells where headings do not.

    A heading serves one field. Of two columns that may hold the same the one whose cells suit it better is taken.
    """
    found: dict[str, str] = {}
    for field in FIELDS:
        fitting = [column for column, heading in enumerate(headings) if heading and field_of(heading) == field]
        if fitting:
            best = max(fitting, key=lambda column: (_suits(field, column, rows), -column))
            found[field] = headings[best]
    free = [column for column, heading in enumerate(headings) if heading and heading not in found.values()]
    for field in REQUIRED:
        candidates = [column for column in free if _suits(field, column, rows) > 0]
        if field not in found and candidates:
            best = max(candidates, key=lambda column: (_suits(field, column, rows), -column))
            found[field] = headings[best]
            free.remove(best)
    _tell_words_from_states(found, headings, rows)
    return found


def _tell_words_from_states(found: dict[str, str], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A column called "Response" may hold what was answered in words instead of whether it was accepted."""
    heading = found.get("response")
    if heading is None or "response_text" in found:
        return
    column = headings.index(heading)
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    long = sum(map(len, cells)) > LONGEST_STATES * len(cells)
    if long and not any(states.response_state(cell) for cell in cells):
        found["response_text"] = found.pop("response")


def _suits(field: str, column: int, rows: Sequence[Sequence[str]]) -> float:
    """How well the cells of a column suit a field; nothing counts but for reference, text and owner."""
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    if not cells:
        return 0.0
    match field:
        case "reference":
            short = sum(len(cell) <= LONGEST_REFERENCE and any(sign.isdigit() for sign in cell) for cell in cells)
            return short / len(rows) * len(set(cells)) / len(cells)
        case "text":
            return sum(map(len, cells)) / len(rows) if sum(map(len, cells)) > SHORTEST_TEXTS * len(cells) else 0.0
        case "owner":
            return sum("@" in cell for cell in cells) / len(cells)
        case _:
            return 0.0
