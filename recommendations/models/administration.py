"""What was changed about people, units and roles: append-only; and how often somebody failed to log in."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.history import HistoryIsAppendOnly
from recommendations.models.people import Unit


class AdministrativeEntryQuerySet(models.QuerySet["AdministrativeEntry"]):
    def update(self, **_fields: Any) -> NoReturn:
        raise HistoryIsAppendOnly("administrative entries are never changed")

    def delete(self) -> NoReturn:
        raise HistoryIsAppendOnly("administrative entries are never deleted")


class AdministrativeEntry(models.Model):
    """One change to a person or a unit: who made it, when, and what was before and after.

    Written only by `recommendations.people.log.record`. `changes` is {field: [before, after]}, `given` what was said
    with it; names are kept as they were, so that it reads well when they have changed. `by` is empty for the system.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="administrative_entries"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="administrative_entries")
    changes = models.JSONField(default=dict)
    given = models.JSONField(default=dict)

    objects = AdministrativeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative entry")
        verbose_name_plural = _("administrative entries")
        ordering = ("-at", "-pk")
        indexes = [
            models.Index("at", "id", name="entries_by_time"),
            models.Index("person", "at", name="entries_by_person"),
            models.Index("unit", "at", name="entries_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsAppendOnly("administrative entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise HistoryIsAppendOnly("administrative entries are never deleted")


class FormerUnitName(models.Model):
    """What a unit was called until an instant, so that older entries of the history can say it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=30, blank=True)
    until_at = models.DateTimeField()

    class Meta:
        verbose_name = _("former name of a unit")
        verbose_name_plural = _("former names of units")
        ordering = ("until_at", "pk")

    def __str__(self) -> str:
        return self.name


class LoginThrottle(models.Model):
    """How often a log-in failed in a row, and until when the next one waits.

    `key` is a keyed digest of what is counted (an account from an address, or an address), so that no address that
    was typed is kept. `known_at` is when this account last logged in from this address.
    """

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)
    known_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("throttled log-in")
        verbose_name_plural = _("throttled log-ins")
        indexes = [models.Index("last_at", name="throttles_by_time")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"
