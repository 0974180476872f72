"""Putting right what was misread, through the pages: shown, kept with the file, taken back one by one."""

import pytest
from django.urls import reverse

from recommendations.importing.plan import plan_import
from recommendations.importing.upload import read_upload
from recommendations.models import ImportCorrection, PendingImport, Recommendation
from tests.factories import NOW
from tests.importing.documents import ENGLISH
from tests.web.imports import confirm, upload
from tests.web.markup import faults, read
from tests.web.test_detail import text_of

pytestmark = pytest.mark.usefixtures("without_child")

PARTS = ("paragraph:1", "recommendation:4(c)(i)", "heading:50", "footnote:30", "furniture:17", "unread:60")


@pytest.fixture
def shown(coordinator, client):
    text = ENGLISH + "\nAnnex\n\nA line that has no place.\n"
    return client.get(upload(client, text.encode(), symbol="A/70/500").url)


def correct(client, shown, part, act, value="", more=""):
    address = reverse("recommendations:import_correct", args=[shown.context["waiting"].pk])
    return client.post(address, {"part": part, "act": act, "value": value, "more": more})


def correct_together(client, shown, *parts, value="", more="", query=""):
    address = reverse("recommendations:import_correct_together", args=[shown.context["waiting"].pk])
    return client.post(address + query, {"part": parts, "value": value, "more": more})


@pytest.mark.parametrize("part", PARTS)
def test_each_kind_of_part_has_a_page_with_what_can_be_put_right(shown, client, part):
    page = client.get(reverse("recommendations:import_correct", args=[shown.context["waiting"].pk]), {"part": part})
    assert page.status_code == 200
    assert not faults(read(page))


@pytest.mark.parametrize("part", ["", "paragraph", "paragraph:99", "poem:1", "x" * 5000, "\0"])
def test_there_is_no_page_of_a_part_that_is_not_there(shown, client, part):
    address = reverse("recommendations:import_correct", args=[shown.context["waiting"].pk])
    assert client.get(address, {"part": part}).status_code == 404
    assert client.post(address, {"part": part, "act": "join"}).status_code == 404


def test_a_correction_changes_the_plan_is_listed_and_can_be_taken_back(shown, coordinator, client):
    done = correct(client, shown, "paragraph:2", "join")
    assert (done.status_code, done.url.endswith("part=paragraph%3A2#sought")) == (302, True)
    after = client.get(done.url)
    assert dict(after.context["counts"])["Paragraphs"]["created"] == 3
    assert "Paragraph 2: joined to what stands before it" in text_of(after)
    assert after.context["coverage"].percent == 100
    assert not faults(read(after))
    row = ImportCorrection.objects.get()
    assert row.by == coordinator
    undo = reverse("recommendations:import_undo", args=[shown.context["waiting"].pk, row.pk])
    back = client.post(undo, follow=True)
    assert dict(back.context["counts"])["Paragraphs"]["created"] == 4
    assert "taken back already" in text_of(client.post(undo, follow=True))


def test_a_correction_whose_ground_was_taken_back_is_listed_as_not_applied(shown, client):
    correct(client, shown, "paragraph:2", "renumber", "20")
    correct(client, shown, "paragraph:20", "renumber", "21")
    undo = reverse(
        "recommendations:import_undo", args=[shown.context["waiting"].pk, ImportCorrection.objects.first().pk]
    )
    after = client.post(undo, follow=True)
    assert "Not applied This part is no longer there" in text_of(after)


@pytest.mark.parametrize(
    ("part", "act", "value", "more", "words"),
    [
        ("paragraph:1", "split", "No such words", "1A", "does not have these words"),
        ("paragraph:1", "renumber", "2", "", "belongs to another part already"),
        ("paragraph:1", "mark", "", "", "Choose one of the kinds offered"),
        ("paragraph:1", "mark", "text", "", "Nothing stands before it"),
        ("paragraph:1", "sing", "", "", "Select a valid choice"),
    ],
)
def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(shown, client, part, act, value, more, words):
    answer = correct(client, shown, part, act, value, more)
    assert answer.status_code == 422
    assert words in text_of(answer)
    if act == "split":
        assert 'value="No such words"' in answer.content.decode()
        assert 'value="1A"' in answer.content.decode()
    assert not ImportCorrection.objects.exists()


def test_a_plan_confirmed_before_a_correction_is_not_carried_out(shown, client):
    correct(client, shown, "recommendation:4(d)", "mark", "not_recommendation")
    refused = confirm(client, shown)
    assert refused.status_code == 409
    assert not Recommendation.objects.exists()
    assert confirm(client, refused).status_code == 302
    assert not Recommendation.objects.filter(reference="4(d)").exists()


def test_corrections_are_applied_again_to_the_same_file_on_the_page_and_in_the_command(shown, client):
    correct(client, shown, "recommendation:4(d)", "mark", "not_recommendation")
    correct(client, shown, "recommendation:4(b)", "addressee", "the Office", "secretariat")
    confirm(client, client.get(shown.context["waiting"].get_absolute_url()))
    text = ENGLISH + "\nAnnex\n\nA line that has no place.\n"
    again = client.get(upload(client, text.encode(), symbol="A/70/500").url)
    assert again.context["plan"].is_empty
    assert plan_import(read_upload("again.txt", text.encode()), symbol="A/70/500").is_empty
    assert Recommendation.objects.get(reference="4(b)").addressee_kind == "secretariat"


def test_nothing_is_put_right_in_an_import_that_has_gone_on(shown, client):
    confirm(client, shown)
    assert correct(client, shown, "paragraph:2", "join").status_code == 404
    assert PendingImport.objects.get().ended_at >= NOW


def test_signs_that_turn_a_text_around_are_taken_out_of_what_is_typed(shown, client):
    correct(client, shown, "recommendation:4(b)", "addressee", "\u202ethe  Office\u200b\u2066", "secretariat")
    assert ImportCorrection.objects.get().value == "the Office"
    assert "addressed to the Office" in text_of(client.get(shown.context["waiting"].get_absolute_url()))


def test_many_parts_are_put_right_at_once_and_taken_back_at_once(shown, client):
    ticked = ["paragraph:1", "paragraph:2", "paragraph:3"]
    done = correct_together(client, shown, *ticked, value="recommendation", query="?page=1&show=look")
    assert done.url == f"{shown.context['waiting'].get_absolute_url()}?page=1&show=look#shown"
    before = dict(shown.context["counts"])["Recommendations"]["created"]
    after = client.get(done.url)
    assert dict(after.context["counts"])["Recommendations"]["created"] == before + 3
    assert "3 parts put right." in text_of(after)
    assert "Paragraph 2: read as “A recommendation”" in text_of(after)
    assert not faults(read(after))
    undo = reverse(
        "recommendations:import_undo", args=[shown.context["waiting"].pk, ImportCorrection.objects.last().pk]
    )
    back = client.post(undo, follow=True)
    assert dict(back.context["counts"])["Recommendations"]["created"] == before
    assert not ImportCorrection.objects.exists()


def test_of_many_parts_those_that_do_not_fit_are_named_and_the_rest_is_put_right(shown, client):
    correct(client, shown, "paragraph:2", "mark", "recommendation")
    ticked = ["paragraph:1", "paragraph:2", "recommendation:4(c)", "recommendation:4(c)(i)"]
    after = client.get(correct_together(client, shown, *ticked, value="recommendation").url)
    assert "1 part put right." in text_of(after)
    assert (
        "Not put right: Paragraph 2, Recommendation 4(c), Recommendation 4(c)(i). It is read as that already."
    ) in text_of(after)


def test_a_part_that_went_along_with_the_one_above_it_needs_nothing_more(shown, client):
    ticked = ["recommendation:4(c)", "recommendation:4(c)(i)"]
    after = client.get(correct_together(client, shown, *ticked, value="not_recommendation").url)
    assert "Not put right" not in text_of(after)
    left = {one.ref for one in after.context["plan"].upload.parsed.recommendations}
    assert not left & {"4(c)", "4(c)(i)"}


@pytest.mark.parametrize(
    ("parts", "value", "more", "words"),
    [
        ([], "heading", "", "Tick what is to be put right first."),
        (["paragraph:1"], "", "", "Choose one of the kinds offered."),
        (["paragraph:1"], "poem", "", "Choose one of the kinds offered."),
        (["unread:60"], "recommendation", "", "Give its number"),
        (["heading:50", "unread:60"], "recommendation", "see above", "This number cannot be used"),
    ],
)
def test_what_cannot_be_done_together_says_why_and_keeps_the_ticks(shown, client, parts, value, more, words):
    answer = correct_together(client, shown, *parts, value=value, more=more)
    assert answer.status_code == 422
    assert words in text_of(answer)
    page = answer.content.decode()
    assert all(f'value="{part}"' in page for part in parts)
    assert page.count(" checked") == len(parts)
    assert f'value="{more}"' in page
    assert not ImportCorrection.objects.exists()


def test_all_of_a_kind_that_are_shown_can_be_ticked_at_once(shown, client):
    address = shown.context["waiting"].get_absolute_url()
    page = client.get(address, {"tick": "paragraph", "page": 1})
    assert not faults(read(page))
    assert set(page.context["ticked"].parts) == {f"paragraph:{number}" for number in (1, 2, 3, 4)}
    assert page.content.decode().count(" checked") == 4
    assert "tick=" not in page.content.decode().partition('id="together"')[2].partition(">")[0]
    assert client.get(address, {"tick": "poem"}).context["ticked"].parts == []
