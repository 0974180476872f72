"""My work: every role finds what waits for it, each item once, and the page's cost does not grow."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.filtersets import TASKS
from recommendations.models import Extension, Recommendation, User
from recommendations.permissions import Role
from recommendations.workflow import Implementation, Response
from tests.factories import (
    NOW,
    AbsenceFactory,
    MembershipFactory,
    RecommendationFactory,
    UnitFactory,
    UserFactory,
    person,
)
from tests.web.markup import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def owner(unit):
    return person(Role.FOCAL_POINT, unit)


@pytest.fixture
def head(unit):
    return person(Role.UNIT_HEAD, unit)


@pytest.fixture
def groups(client):
    """The page of a person as {heading: [references]}."""

    def get(somebody: User):
        client.force_login(somebody)
        page = read(client.get("/"))
        found, heading = {}, ""
        for element in page.elements:
            if element.tag == "h2":
                heading = element.words.rpartition(" ")[0]
                found[heading] = []
            if element.tag == "b":
                found[heading].append(element.words)
        return found

    return get


def working(owner, unit, target_on, **fields):
    """An accepted item that its owner works on."""
    return RecommendationFactory(
        owner=owner,
        unit=unit,
        response=Response.ACCEPTED,
        implementation=Implementation.IN_PROGRESS,
        target_on=target_on,
        **fields,
    )


def reported(owner, unit, **fields):
    return RecommendationFactory(
        owner=owner,
        unit=unit,
        response=Response.ACCEPTED,
        implementation=Implementation.REPORTED,
        claimed_by=owner,
        **fields,
    )


def test_an_owner_finds_what_is_late_then_what_is_soon_then_what_is_later_then_what_waits(groups, owner, unit, today):
    working(owner, unit, today - timedelta(days=1), reference="late")
    working(owner, unit, today, reference="today")
    working(owner, unit, today + timedelta(days=30), reference="soon")
    working(owner, unit, today + timedelta(days=31), reference="next month")
    working(owner, unit, None, reference="some day")
    reported(owner, unit, reference="reported")
    RecommendationFactory(owner=owner, unit=unit, reference="undecided", response_due_on=today - timedelta(days=3))

    mine = groups(owner)

    assert list(mine) == ["Overdue", "Due in the next 30 days", "To work on, due later", "Waiting for others"]
    assert mine["Overdue"] == ["late"]
    assert mine["Due in the next 30 days"] == ["today", "soon"]
    assert set(mine["Waiting for others"]) == {"reported", "undecided"}
    assert set(mine["To work on, due later"]) == {"next month", "some day"}


def test_an_alternate_finds_the_same_as_the_owner(groups, owner, unit, today):
    alternate = person(Role.FOCAL_POINT, unit)
    working(owner, unit, today, alternate=alternate, reference="1")

    assert groups(alternate) == groups(owner) == {"Due in the next 30 days": ["1"]}


def test_a_unit_head_finds_what_to_decide_and_the_late_ones_first(groups, head, owner, unit, today):
    below = UnitFactory(parent=unit)
    RecommendationFactory(owner=owner, unit=below, reference="new", response_due_on=today + timedelta(days=9))
    RecommendationFactory(owner=owner, unit=unit, reference="late", response_due_on=today - timedelta(days=9))
    RecommendationFactory(owner=owner, unit=unit, reference="undated", response=Response.UNDER_CONSIDERATION)
    RecommendationFactory(unit=unit, reference="nobody's")
    RecommendationFactory(owner=owner, unit=UnitFactory(), reference="elsewhere")

    mine = groups(head)

    assert mine["Overdue"] == ["late"]
    assert set(mine["To decide"]) == {"new", "undated"}
    assert mine["To assign"] == ["nobody's"]
    assert len(mine) == 3


def test_a_verifier_finds_what_was_reported_except_by_themselves_or_their_unit(groups, owner, unit):
    own_unit = UnitFactory()
    verifier = person(Role.VERIFIER, own_unit)
    reported(owner, unit, reference="1")
    reported(verifier, unit, reference="own")
    reported(owner, own_unit, reference="of the unit")

    assert groups(verifier)["To verify"] == ["1"]


def test_a_coordinator_finds_what_nobody_owns(groups, owner, unit):
    RecommendationFactory(reference="nobody's")
    RecommendationFactory(owner=owner, unit=unit, reference="somebody's")

    assert groups(person(Role.COORDINATOR)) == {"To assign": ["nobody's"]}


def test_a_contributor_finds_what_they_contribute_to(groups, owner, unit, today):
    helper = person(Role.CONTRIBUTOR, unit)
    working(owner, unit, today, reference="1").contributors.add(helper)

    assert groups(helper) == {"To contribute to": ["1"]}


def test_what_is_done_or_refused_asks_nothing_of_anybody(groups, head, owner, unit):
    common = {"owner": owner, "unit": unit}
    RecommendationFactory(**common, response=Response.ACCEPTED, implementation=Implementation.VERIFIED)
    RecommendationFactory(**common, response=Response.ACCEPTED, implementation=Implementation.CLOSED)
    RecommendationFactory(**common, response=Response.NOT_ACCEPTED)

    for somebody in (owner, head, person(Role.COORDINATOR), person(Role.VERIFIER)):
        assert groups(somebody) == {}


def test_somebody_who_is_owner_head_and_verifier_finds_each_item_once(groups, unit, today):
    everything = person(Role.UNIT_HEAD, unit)
    for role in (Role.VERIFIER, Role.COORDINATOR):
        MembershipFactory(user=everything, unit=UnitFactory(), role=role)
    working(everything, unit, today - timedelta(days=1), reference="1")
    RecommendationFactory(owner=everything, unit=unit, reference="2", response_due_on=today - timedelta(days=1))
    RecommendationFactory(owner=everything, unit=unit, reference="3")
    reported(everything, unit, reference="4")
    RecommendationFactory(unit=unit, reference="5")

    found = sorted(reference for group in groups(everything).values() for reference in group)

    assert found == ["1", "2", "3", "4", "5"]


def test_nothing_to_do_says_so_and_where_to_go(client):
    client.force_login(person(Role.FOCAL_POINT))
    page = read(client.get("/"))

    assert "Nothing waits for you" in page.one("div", class_="empty").words
    assert page.one("a", class_="btn btn-outline-primary").attributes["href"] == "/recommendations/"


def test_a_long_group_shows_ten_and_leads_to_the_same_items_in_the_list(client, owner, unit, today):
    for n in range(12):
        working(owner, unit, today - timedelta(days=1), reference=str(n))
    client.force_login(owner)

    page = read(client.get("/"))
    assert len(page.all("li", class_="item")) == 10
    assert page.one("h2", id="overdue").words == "Overdue 12"

    (rest,) = [link for link in page.links if "task=" in link]
    assert len(read(client.get(rest)).all("li", class_="item")) == 12


def test_a_person_sees_all_items_of_their_tasks(unit, owner, head, today):
    alternate, stand_in, helper, elsewhere = (person(Role.FOCAL_POINT, UnitFactory()) for _ in range(4))
    AbsenceFactory(person=owner, alternate=stand_in, first_on=today, last_on=today)
    homes = [unit, UnitFactory(parent=unit), UnitFactory()]
    for place, theirs in product(homes, [{"owner": owner}, {"owner": elsewhere, "alternate": alternate}, {}]):
        RecommendationFactory(unit=place, **theirs)
        dates = [today + timedelta(days=days) for days in (-1, 9, 90)] if theirs else []
        for item in [
            *(working(target_on=on, unit=place, **theirs) for on in dates),
            reported(**{"owner": owner} | theirs, unit=place),
        ]:
            item.contributors.add(helper)
            asked = {"asked_by": elsewhere, "asked_at": NOW, "new_target_on": today}
            item.extensions.create(state=Extension.State.GRANTED, decided_by=head, decided_at=NOW, **asked)
            item.extensions.create(**asked)
            item.reassignment_requests.create(asked_by=elsewhere, asked_at=NOW, reason="Not mine.")
    found = set()
    for somebody in (owner, head, alternate, stand_in, helper, *(person(role, unit) for role in Role)):
        visible = set(Recommendation.objects.leaves_visible_to(somebody))
        for task in TASKS:
            among = task.among(somebody.standing(today), today)
            items = set() if among is None else set(Recommendation.objects.leaves().filter(among))
            assert items <= visible, (somebody, task.code)
            found |= {task.code} if items else set()
    assert found == {task.code for task in TASKS}


def test_my_work_costs_the_same_at_two_rows_and_at_two_hundred(client, unit, owner, head, today):
    people = [owner, head, person(Role.VERIFIER), person(Role.COORDINATOR)]

    def fill(n):
        for _ in range(n // 2):
            parent = RecommendationFactory(is_leaf=False, response="")
            common = {"report": parent.report, "parent": parent, "owner": UserFactory(), "alternate": owner}
            working(unit=UnitFactory(parent=unit), target_on=today, **common)
            RecommendationFactory(unit=UnitFactory(parent=unit), response_due_on=today, **common)

    def costs():
        for somebody in people:
            client.force_login(somebody)
            with CaptureQueriesContext(connection) as queries:
                client.get("/")
            yield len(queries)

    fill(2)
    at_two = list(costs())
    fill(198)

    assert list(costs()) == at_two
    assert max(at_two) <= 17
