"""Keeping people and roles: who may, what is refused, what it leaves in the log."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from recommendations.models import AdministrativeEntry, CalendarKey, HistoryIsAppendOnly, OutgoingEmail, User
from recommendations.outbox import NewMail, enqueue
from recommendations.people import accounts
from recommendations.permissions import Role
from recommendations.refusals import Refused
from recommendations.reminders import calendar
from tests.factories import MembershipFactory, UnitFactory, UserFactory, person

pytestmark = pytest.mark.django_db
WHO = {"email": "Li.Jing@Example.org", "name": "李静", "language": "zh-hans", "time_zone": "Asia/Shanghai"}


@pytest.fixture
def administrator() -> User:
    return person(Role.ADMINISTRATOR, name="Ada Obi")


@pytest.fixture
def coordinator() -> User:
    return person(Role.COORDINATOR, name="Clara Reyes")


def now():
    return timezone.now()


def today():
    return timezone.localdate()


def acts() -> list[str]:
    return list(AdministrativeEntry.objects.order_by("pk").values_list("action", flat=True))


def give(to, by, role=Role.FOCAL_POINT, **dates):
    return accounts.give_role(
        to, unit=UnitFactory(), role=role, since=dates.pop("since", today()), by=by, at=now(), **dates
    )


def test_a_new_person_is_invited_and_can_log_in_as_nobody_before(coordinator):
    made = accounts.create(**WHO, by=coordinator, at=now())
    made.refresh_from_db()
    assert (made.email, made.has_usable_password()) == ("li.jing@example.org", False)
    assert OutgoingEmail.objects.get(to=made).kind == "invitation"
    entry = AdministrativeEntry.objects.get()
    assert (entry.action, entry.by, entry.by_name, entry.person) == ("person_created", coordinator, "Clara Reyes", made)


def test_an_address_that_is_taken_is_refused_at_its_field(coordinator):
    UserFactory(email="li.jing@example.org")
    with pytest.raises(Refused) as refused:
        accounts.create(**WHO, by=coordinator, at=now())
    assert refused.value.fields == {"email": ["Somebody with this e-mail address is already here."]}


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.ADMINISTRATOR)])
def test_nobody_else_keeps_people(role):
    stranger, somebody = person(role), UserFactory()
    for verb in (
        lambda: accounts.create(**WHO, by=stranger, at=now()),
        lambda: accounts.change(somebody, {"name": "X"}, by=stranger, at=now()),
        lambda: give(somebody, stranger),
        lambda: accounts.close(somebody, reason="Gone.", by=stranger, at=now()),
        lambda: accounts.reopen(somebody, by=stranger, at=now()),
        lambda: accounts.invite_again(somebody, by=stranger, at=now()),
    ):
        with pytest.raises(Refused, match="kept by coordinators and administrators"):
            verb()
    assert acts() == []


def test_only_what_changed_is_in_the_log_before_and_after(coordinator):
    somebody = UserFactory(name="Wang Fang")
    accounts.change(somebody, {"name": "Wang Fang", "time_zone": "Asia/Shanghai"}, by=coordinator, at=now())
    assert AdministrativeEntry.objects.get().changes == {"time_zone": ["UTC", "Asia/Shanghai"]}
    accounts.change(somebody, {"time_zone": "Asia/Shanghai"}, by=coordinator, at=now())
    assert len(acts()) == 1
    with pytest.raises(Refused) as refused:
        accounts.change(somebody, {"time_zone": "Mars/Olympus"}, by=coordinator, at=now())
    assert "time_zone" in refused.value.fields


def test_nobody_changes_their_own_roles(coordinator, administrator):
    with pytest.raises(Refused, match="their own roles"):
        give(coordinator, coordinator, Role.SENIOR_MANAGEMENT)
    with pytest.raises(Refused, match="their own roles"):
        accounts.change_dates(administrator.memberships.get(), since=today(), until=None, by=administrator, at=now())
    with pytest.raises(Refused, match="your own account"):
        accounts.close(coordinator, reason="Gone.", by=coordinator, at=now())


def test_an_administrator_is_made_and_unmade_by_administrators_only(coordinator, administrator):
    with pytest.raises(Refused, match="Only an administrator"):
        give(UserFactory(), coordinator, Role.ADMINISTRATOR)
    second = UserFactory()
    give(second, administrator, Role.ADMINISTRATOR)
    for verb in (
        lambda: accounts.change_dates(second.memberships.get(), since=today(), until=today(), by=coordinator, at=now()),
        lambda: accounts.close(second, reason="Gone.", by=coordinator, at=now()),
    ):
        with pytest.raises(Refused, match="Only an administrator"):
            verb()


@pytest.mark.parametrize("role", accounts.NEVER_WITHOUT)
def test_the_last_one_of_a_role_there_is_no_going_without_stays(administrator, role):
    last = administrator if role == Role.ADMINISTRATOR else person(Role.COORDINATOR)
    by = person(Role.COORDINATOR) if role == Role.ADMINISTRATOR else administrator
    if role == Role.ADMINISTRATOR:
        MembershipFactory(user=by, role=role, until=today())  # who is administrator for today only
    yesterday = today() - timedelta(1)
    with pytest.raises(Refused, match="Nobody would be"):
        accounts.change_dates(
            last.memberships.get(), since=last.memberships.get().since, until=today(), by=by, at=now()
        )
    if role == Role.COORDINATOR:
        with pytest.raises(Refused, match="Nobody would be"):
            accounts.close(last, reason="Gone.", by=by, at=now())
        last.refresh_from_db()
        assert last.is_active
    person(role)
    accounts.change_dates(last.memberships.get(), since=last.memberships.get().since, until=yesterday, by=by, at=now())
    assert role not in User.objects.get(pk=last.pk).standing().roles


def test_a_role_is_not_held_twice_at_a_time_and_ends_after_it_begins(coordinator):
    somebody = UserFactory()
    held = give(somebody, coordinator, until=today() + timedelta(9))
    again = {"unit": held.unit, "role": held.role, "by": coordinator, "at": now()}
    with pytest.raises(Refused, match="already"):
        accounts.give_role(somebody, since=today() + timedelta(9), **again)
    accounts.give_role(somebody, since=today() + timedelta(10), **again)
    with pytest.raises(Refused, match="The last day comes before the first"):
        accounts.change_dates(held, since=today(), until=today() - timedelta(1), by=coordinator, at=now())
    with pytest.raises(Refused, match="already"):
        accounts.change_dates(held, since=today(), until=None, by=coordinator, at=now())
    accounts.change_dates(held, since=today(), until=today() + timedelta(5), by=coordinator, at=now())
    assert acts() == ["role_given", "role_given", "role_changed"]


def test_who_has_left_is_out_at_once_and_gets_no_more_mail(client, coordinator):
    leaver = person(Role.FOCAL_POINT)
    client.force_login(leaver)
    calendar.make_key(leaver, at=now())
    enqueue([NewMail("digest:1", "digest", leaver.pk, today())], at=now())
    assert client.get("/").status_code == 200
    accounts.close(leaver, reason="Retired.", by=coordinator, at=now())
    assert client.get("/").status_code == 302
    mail = OutgoingEmail.objects.get(key="digest:1")
    assert (mail.state, mail.reason) == ("skipped", "person_inactive")
    assert not CalendarKey.objects.exists()
    assert leaver.memberships.get().until == today() - timedelta(1)
    accounts.reopen(leaver, by=coordinator, at=now())
    assert client.get("/").status_code == 302  # the old visit does not come back with the account
    assert OutgoingEmail.objects.get(to=leaver, state="queued").kind == "invitation"


def test_an_account_is_closed_once_and_with_a_reason(coordinator):
    leaver = UserFactory()
    with pytest.raises(Refused) as refused:
        accounts.close(leaver, reason=" ", by=coordinator, at=now())
    assert "reason" in refused.value.fields
    accounts.close(leaver, reason="Retired.", by=coordinator, at=now())
    with pytest.raises(Refused, match="closed already"):
        accounts.close(leaver, reason="Retired.", by=coordinator, at=now())


def test_who_has_a_password_is_not_invited_again(coordinator):
    with pytest.raises(Refused, match="has a password already"):
        accounts.invite_again(UserFactory(), by=coordinator, at=now())


def test_the_log_is_neither_changed_nor_deleted(coordinator):
    accounts.create(**WHO, by=coordinator, at=now())
    entry = AdministrativeEntry.objects.get()
    for attempt in (entry.save, entry.delete, AdministrativeEntry.objects.all().delete):
        with pytest.raises(HistoryIsAppendOnly):
            attempt()
    for sql in ("UPDATE {} SET by_name = 'Nobody'", "DELETE FROM {}"):
        with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format("recommendations_administrativeentry"))
