"""A corrigendum on the pages of import: what it changes is shown beside its lines, and what it leaves out with why."""

import pytest
from django.urls import reverse

from recommendations.models import ParagraphText, PendingImport
from tests.importing.slips.languages import REPORTS, SLIPS
from tests.web.imports import confirm, upload
from tests.web.markup import faults, read
from tests.web.test_detail import text_of

MORE = "\n7.    Paragraph 99\n\n      For nine read ten\n\n8. Paragraph 1: for “zebras” read “horses”\n"


@pytest.fixture
def report(coordinator, client):
    shown = client.get(upload(client, REPORTS["en"].encode(), symbol="A/70/500").url)
    return confirm(client, shown)


def looked_at(client, text):
    return client.get(upload(client, text.encode(), name="corr.txt").url)


def test_it_becomes_an_ordinary_plan_and_is_imported_as_one(report, client):
    shown = looked_at(client, SLIPS["en"])
    assert not faults(read(shown))
    assert "A/70/500/Corr.1" in text_of(shown)
    runs = [run for part in shown.context["changed"] for one in part.differences for run in one.runs]
    assert [(run.kind, run.text) for run in runs if run.kind != "same"][:2] == [("out", "ten "), ("in", "eleven ")]
    assert (shown.context["coverage"].percent, shown.context["coverage"].missing) == (100, 0)
    done = confirm(client, shown)
    assert done.url == reverse("recommendations:report_detail", args=["A/70/500"])
    assert ParagraphText.objects.get(paragraph__number="2 bis").text == "Two of them are new."
    again = looked_at(client, SLIPS["en"])
    assert "It was carried out on" in text_of(again)
    assert "Nothing: see below what the stored text says already" in text_of(again)


def test_each_entry_stands_beside_what_becomes_of_it_and_nothing_else_can_be_made_of_it(report, client):
    shown = looked_at(client, SLIPS["en"] + MORE)
    page = read(shown)
    rows = [row for sheet in shown.context["stretch"].sheets for row in sheet.rows if row.kind == "amendment"]
    assert [[one.standing or "left out" for one in row.amended] for row in rows] == [
        *[["is carried out"]] * 3, ["stays, as something hangs on it"], *[["is carried out"]] * 2, *[["left out"]] * 2
    ]  # fmt: skip
    assert [row.is_doubtful for row in rows] == [False] * 6 + [True] * 2
    assert "Put right" not in text_of(shown)
    assert not page.all("form", id="together")
    missing, strange, kept = shown.context["warnings"]
    # The import has suggested paragraph 4 as evidence.
    assert "Taken out, but kept, as something hangs on it: paragraph 4." in kept.words
    assert "There is no paragraph \u206899\u2069" in missing.words
    assert "do not stand there. Compare them" in strange.words
    at = client.get(strange.href)
    assert "For nine" not in read(at).one("tr", id="sought").words
    waiting = PendingImport.objects.get(pk=shown.context["waiting"].pk)
    correct = reverse("recommendations:import_correct", args=[waiting.pk])
    assert client.get(correct, {"part": rows[0].part}).status_code == 404
    answer = client.post(correct, {"part": rows[0].part, "act": "join"})
    assert answer.status_code == 404


def test_without_the_report_or_the_edition_it_is_refused_where_it_was_chosen(coordinator, client):
    answer = upload(client, SLIPS["en"].encode(), name="corr.txt")
    assert answer.status_code == 422
    assert "Import the report first, then this file" in text_of(answer)
    assert not PendingImport.objects.exists()


def test_in_another_language_it_is_refused_with_the_editions_that_are_here(report, client):
    answer = upload(client, SLIPS["ru"].encode(), name="corr.txt")
    assert answer.status_code == 422
    assert "in Russian, and the report is here in English only" in text_of(answer)


def test_the_page_asks_the_same_number_of_questions_for_a_long_slip(report, client, django_assert_max_num_queries):
    entries = "".join(f"\n{number}. Paragraph {number}: for “ten” read “eleven”\n" for number in range(7, 60))
    for text in (SLIPS["en"], SLIPS["en"] + entries):
        address = upload(client, text.encode(), name="corr.txt").url
        client.get(address)
        with django_assert_max_num_queries(24):
            client.get(address)
