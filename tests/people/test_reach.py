"""Who is reached for an item while people are away or gone, and what an absence's alternate may do."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from recommendations import tracking
from recommendations.models import Absence, Recommendation, Unit, User
from recommendations.people import load_reach
from recommendations.permissions import Role
from recommendations.refusals import Refused
from tests.factories import NOW, AbsenceFactory, RecommendationFactory, UnitFactory, person


@dataclass
class House:
    top: Unit
    section: Unit
    owner: User
    alternate: User
    stand_in: User
    head: User
    head_above: User
    coordinator: User
    item: Recommendation

    def reached(self, on=None):
        reach = load_reach(on or timezone.localdate())
        return reach.answering_for(owner=self.item.owner_id, alternate=self.item.alternate_id, unit=self.item.unit_id)


@pytest.fixture
def house(db):
    top = UnitFactory()
    section = UnitFactory(parent=UnitFactory(parent=top))
    owner, alternate = person(Role.FOCAL_POINT, section), person(Role.FOCAL_POINT, section)
    return House(
        top=top,
        section=section,
        owner=owner,
        alternate=alternate,
        stand_in=person(Role.FOCAL_POINT),
        head=person(Role.UNIT_HEAD, section),
        head_above=person(Role.UNIT_HEAD, top),
        coordinator=person(Role.COORDINATOR),
        item=RecommendationFactory(owner=owner, alternate=alternate, unit=section),
    )


def leaves(somebody):
    somebody.is_active = False
    somebody.save()


def test_one_after_the_other_is_reached_until_nobody_but_the_coordinators_is_left(house):
    assert house.reached() == (house.owner.pk,)
    AbsenceFactory(person=house.owner, alternate=house.stand_in)
    assert house.reached() == (house.alternate.pk,)
    AbsenceFactory(person=house.alternate)
    assert house.reached() == (house.stand_in.pk,)
    leaves(house.stand_in)
    assert house.reached() == (house.head.pk,)
    AbsenceFactory(person=house.head)
    assert house.reached() == (house.head_above.pk,)
    leaves(house.head_above)
    assert house.reached() == (house.coordinator.pk,)
    AbsenceFactory(person=house.coordinator)
    assert house.reached() == (house.coordinator.pk,)
    leaves(house.coordinator)
    assert house.reached() == ()


def test_an_absence_holds_from_its_first_day_to_its_last(house):
    today = timezone.localdate()
    AbsenceFactory(person=house.owner, first_on=today + timedelta(1), last_on=today + timedelta(2))
    reached = [house.reached(today + timedelta(days)) for days in range(4)]
    assert reached == [(house.owner.pk,), (house.alternate.pk,), (house.alternate.pk,), (house.owner.pk,)]


def test_the_reach_among_some_is_that_among_all_for_them(house):
    AbsenceFactory(person=house.owner, alternate=house.stand_in)
    AbsenceFactory(person=house.alternate)
    AbsenceFactory(person=house.stand_in)
    whole = load_reach(timezone.localdate())
    some = load_reach(timezone.localdate(), among=[house.owner.pk, house.alternate.pk])
    named = {"owner": house.owner.pk, "alternate": house.alternate.pk, "unit": house.section.pk}
    assert some.answering_for(**named) == whole.answering_for(**named) == (house.head.pk,)


@pytest.mark.parametrize("among", [None, [1, 2]])
def test_who_can_be_reached_is_known_after_a_fixed_number_of_queries(house, among, django_assert_max_num_queries):
    for _ in range(3):
        AbsenceFactory(alternate=person(Role.UNIT_HEAD))
    with django_assert_max_num_queries(4):
        load_reach(timezone.localdate(), among=among)


def test_an_absences_alternate_acts_on_behalf_of_who_is_away_and_only_meanwhile(house):
    today = timezone.localdate()
    absence = AbsenceFactory(person=house.owner, alternate=house.stand_in, first_on=today, last_on=today)
    house.item = RecommendationFactory(
        owner=house.owner, unit=house.section, response="accepted", implementation="not_started", decided_on=today
    )
    assert set(Recommendation.objects.visible_to(house.stand_in)) == {house.item, Recommendation.objects.first()}
    tracking.move(
        house.item, "start", by=house.stand_in, at=timezone.now(), given={"text": "Begun.", "reported_on": today}
    )
    entry = house.item.history.get()
    assert (entry.by, entry.on_behalf_of) == (house.stand_in, house.owner)
    Absence.objects.filter(pk=absence.pk).update(first_on=today - timedelta(5), last_on=today - timedelta(1))
    somebody = type(house.stand_in).objects.get(pk=house.stand_in.pk)
    assert not Recommendation.objects.visible_to(somebody).exists()


def test_who_stands_in_for_the_owner_does_not_verify_the_work(house):
    verifier = person(Role.VERIFIER)
    AbsenceFactory(person=house.owner, alternate=verifier)
    item = RecommendationFactory(
        owner=house.owner,
        unit=house.section,
        response="accepted",
        implementation="reported_implemented",
        claimed_by=house.owner,
        completed_on=NOW.date(),
    )
    given = {"finding": "Seen.", "method": "desk", "verified_on": NOW.date()}
    with pytest.raises(Refused, match="You belong to the unit"):
        tracking.move(item, "verify", by=verifier, at=timezone.now(), given=given)


def test_standing_in_costs_no_query_of_its_own(house, django_assert_num_queries):
    AbsenceFactory(person=house.owner, alternate=house.stand_in)
    with django_assert_num_queries(1):
        assert house.stand_in.standing().stands_in_for == {house.owner.pk}


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (-5, 0), (0, 5), (-5, 5), (2, 2)], ids=["same", "before", "after", "around", "last day"]
)
def test_the_database_refuses_two_absences_of_a_person_that_share_a_day(house, first, last):
    today = timezone.localdate()
    AbsenceFactory(person=house.owner, first_on=today, last_on=today + timedelta(2))
    for who in (house.alternate, house.owner):
        one = {"person": who, "first_on": today + timedelta(first), "last_on": today + timedelta(last)}
        if who == house.owner:
            with pytest.raises(IntegrityError), transaction.atomic():
                AbsenceFactory(**one)
        else:
            AbsenceFactory(**one)
    later = AbsenceFactory(person=house.owner, first_on=today + timedelta(3), last_on=today + timedelta(4))
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=later.pk).update(first_on=today)


def test_nobody_stands_in_for_themselves_and_no_absence_ends_before_it_begins(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        AbsenceFactory(person=house.owner, alternate=house.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        AbsenceFactory(last_on=timezone.localdate() - timedelta(1))
