"""Links in a mail by which its reader answers: each opens the one form of what they mean, and does nothing itself.

A link says who it was made for, which item and what the answer is. It is signed, ends after `VALID`, and is revoked
with all others of its reader by raising their serial. It is no key: who follows it must log in as that person.
"""

from __future__ import annotations

import enum
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.models import MailPreference, Recommendation, User
from recommendations.reminders.rules import Facts, Stage
from recommendations.reminders.wishes import kept_wishes_of, wishes_of
from recommendations.workflow import Implementation, Words

VALID = timedelta(days=30)
_SALT = "suivi.answer"


class Answer(enum.StrEnum):
    """What somebody can say to a reminder with one click and a form."""

    NO_CHANGE = "no_change"
    DONE = "done"
    MORE_TIME = "more_time"
    NOT_MINE = "not_mine"


LABELS: dict[Answer, Words] = {
    Answer.NO_CHANGE: _("No change, still on track"),
    Answer.DONE: _("Done"),
    Answer.MORE_TIME: _("I need more time"),
    Answer.NOT_MINE: _("Not mine"),
}


class Link(NamedTuple):
    """What a link says. `expired` when it did say it, but too long ago or before they were revoked."""

    person: int
    item: int
    answer: Answer
    expired: bool


class Unknown(Exception):
    """Nobody gave out this link, or it was cut short."""


def possible(item: Recommendation, facts: Facts) -> list[Answer]:
    """What somebody who answers for the item may want to say, the likeliest first."""
    if facts.stage == Stage.UNDECIDED:
        return [Answer.NOT_MINE]
    if facts.stage != Stage.TO_DO:
        return []
    done = [Answer.DONE] if item.implementation == Implementation.IN_PROGRESS else []
    return [Answer.NO_CHANGE, *done, Answer.MORE_TIME, Answer.NOT_MINE]


def address(answer: Answer, *, person: int, item: int, serial: int) -> str:
    token = signing.dumps([person, item, answer, serial], salt=_SALT)
    return f"{settings.SITE_URL}{reverse('recommendations:answer', args=[token])}"


def read(token: str) -> Link:
    """Raises Unknown for a token that was never given out."""
    try:
        person, item, answer, serial = signing.loads(token, salt=_SALT)
    except signing.BadSignature as fault:
        raise Unknown from fault
    try:
        signing.loads(token, salt=_SALT, max_age=VALID)
        expired = wishes_of(person).links_serial != serial
    except signing.SignatureExpired:
        expired = True
    return Link(person, item, Answer(answer), expired)


def revoke_all(person: User, *, at: datetime) -> None:
    """Every link in a mail sent to the person so far opens nothing any more."""
    kept_wishes_of(person.pk, today=timezone.localdate(at, person.zone))
    MailPreference.objects.filter(user=person).update(links_serial=F("links_serial") + 1)
