"""The mails by which people get in: invitations, and links to set a new password."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from recommendations import outbox
from recommendations.models import OutgoingEmail, User
from recommendations.people import tokens

INVITATION = "invitation"
RESET = "password_reset"
# Stands in the text for what only its reader may have; put in as the mail leaves.
SECRET = "••••••"  # noqa: S105  no password, but the dots that hide one


def invite(person: User, *, at: datetime) -> None:
    """Queue a link to set the first password. One that was sent before works until one of them is used."""
    _leave(INVITATION, person, at)


def send_reset(person: User, *, at: datetime) -> None:
    """Queue a link to set a new password, or the first one for who never had any."""
    _leave(INVITATION if tokens.is_invited(person) else RESET, person, at)


def _leave(kind: str, person: User, at: datetime) -> None:
    day = timezone.localdate(at, person.zone)
    outbox.enqueue([outbox.NewMail(f"{kind}:{person.pk}:{at.isoformat()}", kind, person.pk, day)], at=at)


def write_invitation(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    """Raises outbox.NothingToSay once the person has a password."""
    if not tokens.is_invited(mail.to):
        raise outbox.NothingToSay("invitation_accepted")
    return _letter(mail, at, "invitation", tokens.INVITATION)


def write_reset(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    if at - mail.created_at > tokens.RESET.lifetime:
        raise outbox.NothingToSay("asked_too_long_ago")
    return _letter(mail, at, "password_reset", tokens.RESET)


KINDS: outbox.Kinds = {
    INVITATION: outbox.Kind(write_invitation, rationed=False),
    RESET: outbox.Kind(write_reset, rationed=False),
}


def _letter(mail: OutgoingEmail, at: datetime, page: str, generator: tokens.LinkTokens) -> outbox.Letter:
    person = mail.to
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    address = settings.SITE_URL + reverse(f"recommendations:{page}", args=[uid, "TOKEN"]).replace("TOKEN", SECRET)
    about = {"email": person.email, "link": address, "until": at + generator.lifetime - timedelta(minutes=1)}
    words, day = outbox.in_words(page, person, about), timezone.localdate(at, person.zone)
    return outbox.Letter(*words, day, secrets={SECRET: generator.make_token(person)})
