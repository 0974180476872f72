"""Handing mails over to the mail server, one after the other. The only code that talks SMTP.

What is promised: docs/reminders.md. One mail is claimed at a time, so that only the one in flight can ever be in
doubt; its words are made at that moment by the writer of its kind, which the caller brings along.
"""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import django.db
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from recommendations.models import OutgoingEmail
from recommendations.outbox.letters import Letter, NothingToSay, Writer, compose
from recommendations.outbox.queue import claim

log = logging.getLogger(__name__)
State = OutgoingEmail.State

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 60, 180, 360))
GIVE_UP_AFTER = timedelta(days=5)
READY = 250
PERMANENT = 500  # RFC 5321 4.2.1: 4xx may work later, 5xx will not


@dataclass
class Delivered:
    """What became of the mails one call took up; `lost` of the uncertain ones will be tried once more."""

    sent: int = 0
    put_back: int = 0
    failed: int = 0
    uncertain: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


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
    Stops before the next mail when a coordinator pauses the outbox.
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
    return doubtful.update(state=State.UNCERTAIN, reason="answer_lost_twice")


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
        return compose(mail, writers, now)
    except NothingToSay as nothing:
        # After a lost answer the first copy may have arrived, so "skipped" would claim too much.
        with transaction.atomic():
            if _settle(mail, State.UNCERTAIN if mail.doubt else State.SKIPPED, reason=nothing.reason):
                nothing.settled()
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
