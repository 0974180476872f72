"""The outbox: mails wait here as rows until a worker hands them to the mail server. What is promised: docs/reminders.md."""

from recommendations.outbox.delivery import Delivered, deliver_waiting
from recommendations.outbox.desk import Preview, go_on, pause, paused, preview, send_again
from recommendations.outbox.letters import Letter, NothingToSay, Writer
from recommendations.outbox.queue import NewMail, claim, enqueue, oldest_wait, requeue_skipped

__all__ = [
    "Delivered",
    "Letter",
    "NewMail",
    "NothingToSay",
    "Preview",
    "Writer",
    "claim",
    "deliver_waiting",
    "enqueue",
    "go_on",
    "oldest_wait",
    "pause",
    "paused",
    "preview",
    "requeue_skipped",
    "send_again",
]
