"""Recommendations from a table: what becomes of each row, what a second file changes, and what cannot come in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from recommendations import history, tracking
from recommendations.importing.mapping.choosing import guessed, save_mapping
from recommendations.importing.mapping.days import day
from recommendations.importing.mapping.loader import commit_table
from recommendations.importing.mapping.plan import TablePlan, plan_table
from recommendations.importing.mapping.upload import TableUpload
from recommendations.importing.mapping.wording import lacks_of, said_of
from recommendations.importing.readers import read_rows
from recommendations.models import HistoryEntry, Recommendation, Report, SourceFile, StatePeriod, User
from recommendations.permissions import Role
from recommendations.refusals import Refused
from tests.factories import NOW, TODAY, EditionFactory, ParagraphFactory, UnitFactory, person

pytestmark = pytest.mark.django_db

HEADINGS = (
    "No.", "Recommendation", "Theme", "Responsible unit", "Owner", "Target date", "Response", "Status", "Date closed",
)  # fmt: skip


def upload(*rows: Sequence[str], headings: Sequence[str] = HEADINGS, name: str = "list.csv") -> TableUpload:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    content = text.getvalue().encode()
    return TableUpload(name, f"{hash(content):064x}"[-64:], content, read_rows(content, name))


def plan_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS, symbol: str = "A/80/5") -> TablePlan:
    table = upload(*rows, headings=headings)
    return plan_table(table, guessed(table.table), on=TODAY, symbol=symbol)


def imported(*rows: Sequence[str], headings: Sequence[str] = HEADINGS, symbol: str = "A/80/5") -> TablePlan:
    plan = plan_of(*rows, headings=headings, symbol=symbol)
    commit_table(plan, by=None, at=NOW)
    return plan


def item(reference: str) -> Recommendation:
    return Recommendation.objects.get(reference=reference)


def faults(plan: TablePlan) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in plan.faults]


@pytest.fixture
def ames() -> User:
    unit = UnitFactory(name="Field Division", short_name="FD")
    return person(Role.FOCAL_POINT, unit, name="Ruth Ames", email="ames@example.org")


def test_rows_become_recommendations_under_each_other_with_their_themes() -> None:
    imported(
        ["81(o)", "Requests the Secretary-General to improve the following:", "Training"],
        ["81(o)(iii)", "Courses for judges", "Training"],
        ["81（o） ㈣", "Courses for prosecutors", ""],
        ["82", "Encourages Member States to ratify the Convention.", "Treaties"],
    )
    found = Recommendation.objects.in_report_order().values_list(
        "reference", "parent__reference", "is_leaf", "response", "addressee_kind", "theme__texts__heading"
    )
    assert list(found) == [
        ("81(o)", None, False, "", "secretariat", "Training"),
        ("81(o)(iii)", "81(o)", True, "pending", "other", "Training"),
        ("81(o)(iv)", "81(o)", True, "pending", "other", None),
        ("82", None, True, "pending", "member_states", "Treaties"),
    ]
    assert item("81(o)(iv)").mark == "81（o） ㈣"
    entry = item("82").history.get()
    assert (entry.action, entry.given["file"], entry.given["row"]) == ("import", "list.csv", 5)
    assert list(history.verify()) == []


def test_the_same_file_again_adds_nothing_and_a_changed_one_shows_the_difference() -> None:
    rows = [["1", "Write the guide.", "Training"], ["2", "Train the staff of all offices.", "Training"]]
    imported(*rows)
    again = imported(*rows)
    assert again.is_empty
    assert again.counts() == {"created": 0, "changed": 0, "unchanged": 2, "removed": 0}
    assert (Recommendation.objects.count(), HistoryEntry.objects.count(), SourceFile.objects.count()) == (2, 2, 1)
    changed = plan_of(["1", "Write the guide soon.", "Training"], rows[1], ["3", "Report on it.", "Reporting"])
    assert changed.counts() == {"created": 1, "changed": 1, "unchanged": 1, "removed": 0}
    (change,) = changed.reports[0].changed
    assert (change.before, change.after) == ({"text": "Write the guide."}, {"text": "Write the guide soon."})
    commit_table(changed, by=None, at=NOW + timedelta(days=1))
    assert item("1").texts.get().text == "Write the guide soon."
    assert [entry.action for entry in item("1").history.order_by("seq")] == ["import", "text_changed"]
    assert plan_of(rows[0]).counts()["removed"] == 0


def test_several_reports_stand_in_one_table() -> None:
    headings = ("Report", *HEADINGS)
    imported(["A/80/5", "1", "Write the guide."], ["A/80/6", "1", "Train the staff."], headings=headings, symbol="")
    assert {str(report) for report in Report.objects.all()} == {"A/80/5", "A/80/6"}
    plan = plan_of(["", "1", "Write."], ["../x", "1", "Write."], headings=headings, symbol="")
    assert [code for _row, _column, code in faults(plan)] == ["no_symbol", "symbol_unusable"]


def test_a_state_comes_in_as_a_fact_with_what_its_place_needs(ames: User) -> None:
    imported(
        ["1", "Write the guide.", "", "FD", "ames@example.org", "2026-Q3", "Accepted", "In progress"],
        ["2", "Train the staff.", "", "Field Division", "Ruth Ames", "", "", "Fully implemented", "2025-11-30"],
        ["3", "Close the office.", "", "", "", "", "Not accepted", ""],
        ["4", "Buy the ship.", "", "", "", "", "Accepted", "Overtaken by events"],
        ["5", "Count the staff.", "", "", "ames@example.org", "", "", "Reported implemented"],
        ["6", "Count again.", "", "", "ames@example.org", "", "", ""],
    )
    first = item("1")
    assert (first.response, first.implementation, first.target_on, first.target_as_given) == (
        "accepted", "in_progress", date(2026, 9, 30), "2026-Q3",
    )  # fmt: skip
    assert (first.owner, first.unit.name, first.first_target_on) == (ames, "Field Division", date(2026, 9, 30))
    action = first.actions.get()
    assert (action.owner, action.due_on, action.state) == (ames, date(2026, 9, 30), "open")
    assert (item("2").implementation, item("2").verified_on) == ("verified_implemented", date(2025, 11, 30))
    assert (item("3").response, item("3").implementation) == ("not_accepted", "")
    assert (item("4").implementation, item("4").closing_reason) == ("closed_not_implemented", "overtaken_by_events")
    assert item("5").claimed_by == ames
    assert item("6").response_due_on == TODAY + timedelta(days=30)
    changes = first.history.get().changes
    assert (changes["response"], changes["implementation"]) == (["pending", "accepted"], ["", "in_progress"])
    period = StatePeriod.objects.get(recommendation=first)
    assert (period.response, period.implementation, period.owner) == ("accepted", "in_progress", ames)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "Write the guide."], ("No.", "no_reference")),
        (["2026-04-01", "Write the guide."], ("No.", "reference_is_a_date")),
        (["1", ""], ("Recommendation", "no_text")),
        (["1", "#REF!"], ("Recommendation", "cell_error")),
        (["1", "Write.", "", "", "", "", "", "closed"], ("Status", "state_unknown")),
        (["1", "Write.", "", "", "", "", "Rejected", "In progress"], ("Status", "states_contradict")),
    ],
)
def test_a_row_with_a_fault_is_named_and_left_out_and_the_rest_comes_in(
    ames: User, row: list[str], fault: tuple[str, str]
) -> None:
    plan = imported(row, ["2", "Train the staff of all offices."])
    assert faults(plan) == [(2, *fault)]
    (said,) = (said for said in said_of(plan) if said.row)
    assert said.message
    assert said.remedy
    assert plan.faulty_rows == 1
    assert [one.reference for one in Recommendation.objects.all()] == ["2"]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (["", "x@example.org"], ("Owner", "owner_unknown")),
        (["Nowhere"], ("Responsible unit", "unit_unknown")),
        (["", "", "2027-01-01", "Accepted"], ("Response", "state_needs_owner")),
        (["", "ames@example.org", "", "", "In progress"], ("Status", "state_needs_target")),
        (["", "", "", "", "Open"], ("Status", "state_open")),
        (["", "", "", "", "Overdue"], ("Status", "state_open")),
    ],
)
def test_a_row_that_is_not_ended_comes_in_as_pending_without_what_it_lacks(
    ames: User, cells: list[str], fault: tuple[str, str]
) -> None:
    plan = imported(["1", "Write the guide.", "", *cells])
    assert (faults(plan), plan.faulty_rows) == ([(2, *fault)], 0)
    (said,) = (said for said in said_of(plan) if said.row)
    assert said.message
    assert said.remedy
    assert (item("1").response, item("1").implementation) == ("pending", "")
    assert list(history.verify()) == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["FD", "Ms. Ruth Ames"], ""),
        (["Field Division (FD)", "AMES, Ruth"], ""),
        (["", "Ruth Ames <ames@example.org>"], ""),
        (["", "Nobody; Ruth Ames"], "owner_of_several"),
        (["", "ames@example.org, x@example.org"], "owner_of_several"),
        (["HR / Field Division", "Ruth Ames"], "unit_of_several"),
    ],
)
def test_people_and_units_are_known_however_they_are_written(ames: User, cells: list[str], code: str) -> None:
    plan = imported(["1", "Write the guide.", "", *cells])
    assert [fault.code for fault in plan.faults] == [code] * bool(code)
    assert (item("1").owner, item("1").unit.short_name) == (ames, "FD")


def test_what_rows_come_in_without_is_said_once_for_all_of_them() -> None:
    rows = [[str(number), f"Write guide {number} for all.", "", "Nowhere"] for number in range(1, 4)]
    (said,) = lacks_of(plan_of(*rows, ["4", ""]))
    assert (said.cell, said.rows) == ("Nowhere", "2, 3, 4")


def test_what_came_in_as_pending_takes_its_state_when_the_owner_is_known() -> None:
    row = ["1", "Write the guide.", "", "", "ames@example.org", "2027-01-01", "", "In progress"]
    imported(row)
    assert item("1").history.get().given["told"] == ["in_progress"]
    person(Role.FOCAL_POINT, UnitFactory(), email="ames@example.org")
    imported(row)
    assert (item("1").response, item("1").implementation) == ("accepted", "in_progress")


def test_a_date_that_cannot_be_read_is_named_and_the_rest_of_its_row_comes_in() -> None:
    plan = imported(["1", "Write the guide.", "", "", "", "ongoing"])
    assert faults(plan) == [(2, "Target date", "day_unreadable")]
    assert item("1").texts.get().text == "Write the guide."


@pytest.mark.parametrize("nothing", ["–", "N/A", "TBD", "à définir", "не определено", "لا يوجد", "待定"])
def test_what_says_that_there_is_nothing_is_nothing(nothing: str) -> None:
    plan = imported(["1", "Write the guide.", nothing, nothing, nothing, nothing])
    assert (faults(plan), item("1").theme) == ([], None)


def test_days_and_months_in_an_order_that_nothing_tells_are_named() -> None:
    plan = plan_of(["1", "Write.", "", "", "", "03/04/2027"], ["2", "Read.", "", "", "", "03.04.2027"])
    (said,) = (one for one in said_of(plan) if one.code == "order_of_dates_unknown")
    assert "03/04/2027" in said.message
    assert "rows 2" in said.message
    told = plan_of(["1", "Write.", "", "", "", "03/04/2027"], ["2", "Read.", "", "", "", "12/31/2027"])
    assert "order_of_dates_unknown" not in [one.code for one in said_of(told)]
    assert told.entries.entries["A/80/5", "1"].target_on == day("2027-03-04")


def test_rows_that_are_no_recommendations_of_their_own_are_named_and_are_no_faults() -> None:
    plan = plan_of(
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ["1", "Write the guide.", "", "FD"],
        ["1", "Write the guide.", "", "HR"],
        ["", "", "", "IT"],
        ["Total", "1"],
        ["Prepared by: R. Ames", "", "", "Approved by: K. Lee"],
    )
    assert plan.counts()["created"] == 1
    assert plan.entries.passed == {
        "around": [("", 2), ("", 6), ("", 7)], "continued": [], "going_on": [("", 4), ("", 5)],
    }  # fmt: skip
    unit, *passed, fault = said_of(plan)
    assert (unit.message, fault.cell) == ("Units that are not known here: FD.", "FD")
    assert [(one.row, one.code) for one in passed] == [(0, "around"), (0, "going_on")]


def test_a_sheet_without_the_columns_is_named_as_not_read() -> None:
    rows = ((1, HEADINGS[:2]), (2, ("1", "Write the guide.")))
    sheets = (("Cover", ((1, ("Follow-up", "2026")),)), ("List", rows))
    table = upload().table._replace(sheets=sheets)
    plan = plan_table(replace(upload(), table=table), guessed(table), on=TODAY, symbol="A/80/5")
    assert (plan.counts()["created"], plan.faults) == (1, [])
    assert [(one.code, one.message) for one in said_of(plan)] == [
        ("sheets_without_columns", "Sheets without these columns were not read: Cover.")
    ]


def test_numbers_of_programs_lines_with_numbers_and_themes_given_once_are_put_right() -> None:
    headings = ("Theme", "No.", "Recommendation")
    plan = plan_of(["Money", "1.0", "Write."], ["", "2.0", "Read."], headings=headings)
    assert [(one.reference, one.theme) for one in plan.entries.entries.values()] == [("1", "Money"), ("2", "Money")]
    assert plan.entries.themes_filled == [("", 3)]
    banded = plan_of(["1. Money"], ["1.0", "Write."], ["1.1", "Read."], ["Recommendation 3"], headings=headings[1:])
    assert [(one.reference, one.theme) for one in banded.entries.entries.values()] == [
        ("1.0", "1. Money"), ("1.1", "1. Money"),
    ]  # fmt: skip
    assert faults(banded) == [(5, "Recommendation", "no_text")]


def test_rows_without_references_are_numbered_and_keep_their_numbers(ames: User) -> None:
    headings = ("Recommendation", "Owner")
    first = ["Write the guide for all offices.", "Ruth Ames"], ["Train the staff of all offices.", "Ruth Ames"]
    plan = imported(*first, ["Note: as agreed in May."], headings=headings)
    assert [one.reference for one in Recommendation.objects.in_report_order()] == [
        "Recommendation 1",
        "Recommendation 2",
    ]
    assert (plan.entries.passed["around"], said_of(plan)[0].code) == ([("", 4)], "rows_numbered")
    more = [first[0], ["Count the staff of all offices.", "Ruth Ames"], first[1]]
    again = imported(*more, headings=headings)
    assert again.counts() == {"created": 1, "changed": 0, "unchanged": 2, "removed": 0}
    assert item("Recommendation 3").texts.get().text.startswith("Count")


def test_a_text_that_is_written_over_several_rows_is_one() -> None:
    plan = imported(["1", "Write the guide"], ["", "for all offices;"], ["", "And this is a row without reference."])
    assert item("1").texts.get().text == "Write the guide for all offices;"
    assert plan.entries.passed["continued"] == [("", 3)]
    assert faults(plan) == [(4, "No.", "no_reference")]


def test_who_made_a_recommendation_may_stand_at_the_end_of_its_text() -> None:
    texts = ["Ratify the Convention (Chile, Togo);", "Abolish the death penalty (Portugal).", "Train all judges"]
    plan = imported(*([f"140.{number}", text] for number, text in enumerate(texts, 1)))
    assert item("140.1").texts.get().text == "Ratify the Convention"
    assert [one.name for one in item("140.1").recommenders.order_by("place")] == ["Chile", "Togo"]
    assert "makers_taken" in [said.code for said in said_of(plan)]


def test_percentages_and_revised_dates_come_in(ames: User) -> None:
    headings = ("No.", "Recommendation", "Owner", "Target date", "Revised target date", "% done")
    row = ["Write the guide.", "Ruth Ames", "2026-12-31"]
    imported(["1", *row, "2027-Q2", "0.4"], ["2", *row, "", "0"], ["3", *row, "–", "1"], headings=headings)
    assert (item("1").target_on, item("1").first_target_on) == (date(2027, 6, 30), date(2026, 12, 31))
    assert [(one.implementation, one.percent_done) for one in Recommendation.objects.in_report_order()] == [
        ("in_progress", 40), ("not_started", None), ("verified_implemented", 100),
    ]  # fmt: skip


def test_references_that_name_their_reports_go_to_these() -> None:
    cited = ["A/77/5/Add.8, chap. II, para. 34", "A/78/5/Add.8, chap. II, para. 34"]
    imported(*([reference, "Write the guide.", ""] for reference in cited))
    assert [str(one.report) for one in Recommendation.objects.all()] == ["A/77/5/Add.8", "A/78/5/Add.8"]


def test_numbers_by_year_and_month_are_no_days() -> None:
    plan = plan_of(["2026-04-1", "Write."], ["2026-04-12", "Read."])
    assert [one.reference for one in plan.entries.entries.values()] == ["2026-04-1", "2026-04-12"]
    assert faults(plan) == []


def test_pending_among_states_of_implementation_is_not_started(ames: User) -> None:
    row = ["Write.", "", "", "ames@example.org", "2027-01-01", ""]
    plan = plan_of(["1", *row, "Pending"], ["2", *row, "In progress"])
    assert plan.entries.entries["A/80/5", "1"].implementation == "not_started"
    assert plan_of(["1", *row, "Pending"]).entries.entries["A/80/5", "1"].response == "pending"


def test_a_reference_given_twice_is_taken_once_and_a_part_of_a_faulty_row_waits_for_it() -> None:
    plan = imported(["1", "Write."], ["1", "Write more."], ["2", ""], ["2(a)", "Train the staff."])
    assert faults(plan) == [
        (3, "No.", "reference_repeated"),
        (4, "Recommendation", "no_text"),
        (5, "", "parent_missing"),
    ]
    assert [one.reference for one in Recommendation.objects.all()] == ["1"]


def test_a_parent_is_named_by_its_column_and_never_by_itself() -> None:
    headings = ("No.", "Recommendation", "Part of")
    plan = imported(
        ["A1", "Improve:", ""], ["A2", "the guide", "A1"], ["B1", "this", "B2"], ["B2", "that", "B1"], headings=headings
    )
    assert item("A2").parent == item("A1")
    assert {code for _row, _column, code in faults(plan)} <= {"parent_of_itself", "parent_missing"}
    assert Recommendation.objects.count() == 2


def test_what_is_followed_keeps_its_states_and_the_difference_is_told(ames: User) -> None:
    row = ["1", "Write the guide.", "", "FD", "ames@example.org", "", "", ""]
    imported(row)
    tracking.move(
        item("1"), "consider", by=person(Role.UNIT_HEAD, ames.memberships.get().unit), at=NOW,
        given={"reason": "Costs", "decided_by": "The board", "expected_on": "2026-04-01"},
    )  # fmt: skip
    plan = imported(["1", "Write the guide now.", "", "FD", "ames@example.org", "", "Not accepted", ""])
    assert faults(plan) == [(2, "Response", "followed_otherwise")]
    assert item("1").response == "under_consideration"
    assert item("1").texts.get().text == "Write the guide now."


def test_what_nothing_but_imports_has_touched_takes_the_states_of_a_later_table(ames: User) -> None:
    imported(["1", "Write the guide."])
    plan = imported(["1", "Write the guide.", "", "", "ames@example.org", "2026-12-31", "Accepted", "Not started"])
    assert plan.counts()["changed"] == 1
    assert (item("1").owner, item("1").response, item("1").actions.count()) == (ames, "accepted", 1)
    entry = item("1").history.last()
    assert entry is not None
    assert (entry.action, entry.changes["response"]) == ("facts_imported", ["pending", "accepted"])
    assert list(history.verify()) == []
    assert plan_of(["1", "Write the guide.", "", "", "ames@example.org", "2026-12-31", "Accepted"]).is_empty


def test_a_table_goes_with_a_report_that_is_here_and_takes_its_paragraphs(ames: User) -> None:
    edition = EditionFactory(report__symbol="A/80/5", language="en", title="A report")
    ParagraphFactory(report=edition.report, number="81", position=1)
    imported(["81(a)", "Write the guide to all of it."])
    assert item("81(a)").paragraph.number == "81"
    assert edition.report.editions.get().title == "A report"
    assert edition.report.paragraphs.count() == 1


def test_a_row_inserted_in_the_middle_takes_its_place() -> None:
    imported(["1", "Write the guide."], ["3", "Train the staff."])
    imported(["1", "Write the guide."], ["2", "Print the guide."], ["3", "Train the staff."])
    assert [one.reference for one in Recommendation.objects.in_report_order()] == ["1", "2", "3"]


def test_recommending_states_and_positions_come_with_the_rows() -> None:
    headings = ("No.", "Recommendation", "Recommending State", "Position")
    imported(["140.1", "Ratify the Convention.", "Togo; Iran (Islamic Republic of)", "Supported"], headings=headings)
    assert [one.name for one in item("140.1").recommenders.all()] == ["Togo", "Iran (Islamic Republic of)"]
    assert item("140.1").response == "pending"
    again = plan_of(["140.1", "Ratify the Convention.", "Togo", "Noted"], headings=headings)
    (change,) = again.reports[0].changed
    assert change.after == {"recommending": "Togo", "position": "noted"}
    commit_table(again, by=None, at=NOW)
    assert [one.position for one in item("140.1").printed_positions.all()] == ["noted"]


def test_only_a_coordinator_imports_and_only_the_plan_that_was_seen() -> None:
    plan = plan_of(["1", "Write the guide."])
    with pytest.raises(Refused, match="coordinator"):
        commit_table(plan, by=person(Role.UNIT_HEAD), at=NOW)
    imported(["1", "Write another guide."])
    with pytest.raises(Refused, match="changed since"):
        commit_table(plan, by=person(Role.COORDINATOR), at=NOW)


@pytest.mark.parametrize("rows", [3, 60])
def test_the_number_of_statements_does_not_grow_with_the_table(rows: int, django_assert_max_num_queries: Any) -> None:
    made = [[f"{number}", f"Write guide {number}.", f"Theme {number}"] for number in range(1, rows + 1)]
    with django_assert_max_num_queries(12):
        plan = plan_of(*made)
    with django_assert_max_num_queries(40):
        commit_table(plan, by=None, at=NOW)


# --- the command --------------------------------------------------------------------------------------------------


def run(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_table", *arguments, "--format", "json", stdout=out)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "list.csv"
    path.write_text("Код,Formulation\nR-1,Write the guide for all of the offices.\nR-2,\n", encoding="utf-8")
    return str(path)


def test_the_command_answers_as_import_report_does(file: str, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"reference": "Код", "text": "Formulation"}))
    planned = run(file, "--map", str(mapping), "--symbol", "A/80/5", "--dry-run")
    assert planned["plan"] == {"created": 1, "changed": 0, "unchanged": 0, "removed": 0}
    assert (planned["committed"], planned["report"]) == (False, "A/80/5")
    (warning,) = planned["warnings"]
    assert (warning["code"], warning["row"], warning["column"]) == ("no_text", 3, "Formulation")
    assert not Recommendation.objects.exists()
    assert run(file, "--map", str(mapping), "--symbol", "A/80/5", "--yes")["committed"]
    assert run(file, "--map", str(mapping), "--symbol", "A/80/5", "--yes")["plan"]["created"] == 0
    assert Recommendation.objects.count() == 1


def test_a_mapping_is_saved_under_a_name_and_guessed_next_time(file: str) -> None:
    save_mapping("Audit list", {"reference": "Код", "text": "Formulation"}, by=None, at=NOW)
    assert run(file, "--map", "Audit list", "--symbol", "A/80/5", "--dry-run")["plan"]["created"] == 1
    assert run(file, "--map", "auto", "--symbol", "A/80/5", "--dry-run")["mapping"]["reference"] == "Код"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--map", "nowhere"], "No mapping is called"),
        (["--map", "auto", "--yes"], "--symbol"),
        (["--map", "auto", "--symbol", "A/80/5"], "There is no terminal"),
    ],
)
def test_the_command_says_what_is_missing(file: str, arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(file, *arguments)
