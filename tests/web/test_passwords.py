"""Getting in: invitations, forgotten passwords, and changing one's own."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations import outbox
from recommendations.models import AdministrativeEntry, OutgoingEmail, User
from recommendations.people import accounts, letters, tokens
from recommendations.permissions import Role
from recommendations.tasks import WRITERS
from tests.factories import PASSWORD, UserFactory, person
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db
NEW = "Nine blue whales"
BOTH = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def invited() -> User:
    who = {"email": "li@example.org", "name": "Li Jing", "language": "en", "time_zone": "UTC"}
    return accounts.create(**who, by=person(Role.COORDINATOR), at=timezone.now())


def link_of_the_mail() -> str:
    mail.outbox.clear()
    outbox.deliver_waiting(WRITERS)
    (sent,) = mail.outbox
    address = re.search(r"http://127\.0\.0\.1:8000(/accounts/\S+/)", sent.body)
    assert address is not None
    assert address[0] in sent.alternatives[0][0]
    return address[1]


def follow(client: Client, link: str):
    return client.get(link, follow=True)


def choose(client: Client, link: str):
    page = follow(client, link)
    return client.post(page.request["PATH_INFO"], BOTH, follow=True)


def test_an_invitation_lets_its_reader_in_once(client, invited):
    link = link_of_the_mail()
    page = follow(client, link)
    assert "Welcome" in page.content.decode()
    assert faults(read(page)) == []
    assert link.split("/")[-2] not in page.request["PATH_INFO"]  # the token is out of the address
    assert "Your password is set" in choose(client, link).content.decode()
    assert client.login(username="li@example.org", password=NEW)
    again = follow(Client(), link)
    assert "This link does not work any more" in again.content.decode()
    assert "/accounts/forgotten/" in read(again).links
    assert AdministrativeEntry.objects.filter(action="password_set", person=invited).exists()


def test_an_invitation_expires_and_is_nobodys_after_the_account_closed(client, invited, monkeypatch):
    link = link_of_the_mail()
    later = tokens.INVITATION._now() + timedelta(days=8)
    with monkeypatch.context() as patch:
        patch.setattr(tokens.LinkTokens, "_now", lambda _self: later)
        assert "does not work any more" in follow(client, link).content.decode()
    accounts.close(invited, reason="Never came.", by=person(Role.COORDINATOR), at=timezone.now())
    assert "does not work any more" in follow(Client(), link).content.decode()


def test_nobody_who_looks_into_the_outbox_finds_the_link(client, invited):
    client.force_login(person(Role.COORDINATOR))
    one = OutgoingEmail.objects.get(to=invited)
    for path in (f"/outbox/{one.pk}/", f"/outbox/{one.pk}/html/"):
        page = client.get(path).content.decode()
        assert letters.SECRET in page
        assert tokens.INVITATION.make_token(invited) not in page


def test_once_a_password_is_chosen_a_second_invitation_has_nothing_to_say(invited):
    accounts.invite_again(invited, by=person(Role.COORDINATOR), at=timezone.now())
    invited.set_password(NEW)
    invited.save()
    assert outbox.deliver_waiting(WRITERS).skipped == {"invitation_accepted": 2}


def ask(client: Client, email: str):
    return client.post("/accounts/forgotten/", {"email": email})


def test_a_forgotten_password_is_set_anew_by_a_link_and_ends_the_other_visits(client):
    owner, elsewhere = UserFactory(email="li@example.org"), Client()
    elsewhere.force_login(owner)
    assert ask(client, "Li@Example.org").url == "/accounts/forgotten/asked/"
    assert elsewhere.get("/").status_code == 200
    choose(client, link_of_the_mail())
    assert elsewhere.get("/").status_code == 302
    assert client.login(username="li@example.org", password=NEW)


@pytest.mark.parametrize("who", ["nobody", "left"])
def test_asking_for_nobody_answers_the_same_and_sends_nothing(client, who):
    UserFactory(email="other@example.org")
    if who == "left":
        UserFactory(email="li@example.org", is_active=False)
    answer = ask(client, "li@example.org")
    assert (answer.status_code, answer.url) == (302, "/accounts/forgotten/asked/")
    assert not OutgoingEmail.objects.exists()


def test_asking_for_somebody_and_for_nobody_take_the_same_statements():
    UserFactory(email="li@example.org")

    counts = []
    for email in ("li@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as captured:
            ask(Client(), email)
        counts.append([query["sql"].split()[0] for query in captured if "SAVEPOINT" not in query["sql"]])
    assert counts[0] == counts[1]


def test_asking_again_and_again_has_to_wait(client):
    UserFactory(email="li@example.org")
    answers = [ask(client, "li@example.org").status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert OutgoingEmail.objects.count() == 3


def test_who_was_invited_and_asks_gets_the_invitation_again(client, invited):
    ask(client, invited.email)
    assert set(OutgoingEmail.objects.values_list("kind", flat=True)) == {"invitation"}


def test_a_link_for_a_new_password_works_for_three_hours(client, monkeypatch):
    UserFactory(email="li@example.org")
    ask(client, "li@example.org")
    link = link_of_the_mail()
    later = tokens.RESET._now() + timedelta(hours=3, minutes=1)
    monkeypatch.setattr(tokens.LinkTokens, "_now", lambda _self: later)
    assert "does not work any more" in follow(client, link).content.decode()


def test_one_changes_ones_own_password_knowing_the_old_one(client):
    owner, elsewhere = UserFactory(), Client()
    client.force_login(owner)
    elsewhere.force_login(owner)
    refused = client.post("/account/password/", {"old_password": "wrong", **BOTH})
    assert refused.status_code == 422
    assert faults(read(refused)) == []
    assert client.post("/account/password/", {"old_password": PASSWORD, **BOTH}).status_code == 302
    assert (client.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_a_person_finds_what_they_may_and_their_settings(client):
    head = person(Role.UNIT_HEAD)
    client.force_login(head)
    page = client.get("/account/")
    assert faults(read(page)) == []
    words = page.content.decode()
    assert "Unit head" in words
    assert "Take under consideration" in words
    assert {"/account/password/", "/account/mail/", "/absences/"} <= set(read(page).links)
