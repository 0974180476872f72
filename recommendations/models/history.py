"""The history of a recommendation: append-only, one entry for each thing done, chained."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.recommendation import Recommendation


class HistoryIsAppendOnly(TypeError):
    """Somebody tried to change or delete what was recorded."""


class HistoryEntryQuerySet(models.QuerySet["HistoryEntry"]):
    def update(self, **_fields: Any) -> NoReturn:
        raise HistoryIsAppendOnly("history entries are never changed")

    def delete(self) -> NoReturn:
        raise HistoryIsAppendOnly("history entries are never deleted")


class HistoryEntry(models.Model):
    """One act: who, for whom, when, what changed from what to what, and the words given with it.

    Written only by `recommendations.history.record`. `changes` is {field: [before, after]}; `given` holds what the
    person gave with the act. `by` is empty for what the system did; the name stays even if the account goes.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="history")
    seq = models.PositiveIntegerField()
    action = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10, blank=True)
    changes = models.JSONField(default=dict)
    given = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = HistoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("history entry")
        verbose_name_plural = _("history entries")
        ordering = ("recommendation", "seq")
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "seq"), name="history_is_one_line_without_forks"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}#{self.seq} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsAppendOnly("history entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise HistoryIsAppendOnly("history entries are never deleted")
