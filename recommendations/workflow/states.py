"""The two state axes of a recommendation and their words."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Response(TextChoices):
    """What was decided about a recommendation. A parent has none of its own: it is computed from its leaves."""

    PENDING = "pending", _("Pending")
    UNDER_CONSIDERATION = "under_consideration", _("Under consideration")
    ACCEPTED = "accepted", _("Accepted")
    PARTIALLY_ACCEPTED = "partially_accepted", _("Partially accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")


class Implementation(TextChoices):
    """What was done about it. Blank until the recommendation is accepted at least in part."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    REPORTED = "reported_implemented", _("Reported implemented")
    VERIFIED = "verified_implemented", _("Verified implemented")
    CLOSED = "closed_not_implemented", _("Closed, not implemented")


class Position(TextChoices):
    """What a document says the addressee answered. It is a fact of the document, not yet a response."""

    ACCEPTED = "accepted", _("Accepted")
    PARTIALLY_ACCEPTED = "partially_accepted", _("Partially accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    SUPPORTED = "supported", _("Supported")
    PARTIALLY_SUPPORTED = "partially_supported", _("Supported in part")
    NOTED = "noted", _("Noted")


# The response that a position amounts to once somebody takes it over.
RESPONSE_OF_POSITION: dict[str, Response] = {
    Position.ACCEPTED: Response.ACCEPTED,
    Position.SUPPORTED: Response.ACCEPTED,
    Position.PARTIALLY_ACCEPTED: Response.PARTIALLY_ACCEPTED,
    Position.PARTIALLY_SUPPORTED: Response.PARTIALLY_ACCEPTED,
    Position.NOT_ACCEPTED: Response.NOT_ACCEPTED,
    Position.NOTED: Response.NOT_ACCEPTED,
}
DECIDED = (Response.ACCEPTED, Response.PARTIALLY_ACCEPTED, Response.NOT_ACCEPTED)
UNDECIDED = (Response.PENDING, Response.UNDER_CONSIDERATION)
AGREED = (Response.ACCEPTED, Response.PARTIALLY_ACCEPTED)
NOT_OPENED = ""
TO_DO = (Implementation.NOT_STARTED, Implementation.IN_PROGRESS)
OPEN = (*TO_DO, Implementation.REPORTED)
ENDED = (Implementation.VERIFIED, Implementation.CLOSED)


class AddresseeKind(TextChoices):
    """To whom a recommendation speaks; it decides the words of the response."""

    SECRETARIAT = "secretariat", _("Secretariat")
    MEMBER_STATES = "member_states", _("Member States")
    STATES_PARTIES = "states_parties", _("States parties")
    INTERNATIONAL_COMMUNITY = "international_community", _("International community")
    OTHER = "other", _("Others")


# States do not accept a recommendation made to them, they support it or take note of it.
WORDS_OF_STATES: dict[str, Words] = {
    Response.ACCEPTED: _("Supported"),
    Response.PARTIALLY_ACCEPTED: _("Supported in part"),
    Response.NOT_ACCEPTED: _("Noted"),
}


def response_word(response: str, addressee_kind: str) -> Words:
    """The word for a response as its addressee says it; "" for an item without one."""
    if not response:
        return ""
    if addressee_kind in {AddresseeKind.MEMBER_STATES, AddresseeKind.STATES_PARTIES}:
        return WORDS_OF_STATES.get(response, Response(response).label)
    return Response(response).label
