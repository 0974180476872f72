"""Several beats, planners and workers at once: everybody still gets one mail."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.core import mail
from django.db import connection

from recommendations import history, outbox
from recommendations.models import HistoryEntry, OutgoingEmail, Reminder
from recommendations.reminders import planner
from recommendations.tasks import WRITERS
from tests.factories import NOW, UnitFactory, UserFactory
from tests.reminders.world import head_of, item

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


def at_once(times: int, act: Callable[[], T]) -> list[T]:
    barrier = Barrier(times)

    def turn(_number: int) -> T:
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(turn, range(times)))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> int:
    """Twelve owners with three items each, and the head of their unit who is told of all; small pages."""
    monkeypatch.setattr("recommendations.reminders.items.PAGE", 7)
    unit = UnitFactory()
    head_of(unit)
    owners = [UserFactory() for _ in range(12)]
    for due_in in (-14, -15, 0):
        for owner in owners:
            item(due_in, owner=owner, unit=unit)
    return len(owners) + 1


def test_five_planners_at_once_queue_one_digest_for_each_person(world: int) -> None:
    results = at_once(5, lambda: planner.plan(now=NOW))
    assert sum(result.planned for result in results) == world
    assert OutgoingEmail.objects.count() == world
    assert Reminder.objects.count() == 12 * 3 + 12 * 2
    assert set(OutgoingEmail.objects.values_list("due_at", flat=True)) == {NOW}


def test_four_workers_at_once_send_every_mail_once(world: int) -> None:
    planner.plan(now=NOW)
    results = at_once(4, lambda: outbox.deliver_waiting(WRITERS, clock=lambda: NOW))
    assert sum(result.sent for result in results) == world
    assert set(Counter(message.to[0] for message in mail.outbox).values()) == {1}
    assert len(mail.outbox) == world
    assert HistoryEntry.objects.filter(action="reminded").count() == 12 * 3 + 12 * 2
    assert list(history.verify()) == []


def test_planners_and_workers_that_run_into_each_other_lose_nothing_and_double_nothing(world: int) -> None:
    def tick() -> None:
        planner.plan(now=NOW)
        outbox.deliver_waiting(WRITERS, clock=lambda: NOW)

    at_once(4, tick)
    tick()
    assert set(Counter(message.to[0] for message in mail.outbox).values()) == {1}
    assert len(mail.outbox) == world
    told = Reminder.objects.filter(email__state=OutgoingEmail.State.SENT).count()
    assert told == HistoryEntry.objects.filter(action="reminded").count()
    assert list(history.verify()) == []


def test_eight_workers_who_reach_for_one_mail_are_given_it_once(world: int) -> None:
    planner.plan(now=NOW)
    OutgoingEmail.objects.exclude(pk=OutgoingEmail.objects.earliest("pk").pk).update(state=OutgoingEmail.State.SKIPPED)
    claimed = at_once(8, lambda: outbox.claim(now=NOW))
    assert sum(map(len, claimed)) == 1
