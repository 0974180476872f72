"""What reading a table has to say, in the reader's language: fields, faults with their remedy, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter, itemgetter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.importing.mapping.entries import Fault
from recommendations.importing.mapping.plan import UNKNOWN_NAMES, TablePlan
from recommendations.lists import listed
from recommendations.workflow import Words

MOST_SAID = 500  # faults that are listed one by one

FIELDS: dict[str, Words] = {
    "symbol": _("Report symbol"),
    "reference": _("Reference"),
    "numbered_text": _("Reference and text"),
    "parent": _("Part of"),
    "text": _("Text"),
    "addressee": _("Addressee"),
    "owner": _("Owner (e-mail or name)"),
    "unit": _("Unit"),
    "response_due_on": _("Response due"),
    "target_on": _("Target date"),
    "revised_on": _("Revised target date"),
    "response": _("Response"),
    "implementation": _("Implementation"),
    "percent_done": _("Percent done"),
    "ended_on": _("Completed, verified or closed on"),
    "position": _("Position in the report"),
    "recommending": _("Recommended by"),
    "theme": _("Theme"),
    "verb": _("Operative verb"),
    "response_text": _("Response in words"),
}

# code -> (what is wrong, what to do)
FAULTS: dict[str, tuple[Words, Words]] = {
    "no_reference": (_("The row has no reference."), _("Give each recommendation its number or letter.")),
    "reference_is_a_date": (
        _("“%(cell)s” is a day, not a reference."),
        _("The spreadsheet has made a day of it: format the column as text and write the reference again."),
    ),
    "reference_unusable": (
        _("“%(cell)s” cannot be a reference."),
        _("Give the reference as the report prints it, with at most 60 characters."),
    ),
    "reference_repeated": (
        _("%(reference)s stands on row %(first)s already."),
        _("Give each recommendation its own reference. A spreadsheet shortens 12.10 to 12.1 unless it is text."),
    ),
    "no_text": (_("The row has no text of a recommendation."), _("Fill in the text, or take the row out.")),
    "no_symbol": (_("The row does not say of which report it is."), _("Give the report's symbol.")),
    "symbol_unusable": (
        _("“%(symbol)s” cannot be a symbol."),
        _("Write it as the report does, for example A/67/156."),
    ),
    "symbol_alike": (
        _("“%(symbol)s” is here already, written otherwise."),
        _("Write the symbol as it stands in the list of reports."),
    ),
    "cell_error": (_("The cell holds an error (%(cell)s)."), _("Repair its formula, or write the value itself.")),
    "day_unreadable": (
        _("“%(cell)s” is not read as a day."),
        _("Write a day (2027-06-30), a month (2027-06) or a quarter (2027-Q2)."),
    ),
    "state_unknown": (
        _("“%(cell)s” is not known as a state."),
        _("Say what the word means, or write for example “accepted” or “in progress”; “closed” alone says too little."),
    ),
    "state_open": (
        _("“%(cell)s” does not say what was answered, nor whether work has begun."),
        _("It comes in without it: write for example “under consideration” or “in progress” to say more."),
    ),
    "percent_unreadable": (
        _("“%(cell)s” is no percentage."),
        _("Write a whole number from 0 to 100."),
    ),
    "position_unknown": (
        _("“%(cell)s” is not known as a position."),
        _("Write for example “supported”, “noted” or “accepted in part”."),
    ),
    "states_contradict": (
        _("The implementation does not go with the response."),
        _("Only what is accepted, at least in part, is implemented. Correct one of the two."),
    ),
    "state_needs_owner": (
        _("In this state it needs an owner, and the row names nobody who can be one: it comes in as pending."),
        _("Name the owner first. What came in as pending takes this state from the table when it comes again."),
    ),
    "state_needs_target": (
        _("In this state it needs a target date, and the row gives none: it comes in as pending."),
        _("Give the date first, or let the owner answer: whoever accepts it gives the date."),
    ),
    "owner_unknown": (
        _("Nobody of this name or address can be made an owner."),
        _("Add the person to a unit first, or write the e-mail address as it is known here."),
    ),
    "owner_ambiguous": (_("Several people have this name."), _("Write the e-mail address.")),
    "owner_of_several": (
        _("Several people stand there: the first who is known becomes the owner."),
        _("Name the others as alternate or for the actions, on its own page."),
    ),
    "unit_of_several": (
        _("Several units stand there: the first that is known is taken."),
        _("Put another one in on its own page if that is wrong."),
    ),
    "unit_unknown": (
        _("There is no unit of this name."),
        _("Add the unit first, or write its name as it is known here."),
    ),
    "unit_ambiguous": (_("Several units have this name."), _("Name the owner; the unit is theirs then.")),
    "parent_missing": (
        _("%(parent)s, of which it is a part, is not here and is not imported either."),
        _("Correct the row of %(parent)s, or what this row is a part of."),
    ),
    "parent_followed": (
        _("%(parent)s is followed as one recommendation and cannot get parts any more."),
        _("Give this row a reference of its own, outside of %(parent)s."),
    ),
    "parent_of_itself": (_("It would stand under itself."), _("Correct what this row is a part of.")),
    "state_of_parent": (
        _("It has parts: its state is computed from theirs, so this one was left out."),
        _("Give the states with the parts."),
    ),
    "followed_otherwise": (
        _("It is followed here already and stands otherwise; it was left as it is."),
        _("Move it on its own page if the table is right."),
    ),
}

NOTES: dict[str, Words] = {
    "formula": _("Cells with formulas whose result the file does not hold were read as empty: %(places)s. "
                 "Open the file in a spreadsheet program, save it, and import it again."),
    "merged": _("Merged cells were filled down: %(places)s."),
    "hidden_sheets": _("Hidden sheets were not read: %(places)s."),
}  # fmt: skip


# Rows that are no recommendations of their own, and are no faults either.
PASSED: dict[str, Words] = {
    "going_on": _("Rows that add to the recommendation above them were not read: %(rows)s."),
    "continued": _("Rows that go on with the text above them were joined to it: %(rows)s."),
    "around": _("Rows with totals, notes or the numbers of the columns were not read: %(rows)s."),
}
MOST_PLACES = 20


@dataclass(frozen=True)
class Said:
    """A fault in words. `row` is 0 for what concerns no single row; `cell` is the name it speaks of, if any; `rows` are
    all that have the same."""

    code: str
    sheet: str
    row: int
    column: str
    message: str
    remedy: str
    spares: bool = False
    cell: str = ""
    rows: str = ""

    @property
    def words(self) -> str:
        return f"{self.message} {self.remedy}".strip()


def fault_words(fault: Fault) -> Said:
    """What is wrong with a row, and what to do, as the importer reads it."""
    message, remedy = FAULTS[fault.code]
    given = dict(fault.parameters)
    place = (fault.code, fault.sheet, fault.row, fault.column)
    cell = given.get("cell", "") if fault.code in UNKNOWN_NAMES else ""
    return Said(*place, str(message) % given, str(remedy) % given, fault.spares, cell)


def said_of(plan: TablePlan) -> list[Said]:
    """Everything to look at before a plan is confirmed: doubts about the whole, then row by row."""
    # What keeps rows out comes before what they come in without.
    first = sorted(plan.faults, key=attrgetter("spares"))[:MOST_SAID]
    return [*_doubts(plan), *map(fault_words, sorted(first, key=attrgetter("sheet", "row")))]


def lacks_of(plan: TablePlan) -> list[Said]:
    """What rows come in without, each once with all its rows."""
    alike: dict[tuple[object, ...], list[Fault]] = {}
    for fault in plan.faults:
        if fault.spares:
            alike.setdefault((fault.column, fault.code, fault.parameters), []).append(fault)
    return [
        replace(fault_words(faults[0]), rows=_rows([(fault.sheet, fault.row) for fault in faults]))
        for faults in islice(alike.values(), MOST_SAID)
    ]


def _doubts(plan: TablePlan) -> Iterator[Said]:
    table = plan.upload.table
    if not table.certain:
        words = gettext("The encoding was taken to be %(encoding)s.") % {"encoding": table.encoding}
        yield Said("encoding_guessed", "", 0, "", words, "")
    dated = {"target_on", "revised_on", "response_due_on", "ended_on"} & plan.mapping.keys()
    if plan.entries.days_first is not None and dated:
        words = gettext("Dates such as 03/04 were read with the day first.")
        if not plan.entries.days_first:
            words = gettext("Dates such as 03/04 were read with the month first.")
        yield Said("order_of_dates", "", 0, "", words, "")
    yield from _doubtful_days(plan)
    yield from _unknown_names(plan)
    yield from _about_rows(plan)
    places: dict[str, list[str]] = {}
    for code, sheet, place in table.notes:
        places.setdefault(code, []).append(f"{sheet}!{place}" if sheet else place)
    for code, found in places.items():
        yield Said(code, "", 0, "", str(NOTES[code]) % {"places": listed(found[:MOST_PLACES])}, "")
    if len(plan.faults) > MOST_SAID:
        count = len(plan.faults) - MOST_SAID
        words = gettext("%(count)d more rows are to be looked at; the first are listed.") % {"count": count}
        yield Said("more_faults", "", 0, "", words, "")


def _about_rows(plan: TablePlan) -> Iterator[Said]:
    """What was done with rows and sheets that are not as a list of recommendations has them."""
    if plan.entries.unread_sheets:
        words = gettext("Sheets without these columns were not read: %(sheets)s.")
        sheets = listed([name or plan.upload.name for name in plan.entries.unread_sheets[:MOST_PLACES]])
        yield Said("sheets_without_columns", "", 0, "", words % {"sheets": sheets}, "")
    if plan.entries.numbered:
        words = gettext(
            "No column holds references: the rows are numbered in their order, as Recommendation 1, Recommendation 2 … "
            "A row whose text is here already keeps its reference."
        )
        yield Said("rows_numbered", "", 0, "", words, "")
    if plan.entries.has_makers:
        yield Said(
            "makers_taken", "", 0, "", gettext("Who made each recommendation was taken from the end of its text."), ""
        )
    if plan.entries.themes_filled:
        words = gettext("Where the column of themes is empty, the theme above was taken: rows %(rows)s.")
        yield Said("themes_filled", "", 0, "", words % {"rows": _rows(plan.entries.themes_filled)}, "")
    for kind, rows in filter(itemgetter(1), plan.entries.passed.items()):
        yield Said(kind, "", 0, "", str(PASSED[kind]) % {"rows": _rows(rows)}, "")


def _doubtful_days(plan: TablePlan) -> Iterator[Said]:
    """Days whose column has nothing that tells whether 03/04 is in March or in April."""
    found = plan.entries.doubtful_days
    if not found:
        return
    _sheet, _row, _heading, example = found[0]
    words = gettext(
        "Nothing tells whether the day or the month comes first in dates such as %(example)s: they were read with "
        "the day first (rows %(rows)s)."
    ) % {"example": example, "rows": _rows([(sheet, row) for sheet, row, _heading, _cell in found])}
    yield Said("order_of_dates_unknown", "", 0, "", words, gettext("If that is wrong, write them as 2027-06-30."))


def _unknown_names(plan: TablePlan) -> Iterator[Said]:
    """Units and people that many rows may name, each once."""
    for code, words in (
        ("unit_unknown", gettext("Units that are not known here: %(names)s.")),
        ("owner_unknown", gettext("People who cannot be made owners here: %(names)s.")),
    ):
        names = [*dict.fromkeys(dict(fault.parameters)["cell"] for fault in plan.faults if fault.code == code)]
        if names:
            said = listed(names[:MOST_PLACES]) + (" …" if len(names) > MOST_PLACES else "")
            remedy = gettext("The rows come in without them. Add them first, and they come with the rows.")
            yield Said(f"{code}_names", "", 0, "", words % {"names": said}, remedy)


def _rows(places: Sequence[tuple[str, int]]) -> str:
    """The rows, with the sheet where they are not all of one."""
    several = len({sheet for sheet, _row in places}) > 1
    said = [f"{sheet}!{row}" if several else str(row) for sheet, row in dict.fromkeys(places)]
    return listed(said[:MOST_PLACES]) + (" …" if len(said) > MOST_PLACES else "")
