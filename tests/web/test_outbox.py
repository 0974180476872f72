"""The outbox page: for coordinators alone, every state in words, and nothing done by looking."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from recommendations import outbox
from recommendations.models import OutboxPause, OutgoingEmail, Reminder, User
from recommendations.permissions import Role
from recommendations.reminders import digest, planner
from recommendations.tasks import WRITERS
from tests.factories import RecommendationFactory, UnitFactory, UserFactory, person
from tests.web.markup import faults, read

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State


@pytest.fixture
def coordinator(client: Client) -> User:
    coordinator = person(Role.COORDINATOR, name="Clara Reyes")
    client.force_login(coordinator)
    return coordinator


def queued(to: User | None = None, **fields: object) -> OutgoingEmail:
    """A digest about one item that is due today, waiting to leave."""
    owner = to or UserFactory()
    RecommendationFactory(owner=owner, unit=UnitFactory(), response_due_on=timezone.now().date())
    planner.plan(now=timezone.now())
    mail = OutgoingEmail.objects.get(to=owner)
    OutgoingEmail.objects.filter(pk=mail.pk).update(**fields)
    mail.refresh_from_db()
    return mail


def deliver() -> outbox.Delivered:
    return outbox.deliver_waiting(WRITERS)


ADDRESSES = ["/outbox/", "/outbox/{}/", "/outbox/{}/html/", "/outbox/{}/again/"]
BUTTONS = ["/outbox/pause/", "/outbox/go-on/", "/outbox/test/", "/outbox/{}/again/"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_everybody_but_coordinators_is_told_there_is_no_outbox(client: Client, role: Role) -> None:
    waiting = queued(state=State.FAILED, reason="550 no such mailbox")
    client.force_login(person(role))
    assert "/outbox/" not in read(client.get("/")).links
    assert {client.get(address.format(waiting.pk)).status_code for address in ADDRESSES} == {404}
    assert {client.post(address.format(waiting.pk)).status_code for address in BUTTONS} == {404}
    waiting.refresh_from_db()
    assert (waiting.state, OutboxPause.objects.count(), OutgoingEmail.objects.count()) == (State.FAILED, 0, 1)


def test_a_coordinator_finds_it_in_the_navigation_and_an_empty_one_says_so(client: Client, coordinator: User) -> None:
    assert "/outbox/" in read(client.get("/")).links
    page = client.get("/outbox/")
    assert "No mail yet" in page.content.decode()
    assert faults(read(page)) == []


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (State.QUEUED, "", "Queued"),
        (State.SENT, "", "Sent"),
        (State.SKIPPED, "nothing_due", "Nothing in it is due any more."),
        (State.SKIPPED, "person_inactive", "The person has left."),
        (State.FAILED, "451 come back", "451 come back"),
        (State.UNCERTAIN, "answer_lost_twice", "answer was lost twice"),
    ],
)
def test_each_mail_says_what_became_of_it_and_why(
    client: Client, coordinator: User, state: str, reason: str, words: str
) -> None:
    one = queued(state=state, reason=reason, sent_at=timezone.now() if state == State.SENT else None)
    page = client.get(f"/outbox/?state={state}")
    assert words in page.content.decode().replace("&#x27;", "'")
    assert f"/outbox/{one.pk}/" in read(page).links
    assert faults(read(page)) == []
    other = State.QUEUED if state != State.QUEUED else State.SENT
    assert f"/outbox/{one.pk}/" not in read(client.get(f"/outbox/?state={other}")).links


def test_a_person_and_a_recommendation_narrow_the_list(client: Client, coordinator: User) -> None:
    first, second = queued(UserFactory(name="Amal Haddad")), queued(UserFactory(name="Boris Lvov"))
    item = Reminder.objects.get(email=first).recommendation
    for query in ("person=haddad", f"person={first.to.email}", f"item={item.report.symbol} {item.reference}"):
        links = read(client.get(f"/outbox/?{query}")).links
        assert f"/outbox/{first.pk}/" in links, query
        assert f"/outbox/{second.pk}/" not in links, query
    assert "No mail fits" in client.get("/outbox/?person=nobody").content.decode()


def test_a_long_outbox_comes_in_pages_latest_first(client: Client, coordinator: User) -> None:
    now = timezone.now()
    for minutes in range(60):
        outbox.enqueue(
            [outbox.NewMail(f"note:{minutes}", "note", coordinator.pk, now.date())], at=now - timedelta(minutes=minutes)
        )
    answer = client.get("/outbox/")
    assert [mail.key for mail in answer.context["page"].rows] == [f"note:{n}" for n in range(50)]
    rest = client.get("/outbox/", {"after": answer.context["page"].next})
    assert [mail.key for mail in rest.context["page"].rows] == [f"note:{n}" for n in range(50, 60)]
    assert "Queued: 60" in client.get("/outbox/").content.decode()


def test_a_mail_shows_how_it_would_read_now_and_looking_changes_nothing(client: Client, coordinator: User) -> None:
    waiting = queued()
    reminder = Reminder.objects.select_related("recommendation").get(email=waiting)
    answer = client.get(f"/outbox/{waiting.pk}/")
    page = answer.content.decode()
    assert reminder.recommendation.reference in page
    assert f'src="/outbox/{waiting.pk}/html/"' in page
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    html = client.get(f"/outbox/{waiting.pk}/html/")
    assert waiting.to.name in html.content.decode()
    assert "sandbox" in html["Content-Security-Policy"]
    assert "script-src" not in html["Content-Security-Policy"]
    type(reminder.recommendation).objects.filter(pk=reminder.recommendation_id).update(response_due_on=None)
    assert "Nothing in it is due any more." in client.get(f"/outbox/{waiting.pk}/").content.decode()
    assert client.get(f"/outbox/{waiting.pk}/html/").status_code == 404
    assert Reminder.objects.filter(pk=reminder.pk).exists()
    waiting.refresh_from_db()
    assert waiting.state == State.QUEUED


def test_a_mail_that_cannot_be_made_says_what_is_wrong_with_it(client: Client, coordinator: User) -> None:
    outbox.enqueue([outbox.NewMail("odd:1", "odd", coordinator.pk, timezone.now().date())], at=timezone.now())
    page = client.get(f"/outbox/{OutgoingEmail.objects.get().pk}/")
    assert page.status_code == 200
    assert "KeyError" in page.content.decode()


def test_sending_again_is_asked_first_and_keeps_key_and_message_id(client: Client, coordinator: User) -> None:
    failed = queued(state=State.FAILED, reason="550 no such mailbox", tries=3)
    address = f"/outbox/{failed.pk}/again/"
    assert faults(read(client.get(address))) == []
    assert OutgoingEmail.objects.get().state == State.FAILED
    assert client.post(address, follow=True).status_code == 200
    again = OutgoingEmail.objects.get()
    assert (again.state, again.tries, again.sent_again_by) == (State.QUEUED, 0, coordinator)
    assert (again.key, again.message_id) == (failed.key, failed.message_id)
    assert deliver().sent == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{failed.message_id}>"
    assert "Clara Reyes" in client.get(f"/outbox/{failed.pk}/").content.decode()


def test_pressing_send_again_twice_sends_once(client: Client, coordinator: User) -> None:
    failed = queued(state=State.FAILED)
    client.post(f"/outbox/{failed.pk}/again/")
    assert deliver().sent == 1
    assert "moved on meanwhile" in client.post(f"/outbox/{failed.pk}/again/", follow=True).content.decode()
    assert deliver() == outbox.Delivered()


def test_an_uncertain_mail_sent_again_gets_one_more_attempt_and_the_page_warns_of_a_copy(
    client: Client, coordinator: User
) -> None:
    uncertain = queued(state=State.UNCERTAIN, doubt=1)
    assert "A copy may have arrived already" in client.get(f"/outbox/{uncertain.pk}/again/").content.decode()
    client.post(f"/outbox/{uncertain.pk}/again/")
    now = timezone.now()
    (again,) = outbox.claim(now=now)
    assert outbox.begin(again, now=now)
    assert outbox.claim(now=now + timedelta(hours=1)) == [], "its answer was lost again: nothing more is tried"
    assert outbox.deliver_waiting(WRITERS, clock=lambda: now + timedelta(hours=1)).uncertain == 1


def test_while_paused_nothing_leaves_and_every_page_tells_coordinators(client: Client, coordinator: User) -> None:
    queued()
    client.post("/outbox/pause/")
    client.post("/outbox/pause/")
    assert deliver() == outbox.Delivered()
    assert outbox.oldest_wait(now=timezone.now() + timedelta(days=1)) is None
    page = client.get("/reports/")
    assert "Clara Reyes paused the outbox" in page.content.decode()
    assert faults(read(page)) == []
    reader = Client()
    reader.force_login(person(Role.READER))
    assert "paused the outbox" not in reader.get("/").content.decode()
    client.post("/outbox/go-on/")
    assert "paused the outbox" not in client.get("/reports/").content.decode()
    assert deliver().sent == 1


def test_a_pause_holds_back_what_has_not_begun(coordinator: User) -> None:
    for _ in range(3):
        queued()
    written = []

    def pausing(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
        written.append(mail)
        if len(written) == 2:
            outbox.pause(by=coordinator, at=timezone.now())
        return digest.write(mail, at)

    assert outbox.deliver_waiting({**WRITERS, planner.DIGEST: outbox.Kind(pausing, record=digest.record)}).sent == 1
    assert OutgoingEmail.objects.filter(state=State.QUEUED, tries=0, token="").count() == 2


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans", "fr", "ru", "es"])
def test_a_test_mail_goes_to_whoever_asks_in_their_language(client: Client, coordinator: User, language: str) -> None:
    User.objects.filter(pk=coordinator.pk).update(language=language)
    client.post("/outbox/test/")
    assert deliver().sent == 1
    (message,) = mail.outbox
    assert message.to == [coordinator.email]
    assert coordinator.name in message.body
    assert f'lang="{language}"' in message.alternatives[0][0]


def test_bounces_stand_on_top_with_the_address_until_a_mail_arrives(client: Client, coordinator: User) -> None:
    bounced = queued(state=State.FAILED, reason="550 no such mailbox")
    queued(state=State.FAILED, reason="TypeError: broken")
    assert [mail.pk for mail in client.get("/outbox/").context["bounces"]] == [bounced.pk]
    assert "Addresses to mend" in client.get("/outbox/").content.decode()
    client.post(f"/outbox/{bounced.pk}/again/")
    assert deliver().sent == 1
    assert client.get("/outbox/").context["bounces"] == []


def test_a_clock_that_has_stopped_is_told_until_it_runs_again(
    client: Client, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    planner.plan(now=timezone.now() - timedelta(hours=72, minutes=5))
    planner.plan(now=timezone.now(), as_of=timezone.localdate())  # asked for by its date: not the clock
    assert "No reminders have been planned for 72 hours" in client.get("/outbox/").content.decode()
    assert not caplog.records
    planner.plan(now=timezone.now())
    assert "3 days, 0:05:0" in caplog.text
    assert "No reminders have been planned" not in client.get("/outbox/").content.decode()
