"""What a digest says: the facts of the moment it is sent, in the reader's language and day."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations import history, outbox, tracking
from recommendations.models import OutgoingEmail, Recommendation, RecommendationText, Reminder, User
from recommendations.permissions import Role
from recommendations.refusals import Stale
from recommendations.reminders import planner
from recommendations.tasks import WRITERS
from tests.factories import NOW, TODAY, EditionFactory, RecommendationFactory, UnitFactory, UserFactory, person
from tests.reminders.world import at, done, head_of, item, tick, under_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory(name="Ana Ruiz")


def sent() -> EmailMultiAlternatives:
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    return message


def parts() -> tuple[str, str]:
    """The text and the HTML of the one mail sent."""
    message = sent()
    return str(message.body), str(message.alternatives[0][0])


def test_a_digest_says_what_is_asked_by_when_and_where(owner: User) -> None:
    late, soon = item(-3, owner=owner, text="Requests a register of risks."), under_way(7, owner=owner)
    tick()
    assert sent().subject == "Suivi: 1 recommendation is overdue"
    for part in parts():
        assert "Dear Ana Ruiz," in part
        assert "2 recommendations ask for your attention." in part
        assert part.index("Overdue") < part.index(late.reference) < part.index("Due soon") < part.index(soon.reference)
        assert late.report.symbol in part
        assert "Requests a register of risks." in part
        assert "Response due on 27 February 2026 – 3 days late" in part
        assert "Target date 9 March 2026 – in 7 days" in part
        assert f"http://127.0.0.1:8000{late.get_absolute_url()}" in part
        assert "Prepare the response" in part
        assert "Report progress" in part
        assert "in the time zone UTC" in part


def test_one_day_is_said_as_one_day(owner: User) -> None:
    item(-1, owner=owner)
    tick()
    assert "1 day late" in parts()[0]
    item(1, owner=(other := UserFactory()))
    item(0, owner=other)
    mail.outbox.clear()
    tick()
    assert "in 1 day\n" in parts()[0]
    assert "– today" in parts()[0]
    assert sent().subject == "Suivi: 2 recommendations are due soon"


def test_a_part_is_read_with_the_words_above_it(owner: User) -> None:
    parent = RecommendationFactory(is_leaf=False, response="", text="Encourages Member States:")
    child = item(0, owner=owner, report=parent.report, parent=parent, text="to ratify the Convention.")
    tick()
    for part in parts():
        assert part.index("Encourages Member States:") < part.index("to ratify the Convention.")
    assert child.is_leaf


def test_the_words_are_of_the_edition_the_reader_reads_and_say_their_language(owner: User) -> None:
    one = item(0, owner=owner, text="Requests a register.")
    chinese = EditionFactory(report=one.report, language="zh")
    RecommendationText.objects.create(recommendation=one, edition=chinese, text="请秘书处建立登记册。")
    item(0, owner=UserFactory(language="zh-hans"), report=one.report, position=900)
    User.objects.filter(pk=owner.pk).update(language="zh-hans")
    tick()
    html = next(str(message.alternatives[0][0]) for message in mail.outbox if message.to == [owner.email])
    assert '<p style="margin: 0.5em 0 0;" dir="auto" lang="zh">请秘书处建立登记册。</p>' in html
    assert "register" not in html


def test_long_texts_are_cut_and_hostile_ones_are_only_text(owner: User) -> None:
    item(0, owner=owner, text="<script>alert(1)</script> {{ 7|add:7 }} " + "word " * 200)
    tick()
    text, html = parts()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<script>alert(1)</script> {{ 7|add:7 }}" in text
    assert "…" in text
    assert len(text) < 1500


def test_an_arabic_reader_gets_the_page_from_right_to_left_and_dates_in_arabic() -> None:
    item(0, owner=UserFactory(language="ar"))
    tick()
    html = parts()[1]
    assert '<html lang="ar" dir="rtl">' in html
    assert "March" not in html


def test_the_language_of_one_reader_does_not_stick_to_the_next() -> None:
    item(0, owner=UserFactory(language="fr", email="a@example.org"))
    item(0, owner=UserFactory(language="en", email="b@example.org"))
    tick()
    htmls = {message.to[0]: str(message.alternatives[0][0]) for message in mail.outbox}
    assert '<html lang="fr"' in htmls["a@example.org"]
    assert '<html lang="en"' in htmls["b@example.org"]
    assert "2 March 2026" in htmls["b@example.org"]


def test_a_line_that_is_done_when_the_mail_leaves_is_not_in_it(owner: User) -> None:
    finished, open_ = item(-1, owner=owner), item(-2, owner=owner)
    planner.plan(now=NOW)
    done(finished)
    tick()
    for part in parts():
        assert finished.get_absolute_url() not in part
        assert open_.get_absolute_url() in part
    assert not Reminder.objects.filter(recommendation=finished).exists(), "what was not told is not on record"


def test_a_mail_whose_every_line_is_done_is_not_sent(owner: User) -> None:
    done_before = item(-1, owner=owner)
    planner.plan(now=NOW)
    done(done_before)
    assert outbox.deliver_waiting(WRITERS, clock=lambda: NOW).skipped == {"nothing_due": 1}
    assert mail.outbox == []


def test_an_item_reassigned_before_the_mail_leaves_is_told_to_the_new_owner_only(owner: User) -> None:
    one, new = item(-1, owner=owner), UserFactory()
    planner.plan(now=NOW)
    Recommendation.objects.filter(pk=one.pk).update(owner=new, assigned_on=TODAY)
    assert tick() == [new.email]


def test_an_item_that_comes_back_on_the_same_day_is_told_after_all(owner: User) -> None:
    one = item(-1, owner=owner)
    planner.plan(now=NOW)
    Recommendation.objects.filter(pk=one.pk).update(owner=UserFactory())
    tick()
    Recommendation.objects.filter(pk=one.pk).update(owner=owner)
    assert owner.email in tick(NOW + timedelta(hours=1))


def test_an_owner_who_leaves_before_the_mail_does_gets_nothing_and_the_alternate_does(owner: User) -> None:
    alternate = UserFactory()
    item(-1, owner=owner, alternate=alternate)
    planner.plan(now=NOW)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert tick() == [alternate.email]


def test_a_unit_head_whose_item_moved_to_another_unit_is_not_told(owner: User) -> None:
    unit = UnitFactory()
    head = head_of(unit)
    one = item(-14, owner=owner, unit=unit)
    planner.plan(now=NOW)
    Recommendation.objects.filter(pk=one.pk).update(unit=UnitFactory())
    assert head.email not in tick()


def test_a_mail_delayed_for_hours_counts_the_days_from_when_it_leaves(owner: User) -> None:
    item(-1, owner=owner)
    planner.plan(now=at(0, hour=20))
    tick(at(1, hour=4))
    assert "2 days late" in parts()[0]


def test_a_mail_planned_for_a_day_to_come_speaks_of_that_day(owner: User) -> None:
    item(20, owner=owner)
    assert tick(NOW, as_of=TODAY + timedelta(days=27)) == [owner.email]
    assert "7 days late" in parts()[0]


def test_a_unit_head_reads_whose_it_is_under_a_heading_of_its_own(owner: User) -> None:
    unit = UnitFactory(name="Division for Treaties")
    head, senior = head_of(unit), person(Role.SENIOR_MANAGEMENT)
    item(-45, owner=owner, unit=unit)
    assert tick() == sorted([owner.email, head.email, senior.email])
    texts = {message.to[0]: str(message.body) for message in mail.outbox}
    assert "Overdue in your unit" in texts[head.email]
    assert "Owner: Ana Ruiz, Division for Treaties" in texts[head.email]
    assert "Long overdue in the organisation" in texts[senior.email]
    assert "Overdue in your unit" not in texts[owner.email]
    assert "Prepare the response" not in texts[head.email]


# --- the trace it leaves ---------------------------------------------------------------------------------------


def test_the_timeline_of_each_item_says_who_was_reminded_and_when(owner: User) -> None:
    items = [item(-1, owner=owner), item(0, owner=owner)]
    tick()
    tick(NOW + timedelta(hours=1))
    for one in items:
        entry = one.history.get()
        assert (entry.action, entry.at, entry.by) == ("reminded", NOW, None)
        assert entry.given["to"] == {"id": owner.pk, "name": "Ana Ruiz"}
        assert entry.given["due_on"] == one.response_due_on.isoformat()
    assert list(history.verify()) == []


def test_a_reminder_does_not_make_what_somebody_is_writing_stale() -> None:
    coordinator, unit = person(Role.COORDINATOR), UnitFactory()
    one = item(-1, owner=person(Role.FOCAL_POINT, unit), unit=unit)
    version = one.version
    tick()
    given = {"owner": one.owner, "response_due_on": TODAY + timedelta(days=30), "unit": unit}
    tracking.move(one, "assign", by=coordinator, at=NOW, given=given, version=version)
    tick(at(30))
    with pytest.raises(Stale) as raised:
        tracking.move(one, "assign", by=coordinator, at=NOW, given=given, version=version)
    assert [entry.action for entry in raised.value.since] == ["assign"]


def test_sending_takes_as_many_queries_for_twenty_items_as_for_one(owner: User) -> None:
    def queries(items: int) -> int:
        somebody = UserFactory()
        for _ in range(items):
            item(0, owner=somebody)
        planner.plan(now=NOW)
        with CaptureQueriesContext(connection) as seen:
            assert outbox.deliver_waiting(WRITERS, clock=lambda: NOW).sent == 1
        return len(seen)

    assert queries(20) == queries(1)


def test_what_is_due_is_judged_by_the_readers_day_not_the_servers() -> None:
    there = UserFactory(time_zone="Pacific/Kiritimati")
    item(1, owner=there)
    tick(at(0, hour=11))
    assert "– today" in parts()[0]
    assert OutgoingEmail.objects.get().day == date(2026, 3, 3)
    assert timezone.localdate(at(0, hour=11)) == TODAY
