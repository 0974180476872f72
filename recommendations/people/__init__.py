"""People who come, go and are away; their units and roles; and who can be reached for what is theirs.

For reminders and notices: `load_reach(on)` once for many items, then `reach.answering_for(owner=…, alternate=…,
unit=…)` for each; for the mail of one person `load_reach(on, among=…)` reads no more people than that needs.
"""

from recommendations.people.loading import load_reach
from recommendations.people.reach import Reach

__all__ = ["Reach", "load_reach"]
