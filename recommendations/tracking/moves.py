"""The one verb by which an item moves, and what it offers to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django_fsm import ConcurrentTransition

from recommendations import attachments, permissions
from recommendations.attachments import stored_within
from recommendations.models import Attachment, Recommendation, User
from recommendations.refusals import Refused, Stale
from recommendations.tracking.effects import EFFECTS, OFFERED
from recommendations.tracking.forms import MoveForm
from recommendations.workflow import ASSIGN, BY_CODE, HAND_OVER, START, UPDATE, Move, Words
from recommendations.writing import Writing, writing


def move(
    item: Recommendation,
    code: str,
    *,
    by: User,
    at: datetime,
    given: Mapping[str, Any] | None = None,
    files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    version: int | None = None,
) -> Recommendation:
    """Make one move of the table, whole or not at all.

    `given` holds the move's fields as a form would send them, or as Python values, `files` those that take files.
    `version` is the one the person saw (None for a command, which has just read it).

    Raises Refused with the words of what stands in the way, Stale when the item has changed since `version`, and
    Recommendation.DoesNotExist when the person may not see it.
    """
    row = BY_CODE.get(code)
    if row is None or code not in EFFECTS:
        raise Refused(_("There is no move called “%(code)s”.") % {"code": code})
    on = timezone.localdate(at)
    try:
        with stored_within() as held_files, writing(item, code, by=by, at=at, version=version) as held:
            _check(row, held.item, by, on)
            form = MoveForm(row, held.item, by, on, data=given or {}, files=files)
            if not form.is_valid():
                raise Refused(fields={name: [str(error) for error in errors] for name, errors in form.errors.items()})
            taken = form.cleaned_data.pop("files", [])
            held.given = {name: _as_recorded(value) for name, value in form.cleaned_data.items() if value}
            EFFECTS[code](held, form.cleaned_data, form)
            if taken:
                _keep(held, taken, held_files, row)
            for condition in row.conditions:
                if condition.met_by and not condition.holds(held.item):
                    raise Refused(condition.refusal)
    except ConcurrentTransition as raced:
        item.refresh_from_db()
        raise Stale(item, list(item.history.order_by("-seq")[:1])) from raced
    return item


def _keep(held: Writing, files: list[UploadedFile[Any]], kept: list[Attachment], row: Move) -> None:
    """With the update that the move has just written, if it wrote one."""
    update = held.item.updates.submitted().order_by("-pk").first() if row in (START, UPDATE) else None
    attachments.keep(held, files, update=update, kept=kept)
    held.given["files"] = [attachments.as_recorded(one) for one in kept]


def _check(row: Move, item: Recommendation, by: User, on: date) -> None:
    """Who first, then where it stands, then the conditions nothing in the form can bring about."""
    if not item.is_leaf:
        raise Refused(_("This recommendation has parts; move its parts instead."))
    if why := permissions.refusal(row, item, by.standing(on)):
        raise Refused(why)
    if not row.starts_from(item):
        raise Refused(
            _("“%(move)s” is not possible now: the recommendation is “%(state)s”.")
            % {"move": row.label, "state": state_in_words(item)}
        )
    if blocked := [c.refusal for c in row.conditions if not c.met_by and not c.holds(item)]:
        raise Refused(*blocked)


def state_in_words(item: Recommendation) -> str:
    """Both axes as the page says them: "Accepted, in progress"."""
    words = [str(item.response_word())]
    if item.implementation:
        words.append(str(item.get_implementation_display()))
    return " · ".join(words)


def _as_recorded(value: Any) -> Any:
    """People and rows by their words and id: history must read well when they are gone."""
    if isinstance(value, list | QuerySet):
        return [_as_recorded(one) for one in value]
    if isinstance(value, Model):
        return {"id": value.pk, "name": str(value)}
    return value


@dataclass(frozen=True)
class Offer:
    """A move that starts from where the item stands and is this person's to make.

    `blocked` lists, in words, what must happen first; then there is nothing to fill in yet.
    """

    move: Move
    form: MoveForm
    blocked: tuple[Words, ...] = ()


def offers(item: Recommendation, *, by: User, on: date) -> list[Offer]:
    """What this person can do with the item now, in the order of the table."""
    if not item.is_leaf:
        return []
    person = by.standing(on)
    found = []
    for row in OFFERED:
        if permissions.refusal(row, item, person) is None and _is_due(row, item):
            form = MoveForm(row, item, by, on)
            found.append(Offer(row, form, tuple(condition.refusal for condition in form.blockers)))
    return found


def _is_due(row: Move, item: Recommendation) -> bool:
    return row.starts_from(item) and all(c.holds(item) for c in row.conditions if c.silent)


def waits_for(item: Recommendation) -> str:
    """Who can take the item further, in words; "" when it has ended."""
    rows = [row for row in OFFERED if row not in (ASSIGN, HAND_OVER) and not row.danger and _is_due(row, item)]
    who = {one: None for row in rows for one in row.whose(item)}
    return permissions.who_says(who) if who else ""
