"""What an import leaves in the history of recommendations, and who is told of it. States are never touched."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from recommendations import history, notices
from recommendations.importing.nodes import Kind, Node
from recommendations.importing.plan import Plan
from recommendations.importing.stored import StoredReport
from recommendations.models import EvidenceLink, Recommendation, RecommendationText, User

# Of one recommendation: (reference, action, {field: [before, after]}).
Told = tuple[str, str, Mapping[str, Sequence[Any]]]


def record_new(
    plan: Plan,
    nodes: Mapping[Kind, Sequence[Node]],
    ids: Mapping[str, int],
    known: Collection[str],
    *,
    by: User | None,
    at: datetime,
) -> None:
    """The first entry of each recommendation that was not known before."""
    positions = {node.key: {"position": node.text} for node in nodes[Kind.POSITION]}
    parents = {node.fields["parent"] for node in nodes[Kind.RECOMMENDATION]}
    new = [
        history.First(
            item_id=ids[node.key],
            is_leaf=node.key not in parents,
            changes={},
            given={
                "reference": node.key,
                "paragraph": node.fields["paragraph"],
                "addressee_kind": node.fields["addressee_kind"],
                "text": node.text,
                **positions.get(node.key, {}),
                **_origin(plan),
            },
        )
        for node in nodes[Kind.RECOMMENDATION]
        if node.key not in known
    ]
    history.record_first(new, by=by, at=at)


def record_changes(plan: Plan, stored: StoredReport, ids: Mapping[str, int], *, by: User | None, at: datetime) -> None:
    """An entry for each recommendation with a new reference or other words, or that the file has no longer or again."""
    _mark(plan.left_out, stored, since=at)
    _mark(plan.back, stored, since=None)
    moves = plan.renumbered.moves.get(Kind.RECOMMENDATION, {})
    renumbered = set(moves.values())
    told: list[Told] = [(new, "renumbered", {"reference": [old, new]}) for old, new in moves.items()]
    told += [
        (change.key, "text_changed", {name: [before, change.after[name]] for name, before in change.before.items()})
        for change in plan.changed
        # The mark is part of the reference.
        if change.kind is Kind.RECOMMENDATION and not (change.key in renumbered and [*change.before] == ["mark"])
    ]
    told += [(reference, "left_out", {}) for reference in plan.left_out]
    told += [(reference, "back_again", {}) for reference in plan.back]
    if told:
        _record(told, ids, _origin(plan), by=by, at=at)


def record_evidence(plan: Plan, ids: Mapping[str, int], *, by: User | None, at: datetime) -> None:
    """An entry for each recommendation, of any report, whose confirmed evidence reads otherwise now. `ids` are those of
    the paragraphs by number."""
    changed = {
        ids[change.key]: change for change in plan.changed if change.kind is Kind.PARAGRAPH and "text" in change.before
    }
    links = list(EvidenceLink.objects.confirmed().filter(paragraph__in=changed).select_related("paragraph__report"))
    if not links:
        return
    held = Recommendation.objects.filter(pk__in=[link.recommendation_id for link in links])
    items = held.order_by("pk").select_for_update(of=("self",)).in_bulk()
    acts = []
    for link in links:
        if link.paragraph is not None:
            change = changed[link.paragraph.pk]
            texts = {"text": [change.before["text"], change.after["text"]]}
            given = {"paragraph": str(link.paragraph), **_origin(plan)}
            acts.append(history.Act(items[link.recommendation_id], "evidence_changed", texts, given))
    held.update(version=F("version") + 1)
    notices.leave(history.record_many(acts, by=by, at=at))


def _mark(references: Iterable[str], stored: StoredReport, since: datetime | None) -> None:
    texts = [stored.nodes[Kind.RECOMMENDATION][reference].text_id for reference in references]
    RecommendationText.objects.filter(pk__in=[pk for pk in texts if pk is not None]).update(missing_since=since)


def _record(
    told: Sequence[Told], ids: Mapping[str, int], given: Mapping[str, str], *, by: User | None, at: datetime
) -> None:
    pks = [ids[reference] for reference, _action, _changes in told]
    # Locked in one order, so that an import and a move of the same items wait for each other.
    items = Recommendation.objects.filter(pk__in=pks).order_by("pk").select_for_update(of=("self",)).in_bulk()
    acts = [history.Act(items[ids[reference]], action, changes, given) for reference, action, changes in told]
    # Every entry adds a version, so that a form opened before is found stale; where references have passed from one to
    # another, also a form that was opened for the other.
    newest = max(item.version for item in items.values()) + 1
    for action in sorted({action for _reference, action, _changes in told}):
        newer = [ids[reference] for reference, other, _changes in told if other == action]
        version = newest if action == "renumbered" else F("version") + 1
        Recommendation.objects.filter(pk__in=newer).update(version=version)
    notices.leave(history.record_many(acts, by=by, at=at))


def _origin(plan: Plan) -> dict[str, str]:
    return {"file": plan.upload.name, "language": plan.language}
