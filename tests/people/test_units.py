"""Units renamed, moved and merged: nothing that happened in them is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recommendations.models import AdministrativeEntry, Unit
from recommendations.people import units
from recommendations.people.unit_names import unit_names
from recommendations.permissions import Role
from recommendations.refusals import Refused
from tests.factories import MembershipFactory, RecommendationFactory, UnitFactory, UserFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return person(Role.ADMINISTRATOR)


def now():
    return timezone.now()


def today():
    return timezone.localdate()


def test_a_renamed_unit_keeps_its_old_name_in_what_is_said_of_that_time(by):
    unit = UnitFactory(name="Crime Branch")
    before = now()
    units.rename(unit, name="Organized Crime Branch", short_name="OCB", by=by, at=now())
    between = now()
    units.rename(unit, name="Crime and Justice", short_name="CJ", by=by, at=now())
    names = unit_names([unit.pk])
    assert [names.at(at)[unit.pk] for at in (before, between, now())] == [
        "Crime Branch", "Organized Crime Branch", "Crime and Justice",
    ]  # fmt: skip
    assert AdministrativeEntry.objects.first().changes["name"] == ["Organized Crime Branch", "Crime and Justice"]


def test_a_unit_never_stands_under_one_of_its_own(by):
    top = UnitFactory()
    below = UnitFactory(parent=UnitFactory(parent=top))
    with pytest.raises(Refused, match="under itself"):
        units.move(top, parent=below, by=by, at=now())
    units.move(below, parent=top, by=by, at=now())
    assert Unit.objects.get(pk=below.pk).parent == top


def test_two_units_of_one_name_do_not_stand_together(by):
    top = UnitFactory()
    UnitFactory(parent=top, name="Registry")
    with pytest.raises(Refused) as refused:
        units.create(name="Registry", parent=top, by=by, at=now())
    assert "name" in refused.value.fields
    units.create(name="Registry", by=by, at=now())


def test_nobody_else_keeps_units():
    stranger, unit = person(Role.UNIT_HEAD), UnitFactory()
    for verb in (
        lambda: units.create(name="X", by=stranger, at=now()),
        lambda: units.rename(unit, name="X", short_name="", by=stranger, at=now()),
        lambda: units.move(unit, parent=None, by=stranger, at=now()),
        lambda: units.merge(unit, UnitFactory(), by=stranger, at=now()),
    ):
        with pytest.raises(Refused, match="kept by coordinators and administrators"):
            verb()


def test_a_merger_moves_what_is_there_and_keeps_what_was(by):
    old, into = UnitFactory(name="Old"), UnitFactory(name="New")
    child, item = UnitFactory(parent=old), RecommendationFactory(unit=old)
    former = MembershipFactory(unit=old, until=today() - timedelta(30))
    head = MembershipFactory(unit=old, role=Role.UNIT_HEAD)
    there = MembershipFactory(unit=into, until=today() + timedelta(3))
    both = MembershipFactory(unit=old, user=there.user)
    coming = MembershipFactory(unit=old, since=today() + timedelta(30))
    assert units.weigh(old, on=today()) == units.Merged(items=1, memberships=3, units=1)
    assert units.merge(old, into, by=by, at=now()) == units.Merged(items=1, memberships=3, units=1)

    item.refresh_from_db()
    entry = item.history.get()
    assert (item.unit, entry.action, entry.changes) == (into, "unit_merged", {"unit_id": [old.pk, into.pk]})
    assert item.version == 2
    child.refresh_from_db()
    assert child.parent == into
    yesterday = today() - timedelta(1)
    for row in (former, head, both, coming, there):
        row.refresh_from_db()
    assert (former.unit, former.until) == (old, today() - timedelta(30))
    assert (head.unit, head.until, into.pk in head.user.standing().headed) == (old, yesterday, True)
    assert (both.until, there.until) == (yesterday, None)
    assert coming.unit == into
    assert old not in Unit.objects.current()
    with pytest.raises(Refused, match="merged"):
        units.rename(old, name="Older", short_name="", by=by, at=now())


def test_what_would_lose_something_by_a_merger_is_refused(by):
    old, into = UnitFactory(), UnitFactory()
    below = UnitFactory(parent=old)
    UnitFactory(parent=old, name="Registry"), UnitFactory(parent=into, name="Registry")
    for other, words in ((old, "another unit"), (below, "stands under this one"), (into, "Registry")):
        with pytest.raises(Refused, match=words):
            units.merge(old, other, by=by, at=now())
    assert not AdministrativeEntry.objects.exists()
    assert UserFactory().is_active
