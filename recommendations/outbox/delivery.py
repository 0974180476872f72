"""Handing mails over to the mail server, one after the other. The only code that talks SMTP.

What is promised: docs/reminders.md. Several mails are claimed at a time so that what they need is loaded at once, but
each is begun by itself, so that only the one in flight can ever be in doubt. Its words are made just before by the
writer of its kind, which the caller brings along.
"""

from __future__ import annotations

import logging
import smtplib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import django.db
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from recommendations.models import OutgoingEmail
from recommendations.outbox import outcomes, rates
from recommendations.outbox.letters import Kinds, Letter, NothingToSay, compose
from recommendations.outbox.line import Line, Message
from recommendations.outbox.outcomes import Delivered
from recommendations.outbox.queue import begin, claim, let_go

log = logging.getLogger(__name__)
State = OutgoingEmail.State

AT_ONCE = 50
# What was loaded for several mails is not used longer than this: their words are of this moment.
FRESH_FOR = timedelta(seconds=30)
CLOSING = 421  # RFC 5321 4.2.1: the server ends the connection; the mail may go over another one at once


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


@dataclass(frozen=True)
class _Flight:
    """A mail that the server was given and has not answered yet. `again` when it went over a second connection."""

    mail: OutgoingEmail
    letter: Letter
    message: Message
    again: bool = False


class _Delivery:
    """What one call has in its hands. `until` is when it begins no more mails.

    The next mail is written while the server takes the one before; its answer is heard before the next is begun, and
    written down at the latest with that. So never more than one is in flight.
    """

    def __init__(self, kinds: Kinds, clock: Callable[[], datetime], result: Delivered, until: datetime | None) -> None:
        self.kinds, self.clock, self.result, self.until = kinds, clock, result, until
        self.line = Line()
        self.in_flight: _Flight | None = None
        self.taken: _Flight | None = None

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
                    outcomes.put_off(mail, now, self.result)
                else:
                    going_on = self._deliver(mail)
        finally:
            going_on = self._land() and going_on
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
        """One mail from claim to the server's hands. False when it cannot be reached or nothing is to leave."""
        made = self._make(mail)
        if made is None:
            return True
        if not self._hear():
            let_go([mail])
            return False
        if not self.line.is_open:  # which may take long
            self._write_down()
            try:
                self.line.open()
            except OSError as fault:  # surely not sent
                outcomes.put_back(mail, str(fault), self.clock(), self.result)
                return False
        now = self.clock()
        if not self._begin(mail, now):
            let_go([mail])
            return False
        mail.begun_at, mail.tries = now, mail.tries + 1
        return self._give(_Flight(mail, *made))

    def _begin(self, mail: OutgoingEmail, now: datetime) -> bool:
        return self._write_down(mail) if self.taken else begin(mail, now=now)

    def _give(self, flight: _Flight) -> bool:
        """The message to the server. False when it cannot be reached."""
        try:
            self.line.give(flight.message)
        except OSError as fault:
            return self._gone_wrong(flight, fault)
        except (ValueError, TypeError, LookupError) as fault:  # an address that is none of SMTP's
            outcomes.fail(flight.mail, fault, self.result)
            self.line.hang_up()
        else:
            self.in_flight = flight
        return True

    def _land(self) -> bool:
        """Hear what has become of the mail in flight, and write it down. False when the server cannot be reached."""
        reached = self._hear()
        self._write_down()
        return reached

    def _hear(self) -> bool:
        """What has become of the mail in flight. All but that it was taken is written down at once."""
        flight, self.in_flight = self.in_flight, None
        if flight is None:
            return True
        try:
            self.line.answer()
        except OSError as fault:
            return self._gone_wrong(flight, fault)
        self.taken = flight
        return True

    def _write_down(self, then: OutgoingEmail | None = None) -> bool:
        """That a mail was taken, and with it that the next is begun, which may not be granted."""
        flight, self.taken = self.taken, None
        if flight is None:
            return False
        recorded = self.kinds[flight.mail.kind].record is None
        return outcomes.sent(flight.mail, flight.letter, self.clock(), self.result, recorded=recorded, then=then)

    def _gone_wrong(self, flight: _Flight, fault: OSError) -> bool:
        mail, result = flight.mail, self.result
        refused = outcomes.answer_in(fault)
        surely_not_taken = refused.code == CLOSING if refused else not self.line.may_have_taken_it
        if surely_not_taken and not flight.again:
            return self._give_anew(flight)
        if refused:
            outcomes.refused(mail, refused, self.clock(), result)
        elif isinstance(fault, smtplib.SMTPNotSupportedError):  # the server cannot take such an address
            outcomes.fail(mail, fault, result)
        elif surely_not_taken:
            outcomes.put_back(mail, str(fault), self.clock(), result)
            self.line.hang_up()
        else:
            # Perhaps it went out. The row stays as it is and the lease decides.
            log.warning("mail %s: the answer of the mail server was lost (%s)", mail.key, fault)
            result.uncertain += 1
            self.line.hang_up()
        return True

    def _give_anew(self, flight: _Flight) -> bool:
        self.line.hang_up()
        try:
            self.line.open()
        except OSError as fault:
            outcomes.put_back(flight.mail, str(fault), self.clock(), self.result)
            return False
        return self._give(replace(flight, again=True)) and self._land()

    def _make(self, mail: OutgoingEmail) -> tuple[Letter, Message] | None:
        """The letter and the message; None when there is none, which the row then says."""
        letter = self._write(mail)
        if letter is None:
            return None
        try:
            return letter, self.line.make(mail, letter)
        except (ValueError, TypeError, LookupError) as fault:
            outcomes.fail(mail, fault, self.result)
            return None

    def _write(self, mail: OutgoingEmail) -> Letter | None:
        """The letter; None when there is none, which the row then says."""
        try:
            return compose(mail, self.kinds, self.clock())
        except NothingToSay as nothing:
            outcomes.skip(mail, nothing, self.result)
        except django.db.Error:
            raise  # not this mail's fault
        except Exception as fault:  # noqa: BLE001 -- whatever is wrong with one mail must not stop the others
            outcomes.fail(mail, fault, self.result)
        return None
