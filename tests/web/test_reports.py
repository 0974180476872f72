"""Reports: which there are, and each as a document in which everything stands at its place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Footnote, ParagraphText, RecommendationText, Section, SectionText
from recommendations.permissions import Role
from recommendations.workflow import Implementation, Response
from tests.factories import (
    EditionFactory,
    ParagraphFactory,
    RecommendationFactory,
    ReportFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR)


def section(report, position, heading, *, level=1, numeral="", parent=None):
    made = Section.objects.create(report=report, position=position, level=level, numeral=numeral, parent=parent)
    for edition in report.editions.all():
        SectionText.objects.create(section=made, edition=edition, heading=f"{heading} ({edition.language})")
    return made


@pytest.fixture
def report():
    """Two chapters, one with a part; the last paragraph lists recommendations under two headings."""
    report = ReportFactory(symbol="A/70/1")
    edition = EditionFactory(report=report, title="Crime prevention", summary="In short.", session="Seventieth session")
    section(report, 0, "Summary")
    first = section(report, 1, "Introduction", numeral="I")
    second = section(report, 2, "Action", numeral="II")
    part = section(report, 3, "At home", level=2, numeral="A", parent=second)
    crime = section(report, 4, "Crime", level=2, parent=second)
    drugs = section(report, 5, "Drugs", level=2, parent=second)
    ParagraphFactory(report=report, position=1, section=first, text="This is why.")
    last = ParagraphFactory(report=report, position=2, section=part, text="States may wish to:")
    Footnote.objects.create(edition=edition, paragraph=last, position=1, mark="1", text="See A/70/2.")
    Footnote.objects.create(edition=edition, position=0, mark="*", text="A/70/50.")
    common = {"report": report, "paragraph": last}
    RecommendationFactory(**common, position=0, reference="2(a)", mark="(a)", theme=crime, text="Ratify it;")
    parent = RecommendationFactory(
        **common, position=1, reference="2(b)", mark="(b)", theme=drugs, is_leaf=False, response="", text="Take care:"
    )
    RecommendationFactory(
        **common, position=2, reference="2(b)(i)", mark="㈠", theme=drugs, parent=parent, text="of the young;"
    )
    return report


@pytest.fixture
def document(client, coordinator, report):
    client.force_login(coordinator)
    return read(client.get("/reports/A/70/1/"))


def test_the_document_reads_in_the_order_of_the_report(document):
    words = document.one("article").words
    expected = [
        "A/70/1",
        "Crime prevention",
        "Seventieth session",
        "In short.",
        "* A/70/50.",
        "I. Introduction (en)",
        "1. This is why.",
        "II. Action (en)",
        "A. At home (en)",
        "2. States may wish to:",
        "Crime (en)",
        "(a) Ratify it;",
        "Drugs (en)",
        "(b) Take care:",
        "㈠ of the young;",
        "1 See A/70/2.",
    ]

    places = [words.find(part) for part in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_chapters_stand_in_the_contents_and_headings_inside_a_list_do_not(document):
    contents = document.one("nav", class_="contents")

    assert contents.words == "Contents I. Introduction (en)II. Action (en)A. At home (en)"


def test_headings_go_down_by_their_level(document):
    assert [h.words for h in document.all("h3")] == ["A. At home (en)", "Crime (en)", "Drugs (en)"]


def test_paragraphs_and_recommendations_can_be_linked_to(document):
    assert document.one("div", id="p2")
    assert document.one("div", id="r2(b)(i)")
    assert faults(document) == []


def test_a_mark_leads_to_the_recommendations_page_and_a_leaf_shows_its_state(document):
    assert document.one("a", href="/recommendations/A/70/1/2(b)(i)/").words == "㈠"
    assert "Pending" in document.one("div", id="r2(a)").words
    assert len(document.all("p", class_="point-state")) == 2


def test_who_follows_one_recommendation_reads_all_but_sees_the_state_of_theirs(client, report):
    owner = person(Role.FOCAL_POINT)
    report.recommendations.filter(reference="2(a)").update(owner=owner, unit=UnitFactory())
    client.force_login(owner)

    page = read(client.get("/reports/A/70/1/"))

    assert "of the young;" in page.one("article").words
    assert [link for link in page.links if link.startswith("/recommendations/A")] == ["/recommendations/A/70/1/2(a)/"]
    assert len(page.all("p", class_="point-state")) == 1


def test_recommendations_that_name_no_paragraph_stand_at_the_end(client, coordinator):
    item = RecommendationFactory(reference="Recommendation 4", text="Do it.")
    client.force_login(coordinator)

    page = read(client.get(item.report.get_absolute_url()))

    assert page.one("div", id="rRecommendation-4").words.startswith("Recommendation 4 Do it.")
    assert faults(page) == []


def test_several_editions_can_be_switched_and_the_readers_language_comes_first(client, coordinator, report):
    french = EditionFactory(report=report, language="fr", title="Prévention du crime")
    paragraph = report.paragraphs.get(number="1")
    ParagraphText.objects.create(paragraph=paragraph, edition=french, text="Voici pourquoi.")
    client.force_login(coordinator)

    assert "This is why." in read(client.get("/reports/A/70/1/")).one("article").words
    chosen = read(client.get("/reports/A/70/1/?edition=fr")).one("article")
    assert "Voici pourquoi." in chosen.words
    assert chosen.attributes["lang"] == "fr"
    assert "This is why." in read(client.get("/reports/A/70/1/?edition=xx")).one("article").words

    coordinator.language = "fr"
    coordinator.save()
    assert "Voici pourquoi." in read(client.get("/reports/A/70/1/")).one("article").words


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("zh", "ltr"), ("ru", "ltr")])
def test_a_document_runs_in_the_direction_of_its_own_language(client, coordinator, report, language, direction):
    EditionFactory(report=report, language=language)
    coordinator.language = "ar"
    coordinator.save()
    client.force_login(coordinator)

    page = read(client.get(f"/reports/A/70/1/?edition={language}"))

    assert page.one("html").attributes["dir"] == "rtl"
    assert page.one("article").attributes["dir"] == direction


def test_a_report_without_an_edition_says_so(client, coordinator):
    report = ReportFactory(symbol="A/70/9")
    client.force_login(coordinator)

    page = read(client.get(report.get_absolute_url()))

    assert "no text yet" in page.one("div", class_="empty").words
    assert faults(page) == []


def test_the_address_with_hyphens_leads_to_the_one_with_slashes(client, coordinator, report):
    client.force_login(coordinator)
    answer = client.get("/reports/A-70-1/")

    assert (answer.status_code, answer.url) == (301, "/reports/A/70/1/")


def test_a_report_costs_the_same_however_long_it_is(client, coordinator, report):
    client.force_login(coordinator)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/reports/A/70/1/")
        return len(queries)

    short = cost()
    for n in range(100):
        paragraph = ParagraphFactory(report=report, position=100 + n, section=section(report, 100 + n, "More"))
        RecommendationFactory(report=report, paragraph=paragraph, position=100 + n, reference=f"9.{n}")

    assert cost() == short <= 16


# --- the list of reports ----------------------------------------------------------------------------------------


def test_a_report_is_listed_with_its_languages_and_what_was_answered(client, coordinator, report):
    EditionFactory(report=report, language="zh", title="预防犯罪")
    report.recommendations.filter(reference="2(a)").update(
        version=2, response=Response.ACCEPTED, implementation=Implementation.NOT_STARTED
    )
    client.force_login(coordinator)

    page = read(client.get("/reports/"))
    line = page.one("li", class_="item").words

    assert "A/70/1 English Chinese Crime prevention" in line
    assert "2 recommendations" in line
    assert "2 lettered or numbered items" not in line
    assert "Pending 1 · Accepted 1" in line
    assert page.one("svg", role="img").attributes["aria-label"] == "Pending: 1, Accepted: 1"
    assert page.one("a", href="/recommendations/?report=A%2F70%2F1")


def test_the_newest_report_comes_first_and_strangers_see_none(client, coordinator):
    first, second = RecommendationFactory().report, RecommendationFactory().report
    client.force_login(coordinator)
    listed = [b.words for b in read(client.get("/reports/")).all("b")]
    assert listed == [second.symbol, first.symbol]

    client.force_login(person(Role.READER))
    page = read(client.get("/reports/"))
    assert "No reports yet" in page.one("div", class_="empty").words


def test_the_list_of_reports_costs_the_same_at_two_and_at_two_hundred(client, coordinator):
    client.force_login(coordinator)
    costs = []
    for n in (2, 198):
        for _ in range(n):
            RecommendationFactory(owner=UserFactory(), unit=UnitFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get("/reports/")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 8


def test_a_text_missing_in_an_edition_leaves_the_place_and_the_state(client, coordinator, report):
    RecommendationText.objects.all().delete()
    client.force_login(coordinator)

    page = read(client.get("/reports/A/70/1/"))

    assert "Pending" in page.one("div", id="r2(a)").words


def test_the_page_of_a_report_names_what_an_edition_lacks(client):
    report = ReportFactory()
    first = ParagraphFactory(report=report, number="1", position=1)
    ParagraphFactory(report=report, number="2", position=2)
    french = EditionFactory(report=report, language="fr")
    ParagraphText.objects.create(paragraph=first, edition=french, text="Un texte.")
    client.force_login(person(Role.COORDINATOR))
    page = client.get(report.get_absolute_url()).content.decode()
    assert "Without 1 paragraph:" in page
    french.delete()
    assert "do not go together" not in client.get(report.get_absolute_url()).content.decode()
