"""Mail and calendar as a person wishes them; duties cannot be switched off."""

import pytest
from django.test import Client

from recommendations.models import CalendarKey, MailPreference, User
from tests.factories import UserFactory
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db
GOOD = {"digest": "2", "overdue_at_once": "on", "notices": "at_once", "language": "fr", "time_zone": "Asia/Tokyo"}


@pytest.fixture
def owner(client: Client) -> User:
    owner = UserFactory()
    client.force_login(owner)
    return owner


def test_the_page_shows_what_holds_and_hangs_together(client: Client, owner: User) -> None:
    page = client.get("/account/mail/")
    assert faults(read(page)) == []
    assert page.context["form"].initial == {
        "digest": "daily",
        "overdue_at_once": True,
        "information": True,
        "notices": "digest",
        "urgent_at_once": False,
        "language": "en",
        "time_zone": "UTC",
    }


def test_choices_are_kept_and_hold_for_the_next_page(client: Client, owner: User) -> None:
    answer = client.post("/account/mail/", GOOD, follow=True)
    owner.refresh_from_db()
    assert (owner.language, owner.time_zone) == ("fr", "Asia/Tokyo")
    preference = MailPreference.objects.get(user=owner)
    assert (preference.weekday, preference.overdue_at_once) == (2, True)
    assert (preference.notices, preference.urgent_at_once) == ("at_once", False)
    assert answer["Content-Language"] == "fr"
    assert answer.context["form"].initial["digest"] == "2"
    client.post("/account/mail/", {**GOOD, "digest": "daily"})
    preference.refresh_from_db()
    assert preference.weekday is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"digest": "never"},
        {"digest": ""},
        {"digest": "7"},
        {"notices": "never"},
        {"language": "xx"},
        {"time_zone": "Moon/Sea"},
    ],
)
def test_what_is_not_offered_is_refused_and_changes_nothing(client: Client, owner: User, wrong: dict[str, str]) -> None:
    answer = client.post("/account/mail/", {**GOOD, **wrong})
    assert answer.status_code == 422
    assert faults(read(answer)) == []
    owner.refresh_from_db()
    assert (owner.language, owner.time_zone, MailPreference.objects.count()) == ("en", "UTC", 0)


def test_a_zone_the_list_leaves_out_stays_a_persons_own(client: Client) -> None:
    owner = UserFactory(time_zone="Etc/GMT+5")
    client.force_login(owner)
    assert client.post("/account/mail/", {**GOOD, "time_zone": "Etc/GMT+5"}).status_code == 302


def test_every_page_leads_there(client: Client, owner: User) -> None:
    assert "/account/mail/" in read(client.get("/")).links


def test_the_address_of_the_calendar_is_shown_once_and_only_its_digest_kept(client: Client, owner: User) -> None:
    answer = client.post("/account/calendar/")
    assert faults(read(answer)) == []
    assert "no-store" in answer["Cache-Control"]
    address = answer.context["address"]
    key = address.rpartition("/")[2].removesuffix(".ics")
    assert address in answer.content.decode()
    assert key not in client.get("/account/mail/").content.decode()
    assert key not in str(CalendarKey.objects.values().get(user=owner))


def test_looking_at_the_address_of_the_button_makes_no_key(client: Client, owner: User) -> None:
    assert client.get("/account/calendar/").status_code == 405
    assert client.get("/account/calendar/revoke/").status_code == 405
    assert CalendarKey.objects.count() == 0
