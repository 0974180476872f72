"""The manager's page: what is late first, and every number leads to the list it counts."""

import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Recommendation, Section, SectionText
from recommendations.permissions import Role
from tests.factories import EditionFactory, RecommendationFactory, ReportFactory, UnitFactory, UserFactory, person
from tests.web.markup import VOID
from tests.web.test_detail import text_of

URL = "recommendations:progress"


@pytest.fixture
def today():
    return timezone.localdate()


def many(number, *, report=None, today):
    """Items of every state, some of them late."""
    report = report or ReportFactory()
    edition = EditionFactory(report=report)
    theme = Section.objects.create(report=report, position=1, level=1)
    SectionText.objects.create(section=theme, edition=edition, heading="Asset recovery")
    states = [("pending", ""), ("accepted", "in_progress"), ("not_accepted", ""), ("accepted", "verified_implemented")]
    top = UnitFactory()
    for place in range(number):
        response, implementation = states[place % len(states)]
        RecommendationFactory(
            report=report, theme=theme if place % 3 else None, unit=UnitFactory(parent=top) if place % 2 else None,
            response=response, implementation=implementation,
            response_due_on=today - timedelta(days=place + 1), target_on=today + timedelta(days=place),
        )  # fmt: skip
    return report


def test_every_number_leads_to_a_list_of_that_many(client, db, today):
    report = many(16, today=today)
    many(3, today=today)
    client.force_login(person(Role.COORDINATOR))
    shown = client.get(reverse(URL), {"report": report.symbol}).content.decode()
    numbered = re.findall(r'<a [^>]*href="(/recommendations/\?[^"]+)"[^>]*>(?:<b class="number">)?([^<]*?)'
                          r'(?:<span class="number">)?(\d+)<', shown)  # fmt: skip
    assert len(numbered) > 15
    for address, words, number in numbered:
        assert client.get(unescape(address)).context["count"] == int(number), (address, words)


class Numbers(HTMLParser):
    """The words of a page's elements of class "number" that hold a digit but no link and stand in none."""

    def __init__(self):
        super().__init__()
        self.open, self.loose = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("class") or ""))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        inside = [name for _tag, name in self.open]
        numbered = any("number" in name.split() for name in inside)
        if numbered and re.search(r"[1-9]", data) and not any(tag == "a" for tag, _name in self.open):
            self.loose.append((data, inside))


def test_no_number_of_a_leaf_is_without_its_list(client, db, today):
    report = many(16, today=today)
    many(3, today=today)
    client.force_login(person(Role.COORDINATOR))
    for address in (
        reverse(URL),
        reverse(URL) + f"?report={report.symbol}",
        "/progress/by/unit/",
        "/progress/by/report/",
    ):
        page = Numbers()
        page.feed(client.get(address).content.decode())
        assert page.loose == [], address


def test_a_rate_leads_to_its_part_and_to_its_whole(client, db, today):
    many(8, today=today)
    client.force_login(person(Role.COORDINATOR))
    shown = client.get(reverse(URL)).content.decode()
    for codes, part, whole in (("agreed", 4, 6), ("verified", 2, 4)):
        assert f">{whole}</a>" in shown
        assert f'<a href="/recommendations/?only={codes}">{part}</a> of' in shown
        assert client.get("/recommendations/", {"only": codes}).context["count"] == part
    assert client.get("/recommendations/", {"only": "decided"}).context["count"] == 6


def test_of_many_units_the_foremost_are_told_and_all_on_a_page_of_their_own(client, db, today):
    report = ReportFactory()
    for days in range(13):
        RecommendationFactory(report=report, unit=UnitFactory(name=f"Unit {days:02}"),
                              response_due_on=today + timedelta(days=1 - days))  # fmt: skip
    client.force_login(person(Role.COORDINATOR))
    first = client.get(reverse(URL)).content.decode()
    shown = re.findall(r"<bdi>(Unit \d\d)</bdi></th>", first)
    assert shown == [f"Unit {days:02}" for days in range(2, 12)]  # the first two are not late
    assert 'href="/progress/by/unit/?"' in first
    every = client.get("/progress/by/unit/").content.decode()
    assert len(re.findall(r"<bdi>(Unit \d\d)</bdi></th>", every)) == 13


def test_what_cannot_be_compared_here_is_not_there(client, db, today):
    many(4, today=today)
    many(4, today=today)
    client.force_login(person(Role.COORDINATOR))
    assert client.get("/progress/by/theme/").status_code == 404
    assert client.get("/progress/by/moon/").status_code == 404
    assert client.get("/progress/by/addressee/").status_code == 200


def test_overdue_comes_first_and_the_longest_overdue_first_of_all(client, db, today):
    report = ReportFactory()
    for days in (2, 40, 9):
        RecommendationFactory(report=report, reference=f"{days}", response_due_on=today - timedelta(days=days))
    client.force_login(person(Role.COORDINATOR))
    response = client.get(reverse(URL))
    assert [row.item.reference for row in response.context["first"]] == ["40", "9", "2"]
    shown = text_of(response)
    assert shown.index("40 days late") < shown.index("By response") < shown.index("By unit")


def test_what_is_overdue_is_listed_in_part_with_a_way_to_all(client, db, today):
    report = ReportFactory()
    for _ in range(12):
        RecommendationFactory(report=report, response_due_on=today - timedelta(days=1))
    client.force_login(person(Role.COORDINATOR))
    response = client.get(reverse(URL))
    assert len(response.context["first"]) == 10
    assert "All in the order of their dates" in text_of(response)


def test_one_report_is_told_by_theme_and_several_by_report(client, db, today):
    report = many(4, today=today)
    client.force_login(person(Role.COORDINATOR))
    assert "Asset recovery" in text_of(client.get(reverse(URL)))
    many(4, today=today)
    everything = text_of(client.get(reverse(URL)))
    assert "Asset recovery" not in everything
    assert f"{report.symbol} · Follow-up of everything" in everything
    assert "Asset recovery" in text_of(client.get(reverse(URL), {"report": report.symbol}))


def test_a_report_one_may_not_see_is_not_there(client, db, today):
    report = many(4, today=today)
    client.force_login(person(Role.FOCAL_POINT))
    assert client.get(reverse(URL), {"report": report.symbol}).status_code == 404


def test_who_sees_nothing_is_told_so(client, db, today):
    many(4, today=today)
    client.force_login(UserFactory())
    response = client.get(reverse(URL))
    assert response.context["figures"].leaves == 0
    assert "Nothing to count yet" in text_of(response)


def test_the_bars_say_their_numbers_in_words(client, db, today):
    many(4, today=today)
    client.force_login(person(Role.COORDINATOR))
    shown = client.get(reverse(URL)).content.decode()
    assert 'role="img" aria-label="Pending: 1, Accepted: 2, Not accepted: 1"' in shown
    assert "style=" not in shown


def a_coordinator():
    return person(Role.COORDINATOR)


def a_head():
    """Of a unit with a unit below, and with a part in an item that belongs elsewhere."""
    head = person(Role.UNIT_HEAD, Recommendation.objects.exclude(unit=None)[0].unit.parent)
    RecommendationFactory(unit=UnitFactory(), owner=head, parent=RecommendationFactory(is_leaf=False, response=""))
    return head


def an_owner():
    owner = person(Role.FOCAL_POINT)
    Recommendation.objects.exclude(unit=None).update(owner=owner, version=F("version") + 1)
    return owner


@pytest.mark.parametrize("reader", [a_coordinator, a_head, an_owner])
def test_the_number_of_queries_does_not_follow_the_number_of_recommendations(client, db, today, reader):
    report = many(4, today=today)
    many(4, today=today)
    user = reader()
    client.force_login(user)

    def queries():
        numbers = []
        for narrowed in ({}, {"unit": user.memberships.get().unit_id}, {"report": report.symbol}):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse(URL), narrowed).status_code == 200
            numbers.append(len(seen))
        return numbers

    before = queries()
    units = {item.unit for item in Recommendation.objects.exclude(unit=None).select_related("unit")}
    for unit in units:
        for place in range(20):
            RecommendationFactory(report=report, unit=unit, owner=user if reader is an_owner else None,
                                  response_due_on=today - timedelta(days=place))  # fmt: skip
    assert queries() == before
    assert max(before) <= 12
