"""What a coordinator does at the outbox: look into a mail, send it again, hold everything back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import Error
from django.db.models import Exists, OuterRef, QuerySet

from recommendations.models import OutboxPause, OutgoingEmail, User
from recommendations.outbox.letters import Kinds, Letter, NothingToSay, compose

State = OutgoingEmail.State

# What has come to its end without a copy the server is known to have taken.
MAY_BE_SENT_AGAIN = frozenset({State.FAILED, State.UNCERTAIN, State.SKIPPED})


_BOUNCE = r"^5[0-9][0-9] "  # RFC 5321 4.2.1: the mail server refuses for good


@dataclass(frozen=True)
class Preview:
    """A mail as it would read at a moment: the letter, or why there is none (`reason` a code, `fault` in words)."""

    letter: Letter | None = None
    reason: str = ""
    fault: str = ""


def preview(mail: OutgoingEmail, kinds: Kinds, *, at: datetime) -> Preview:
    """Changes nothing. A mail that cannot be made says what is wrong with it."""
    try:
        return Preview(compose(mail, kinds, at))
    except NothingToSay as nothing:
        return Preview(reason=nothing.reason)
    except Error:
        raise  # not this mail's fault
    except Exception as fault:  # noqa: BLE001 -- a mail that failed is the one somebody looks into
        return Preview(fault=f"{type(fault).__name__}: {fault}")


def send_again(mail: OutgoingEmail, *, by: User, at: datetime) -> bool:
    """Queue it anew under the same key and Message-ID. False when it has moved on meanwhile, or must not be.

    `doubt` stays: a mail of which a copy may be out already gets one attempt for each time a person asks, never two.
    """
    ended = OutgoingEmail.objects.filter(pk=mail.pk, state__in=MAY_BE_SENT_AGAIN)
    fresh = {
        "state": State.QUEUED,
        "created_at": at,
        "due_at": at,
        "tries": 0,
        "token": "",
        "lease_until": None,
        "begun_at": None,
    }
    return ended.update(**fresh, reason="", sent_again_by=by, sent_again_at=at) == 1


def bounces() -> QuerySet[OutgoingEmail]:
    """Mails refused for good to people who have had none since: their address wants mending. The latest first."""
    arrived = OutgoingEmail.objects.filter(to=OuterRef("to"), state=State.SENT, sent_at__gt=OuterRef("due_at"))
    refused = OutgoingEmail.objects.filter(state=State.FAILED, reason__regex=_BOUNCE, to__is_active=True)
    return refused.exclude(Exists(arrived)).select_related("to").order_by("-due_at", "-pk")


def pause(*, by: User, at: datetime) -> None:
    """Hold everything back from the next mail on, until somebody lets it go on. Pausing again changes nothing."""
    OutboxPause.objects.get_or_create(defaults={"by": by, "since": at})


def go_on() -> None:
    OutboxPause.objects.all().delete()


def paused() -> OutboxPause | None:
    return OutboxPause.objects.select_related("by").first()
