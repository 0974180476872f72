"""The health address: what a machine that watches the installation is told."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
import redis
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from recommendations import outbox
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker() -> Iterator[None]:
    with patch.object(redis.Redis, "ping", return_value=True):
        yield


def queue_mail(*, minutes_ago: int) -> None:
    person, at = UserFactory(), timezone.now() - timedelta(minutes=minutes_ago)
    outbox.enqueue([outbox.NewMail(f"note:{person.pk}", "note", person.pk, at.date())], at=at)


def test_a_stranger_is_told_that_all_is_well(client: Client, broker: None) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "oldest_due_mail_age_seconds": 0,
    }
    assert "no-store" in answer["Cache-Control"]


def test_a_mail_that_has_waited_a_while_is_not_alarming(client: Client, broker: None) -> None:
    queue_mail(minutes_ago=10)
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert 600 <= answer.json()["oldest_due_mail_age_seconds"] < 660


def test_workers_that_have_gone_silent_turn_it_red(client: Client, broker: None) -> None:
    queue_mail(minutes_ago=16)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"


def test_a_mail_left_by_a_dead_worker_counts_from_the_end_of_its_lease(client: Client, broker: None) -> None:
    queue_mail(minutes_ago=40)
    outbox.claim(now=timezone.now() - timedelta(minutes=20))
    assert 300 <= client.get("/health/").json()["oldest_due_mail_age_seconds"] < 360


def test_without_a_broker_it_is_red_and_says_no_address(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://:a-secret@127.0.0.1:1/0"
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["broker"] == "unreachable"
    assert b"secret" not in answer.content
    assert b"127.0.0.1" not in answer.content


def test_without_a_database_it_is_red(client: Client, broker: None) -> None:
    with patch.object(outbox, "oldest_wait", side_effect=OperationalError("no route to db.example.org")):
        answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"
    assert b"example.org" not in answer.content
