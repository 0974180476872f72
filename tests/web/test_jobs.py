"""Pages of long work: how far it is, with a script and without, and what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations import jobs
from recommendations.web import job_words
from tests.factories import UserFactory
from tests.web.markup import faults, read
from tests.web.test_detail import text_of


@pytest.fixture
def somebody(db, client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    told = job_words.JobKind(
        "Counting",
        {"counting": "One after the other."},
        result=lambda _job: ("Look at the sum", "/sum/"),
        refused=lambda job: [f"Cannot count {job.message_parameters['what']}."],
        follow=True,
    )
    monkeypatch.setitem(job_words.KINDS, "count", told)


def leave(somebody, ago=timedelta(0)):
    return jobs.leave("count", by=somebody, at=timezone.now() - ago, title="sheep.txt")


def test_a_waiting_job_says_so_and_that_no_worker_runs_when_it_waits_long(somebody, client):
    new, old = leave(somebody), leave(somebody, ago=timedelta(minutes=1))
    shown = client.get(new.get_absolute_url())
    assert "sheep.txt" in text_of(shown)
    assert "No background worker" not in text_of(shown)
    assert "No background worker" in text_of(client.get(old.get_absolute_url()))
    assert not faults(read(shown))


def test_the_page_looks_again_by_itself_until_the_job_has_ended(somebody, client):
    job = leave(somebody)
    waiting = client.get(job.get_absolute_url()).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    jobs.cancel(job, at=timezone.now())
    ended = client.get(job.get_absolute_url()).content.decode()
    assert "hx-trigger" not in ended
    assert "http-equiv" not in ended


def test_progress_is_a_bar_with_its_numbers_in_words(somebody, client):
    leave(somebody)
    job = jobs.claim(now=timezone.now())
    jobs.Progress(job, timezone.now)("counting", 30, 120)
    part = client.get(job.get_absolute_url(), headers={"HX-Request": "true"})
    assert "30 of 120 (25 %)" in text_of(part)
    assert "One after the other." in text_of(part)
    assert 'max="120" value="30"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_page_that_waits_is_led_to_the_result(somebody, client):
    leave(somebody)
    job = jobs.claim(now=timezone.now())
    jobs.run(job, {"count": lambda _job, _progress: {}})
    assert client.get(job.get_absolute_url(), headers={"HX-Request": "true"})["HX-Redirect"] == "/sum/"
    assert read(client.get(job.get_absolute_url())).one("a", href="/sum/").words == "Look at the sum"
    assert read(client.get(reverse("recommendations:jobs"))).one("a", href="/sum/")


def test_why_a_job_was_refused_is_said(somebody, client):
    def runner(_job, _progress):
        raise jobs.JobRefused("uncountable", what="water")

    leave(somebody)
    job = jobs.claim(now=timezone.now())
    jobs.run(job, {"count": runner})
    assert "Cannot count water." in text_of(client.get(job.get_absolute_url()))


def test_a_job_is_cancelled_once(somebody, client):
    job = leave(somebody)
    address = reverse("recommendations:job_cancel", args=[job.pk])
    assert "Cancelled. Nothing of it was stored." in text_of(client.post(address, follow=True))
    assert "It had ended already." in text_of(client.post(address, follow=True))


def test_the_list_asks_the_same_number_of_questions_for_one_job_and_for_many(
    somebody, client, django_assert_num_queries
):
    leave(somebody)
    address = reverse("recommendations:jobs")
    with django_assert_num_queries(4):
        client.get(address)
    for _ in range(20):
        leave(somebody)
    with django_assert_num_queries(4):
        client.get(address)


def test_without_any_job_the_list_says_what_would_be_here(somebody, client):
    assert "Nothing yet" in text_of(client.get(reverse("recommendations:jobs")))
