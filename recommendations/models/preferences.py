"""What people choose for the mail they get, and the keys to their calendars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailPreference(models.Model):
    """When a person gets their digest. Without a row: on each day that has something. Never "not at all".

    `weekday` is 0 for Monday to 6 for Sunday, and null for each day. `planned_on` is the last local day of the person
    on which a weekly digest was planned, with or without anything in it: a chosen day on which nothing ran is seen by
    it and caught up.

    `notices` says where single acts are told besides the pages: in the digest, or in a mail at once; `urgent_at_once`
    sends those that wait for the person at once though the others go into the digest.

    `information` is whether the digest also holds what is told for information only; `links_serial`
    is part of every link in a mail that says who its reader is, so that raising it revokes them all.
    """

    class Notices(models.TextChoices):
        DIGEST = "digest", _("In the mail of reminders")
        AT_ONCE = "at_once", _("In a mail within minutes")
        SITE = "site", _("Only on these pages")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference")
    weekday = models.PositiveSmallIntegerField(_("day of the week"), null=True, blank=True)
    overdue_at_once = models.BooleanField(_("tell me on the first day something is overdue"), default=True)
    planned_on = models.DateField()
    notices = models.CharField(_("notices"), max_length=10, choices=Notices.choices, default=Notices.DIGEST)
    urgent_at_once = models.BooleanField(_("tell me at once what waits for me"), default=False)
    information = models.BooleanField(_("tell me for information, too"), default=True)
    links_serial = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__isnull=True) | Q(weekday__lte=6), name="a_week_has_seven_days"),
            models.CheckConstraint(
                condition=Q(notices__in=["digest", "at_once", "site"]), name="where_notices_are_told_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {'daily' if self.weekday is None else self.weekday}"


class CalendarKey(models.Model):
    """What opens a person's calendar without a log-in. Only the SHA-256 of it is kept; deleting the row revokes it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("key to a calendar")
        verbose_name_plural = _("keys to calendars")

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"
