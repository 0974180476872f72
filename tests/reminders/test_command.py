"""`manage.py remind`: plan and send without waiting for the clock."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations import tasks
from recommendations.models import OutgoingEmail, Recommendation, Reminder, User
from tests.factories import TODAY, UserFactory
from tests.reminders.world import item

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory(name="Ana Ruiz")


def late_today(owner: User) -> Recommendation:
    """Three days late on the day the test runs: the command has no other clock than the machine's."""
    one = item(0, owner=owner)
    Recommendation.objects.filter(pk=one.pk).update(response_due_on=timezone.localdate() - timedelta(days=3))
    return one


def remind(*args: str) -> dict[str, Any]:
    out = StringIO()
    call_command("remind", *args, "--format", "json", stdout=out)
    result: dict[str, Any] = json.loads(out.getvalue())
    return result


def test_it_plans_and_sends_and_the_second_time_there_is_nothing_to_do(owner: User) -> None:
    late_today(owner)
    nothing = {"planned": 0, "sent": 0, "skipped": {}, "failed": 0, "uncertain": 0, "waiting": 0}
    assert remind() == {**nothing, "planned": 1, "sent": 1}
    assert remind() == nothing
    assert [message.to for message in mail.outbox] == [[owner.email]]


def test_it_can_act_as_if_it_were_another_day(owner: User) -> None:
    item(30, owner=owner)
    assert remind("--as-of", (TODAY - timedelta(days=1)).isoformat())["planned"] == 0
    assert remind("--as-of", TODAY.isoformat())["sent"] == 1
    assert remind("--as-of", TODAY.isoformat())["sent"] == 0


def test_a_dry_run_says_who_would_get_what_and_leaves_no_trace(owner: User) -> None:
    one = late_today(owner)
    assert remind("--dry-run") == {
        "planned": 1,
        "sent": 0,
        "skipped": {},
        "failed": 0,
        "uncertain": 0,
        "waiting": 0,
    }
    out = StringIO()
    call_command("remind", "--dry-run", stdout=out)
    assert f"Ana Ruiz <{owner.email}>" in out.getvalue()
    assert str(one) in out.getvalue()
    assert mail.outbox == []
    assert not OutgoingEmail.objects.exists()
    assert not Reminder.objects.exists()


def test_what_was_left_out_is_counted_with_its_reason(owner: User) -> None:
    late_today(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert remind()["skipped"] == {"nobody_reachable": 1}
    out = StringIO()
    call_command("remind", stdout=out)
    assert "1: items for which nobody can be reached" in out.getvalue()


def test_a_day_that_is_none_is_wrong_use() -> None:
    with pytest.raises(CommandError, match="2026-02-30"):
        remind("--as-of", "2026-02-30")


def test_the_two_tasks_of_the_clock_do_the_same(owner: User) -> None:
    late_today(owner)
    assert [tasks.plan_reminders(), tasks.deliver_outbox()] == [1, 1]
    assert [tasks.plan_reminders(), tasks.deliver_outbox()] == [0, 0]
    assert len(mail.outbox) == 1
