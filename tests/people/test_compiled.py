"""Queries put together once: other values give other rows, other shapes other queries."""

from datetime import date

import pytest
from django.db.models import BigIntegerField, DateField

from recommendations.models import Absence, Membership
from recommendations.models.compiled import compiled_once
from recommendations.permissions import Role
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

FIRST, LATER = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def built():
    return []


@pytest.fixture
def since(built):
    """(role, since) of the memberships in a unit that began until a day."""

    @compiled_once(unit=BigIntegerField(), on=DateField())
    def rows(*roles, unit, on):
        built.append(roles)
        return Membership.objects.filter(unit=unit, since__lte=on, role__in=roles).values_list("role", "since")

    return rows


def test_the_same_shape_is_built_once_and_answers_each_call_by_its_values(built, since, django_assert_num_queries):
    head = MembershipFactory(role=Role.UNIT_HEAD, since=FIRST)
    reader = MembershipFactory(role=Role.READER, since=LATER, unit=head.unit)
    elsewhere = MembershipFactory(role=Role.READER, since=FIRST)
    asked = (Role.UNIT_HEAD, Role.READER)
    with django_assert_num_queries(3):
        assert set(since(*asked, unit=head.unit_id, on=LATER)) == {("unit_head", FIRST), ("reader", LATER)}
        assert set(since(*asked, unit=reader.unit_id, on=FIRST)) == {("unit_head", FIRST)}
        assert set(since(*asked, unit=elsewhere.unit_id, on=LATER)) == {("reader", FIRST)}
    assert built == [asked]


def test_another_shape_is_another_query(built, since):
    head = MembershipFactory(role=Role.UNIT_HEAD, since=FIRST)
    assert list(since(Role.READER, unit=head.unit_id, on=LATER)) == []
    assert list(since(Role.UNIT_HEAD, unit=head.unit_id, on=LATER)) == [("unit_head", FIRST)]
    assert built == [(Role.READER,), (Role.UNIT_HEAD,)]


def test_what_can_find_nothing_is_not_asked(since, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(since(unit=1, on=LATER)) == []


def test_a_part_of_a_union_that_can_find_nothing_is_left_out():
    @compiled_once(on=DateField())
    def rows(*, on):
        absences = Absence.objects.on(on).filter(pk__in=[]).order_by().values_list("first_on")
        return absences.union(Membership.objects.filter(since__lte=on).order_by().values_list("since"), all=True)

    MembershipFactory(since=FIRST)
    assert list(rows(on=LATER)) == [(FIRST,)]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_several_ids_may_be_however_many(number):
    @compiled_once(units=[BigIntegerField()])
    def rows(*, units):
        return Membership.objects.filter(unit__in=units).order_by("pk").values_list("unit_id")

    units = [MembershipFactory().unit_id for _ in range(3)][:number]
    assert list(rows(units=units)) == [(pk,) for pk in units]
