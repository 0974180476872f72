"""Every open item has somebody who can be reached: what the check finds, puts right, and writes down."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from recommendations import history
from recommendations.models import Notice, Repair, User
from recommendations.people import accounts
from recommendations.people.repairs import repair
from recommendations.permissions import Role
from tests.factories import AbsenceFactory, ActionFactory, RecommendationFactory, UnitFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return UnitFactory()


@pytest.fixture
def unit(top):
    return UnitFactory(parent=UnitFactory(parent=top))


@pytest.fixture
def owner(unit):
    return person(Role.FOCAL_POINT, unit, name="Wang Fang")


@pytest.fixture
def item(unit, owner):
    return RecommendationFactory(owner=owner, unit=unit)


def gone(somebody):
    User.objects.filter(pk=somebody.pk).update(is_active=False)


def check(**options):
    return repair(at=timezone.now(), **options)


def test_while_everybody_is_there_nothing_is_done(item):
    assert (check().repaired, Repair.objects.count()) == ({}, 0)


def test_what_a_leaver_owned_goes_to_the_alternate(item, owner):
    item.alternate = person(Role.FOCAL_POINT, item.unit)
    item.save()
    gone(owner)
    assert check().repaired == {"owner_left": 1}
    before, (item.owner, item.alternate) = item.alternate, (None, None)
    item.refresh_from_db()
    assert (item.owner, item.alternate, item.version) == (before, None, 2)
    entry = item.history.get()
    assert (entry.action, entry.by, entry.given["reason_code"]) == ("handed_on", None, "owner_left")
    assert entry.changes == {"owner_id": [owner.pk, before.pk], "alternate_id": [before.pk, None]}
    assert (Repair.objects.get().person, Repair.objects.get().to) == (owner, before)
    assert Notice.objects.get(to=before).cause == "assigned"
    assert list(history.verify()) == []
    assert check().repaired == {}


def test_without_an_alternate_it_goes_up_to_the_next_head_and_at_last_to_a_coordinator(item, owner, top):
    head, coordinator = person(Role.UNIT_HEAD, top), person(Role.COORDINATOR)
    gone(owner)
    check()
    item.refresh_from_db()
    assert item.owner == head
    gone(head)
    check()
    item.refresh_from_db()
    assert item.owner == coordinator


def test_an_item_nobody_is_left_for_is_counted_and_stays_as_it_is(item, owner):
    gone(owner)
    for _ in range(2):
        found = check()
        assert (found.nobody, found.repaired) == (1, {})
    assert not item.history.exists()


def test_alternates_and_doers_who_have_left_make_room(item, owner):
    leaver = person(Role.FOCAL_POINT)
    item.alternate = leaver
    item.save()
    action = ActionFactory(recommendation=item, owner=leaver)
    gone(leaver)
    assert check().repaired == {"alternate_left": 1, "action_owner_left": 1}
    item.refresh_from_db()
    action.refresh_from_db()
    assert (item.alternate, action.owner, item.version, item.history.count()) == (None, owner, 3, 2)


def test_an_absence_is_noted_once_on_each_open_item_and_makes_no_form_stale(item, owner, unit):
    head = person(Role.UNIT_HEAD, unit)
    until = timezone.localdate() + timedelta(9)
    AbsenceFactory(person=owner, last_on=until)
    RecommendationFactory(owner=owner, unit=unit, response="not_accepted", decided_on=until)
    assert check().repaired == {"owner_away": 1}
    assert check().repaired == {}
    entry = item.history.get()
    assert (entry.action, entry.given["to"]["id"], entry.given["until"]) == ("covered", head.pk, until.isoformat())
    item.refresh_from_db()
    assert (item.version, item.owner) == (1, owner)


def test_what_has_ended_is_left_to_the_record(owner, unit):
    RecommendationFactory(owner=owner, unit=unit, response="not_accepted", decided_on=timezone.localdate())
    gone(owner)
    assert check().fixes == []


def test_closing_an_account_hands_on_at_once_what_is_left_and_only_that(item, owner, unit):
    head, other = person(Role.UNIT_HEAD, unit), person(Role.FOCAL_POINT, unit)
    untouched = RecommendationFactory(owner=other, unit=unit)
    gone(other)
    done = accounts.close(owner, reason="Retired.", by=person(Role.COORDINATOR), at=timezone.now())
    assert done.repaired == {"owner_left": 1}
    item.refresh_from_db()
    assert (item.owner, untouched.history.count()) == (head, 0)


def test_many_items_take_as_many_queries_as_few(unit, owner, django_assert_max_num_queries):
    person(Role.UNIT_HEAD, unit)
    for _ in range(30):
        ActionFactory(recommendation=RecommendationFactory(owner=owner, unit=unit), owner=owner)
    gone(owner)
    with django_assert_max_num_queries(40):
        assert check().repaired == {"owner_left": 30, "action_owner_left": 30}


def test_the_command_says_what_it_would_do_and_does_it(item, owner, unit, capsys):
    head = person(Role.UNIT_HEAD, unit, name="Amina Diallo")
    gone(owner)
    call_command("check_people", "--dry-run")
    assert f"{item}: The owner has left: Wang Fang → Amina Diallo" in capsys.readouterr().out
    assert not item.history.exists()
    call_command("check_people", "--format", "json")
    assert json.loads(capsys.readouterr().out) == {"repaired": {"owner_left": 1}, "nobody": 0, "dry_run": False}
    item.refresh_from_db()
    assert item.owner == head
