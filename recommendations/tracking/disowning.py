"""Saying that an item is somebody else's: a request to those who assign, which changes nothing by itself."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from recommendations import permissions, workflow
from recommendations.models import ReassignmentRequest, Recommendation, User
from recommendations.refusals import Refused
from recommendations.writing import writing


def ask_to_reassign(
    item: Recommendation,
    *,
    reason: str,
    suggested: User | None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> ReassignmentRequest:
    """Leave a request until somebody assigns the item, to whomever. The owner stays the owner meanwhile.

    Raises Refused, Stale, or Recommendation.DoesNotExist as `tracking.move` does.
    """
    with writing(item, "not_mine", by=by, at=at, version=version) as held:
        if why := refusal(held.item, by):
            raise Refused(why)
        if not reason.strip():
            raise Refused(fields={"reason": [_("Say why it is not yours; whoever assigns it has to know.")]})
        if suggested is not None and suggested.pk == held.item.owner_id:
            raise Refused(fields={"suggested": [_("This person is the owner already.")]})
        held.given = {"reason": reason}
        if suggested is not None:
            held.given["suggested"] = {"id": suggested.pk, "name": suggested.name}
        return ReassignmentRequest.objects.create(
            recommendation=held.item,
            asked_by=by,
            asked_at=at,
            reason=reason,
            language=by.language,
            suggested=suggested,
        )


def refusal(item: Recommendation, by: User) -> str | None:
    """Why this person cannot ask for that now; None when they can."""
    if not item.is_leaf:
        return _("This recommendation has parts; it is its parts that are assigned.")
    if not permissions.has_the_say((workflow.Who.OWNER, workflow.Who.ALTERNATE), item, by.standing()):
        return _("This is for the owner and the alternate; it is not assigned to you.")
    if not workflow.ASSIGN.starts_from(item):
        return _("This recommendation has ended, so there is nothing to hand over.")
    if item.reassignment_requests.asked().exists():
        return _("Somebody has said so already; it waits for whoever assigns it.")
    return None
