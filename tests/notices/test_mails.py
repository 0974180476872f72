"""Notices by mail: at once for who wants it, several acts in one mail, and only what no mail and no page has told."""

from datetime import timedelta

import pytest
from django.core import mail

from recommendations import outbox, tracking
from recommendations.models import MailPreference, Notice, OutgoingEmail, Recommendation, Unit, User
from recommendations.reminders import notice_mail
from recommendations.tasks import WRITERS
from tests.factories import NOW, TODAY, RecommendationFactory

LATER = NOW + timedelta(minutes=6)


def wishes(person, **fields):
    MailPreference.objects.create(user=person, planned_on=TODAY, **fields)


def tell(now=LATER):
    """Plan and deliver; the mails that went out by whom they went to."""
    before = len(mail.outbox)
    planned = notice_mail.plan(now=now)
    outbox.deliver_waiting(WRITERS, clock=lambda: now)
    sent = {message.to[0]: message for message in mail.outbox[before:]}
    return planned, sent


def test_several_acts_of_one_sitting_make_one_mail(world):
    wishes(world.owner, notices="at_once")
    other = RecommendationFactory()
    for item in (world.item, other):
        tracking.move(item, "assign", by=world.coordinator, at=NOW,
                      given={"owner": world.owner, "response_due_on": "2026-04-01"})  # fmt: skip
    assert tell(NOW + timedelta(minutes=4)) == (0, {})
    planned, sent = tell()
    assert planned == 1
    (message,) = sent.values()
    assert message.subject == "Suivi: 2 notices"
    for item in (world.item, other):
        assert item.reference in message.body
        assert item.get_absolute_url() in message.alternatives[0].content
    assert "Clara Reyes assigned it" in message.body
    assert set(Notice.objects.filter(to=world.owner).values_list("told_by__kind", flat=True)) == {"notice"}
    assert tell(LATER + timedelta(hours=1)) == (0, {})


def test_a_mail_about_one_item_says_in_its_subject_which_and_why(world):
    wishes(world.owner, notices="at_once")
    world.up_to_reported()
    Notice.objects.update(read_at=NOW)
    world.move("return", world.verifier, missing="The annex.", target_on="2026-Q4")
    (message,) = tell()[1].values()
    assert message.subject == f"Suivi: {world.item} – It has come back to you"
    assert "The annex." in message.body
    assert "The annex." in message.alternatives[0].content


def test_what_waits_may_come_at_once_while_the_rest_goes_into_the_digest(world):
    wishes(world.owner, urgent_at_once=True)
    world.assign()
    assert tell() == (0, {})
    Notice.objects.create(
        to=world.owner, cause="returned", recommendation=world.item, entry=world.item.history.create(seq=99, at=NOW),
        at=NOW,
    )  # fmt: skip
    (message,) = tell()[1].values()
    assert "Clara Reyes assigned it" in message.body, "what is told anyway need not come again tomorrow"


@pytest.mark.parametrize("choice", ["digest", "site", None])
def test_who_did_not_ask_for_it_gets_no_mail_at_once(world, choice):
    if choice:
        wishes(world.owner, notices=choice, urgent_at_once=choice == "site")
    world.assign()
    assert tell() == (0, {})


def test_what_was_read_or_is_out_of_sight_meanwhile_is_not_mailed(world):
    for somebody in (world.owner, world.head):
        wishes(somebody, notices="at_once")
    world.assign()
    notice_mail.plan(now=LATER)
    Notice.objects.filter(to=world.owner).update(read_at=LATER)
    Unit.objects.filter(pk=world.section.pk).update(parent=None)
    assert tell()[1] == {}
    assert set(OutgoingEmail.objects.values_list("state", "reason")) == {("skipped", "nothing_new")}


def test_a_mail_that_failed_is_followed_by_the_next_news_not_by_itself(world):
    wishes(world.owner, notices="at_once")
    world.assign()
    notice_mail.plan(now=LATER)
    OutgoingEmail.objects.update(state="failed")
    assert tell() == (0, {})
    world.accept()
    assert "assigned it" in next(iter(tell()[1].values())).body


def test_a_hundred_items_make_one_mail_that_says_how_many_more(world):
    wishes(world.owner, notices="at_once")
    items = [RecommendationFactory() for _ in range(40)]
    tracking.move_many(items, "assign", by=world.coordinator, at=NOW,
                       given={"owner": world.owner.pk, "response_due_on": "2026-04-01"})  # fmt: skip
    planned, sent = tell()
    assert planned == len(sent) == 1
    (message,) = sent.values()
    assert "And 10 recommendations more" in message.body
    assert not Notice.objects.filter(to=world.owner, told_by=None).exists()


def test_the_mail_is_in_the_readers_language_and_direction(world):
    User.objects.filter(pk=world.owner.pk).update(language="ar")
    wishes(world.owner, notices="at_once")
    world.assign()
    (message,) = tell()[1].values()
    assert '<html lang="ar" dir="rtl">' in message.alternatives[0].content


def test_who_has_left_gets_nothing(world):
    wishes(world.owner, notices="at_once")
    world.assign()
    User.objects.filter(pk=world.owner.pk).update(is_active=False)
    assert tell() == (0, {})
    assert Recommendation.objects.filter(owner=world.owner).exists()
