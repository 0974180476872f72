"""One click to get less mail (RFC 8058): whoever holds the link needs no log-in, as a mail program has none.

Only what is for information may be ended so. What waits for somebody is their duty, and stays.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from recommendations.models import MailPreference, User
from recommendations.reminders.wishes import kept_wishes_of

_SALT = "suivi.unsubscribe"


def address(person: int) -> str:
    token = signing.dumps([person], salt=_SALT)
    return f"{settings.SITE_URL}{reverse('recommendations:unsubscribe', args=[token])}"


def headers(url: str) -> dict[str, str]:
    """By these a mail program knows that a POST to the address, without opening it, is all it takes."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def holder(token: str) -> User | None:
    """Whom the link was made for; None for one that nobody gave out, and when the person has left."""
    try:
        (person,) = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return User.objects.filter(pk=person, is_active=True).first()


def unsubscribe(person: User, *, at: datetime) -> None:
    """From now on nothing for information only. Doing it again changes nothing."""
    kept_wishes_of(person.pk, today=timezone.localdate(at, person.zone))
    MailPreference.objects.filter(user=person, information=True).update(information=False)
