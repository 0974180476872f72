"""What leaves the house: progress reports that are signed and then never change, files made for a person, templates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.report import EDITION_LANGUAGES

if TYPE_CHECKING:
    from recommendations.models.people import User


class ProgressReportQuerySet(models.QuerySet["ProgressReport"]):
    def visible_to(self, user: User) -> Self:
        """All to those who see everything; else those of the units the person sees."""
        person = user.standing()
        return self if person.sees_everything else self.filter(unit__in=person.sees_units)

    def issued(self) -> Self:
        return self.filter(state=ProgressReport.State.ISSUED)


class ProgressReport(models.Model):
    """A report prepared to be signed; once issued, its facts are kept with their hash and the database lets nobody
    change them.

    `scope` is what it is about (`facts.Scope`), `as_at` the moment and `on` the day its facts are of, `since` the
    earlier moment it compares with. `data` is empty until it is issued.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("To be signed")
        ISSUED = "issued", _("Issued")

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    scope: models.JSONField[Any] = models.JSONField(default=dict)
    report = models.ForeignKey("recommendations.Report", models.PROTECT, null=True, related_name="progress_reports")
    unit = models.ForeignKey("recommendations.Unit", models.PROTECT, null=True, related_name="progress_reports")
    as_at = models.DateTimeField()
    on = models.DateField(_("as at"))
    since = models.DateTimeField(null=True)
    language = models.CharField(_("language"), max_length=2, choices=EDITION_LANGUAGES)
    vocabulary = models.CharField(_("vocabulary"), max_length=20)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    data: models.JSONField[Any] = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    leaves = models.PositiveIntegerField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_by_name = models.CharField(max_length=150, blank=True)
    issued_at = models.DateTimeField(null=True)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", issued_by__isnull=True, issued_at__isnull=True, sha256="")
                | Q(state="issued", issued_by__isnull=False, issued_at__isnull=False, leaves__isnull=False)
                & ~Q(sha256="")
                & ~Q(issued_by_name=""),
                name="an_issued_report_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(since__lt=F("as_at")),
                name="a_report_compares_with_an_earlier_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("recommendations:progress_report", args=[self.pk])


class DocumentTemplate(models.Model):
    """An organisation's own DOCX, which gives reports their styles, page, header and footer; kept once."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    content = models.FileField(_("file"), upload_to="templates")
    sha256 = models.CharField(max_length=64, unique=True)
    missing: models.JSONField[Any] = models.JSONField(default=list)  # usual styles it has none of
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(models.QuerySet["Document"]):
    def open_to(self, user: User, *, at: datetime) -> Self:
        """Their own, as long as they are kept; whether the rights still hold `documents.files` says."""
        return self.filter(by=user, expires_at__gt=at)


class Document(models.Model):
    """A file made for one person, kept for some days.

    `items` holds the ids of the recommendations in it, None where the person saw everything when it was made: it is
    handed out only as long as they may see all of that.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    content = models.FileField(upload_to="documents")
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    items: models.JSONField[Any] = models.JSONField(null=True)
    progress_report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, related_name="documents")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_document_is_kept_for_a_while"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recommendations:document", args=[self.pk])
