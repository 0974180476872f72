"""The outbox: mails wait here as rows until a worker hands them to the mail server. The only code that talks SMTP.

What is promised: docs/reminders.md. One mail is claimed at a time, so that only the one in flight can ever be in
doubt; its words are made at that moment by the writer of its kind, which the caller brings along.
"""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from itertools import count
from typing import NamedTuple
from uuid import uuid4

import django.db
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import Case, Min, Q, When
from django.utils import timezone

from recommendations.models import OutgoingEmail

log = logging.getLogger(__name__)
State = OutgoingEmail.State

# Longer than EMAIL_TIMEOUT, after which the worker that holds a mail has given up on it.
LEASE = timedelta(minutes=15)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 60, 180, 360))
GIVE_UP_AFTER = timedelta(days=5)
READY = 250
PERMANENT = 500  # RFC 5321 4.2.1: 4xx may work later, 5xx will not


class NewMail(NamedTuple):
    """A mail to be written later: `key` says what it is and makes it unique; `day` is the reader's own."""

    key: str
    kind: str
    to_id: int
    day: date


@dataclass(frozen=True)
class Letter:
    """The words of a mail and the reader's day they speak of, which an outage may have moved.

    `handed_over` runs in the transaction that marks the mail as sent.
    """

    subject: str
    text: str
    html: str
    day: date
    handed_over: Callable[[datetime], None] = lambda _at: None


class NothingToSay(Exception):
    """The mail has lost its purpose since it was queued. `reason` is a code, counted in results."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


Writer = Callable[[OutgoingEmail, datetime], Letter]


@dataclass
class Delivered:
    """What became of the mails one call took up; `lost` of the uncertain ones will be tried once more."""

    sent: int = 0
    put_back: int = 0
    failed: int = 0
    uncertain: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


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
    return again.update(state=State.QUEUED, created_at=at, due_at=due_at, tries=0, reason="")


def claim(*, now: datetime, lease: timedelta = LEASE) -> OutgoingEmail | None:
    """Take the mail that has waited longest, for as long as the lease; two workers never get the same one.

    A mail whose lease ran out (the worker died, or the server's answer was lost) is taken once more, marked by `doubt`.
    """
    ready = Q(state=State.QUEUED) | Q(state=State.SENDING, lease_until__lt=now, doubt=0)
    with transaction.atomic():
        waiting = OutgoingEmail.objects.select_related("to").filter(ready, due_at__lte=now).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True, of=("self",))
        mail = waiting.first()
        if mail is not None:
            mail.doubt += mail.state == State.SENDING
            mail.tries += 1
            mail.state, mail.token, mail.lease_until = State.SENDING, uuid4().hex, now + lease
            mail.save(update_fields=["state", "token", "lease_until", "tries", "doubt"])
    return mail


def oldest_wait(*, now: datetime) -> timedelta | None:
    """How long the mail that should have left first has been due, or free again after its lease; None when none is."""
    queued = Q(state=State.QUEUED, due_at__lte=now)
    left = Q(state=State.SENDING, due_at__lte=now, lease_until__lt=now)
    waits = OutgoingEmail.objects.filter(queued | left).aggregate(
        since=Min(Case(When(state=State.SENDING, then="lease_until"), default="due_at"))
    )
    return now - waits["since"] if waits["since"] else None


def deliver_waiting(
    writers: Mapping[str, Writer],
    *,
    limit: int | None = None,
    begin_within: timedelta | None = None,
    clock: Callable[[], datetime] = timezone.now,
) -> Delivered:
    """Hand over what is due, one mail after the other over one connection. `writers` makes the words of each kind.

    Takes up at most `limit` mails and begins none later than `begin_within` after the start. Stops early when the mail
    server cannot be reached: then nothing is wrong with the mails, and the others need not find it out one by one.
    """
    begun_at = clock()
    result = Delivered(uncertain=_give_up_the_doubtful(begun_at))
    line = _Line()
    try:
        for _turn in count() if limit is None else range(limit):
            now = clock()
            if begin_within is not None and now - begun_at > begin_within:
                break
            mail = claim(now=now)
            if mail is None or not _deliver(mail, writers, line, clock, result):
                break
    finally:
        line.hang_up()
    return result


def _give_up_the_doubtful(now: datetime) -> int:
    """Mails whose second attempt has no known outcome either: a third could be a third copy."""
    doubtful = OutgoingEmail.objects.filter(state=State.SENDING, lease_until__lt=now, doubt__gte=1)
    return doubtful.update(state=State.UNCERTAIN, reason="the mail server's answer was lost twice")


class _Line:
    """One connection to the mail server, opened when needed and kept for the next mail."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def open(self) -> None:
        """Raises OSError (as every smtplib.SMTPException is) when the server cannot be reached."""
        smtp = getattr(self.connection, "connection", None)
        if smtp is not None and not _answers(smtp):
            self.hang_up()
        self.connection.open()

    def hang_up(self) -> None:
        with suppress(OSError):
            self.connection.close()


def _answers(smtp: smtplib.SMTP) -> bool:
    """Whether the server still listens: many close after some mails, and unasked that would look like a lost answer."""
    try:
        return smtp.noop()[0] == READY
    except OSError:
        return False


def _deliver(
    mail: OutgoingEmail, writers: Mapping[str, Writer], line: _Line, clock: Callable[[], datetime], result: Delivered
) -> bool:
    """One mail from claim to outcome. False when the mail server cannot be reached."""
    letter = _write(mail, writers, clock(), result)
    if letter is None:
        return True
    try:
        line.open()
    except OSError as fault:  # surely not sent
        _put_back(mail, str(fault), clock(), result)
        return False
    try:
        line.connection.send_messages([_message(mail, letter, line)])
    except smtplib.SMTPRecipientsRefused as refused:
        _refused(mail, *min(refused.recipients.values()), clock(), result)
    except smtplib.SMTPResponseException as refused:
        _refused(mail, refused.smtp_code, refused.smtp_error, clock(), result)
    except smtplib.SMTPNotSupportedError as fault:  # the server cannot take such an address
        _fail(mail, fault, result)
    except OSError as lost:
        # Perhaps it went out. The row stays as it is and the lease decides.
        log.warning("mail %s: the answer of the mail server was lost (%s)", mail.key, lost)
        result.uncertain += 1
        line.hang_up()
    except (ValueError, TypeError, LookupError) as fault:  # Django could not make a message of it
        _fail(mail, fault, result)
    else:
        _sent(mail, letter, clock(), result)
    return True


def _write(mail: OutgoingEmail, writers: Mapping[str, Writer], now: datetime, result: Delivered) -> Letter | None:
    """The letter; None when there is none, which the row then says."""
    try:
        if not mail.to.is_active:
            raise NothingToSay("person_inactive")
        return writers[mail.kind](mail, now)
    except NothingToSay as nothing:
        # After a lost answer the first copy may have arrived, so "skipped" would claim too much.
        if _settle(mail, State.UNCERTAIN if mail.doubt else State.SKIPPED, reason=nothing.reason):
            result.skipped[nothing.reason] += 1
    except django.db.Error:
        raise  # not this mail's fault
    except Exception as fault:  # noqa: BLE001 -- whatever is wrong with one mail must not stop the others
        _fail(mail, fault, result)
    return None


def _message(mail: OutgoingEmail, letter: Letter, line: _Line) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        to=[mail.to.email],
        headers={"Message-ID": f"<{mail.message_id}>", "Auto-Submitted": "auto-generated"},
        connection=line.connection,
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _sent(mail: OutgoingEmail, letter: Letter, now: datetime, result: Delivered) -> None:
    with transaction.atomic():
        if _settle(mail, State.SENT, sent_at=now, day=letter.day, subject=" ".join(letter.subject.split()), reason=""):
            letter.handed_over(now)
    result.sent += 1


def _refused(mail: OutgoingEmail, code: int, words: bytes | str, now: datetime, result: Delivered) -> None:
    """The server answered, so the mail was surely not taken."""
    said = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    if code < PERMANENT:
        _put_back(mail, said, now, result)
    elif _settle(mail, State.FAILED, reason=said):
        log.warning("mail %s was refused: %s", mail.key, said)
        result.failed += 1


def _put_back(mail: OutgoingEmail, why: str, now: datetime, result: Delivered) -> None:
    if now - mail.created_at > GIVE_UP_AFTER:
        if _settle(mail, State.FAILED, reason=why):
            result.failed += 1
        return
    wait = BACK_OFF[min(mail.tries, len(BACK_OFF)) - 1]
    if _settle(mail, State.QUEUED, due_at=now + wait, lease_until=None, token="", reason=why):
        result.put_back += 1


def _fail(mail: OutgoingEmail, fault: Exception, result: Delivered) -> None:
    log.error("mail %s cannot be made", mail.key, exc_info=fault)
    if _settle(mail, State.FAILED, reason=f"{type(fault).__name__}: {fault}"):
        result.failed += 1


def _settle(mail: OutgoingEmail, state: State, **fields: object) -> bool:
    """Write the outcome down, if the mail is still this worker's to judge (an answer after the lease counts too)."""
    mine = OutgoingEmail.objects.filter(pk=mail.pk, token=mail.token, state__in=[State.SENDING, State.UNCERTAIN])
    return mine.update(state=state, **fields) == 1
