"""Rows of a table and a mapping of its columns -> what each row says of a recommendation, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from recommendations.importing.mapping import days, passing, percents, references, states
from recommendations.importing.mapping.fields import BOTH, LONGEST_REFERENCE, plain
from recommendations.importing.mapping.heads import headings_in, mapped_heads
from recommendations.importing.parsed import TITLED
from recommendations.importing.readers.base import TableFile
from recommendations.importing.signs.recommenders import name_their_makers, split_recommenders
from recommendations.importing.words.addressees import addressee_kind
from recommendations.importing.words.language import recognise_language
from recommendations.importing.words.lexicon import LEXICONS, Lexicon
from recommendations.importing.words.operative import NOTHING, find_operative

DATES = ("response_due_on", "target_on", "revised_on", "ended_on")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
NAMES = re.compile(r"\s*[;,،、\n]\s*(?![^(（]*[)）])")
Words = Mapping[str, Mapping[str, str]]
NO_WORDS: Words = {}
IMPLEMENTED_AFTER = ("", states.ACCEPTED.response, states.IN_PART.response)  # responses after which work is done
DASHED = re.compile(r"\d{1,4}-\d{1,3}")
SAMPLE = 400  # rows by which the language and the order of days and months are told
LONGEST_THEME = 300


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, and where: `code` and `parameters` for the words. `column` is its heading.

    A row with a fault is not imported, but for one that `spares` it: then only what the cell says is left out.
    """

    sheet: str
    row: int
    column: str
    code: str
    parameters: tuple[tuple[str, str], ...] = ()
    spares: bool = False


@dataclass(slots=True)
class Entry:
    """What one row says of a recommendation. People and units are still words; `target` is a day as it was given."""

    sheet: str
    row: int
    symbol: str
    reference: str
    mark: str
    text: str
    parent: str = ""
    addressee: str = ""
    addressee_kind: str = "other"
    verb: str = ""
    theme: str = ""
    recommending: tuple[str, ...] = ()
    position: str = ""
    owner: str = ""
    unit: str = ""
    response_due_on: days.Day | None = None
    target_on: days.Day | None = None
    revised_on: days.Day | None = None
    ended_on: days.Day | None = None
    response: str = ""
    implementation: str = ""
    closing: str = ""
    percent_done: int | None = None
    response_text: str = ""

    @property
    def due_on(self) -> days.Day | None:
        """Until when it is to be done now."""
        return self.revised_on or self.target_on


@dataclass
class Entries:
    """What a table says: its rows by the report and reference they speak of, and the faults in the order of the rows.

    `unmapped` are columns that no field takes, `rows` counts those that should be recommendations; `faulty` are the
    references of rows that are not imported. `unread_sheets` have no column for the text. Of other rows there are
    (sheet, row): `groups` name the theme of those below, `passed` are, by what they are, no recommendations of their
    own. `doubtful_days` are (sheet, row, heading, cell) where nothing tells which is the month. `numbered` are how many
    rows of each report have got a number because no column has references. `words` are how often a (field, cell) was
    met that is no known state, or of which somebody has said what it means. `has_makers` tells that who made the
    recommendations was taken from the ends of the texts.
    """

    language: str = ""
    rows: int = 0
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    faulty: set[tuple[str, str]] = field(default_factory=set)
    unmapped: tuple[str, ...] = ()
    days_first: bool | None = None
    unread_sheets: list[str] = field(default_factory=list)
    groups: set[tuple[str, int]] = field(default_factory=set)
    passed: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: {kind: [] for kind in passing.KINDS})
    themes_filled: list[tuple[str, int]] = field(default_factory=list)
    doubtful_days: list[tuple[str, int, str, str]] = field(default_factory=list)
    numbered: Counter[str] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    has_makers: bool = False


def read_entries(
    table: TableFile, mapping: Mapping[str, str], *, symbol: str = "", language: str = "", words: Words = NO_WORDS
) -> Entries:
    """Every row of the sheets that have the mapped headings. `symbol` is that of rows that name no report, `words` what
    somebody has said that words for states mean: {field: {word: code}}, a word as `fields.plain` has it."""
    found = Entries(language)
    for name, rows in table.sheets:
        if not rows:
            continue
        place, headings = mapped_heads(rows, mapping)
        below = rows[place + 1 :]
        columns = _columns(headings, mapping)
        if "text" not in columns or ("reference" in mapping and "reference" not in columns):
            found.unread_sheets.append(name)
            continue
        found.unmapped = found.unmapped or tuple(
            heading for column, heading in enumerate(headings) if heading and column not in columns.values()
        )
        found.language = found.language or _language(below, columns["text"])
        _Reader(found, name, headings, columns, below, symbol, words).read()
    return found


def _columns(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    places = {heading: column for column, heading in reversed(list(enumerate(headings))) if heading}
    found = {name: places[heading] for name, heading in mapping.items() if heading in places}
    if BOTH in found:
        found.setdefault("text", found[BOTH])
    return found


def _language(rows: Sequence[tuple[int, Sequence[str]]], column: int) -> str:
    texts = (cells[column] for _number, cells in rows[:SAMPLE] if column < len(cells))
    return recognise_language(" ".join(texts))


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(
        self,
        found: Entries,
        sheet: str,
        headings: Sequence[str],
        columns: Mapping[str, int],
        rows: Sequence[tuple[int, Sequence[str]]],
        symbol: str,
        words: Words,
    ) -> None:
        self.found, self.sheet, self.headings, self.columns, self.rows = found, sheet, headings, columns, rows
        self.symbol, self.meant = symbol, words
        self.lexicon: Lexicon = LEXICONS[found.language]
        self.theme = self.last_theme = ""
        self.group: tuple[str, int] | None = None
        self.before: Mapping[str, str] = {}
        told = {name: order for name in DATES if (order := days.day_first(self._cells(name))) is not None}
        known = set(told.values())
        # The order of a column is its own; where it tells none, that of the others if they agree.
        self.order = dict.fromkeys(DATES, known.pop() if len(known) == 1 else None) | told
        if found.days_first is None and told:
            found.days_first = next(iter(told.values()))
        self.has_numbers_like_days = references.counts_by_year_and_month(self._cells("reference"))
        numbers = [cell for cell in self._cells("reference") if NUMBER.fullmatch(cell)]
        self.has_dashes = found.language == "ar"  # Arabic editions print 140-1 where the others print 140.1
        self.has_makers = "recommending" not in columns and name_their_makers([*islice(self._cells("text"), SAMPLE)])
        found.has_makers |= self.has_makers
        self.has_floats = len(numbers) > 1 and all(number.endswith(".0") for number in numbers)
        # A column before the references groups the rows: what it says holds until it says something else.
        self.fills_theme = columns.get("theme", len(headings)) < min(
            columns.get("reference", len(headings)), columns["text"]
        )
        # Where no reference tells notes from recommendations, a row with nothing but a text is one among fuller rows.
        several = sum(len({*cells} - {""}) > 1 for _row, cells in rows)
        self.is_filled = not {"reference", BOTH} & columns.keys() and several * 2 > len(rows)
        self.counts_to_one = percents.counts_to_one(self._cells("percent_done"))
        self.last: Entry | None = None
        self.codes = {name: states.codes_of(name, {*self._cells(name)}) for name in ("response", "implementation")}

        told_states = map(states.implementation_state, {*self._cells("implementation")} - {""})
        self.is_of_works = any(state is not None and state.implementation for state in told_states)

    def _cells(self, name: str) -> Iterator[str]:
        column = self.columns.get(name)
        return (cells[column] for _row, cells in self.rows if column is not None and column < len(cells))

    def read(self) -> None:
        for number, cells in self.rows:
            if cells[0] == self.headings[0] and headings_in(cells) == list(self.headings[: len(cells)]):
                continue  # the headings again, as lists that were printed have them on each page
            self._row(number, cells)

    def _row(self, number: int, cells: Sequence[str]) -> None:
        words = {
            name: cells[column]
            for name, column in self.columns.items()
            if column < len(cells) and not passing.is_nothing(cells[column], name)
        }
        if "text" not in words and self._is_group(cells, words):
            self.theme, self.group = next(cell for cell in cells if cell)[:LONGEST_THEME], (self.sheet, number)
            self.before = {}
            self.found.passed["around"].append(self.group)  # as long as no row follows
            return
        if kind := self._passed(cells, words):
            self.found.passed[kind].append((self.sheet, number))
            if kind == "continued" and self.last is not None:
                self.last.text = passing.joined(self.last.text, words["text"])
            return
        self.found.rows += 1
        self.before, self.last = dict(words), None
        faults = list(self._broken(number, words))
        self._put_right(number, words)
        symbol = words.get("symbol", self.symbol)
        if "symbol" not in words:
            of, words["reference"] = references.of_report(words.get("reference", ""))
            symbol = of or symbol
        reference = words.get("reference", "")
        faults += self._misplaced(number, words)
        ref = references.normal_reference(reference)
        entry = Entry(self.sheet, number, " ".join(symbol.split()), ref, reference[:30], words.get("text", ""))
        faults += self._filled(entry, words)
        self.found.faults += faults
        if not all(fault.spares for fault in faults):
            self.found.faulty.add((entry.symbol, ref))
            return
        self.last = entry
        known = self.found.entries.setdefault((entry.symbol, ref), entry)
        if known is not entry:
            first = (("reference", ref), ("first", str(known.row)))
            self._note(number, "reference", "reference_repeated", first)

    def _put_right(self, number: int, words: dict[str, str]) -> None:
        """References that stand before the text or nowhere, numbers that a program has made of them, and themes that
        are only given where they change."""
        if BOTH in words:
            before, words["text"] = references.leading(words[BOTH])
            words.setdefault("reference", before)
        elif not {"reference", BOTH} & self.columns.keys():
            symbol = words.get("symbol", self.symbol)
            self.found.numbered[symbol] += 1
            words["reference"] = f"{TITLED}{self.found.numbered[symbol]}"
        if self.has_makers:
            words["text"], makers = split_recommenders(words.get("text", ""))
            words["recommending"] = "; ".join(makers)
        if self.has_dashes and DASHED.fullmatch(words.get("reference", "")):
            words["reference"] = words["reference"].replace("-", ".")
        if self.has_floats:
            words["reference"] = words.get("reference", "").removesuffix(".0")
        if self.fills_theme and "theme" in words:
            self.last_theme = words["theme"]
        elif self.fills_theme and self.last_theme:
            words["theme"] = self.last_theme
            self.found.themes_filled.append((self.sheet, number))

    def _passed(self, cells: Sequence[str], words: Mapping[str, str]) -> str:
        """What a row is that is no recommendation of its own; "" for one that is."""
        if passing.is_around(cells, words) or (self.is_filled and len({*cells} - {""}) == 1):
            return "around"
        if passing.continues(cells, words, self.before):
            return "continued"
        return "going_on" if passing.goes_on(words, self.before) else ""

    def _is_group(self, cells: Sequence[str], words: Mapping[str, str]) -> bool:
        """A single cell over all columns, which begins before the text, names what the rows below it are about."""
        filled = [place for place, cell in enumerate(cells) if cell]
        is_single = len({cells[place] for place in filled}) == 1 and filled[0] <= self.columns["text"]
        reference = words.get("reference", "")
        return is_single and (references.names_a_part(reference) or not any(map(str.isdigit, reference)))

    def _note(self, row: int, name: str, code: str, parameters: tuple[tuple[str, str], ...] = ()) -> None:
        self.found.faults.append(self._fault(row, name, code, parameters))

    def _fault(
        self, row: int, name: str, code: str, parameters: tuple[tuple[str, str], ...] = (), *, spares: bool = False
    ) -> Fault:
        return Fault(self.sheet, row, self._heading(name), code, parameters, spares)

    def _heading(self, name: str) -> str:
        column = self.columns.get(name)
        return self.headings[column] if column is not None and column < len(self.headings) else ""

    def _broken(self, row: int, words: Mapping[str, str]) -> Iterator[Fault]:
        for name, cell in words.items():
            if ERROR.fullmatch(cell):
                yield self._fault(row, name, "cell_error", (("cell", cell),))

    def _misplaced(self, row: int, words: Mapping[str, str]) -> Iterator[Fault]:
        reference = words.get("reference", "")
        if not reference:
            yield self._fault(row, "reference", "no_reference")
        elif references.is_a_date(reference) and not self.has_numbers_like_days:
            yield self._fault(row, "reference", "reference_is_a_date", (("cell", reference),))
        elif not _is_usable(references.normal_reference(reference)):
            yield self._fault(row, "reference", "reference_unusable", (("cell", reference[:80]),))
        if not words.get("text"):
            yield self._fault(row, "text", "no_text")

    def _filled(self, entry: Entry, words: Mapping[str, str]) -> Iterator[Fault]:
        """Puts what the cells say into the entry; yields what is wrong with them."""
        entry.parent = references.normal_reference(words.get("parent", ""))
        entry.theme = words.get("theme", self.theme)[:LONGEST_THEME]
        if self.group is not None:  # a row does follow
            self.found.passed["around"].remove(self.group)
            self.found.groups.add(self.group)
            self.group = None
        entry.recommending = tuple(name for name in NAMES.split(words.get("recommending", "")) if name)
        entry.owner, entry.unit = words.get("owner", ""), words.get("unit", "")
        entry.response_text = words.get("response_text", "")
        self._asked(entry, words)
        for name in DATES:
            if name in words:
                order = self.order[name]
                found = days.day(words[name], days_first=order is not False)
                setattr(entry, name, found)
                if found is None:
                    yield self._fault(entry.row, name, "day_unreadable", (("cell", words[name][:80]),), spares=True)
                elif order is None and days.is_ambiguous(words[name]):
                    self.found.doubtful_days.append((self.sheet, entry.row, self._heading(name), words[name]))
        if cell := words.get("position"):
            said = self._meaning("position", cell)
            entry.position = said.response if said is not None else states.position_word(cell)
            if said is None and not entry.position:
                self.found.words["position", cell] += 1
                yield self._fault(entry.row, "position", "position_unknown", (("cell", cell[:80]),))
        yield from self._states(entry, words)

    def _states(self, entry: Entry, words: Mapping[str, str]) -> Iterator[Fault]:
        readers = (("response", states.response_state), ("implementation", states.implementation_state))
        for name, read in readers:
            cell = words.get(name)
            if not cell:
                continue
            state = self._meaning(name, cell) or self.codes[name].get(plain(cell)) or read(cell)
            if state is None:
                self.found.words[name, cell] += 1
            if state is None and states.is_open(cell):
                yield self._fault(entry.row, name, "state_open", (("cell", cell[:80]),), spares=True)
                continue
            if state is None:
                yield self._fault(entry.row, name, "state_unknown", (("cell", cell[:80]),))
                continue
            if state == states.PENDING and name == "implementation" and self.is_of_works:
                state = states.NOT_STARTED  # as in lists that go "pending", "in progress", "implemented"
            if name == "response" and states.explains(cell):
                entry.response_text = entry.response_text or cell
            entry.response = entry.response or state.response
            entry.implementation = state.implementation or entry.implementation
            entry.closing = state.closing or entry.closing
        yield from self._percent(entry, words)

    def _meaning(self, name: str, cell: str) -> states.State | None:
        """What somebody has said that the word means."""
        code = self.meant.get(name, {}).get(plain(cell))
        if not code:
            return None
        self.found.words[name, cell] += 1
        return states.meant(name, code)

    def _percent(self, entry: Entry, words: Mapping[str, str]) -> Iterator[Fault]:
        """How much is done, which also tells where the work stands if nothing else does."""
        cell = words.get("percent_done")
        if not cell:
            return
        entry.percent_done = percents.percent(cell, of_one=self.counts_to_one)
        if entry.percent_done is None:
            yield self._fault(entry.row, "percent_done", "percent_unreadable", (("cell", cell[:80]),), spares=True)
        elif not entry.implementation and entry.response in IMPLEMENTED_AFTER:
            entry.implementation = states.of_percent(entry.percent_done).implementation

    def _asked(self, entry: Entry, words: Mapping[str, str]) -> None:
        """The addressee and the verb: of their own columns, else as the text names them."""
        asked = NOTHING
        if "addressee" not in words or "verb" not in words:
            asked = find_operative(entry.text, self.lexicon) or NOTHING
        entry.addressee = words.get("addressee", asked.addressee)
        entry.addressee_kind = addressee_kind(words["addressee"], self.lexicon) if "addressee" in words else asked.kind
        verb = words.get("verb", "")
        known = (code for pattern, code in self.lexicon.verbs if pattern.match(verb))
        entry.verb = next(known, verb[:30]) if verb else asked.verb


def _is_usable(reference: str) -> bool:
    return len(reference) <= LONGEST_REFERENCE and any(sign.isalnum() for sign in reference)
