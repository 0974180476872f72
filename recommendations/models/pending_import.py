"""A file on its way into the register: read, looked at, put right, and stored or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.job import BackgroundJob
from recommendations.models.report import Report, SourceFile
from recommendations.permissions import may_import

if TYPE_CHECKING:
    from recommendations.models.people import User


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    def visible_to(self, user: User) -> Self:
        """Imports are the coordinators' common work."""
        return self if may_import(user.standing()) else self.none()

    def under_way(self) -> Self:
        return self.filter(state__in=PendingImport.UNDER_WAY)


class PendingImport(models.Model):
    """One file on its way into the register, from its choice to its end.

    `symbol` and `language` are what the person gave, empty where the file is to say it. `parsed` is what reading gave
    (`importing.kept`), so that no file is read twice. `seen` holds the warnings that were ticked as looked at. `job` is
    the work in the background that reads or stores it, where there is any. What is refused or dropped leaves no row.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        READY = "ready", _("To be looked at")
        STORING = "storing", _("Being stored")
        DONE = "done", _("Stored")

    UNDER_WAY = (State.READING, State.READY, State.STORING)

    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports")
    symbol = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    parsed = models.BinaryField(null=True)
    seen: models.JSONField[Any] = models.JSONField(default=list)
    job = models.ForeignKey(BackgroundJob, models.SET_NULL, null=True, related_name="+")
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("source", "symbol", "language"),
                condition=Q(state__in=["reading", "ready", "storing"]),
                name="a_file_is_under_way_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "storing"]) | Q(parsed__isnull=False), name="what_is_ready_was_read"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reading", "ready", "storing"], ended_at__isnull=True)
                | Q(state="done", ended_at__isnull=False),
                name="a_stored_import_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.source}".strip()

    def get_absolute_url(self) -> str:
        return reverse("recommendations:import_plan", args=[self.pk])


class ImportCorrection(models.Model):
    """What a person put right in what was read of a file: kept with the file, and applied whenever it is imported.

    The fields are those of `importing.corrections.Correction`; they are applied in the order of the rows.
    """

    source = models.ForeignKey(SourceFile, models.CASCADE, related_name="corrections")
    act = models.CharField(max_length=20)
    target = models.CharField(max_length=80)
    value = models.TextField(blank=True)
    more = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction of an import")
        verbose_name_plural = _("corrections of imports")
        ordering = ("source", "pk")

    def __str__(self) -> str:
        return f"{self.act} {self.target}"
