"""Several counts in one query, each of them only as far as it matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from recommendations.models import User


class _CountOf(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def count_of_each(user: User, found: Sequence[QuerySet[Any]], *, most: int) -> list[int]:
    """How many rows each has, `most` at the most. One query, on the row of the person who asks."""
    if not found:
        return []
    counts = [_CountOf(rows.order_by().values("pk")[:most]) for rows in found]
    return list(User.objects.filter(pk=user.pk).values_list(*counts).get())
