"""Every verb on an item. Each checks who, conditions and what was given, under the item's lock, and leaves history."""

from recommendations.refusals import Refused, Stale
from recommendations.tracking.bulk import Outcome, move_many
from recommendations.tracking.disowning import ask_to_reassign
from recommendations.tracking.moves import Offer, move, offers
from recommendations.tracking.notes import note, readers_of
from recommendations.tracking.plan import Step, add_action, change_action, complete_action, drop_action
from recommendations.writing import writing

__all__ = [
    "Offer",
    "Outcome",
    "Refused",
    "Stale",
    "Step",
    "add_action",
    "ask_to_reassign",
    "change_action",
    "complete_action",
    "drop_action",
    "move",
    "move_many",
    "note",
    "offers",
    "readers_of",
    "writing",
]
