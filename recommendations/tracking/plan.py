"""The plan of an item: actions are added, changed, done, or dropped with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import permissions, workflow
from recommendations.models import Action, Notice, Recommendation, User
from recommendations.refusals import Refused
from recommendations.writing import Writing, writing


@dataclass(frozen=True)
class Step:
    """What is planned: what, who, by when. `due_as_given` keeps a month or quarter as it was written ("2027-Q2")."""

    text: str
    owner: User
    due_on: date
    due_as_given: str = ""
    percent_done: int | None = None


@dataclass(frozen=True)
class Progress:
    """How far a plan is: actions done of those planned, and the percent they come to; dropped ones do not count."""

    done: int
    planned: int
    percent: int


def progress_of(actions: Iterable[Action]) -> Progress | None:
    """Every action weighs the same: done is all of it, an open one what was said of it. None without any."""
    planned = [action for action in actions if action.state != Action.State.DROPPED]
    if not planned:
        return None
    done = sum(action.state == Action.State.DONE for action in planned)
    parts = [100 if action.state == Action.State.DONE else action.percent_done or 0 for action in planned]
    return Progress(done, len(planned), sum(parts) // len(planned))


def add_action(item: Recommendation, step: Step, *, by: User, at: datetime, version: int | None = None) -> Action:
    """Plan one more step. Raises Refused, Stale, or Recommendation.DoesNotExist as `tracking.move` does."""
    with writing(item, "action_added", by=by, at=at, version=version) as held:
        _check(held)
        _check_step(step)
        held.tells[step.owner.pk] = Notice.Cause.ASSIGNED
        held.given = {"action": step.text, **_as_recorded(step)}
        action = Action(recommendation=held.item, language=by.language)
        _put(action, step)
        action.save(force_insert=True)
        return action


def change_action(action: Action, step: Step, *, by: User, at: datetime, version: int | None = None) -> None:
    """Word it anew, give it to somebody else, move its date, or say how far it is; the history keeps what was."""
    with writing(action.recommendation, "action_changed", by=by, at=at, version=version) as held:
        _check(held)
        _check_step(step)
        action.refresh_from_db()
        if action.state != Action.State.OPEN:
            raise Refused(_("This action has ended already."))
        before = _step_of(action)
        if before == step:
            raise Refused(_("Nothing would change. Change what is to be different, or leave it."))
        if before.owner != step.owner:
            held.tells[step.owner.pk] = Notice.Cause.ASSIGNED
        was, now = _as_recorded(before), _as_recorded(step)
        changed = {name: value for name, value in now.items() if was.get(name) != value}
        held.given = {"action": step.text, **changed}
        held.given |= {f"{name}_before": value for name, value in was.items() if now.get(name) != value}
        if before.text != step.text:
            held.given["action_before"] = before.text
            action.language = by.language
        _put(action, step)
        action.save()


def _step_of(action: Action) -> Step:
    return Step(action.text, action.owner, action.due_on, action.due_as_given, action.percent_done)


def _put(action: Action, step: Step) -> None:
    action.text, action.owner, action.due_on = step.text, step.owner, step.due_on
    action.due_as_given, action.percent_done = step.due_as_given, step.percent_done


def _as_recorded(step: Step) -> dict[str, Any]:
    recorded: dict[str, Any] = {"owner": {"id": step.owner.pk, "name": step.owner.name}, "due_on": step.due_on}
    return recorded if step.percent_done is None else recorded | {"percent_done": step.percent_done}


def _check_step(step: Step) -> None:
    if not step.text.strip():
        raise Refused(fields={"text": [_("Say what will be done.")]})


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
