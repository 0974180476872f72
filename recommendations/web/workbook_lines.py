"""The rows of a workbook as its page shows them: with the recommendation they are about, as long as it may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recommendations.models import Recommendation, WorkbookLine
from recommendations.web import rows
from recommendations.workflow import BY_CODE, Words

if TYPE_CHECKING:
    from recommendations.models import User


@dataclass(frozen=True)
class Shown:
    """`row` is None for a line about nothing the person may see; `moves` are what its moves are called."""

    line: WorkbookLine
    row: rows.Row | None
    moves: Sequence[Words]


def shown(lines: Iterable[WorkbookLine], user: User) -> list[Shown]:
    """Two queries, however many lines."""
    lines = list(lines)
    wanted = {line.recommendation_id for line in lines if line.recommendation_id is not None}
    visible = Recommendation.objects.leaves_visible_to(user).filter(pk__in=wanted)
    found = {row.item.pk: row for row in rows.rows_of(visible.select_related("report", "unit", "owner"))}
    return [
        Shown(line, found.get(line.recommendation_id or 0), [BY_CODE[code].label for code, _given in line.acts])
        for line in lines
    ]
