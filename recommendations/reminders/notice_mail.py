"""Notices in mails: the one that leaves within minutes for who wants it, and the part of a digest that tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from recommendations import notices, outbox
from recommendations.models import Notice, OutgoingEmail, Recommendation
from recommendations.notices import News
from recommendations.reminders.texts import Text, first_words, texts_of
from recommendations.zones import zone_of

NOTICE = "notice"
# So that several acts of one sitting make one mail.
GATHERED_FOR = timedelta(minutes=5)
MOST_ITEMS = 30
FIRST_WORDS = 180


@dataclass(frozen=True)
class Told:
    """One item with what is new about it, oldest first."""

    item: Recommendation
    text: Text
    cause: str
    news: list[News]
    url: str


def plan(*, now: datetime) -> int:
    """Queue a mail for each person who wants to hear at once and whose first notice has waited for others long enough.

    Safe to repeat, and at once with itself: the last notice makes the mail's key, and one mail is under way at a time.
    Returns how many are new.
    """
    waiting = [one for one in notices.waiting_at_once(now=now, mail_kind=NOTICE) if one.since <= now - GATHERED_FOR]
    return outbox.enqueue(
        [
            outbox.NewMail(
                f"{NOTICE}:{one.person}:{one.latest}",
                NOTICE,
                one.person,
                timezone.localdate(now, zone_of(one.time_zone)),
            )
            for one in waiting
        ],
        at=now,
    )


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    """All that no mail has told the person yet. Raises outbox.NothingToSay when they have read it meanwhile."""
    untold = notices.untold(mail.to, until=at)
    if not untold:
        raise outbox.NothingToSay("nothing_new")
    with translation.override(mail.to.language):
        told = told_in(untold, mail.to.language)
    preferences = settings.SITE_URL + reverse("recommendations:preferences")
    words = outbox.in_words("notice", mail.to, {"preferences_url": preferences, **told})
    ids = [notice.pk for notice in untold]
    day = timezone.localdate(at, mail.to.zone)
    return outbox.Letter(*words, day, lambda _at: notices.told(ids, mail))


def told_in(untold: Sequence[Notice], language: str) -> dict[str, Any]:
    """What the templates of notices may use: `told` by item in the order of what happened first, `more` items left out.

    Each notice comes as `notices.untold` gives it.
    """
    first = {notice.recommendation_id: notice.pk for notice in reversed(untold)}
    in_order = sorted(untold, key=lambda notice: (first[notice.recommendation_id], notice.pk))
    by_item = [list(group) for _item, group in groupby(in_order, key=lambda notice: notice.recommendation_id)]
    texts = texts_of([group[0].recommendation_id for group in by_item[:MOST_ITEMS]], language)
    return {
        "told": [
            Told(
                item=group[0].recommendation,
                text=first_words(texts.get(group[0].recommendation_id), FIRST_WORDS),
                cause=group[-1].get_cause_display(),
                news=[notices.in_words(notice) for notice in group],
                url=settings.SITE_URL + group[0].recommendation.get_absolute_url(),
            )
            for group in by_item[:MOST_ITEMS]
        ],
        "notices": len(untold),
        "more": len(by_item[MOST_ITEMS:]),
        "notices_url": settings.SITE_URL + reverse("recommendations:notices"),
    }
