"""Asking for a new password: the same steps for an address that is nobody's, so that nothing tells the two apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from recommendations.models import User
from recommendations.people import letters, log, throttle


class _NobodyHere(Exception):
    """Takes back what was written for an address without an account."""


@transaction.atomic
def ask(email: str, attempt: throttle.Attempt, *, at: datetime) -> timedelta:
    """Queue a link for whoever has this address, if anybody has; returns how long one has to wait to ask again.

    For an unknown address the same statements run on behalf of the first person there is, and are taken back.
    """
    if wait := throttle.count(attempt, at=at, own=throttle.MAILS, of_address=throttle.MAILS_OF_ADDRESS):
        return wait
    person, anybody = User.objects.filter(email=email.strip().lower(), is_active=True).first(), User.objects.first()
    somebody = person or anybody
    if somebody is not None:
        try:
            with transaction.atomic():
                letters.send_reset(somebody, at=at)
                if person is None:
                    raise _NobodyHere
        except _NobodyHere:
            pass
    return timedelta()


def note_set(person: User, attempt: throttle.Attempt, *, at: datetime) -> None:
    """A password was set by a link: it is in the log, and log-ins from there need not wait any more."""
    log.record("password_set", by=person, at=at, person=person)
    throttle.succeeded(attempt, at=at)
