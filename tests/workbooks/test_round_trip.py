"""Out, edited, in: what was not edited changes nothing, what was edited is done by the verbs, and nothing else."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations import tracking
from recommendations.importing.readers import read_edited
from recommendations.models import HistoryEntry, Membership, Recommendation
from recommendations.refusals import Refused
from recommendations.workbooks import background, keys, reading
from recommendations.workbooks.columns import EDITABLE
from tests.factories import NOW, TODAY, person
from tests.workbooks.conftest import FIRST, Desk, edit, fresh, places, sheet_of


def open_columns(content: bytes, row: int = FIRST) -> set[str]:
    sheet = sheet_of(content)
    return {code for code, column in places(sheet).items() if not sheet.cell(row, column).protection.locked}


REPORTED = {"text", "no_change", "reported_on", "percent_done"}
EXTENDED = {"new_target_on", "reason", "mitigation"}
ASSIGNED = {"owner", "alternate", "unit", "response_due_on"}


def test_a_person_may_write_where_a_verb_is_theirs_and_everything_else_is_locked(desk: Desk) -> None:
    assert open_columns(desk.take(desk.owner)) == REPORTED | EXTENDED
    assert open_columns(desk.take(desk.contributor)) == REPORTED
    assert open_columns(desk.take(desk.head)) == open_columns(desk.take(desk.coordinator)) == ASSIGNED
    assert sheet_of(desk.take(desk.owner)).protection.sheet
    assert {column.code for column in EDITABLE} == REPORTED | EXTENDED | ASSIGNED


def test_a_workbook_holds_what_the_person_sees_and_the_filters_leave(desk: Desk) -> None:
    assert sheet_of(desk.take(desk.owner)).max_row == FIRST + 1
    assert sheet_of(desk.take(desk.coordinator)).max_row == FIRST + 2
    assert sheet_of(desk.take(desk.coordinator, owner="none")).max_row == FIRST
    assert sheet_of(desk.take(person("focal_point"))).max_row == FIRST - 1


def test_no_text_leaves_as_a_formula(desk: Desk) -> None:
    tracking.move(desk.items["81(a)"], "assign", by=desk.coordinator, at=NOW, given={
        "owner": desk.colleague, "response_due_on": "2026-04-01"})  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(desk.take(desk.coordinator)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(str(cell.value).startswith(("=", "@", "+", "-")) for cell in cells)
    sheet = book.worksheets[0]
    assert sheet.cell(FIRST, places(sheet)["owner"]).number_format == "@"


def test_the_number_of_queries_does_not_grow_with_the_rows(desk: Desk) -> None:
    owner = fresh(desk.owner)
    owner.standing(), owner.standing(TODAY)
    counts = []
    for _rows in (2, 1):
        with CaptureQueriesContext(connection) as asked:
            background.write({}, by=owner, at=NOW, to=io.BytesIO())
        counts.append(len(asked))
        Recommendation.objects.filter(reference="81(b)").update(owner=desk.colleague)
    assert counts == [8, 8]


@pytest.mark.parametrize("who", ["coordinator", "head", "owner", "contributor"])
def test_what_nobody_edited_changes_nothing_even_when_it_changed_meanwhile(desk: Desk, who: str) -> None:
    user = getattr(desk, who)
    content = edit(desk.take(user), {})
    tracking.move(
        desk.items["81(a)"], "start", by=desk.owner, at=NOW, given={"text": "Begun.", "reported_on": "2026-03-01"}
    )
    found = desk.plan(content, user)
    assert (found.rows, found.unchanged, found.lines) == (3 if who == "coordinator" else 2, found.rows, [])


def test_an_update_is_reported_by_the_verb_and_the_first_one_begins_the_work(desk: Desk) -> None:
    before = HistoryEntry.objects.count()
    line = desk.line(desk.owner, text="'=1+1 is done.", percent_done=20)
    assert line.acts == [["start", {"reported_on": "2026-03-02", "text": "=1+1 is done.", "percent_done": "20"}]]
    assert HistoryEntry.objects.count() == before  # it was only tried
    assert line.cells == [
        {"label": "What was done", "before": "", "after": "=1+1 is done."},
        {"label": "Percent done", "before": "", "after": "20"},
    ]
    assert desk.line(desk.owner, no_change="✓").acts[0][0] == "update"
    assert desk.line(desk.contributor, text="A draft.").acts[0][0] == "draft"


def test_more_time_and_an_update_are_one_row_done_whole_or_not_at_all(desk: Desk) -> None:
    good = {"new_target_on": "2027-Q2", "reason": "Funds came late.", "mitigation": "A part is out."}
    assert [code for code, _given in desk.line(desk.owner, text="Begun.", **good).acts] == ["start", "extend"]
    wrong = desk.line(desk.owner, text="Begun.", **{**good, "new_target_on": "2026-05-01"})
    assert (wrong.sort, wrong.told) == (
        "fault", [["New target date asked for", "Give a day after the target date of now."]],
    )  # fmt: skip


def test_a_coordinator_assigns_and_what_was_not_edited_stays(desk: Desk) -> None:
    line = desk.line(desk.coordinator, owner=f"'=Ivan Petrov <{desk.colleague.email}>", response_due_on="2026-05-01")
    assert line.acts == [["assign", {
        "owner": desk.colleague.pk, "alternate": None, "unit": desk.unit.pk, "response_due_on": "2026-05-01",
        "contributors": [desk.contributor.pk]}]]  # fmt: skip
    assert desk.line(desk.head, unit="Press").told == [
        ["Unit", "A unit head assigns inside the unit; ask the coordinator to assign it elsewhere."]
    ]


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"percent_done": 120, "text": "x"}, "Percent done", "less than or equal to 100"),
        ({"percent_done": 40}, "What was done", "Give one of these"),
        ({"reported_on": "2027-01-01", "text": "x"}, "As at", "in the future"),
        ({"reported_on": "soon", "text": "x"}, "As at", "valid date"),
        ({"no_change": "maybe"}, "No change, still on track", "Choose ✓"),
        ({"new_target_on": "2027-01-01"}, "Reason for more time", "required"),
        ({"text": "=SUM(1,2)"}, "What was done", "holds a formula"),
        ({"text": "#REF!"}, "What was done", "error of the spreadsheet"),
        ({"owner": "Somebody"}, "Owner", "Nobody who can be chosen"),
    ],
)
def test_what_is_wrong_is_said_beside_its_cell(desk: Desk, cells: dict, column: str, words: str) -> None:
    line = desk.line(desk.owner, **cells)
    assert line.sort == "fault"
    assert any(heading == column and words in said for heading, said in line.told), line.told


def test_what_is_not_theirs_is_refused_by_the_verb_though_the_cell_was_unlocked(desk: Desk) -> None:
    line = desk.line(desk.owner, unit="Press")
    assert (line.sort, line.told) == (
        "fault",
        [["", "This is not yours to do: it is for the coordinator or the head of the unit."]],
    )
    assert desk.line(desk.coordinator, text="Mine.").sort == "fault"


def test_what_changed_meanwhile_is_shown_and_never_overwritten(desk: Desk) -> None:
    content = desk.edited(desk.owner, text="Mine.", percent_done=30)
    tracking.move(desk.items["81(a)"], "start", by=desk.owner, at=NOW,
                  given={"text": "Begun.", "reported_on": "2026-03-01", "percent_done": "50"})  # fmt: skip
    (line,) = desk.plan(content, desk.owner).lines
    assert (line.sort, line.acts) == ("conflict", [])
    assert line.cells[1] == {"label": "Percent done", "before": "50", "after": "30"}
    assert [words.partition(" (")[0] for _column, words in line.told] == ["Wang Fang started work"]


def test_rows_may_be_sorted_filtered_and_deleted_and_columns_renamed_moved_and_added(desk: Desk) -> None:
    def rearrange(sheet) -> None:
        columns = places(sheet)
        sheet.delete_cols(columns["mitigation"])
        sheet.cell(2, columns["text"]).value = "My words"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
        for place, row in enumerate(reversed(rows), start=FIRST):
            for column, value in enumerate(row, start=1):
                sheet.cell(place, column).value = value
        sheet.cell(2, 40).value, sheet.cell(FIRST, 40).value = "Mine", "ask Ivan"
        sheet.move_range(f"A1:A{sheet.max_row}", cols=45)

    content = edit(desk.take(desk.owner), {"81(a)": {"text": "Begun."}}, rearrange)
    brought = reading.rows_of(read_edited(content))
    assert brought.notes == [
        "Columns that were taken out, in which nothing changes: Mitigation meanwhile.",
        "Columns that are not from here and were not read: Mine.",
    ]
    (line,) = desk.plan(content, desk.owner).lines
    assert (line.row, line.recommendation) == (FIRST + 1, desk.items["81(a)"])
    gone = edit(desk.take(desk.owner), {"81(b)": {"text": "Begun."}}, lambda sheet: sheet.delete_rows(FIRST))
    assert [line.row for line in desk.plan(gone, desk.owner).lines] == [FIRST]


def fault_of(desk: Desk, by, change) -> list[str]:
    found = desk.plan(edit(desk.take(by), {"81(a)": {"text": "Begun."}}, change), by)
    assert all(line.sort == "fault" and line.acts == [] for line in found.lines)
    return [words for line in found.lines for _column, words in line.told]


def test_a_row_without_its_own_key_is_refused(desk: Desk) -> None:
    def at(row: int, column: int, value: object):
        return lambda sheet: setattr(sheet.cell(row, column), "value", value)

    key = sheet_of(desk.take(desk.owner)).cell(FIRST, 1).value
    other = sheet_of(desk.take(desk.owner)).cell(FIRST + 1, 1).value
    forged = key.replace(f"{desk.items['81(a)'].pk}.", f"{desk.items['81(c)'].pk}.", 1)
    assert "not as it was written" in fault_of(desk, desk.owner, at(FIRST, 1, forged))[0]
    assert "has no key" in fault_of(desk, desk.owner, at(FIRST, 1, None))[0]
    assert "belongs to another" in fault_of(desk, desk.owner, at(FIRST, 1, other))[0]
    assert "holds a formula" not in fault_of(desk, desk.owner, at(FIRST, 1, "=A4"))[0]

    def again(sheet) -> None:
        for column in range(1, sheet.max_column + 1):
            sheet.cell(9, column).value = sheet.cell(FIRST, column).value

    assert fault_of(desk, desk.owner, again) == ["Several rows are about this recommendation. Keep one of them."] * 2


def test_a_row_one_does_not_see_any_more_says_nothing_of_what_it_is_about(desk: Desk) -> None:
    content = desk.edited(desk.head, response_due_on="2026-05-01")
    Membership.objects.filter(user=desk.head).update(until="2026-01-01")
    (line,) = desk.plan(content, desk.head).lines
    assert (line.sort, line.recommendation, line.cells) == ("fault", None, [])
    (line,) = desk.plan(desk.edited(desk.coordinator, owner="Wang Fang"), desk.colleague).lines
    assert (line.sort, line.recommendation) == ("fault", None)


def test_what_is_no_workbook_of_ours_is_refused(desk: Desk) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Reference", "Text"])
    book.save(file)
    with pytest.raises(Refused, match="not a workbook that was taken from here"):
        reading.rows_of(read_edited(file.getvalue()))

    def twice(sheet) -> None:
        sheet.cell(1, 40).value = "suivi.text"

    with pytest.raises(Refused, match="“What was done” is there twice"):
        reading.rows_of(read_edited(edit(desk.take(desk.owner), {}, twice)))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30))
def test_a_text_is_remembered_as_it_comes_back(text: str) -> None:
    cells = dict.fromkeys(keys.REMEMBERED, keys.as_read(text))
    key = keys.read(keys.written(7, 3, cells))
    assert (key.item, key.version) == (7, 3)
    assert all(key.has_kept(code, keys.as_read(text)) for code in keys.REMEMBERED)
    assert not key.has_kept("owner", keys.as_read(text) + "!")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES.filter(str.strip), NAMES.filter(str.strip), st.one_of(st.none(), st.integers(0, 100)), st.dates(TODAY))
def test_whatever_stands_in_it_an_unedited_workbook_changes_nothing(desk: Desk, name, unit, percent, day) -> None:
    type(desk.owner).objects.filter(pk=desk.owner.pk).update(name=name)
    type(desk.unit).objects.filter(pk=desk.unit.pk).update(name=unit)
    Recommendation.objects.filter(reference="81(a)").update(percent_done=percent, response_due_on=day)
    for user in (desk.coordinator, desk.owner):
        found = desk.plan(edit(desk.take(user), {}), user)
        assert (found.unchanged, found.lines) == (found.rows, [])
