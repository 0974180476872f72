"""A corrigendum on the pages of import: what it changes is shown beside its lines, and what it leaves out with why."""

import pytest
from django.urls import reverse

from recommendations.models import ParagraphText, PendingImport
from tests.importing.corrigenda.languages import CORRIGENDA, REPORTS
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
    shown = looked_at(client, CORRIGENDA["en"])
    assert not faults(read(shown))
    assert "A/70/500/Corr.1" in text_of(shown)
    runs = [run for part in shown.context["changed"] for one in part.differences for run in one.runs]
    assert [(run.kind, run.text) for run in runs if run.kind != "same"][:2] == [("out", "ten "), ("in", "eleven ")]
    assert (shown.context["coverage"].percent, shown.context["coverage"].missing) == (100, 0)
    done = confirm(client, shown)
    assert done.url == reverse("recommendations:report_detail", args=["A/70/500"])
    assert ParagraphText.objects.get(paragraph__number="2 bis").text == "Two of them are new."
    again = looked_at(client, CORRIGENDA["en"])
    assert "It was carried out on" in text_of(again)
    assert "Nothing: see below what the stored text says already" in text_of(again)


def test_each_entry_stands_beside_what_becomes_of_it_and_nothing_else_can_be_made_of_it(report, client):
    shown = looked_at(client, CORRIGENDA["en"] + MORE)
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
    assert answer.status_code == 422


def test_without_the_report_or_the_edition_it_is_refused_where_it_was_chosen(coordinator, client):
    answer = upload(client, CORRIGENDA["en"].encode(), name="corr.txt")
    assert answer.status_code == 422
    assert "Import the report first, then this file" in text_of(answer)
    assert not PendingImport.objects.exists()


def test_in_another_language_it_is_refused_with_the_editions_that_are_here(report, client):
    answer = upload(client, CORRIGENDA["ru"].encode(), name="corr.txt")
    assert answer.status_code == 422
    assert "in Russian, and the report is here in English only" in text_of(answer)


def test_a_long_corrigendum_takes_the_page_as_many_queries(report, client, django_assert_max_num_queries):
    entries = "".join(f"\n{number}. Paragraph {number}: for “ten” read “eleven”\n" for number in range(7, 60))
    for text in (CORRIGENDA["en"], CORRIGENDA["en"] + entries):
        address = upload(client, text.encode(), name="corr.txt").url
        client.get(address)
        with django_assert_max_num_queries(25):
            client.get(address)


def test_what_a_person_finds_is_put_where_they_say_and_taken_back(report, client):
    corrigendum = (
        "A/70/500/Corr.1\n\nCorrigendum\n\n1. Page 2: for “e” read “E”\n\n2. Paragraph 99: for “ten” read “11”\n"
    )
    shown = looked_at(client, corrigendum.replace("“e”", "“the”"))
    waiting = shown.context["waiting"]
    correct = reverse("recommendations:import_correct", args=[waiting.pk])
    assert [one.code for one in shown.context["plan"].outcomes] == ["place_unclear", "no_paragraph"]
    assert 'name="value" maxlength="60" required' in shown.content.decode()

    def put(place, value, more=""):
        given = {"act": "place", "part": f"amendment:{place}", "value": value, "more": more}
        return client.post(correct, given, follow=True)

    assert [one.code for one in put(1, "1").context["plan"].outcomes] == ["place_unclear", "done"]
    done = put(0, "1", "1")
    assert "Put there." in text_of(done)
    assert [one.code for one in done.context["plan"].outcomes] == ["done", "done"]
    assert done.context["steps"][0].lines[0].words.replace("\u2068", "").startswith("1")
    for value, more, words in (("", "", "Give its number"), ("1", "x", "Say which of them"), ("7", "0", "Say which")):
        refused = put(0, value, more)
        assert refused.status_code == 422
        assert words in text_of(refused)
    assert put(17, "1").status_code == 422
    confirm(client, client.get(waiting.get_absolute_url()))
    text = ParagraphText.objects.get(paragraph__number="1").text
    assert text == "The Fund was founded in 1990. It sent 11 missions to E field. Each lasted a week."
    # Brought again it is put there again, until that is taken back.
    again = looked_at(client, corrigendum.replace("“e”", "“the”"))
    assert [one.code for one in again.context["plan"].outcomes] == ["already", "already"]
    step = again.context["steps"][0].row
    undo = reverse("recommendations:import_undo", args=[again.context["waiting"].pk, step.pk])
    back = client.post(undo, follow=True)
    assert [one.code for one in back.context["plan"].outcomes][1] == "no_paragraph"
