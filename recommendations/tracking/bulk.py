"""One move on several items: each is judged and moved by itself, and the answer names every one that was not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from recommendations.models import Recommendation, User
from recommendations.refusals import Refused
from recommendations.tracking.effects import OFFERED
from recommendations.tracking.moves import move
from recommendations.workflow import Kind

# What must be looked at one by one is not done in bulk.
_ONE_BY_ONE = {Kind.OPEN_ACTIONS, Kind.EVIDENCE, Kind.DRAFT, Kind.RESPONSE, Kind.HOLDER}
IN_BULK = tuple(row for row in OFFERED if not _ONE_BY_ONE & {spec.kind for spec in row.fields})


@dataclass(frozen=True)
class Outcome:
    """What came of one item: moved when nothing refused it."""

    item: Recommendation
    refused: Refused | None = None


def move_many(
    items: Iterable[Recommendation],
    code: str,
    *,
    by: User,
    at: datetime,
    given: Mapping[str, Any] | None = None,
    versions: Mapping[int, int] | None = None,
) -> list[Outcome]:
    """Make the same move on each of the items, in their order, each in a transaction of its own.

    Every item meets the same conditions as alone; one that is refused keeps no other from moving. `versions` holds,
    by id, what the person saw; an item left out is taken as it is.
    """
    outcomes = []
    for item in items:
        try:
            move(item, code, by=by, at=at, given=given, version=(versions or {}).get(item.pk))
            outcomes.append(Outcome(item))
        except Refused as refused:
            outcomes.append(Outcome(item, refused))
        except Recommendation.DoesNotExist:
            outcomes.append(Outcome(item, Refused(_("You do not see this recommendation any more."))))
    return outcomes
