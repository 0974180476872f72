"""What comes with an item that enters at a later place of the workflow: the action it needs, and what history tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from recommendations import bulk
from recommendations.importing.mapping.entries import Entry
from recommendations.importing.mapping.facts import Facts
from recommendations.importing.mapping.stored import StoredItem
from recommendations.models import Action
from recommendations.workflow import NOT_OPENED, Response

# A pending leaf that is nobody's; fields that are not here are None.
NEW = {
    "response": Response.PENDING.value,
    "implementation": NOT_OPENED,
    "response_text": "",
    "justification": "",
    "target_as_given": "",
    "closing_reason": "",
}
NOT_FOLLOWED = ("target_as_given", "assigned_on")


def brought(facts: Facts, stored: StoredItem | None = None) -> dict[str, list[Any]]:
    """What an item that comes in as a fact has otherwise than before: {field: [before, after]}.

    Before, a new one is a pending leaf that is nobody's.
    """
    before = {name: getattr(stored, name, NEW.get(name)) for name in facts.fields}
    return {
        name: [before[name], value]
        for name, value in facts.fields.items()
        if name not in NOT_FOLLOWED and value != before[name]
    }


def plan_actions(rows: Iterable[tuple[int, Entry, Facts]], file: str, language: str) -> None:
    """For each item that there is work on the action that it must have: the recommendation itself, by its owner."""
    words = _("Implement the recommendation (taken over from row %(row)d of %(file)s).")
    bulk.insert(
        Action,
        ("recommendation_id", "text", "language", "owner_id", "due_on"),
        (
            (
                pk,
                entry.response_text or words % {"row": entry.row, "file": file},
                language if entry.response_text else "",
                facts.fields["owner_id"],
                facts.fields["target_on"],
            )
            for pk, entry, facts in rows
            if facts.needs_action
        ),
    )
