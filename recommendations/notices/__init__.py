"""What people are told of what others did: whom each act concerns, and what of it still has to be mailed."""

from recommendations.notices.leaving import leave
from recommendations.notices.telling import (
    URGENT,
    Waiting,
    some_wait,
    told,
    untold,
    waiting_at_once,
    waiting_for_digest,
)
from recommendations.notices.words import News, in_words

__all__ = [
    "URGENT",
    "News",
    "Waiting",
    "in_words",
    "leave",
    "some_wait",
    "told",
    "untold",
    "waiting_at_once",
    "waiting_for_digest",
]
