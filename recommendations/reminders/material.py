"""What digests are made from, read for several mails at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from recommendations import notices
from recommendations.models import MailPreference, Membership, Notice, OutgoingEmail, Reminder
from recommendations.people import Reach, load_reach
from recommendations.permissions import Standing
from recommendations.reminders import items
from recommendations.reminders.book import load_book
from recommendations.reminders.cadence import Book
from recommendations.reminders.rules import Facts
from recommendations.reminders.texts import Text, texts_of

# Of wide tables, because a digest is written for everybody each day.
_COLUMNS = (
    *("kind", "due_on", "email", "to", "recommendation"),
    *(
        f"recommendation__{name}"
        for name in ("reference", "position", "parent", "unit", "owner", "alternate", "due_on")
    ),
    *(f"recommendation__{name}" for name in ("response", "implementation", "assigned_on", "decided_on")),
    *(f"recommendation__{name}" for name in ("last_update_on", "completed_on", "claimed_by")),
    *("recommendation__report__symbol", "recommendation__owner__name"),
    *("recommendation__unit__name", "recommendation__unit__short_name"),
)


@dataclass
class Material:
    """The reminders of each mail with their items, and what is known of these and of the readers."""

    told: Mapping[int, list[Reminder]]
    facts: Mapping[int, Facts]
    wishes: Mapping[int, MailPreference]
    book: Book
    news: Mapping[int, list[Notice]]
    readers: frozenset[int]
    _reach: dict[date, Reach] = field(default_factory=dict)
    _standings: dict[date, dict[int, Standing]] = field(default_factory=dict)
    _texts: dict[str, dict[int, Text]] = field(default_factory=dict)

    def wishes_of(self, person: int) -> MailPreference:
        return self.wishes.get(person) or MailPreference(user_id=person)

    def reach(self, day: date) -> Reach:
        """Who of those concerned is there on that day."""
        if day not in self._reach:
            concerned = {one for facts in self.facts.values() for one in (facts.owner, facts.alternate) if one}
            self._reach[day] = load_reach(day, among=self.readers | concerned)
        return self._reach[day]

    def standing(self, person: int, day: date) -> Standing | None:
        if day not in self._standings:
            self._standings[day] = Membership.objects.standings_of(self.readers, day)
        return self._standings[day].get(person)

    def texts(self, language: str) -> Mapping[int, Text]:
        """Of the items and of those they are parts of, for readers of that language."""
        if language not in self._texts:
            about = [reminder.recommendation for told in self.told.values() for reminder in told]
            ids = {pk for item in about for pk in (item.pk, item.parent_id) if pk is not None}
            self._texts[language] = texts_of(ids, language)
        return self._texts[language]


def load(mails: Collection[OutgoingEmail], *, at: datetime) -> Material:
    """For as many mails as there are, in a fixed number of queries; each day and language asks for some more."""
    told: dict[int, list[Reminder]] = defaultdict(list)
    items_of = ("recommendation__report", "recommendation__owner", "recommendation__unit")
    for reminder in Reminder.objects.filter(email__in=mails).select_related(*items_of).only(*_COLUMNS).order_by("pk"):
        told[reminder.email_id].append(reminder)
    about = {one.recommendation_id: one.recommendation for several in told.values() for one in several}
    kinds = {one.kind for several in told.values() for one in several}
    readers = frozenset(mail.to_id for mail in mails)
    # Who contributes matters only where a reader may be one of them.
    others = any(one.recommendation.owner_id != one.to_id for several in told.values() for one in several)
    return Material(
        told,
        items.facts_of(about.values(), kinds, contributors=others),
        {wish.user_id: wish for wish in MailPreference.objects.filter(user__in=readers)},
        load_book(),
        _news(mails, at),
        readers,
    )


def _news(mails: Collection[OutgoingEmail], at: datetime) -> dict[int, list[Notice]]:
    """What notices each reader has not been told of by a mail. Most have none, and cost nothing then."""
    waiting = notices.some_wait(among=[mail.to_id for mail in mails], until=at)
    return {mail.to_id: notices.untold(mail.to, until=at) for mail in mails if mail.to_id in waiting}


_KEPT = "_material_of_a_digest"


def prepare(mails: Sequence[OutgoingEmail], at: datetime) -> None:
    """Load for all of them at once what `of` gives each."""
    material = load(mails, at=at)
    for mail in mails:
        mail.__dict__[_KEPT] = material


def of(mail: OutgoingEmail, at: datetime) -> Material:
    found: Material | None = mail.__dict__.get(_KEPT)
    return found or load([mail], at=at)
