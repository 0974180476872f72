"""What a plan says of recommending States and of positions -> rows."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import chain

from django.db.models import F

from recommendations import history
from recommendations.importing.nodes import Kind, recommenders_told
from recommendations.importing.plan import Change, Plan
from recommendations.importing.stored import StoredReport
from recommendations.models import Edition, PrintedPosition, Recommendation, Recommender, SourceFile, User

BATCH = 1000


def write_recommenders(plan: Plan, ids: Mapping[str, int], edition: Edition) -> None:
    """The States that made each recommendation, in the edition's own words, where these are new or others now."""
    changed = [change for change in plan.changed if _names_others(change)]
    Recommender.objects.filter(edition=edition, recommendation__in=[ids[change.key] for change in changed]).delete()
    new = (change for change in plan.created if change.kind is Kind.RECOMMENDATION)
    Recommender.objects.bulk_create(
        (
            Recommender(recommendation_id=ids[change.key], edition=edition, place=place, name=name)
            for change in chain(new, changed)
            for place, name in enumerate(recommenders_told(change.after["recommending"]), start=1)
        ),
        batch_size=BATCH,
    )


def _names_others(change: Change) -> bool:
    return change.kind is Kind.RECOMMENDATION and "recommending" in change.after


def write_positions(
    plan: Plan,
    stored: StoredReport,
    ids: Mapping[str, int],
    source: SourceFile,
    *,
    by: User | None,
    at: datetime,
    told: Collection[str] = (),
) -> None:
    """The positions of a document on the recommendations `ids`, by reference.

    No state changes by it. Each is told in the history of its recommendation but for those `told` with their import.
    """
    wanted = {node.key: node for node in plan.parts[Kind.POSITION]}
    stale = [change.key for change in (*plan.changed, *plan.removed) if change.kind is Kind.POSITION]
    PrintedPosition.objects.filter(pk__in=[stored.nodes[Kind.POSITION][key].id for key in stale]).delete()
    keys = [change.key for change in _of_positions(plan)]
    PrintedPosition.objects.bulk_create(
        (
            PrintedPosition(
                recommendation_id=ids[key],
                symbol=stored.answered.printed,
                language=plan.language,
                source=source,
                paragraph=wanted[key].fields["paragraph"],
                position=wanted[key].text,
            )
            for key in keys
        ),
        batch_size=BATCH,
    )
    document = {"document": stored.answered.printed, "file": plan.upload.name}
    _tell(
        {
            ids[key]: {"position": wanted[key].text, "paragraph": wanted[key].fields["paragraph"], **document}
            for key in keys
            if key not in told
        },
        by=by,
        at=at,
    )


def _of_positions(plan: Plan) -> Iterator[Change]:
    return (change for change in (*plan.created, *plan.changed) if change.kind is Kind.POSITION)


def _tell(given: Mapping[int, Mapping[str, str]], *, by: User | None, at: datetime) -> None:
    """Into the history of each recommendation, by id, what was read of it."""
    items = Recommendation.objects.filter(pk__in=given)
    # Locked in one order, so that an import and a move of the same items wait for each other.
    list(items.order_by("pk").select_for_update().values_list("pk"))
    items.update(version=F("version") + 1)
    acts = [history.Act(Recommendation(pk=pk), "position_read", {}, words) for pk, words in given.items()]
    history.record_many(acts, by=by, at=at)
