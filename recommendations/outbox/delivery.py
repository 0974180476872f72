"""Handing mails over to the mail server, one after the other. The only code that talks SMTP.

What is promised: docs/reminders.md. Several mails are claimed at a time so that what they need is loaded at once, but
each is begun by itself, so that only the one in flight can ever be in doubt. Its words are made just before by the
writer of its kind, which the caller brings along.
"""

from __future__ import annotations

import logging
import smtplib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import django.db
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from recommendations.models import OutgoingEmail
from recommendations.outbox import rates
from recommendations.outbox.letters import Kinds, Letter, NothingToSay, compose
from recommendations.outbox.line import Line, subject_of
from recommendations.outbox.queue import begin, claim, let_go

log = logging.getLogger(__name__)
State = OutgoingEmail.State

AT_ONCE = 50
# What was loaded for several mails is not used longer than this: their words are of this moment.
FRESH_FOR = timedelta(seconds=30)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 60, 180, 360))
GIVE_UP_AFTER = timedelta(days=5)
CLOSING = 421  # RFC 5321 4.2.1: the server ends the connection; the mail may go over another one at once
LATER = timedelta(hours=1)
FREE: dict[str, Any] = {"lease_until": None, "token": "", "begun_at": None}
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
    kinds: Kinds,
    *,
    limit: int | None = None,
    begin_within: timedelta | None = None,
    clock: Callable[[], datetime] = timezone.now,
) -> Delivered:
    """Hand over what is due, one mail after the other over one connection.

    Takes up at most `limit` mails and begins none later than `begin_within` after the start. Stops early when the mail
    server cannot be reached: then nothing is wrong with the mails, and the others need not find it out one by one.
    Stops before the next mail when a coordinator pauses the outbox, or when as many have left as the server is to get
    in a minute.
    """
    begun_at = clock()
    result = Delivered(uncertain=_give_up_the_doubtful(begun_at))
    _record_what_left(kinds)
    delivery = _Delivery(kinds, clock, result, begun_at + begin_within if begin_within else None)
    taken = 0
    try:
        while limit is None or taken < limit:
            now = clock()
            most = min(AT_ONCE, limit - taken if limit is not None else AT_ONCE, rates.room(now=now))
            if delivery.is_over(now) or most < 1:
                break
            mails = claim(now=now, most=most)
            if not mails or not delivery.hand_over(mails):
                break
            taken += len(mails)
    finally:
        delivery.line.hang_up()
    return result


def _give_up_the_doubtful(now: datetime) -> int:
    """Mails whose second attempt has no known outcome either: a third could be a third copy."""
    doubtful = OutgoingEmail.objects.filter(
        state=State.SENDING, lease_until__lt=now, doubt__gte=1, begun_at__isnull=False
    )
    return doubtful.update(state=State.UNCERTAIN, reason="answer_lost_twice")


def _record_what_left(kinds: Kinds) -> None:
    """Write down what the sending of mails means, also of those whose worker died before it came to it."""
    waiting = OutgoingEmail.objects.filter(recorded=False).order_by("pk").select_related("to")
    with transaction.atomic():
        # What another worker is writing down just now is left to it.
        mails = list(waiting.select_for_update(skip_locked=True, of=("self",)))
        for kind, several in _by_kind(mails).items():
            record = kinds[kind].record if kind in kinds else None
            if record is not None:
                record(several)
        if mails:
            OutgoingEmail.objects.filter(pk__in=[mail.pk for mail in mails]).update(recorded=True)


def _by_kind(mails: Sequence[OutgoingEmail]) -> dict[str, list[OutgoingEmail]]:
    found: dict[str, list[OutgoingEmail]] = defaultdict(list)
    for mail in mails:
        found[mail.kind].append(mail)
    return found


class _Delivery:
    """What one call has in its hands. `until` is when it begins no more mails."""

    def __init__(self, kinds: Kinds, clock: Callable[[], datetime], result: Delivered, until: datetime | None) -> None:
        self.kinds, self.clock, self.result, self.until = kinds, clock, result, until
        self.line = Line()

    def is_over(self, now: datetime) -> bool:
        return self.until is not None and now > self.until

    def hand_over(self, mails: Sequence[OutgoingEmail]) -> bool:
        """These one after the other. False when there is no going on: no server, no time, a pause."""
        claimed_at = self.clock()
        self._prepare(mails, claimed_at)
        too_many = rates.overfed({mail.to_id for mail in mails}, now=claimed_at)
        waiting = list(mails)
        going_on = True
        try:
            while waiting and going_on:
                now = self.clock()
                if self.is_over(now):
                    return False
                if now - claimed_at > FRESH_FOR and len(waiting) < len(mails):  # one at least, however slow all is
                    break
                mail = waiting.pop(0)
                if mail.to_id in too_many and self._is_rationed(mail):
                    _put_off(mail, now, self.result)
                else:
                    going_on = self._deliver(mail)
        finally:
            if waiting:
                let_go(waiting)
            _record_what_left(self.kinds)
        return going_on

    def _is_rationed(self, mail: OutgoingEmail) -> bool:
        return mail.kind not in self.kinds or self.kinds[mail.kind].rationed

    def _prepare(self, mails: Sequence[OutgoingEmail], now: datetime) -> None:
        """Load for all what each will need. A fault here is one mail's, and shows again when that one is written."""
        prefetch_related_objects(list(mails), "to")
        for kind, several in _by_kind(mails).items():
            prepare = self.kinds[kind].prepare if kind in self.kinds else None
            if prepare is None:
                continue
            try:
                prepare(several, now)
            except django.db.Error:
                raise  # not these mails' fault
            except Exception:
                log.exception("mails of kind %s cannot be prepared together", kind)

    def _deliver(self, mail: OutgoingEmail) -> bool:
        """One mail from claim to outcome. False when the mail server cannot be reached or nothing is to leave."""
        letter = self._write(mail)
        if letter is None:
            return True
        try:
            self.line.open()
        except OSError as fault:  # surely not sent
            _put_back(mail, str(fault), self.clock(), self.result)
            return False
        now = self.clock()
        if not begin(mail, now=now):
            let_go([mail])
            return False
        mail.begun_at, mail.tries = now, mail.tries + 1
        return self._send(mail, letter)

    def _send(self, mail: OutgoingEmail, letter: Letter, *, again: bool = False) -> bool:
        clock, result = self.clock, self.result
        try:
            self.line.send(mail, letter)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
            code, words = _answer(refused)
            if code == CLOSING and not again:
                return self._send_anew(mail, letter)
            _refused(mail, code, words, clock(), result)
        except smtplib.SMTPNotSupportedError as fault:  # the server cannot take such an address
            _fail(mail, fault, result)
        except OSError as lost:
            if not self.line.may_have_taken_it and not again:
                return self._send_anew(mail, letter)
            # Perhaps it went out. The row stays as it is and the lease decides.
            log.warning("mail %s: the answer of the mail server was lost (%s)", mail.key, lost)
            result.uncertain += 1
            self.line.hang_up()
        except (ValueError, TypeError, LookupError) as fault:  # Django could not make a message of it
            _fail(mail, fault, result)
        else:
            _sent(mail, letter, clock(), result, recorded=self.kinds[mail.kind].record is None)
        return True

    def _send_anew(self, mail: OutgoingEmail, letter: Letter) -> bool:
        self.line.hang_up()
        try:
            self.line.open()
        except OSError as fault:
            _put_back(mail, str(fault), self.clock(), self.result)
            return False
        return self._send(mail, letter, again=True)

    def _write(self, mail: OutgoingEmail) -> Letter | None:
        """The letter; None when there is none, which the row then says."""
        try:
            return compose(mail, self.kinds, self.clock())
        except NothingToSay as nothing:
            # After a lost answer the first copy may have arrived, so "skipped" would claim too much.
            with transaction.atomic():
                if _settle(mail, State.UNCERTAIN if mail.doubt else State.SKIPPED, reason=nothing.reason):
                    nothing.settled()
                    self.result.skipped[nothing.reason] += 1
        except django.db.Error:
            raise  # not this mail's fault
        except Exception as fault:  # noqa: BLE001 -- whatever is wrong with one mail must not stop the others
            _fail(mail, fault, self.result)
        return None


def _sent(mail: OutgoingEmail, letter: Letter, now: datetime, result: Delivered, *, recorded: bool) -> None:
    fields = {"sent_at": now, "day": letter.day, "subject": subject_of(letter), "reason": "", "recorded": recorded}
    if letter.handed_over is None:
        _settle(mail, State.SENT, **fields)
    else:
        with transaction.atomic():
            if _settle(mail, State.SENT, **fields):
                letter.handed_over(now)
    result.sent += 1


def _put_off(mail: OutgoingEmail, now: datetime, result: Delivered) -> None:
    """The person has had enough for a day; the mail keeps waiting and says why."""
    if _settle(mail, State.QUEUED, due_at=now + LATER, **FREE, reason="too_many_today"):
        result.put_back += 1


def _answer(refused: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> tuple[int, bytes | str]:
    """The code and the words; of one recipient there is one answer."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        code, words = min(refused.recipients.values())
        return code, words
    return refused.smtp_code, refused.smtp_error


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
    # A server that could not even be reached was tried too.
    mail.tries += 0 if mail.begun_at else 1
    wait = BACK_OFF[min(mail.tries, len(BACK_OFF)) - 1]
    if _settle(mail, State.QUEUED, due_at=now + wait, tries=mail.tries, **FREE, reason=why):
        result.put_back += 1


def _fail(mail: OutgoingEmail, fault: Exception, result: Delivered) -> None:
    log.error("mail %s cannot be made", mail.key, exc_info=fault)
    if _settle(mail, State.FAILED, reason=f"{type(fault).__name__}: {fault}"):
        result.failed += 1


def _settle(mail: OutgoingEmail, state: State, **fields: Any) -> bool:
    """Write the outcome down, if the mail is still this worker's to judge (an answer after the lease counts too)."""
    mine = OutgoingEmail.objects.filter(pk=mail.pk, token=mail.token, state__in=[State.SENDING, State.UNCERTAIN])
    return mine.update(state=state, **fields) == 1
