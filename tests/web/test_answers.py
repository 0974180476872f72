"""Answers to a mail: its links open a form and do nothing else, and one click ends what is for information only."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from recommendations import tracking
from recommendations.models import (
    MailPreference,
    ProgressUpdate,
    ReassignmentRequest,
    Recommendation,
    ReminderRule,
    ReminderStep,
    User,
)
from recommendations.permissions import Role
from recommendations.reminders.answers import LABELS, Answer
from recommendations.workflow import Implementation
from tests.factories import PASSWORD, ActionFactory, UnitFactory, person
from tests.reminders.world import item, tick, under_way
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return person(Role.FOCAL_POINT, name="Ana Ruiz")


@pytest.fixture
def work(owner: User) -> Recommendation:
    """In progress and due today, by the machine's own clock."""
    one = under_way(0, owner=owner, unit=owner.memberships.get().unit)
    ActionFactory(recommendation=one, owner=owner)
    Recommendation.objects.filter(pk=one.pk).update(target_on=timezone.localdate())
    one.refresh_from_db()
    return one


def message() -> EmailMultiAlternatives:
    tick(timezone.now())
    sent = mail.outbox[-1]
    assert isinstance(sent, EmailMultiAlternatives)
    return sent


def links() -> dict[str, str]:
    """The answers of the mail sent now, by their words; the same in both parts."""
    sent = message()
    text, html = str(sent.body), str(sent.alternatives[0][0])
    found = {}
    for label in LABELS.values():
        if written := re.search(rf"^  {label}: (\S+)$", text, re.MULTILINE):
            found[str(label)] = urlsplit(written[1]).path
            assert f'href="{written[1]}"' in html
    return found


def test_a_mail_offers_the_answers_that_fit(owner: User, work: Recommendation) -> None:
    assert list(links()) == ["No change, still on track", "Done", "I need more time", "Not mine"]
    Recommendation.objects.filter(pk=work.pk).update(owner=None)
    undecided = item(0, owner=owner)
    Recommendation.objects.filter(pk=undecided.pk).update(response_due_on=timezone.localdate())
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert list(links()) == ["Not mine"]


@pytest.mark.parametrize(
    ("words", "code"),
    [("No change, still on track", "update"), ("Done", "report_implemented"), ("I need more time", "extend")],
)
def test_an_answer_opens_its_one_form_in_the_name_of_whoever_is_logged_in(
    client: Client, owner: User, work: Recommendation, words: str, code: str
) -> None:
    client.force_login(owner)
    address = links()[words]
    before = Recommendation.objects.filter(pk=work.pk).values().get()
    for _look in range(5):
        page = client.get(address)
    assert page.status_code == 200
    assert faults(read(page)) == []
    assert page.context["act"].url.endswith(f"/moves/{code}/")
    assert "You are logged in as Ana Ruiz." in page.content.decode()
    assert Recommendation.objects.filter(pk=work.pk).values().get() == before
    assert not ProgressUpdate.objects.exists()


def test_no_change_is_ticked_already_and_one_press_sends_it(client: Client, owner: User, work: Recommendation) -> None:
    client.force_login(owner)
    page = client.get(links()["No change, still on track"])
    form = page.context["act"].form
    assert form["no_change"].value() is True
    given = {"no_change": "on", "reported_on": form["reported_on"].value().isoformat(), "version": work.version}
    assert client.post(page.context["act"].url, given).status_code == 302
    assert work.updates.get().no_change


def test_an_alternate_is_told_on_whose_behalf_they_act(client: Client, owner: User, work: Recommendation) -> None:
    stands_in = person(Role.FOCAL_POINT, owner.memberships.get().unit, name="Li Jing")
    Recommendation.objects.filter(pk=work.pk).update(alternate=stands_in)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    client.force_login(stands_in)
    page = client.get(links()["No change, still on track"])
    assert "on behalf of Ana Ruiz" in page.content.decode()


def test_who_is_not_logged_in_logs_in_and_is_at_the_form(client: Client, owner: User, work: Recommendation) -> None:
    address = links()["I need more time"]
    asked = client.get(address)
    assert asked.status_code == 302
    given = {"username": owner.email, "password": PASSWORD, "next": address}
    assert client.post(asked["Location"], given, follow=True).context["act"].url.endswith("/moves/extend/")


def test_a_link_is_for_its_reader_and_as_wrong_as_any_other_for_everybody_else(
    client: Client, owner: User, work: Recommendation
) -> None:
    address = links()["Not mine"]
    token = address.rstrip("/").rpartition("/")[2]
    client.force_login(person(Role.COORDINATOR))
    assert client.get(address).status_code == 404
    client.force_login(owner)
    for wrong in (token[:-2], token[5:], "x" + token, "nothing", token.replace(":", ":A", 1)):
        assert client.get(address.replace(token, wrong)).status_code == 404


def test_a_link_ends_after_thirty_days_and_when_its_reader_revokes_it(
    client: Client, owner: User, work: Recommendation
) -> None:
    now = timezone.now()
    address = links()["Done"]

    def status(at: datetime) -> int:
        with time_machine.travel(at, tick=False):
            client.force_login(owner)
            return client.get(address).status_code

    assert (status(now + timedelta(days=29)), status(now + timedelta(days=31))) == (200, 410)
    client.force_login(owner)
    assert client.post("/account/mail/links/").status_code == 302
    ended = client.get(address)
    assert ended.status_code == 410
    assert work.get_absolute_url() in read(ended).links
    assert faults(read(ended)) == []
    assert client.get("/account/mail/").status_code == 200


def test_a_right_withdrawn_counts_whatever_the_link_says(client: Client, owner: User, work: Recommendation) -> None:
    address = links()["Done"]
    Recommendation.objects.filter(pk=work.pk).update(owner=person(Role.FOCAL_POINT))
    client.force_login(owner)
    assert client.get(address).status_code == 404


# --- not mine ---------------------------------------------------------------------------------------------------


def test_not_mine_is_asked_of_those_who_assign_and_changes_nothing_until_they_do(
    client: Client, owner: User, work: Recommendation
) -> None:
    unit = owner.memberships.get().unit
    head, other = person(Role.UNIT_HEAD, unit, name="Chen Weiming"), person(Role.FOCAL_POINT, unit, name="Li Jing")
    client.force_login(owner)
    form = client.get(links()["Not mine"], follow=True)
    assert faults(read(form)) == []
    empty = client.post(form.context["act"].url, {"reason": " ", "version": work.version})
    assert empty.status_code == 422
    given = {"reason": "It is about training.", "suggested": other.pk, "version": work.version}
    assert client.post(form.context["act"].url, given).status_code == 302
    work.refresh_from_db()
    assert work.owner == owner
    entry = work.history.order_by("seq").last()
    assert entry is not None
    assert (entry.action, entry.by, entry.given["suggested"]["name"]) == ("not_mine", owner, "Li Jing")
    again = client.post(form.context["act"].url, {**given, "version": work.version})
    assert "Somebody has said so already" in again.content.decode()

    client.force_login(head)
    assert [group.task.code for group in client.get("/").context["groups"]].count("reassign") == 1
    page = client.get(work.get_absolute_url()).content.decode()
    assert "says that this is somebody else’s" in page
    assert "It is about training." in page
    tracking.move(work, "assign", by=head, at=timezone.now(), given={"owner": other, "response_due_on": "2030-01-01"})
    assert ReassignmentRequest.objects.get().answered_by == head
    assert "reassign" not in [group.task.code for group in client.get("/").context["groups"]]


def test_what_has_ended_or_belongs_to_others_cannot_be_handed_over(
    client: Client, owner: User, work: Recommendation
) -> None:
    address = f"{work.get_absolute_url()}not-mine/"
    client.force_login(person(Role.COORDINATOR))
    assert "it is not assigned to you" in client.get(address).content.decode()
    Recommendation.objects.filter(pk=work.pk).update(implementation=Implementation.VERIFIED, version=work.version + 1)
    client.force_login(owner)
    assert client.post(address, {"reason": "No.", "version": work.version + 1}).status_code == 422
    assert not ReassignmentRequest.objects.exists()


# --- one click (RFC 8058) ---------------------------------------------------------------------------------------


@pytest.fixture
def helper(work: Recommendation) -> User:
    """A contributor whom a rule tells of target dates, for information."""
    # A test that committed before has emptied the table of the rules that the migrations leave.
    rule, _made = ReminderRule.objects.get_or_create(kind="target", unit=None)
    ReminderStep.objects.create(rule=rule, to="contributors", on_the_day=True)
    helper = person(Role.CONTRIBUTOR, UnitFactory())
    work.contributors.add(helper)
    return helper


def test_a_mail_for_information_can_be_ended_with_one_click_and_a_duty_cannot(owner: User, helper: User) -> None:
    tick(timezone.now())
    sent = {message.to[0]: message for message in mail.outbox}
    assert "List-Unsubscribe" not in sent[owner.email].extra_headers
    headers = sent[helper.email].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(headers["List-Unsubscribe"])
    assert re.fullmatch(r"<http://127\.0\.0\.1:8000/unsubscribe/[\w:-]+>", address)
    assert address.strip("<>") in str(sent[helper.email].body)
    assert "For your information" in str(sent[helper.email].body)
    assert "Nothing is asked of you." in str(sent[helper.email].body)


def test_a_mail_program_unsubscribes_without_log_in_cookie_or_redirect(owner: User, helper: User) -> None:
    tick(timezone.now())
    path = urlsplit(address_of(helper)).path
    program = Client(enforce_csrf_checks=True)
    for _scan in range(5):
        assert program.get(path).status_code == 200
    assert not MailPreference.objects.exists()
    for address in (path, f"{path}/", path, f"{path}/", path):
        program.cookies.clear()
        assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailPreference.objects.get().user == helper
    assert not MailPreference.objects.get().information
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert tick(timezone.now()) == [owner.email]


def test_an_address_that_nobody_gave_out_is_answered_like_every_other(owner: User, helper: User) -> None:
    tick(timezone.now())
    token = urlsplit(address_of(helper)).path.rstrip("/").rpartition("/")[2]
    stolen = token.partition(":")[0] + "A:" + token.partition(":")[2]
    answers = [Client().post(f"/unsubscribe/{wrong}/") for wrong in ("x", token[:-1], stolen, token[::-1])]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b"")}
    assert not MailPreference.objects.exists()
    User.objects.filter(pk=helper.pk).update(is_active=False)
    assert Client().post(f"/unsubscribe/{token}/").status_code == 404


def address_of(person: User) -> str:
    (sent,) = (message for message in mail.outbox if message.to == [person.email])
    return str(sent.extra_headers["List-Unsubscribe"]).strip("<>")


def test_the_page_behind_the_link_says_what_ends_and_what_does_not(owner: User, helper: User) -> None:
    tick(timezone.now())
    page = Client().get(urlsplit(address_of(helper)).path)
    assert faults(read(page)) == []
    assert "these are duties" in page.content.decode()


def test_every_answer_has_its_words() -> None:
    assert set(LABELS) == set(Answer)
