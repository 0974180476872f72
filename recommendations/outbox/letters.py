"""The words of a mail, made by the writer of its kind at the moment it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from recommendations.models import OutgoingEmail, User


@dataclass(frozen=True)
class Letter:
    """The words of a mail and the reader's day they speak of, which an outage may have moved.

    `handed_over` runs in the transaction that marks the mail as sent. `headers` are added to the message. `secrets`
    holds, by the mark that stands for it in the text, what only the reader may have: it is put in as the mail leaves,
    and never into a preview.
    """

    subject: str
    text: str
    html: str
    day: date
    handed_over: Callable[[datetime], None] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)

    def unsealed(self) -> Letter:
        """As its reader gets it."""
        text, html = self.text, self.html
        for mark, secret in self.secrets.items():
            text, html = text.replace(mark, secret), html.replace(mark, secret)
        return replace(self, text=text, html=html, secrets={})


class NothingToSay(Exception):
    """The mail has lost its purpose since it was queued. `reason` is a code, counted in results.

    `settled` runs in the transaction that writes this down.
    """

    def __init__(self, reason: str, settled: Callable[[], None] = lambda: None) -> None:
        self.reason, self.settled = reason, settled
        super().__init__(reason)


# Changes nothing: a mail is shown before it leaves by the same words.
Writer = Callable[[OutgoingEmail, datetime], Letter]


@dataclass(frozen=True)
class Kind:
    """How mails of one kind are made, and what is written down once the server has them.

    `prepare` may load for several mails at once what `write` will ask of each. `record` writes down what the sending of
    several mails means, in one transaction that also takes them off the list: after a crash it is called for those that
    are still on it. Neither gets mails of other kinds.
    """

    write: Writer
    prepare: Callable[[Sequence[OutgoingEmail], datetime], None] | None = None
    record: Callable[[Sequence[OutgoingEmail]], None] | None = None
    rationed: bool = True


Kinds = Mapping[str, Kind]


class Parts(NamedTuple):
    subject: str
    text: str
    html: str


def in_words(name: str, reader: User, context: Mapping[str, Any]) -> Parts:
    """The three templates of that name in their reader's language and time zone, for what stands in the context."""
    with translation.override(reader.language), timezone.override(reader.zone):
        known = {
            "name": reader.name,
            "language": reader.language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            **context,
        }
        subject = " ".join(render_to_string(f"emails/{name}.subject.txt", known).split())
        text = render_to_string(f"emails/{name}.txt", known)
        return Parts(subject, text, render_to_string(f"emails/{name}.html", known | {"subject": subject}))


def compose(mail: OutgoingEmail, kinds: Kinds, at: datetime) -> Letter:
    """The mail as it would leave at that moment. Raises NothingToSay, KeyError for a kind nobody writes, and whatever
    is wrong with it.
    """
    if not mail.to.is_active:
        raise NothingToSay("person_inactive")
    return kinds[mail.kind].write(mail, at)
