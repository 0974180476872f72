"""Workbooks that were edited and brought back: what is on its way from a spreadsheet into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.job import BackgroundJob
from recommendations.models.recommendation import Recommendation

if TYPE_CHECKING:
    from recommendations.models.people import User


def stored_name(_workbook: EditedWorkbook, _name: str) -> str:
    """A name that tells nothing and cannot be guessed, whatever the file is called."""
    return f"workbooks/{uuid4().hex}.xlsx"


class EditedWorkbookQuerySet(models.QuerySet["EditedWorkbook"]):
    def visible_to(self, user: User) -> Self:
        """Their own: what somebody wants to change is nobody else's business before it is done."""
        return self.filter(by=user)


class EditedWorkbook(models.Model):
    """A workbook somebody has brought back: read, looked at, then carried out, and forgotten some days later.

    `rows` counts those with a key, `unchanged` those of them in which nothing was edited; the others are its lines.
    `notes` are sentences about the whole of it.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        READY = "ready", _("To be looked at")
        STORING = "storing", _("Being carried out")
        DONE = "done", _("Carried out")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="workbooks")
    name = models.CharField(_("file name"), max_length=200)
    content = models.FileField(_("file"), upload_to=stored_name)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    job = models.ForeignKey(BackgroundJob, models.SET_NULL, null=True, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    notes: models.JSONField[Any] = models.JSONField(default=list)
    brought_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = EditedWorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = _("edited workbook")
        verbose_name_plural = _("edited workbooks")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("brought_at")), name="a_workbook_is_kept_for_a_while"),
            models.CheckConstraint(
                condition=Q(unchanged__lte=F("rows")), name="no_more_rows_are_unchanged_than_there_are"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recommendations:workbook_changes", args=[self.pk])


class WorkbookLine(models.Model):
    """One row in which something was edited.

    A *change* can be carried out: `acts` are its moves in order, [[code, {field: value}], …], made only while the item
    has `version`. A *conflict* is about an item that was changed since the workbook was taken, a *fault* cannot be
    carried out; neither ever is. `cells` are [{label, before, after}], `told` [[heading of the column or "", words]].
    `outcome` is empty until it was carried out, `words` say why it was refused then.
    """

    class Sort(models.TextChoices):
        CHANGE = "change", _("Will change")
        CONFLICT = "conflict", _("Changed meanwhile")
        FAULT = "fault", _("Not possible so")

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    workbook = models.ForeignKey(EditedWorkbook, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()
    sort = models.CharField(max_length=10, choices=Sort.choices)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(null=True)
    acts: models.JSONField[Any] = models.JSONField(default=list)
    cells: models.JSONField[Any] = models.JSONField(default=list)
    told: models.JSONField[Any] = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("row of a workbook")
        verbose_name_plural = _("rows of workbooks")
        ordering = ("workbook", "row")
        constraints = [
            models.UniqueConstraint(fields=("workbook", "row"), name="one_line_for_each_row_of_a_workbook"),
            models.CheckConstraint(
                condition=~Q(sort="change") | Q(recommendation__isnull=False, version__isnull=False),
                name="a_change_says_of_what_and_of_which_version",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(sort="change", outcome__in=["done", "refused"]),
                name="only_a_change_is_carried_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workbook} {self.row}"
