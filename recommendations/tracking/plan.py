"""The plan of an item: actions are added, done, or dropped with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import permissions, workflow
from recommendations.models import Action, Notice, Recommendation, User
from recommendations.refusals import Refused
from recommendations.writing import Writing, writing


def add_action(
    item: Recommendation,
    *,
    text: str,
    owner: User,
    due_on: date,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Action:
    """Plan one more step. Raises Refused, Stale, or Recommendation.DoesNotExist as `tracking.move` does."""
    with writing(item, "action_added", by=by, at=at, version=version) as held:
        _check(held)
        if not text.strip():
            raise Refused(fields={"text": [_("Say what will be done.")]})
        held.tells[owner.pk] = Notice.Cause.ASSIGNED
        held.given = {"action": text, "owner": {"id": owner.pk, "name": owner.name}, "due_on": due_on}
        return Action.objects.create(
            recommendation=held.item, text=text, language=by.language, owner=owner, due_on=due_on
        )


def complete_action(action: Action, *, by: User, at: datetime, version: int | None = None) -> None:
    """Mark a step as done today."""
    _end(action, Action.State.DONE, by=by, at=at, version=version)


def drop_action(action: Action, *, reason: str, by: User, at: datetime, version: int | None = None) -> None:
    """Give a step up, saying why."""
    if not reason.strip():
        raise Refused(fields={"reason": [_("Say why this action is dropped.")]})
    _end(action, Action.State.DROPPED, by=by, at=at, version=version, reason=reason)


def _end(action: Action, state: Action.State, *, by: User, at: datetime, version: int | None, reason: str = "") -> None:
    with writing(action.recommendation, f"action_{state}", by=by, at=at, version=version) as held:
        _check(held)
        action.refresh_from_db()
        if action.state != Action.State.OPEN:
            raise Refused(_("This action has ended already."))
        action.state, action.ended_on, action.reason = state, timezone.localdate(at), reason
        action.save()
        held.given = {"action": action.text} | ({"reason": reason} if reason else {})


def _check(held: Writing) -> None:
    item = held.item
    if not permissions.may_plan(item, held.by.standing()):
        raise Refused(_("The plan is for the owner, the alternate and the head of the unit."))
    if item.response not in workflow.UNDECIDED and item.implementation not in workflow.TO_DO:
        raise Refused(_("The plan can be changed only while there is work to do."))
