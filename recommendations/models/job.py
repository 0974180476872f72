"""Long work: a row is left, and a worker takes it up while the person goes on with something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.permissions import may_import

if TYPE_CHECKING:
    from recommendations.models.people import User

# Kinds of work that begin so are imports, which coordinators do together.
IMPORT_PREFIX = "import_"


class BackgroundJobQuerySet(models.QuerySet["BackgroundJob"]):
    def visible_to(self, user: User) -> Self:
        """A person's own jobs; to those who import also the imports of others."""
        own = Q(by=user)
        if may_import(user.standing()):
            return self.filter(own | Q(kind__startswith=IMPORT_PREFIX))
        return self.filter(own)


class BackgroundJob(models.Model):
    """One piece of long work, from the click to its outcome. `params` is what was asked for, `result` what came of it.

    `stage` is a code for what is being done now, with `done` of `of` things behind it (`of` is None where nobody
    knows). `message` is a code that says why it was refused or failed, worded with `message_parameters` when read.
    `lease_until` and `token` belong to the worker that has claimed it; `tries` counts the workers that did.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    ENDED = (State.DONE, State.REFUSED, State.FAILED, State.CANCELLED)

    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    stage = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(null=True)
    params: models.JSONField[Any] = models.JSONField(default=dict)
    result: models.JSONField[Any] = models.JSONField(default=dict)
    message = models.CharField(max_length=40, blank=True)
    message_parameters: models.JSONField[Any] = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    token = models.CharField(max_length=32, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created_at", "-pk")
        indexes = [
            models.Index("created_at", "id", name="waiting_jobs", condition=Q(state__in=["queued", "running"])),
            models.Index("by", "created_at", "id", name="jobs_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(lease_until__isnull=False, started_at__isnull=False) & ~Q(token="")),
                name="a_running_job_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | (Q(ended_at__isnull=False) & ~Q(state__in=["queued", "running"])),
                name="an_ended_job_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "failed"]) | ~Q(message=""), name="a_job_not_done_says_why"
            ),
            models.CheckConstraint(
                condition=Q(of__isnull=True) | Q(done__lte=F("of")), name="a_job_has_done_no_more_than_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("recommendations:job", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED
