"""How the columns of a table that comes again and again are to be read, under a name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TableMapping(models.Model):
    """A mapping saved for the whole installation: `columns` is {field: heading}, `words` what people have said that
    words for states mean which are not known, {field: {word: code}}."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    columns: models.JSONField[Any] = models.JSONField(default=dict)
    words: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="table_mapping_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
