"""Reporting rounds: opened by the coordinator, answered by ordinary updates, reviewed by the heads of units, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations import history, notices, permissions, workflow
from recommendations.models import ProgressUpdate, Recommendation, Report, ReportingRound, RoundEntry, Unit, User
from recommendations.models.recommendation import RecommendationQuerySet
from recommendations.models.round import OUTSTANDING, Stand
from recommendations.refusals import Refused
from recommendations.writing import writing

Outcome = RoundEntry.Outcome
BATCH = 1000


def in_scope(report: Report | None, unit: Unit | None) -> RecommendationQuerySet:
    """What a round opened now would ask about: owned, with work to do, in the unit or below it, in no open round."""
    asked = RoundEntry.objects.filter(round__closed_at__isnull=True).order_by()
    found = Recommendation.objects.leaves().filter(implementation__in=workflow.TO_DO, owner__isnull=False)
    found = found.exclude(pk__in=asked.values("recommendation"))
    if report is not None:
        found = found.filter(report=report)
    if unit is not None:
        found = found.filter(unit__in=Unit.objects.below({unit.pk}))
    return found  # type: ignore[no-any-return]  # the stubs lose the queryset's class after exclude()


@transaction.atomic
def open_round(*, by: User, at: datetime, given: Mapping[str, Any]) -> ReportingRound:
    """Ask every owner in the scope for an update; `given` holds the fields of the round.

    Raises Refused when it is not theirs to do or there is nobody to ask.
    """
    _check_coordinator(by)
    round_ = ReportingRound.objects.create(**given, language=by.language, opened_by=by, opened_at=at)
    items = list(in_scope(round_.report, round_.unit).order_by("pk").select_for_update())
    if not items:
        raise Refused(
            _("There is nothing to ask about: nobody in this scope has work to do that no open round asks for.")
        )
    RoundEntry.objects.bulk_create(
        (RoundEntry(round=round_, recommendation=item, asked_at=at) for item in items), batch_size=BATCH
    )
    _tell(items, "round_asked", round_, by, at)
    return round_


@transaction.atomic
def remind_late(round_: ReportingRound, *, by: User, at: datetime) -> int:
    """Tell the owners of what is missing once more, once a day at most. Returns of how many recommendations."""
    _check_coordinator(by)
    held, today = _held(round_), timezone.localdate(at)
    if held.reminded_on == today:
        raise Refused(_("They have been reminded today already. Once a day is enough."))
    missing = held.entries.standing(*OUTSTANDING).values("recommendation")
    items = list(Recommendation.objects.filter(pk__in=missing).order_by("pk").select_for_update())
    if not items:
        raise Refused(_("Nothing is missing: there is nobody to remind."))
    held.reminded_on = today
    held.save(update_fields=["reminded_on"])
    _tell(items, "round_reminded", held, by, at)
    return len(items)


@transaction.atomic
def close_round(round_: ReportingRound, *, by: User, at: datetime) -> None:
    """End the round; what is missing then stays missing. Can be taken back."""
    _check_coordinator(by)
    held = _held(round_)
    held.closed_by, held.closed_at = by, at
    held.save(update_fields=["closed_by", "closed_at"])


@transaction.atomic
def reopen_round(round_: ReportingRound, *, by: User) -> None:
    """Go on with a round that was closed, as long as no other round asks about the same recommendations."""
    _check_coordinator(by)
    held = ReportingRound.objects.select_for_update().get(pk=round_.pk)
    others = RoundEntry.objects.filter(round__closed_at__isnull=True).exclude(round=held).order_by()
    if held.entries.filter(recommendation__in=others.values("recommendation")).exists():
        raise Refused(_("Another round asks about some of the same recommendations by now. Close that one first."))
    held.closed_by = held.closed_at = None
    held.save(update_fields=["closed_by", "closed_at"])


def review(entry: RoundEntry, outcome: Outcome, *, update: int, comment: str = "", by: User, at: datetime) -> None:
    """The head of the unit confirms an update or returns it with what is missing. `update` is the one they have read.

    Raises Refused, also when another update has come in meanwhile, and Recommendation.DoesNotExist for a stranger.
    """
    with writing(entry.recommendation, f"round_{outcome}", by=by, at=at) as held:
        now = RoundEntry.objects.with_stand().select_related("round").get(pk=entry.pk)
        if not now.round.is_open:
            raise Refused(_("The round has been closed."))
        if why := permissions.no_review(held.item, by.standing()):
            raise Refused(why)
        if now.stand != Stand.ANSWERED:
            raise Refused(_("There is no update to review: it has been reviewed already, or none has come in."))
        if now.answer_id != update:
            raise Refused(_("Another update has come in meanwhile. Read it first; it stands on this page now."))
        read = ProgressUpdate.objects.get(pk=update)
        if by.pk in (read.by_id, read.drafted_by_id):
            raise Refused(_("You reported this yourself, so somebody else has to review it."))
        if outcome == Outcome.RETURNED and not comment.strip():
            raise Refused(fields={"comment": [_("Say what is missing.")]})
        now.outcome, now.update, now.reviewed_by, now.reviewed_at = outcome, read, by, at
        now.comment, now.comment_language = comment, by.language if comment else ""
        if outcome == Outcome.RETURNED:
            now.asked_at = at
        now.save()
        held.given = {"round": now.round.title} | ({"comment": comment} if comment else {})


def _tell(items: list[Recommendation], action: str, round_: ReportingRound, by: User, at: datetime) -> None:
    given = {"round": round_.title, "due_on": round_.due_on} | ({"asked": round_.words} if round_.words else {})
    for first in range(0, len(items), BATCH):
        acts = [history.Act(item, action, {}, given) for item in items[first : first + BATCH]]
        notices.leave(history.record_many(acts, by=by, at=at))


def _held(round_: ReportingRound) -> ReportingRound:
    held = ReportingRound.objects.select_for_update().get(pk=round_.pk)
    if held.closed_at is not None:
        raise Refused(_("The round was closed on %(day)s.") % {"day": date_format(timezone.localdate(held.closed_at))})
    return held


def _check_coordinator(by: User) -> None:
    if not permissions.may_run_rounds(by.standing()):
        raise Refused(_("Reporting rounds are for the coordinator."))
