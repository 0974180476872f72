"""What becomes of a mail, written down: taken, refused for now or for good, or never made."""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from recommendations.models import OutgoingEmail
from recommendations.outbox.letters import Letter, NothingToSay
from recommendations.outbox.line import subject_of
from recommendations.outbox.queue import Taken, step

log = logging.getLogger(__name__)
State = OutgoingEmail.State

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 60, 180, 360))
GIVE_UP_AFTER = timedelta(days=5)
LATER = timedelta(hours=1)
FREE: dict[str, Any] = {"lease_until": None, "token": "", "begun_at": None}
PERMANENT = 500  # RFC 5321 4.2.1: 4xx may work later, 5xx will not


@dataclass
class Delivered:
    """What became of the mails one call took up; the uncertain ones may be tried once more."""

    sent: int = 0
    put_back: int = 0
    failed: int = 0
    uncertain: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


def sent(
    mail: OutgoingEmail,
    letter: Letter,
    now: datetime,
    result: Delivered,
    *,
    recorded: bool,
    then: OutgoingEmail | None = None,
) -> bool:
    """The server has taken it. What its sending means is written down with it, and that the next one is begun.

    Returns whether the next one is.
    """
    taken = Taken(mail, letter.day, subject_of(letter), recorded)
    if letter.handed_over is None:
        true_of = step(taken, then, now=now)
    else:
        with transaction.atomic():
            true_of = step(taken, then, now=now)
            if mail.pk in true_of:
                letter.handed_over(now)
    result.sent += 1
    return then is not None and then.pk in true_of


def skip(mail: OutgoingEmail, nothing: NothingToSay, result: Delivered) -> None:
    # After a lost answer the first copy may have arrived, so "skipped" would claim too much.
    with transaction.atomic():
        if settle(mail, State.UNCERTAIN if mail.doubt else State.SKIPPED, reason=nothing.reason):
            nothing.settled()
            result.skipped[nothing.reason] += 1


def put_off(mail: OutgoingEmail, now: datetime, result: Delivered) -> None:
    """The person has had enough for a day; the mail keeps waiting and says why."""
    if settle(mail, State.QUEUED, due_at=now + LATER, **FREE, reason="too_many_today"):
        result.put_back += 1


class Answer(NamedTuple):
    code: int
    words: bytes | str

    @property
    def said(self) -> str:
        return f"{self.code} {self.words.decode(errors='replace') if isinstance(self.words, bytes) else self.words}"


def answer_in(fault: OSError) -> Answer | None:
    """What the server said; None when it said nothing. Of one recipient there is one answer."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return Answer(*min(fault.recipients.values()))
    if isinstance(fault, smtplib.SMTPResponseException):
        return Answer(fault.smtp_code, fault.smtp_error)
    return None


def refused(mail: OutgoingEmail, answer: Answer, now: datetime, result: Delivered) -> None:
    """The server answered, so the mail was surely not taken."""
    if answer.code < PERMANENT:
        put_back(mail, answer.said, now, result)
    elif settle(mail, State.FAILED, reason=answer.said):
        log.warning("mail %s was refused: %s", mail.key, answer.said)
        result.failed += 1


def put_back(mail: OutgoingEmail, why: str, now: datetime, result: Delivered) -> None:
    if now - mail.created_at > GIVE_UP_AFTER:
        if settle(mail, State.FAILED, reason=why):
            result.failed += 1
        return
    # A server that could not even be reached was tried too.
    mail.tries += 0 if mail.begun_at else 1
    wait = BACK_OFF[min(mail.tries, len(BACK_OFF)) - 1]
    if settle(mail, State.QUEUED, due_at=now + wait, tries=mail.tries, **FREE, reason=why):
        result.put_back += 1


def fail(mail: OutgoingEmail, fault: Exception, result: Delivered) -> None:
    log.error("mail %s cannot be made", mail.key, exc_info=fault)
    if settle(mail, State.FAILED, reason=f"{type(fault).__name__}: {fault}"):
        result.failed += 1


def settle(mail: OutgoingEmail, state: State, **fields: Any) -> bool:
    """Write the outcome down, if the mail is still this worker's to judge (an answer after the lease counts too)."""
    mine = OutgoingEmail.objects.filter(pk=mail.pk, token=mail.token, state__in=[State.SENDING, State.UNCERTAIN])
    return mine.update(state=state, **fields) == 1
