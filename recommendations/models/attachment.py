"""Files people add to a recommendation, kept as they came."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.progress import Action, ProgressUpdate
from recommendations.models.recommendation import Recommendation

FOLDER = "attachments"


def stored_name(_row: models.Model, _name: str) -> str:
    """A name that tells nothing and cannot be guessed, whatever the file is called."""
    name = uuid4().hex
    return f"{FOLDER}/{name[:2]}/{name}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Attachment(models.Model):
    """A file added to an item, perhaps with an update or an action. `kind` is what its bytes are, as
    `attachments.recognition` names it.

    One that is withdrawn stays, with who withdrew it and why; only its bytes are no longer handed out.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="attachments")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="attachments")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField(_("file name"), max_length=200)
    content = models.FileField(_("file"), upload_to=stored_name, max_length=100)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-pk",)
        indexes = [models.Index("added_by", "added_at", name="files_a_person_added")]
        constraints = [
            models.UniqueConstraint(fields=("content",), name="one_attachment_per_stored_file"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason=""),
                name="a_withdrawn_file_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(update__isnull=True) | Q(action__isnull=True), name="a_file_hangs_on_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.name
