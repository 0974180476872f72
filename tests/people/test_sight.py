"""Who sees what: one door, and nothing beside it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from recommendations.models import Recommendation, Report, Unit, User
from recommendations.permissions import Role
from tests.factories import MembershipFactory, RecommendationFactory, ReportFactory, UnitFactory, UserFactory, person


@pytest.fixture
def tree(db):
    top = UnitFactory(name="Office")
    division = UnitFactory(name="Division", parent=top)
    section = UnitFactory(name="Section", parent=division)
    sibling = UnitFactory(name="Other division", parent=top)
    return top, division, section, sibling


@pytest.fixture
def items(tree):
    report = ReportFactory()
    return {unit.name: RecommendationFactory(report=report, unit=unit) for unit in tree}


def seen_by(user: User) -> set[str]:
    return {item.unit.name for item in Recommendation.objects.visible_to(user).select_related("unit")}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VERIFIER, Role.SENIOR_MANAGEMENT])
def test_those_who_work_everywhere_see_everything(items, tree, role):
    assert seen_by(person(role, tree[2])) == {"Office", "Division", "Section", "Other division"}


def test_a_unit_head_sees_the_unit_and_those_below(items, tree):
    assert seen_by(person(Role.UNIT_HEAD, tree[1])) == {"Division", "Section"}


def test_a_reader_sees_the_unit_and_those_below_or_everything_if_granted(items, tree):
    assert seen_by(person(Role.READER, tree[2])) == {"Section"}
    assert seen_by(MembershipFactory(role=Role.READER, unit=tree[2], everywhere=True).user) == set(items)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.CONTRIBUTOR, Role.ADMINISTRATOR])
def test_belonging_to_a_unit_is_not_seeing_its_items(items, tree, role):
    assert seen_by(person(role, tree[1])) == set()


def test_owner_alternate_and_contributor_see_their_item(items, tree):
    item = items["Section"]
    people = [person(Role.FOCAL_POINT, tree[3]) for _ in range(3)]
    item.owner, item.alternate = people[:2]
    item.save()
    item.contributors.add(people[2])
    assert [seen_by(somebody) for somebody in people] == [{"Section"}] * 3


def test_whoever_sees_a_leaf_sees_its_parent(tree):
    parent = RecommendationFactory(is_leaf=False, response="")
    owner = person(Role.FOCAL_POINT, tree[2])
    leaf = RecommendationFactory(report=parent.report, parent=parent, owner=owner, unit=tree[2])
    assert set(Recommendation.objects.visible_to(owner)) == {parent, leaf}


def test_lists_of_leaves_go_through_the_same_door(items, tree):
    parent = RecommendationFactory(is_leaf=False, response="")
    owner = person(Role.FOCAL_POINT, tree[2])
    leaf = RecommendationFactory(report=parent.report, parent=parent, owner=owner, unit=tree[2])
    contributed = items["Other division"]
    contributed.contributors.add(owner)
    assert set(Recommendation.objects.leaves_visible_to(owner)) == {leaf, contributed}
    head = person(Role.UNIT_HEAD, tree[1])
    assert {item.unit for item in Recommendation.objects.leaves_visible_to(head)} == {tree[1], tree[2]}
    assert set(Recommendation.objects.leaves_visible_to(person(Role.VERIFIER))) == {leaf, *items.values()}


def test_a_role_holds_from_its_first_day_to_its_last(tree):
    unit, today = tree[1], timezone.localdate()
    user = UserFactory()
    MembershipFactory(user=user, unit=unit, role=Role.UNIT_HEAD, since=today - timedelta(9), until=today - timedelta(1))
    assert not user.standing(today).headed
    assert unit.pk in user.standing(today - timedelta(1)).headed
    assert not user.standing(today - timedelta(10)).headed


def test_somebody_deactivated_has_no_standing(tree):
    user = MembershipFactory(role=Role.COORDINATOR, user__is_active=False).user
    assert not user.standing().sees_everything


def test_a_report_is_seen_by_whoever_sees_one_of_its_recommendations(items):
    other = ReportFactory()
    RecommendationFactory(report=other)
    owner = person(Role.FOCAL_POINT)
    item = items["Section"]
    item.owner = owner
    item.save()
    assert set(Report.objects.visible_to(owner)) == {item.report}
    assert set(Report.objects.visible_to(person(Role.COORDINATOR))) == {item.report, other}


def test_two_spellings_of_an_address_are_one_person(db):
    User.objects.create_user("Li.Na@Example.org", "x", name="Li Na")
    assert User.objects.get_by_natural_key("LI.NA@example.ORG").name == "Li Na"
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="li.na@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="LI.NA@example.org")


def test_a_membership_does_not_end_before_it_begins(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(since=date(2026, 2, 1), until=date(2026, 1, 1))


def test_only_a_reader_is_granted_sight_of_everything(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(role=Role.FOCAL_POINT, everywhere=True)


def test_a_unit_never_stands_under_itself(tree):
    top, division, *_ = tree
    top.parent = division
    with pytest.raises(Exception, match="under itself"):
        top.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=top.pk).update(parent=top)


def test_one_query_tells_who_somebody_is(tree, django_assert_num_queries):
    user = person(Role.UNIT_HEAD, tree[0])
    MembershipFactory(user=user, unit=tree[1], role=Role.READER)
    with django_assert_num_queries(1):
        assert len(user.standing().headed) == 4
        assert len(user.standing().read) == 2
        assert user.standing().roles == {Role.UNIT_HEAD, Role.READER}
