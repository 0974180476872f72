"""Mails to send: a row is left in the transaction that causes the mail, and a worker sends it later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutgoingEmail(models.Model):
    """One mail to one person. The key says what it is and makes it unique: "digest:17:2026-03-01".

    The words are made when it is sent, from the facts of that moment. `lease_until` and `token` belong to the worker
    that has claimed it; `begun_at` says when that worker turned to the mail server, and `doubt` counts the attempts
    begun whose outcome nobody knows. `recorded` is False between the server's taking it and the writing down of what
    that means.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        SKIPPED = "skipped", _("Skipped")
        FAILED = "failed", _("Failed")
        UNCERTAIN = "uncertain", _("Uncertain")

    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    # Its rows are found by `mails_by_person`.
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mails", db_index=False)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    message_id = models.CharField(max_length=120)
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    doubt = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    recorded = models.BooleanField(default=True)
    subject = models.TextField(blank=True)
    reason = models.TextField(blank=True)  # why it was skipped, or what the mail server said
    # Nobody asks for these by person, and people are never deleted.
    sent_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sent_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ("due_at", "pk")
        indexes = [
            models.Index("due_at", name="waiting_mails", condition=Q(state__in=["queued", "sending"])),
            models.Index("id", name="mails_to_record", condition=Q(recorded=False)),
            models.Index("to", "sent_at", name="mails_a_person_got", condition=Q(state="sent")),
            models.Index("sent_at", name="mails_by_sending", condition=Q(state="sent")),
            models.Index("state", "due_at", "id", name="mails_by_state"),
            models.Index("to", "due_at", "id", name="mails_by_person"),
            models.Index("due_at", "id", name="mails_by_time"),
        ]
        # Every mail passes through three states, each of which writes all indexes anew: none is there without a use.
        # Unique by constraint, since a unique field of characters gets a second index for its beginnings.
        constraints = [
            models.UniqueConstraint(fields=("key",), name="a_mail_is_queued_once"),
            models.UniqueConstraint(fields=("message_id",), name="a_message_id_is_used_once"),
            # For what refers to a mail and its person at once.
            models.UniqueConstraint(fields=("id", "to"), name="a_mail_goes_to_one_person"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="a_sent_mail_says_when"),
            models.CheckConstraint(
                condition=~Q(state="sending") | (Q(lease_until__isnull=False) & ~Q(token="")),
                name="a_mail_being_sent_is_claimed",
            ),
            models.CheckConstraint(condition=Q(recorded=True) | Q(state="sent"), name="only_a_sent_mail_is_to_record"),
        ]

    def __str__(self) -> str:
        return self.key


class OutboxPause(models.Model):
    """While there is a row, no mail leaves. There is one at most."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("pause of the outbox")
        verbose_name_plural = _("pauses of the outbox")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_pause_at_a_time")]

    def __str__(self) -> str:
        return f"since {self.since:%Y-%m-%d %H:%M}"
