"""The words of a mail, made by the writer of its kind at the moment it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from recommendations.models import OutgoingEmail


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
    """The mail has lost its purpose since it was queued. `reason` is a code, counted in results.

    `settled` runs in the transaction that writes this down.
    """

    def __init__(self, reason: str, settled: Callable[[], None] = lambda: None) -> None:
        self.reason, self.settled = reason, settled
        super().__init__(reason)


# Changes nothing: a mail is shown before it leaves by the same words.
Writer = Callable[[OutgoingEmail, datetime], Letter]


def compose(mail: OutgoingEmail, writers: Mapping[str, Writer], at: datetime) -> Letter:
    """The mail as it would leave at that moment. Raises NothingToSay, KeyError for a kind nobody writes, and whatever
    is wrong with it.
    """
    if not mail.to.is_active:
        raise NothingToSay("person_inactive")
    return writers[mail.kind](mail, at)
