"""A person's due dates as a calendar that programs subscribe to (RFC 5545), behind an address only they know."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from recommendations.models import (
    CalendarKey,
    HistoryEntry,
    Recommendation,
    ReminderKind,
    ReportingRound,
    RoundEntry,
    User,
)
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.models.round import OUTSTANDING
from recommendations.reminders import items
from recommendations.reminders.texts import Text, first_words, texts_of

CHARACTERS = 500
REFRESHED = timedelta(hours=6)
KEPT = timedelta(days=90)  # what has passed longer ago is of no use in a calendar


def make_key(person: User, *, at: datetime) -> str:
    """A new key, the only time it can be read; one that was there before opens nothing any more."""
    key = secrets.token_urlsafe(32)
    CalendarKey.objects.update_or_create(user=person, defaults={"sha256": _sha256(key), "made_at": at})
    return key


def revoke_key(person: User) -> None:
    CalendarKey.objects.filter(user=person).delete()


def holder(key: str) -> User | None:
    """Whose calendar the key opens; None for a wrong or revoked one, and when the person has left."""
    return User.objects.filter(calendar_key__sha256=_sha256(key), is_active=True).first()


def calendar_of(person: User, *, at: datetime) -> bytes:
    """The dates of what the person answers for or stands in for, as far as they may see it, the rounds that wait for
    them and their absences; six queries.
    """
    mine = Recommendation.objects.visible_to(person).filter(Q(owner=person) | Q(alternate=person))
    entries = HistoryEntry.objects.filter(recommendation=OuterRef("pk")).order_by("-seq")
    due = list(
        mine.filter(due_on__isnull=False)
        .select_related("report")
        .annotate(changed_at=Subquery(entries.values("at")[:1]))
        .order_by("due_on", "pk")
    )
    texts = texts_of([item.pk for item in due], person.language)
    with translation.override(person.language):
        calendar = Calendar()
        for name, value in (
            ("prodid", "-//Suivi//Due dates//EN"),
            ("version", "2.0"),
            ("calscale", "GREGORIAN"),
            ("x-wr-calname", _("%(site)s: due dates") % {"site": settings.SITE_NAME}),
            ("refresh-interval", REFRESHED),
        ):
            calendar.add(name, value)
        for item in due:
            calendar.add_component(_event(item, texts.get(item.pk), item.changed_at or at))
        for one in _rounds(mine):
            calendar.add_component(
                _whole_days(
                    f"round-{one.pk}",
                    _("Reporting round: %(title)s") % {"title": one.title},
                    one.due_on,
                    one.due_on,
                    one.opened_at,
                    settings.SITE_URL + one.get_absolute_url(),
                )
            )
        for away in person.absences.filter(last_on__gte=at.date() - KEPT):
            calendar.add_component(
                _whole_days(f"absence-{away.pk}", _("Away"), away.first_on, away.last_on, away.entered_at)
            )
    written: bytes = calendar.to_ical()
    return written


def _rounds(mine: RecommendationQuerySet) -> QuerySet[ReportingRound]:
    """Open rounds that still wait for something of these items."""
    waiting = RoundEntry.objects.filter(recommendation__in=mine.order_by()).standing(*OUTSTANDING)
    return ReportingRound.objects.open().filter(pk__in=waiting.order_by().values("round")).order_by("due_on", "pk")


def _whole_days(name: str, summary: str, first: date, last: date, stamp: datetime, url: str = "") -> Event:
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", summary)
    if url:
        event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


def _event(item: Recommendation, text: Text | None, changed_at: datetime) -> Event:
    """All day, and taking no time. The same item and kind of date keep their UID when the date moves."""
    kind = items.kind_of(item)
    url = settings.SITE_URL + item.get_absolute_url()
    assert item.due_on is not None  # noqa: S101  says to the type checker what the query has seen to
    summary = f"{ReminderKind(kind).label}: {item}"
    event = _whole_days(f"recommendation-{item.pk}-{kind}", summary, item.due_on, item.due_on, changed_at, url)
    event.add("sequence", item.version)
    event.add("description", "\n\n".join(filter(None, (first_words(text, CHARACTERS).words, url))))
    return event


def _sha256(key: str) -> str:
    """No salt: a key has 256 random bits, so there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()
