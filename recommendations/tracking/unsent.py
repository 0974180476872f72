"""Forms kept as one types: found again on any machine, cleared when the act is done, read by nobody but the writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from recommendations.models import Recommendation, UnsentForm, User
from recommendations.tracking.effects import OFFERED
from recommendations.tracking.forms import printable
from recommendations.workflow import Kind, Move

NOTE = "note"
# A form that is kept while it is being sent may arrive after it: then there is nothing left to keep.
JUST_DONE = timedelta(seconds=10)
_LONGEST = 20_000
_MOST_FIELDS = 30


def is_kept(move: Move) -> bool:
    """Whether there is something to write at length in the move's form."""
    return any(spec.kind == Kind.TEXT for spec in move.fields)


KEPT = frozenset({NOTE, *(move.code for move in OFFERED if is_kept(move))})


def keep(
    item: Recommendation, act: str, typed: Mapping[str, Sequence[str]], *, version: int, by: User, at: datetime
) -> UnsentForm | None:
    """Keep what stands in the form; nothing when nothing does, or when the same person has just done the act."""
    action = "noted" if act == NOTE else act
    if item.history.filter(by=by, action=action, at__gt=at - JUST_DONE).exists():
        return None
    fields = {
        name[:100]: [printable(value)[:_LONGEST] for value in values if value][:100]
        for name, values in list(typed.items())[:_MOST_FIELDS]
    }
    if not any(fields.values()):
        discard(item, act, by=by)
        return None
    kept, _new = UnsentForm.objects.update_or_create(
        user=by, recommendation=item, act=act, defaults={"fields": fields, "version": version, "kept_at": at}
    )
    return kept


def discard(item: Recommendation, act: str, *, by: User) -> None:
    UnsentForm.objects.filter(user=by, recommendation=item, act=act).delete()


def kept_of(item: Recommendation, *, by: User) -> dict[str, UnsentForm]:
    """All that this person has kept on the item, by act."""
    return {kept.act: kept for kept in UnsentForm.objects.filter(user=by, recommendation=item)}
