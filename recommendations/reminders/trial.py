"""A mail that only shows that mail arrives."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from recommendations import outbox
from recommendations.models import OutgoingEmail, User

TRIAL = "trial"


def send_to(person: User, *, at: datetime) -> None:
    """Queue one, by the way every mail goes."""
    day = timezone.localdate(at, person.zone)
    outbox.enqueue([outbox.NewMail(f"{TRIAL}:{person.pk}:{at.isoformat()}", TRIAL, person.pk, day)], at=at)


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    words = outbox.in_words("trial", mail.to, {"at": mail.created_at})
    return outbox.Letter(*words, timezone.localdate(at, mail.to.zone))
