"""What the page of an import shows: each line beside what was made of it, doubts, and what a correction changes."""

import pytest
from django.urls import reverse

from recommendations.models import PendingImport, Recommendation
from tests.web.imports import SEED, confirm, looked_at, seed, upload
from tests.web.markup import faults, read
from tests.web.test_detail import text_of

pytestmark = pytest.mark.usefixtures("without_child")


def test_every_character_is_accounted_for_and_every_line_stands_beside_what_was_made_of_it(coordinator, client):
    shown = looked_at(client)
    counted = shown.context["coverage"]
    assert (counted.percent, counted.missing) == (100, 0)
    assert "100 % of" in text_of(shown)
    address = shown.context["waiting"].get_absolute_url()
    lines: dict[int, str] = {}
    for number in range(1, shown.context["stretch"].count + 1):
        for sheet in client.get(address, {"page": number}).context["stretch"].sheets:
            for row in sheet.rows:
                for line in row.lines:
                    lines[line.number] = lines.get(line.number, "") + "".join(text for _kind, text in line.pieces)
    squeezed = {number: "".join(text.split()) for number, text in enumerate(seed().decode().splitlines(), start=1)}
    assert {number for number, text in squeezed.items() if text.strip("\f")} == set(lines)
    assert sum(map(len, lines.values())) >= counted.source


def test_a_part_is_found_by_its_address_and_only_doubts_can_be_shown(coordinator, client):
    shown = looked_at(client, seed() + "\n\n附件\n没有编号的文字。\n".encode())
    address = shown.context["waiting"].get_absolute_url()
    at = client.get(address, {"part": "recommendation:81(o)"})
    assert read(at).one("tr", id="sought").words.endswith("Put right Recommendation 81(o), line 1014")
    assert "recommendation:81(o)" in [row.part for sheet in at.context["stretch"].sheets for row in sheet.rows]
    doubts = client.get(address, {"show": "look"})
    rows = [row for sheet in doubts.context["stretch"].sheets for row in sheet.rows]
    assert all(row.is_doubtful for row in rows)
    assert len(rows) < shown.context["stretch"].rows


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "١"])
def test_a_stretch_that_there_is_not_is_the_nearest_one(coordinator, client, page):
    shown = looked_at(client)
    assert client.get(shown.context["waiting"].get_absolute_url(), {"page": page}).status_code == 200


def test_a_warning_is_ticked_as_looked_at_and_stays_ticked(coordinator, client):
    text = "\n".join(f"{number}.  The Office did thing number {number}." for number in (1, 2, 5))
    shown = client.get(upload(client, text.encode(), symbol="A/70/2", language="en").url)
    (warning,) = shown.context["warnings"]
    assert "No paragraph was found between 2 and 5" in warning.words
    assert "part=paragraph%3A5" in warning.href
    assert "1 warning below is not ticked" in text_of(shown)
    seen = reverse("recommendations:import_seen", args=[shown.context["waiting"].pk])
    after = client.post(seen, {"seen": warning.key}, follow=True)
    assert after.context["warnings"][0].seen
    assert after.context["unseen"] == 0


def test_sentences_that_ask_where_nothing_was_read_are_shown_where_they_stand(coordinator, client):
    text = "1. Lamps are old.\n\n2. The end.\n\nAnnex\n\n" + "The Board recommends that States buy lamps.\n\n" * 3
    shown = client.get(upload(client, text.encode(), symbol="A/70/3", language="en").url)
    (warning,) = [one for one in shown.context["warnings"] if "seem to ask" in one.words]
    assert "3 sentences outside the recommendations read seem to ask for something: lines 7, 9, 11." in warning.words
    at = client.get(warning.href)
    assert "The Board recommends that States buy lamps." in read(at).one("tr", id="sought").words


def test_the_page_asks_the_same_number_of_questions_for_a_long_report(
    coordinator, client, django_assert_max_num_queries
):
    def address(count):
        text = "\n".join(f"{number}.  The Office did thing number {number}." for number in range(1, count))
        return upload(client, text.encode(), symbol=f"A/70/{count}", language="en").url

    for place in (address(5), address(120)):
        client.get(place)
        with django_assert_max_num_queries(15):
            client.get(place)


def test_a_corrigendum_is_told_on_the_page_of_the_recommendation_word_by_word(coordinator, client):
    confirm(client, looked_at(client))
    shown = looked_at(client, seed(刑事司法系统="司法系统"))
    assert "States, owners, dates and evidence stay as they are." in text_of(shown)
    confirm(client, shown)
    page = client.get(Recommendation.objects.get(reference="81(c)").get_absolute_url())
    assert not faults(read(page))
    assert "taken out: 刑事" in text_of(page).replace("\n", "")


def test_what_the_corrected_file_leaves_out_says_so_before_and_after(coordinator, client):
    confirm(client, looked_at(client))
    text = SEED.read_text()
    start = text.index("(w)")
    shown = looked_at(client, text[:start].encode())
    assert shown.context["plan"].left_out == ("81(w)",)
    assert "A recommendation with a history is never deleted." in text_of(shown)
    confirm(client, shown)
    page = client.get(Recommendation.objects.get(reference="81(w)").get_absolute_url())
    assert "no longer has this recommendation" in text_of(page)


SHORT = """I. Findings

1. Stores were counted in May.

2. The Board recommends that the Fund:

    (a) Count the stores each quarter;

    (b) Write down what is lost.
"""
COURT = """I. Constatations

1. Les magasins ont été comptés en mai.

2. Le Comité recommande au Fonds :

    a) De compter les magasins chaque trimestre ;

    b) De noter les pertes.
"""


def test_it_says_whether_the_file_is_a_new_edition_or_corrects_one_and_what_has_new_numbers(coordinator, client):
    first = looked_at(client, SHORT.encode())
    assert first.context["standing"] == ""
    confirm(client, first)
    another = looked_at(client, COURT.encode())
    assert "A new edition, in French. The report is here already in: English." in text_of(another)
    confirm(client, another)
    inserted = SHORT.replace("2. The Board", "3. The Board").replace("1. Stores", "1. The law changed.\n\n2. Stores")
    shown = looked_at(client, inserted.encode())
    assert "A file of the edition in English, which is here. These keep their words: French." in text_of(shown)
    was = {row.part: row.was for sheet in shown.context["stretch"].sheets for row in sheet.rows if row.was}
    assert was == {"paragraph:2": "1", "paragraph:3": "2", "recommendation:3(a)": "2(a)", "recommendation:3(b)": "2(b)"}
    assert "was 2(a)" in text_of(shown)
    assert "States, owners, dates and evidence stay as they are." in text_of(shown)


@pytest.mark.parametrize("content", [None, b"Dear all, see you tomorrow."])
def test_what_an_earlier_version_has_kept_is_read_anew(coordinator, client, content):
    waiting = looked_at(client).context["waiting"]
    PendingImport.objects.update(parsed=b"as it was written once")
    if content is not None:
        with waiting.source.content.open("wb") as file:
            file.write(content)
    page = client.get(waiting.get_absolute_url())
    assert page.status_code == 200
    assert ("no numbered paragraph" in text_of(page)) is (content is not None)


def test_differences_between_editions_and_joined_paragraphs_lead_to_their_place(coordinator, client):
    told = [f"The Office looked for {what} in all the regions." for what in ("a", "boats", "lamps", "stones", "maps")]

    def shown(texts, language):
        text = "\n\n".join(f"{number}. {text}" for number, text in texts)
        return client.get(upload(client, text.encode(), symbol="A/70/7", language=language).url)

    confirm(client, shown(enumerate(told, start=1), "en"))
    french = shown([(1, "Un."), (2, "Deux."), (4, "Quatre."), (5, "Cinq."), (6, "Six.")], "fr")
    places = {one.words.split(":")[0]: one.href for one in french.context["warnings"]}
    assert "part=paragraph%3A2#sought" in places["Other editions have paragraphs that this file lacks"]
    assert "part=paragraph%3A6#sought" in places["No other edition has these paragraphs"]
    joined = shown(enumerate([told[0], f"{told[1]} {told[2]}", *told[3:]], start=1), "en")
    places = {one.words.split(":")[0]: one.href for one in joined.context["warnings"]}
    assert "part=paragraph%3A2#sought" in places["By their words these were joined to others"]
