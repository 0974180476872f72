"""Mails that wait: leaving one to be sent, and taking the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Case, Min, Q, When

from recommendations.models import OutboxPause, OutgoingEmail

State = OutgoingEmail.State

# Longer than EMAIL_TIMEOUT, after which the worker that holds a mail has given up on it.
LEASE = timedelta(minutes=15)


# One statement, so that a worker asks the database once for several mails. One that a dead worker had claimed but not
# begun is as good as new; one it had begun may have gone out, and is begun once more at most.
# Materialized: in a small table PostgreSQL may ask a subquery again for each row, and skip what it has locked already.
_CLAIM = """
    WITH next AS MATERIALIZED (
        SELECT id FROM recommendations_outgoingemail
        WHERE due_at <= %(now)s
          AND state IN ('queued', 'sending')
          AND (state = 'queued' OR lease_until < %(now)s AND (doubt = 0 OR begun_at IS NULL))
          AND NOT EXISTS (SELECT 1 FROM recommendations_outboxpause)
        ORDER BY due_at, id
        LIMIT %(most)s
        {skip_locked}
    )
    UPDATE recommendations_outgoingemail
    SET doubt = doubt + CASE WHEN begun_at IS NOT NULL THEN 1 ELSE 0 END,
        state = 'sending', begun_at = NULL, token = %(token)s, lease_until = %(until)s
    WHERE id IN (SELECT id FROM next)
    RETURNING *
"""

# Once for each mail, so past the models, which take longer than the database.
_BEGIN = """
    UPDATE recommendations_outgoingemail
    SET begun_at = %(now)s, lease_until = %(until)s, tries = tries + 1
    WHERE id = %(pk)s AND token = %(token)s AND state = 'sending' AND lease_until >= %(now)s
      AND NOT EXISTS (SELECT 1 FROM recommendations_outboxpause)
"""


class NewMail(NamedTuple):
    """A mail to be written later: `key` says what it is and makes it unique; `day` is the reader's own."""

    key: str
    kind: str
    to_id: int
    day: date


def enqueue(mails: Iterable[NewMail], *, at: datetime, due_at: datetime | None = None) -> int:
    """Leave mails to be sent from `due_at` (now, if not given); keys that are already there stay as they are.

    Returns how many are new. Belongs in the transaction of what causes the mail.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    rows = {
        mail.key: OutgoingEmail(
            **mail._asdict(), created_at=at, due_at=due_at or at, message_id=f"{uuid4().hex}@{host}"
        )
        # Always in the same order, so that two who queue the same mails at once do not wait for each other.
        for mail in sorted(mails, key=lambda mail: mail.key)
    }
    OutgoingEmail.objects.bulk_create(rows.values(), batch_size=1000, ignore_conflicts=True)
    return OutgoingEmail.objects.filter(message_id__in=[row.message_id for row in rows.values()]).count()


def requeue_skipped(ids: Collection[int], *, at: datetime, due_at: datetime) -> int:
    """Take up again mails that had nothing to say and now have; they never left the house."""
    again = OutgoingEmail.objects.filter(pk__in=ids, state=State.SKIPPED)
    return again.update(state=State.QUEUED, created_at=at, due_at=due_at, tries=0, begun_at=None, reason="")


def claim(*, now: datetime, most: int = 1, lease: timedelta = LEASE) -> list[OutgoingEmail]:
    """Take those that have waited longest, for as long as the lease; two workers never get the same mail.

    Nothing while the outbox is paused. Only what is begun too (`begin`) can ever be in doubt.
    """
    skip_locked = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    at, until = (connection.ops.adapt_datetimefield_value(moment) for moment in (now, now + lease))
    given = {"now": at, "until": until, "token": uuid4().hex, "most": most}
    mails = list(OutgoingEmail.objects.raw(_CLAIM.format(skip_locked=skip_locked), given))
    return sorted(mails, key=lambda mail: (mail.due_at, mail.pk))


def begin(mail: OutgoingEmail, *, now: datetime, lease: timedelta = LEASE) -> bool:
    """Say that the mail server is being turned to. False when the claim has run out or the outbox was paused."""
    at, until = (connection.ops.adapt_datetimefield_value(moment) for moment in (now, now + lease))
    given = {"now": at, "until": until, "pk": mail.pk, "token": mail.token}
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, given)
        begun: bool = cursor.rowcount == 1
    return begun


def let_go(mails: Collection[OutgoingEmail]) -> None:
    """Give back what was claimed and not begun: it keeps its place."""
    tokens = {mail.token for mail in mails}
    held = OutgoingEmail.objects.filter(pk__in=[mail.pk for mail in mails], token__in=tokens, begun_at__isnull=True)
    held.filter(state=State.SENDING).update(state=State.QUEUED, token="", lease_until=None)


def oldest_wait(*, now: datetime) -> timedelta | None:
    """How long the mail that should have left first has been due, or free again after its lease; None when none is.

    While a coordinator has paused the outbox nothing is late: it waits as it was told to.
    """
    if OutboxPause.objects.exists():
        return None
    queued = Q(state=State.QUEUED, due_at__lte=now)
    left = Q(state=State.SENDING, due_at__lte=now, lease_until__lt=now)
    waits = OutgoingEmail.objects.filter(queued | left).aggregate(
        since=Min(Case(When(state=State.SENDING, then="lease_until"), default="due_at"))
    )
    return now - waits["since"] if waits["since"] else None
