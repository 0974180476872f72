"""What somebody has typed into a form and not sent yet, and the files that came with one that was refused."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.attachment import stored_name
from recommendations.models.recommendation import Recommendation


class UnsentForm(models.Model):
    """The fields of one form on one item as its writer left them: {name: [value as typed, …]}. Nobody else reads it.

    `act` is the code of a move, or "note"; `version` is the item's that the writer had before them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsent_forms")
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="unsent_forms")
    act = models.CharField(max_length=40)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsent form")
        verbose_name_plural = _("unsent forms")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("user", "recommendation", "act"), name="one_unsent_form_per_person_item_and_act"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.recommendation_id} {self.act}"


class UnsentFile(models.Model):
    """A file that came with a form which was refused for another reason: a browser does not send it a second time."""

    form = models.ForeignKey(UnsentForm, models.CASCADE, related_name="files")
    name = models.CharField(_("file name"), max_length=200)
    content = models.FileField(_("file"), upload_to=stored_name, max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("unsent file")
        verbose_name_plural = _("unsent files")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("form", "sha256", "name"), name="a_file_is_kept_once_in_a_form")]

    def __str__(self) -> str:
        return self.name

    def as_upload(self) -> SimpleUploadedFile:
        """As it came."""
        with self.content.open("rb") as file:
            return SimpleUploadedFile(self.name, file.read())
