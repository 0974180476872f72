"""Every number in every format is the one a recount gives, on any day."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date

import docx
import openpyxl
import pypdfium2
import pytest

from recommendations.models import HistoryEntry, Recommendation
from recommendations.progress import figures
from recommendations.progress.documents.composing import counted
from recommendations.progress.documents.numbers import Numbers
from recommendations.workflow import TO_DO, UNDECIDED

DAYS = (date(2026, 1, 31), date(2026, 2, 11), date(2026, 3, 31))


def recount(quarter, day):
    """States on a day by playing history forwards from the import, which is not how a report gets them."""
    end = quarter.live(day).as_at
    states = {}
    for item in Recommendation.objects.leaves():
        state = {"response": "pending", "implementation": "", "response_due_on": None, "target_on": None}
        for changes in (
            HistoryEntry.objects.filter(recommendation=item, at__lt=end)
            .order_by("seq")
            .values_list("changes", flat=True)
        ):
            state |= {name: after for name, (_before, after) in changes.items() if name in state}
        states[item.reference] = state
    due = {
        ref: state["response_due_on"] if state["response"] in UNDECIDED else
        state["target_on"] if state["implementation"] in TO_DO else None for ref, state in states.items()
    }  # fmt: skip
    return {
        "leaves": len(states),
        "responses": Counter(state["response"] for state in states.values()),
        "implementations": Counter(s["implementation"] for s in states.values() if s["implementation"]),
        "overdue": sum(date.fromisoformat(one) < day for one in due.values() if one),
    }


def test_json_says_what_a_recount_says(quarter):
    for day in DAYS:
        said = json.loads(quarter.written("json", day))
        counted_again = recount(quarter, day)
        assert {name: said["figures"][name] for name in counted_again} == counted_again
        assert Counter(one["codes"]["response"] for one in said["recommendations"]) == counted_again["responses"]


def test_a_table_says_what_a_recount_says(quarter):
    labels = {"Pending": "pending", "Accepted": "accepted", "Not accepted": "not_accepted"}
    for day in DAYS:
        rows = list(csv.DictReader(io.StringIO(quarter.written("csv", day).decode("utf-8-sig"))))
        counted_again = recount(quarter, day)
        assert Counter(labels[row["Response"]] for row in rows) == counted_again["responses"]
        assert sum(bool(row["Late, in days"]) for row in rows) == counted_again["overdue"]


def figure_rows(quarter, kind, day):
    """Labels and numbers of the table of figures as a reader of the file finds them."""
    data = quarter.written(kind, day)
    match kind:
        case "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(data))["Figures"]
            return {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
        case "docx":
            table = docx.Document(io.BytesIO(data)).tables[0]
            return {row.cells[0].text: row.cells[1].text for row in table.rows}
        case "html":
            return dict(re.findall(r'<bdi>([^<]+)</bdi></th><td class="number">([0-9]+)</td>', data.decode()))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return dict(line.rsplit(" ", 1) for line in text.splitlines() if line[-1:].isdecimal() and " " in line)


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf", "html"])
def test_documents_say_what_a_recount_says(quarter, kind):
    for day in DAYS:
        rows, counted_again = figure_rows(quarter, kind, day), recount(quarter, day)
        expected = {
            "Recommendations": counted_again["leaves"],
            "Waiting for a response": sum(counted_again["responses"][state] for state in UNDECIDED),
            "Verified implemented": counted_again["implementations"]["verified_implemented"],
            "Overdue": counted_again["overdue"],
        }
        assert {label: int(rows[label]) for label in expected} == expected


def test_today_a_report_and_the_progress_page_count_alike(quarter):
    today = date(2026, 3, 31)
    numbers = Numbers(today)
    list(counted(quarter.live(today).facts(), numbers))
    page = figures.figures(figures.Leaves(Recommendation.objects.leaves(), today))
    assert (numbers.leaves, numbers.items, numbers.overdue, numbers.due_soon) == (
        page.leaves, page.items, page.overdue, page.due_soon,
    )  # fmt: skip
    assert (numbers.acceptance, numbers.implementation) == (page.acceptance, page.implementation)


def test_the_number_of_queries_follows_the_pages_only(quarter, monkeypatch, django_assert_max_num_queries):
    for pages in (1, 3):
        monkeypatch.setattr("recommendations.progress.documents.gathering.PAGE", 6 // pages)
        with django_assert_max_num_queries(13 * pages + 1):
            assert len(list(quarter.live(date(2026, 2, 11)).facts())) == 6
