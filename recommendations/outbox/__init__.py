"""The outbox: mails wait as rows until a worker hands them to the mail server. What is promised: docs/reminders.md."""

from recommendations.outbox.delivery import deliver_waiting
from recommendations.outbox.desk import (
    MAY_BE_SENT_AGAIN,
    Preview,
    bounces,
    go_on,
    pause,
    paused,
    preview,
    send_again,
)
from recommendations.outbox.letters import Kind, Kinds, Letter, NothingToSay, Writer, in_words
from recommendations.outbox.outcomes import Delivered
from recommendations.outbox.queue import NewMail, begin, claim, enqueue, oldest_wait, requeue_skipped

__all__ = [
    "MAY_BE_SENT_AGAIN",
    "Delivered",
    "Kind",
    "Kinds",
    "Letter",
    "NewMail",
    "NothingToSay",
    "Preview",
    "Writer",
    "begin",
    "bounces",
    "claim",
    "deliver_waiting",
    "enqueue",
    "go_on",
    "in_words",
    "oldest_wait",
    "pause",
    "paused",
    "preview",
    "requeue_skipped",
    "send_again",
]
