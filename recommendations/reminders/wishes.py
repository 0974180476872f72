"""What people have chosen for their mail. Most have chosen nothing, and have no row."""

from __future__ import annotations

from datetime import date

from recommendations.models import MailPreference


def wishes_of(person: int) -> MailPreference:
    """What the person has chosen; unsaved, with the choices of whoever makes none, where there is nothing."""
    return MailPreference.objects.filter(user=person).first() or MailPreference(user_id=person)


def kept_wishes_of(person: int, *, today: date) -> MailPreference:
    """The same, but there is a row after it. `today` is the person's own day: their week begins to count from it."""
    return MailPreference.objects.get_or_create(user_id=person, defaults={"planned_on": today})[0]
