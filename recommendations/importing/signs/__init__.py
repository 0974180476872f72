"""The signs that number and mark the parts of a text, and how its lines are joined."""
