"""What of the notices still has to be mailed, to whom and when. A mail asks at the moment it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, Max, Min, OuterRef, Q
from django.db.models.expressions import Combinable

from recommendations.models import MailPreference, Notice, OutgoingEmail, User

Choice = MailPreference.Notices

# What waits for somebody, who may want it before the next digest.
URGENT = (Notice.Cause.ASKED, Notice.Cause.RETURNED, Notice.Cause.MENTIONED)
# Later than this nobody wants a mail about it; it stays on the pages.
NEWS_FOR = timedelta(days=14)


def untold(person: User, *, until: datetime) -> list[Notice]:
    """What a mail has to tell this person of what was left before `until`, oldest first, with items and entries."""
    if MailPreference.objects.filter(user=person, notices=Choice.SITE).exists():
        return []
    notices = Notice.objects.visible_to(person).untold(since=until - NEWS_FOR).filter(at__lt=until)
    return list(notices.select_related("entry__by", "entry__on_behalf_of", "recommendation__report").order_by("pk"))


def some_wait(*, among: Collection[int], until: datetime) -> set[int]:
    """Those of these people of whom `untold` may find something; one query for all."""
    notices = Notice.objects.untold(since=until - NEWS_FOR).filter(to__in=among, at__lt=until)
    return set(notices.order_by().values_list("to", flat=True).distinct())


def told(ids: Collection[int], by: OutgoingEmail) -> None:
    """Put on record that this mail has told them. Belongs in the transaction that marks it as sent."""
    Notice.objects.filter(pk__in=ids, told_by__isnull=True).update(told_by=by)


class Waiting(NamedTuple):
    """A person with something to be told by mail: since when, and the last notice of it."""

    person: int
    time_zone: str
    since: datetime
    latest: int


def waiting_for_digest(*, now: datetime) -> Iterator[Waiting]:
    """Everybody whose notices a mail has not told yet, and who wants mail about them at all."""
    return _waiting(now, ~Q(to__mail_preference__notices=Choice.SITE))


def waiting_at_once(*, now: datetime, mail_kind: str) -> Iterator[Waiting]:
    """Those of them who want to hear within minutes and have no mail of that kind under way."""
    at_once = Q(to__mail_preference__notices=Choice.AT_ONCE)
    at_once |= Q(to__mail_preference__urgent_at_once=True, cause__in=URGENT) & ~Q(
        to__mail_preference__notices=Choice.SITE
    )
    under_way = OutgoingEmail.objects.filter(
        kind=mail_kind, to=OuterRef("to"), state__in=[OutgoingEmail.State.QUEUED, OutgoingEmail.State.SENDING]
    )
    return _waiting(now, at_once & ~Exists(under_way))


def _waiting(now: datetime, wanted: Q | Combinable) -> Iterator[Waiting]:
    notices = Notice.objects.untold(since=now - NEWS_FOR).filter(wanted, to__is_active=True)
    grouped = notices.order_by("to").values_list("to", "to__time_zone").annotate(since=Min("at"), latest=Max("pk"))
    return (Waiting(*row) for row in grouped)
