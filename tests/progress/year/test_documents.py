"""Every number in every format, for thirty past days, is what counting the rows of the day by hand gives."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from datetime import timedelta

import docx
import openpyxl
import pypdfium2
import pytest

from recommendations.models import Recommendation, Unit
from recommendations.progress.documents import formats
from recommendations.progress.documents.composing import Wish, compose
from recommendations.progress.documents.gathering import Live, end_of, scope_of
from recommendations.workflow import response_word
from tests.progress.year.conftest import DAYS, FIRST
from tests.progress.year.recount import ENDED, Recount, stage

pytestmark = pytest.mark.django_db


def written(kind, day) -> bytes:
    material = Live(Recommendation.objects.all(), scope_of(), as_at=end_of(day), on=day)
    file = io.BytesIO()
    formats.write(material, Wish(), kind, to=file, at=end_of(day))
    return file.getvalue()


def told_in_documents(rows, day) -> dict[str, int]:
    """What the table of figures says, counted again; where nobody wrote an update, silence lasts since the decision."""
    recount, silent = Recount(rows, day), Recount([row | {"last_update_on": None} for row in rows], day)
    return {
        "Recommendations": recount(),
        "As numbered in the report": len({row["parent_id"] or -row["pk"] for row in rows}),
        "Waiting for a response": recount(response="pending") + recount(response="under_consideration"),
        "Accepted at least in part": recount(only="agreed"),
        "Reported implemented": recount(stage="reported_implemented"),
        "Verified implemented": recount(stage="verified_implemented"),
        "Overdue": recount(due="overdue"),
        "Due in the next 30 days": recount(due="soon"),
        "Due in the next 90 days": recount(due="quarter"),
        "Nothing heard for 100 days": silent(only="stale"),
        "Open without an owner": sum(row["owner_id"] is None and stage(row) not in ENDED for row in rows),
    }


def test_a_data_file_says_what_a_recount_gives(year):
    for day, rows in year.days.items():
        recount, said = Recount(rows, day), json.loads(written("json", day))
        assert (said["figures"]["leaves"], said["figures"]["overdue"]) == (len(rows), recount(due="overdue"))
        for name, codes in (("responses", "response"), ("implementations", "implementation")):
            counted = Counter(row[codes] for row in rows if row[codes])
            listed_so = Counter(one["codes"][codes] for one in said["recommendations"] if one["codes"][codes])
            assert said["figures"][name] == counted == listed_so
        for name, part, whole in (("acceptance", "agreed", "decided"), ("implementation", "verified", "agreed")):
            assert said["figures"][name] == {"part": recount(only=part), "whole": recount(only=whole)}
        lines = list(csv.DictReader(io.StringIO(written("csv", day).decode("utf-8-sig"))))
        assert sum(bool(line["Late, in days"]) for line in lines) == recount(due="overdue")
        words = Counter(str(response_word(row["response"], row["addressee_kind"])) for row in rows)
        assert Counter(line["Response"] for line in lines) == words


def table_of_figures(kind, day) -> dict[str, str]:
    """Labels and numbers as a reader of the file finds them."""
    data = written(kind, day)
    match kind:
        case "html":
            return dict(re.findall(r'<bdi>([^<]+)</bdi></th><td class="number">([0-9]+)</td>', data.decode()))
        case "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(data))["Figures"]
            return {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
        case "docx":
            return {row.cells[0].text: row.cells[1].text for row in docx.Document(io.BytesIO(data)).tables[0].rows}
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return dict(line.rsplit(" ", 1) for line in text.splitlines() if line[-1:].isdecimal() and " " in line)


# Word and PDF files take long to read: the day before units were merged, the day after, and the last one.
@pytest.mark.parametrize(
    ("kind", "days"),
    [("html", range(DAYS)), ("xlsx", range(0, DAYS, 3)), ("docx", (19, 21, 29)), ("pdf", (19, 21, 29))],
)
def test_a_document_says_what_a_recount_gives(year, kind, days):
    for day in (FIRST + timedelta(days=place) for place in days):
        said, counted = table_of_figures(kind, day), told_in_documents(year.days[day], day)
        assert {label: int(said[label]) for label in counted} == counted, day


def test_tables_of_documents_by_report_and_unit_say_what_a_recount_gives(year):
    """From the content of which Word, PDF and HTML documents are made alike."""
    names = dict(Unit.objects.values_list("pk", "name"))
    for day, rows in year.days.items():
        material = Live(Recommendation.objects.all(), scope_of(), as_at=end_of(day), on=day)
        sections = {section.heading: section for section in compose(formats.in_memory(material), Wish()).sections}
        for title, key in (
            ("By report", lambda row: row["report__symbol"]),
            ("By unit", lambda row: names.get(row["unit_id"], "No unit yet")),
        ):
            groups = defaultdict(list)
            for row in rows:
                groups[key(row)].append(row)
            (table,) = sections[title].blocks
            said = {str(line[0].words).split(" · ")[0]: tuple(line[1:3]) for line in table.rows}
            assert said == {name: (len(of), Recount(of, day)(due="overdue")) for name, of in groups.items()}, day
            for line in table.rows:
                assert sum(line[3:]) == line[1]
