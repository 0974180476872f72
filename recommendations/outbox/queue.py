"""Mails that wait: leaving one to be sent, and taking the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import Any, NamedTuple
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Case, Min, Q, When

from recommendations import bulk
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

# Once for each mail, so past the models, which take longer than the database. What has become of one mail and the
# beginning of the next are one statement: a disk that is to keep it is waited for once.
_STEP = """
    UPDATE recommendations_outgoingemail
    SET state = CASE WHEN id = %(taken)s THEN 'sent' ELSE state END,
        sent_at = CASE WHEN id = %(taken)s THEN %(now)s ELSE sent_at END,
        day = CASE WHEN id = %(taken)s THEN %(day)s ELSE day END,
        subject = CASE WHEN id = %(taken)s THEN %(subject)s ELSE subject END,
        reason = CASE WHEN id = %(taken)s THEN '' ELSE reason END,
        recorded = CASE WHEN id = %(taken)s THEN %(recorded)s ELSE recorded END,
        begun_at = CASE WHEN id = %(next)s THEN %(now)s ELSE begun_at END,
        lease_until = CASE WHEN id = %(next)s THEN %(until)s ELSE lease_until END,
        tries = CASE WHEN id = %(next)s THEN tries + 1 ELSE tries END
    WHERE id = %(taken)s AND token = %(taken_token)s AND state IN ('sending', 'uncertain')
       OR id = %(next)s AND token = %(next_token)s AND state = 'sending' AND lease_until >= %(now)s
          AND NOT EXISTS (SELECT 1 FROM recommendations_outboxpause)
    RETURNING id
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
    # Always in the same order, so that two who queue the same mails at once do not wait for each other.
    rows = [(*mail, at, due_at or at, f"{uuid4().hex}@{host}") for mail in sorted(mails, key=lambda mail: mail.key)]
    return bulk.insert_new(OutgoingEmail, (*NewMail._fields, "created_at", "due_at", "message_id"), rows)


def requeue_skipped(ids: Collection[int], *, at: datetime, due_at: datetime) -> int:
    """Take up again mails that had nothing to say and now have; they never left the house."""
    again = OutgoingEmail.objects.filter(bulk.Among("pk", ids), state=State.SKIPPED)
    return again.update(state=State.QUEUED, created_at=at, due_at=due_at, tries=0, begun_at=None, reason="")


class Taken(NamedTuple):
    """A mail the server has taken: the day it speaks of, its subject, and whether nothing more is to be recorded."""

    mail: OutgoingEmail
    day: date
    subject: str
    recorded: bool


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
    return mail.pk in step(None, mail, now=now, lease=lease)


def step(taken: Taken | None, then: OutgoingEmail | None, *, now: datetime, lease: timedelta = LEASE) -> set[int]:
    """Write down that the server has taken one mail and that it is being turned to with the next.

    Returns the ids of those of which this is true: the first while it is still this worker's to judge (an answer after
    the lease counts too), the next as for `begin`.
    """
    at, until = (connection.ops.adapt_datetimefield_value(moment) for moment in (now, now + lease))
    given: dict[str, Any] = dict.fromkeys(("taken", "taken_token", "day", "subject", "recorded", "next", "next_token"))
    given |= {"now": at, "until": until}
    if taken:
        given |= {"taken": taken.mail.pk, "taken_token": taken.mail.token, "subject": taken.subject}
        given |= {"day": connection.ops.adapt_datefield_value(taken.day), "recorded": taken.recorded}
    if then:
        given |= {"next": then.pk, "next_token": then.token}
    with connection.cursor() as cursor:
        cursor.execute(_STEP, given)
        return {pk for (pk,) in cursor.fetchall()}


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
