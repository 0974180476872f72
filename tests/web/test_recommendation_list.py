"""The list of recommendations: what each filter finds, what a line says, and that its cost does not grow."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.models import RecommendationText, Section, SectionText
from recommendations.permissions import Role
from recommendations.web.views.recommendations import COUNTED, COUNTED_OF_A_SEARCH
from recommendations.workflow import AddresseeKind, Implementation, Response
from tests.factories import (
    EditionFactory,
    MembershipFactory,
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
    return person(Role.COORDINATOR, name="Clara Reyes")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def ask(client, coordinator):
    """Ask for the list; the page comes back parsed."""
    client.force_login(coordinator)

    def get(htmx=False, **query):
        return read(client.get("/recommendations/", query, headers={"HX-Request": "true"} if htmx else {}))

    return get


def references(page):
    return [b.words for b in page.all("b")]


def owned(unit=None, owner=None, **fields):
    unit = unit or UnitFactory()
    return RecommendationFactory(unit=unit, owner=owner or UserFactory(), **fields)


# --- filters -----------------------------------------------------------------------------------------------------


def test_a_search_finds_words_of_the_text_and_of_the_reference_whatever_the_case(ask):
    RecommendationFactory(reference="81(a)", text="Urges States to ratify the Convention.")
    RecommendationFactory(reference="81(b)", text="Requests the Office to report.")

    assert references(ask(q="RATIFY")) == ["81(a)"]
    assert references(ask(q="81(B)")) == ["81(b)"]
    assert references(ask(q="nothing of the kind")) == []


def test_two_chinese_characters_are_enough_to_search_for(ask):
    RecommendationFactory(reference="81(a)", text="鼓励会员国批准公约")
    RecommendationFactory(reference="81(b)", text="请办公室提出报告")

    assert references(ask(q="公约")) == ["81(a)"]


def test_a_percent_sign_is_searched_for_and_is_no_wildcard(ask):
    RecommendationFactory(reference="81(a)", text="Raise it by 5% a year.")
    RecommendationFactory(reference="81(b)", text="Raise it.")

    assert references(ask(q="%")) == ["81(a)"]


def test_an_item_with_two_languages_is_found_once(ask):
    item = RecommendationFactory(reference="81(a)", text="report")
    french = EditionFactory(report=item.report, language="fr")
    RecommendationText.objects.create(recommendation=item, edition=french, text="le report")

    assert references(ask(q="report")) == ["81(a)"]


def test_a_report_is_named_by_its_symbol(ask):
    RecommendationFactory(report=ReportFactory(symbol="A/70/1"), reference="1")
    RecommendationFactory(report=ReportFactory(symbol="A/70/2"), reference="2")

    assert references(ask(report="A/70/2")) == ["2"]


def test_responses_and_implementations_are_told_apart(ask):
    RecommendationFactory(reference="1")
    RecommendationFactory(reference="2", response=Response.ACCEPTED, implementation=Implementation.IN_PROGRESS)
    RecommendationFactory(reference="3", response=Response.ACCEPTED, implementation=Implementation.VERIFIED)

    assert references(ask(response="accepted")) == ["2", "3"]
    assert references(ask(implementation="verified_implemented")) == ["3"]
    assert references(ask(response="accepted", implementation="in_progress")) == ["2"]


def test_a_unit_stands_for_the_units_below_it_too(ask):
    top = UnitFactory()
    below = UnitFactory(parent=UnitFactory(parent=top))
    owned(top, reference="1")
    owned(below, reference="2")
    owned(reference="3")

    assert references(ask(unit=top.pk)) == ["1", "2"]
    assert references(ask(unit=below.pk)) == ["2"]


def test_an_owner_is_somebody_or_me_or_nobody(ask, coordinator):
    somebody = UserFactory()
    owned(owner=somebody, reference="1")
    owned(owner=coordinator, reference="2")
    owned(owner=somebody, alternate=coordinator, reference="3")
    RecommendationFactory(reference="4")

    assert references(ask(owner=somebody.pk)) == ["1", "3"]
    assert references(ask(owner="me")) == ["2", "3"]
    assert references(ask(owner="none")) == ["4"]


def test_what_is_overdue_and_what_is_due_within_thirty_days_today_included(ask, today):
    for reference, days in [("late", -1), ("today", 0), ("soon", 30), ("later", 31)]:
        RecommendationFactory(reference=reference, response_due_on=today + timedelta(days=days))

    assert references(ask(due="overdue")) == ["late"]
    assert references(ask(due="soon")) == ["today", "soon"]


def test_ordered_by_due_date_only_what_has_one_is_listed_and_the_page_says_so(ask, today):
    RecommendationFactory(reference="later", response_due_on=today + timedelta(days=9))
    RecommendationFactory(reference="sooner", response_due_on=today + timedelta(days=2))
    RecommendationFactory(reference="without")

    page = ask(sort="due")

    assert references(page) == ["sooner", "later"]
    assert "only those that have a due date" in page.one("p", role="status").words


@pytest.mark.parametrize(
    "query",
    [
        {"unit": "x"},
        {"unit": "9" * 40},
        {"owner": "'"},
        {"response": "maybe"},
        {"due": "x"},
        {"theme": "-1"},
        {"q": "\x00"},
    ],
)
def test_a_filter_that_makes_no_sense_is_said_and_left_out(ask, query):
    RecommendationFactory(reference="1")

    page = ask(**query)

    assert references(page) == ["1"]
    assert page.all("ul", class_="errorlist")
    assert faults(page) == []


# --- what the page shows -------------------------------------------------------------------------------------------


def test_active_filters_are_chips_that_take_themselves_out(ask):
    unit = UnitFactory(name="Division for Treaty Affairs")
    owned(unit, report=ReportFactory(symbol="A/70/1"))

    chips = ask(report="A/70/1", unit=unit.pk, due="overdue", after="1~1").all("a", class_="chip")

    assert [chip.words for chip in chips] == [
        "Take out Report: A/70/1 ×",
        "Take out Unit: Division for Treaty Affairs ×",
        "Take out Due: Overdue ×",
    ]
    assert chips[1].attributes["href"] == "/recommendations/?report=A%2F70%2F1&due=overdue"


def test_what_was_chosen_is_still_chosen_in_the_form(ask):
    unit = UnitFactory()
    owned(unit)

    page = ask(unit=unit.pk, q="office", response="pending")

    chosen = {option.attributes["value"] for option in page.all("option") if "selected" in option.attributes}
    assert {str(unit.pk), "pending"} <= chosen
    assert page.one("input", name="q").attributes["value"] == "office"


def test_themes_are_offered_once_a_report_is_chosen(ask):
    item = RecommendationFactory(report=ReportFactory(symbol="A/70/1"), reference="1")
    theme = Section.objects.create(report=item.report, position=1, level=1)
    edition = EditionFactory(report=item.report, language="fr")
    SectionText.objects.create(section=theme, edition=edition, heading="Criminalité")
    RecommendationFactory(report=item.report, theme=theme, reference="2")

    assert not ask().all("select", name="theme")
    assert ask(report="A/70/1").one("select", name="theme").words == "Any Criminalité"
    assert references(ask(report="A/70/1", theme=theme.pk)) == ["2"]


def test_only_leaves_are_listed_each_under_the_words_it_belongs_to(ask):
    parent = RecommendationFactory(reference="81(o)", is_leaf=False, response="", text="Invites States:")
    RecommendationFactory(report=parent.report, parent=parent, reference="81(o)(i)", text="to ratify")

    page = ask()

    assert references(page) == ["81(o)(i)"]
    assert [p.words for p in page.all("p", dir="auto")] == ["Invites States:", "to ratify"]


def test_a_response_is_said_in_the_words_of_its_addressee(ask):
    accepted = {"response": Response.ACCEPTED, "implementation": Implementation.NOT_STARTED}
    RecommendationFactory(addressee_kind=AddresseeKind.MEMBER_STATES, **accepted)
    RecommendationFactory(addressee_kind=AddresseeKind.SECRETARIAT, **accepted)

    words = [li.words for li in ask().all("li", class_="item")]

    assert "Supported" in words[0]
    assert "Accepted" in words[1]


def test_lateness_is_said_in_days(ask, today):
    for days in (-12, -1, 0, 5, 60):
        RecommendationFactory(response_due_on=today + timedelta(days=days))

    said = [li.words for li in ask(sort="due").all("li", class_="item")]

    assert "12 days late" in said[0]
    assert "1 day late" in said[1]
    assert "due today" in said[2]
    assert "in 5 days" in said[3]
    assert "days" not in said[4]


def test_somebody_sees_only_their_own(client):
    mine = owned(owner=person(Role.FOCAL_POINT), reference="mine")
    owned(reference="others")
    client.force_login(mine.owner)

    assert references(read(client.get("/recommendations/"))) == ["mine"]


def test_an_empty_list_says_what_to_do_next(ask):
    assert "ask your coordinator" in ask().one("div", class_="empty").words
    assert "Take out a filter" in ask(q="x").one("div", class_="empty").words


# --- pages and parts ----------------------------------------------------------------------------------------------


def test_fifty_a_page_and_the_filters_come_along(ask, coordinator):
    report = ReportFactory(symbol="A/70/1")
    for n in range(60):
        RecommendationFactory(report=report, position=n, reference=f"1.{n}")

    first = ask(report="A/70/1")
    (following,) = first.all("a", rel="next")
    assert len(references(first)) == 50
    assert not first.all("a", rel="prev")
    assert "report=A%2F70%2F1" in following.attributes["href"]

    after = dict(pair.split("=") for pair in following.attributes["href"].lstrip("?").split("&"))["after"]
    second = ask(report="A/70/1", after=after.replace("%7E", "~"))
    assert references(second) == [f"1.{n}" for n in range(50, 60)]
    assert second.all("a", rel="prev")
    assert not second.all("a", rel="next")


def test_a_script_asks_for_the_results_only_and_gets_the_same_lines(ask, client):
    RecommendationFactory(reference="1")

    part = ask(htmx=True)

    assert references(part) == references(ask()) == ["1"]
    assert not part.all("html")
    assert "HX-Request" in client.get("/recommendations/").headers["Vary"]


def test_the_form_works_without_scripts(ask):
    form = ask().one("form", role="search")

    assert form.attributes["action"] == form.attributes["hx-get"] == "/recommendations/"
    assert form.attributes.get("method", "get") == "get"


def test_many_are_not_counted_to_the_end(ask):
    report = ReportFactory()
    RecommendationFactory._meta.model.objects.bulk_create(
        RecommendationFactory._meta.model(report=report, reference=f"{n}", position=n) for n in range(COUNTED + 1)
    )

    assert ask().one("p", role="status").words == f"More than {COUNTED} recommendations"
    assert ask(q="1").one("p", role="status").words == f"More than {COUNTED_OF_A_SEARCH} recommendations"


# --- what it costs -----------------------------------------------------------------------------------------------


def fill(coordinator, n):
    unit = UnitFactory()
    head = MembershipFactory(unit=unit, role=Role.UNIT_HEAD).user
    parent = RecommendationFactory(is_leaf=False, response="")
    for _ in range(n):
        owned(UnitFactory(parent=unit), report=parent.report, parent=parent, response_due_on=timezone.localdate())
    return head


def test_the_list_costs_at_most_eight_queries_whatever_its_length(client, coordinator):
    costs = defaultdict(list)
    for n in (2, 200):
        head = fill(coordinator, n)
        of_one = {"report": ReportFactory().symbol, "unit": head.memberships.get().unit.pk}
        for who, reader in (("coordinator", coordinator), ("head", head)):
            client.force_login(reader)
            for query in ({}, {"sort": "due", "q": "office", "due": "soon"}, {"owner": "me"}, of_one):
                with CaptureQueriesContext(connection) as queries:
                    assert client.get("/recommendations/", query).status_code == 200
                costs[who, *query].append(len(queries))
    assert {asked: cost for asked, cost in costs.items() if not cost[0] == cost[1] <= 8} == {}


def test_a_full_page_weighs_at_most_sixty_thousand_bytes(client, coordinator):
    for n in range(60):
        report = ReportFactory(symbol=f"A/71/{n}")
        parent = RecommendationFactory(report=report, is_leaf=False, response="", text="请各国" * 40)
        owned(
            UnitFactory(name=f"Division of a rather long name {n}"),
            UserFactory(name=f"Somebody with a Long Name {n}"),
            report=report,
            parent=parent,
            reference=f"82({n})",
            text="鼓励会员国尤其要在拟订发展议程" * 30,
            response_due_on=timezone.localdate(),
        )
    client.force_login(coordinator)

    answer = client.get("/recommendations/")

    assert len(references(read(answer))) == 50
    assert len(answer.content) <= 60_000


def test_the_headings_of_a_report_are_not_offered_to_those_who_may_not_see_it(client, ask):
    theme = Section.objects.create(report=ReportFactory(symbol="S/2026/1"), position=1, level=1)
    SectionText.objects.create(section=theme, edition=EditionFactory(report=theme.report), heading="Under embargo")
    owned(report=theme.report, theme=theme)
    assert ask(report="S/2026/1").all("option", value=str(theme.pk))
    somebody = person(Role.FOCAL_POINT)
    owned(owner=somebody)
    client.force_login(somebody)
    for query in ({"report": "S/2026/1"}, {"report": "S/2026/1", "theme": theme.pk}):
        assert "Under embargo" not in client.get("/recommendations/", query).content.decode()


# --- headings ----------------------------------------------------------------------------------------------------


def test_in_report_order_each_heading_stands_once_before_its_items(ask):
    report = ReportFactory()
    edition = EditionFactory(report=report, language="en")
    for position, heading in enumerate(("Corruption", "Terrorism")):
        section = Section.objects.create(report=report, position=position, level=1)
        SectionText.objects.create(section=section, edition=edition, heading=heading)
        for letter in "ab":
            item = RecommendationFactory(report=report, reference=f"{position}({letter})", theme=section)
            RecommendationText.objects.update_or_create(
                recommendation=item, edition=edition, defaults={"text": "encourages States"}
            )
    assert [heading.words for heading in ask().all("h2")] == ["Corruption", "Terrorism"]
    assert ask(sort="due").all("h2") == []
