"""Log-ins that fail have to wait, nobody is locked out from afar, and no answer gives an account away."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from recommendations.models import LoginThrottle
from recommendations.people import throttle
from recommendations.people.throttle import ACCOUNT, ADDRESS, LONGEST, Attempt
from tests.factories import NOW, PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
MINE = Attempt("log-in", "li@example.org", "192.0.2.1")


def fails(attempt=MINE, times=1, at=NOW):
    return [throttle.count(attempt, at=at) for _ in range(times)]


def test_the_wait_doubles_up_to_the_longest():
    waits = [ACCOUNT.wait(failures) for failures in range(4, 9)]
    assert waits == [timedelta(seconds=seconds) for seconds in (0, 5, 10, 20, 40)]
    assert ACCOUNT.wait(10_000) == LONGEST


def test_after_the_free_attempts_each_waits_and_a_wait_is_not_counted():
    assert fails(times=ACCOUNT.free) == [timedelta()] * ACCOUNT.free
    assert fails(times=3) == [timedelta(seconds=5)] * 3
    assert fails(at=NOW + timedelta(seconds=5)) == [timedelta()]
    assert fails(at=NOW + timedelta(seconds=6)) == [timedelta(seconds=9)]


def test_the_right_password_ends_the_count():
    fails(times=ACCOUNT.free - 1)
    throttle.succeeded(MINE, at=NOW)
    assert fails(times=ACCOUNT.free) == [timedelta()] * ACCOUNT.free


def test_who_fails_elsewhere_locks_nobody_out():
    fails(Attempt("log-in", MINE.name, "203.0.113.9"), times=50)
    assert fails() == [timedelta()]


def test_one_address_that_tries_many_accounts_has_to_wait():
    spray = [Attempt("log-in", f"person{n}@example.org", MINE.address) for n in range(ADDRESS.free + 1)]
    assert [fails(one) for one in spray] == [[timedelta()]] * ADDRESS.free + [[timedelta(seconds=5)]]


def test_an_account_known_at_an_address_does_not_wait_for_what_others_there_got_wrong():
    throttle.count(MINE, at=NOW)
    throttle.succeeded(MINE, at=NOW)
    for n in range(ADDRESS.free + 5):
        fails(Attempt("log-in", f"person{n}@example.org", MINE.address))
    assert fails() == [timedelta()]
    assert fails(Attempt("log-in", "stranger@example.org", MINE.address))[0] > timedelta()


def test_what_failed_long_ago_is_forgotten_and_cleared_away():
    fails(times=ACCOUNT.free)
    later = NOW + throttle.FORGOTTEN_AFTER + timedelta(minutes=1)
    assert fails(times=ACCOUNT.free, at=later) == [timedelta()] * ACCOUNT.free
    assert throttle.forget_old(at=later + throttle.KNOWN_FOR + timedelta(seconds=1)) == 2
    assert not LoginThrottle.objects.exists()


@pytest.mark.parametrize(
    ("remote", "forwarded", "behind_proxy", "found"),
    [
        ("192.0.2.1", "", False, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.7", False, "192.0.2.1"),
        ("10.0.0.1", "198.51.100.1, 203.0.113.7", True, "203.0.113.7"),
        ("10.0.0.1", "", True, "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", False, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", False, "192.0.2.1"),
        ("10.0.0.1", "nonsense", True, "unknown"),
    ],
)
def test_where_a_request_comes_from(remote, forwarded, behind_proxy, found):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, **extra)
    assert throttle.address_of(request, behind_proxy=behind_proxy) == found


def enter(client, email, password="wrong"):
    return client.post("/accounts/login/", {"username": email, "password": password})


@pytest.mark.parametrize("exists", [True, False])
def test_the_page_answers_the_same_for_an_account_and_for_none(client, exists):
    if exists:
        UserFactory(email="li@example.org")
    answers = [enter(client, "li@example.org") for _ in range(ACCOUNT.free + 1)]
    assert [answer.status_code for answer in answers] == [200] * ACCOUNT.free + [429]
    assert "No account has this e-mail address with this password." in answers[0].content.decode()
    assert "Too many log-ins failed. Wait 5 seconds" in answers[-1].content.decode()
    assert answers[-1].headers["Retry-After"] == "5"


def test_while_it_waits_even_the_right_password_says_nothing_and_afterwards_it_enters(client):
    UserFactory(email="li@example.org")
    for _ in range(ACCOUNT.free):
        enter(client, "li@example.org")
    assert enter(client, "LI@example.org", PASSWORD).status_code == 429
    LoginThrottle.objects.update(wait_until=timezone.now())
    assert enter(client, "li@example.org", PASSWORD).status_code == 302
    assert LoginThrottle.objects.filter(failures=0, known_at__isnull=False).count() == 1
