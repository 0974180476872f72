"""A notice in words: who did what, for whom, and the first of what they said."""

from __future__ import annotations

from dataclasses import dataclass

from recommendations import history
from recommendations.models import Notice
from recommendations.workflow import Words

# Where an act carries a person's own words, by the name they are recorded under; the first that is given is told.
_SAID = (
    "note",
    "missing",
    "text",
    "statement",
    "finding",
    "reason",
    "justification",
    "response_text",
    "words",
    "action",
)


@dataclass(frozen=True)
class News:
    """`by` is "" for the system. `said` are somebody's own words in `language`, "" where there are none."""

    notice: Notice
    by: str
    on_behalf_of: str
    sentence: Words
    said: str
    language: str


def in_words(notice: Notice) -> News:
    """The notice comes with its entry, and the entry with its people."""
    entry = notice.entry
    said = next((words for name in _SAID if isinstance(words := entry.given.get(name), str) and words), "")
    return News(
        notice=notice,
        by=entry.by_name or (entry.by.name if entry.by else ""),
        on_behalf_of=entry.on_behalf_of.name if entry.on_behalf_of else "",
        sentence=history.sentence(entry),
        said=said,
        language=entry.language,
    )
