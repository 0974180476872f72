"""The frame of every verb: one transaction, the row locked, the version compared, the change recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from recommendations import history, notices, permissions
from recommendations.models import HistoryEntry, Notice, Recommendation, User
from recommendations.refusals import Stale

# What history compares before and after.
FOLLOWED = (
    "unit_id",
    "owner_id",
    "alternate_id",
    "response",
    "response_due_on",
    "response_text",
    "accepted_part",
    "justification",
    "decided_on",
    "implementation",
    "target_on",
    "first_target_on",
    "percent_done",
    "last_update_on",
    "claimed_by_id",
    "claim_confirmed_by_id",
    "claim_confirmed_on",
    "completed_on",
    "verified_on",
    "closed_on",
    "closing_reason",
)

# Acts that are told in the history and change nothing of the item: what others are writing on it stays in order.
WITHOUT_VERSION = ("reminded", "noted", "attached", "covered")


@dataclass
class Writing:
    """An item held for writing. What is put into `given` goes into the history entry.

    `tells` are people the verb names, by id: they are told of it besides those whom the act concerns anyway.
    """

    item: Recommendation
    by: User
    at: datetime
    action: str
    given: dict[str, Any] = field(default_factory=dict)
    tells: dict[int, Notice.Cause] = field(default_factory=dict)


@contextmanager
def writing(
    item: Recommendation, action: str, *, by: User, at: datetime, version: int | None = None
) -> Iterator[Writing]:
    """Hold the item, let the caller change it, then save it with one history entry and tell whom it concerns.

    The item is read again through the writer's own sight, so a right withdrawn meanwhile counts. `version` is the one
    the person saw; None takes whatever is there (for commands, which act on what they have just read).

    Raises Recommendation.DoesNotExist for an item the person may not see, Stale when it has changed since `version`.
    An exception in the body undoes everything.
    """
    with transaction.atomic():
        # `of` keeps the joined rows of a nullable relation unlocked; SQLite locks the database instead.
        items = Recommendation.objects.visible_to(by).select_related("owner")
        locked = items.select_for_update(of=("self",)).get(pk=item.pk)
        if version is not None and locked.version != version:
            raise Stale(locked, entries_since(locked, version))
        tail = history.tail_of(locked)
        before = {name: getattr(locked, name) for name in FOLLOWED}
        held = Writing(locked, by, at, action)
        yield held
        if action not in WITHOUT_VERSION:
            locked.version += 1
            locked.save()
        changes = {name: [old, getattr(locked, name)] for name, old in before.items() if getattr(locked, name) != old}
        behalf = permissions.acts_on_behalf_of_owner(locked, by.standing())
        entry = history.record(
            locked,
            action,
            by=by,
            at=at,
            changes=changes,
            given=held.given,
            on_behalf_of=locked.owner if behalf else None,
            after=tail,
        )
        notices.leave([entry], tells=held.tells)
    item.catch_up_with(locked)


def entries_since(item: Recommendation, version: int) -> list[HistoryEntry]:
    """What happened to the item after that version of it, oldest first.

    Every version comes with one entry, so the entries missed are the last ones of those that come with a version.
    """
    missed = max(item.version - version, 1)
    entries = item.history.exclude(action__in=WITHOUT_VERSION).select_related("by").order_by("-seq")
    return list(entries[:missed])[::-1]
