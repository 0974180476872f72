"""The rows of a table against what is stored: what an import would create, change and leave alone, report by report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from recommendations.importing.mapping.entries import NO_WORDS, Entries, Entry, Fault, Words, read_entries
from recommendations.importing.mapping.facts import Facts, facts_of
from recommendations.importing.mapping.fields import has_texts
from recommendations.importing.mapping.heads import all_headings
from recommendations.importing.mapping.people import People, load_people
from recommendations.importing.mapping.references import parent_of
from recommendations.importing.mapping.stored import StoredItem, StoredTable, load_stored
from recommendations.importing.mapping.unnumbered import number_rows
from recommendations.importing.mapping.upload import TableUpload
from recommendations.importing.nodes import told_recommenders
from recommendations.importing.plan import LONGEST_SYMBOL, SYMBOL
from recommendations.models import Report
from recommendations.refusals import Refused

DEEPEST = 20
HOLDING_BACK = frozenset({"state_needs_owner", "state_needs_target", "state_open"})
UNKNOWN_NAMES = frozenset(
    f"{kind}_{code}" for kind in ("owner", "unit") for code in ("unknown", "ambiguous", "of_several")
)
# What is compared where its column is mapped, and of it what all editions of a report share.
COMPARED = ("addressee", "verb", "theme", "recommending", "position")
SHARED = ("verb", "theme")
STANDING = ("unit_id", "owner_id", "response", "implementation", "response_due_on", "target_on")


@dataclass(slots=True)
class Change:
    """A row that changes what is stored: `before` and `after` are {field: words}. `facts` are set where it is new, or
    where nothing but imports has happened to it so far."""

    entry: Entry
    stored: StoredItem
    before: dict[str, str]
    after: dict[str, str]
    facts: Facts | None = None


@dataclass
class ReportPlan:
    """What happens to one report. `created` stand in the order of the table, parents among them in `parents`."""

    symbol: str
    stored: StoredTable
    created: list[tuple[Entry, Facts]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    parents: set[str] = field(default_factory=set)
    split: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class TablePlan:
    """What importing a table would do. `digest` stands for the file, its mapping and what is stored together."""

    upload: TableUpload
    entries: Entries
    mapping: Mapping[str, str]
    symbol: str
    reports: Sequence[ReportPlan]
    faults: Sequence[Fault]
    digest: str

    @property
    def is_empty(self) -> bool:
        """Whether a commit would change nothing."""
        return not any(report.created or report.changed for report in self.reports)

    @property
    def faulty_rows(self) -> int:
        """How many rows are not imported."""
        return len({(fault.sheet, fault.row) for fault in self.faults if not fault.spares})

    @property
    def held_back(self) -> int:
        """How many rows come in as pending though the table says more of where they stand."""
        return len({(fault.sheet, fault.row) for fault in self.faults if fault.code in HOLDING_BACK and fault.spares})

    def counts(self) -> dict[str, int]:
        """{"created": n, "changed": n, "unchanged": n, "removed": n}; a table removes nothing."""
        return {
            "created": sum(len(report.created) for report in self.reports),
            "changed": sum(len(report.changed) for report in self.reports),
            "unchanged": sum(report.unchanged for report in self.reports),
            "removed": 0,
        }


def plan_table(
    upload: TableUpload,
    mapping: Mapping[str, str],
    *,
    on: date,
    symbol: str = "",
    language: str = "",
    words: Words = NO_WORDS,
) -> TablePlan:
    """The plan of importing a table by a mapping {field: heading}; `symbol` is that of rows that name no report,
    `words` what somebody has said that words for states mean.

    Raises Refused where the mapping lacks what no row can do without, or no report is named at all.
    """
    headings = all_headings(upload.table)
    for name, heading in mapping.items():
        if heading not in headings:
            raise Refused(
                _("No column is called “%(heading)s” (for %(field)s). Name the headings as the table has them.")
                % {"heading": heading, "field": name}
            )
    if not has_texts(mapping):
        raise Refused(_("Say which column holds this: %(fields)s.") % {"fields": "text"})
    symbol = " ".join(symbol.split())
    if not symbol and "symbol" not in mapping:
        raise Refused(_("No column says the report's symbol. Give it, for example A/67/156 (--symbol)."))
    entries = read_entries(upload.table, mapping, symbol=symbol, language=language, words=words)
    if entries.numbered:
        number_rows(entries, load_stored(entries.numbered, entries.language))
    # The entries say what the rows said; forty thousand rows beside them would only take room.
    without_rows = replace(upload, table=upload.table._replace(sheets=()))
    return compare(without_rows, entries, mapping, symbol=symbol, on=on)


def compare(upload: TableUpload, entries: Entries, mapping: Mapping[str, str], *, symbol: str, on: date) -> TablePlan:
    """The difference between the rows of a table and what is stored now."""
    by_symbol: dict[str, list[Entry]] = {}
    for entry in entries.entries.values():
        by_symbol.setdefault(entry.symbol, []).append(entry)
    stored = load_stored(by_symbol, entries.language)
    people = load_people(on)
    faults: list[Fault] = [*entries.faults]
    reports = []
    wrong = _wrong_symbols(by_symbol)
    for one, rows in by_symbol.items():
        if one in wrong:
            faults += [_fault(row, mapping, "symbol", wrong[one], symbol=one) for row in rows]
            continue
        comparison = _Comparison(ReportPlan(one, stored.get(one) or StoredTable()), rows, mapping, people, on)
        comparison.compare({ref for known, ref in entries.faulty if known == one})
        faults += comparison.faults
        reports.append(comparison.plan)
    faults.sort(key=lambda fault: (fault.sheet, fault.row))
    return TablePlan(upload, entries, mapping, symbol, reports, faults, _digest(upload, mapping, symbol, reports))


def _wrong_symbols(symbols: Mapping[str, object]) -> dict[str, str]:
    """Symbols that cannot be one, or that a stored report writes otherwise, each with the code of that."""
    wrong: dict[str, str] = {one: "no_symbol" for one in symbols if not one}
    wrong |= {one: "symbol_unusable" for one in symbols if one and not SYMBOL.fullmatch(one)}
    wrong |= {one: "symbol_unusable" for one in symbols if len(one) > LONGEST_SYMBOL}
    slugs: dict[str, str] = {}
    for one in symbols:
        if slugs.setdefault(Report.slug_of(one), one) != one:
            wrong.setdefault(one, "symbol_alike")
    stored = Report.objects.filter(slug__in=slugs).values_list("slug", "symbol") if len(slugs) <= 500 else ()
    wrong |= {slugs[slug]: "symbol_alike" for slug, known in stored if slugs[slug] != known}
    return wrong


def _fault(entry: Entry, mapping: Mapping[str, str], name: str, code: str, **parameters: str) -> Fault:
    return Fault(entry.sheet, entry.row, mapping.get(name, ""), code, tuple(parameters.items()))


class _Comparison:
    """The rows of one report against what is stored of it."""

    def __init__(
        self, plan: ReportPlan, rows: Sequence[Entry], mapping: Mapping[str, str], people: People, on: date
    ) -> None:
        self.plan, self.mapping, self.people, self.on = plan, mapping, people, on
        self.stored = plan.stored.items
        self.entries = {entry.reference: entry for entry in rows}
        self.faults: list[Fault] = []

    def compare(self, faulty: set[str]) -> None:
        self._find_parents(faulty)
        self.plan.parents = {entry.parent for entry in self.entries.values() if entry.parent}
        for reference, entry in list(self.entries.items()):
            row = self.stored.get(reference)
            facts = self._facts(entry, row)
            self.faults += [self._wrong(entry, name, code, spares=True) for name, code in facts.left]
            if facts.wrong:
                self.faults += [self._wrong(entry, name, code) for name, code in facts.wrong]
                del self.entries[reference]
            elif row is None:
                self.plan.created.append((entry, facts))
            else:
                self._compare(entry, row, facts)
        above = {entry.parent for entry, _facts in self.plan.created}
        self.plan.parents &= above | {ref for ref, row in self.stored.items() if not row.is_leaf}
        self.plan.split = [self.stored[ref].id for ref in above if ref in self.stored and self.stored[ref].is_leaf]

    # --- where a row stands ---------------------------------------------------------------------------------------

    def _find_parents(self, faulty: set[str]) -> None:
        """Gives each entry its parent: the one its column names, else the nearest by its reference that there is."""
        known = self.entries.keys() | self.stored.keys() | faulty
        for entry in self.entries.values():
            entry.parent = entry.parent or parent_of(entry.reference, known)
        dropped = True
        while dropped:
            dropped = False
            for reference, entry in list(self.entries.items()):
                if code := self._wrong_parent(entry):
                    self.faults.append(self._fault(entry, "parent", code, parent=entry.parent))
                    del self.entries[reference]
                    dropped = True

    def _wrong_parent(self, entry: Entry) -> str:
        if not entry.parent:
            return ""
        row = self.stored.get(entry.parent)
        if row is None and entry.parent not in self.entries:
            return "parent_missing"
        if row is not None and row.is_leaf and row.is_followed and entry.reference not in self.stored:
            return "parent_followed"
        above, steps = entry.parent, 0
        while above:
            steps += 1
            if above == entry.reference or steps > DEEPEST:
                return "parent_of_itself"
            entries, stored = self.entries.get(above), self.stored.get(above)
            above = entries.parent if entries is not None else stored.parent if stored is not None else ""
        return ""

    # --- what a row changes ---------------------------------------------------------------------------------------

    def _facts(self, entry: Entry, row: StoredItem | None) -> Facts:
        """Where it stands by the table; nothing for a recommendation with parts, whose states are theirs."""
        is_leaf = entry.reference not in self.plan.parents and (row is None or row.is_leaf)
        if is_leaf and (row is None or not row.is_followed):
            return facts_of(entry, self.people, on=self.on)
        told = [name for name in ("response", "implementation") if getattr(entry, name)]
        if not is_leaf and told:
            self.faults.append(self._fault(entry, told[0], "state_of_parent", spares=True))
        if row is not None and row.is_followed:
            self._tell_differences(entry, row)
        return Facts()

    def _tell_differences(self, entry: Entry, row: StoredItem) -> None:
        """What is followed is moved by people, not by tables: the difference is only told."""
        facts = facts_of(entry, self.people, on=self.on, is_followed=True)
        given = {"unit_id": "unit", "owner_id": "owner"}
        for name in STANDING:
            column = given.get(name, name)
            told = facts.fields.get(name)
            if column in self.mapping and getattr(entry, column) and told is not None and told != getattr(row, name):
                self.faults.append(self._fault(entry, column, "followed_otherwise", spares=True))

    def _compare(self, entry: Entry, row: StoredItem, facts: Facts) -> None:
        before, after = dict(self._differences(entry, row)), {}
        for name in before:
            after[name] = _told(entry, name)
        standing = self._standing(row, facts)
        if not before and not standing:
            self.plan.unchanged += 1
            return
        self.plan.changed.append(Change(entry, row, before, after, facts if standing else None))

    def _differences(self, entry: Entry, row: StoredItem) -> Iterator[tuple[str, str]]:
        if row.text_id is None or row.text != entry.text:
            yield "text", row.text
        for name in COMPARED:
            if name not in self.mapping or (name in SHARED and not self.plan.stored.leads):
                continue
            known = told_recommenders(row.recommending) if name == "recommending" else str(getattr(row, name))
            if known != _told(entry, name) and (name != "position" or entry.position):
                yield name, known

    @staticmethod
    def _standing(row: StoredItem, facts: Facts) -> bool:
        """Whether the row says anything of where it stands that the register does not have."""
        return any(
            name in facts.fields and facts.fields[name] not in (getattr(row, name), None, "") for name in STANDING
        )

    def _wrong(self, entry: Entry, name: str, code: str, *, spares: bool = False) -> Fault:
        named = {"cell": getattr(entry, name)} if code in UNKNOWN_NAMES else {}
        return self._fault(entry, name, code, spares=spares, **named)

    def _fault(self, entry: Entry, name: str, code: str, *, spares: bool = False, **parameters: str) -> Fault:
        column = self.mapping.get(name, "")
        return Fault(entry.sheet, entry.row, column, code, tuple(parameters.items()), spares)


def _told(entry: Entry, name: str) -> str:
    value: Any = getattr(entry, name)
    return told_recommenders(value) if name == "recommending" else str(value)


def _digest(upload: TableUpload, mapping: Mapping[str, str], symbol: str, reports: Sequence[ReportPlan]) -> str:
    """Of everything a commit depends on, as it stands now."""
    digest = hashlib.sha256(repr((upload.sha256, sorted(mapping.items()), symbol)).encode())
    for report in reports:
        stored = report.stored
        digest.update(repr((report.symbol, stored.report_id, stored.edition_id, stored.leads)).encode())
        for row in stored.items.values():
            digest.update(repr(row).encode())
        for entry, facts in report.created:
            digest.update(repr((entry.sheet, entry.row, facts.fields)).encode())
    return digest.hexdigest()
