"""What a table changes in recommendations that are here already -> rows, with their history and notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from recommendations import history, notices
from recommendations.importing.mapping.bringing import brought, plan_actions
from recommendations.importing.mapping.entries import Entry
from recommendations.importing.mapping.plan import Change
from recommendations.importing.nodes import recommenders_told
from recommendations.models import PrintedPosition, Recommendation, RecommendationText, Recommender, SourceFile, User

BATCH = 500


@dataclass(frozen=True)
class Target:
    """Where the changes of one report go; `origin` says where a row came from, as the history keeps it."""

    symbol: str
    edition_id: int
    language: str
    sections: Mapping[str, int]
    source: SourceFile
    origin: Callable[[Entry], Mapping[str, Any]]


def write_changes(changes: Sequence[Change], target: Target, *, by: User | None, at: datetime) -> None:
    """Store the changes of one report. States are set only where nothing but imports has happened to an item."""
    pks = [change.stored.id for change in changes]
    # Locked in one order, so that an import and a move of the same items wait for each other.
    list(Recommendation.objects.filter(pk__in=pks).order_by("pk").select_for_update().values_list("pk"))
    _write_texts(changes, target)
    _write_makers(changes, target)
    _write_positions(changes, target)
    for pks_alike, fields in _alike(changes, target):
        for some in _batches(pks_alike):
            Recommendation.objects.filter(pk__in=some).update(version=F("version") + 1, **fields)
    working = [(change.stored.id, change.entry, change.facts) for change in changes if change.facts is not None]
    plan_actions(working, target.source.name, target.language)
    _record(changes, target, by=by, at=at)


def _write_texts(changes: Iterable[Change], target: Target) -> None:
    new, old = [], []
    for change in changes:
        text = RecommendationText(
            pk=change.stored.text_id,
            recommendation_id=change.stored.id,
            edition_id=target.edition_id,
            text=change.entry.text,
            addressee=change.after.get("addressee", change.stored.addressee),
        )
        if change.stored.text_id is None:
            new.append(text)
        elif {"text", "addressee"} & change.after.keys():
            old.append(text)
    RecommendationText.objects.bulk_create(new, batch_size=BATCH)
    RecommendationText.objects.bulk_update(old, ["text", "addressee"], batch_size=BATCH)


def _write_makers(changes: Iterable[Change], target: Target) -> None:
    changed = [change for change in changes if "recommending" in change.after]
    ids = [change.stored.id for change in changed]
    Recommender.objects.filter(edition=target.edition_id, recommendation__in=ids).delete()
    Recommender.objects.bulk_create(
        (
            Recommender(recommendation_id=change.stored.id, edition_id=target.edition_id, place=place, name=name)
            for change in changed
            for place, name in enumerate(recommenders_told(change.after["recommending"]), start=1)
        ),
        batch_size=BATCH,
    )


def _write_positions(changes: Iterable[Change], target: Target) -> None:
    changed = [change for change in changes if "position" in change.after]
    ids = [change.stored.id for change in changed]
    stored = PrintedPosition.objects.filter(recommendation__in=ids, symbol=target.symbol, language=target.language)
    stored.delete()
    PrintedPosition.objects.bulk_create(
        (
            PrintedPosition(
                recommendation_id=change.stored.id,
                symbol=target.symbol,
                language=target.language,
                source=target.source,
                position=change.after["position"],
            )
            for change in changed
        ),
        batch_size=BATCH,
    )


def _alike(changes: Iterable[Change], target: Target) -> Iterable[tuple[list[int], dict[str, Any]]]:
    """The items by what is set in their rows, so that those alike are written at once."""
    groups: dict[str, tuple[list[int], dict[str, Any]]] = {}
    for change in changes:
        fields: dict[str, Any] = {}
        if "verb" in change.after:
            fields["verb"] = change.after["verb"]
        if "theme" in change.after:
            fields["theme_id"] = target.sections.get(change.after["theme"])
        if "addressee" in change.after:
            fields["addressee_kind"] = change.entry.addressee_kind
        if change.facts is not None:
            fields |= change.facts.fields
        groups.setdefault(repr(sorted(fields.items(), key=str)), ([], fields))[0].append(change.stored.id)
    return groups.values()


def _batches(pks: Sequence[int]) -> Iterable[Sequence[int]]:
    return (pks[first : first + BATCH] for first in range(0, len(pks), BATCH))


def _record(changes: Sequence[Change], target: Target, *, by: User | None, at: datetime) -> None:
    items = Recommendation.objects.in_bulk([change.stored.id for change in changes])
    acts = []
    for change in changes:
        told: dict[str, Any] = {name: [before, change.after[name]] for name, before in change.before.items()}
        if change.facts is not None:
            told |= brought(change.facts, change.stored)
        action = "text_changed" if change.facts is None else "facts_imported"
        acts.append(history.Act(items[change.stored.id], action, told, target.origin(change.entry)))
    notices.leave(history.record_many(acts, by=by, at=at))
