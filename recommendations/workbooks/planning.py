"""From the rows of a workbook to what they would change: each edited row is tried out and undone, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations import history
from recommendations.models import HistoryEntry, Recommendation, User, WorkbookLine
from recommendations.refusals import Refused, Stale
from recommendations.workbooks import acts, keys
from recommendations.workbooks.columns import BY_CODE, EDITABLE, KEY, NAMING, REMEMBERED, TICKED, Shape
from recommendations.workbooks.keys import Key, NotAKey
from recommendations.workbooks.material import Value, remembered
from recommendations.workbooks.names import Names, Unknown
from recommendations.workbooks.reading import Row
from recommendations.workflow import Words
from recommendations.writing import entries_since

BATCH = 200
Sort = WorkbookLine.Sort
# What people write for a tick.
_TICKS = {TICKED, "x", "1", "true", "yes"}


@dataclass
class Edited:
    """A row in which something was written, with the codes of those columns."""

    row: Row
    key: Key
    codes: list[str]


@dataclass
class Plan:
    """`rows` counts those with a key. `lines` are not stored yet and belong to no workbook."""

    rows: int = 0
    unchanged: int = 0
    lines: list[WorkbookLine] = field(default_factory=list)


def plan(
    rows: Sequence[Row], *, by: User, at: datetime, told: Callable[[int, int], object] = lambda _done, _of: None
) -> Plan:
    """What carrying the rows out would do. Nothing is changed by it; `told` hears how far it is."""
    found, edited = Plan(), list[Edited]()
    for row in rows:
        _sort_out(row, found, edited)
    repeated = {item for item, count in Counter(one.key.item for one in edited).items() if count > 1}
    planner = _Planner(by, at, repeated)
    rest, done = iter(edited), 0
    while some := list(islice(rest, BATCH)):
        for line in planner.lines(some):
            found.lines.append(line)
            done += 1
            told(done, len(edited))
    found.lines.sort(key=lambda line: line.row)
    return found


def _sort_out(row: Row, found: Plan, edited: list[Edited]) -> None:
    """Whether the row says something, and of what."""
    if not row.cells.get(KEY) and KEY not in row.broken:
        if not row.is_blank:
            found.lines.append(_fault(row, "", _no_key()))
        return
    found.rows += 1
    try:
        key = keys.read(row.cells.get(KEY, ""))
    except NotAKey:
        found.lines.append(_fault(row, "", _wrong_key()))
        return
    codes = [column.code for column in EDITABLE if _is_edited(column.code, row, key)]
    if not codes:
        found.unchanged += 1
    elif not all(code not in row.broken and key.has_kept(code, row.cells.get(code, "")) for code in NAMING):
        found.lines.append(_fault(row, "", _mixed_up()))
    else:
        edited.append(Edited(row, key, codes))


def _is_edited(code: str, row: Row, key: Key) -> bool:
    if code in row.broken:
        return True
    cell = row.cells.get(code)
    if cell is None:  # the column was taken out
        return False
    if code not in REMEMBERED:
        return cell != ""
    # An empty percent is what a page takes for "nothing new about it".
    return not key.has_kept(code, cell) and (cell != "" or code != "percent_done")


class _Planner:
    """Tries rows out in the name of one person at one moment."""

    def __init__(self, by: User, at: datetime, repeated: set[int]) -> None:
        self.by, self.at, self.on, self.repeated = by, at, timezone.localdate(at), repeated
        self.names = Names(by, self.on)

    def lines(self, some: Iterable[Edited]) -> Iterator[WorkbookLine]:
        some = list(some)
        visible = Recommendation.objects.leaves_visible_to(self.by).filter(pk__in={one.key.item for one in some})
        items = visible.select_related("report", "unit", "owner", "alternate").prefetch_related("extensions")
        found = {item.pk: item for item in items}
        for one in some:
            item = found.get(one.key.item)
            if item is None:
                yield _fault(one.row, "", _not_seen())
            elif item.pk in self.repeated:
                yield self._line(one, item, Sort.FAULT, [["", str(_twice())]])
            else:
                yield self._judged(one, item)

    def _judged(self, one: Edited, item: Recommendation) -> WorkbookLine:
        values, told = self._understood(one)
        line = self._line(one, item, Sort.FAULT, told)
        if item.version != one.key.version:
            return _conflict(line, entries_since(item, one.key.version))
        if told:
            return line
        wanted = acts.steps(item, values, by=self.by, on=self.on)
        try:
            acts.try_out(item, wanted, version=one.key.version, by=self.by, at=self.at)
        except Stale as stale:
            return _conflict(line, stale.since)
        except Refused as refused:
            line.told = _by_column(refused)
            return line
        line.sort, line.acts = Sort.CHANGE, [list(step) for step in wanted]
        return line

    def _understood(self, one: Edited) -> tuple[dict[str, object], list[list[str]]]:
        """The values as the moves take them, and what is wrong with those that nobody understands."""
        values: dict[str, object] = {}
        told = []
        for code in one.codes:
            cell = one.row.cells.get(code, "")
            try:
                if code in one.row.broken:
                    raise Unknown(one.row.broken[code])
                values[code] = self._value(code, cell)
            except Unknown as unknown:
                told.append([str(BY_CODE[code].label), str(unknown)])
        return values, told

    def _value(self, code: str, cell: str) -> object:
        match BY_CODE[code].shape:
            case Shape.PERSON:
                return self.names.person(cell) if cell else ""
            case Shape.UNIT:
                return self.names.unit(cell) if cell else ""
            case Shape.TICK:
                if cell.casefold() not in _TICKS:
                    raise Unknown(_("Choose %(tick)s, or leave the cell empty.") % {"tick": TICKED})
                return True
            case _:
                return cell

    def _line(self, one: Edited, item: Recommendation, sort: Sort, told: list[list[str]]) -> WorkbookLine:
        before, after = remembered(item, self.names), one.row.cells
        cells = [
            {"label": str(BY_CODE[code].label), "before": _shown(before.get(code)), "after": after.get(code, "")}
            for code in one.codes
        ]
        return WorkbookLine(
            row=one.row.number, sort=sort, recommendation=item, version=one.key.version, cells=cells, told=told
        )


def _conflict(line: WorkbookLine, since: Iterable[HistoryEntry]) -> WorkbookLine:
    line.sort = Sort.CONFLICT
    line.told = [*line.told, *(["", _happened(entry)] for entry in since)]
    return line


def _shown(value: Value) -> str:
    """As the cell showed it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _fault(row: Row, heading: str, words: Words) -> WorkbookLine:
    return WorkbookLine(row=row.number, sort=Sort.FAULT, told=[[heading, str(words)]])


def _by_column(refused: Refused) -> list[list[str]]:
    """What the verbs say, beside the columns that were written in."""
    told = [["", words] for words in refused.reasons]
    for name, said in refused.fields.items():
        heading = str(BY_CODE[name].label) if name in BY_CODE else ""
        told += [[heading, words] for words in said]
    return told or [["", _("This is not possible.")]]


def _happened(entry: HistoryEntry) -> str:
    when = date_format(timezone.localtime(entry.at), "DATETIME_FORMAT")
    who = entry.by_name or _("Suivi")
    return _("%(who)s %(what)s (%(when)s)") % {"who": who, "what": history.sentence(entry), "when": when}


def _no_key() -> Words:
    return _("This row has no key, so nothing says which recommendation it is. New ones come in by importing a table.")


def _wrong_key() -> Words:
    return _("The key of this row is not as it was written. Take the workbook anew and write into that row.")


def _mixed_up() -> Words:
    return _(
        "The key of this row belongs to another report and reference than stand in it: perhaps only some columns were "
        "sorted. Take the workbook anew and write into it."
    )


def _not_seen() -> Words:
    return _("You do not see this recommendation, or not any more.")


def _twice() -> Words:
    return _("Several rows are about this recommendation. Keep one of them.")
