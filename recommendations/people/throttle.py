"""How long a log-in has to wait after others have failed: the same for every worker, because the database counts.

Two things are counted: an account from an address of the network, and the address alone. Some attempts are free, then
each one waits twice as long as the last, up to a quarter of an hour. Nothing is counted for an account as a whole, so
nobody can lock somebody else out from afar; and an account that has logged in from an address before does not wait
for what others there got wrong. Every attempt is counted before its password is looked at, so that many at once gain
nothing, and the count is taken back when the password was right.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from recommendations.models import LoginThrottle

LONGEST = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)
KNOWN_FOR = timedelta(days=90)
# An address that is a network's own is not one person's: a provider hands a /64 to each subscriber.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """After `free` attempts that failed the next waits for `first`, then twice as long each time."""

    free: int
    first: timedelta

    def wait(self, failures: int) -> timedelta:
        over = failures - self.free
        if over < 0:
            return timedelta()
        return min(self.first * (1 << min(over, 20)), LONGEST)


ACCOUNT = Limit(free=5, first=timedelta(seconds=5))
ADDRESS = Limit(free=20, first=timedelta(seconds=5))
MAILS = Limit(free=3, first=timedelta(minutes=5))
MAILS_OF_ADDRESS = Limit(free=20, first=timedelta(minutes=1))


@dataclass(frozen=True)
class Attempt:
    """One attempt: what it is for, as whom, from where. `name` is what was typed, whoever that is."""

    purpose: str
    name: str
    address: str

    @property
    def own_key(self) -> str:
        return _digest(self.purpose, self.name.strip().lower(), self.address)

    @property
    def address_key(self) -> str:
        return _digest(self.purpose, "", self.address)


def address_of(request: HttpRequest, *, behind_proxy: bool) -> str:
    """Where a request comes from: the network of an IPv6 address, an IPv4 address itself.

    Behind a proxy that is what the proxy wrote last; all before it could have been written by anybody.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if behind_proxy:
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip() or given
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


def count(attempt: Attempt, *, at: datetime, own: Limit = ACCOUNT, of_address: Limit = ADDRESS) -> timedelta:
    """Count an attempt; returns how long it has to wait, and then it must not be made, and is not counted."""
    with transaction.atomic():
        mine, network = (_row(key, at) for key in (attempt.own_key, attempt.address_key))
        is_known = mine.known_at is not None and at - mine.known_at < KNOWN_FOR
        judged = [mine] if is_known else [mine, network]
        waits = [row.wait_until - at for row in judged if row.wait_until is not None and row.wait_until > at]
        if waits:
            return max(waits)
        for row, limit in ((mine, own), (network, of_address)):
            _add(row, limit, at)
    return timedelta()


def succeeded(attempt: Attempt, *, at: datetime) -> None:
    """The password was right: the account's count from there ends, and the attempt is taken back from the address."""
    with transaction.atomic():
        mine, network = (_row(key, at) for key in (attempt.own_key, attempt.address_key))
        mine.failures, mine.wait_until, mine.known_at = 0, None, at
        network.failures = max(network.failures - 1, 0)
        network.wait_until = network.wait_until if network.failures >= ADDRESS.free else None
        for row in (mine, network):
            row.save(update_fields=["failures", "wait_until", "known_at"])


def forget_old(*, at: datetime) -> int:
    """Rows nobody needs any more; returns how many."""
    deleted, _by_model = LoginThrottle.objects.filter(last_at__lt=at - KNOWN_FOR).delete()
    return deleted


def _row(key: str, at: datetime) -> LoginThrottle:
    """Held until the transaction ends, so that two attempts at once count as two."""
    LoginThrottle.objects.bulk_create([LoginThrottle(key=key, last_at=at)], ignore_conflicts=True)
    return LoginThrottle.objects.select_for_update().get(key=key)


def _add(row: LoginThrottle, limit: Limit, at: datetime) -> None:
    row.failures = 1 if at - row.last_at > FORGOTTEN_AFTER else row.failures + 1
    wait = limit.wait(row.failures)
    row.last_at, row.wait_until = at, at + wait if wait else None
    row.save(update_fields=["failures", "last_at", "wait_until"])


def _digest(purpose: str, name: str, address: str) -> str:
    return salted_hmac(
        "recommendations.people.throttle", "\0".join((purpose, name, address)), algorithm="sha256"
    ).hexdigest()
