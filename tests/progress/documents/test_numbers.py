"""Every number in every format is the one a recount gives, on any day."""

import csv
import io
import json
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import docx
import openpyxl
import pypdfium2
import pytest

from recommendations.models import HistoryEntry, Recommendation
from recommendations.progress import figures
from recommendations.progress.documents.composing import Wish, compose, counted
from recommendations.progress.documents.content import Passage, Table
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


class Cells(HTMLParser):
    """The rows of all tables of a page, each as the words of its cells."""

    def __init__(self):
        super().__init__()
        self.rows, self.words = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.words = ""

    def handle_data(self, data):
        self.words = None if self.words is None else self.words + data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.words)
            self.words = None


def rows_in(kind, data):
    """The rows of figures as whoever opens the file reads them, words separated by blanks."""
    match kind:
        case "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True)["Figures"]
            rows = ([cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True))
        case "docx":
            rows = ([cell.text for cell in row.cells] for table in docx.Document(io.BytesIO(data)).tables
                    for row in table.rows)  # fmt: skip
        case "html":
            page = Cells()
            page.feed(data.decode())
            rows = page.rows
        case _:
            pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
            return " ".join(" ".join(pages).split())
    return {" ".join(" ".join(map(str, row)).split()) for row in rows}


def figures_of(content):
    """Every row of every table of figures that a report on the day consists of."""
    tables = [block for section in content.sections for block in section.blocks if isinstance(block, Table)]
    annexes = [table for table in tables if table.columns[0].label == "Reference"]
    return [
        " ".join(" ".join(cell.words if isinstance(cell, Passage) else str(cell) for cell in row).split())
        for table in tables if table not in annexes for row in table.rows
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf", "html"])
def test_every_number_stands_in_every_format(quarter, kind):
    for day in DAYS:
        content = compose(quarter.live(day), Wish())
        counted_again, expected, found = recount(quarter, day), figures_of(content), quarter.written(kind, day)
        read = rows_in(kind, found)
        assert [row for row in expected if row not in read] == []
        waiting = sum(counted_again["responses"][state] for state in UNDECIDED)
        verified = counted_again["implementations"]["verified_implemented"]
        for row in (
            f"Recommendations {counted_again['leaves']}",
            f"Waiting for a response {waiting}",
            f"Verified implemented {verified}",
            f"Overdue {counted_again['overdue']}",
        ):
            assert row in read
        assert len(expected) >= 25


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
