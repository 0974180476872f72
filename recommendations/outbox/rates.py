"""How much may leave: to the mail server in a minute, and to one person in a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count

from recommendations.models import OutgoingEmail

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
UNLIMITED = 1_000_000


def room(*, now: datetime) -> int:
    """How many mails the server may still get in this minute, whoever hands them over."""
    if not settings.OUTBOX_PER_MINUTE:
        return UNLIMITED
    left = OutgoingEmail.objects.filter(state=OutgoingEmail.State.SENT, sent_at__gt=now - MINUTE).count()
    allowed: int = settings.OUTBOX_PER_MINUTE
    return max(0, allowed - left)


def overfed(people: Collection[int], *, now: datetime) -> frozenset[int]:
    """Those of these people who have had as many mails in the last day as one person is to get."""
    sent = OutgoingEmail.objects.filter(state=OutgoingEmail.State.SENT, to__in=people, sent_at__gt=now - DAY)
    counted = sent.order_by().values("to").annotate(n=Count("pk")).filter(n__gte=settings.OUTBOX_PER_PERSON_A_DAY)
    return frozenset(counted.values_list("to", flat=True))
