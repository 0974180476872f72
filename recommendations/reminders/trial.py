"""A mail that only shows that mail arrives."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from recommendations import outbox
from recommendations.models import OutgoingEmail, User
from recommendations.reminders.zones import local_day, zone_of

TRIAL = "trial"


def send_to(person: User, *, at: datetime) -> None:
    """Queue one, by the way every mail goes."""
    day = local_day(at, person.time_zone)
    outbox.enqueue([outbox.NewMail(f"{TRIAL}:{person.pk}:{at.isoformat()}", TRIAL, person.pk, day)], at=at)


def write(mail: OutgoingEmail, at: datetime) -> outbox.Letter:
    with translation.override(mail.to.language), timezone.override(zone_of(mail.to.time_zone)):
        context = {
            "name": mail.to.name,
            "at": mail.created_at,
            "language": mail.to.language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        subject, text, html = (
            render_to_string(f"emails/trial.{part}", context) for part in ("subject.txt", "txt", "html")
        )
    return outbox.Letter(subject, text, html, local_day(at, mail.to.time_zone))
