"""Handing mails over: each once, whatever the mail server answers or does not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from recommendations import outbox
from recommendations.models import OutgoingEmail, User
from tests.factories import NOW, TODAY, UserFactory
from tests.outbox.servers import MailServer, running

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State


def queue(count: int = 1) -> list[OutgoingEmail]:
    people = [UserFactory() for _ in range(count)]
    outbox.enqueue([outbox.NewMail(f"note:{person.pk}", "note", person.pk, TODAY) for person in people], at=NOW)
    return list(OutgoingEmail.objects.select_related("to").order_by("pk"))


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    return outbox.Letter(f"For {mail.to.name}", "In words.", f"<p>At {at:%H:%M}</p>", mail.day)


def deliver(at: datetime = NOW, writer: outbox.Writer = write, limit: int | None = None) -> outbox.Delivered:
    return outbox.deliver_waiting({"note": outbox.Kind(writer)}, limit=limit, clock=lambda: at)


def states() -> list[str]:
    return list(OutgoingEmail.objects.order_by("pk").values_list("state", flat=True))


def test_a_mail_is_handed_over_once_however_often_the_outbox_is_emptied(server: MailServer) -> None:
    (mail,) = queue()
    assert [deliver().sent for _ in range(3)] == [1, 0, 0]
    (message,) = server.messages
    assert message["To"] == mail.to.email
    assert message["Message-ID"] == f"<{mail.message_id}>"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.subject) == (State.SENT, NOW, f"For {mail.to.name}")


def test_the_same_key_is_queued_once() -> None:
    person = UserFactory()
    new = [outbox.NewMail("note:1", "note", person.pk, TODAY)]
    assert [outbox.enqueue(new, at=NOW) for _ in range(10)] == [1] + [0] * 9
    assert OutgoingEmail.objects.count() == 1


def test_every_recipient_has_a_message_of_their_own_over_one_connection(server: MailServer) -> None:
    mails = queue(5)
    assert deliver().sent == 5
    assert sorted(message["To"] for message in server.messages) == sorted(mail.to.email for mail in mails)
    assert server.connections == 1


def test_a_mail_waits_for_its_time(server: MailServer) -> None:
    person = UserFactory()
    later = NOW + timedelta(hours=1)
    outbox.enqueue([outbox.NewMail("note:1", "note", person.pk, TODAY)], at=NOW, due_at=later)
    assert deliver(NOW).sent == 0
    assert deliver(later).sent == 1


def test_a_passing_refusal_is_tried_again_later_and_later(server: MailServer) -> None:
    queue()
    server.at_rcpt = lambda _address: "451 greylisted, come back"
    at, waits = NOW, []
    for _ in range(7):
        assert deliver(at).put_back == 1
        mail = OutgoingEmail.objects.get()
        waits.append(mail.due_at - at)
        assert deliver(mail.due_at - timedelta(seconds=1)).put_back == 0
        at = mail.due_at
    assert [int(wait.total_seconds() / 60) for wait in waits] == [1, 5, 30, 60, 180, 360, 360]
    assert "greylisted" in mail.reason
    server.at_rcpt = lambda _address: None
    assert deliver(at).sent == 1


def test_a_server_that_keeps_refusing_is_given_up_after_five_days(server: MailServer) -> None:
    queue()
    server.at_rcpt = lambda _address: "451 not today"
    assert deliver(NOW + timedelta(days=5)).put_back == 1
    assert deliver(NOW + timedelta(days=5, hours=7)).failed == 1
    assert "not today" in OutgoingEmail.objects.get().reason


def test_a_lasting_refusal_is_kept_with_the_servers_words_and_not_tried_again(server: MailServer) -> None:
    bad, good = queue(2)
    server.at_rcpt = lambda address: "550 no such mailbox" if address == bad.to.email else None
    result = deliver()
    assert (result.sent, result.failed) == (1, 1)
    deliver(NOW + timedelta(days=1))
    assert server.rcpt_tries[bad.to.email] == 1
    assert OutgoingEmail.objects.get(pk=bad.pk).reason == "550 no such mailbox"
    assert len(server.to(good.to.email)) == 1


def test_a_refusal_after_the_data_is_a_refusal_too(server: MailServer) -> None:
    queue()
    server.at_data = lambda _address: "554 looks like spam"
    assert deliver().failed == 1
    assert OutgoingEmail.objects.get().reason == "554 looks like spam"


def test_after_a_lost_answer_there_is_one_repeat_under_the_same_message_id(server: MailServer) -> None:
    queue()
    server.at_data = lambda _address: "close"
    assert deliver().uncertain == 1
    assert states() == [State.SENDING]
    assert deliver(NOW + timedelta(minutes=14)) == outbox.Delivered(), "the lease still runs"
    server.at_data = lambda _address: None
    assert deliver(NOW + timedelta(minutes=16)).sent == 1
    assert deliver(NOW + timedelta(hours=1)) == outbox.Delivered()
    assert len(server.messages) == 2
    assert len({message["Message-ID"] for message in server.messages}) == 1


def test_when_the_answer_is_lost_twice_the_mail_is_listed_as_uncertain_and_never_sent_again(
    server: MailServer,
) -> None:
    queue()
    server.at_data = lambda _address: "close"
    for minutes in (0, 16, 32, 48, 500):
        deliver(NOW + timedelta(minutes=minutes))
    assert states() == [State.UNCERTAIN]
    assert len(server.messages) == 2


def test_a_lost_answer_does_not_hold_up_the_others(server: MailServer) -> None:
    first, *_others = queue(3)
    server.at_data = lambda address: "close" if address == first.to.email else None
    result = deliver()
    assert (result.sent, result.uncertain) == (2, 1)


def test_a_worker_that_died_with_a_mail_in_its_hands_is_followed_by_one_that_sends_it(server: MailServer) -> None:
    queue()
    (mail,) = outbox.claim(now=NOW)
    assert outbox.begin(mail, now=NOW)
    assert deliver(NOW + timedelta(minutes=14)).sent == 0
    assert deliver(NOW + timedelta(minutes=16)).sent == 1
    assert len(server.messages) == 1


@pytest.fixture
def nobody_listens(settings: Settings) -> int:
    with running(MailServer()) as port:
        pass
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return port


def test_while_nobody_listens_nothing_fails_and_what_goes_out_later_tells_the_later_facts(nobody_listens: int) -> None:
    queue(3)
    at = NOW
    while at < NOW + timedelta(hours=6):
        result = deliver(at)
        assert (result.sent, result.failed, result.uncertain) == (0, 0, 0)
        at += timedelta(minutes=10)
    assert states() == [State.QUEUED] * 3
    back = MailServer()
    with running(back, nobody_listens):
        later = NOW + timedelta(hours=13)
        assert deliver(later).sent == 3
    htmls = [part.get_content() for message in back.messages for part in message.iter_parts()][1::2]
    assert all(f"At {later:%H:%M}" in html for html in htmls)


def test_an_outage_is_found_out_with_one_mail_and_the_others_keep_their_place(nobody_listens: int) -> None:
    queue(3)
    deliver()
    assert sorted(OutgoingEmail.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_a_poisoned_mail_is_parked_with_its_fault_and_the_others_go_out(server: MailServer) -> None:
    mails = queue(20)
    User.objects.filter(pk=mails[3].to_id).update(email="two words@example.org\nbcc: x@example.org")

    def poisoned(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
        if mail.pk == mails[7].pk:
            raise KeyError("a name the template does not know")
        return write(mail, at)

    result = deliver(writer=poisoned)
    assert (result.sent, result.failed) == (18, 2)
    parked = OutgoingEmail.objects.filter(state=State.FAILED)
    assert {mail.pk for mail in parked} == {mails[3].pk, mails[7].pk}
    assert all(mail.reason for mail in parked)
    assert deliver(NOW + timedelta(days=1)) == outbox.Delivered()


def test_a_kind_nobody_writes_is_parked_too(server: MailServer) -> None:
    queue()
    assert outbox.deliver_waiting({}, clock=lambda: NOW).failed == 1


def test_somebody_who_left_between_queueing_and_sending_gets_nothing(server: MailServer) -> None:
    (mail,) = queue()
    mail.to.is_active = False
    mail.to.save()
    assert deliver().skipped == {"person_inactive": 1}
    assert server.messages == []
    assert OutgoingEmail.objects.get().reason == "person_inactive"


def test_a_mail_with_nothing_to_say_any_more_is_skipped_and_can_be_taken_up_again(server: MailServer) -> None:
    (mail,) = queue()

    def silent(_mail: OutgoingEmail, _at: datetime) -> outbox.Letter:
        raise outbox.NothingToSay("nothing_due")

    assert deliver(writer=silent).skipped == {"nothing_due": 1}
    assert deliver().sent == 0
    assert outbox.requeue_skipped([mail.pk], at=NOW, due_at=NOW) == 1
    assert deliver().sent == 1
    assert outbox.requeue_skipped([mail.pk], at=NOW, due_at=NOW) == 0


def test_after_a_lost_answer_a_mail_with_nothing_to_say_is_uncertain_not_skipped(server: MailServer) -> None:
    queue()
    server.at_data = lambda _address: "close"
    deliver()

    def silent(_mail: OutgoingEmail, _at: datetime) -> outbox.Letter:
        raise outbox.NothingToSay("nothing_due")

    deliver(NOW + timedelta(minutes=16), writer=silent)
    assert states() == [State.UNCERTAIN]


def test_a_mail_is_marked_as_sent_together_with_what_its_sending_means(server: MailServer) -> None:
    queue()
    told: list[datetime] = []
    deliver(writer=lambda mail, at: outbox.Letter("S", "T", "<p>H</p>", mail.day, told.append))
    assert told == [NOW]


def test_a_limit_leaves_the_rest_for_the_next_tick(server: MailServer) -> None:
    queue(3)
    assert [deliver(limit=2).sent, deliver(limit=2).sent] == [2, 1]


def test_a_worker_takes_no_more_than_it_asks_for_however_small_the_table_seems() -> None:
    queue()
    with connection.cursor() as cursor:  # the database plans for one row, as after a quiet night
        cursor.execute(f"ANALYZE {OutgoingEmail._meta.db_table}")
    queue(4)
    assert [len(outbox.claim(now=NOW, most=2)) for _ in range(3)] == [2, 2, 1]


def test_no_mail_is_begun_when_the_time_is_over(server: MailServer) -> None:
    queue(3)
    ticks = iter(NOW + timedelta(minutes=n) for n in range(40))
    result = outbox.deliver_waiting(
        {"note": outbox.Kind(write)}, begin_within=timedelta(minutes=9), clock=lambda: next(ticks)
    )
    assert 0 < result.sent < 3
    assert states().count(State.QUEUED) == 3 - result.sent


def test_what_was_claimed_and_not_begun_when_a_worker_died_is_not_in_doubt(server: MailServer) -> None:
    queue(3)
    outbox.claim(now=NOW, most=3)
    server.at_data = lambda _address: "close"
    assert deliver(NOW + timedelta(minutes=16)).uncertain == 3
    assert deliver(NOW + timedelta(minutes=32)).uncertain == 3
    assert deliver(NOW + timedelta(minutes=48)).uncertain == 3
    assert states() == [State.UNCERTAIN] * 3
    assert len(server.messages) == 2 * 3


def test_of_mails_claimed_together_only_the_one_begun_is_in_doubt_after_a_crash(server: MailServer) -> None:
    queue(3)
    first, *_others = outbox.claim(now=NOW, most=3)
    outbox.begin(first, now=NOW)
    assert deliver(NOW + timedelta(minutes=16)).sent == 3
    assert sorted(OutgoingEmail.objects.values_list("doubt", flat=True)) == [0, 0, 1]


def test_a_mail_whose_claim_ran_out_is_not_begun() -> None:
    queue()
    (late,) = outbox.claim(now=NOW)
    assert not outbox.begin(late, now=NOW + timedelta(minutes=16))
    (taken,) = outbox.claim(now=NOW + timedelta(minutes=16))
    assert outbox.begin(taken, now=NOW + timedelta(minutes=16))
    assert not outbox.begin(late, now=NOW + timedelta(minutes=16))


def test_mails_are_prepared_together_and_a_fault_there_stops_none(server: MailServer) -> None:
    queue(3)
    prepared: list[int] = []

    def prepare(mails: Sequence[OutgoingEmail], at: datetime) -> None:
        prepared.append(len(mails))
        raise LookupError("one of them is odd")

    kind = outbox.Kind(write, prepare=prepare)
    assert outbox.deliver_waiting({"note": kind}, clock=lambda: NOW).sent == 3
    assert prepared == [3]


def test_what_sending_means_is_written_down_even_if_the_worker_dies_before_it(server: MailServer) -> None:
    mails = queue(3)
    recorded: list[int] = []

    def dies(_mails: Sequence[OutgoingEmail]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outbox.deliver_waiting({"note": outbox.Kind(write, record=dies)}, clock=lambda: NOW)
    kind = outbox.Kind(write, record=lambda several: recorded.extend(mail.pk for mail in several))
    for _ in range(2):
        outbox.deliver_waiting({"note": kind}, clock=lambda: NOW)
    assert sorted(recorded) == [mail.pk for mail in mails]
    assert len(server.messages) == 3


def test_the_server_gets_no_more_in_a_minute_than_it_is_to(server: MailServer, settings: Settings) -> None:
    settings.OUTBOX_PER_MINUTE = 2
    queue(5)
    assert [deliver(NOW + timedelta(seconds=seconds)).sent for seconds in (0, 30, 61, 122)] == [2, 0, 2, 1]


def test_a_person_gets_no_more_in_a_day_than_one_is_to(server: MailServer, settings: Settings) -> None:
    settings.OUTBOX_PER_PERSON_A_DAY = 2
    person, other = UserFactory(), UserFactory()
    for n, one in enumerate([person, person, person, other]):
        outbox.enqueue([outbox.NewMail(f"note:{n}", "note", one.pk, TODAY)], at=NOW)
    assert deliver(NOW, limit=2).sent == 2
    result = deliver(NOW)
    assert (result.sent, result.put_back) == (1, 1)
    assert OutgoingEmail.objects.get(key="note:2").reason == "too_many_today"
    assert deliver(NOW + timedelta(hours=25)).sent == 1


def test_a_server_that_says_it_closes_gets_the_mail_over_another_connection(server: MailServer) -> None:
    (mail,) = queue()
    answers = iter(["421 too much for one connection"])
    server.at_rcpt = lambda _address: next(answers, None)
    assert deliver().sent == 1
    assert (server.connections, len(server.to(mail.to.email))) == (2, 1)


def test_a_server_that_hangs_up_before_the_message_has_not_taken_it_and_the_mail_waits(server: MailServer) -> None:
    queue()
    server.at_rcpt = lambda _address: "close"
    for minutes in (0, 16, 48):
        assert deliver(NOW + timedelta(minutes=minutes)).put_back == 1
    assert states() == [State.QUEUED]
    server.at_rcpt = lambda _address: None
    assert deliver(NOW + timedelta(hours=3)).sent == 1
    assert len(server.messages) == 1


def test_a_server_that_takes_one_mail_per_connection_gets_them_all_once(server: MailServer) -> None:
    queue(3)
    server.mails_per_connection = 1
    assert deliver() == outbox.Delivered(sent=3)
    assert len({message["Message-ID"] for message in server.messages}) == len(server.messages) == 3
    assert server.connections > 1
