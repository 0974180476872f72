"""From what was filled in to the moves it asks for, and carrying them out: on one item, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from recommendations import permissions, tracking, workflow
from recommendations.models import Recommendation, User
from recommendations.permissions import Standing
from recommendations.workbooks.columns import BY_CODE, Act
from recommendations.workflow import Implementation, Move

# The code of a move and what is given with it, as JSON keeps it.
Step = tuple[str, dict[str, Any]]
_OWNERS = workflow.UPDATE.who


def open_acts(item: Recommendation, person: Standing) -> frozenset[Act]:
    """What the person could fill in as the item stands. No query where its extensions are loaded."""
    found = set()
    if _may(workflow.ASSIGN, item, person):
        found.add(Act.ASSIGN)
    if workflow.UPDATE.starts_from(item) and (_answers(item, person) or item.pk in person.contributes_to):
        found.add(Act.REPORT)
    if _may(workflow.EXTEND, item, person) and all(one.holds(item) for one in workflow.EXTEND.conditions):
        found.add(Act.EXTEND)
    return frozenset(found)


def _may(move: Move, item: Recommendation, person: Standing) -> bool:
    return move.starts_from(item) and permissions.refusal(move, item, person) is None


def _answers(item: Recommendation, person: Standing) -> bool:
    return permissions.has_the_say(_OWNERS, item, person)


def steps(item: Recommendation, edited: Mapping[str, Any], *, by: User, on: date) -> list[Step]:
    """The moves that these values of editable columns ask for: people and units by id, all else as it was written."""
    wanted = {act: {code: value for code, value in edited.items() if BY_CODE[code].act == act} for act in Act}
    return list(_steps(item, wanted, by.standing(on), on))


def _steps(item: Recommendation, wanted: Mapping[Act, dict[str, Any]], person: Standing, on: date) -> Iterator[Step]:
    if given := wanted[Act.REPORT]:
        yield _reporting(item, given, person).code, {"reported_on": on.isoformat(), **given}
    if given := wanted[Act.EXTEND]:
        yield workflow.EXTEND.code, given
    if given := wanted[Act.ASSIGN]:
        due_on = item.response_due_on or on + timedelta(days=workflow.RESPONSE_DUE_DAYS)
        standing = {
            "owner": item.owner_id,
            "alternate": item.alternate_id,
            "unit": item.unit_id,
            "response_due_on": due_on.isoformat(),
            "contributors": list(item.contributors.order_by("pk").values_list("pk", flat=True)),
        }
        yield workflow.ASSIGN.code, {**standing, **given}


def _reporting(item: Recommendation, given: Mapping[str, Any], person: Standing) -> Move:
    """The first words about the work begin it; a contributor's are a draft for the owner."""
    if not _answers(item, person) and item.pk in person.contributes_to:
        return workflow.DRAFT
    begins = item.implementation == Implementation.NOT_STARTED and given.get("text") and not given.get("no_change")
    return workflow.START if begins else workflow.UPDATE


def carry_out(item: Recommendation, wanted: Sequence[Sequence[Any]], *, version: int, by: User, at: datetime) -> None:
    """Make the moves one after the other, all or none. `version` is the one the person saw.

    Raises Refused, Stale and Recommendation.DoesNotExist as `tracking.move` does.
    """
    with transaction.atomic():
        for code, given in wanted:
            tracking.move(item, code, by=by, at=at, given=given, version=version)
            version = item.version


def try_out(item: Recommendation, wanted: Sequence[Step], *, version: int, by: User, at: datetime) -> None:
    """The same, and nothing of it stays: whatever would stand in the way is found by the verbs themselves.

    `item` has seen the moves, so it is of no use afterwards.
    """
    with transaction.atomic():
        carry_out(item, wanted, version=version, by=by, at=at)
        transaction.set_rollback(True)
