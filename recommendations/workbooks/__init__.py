"""Recommendations in Excel, out and in again: each row has a key, and what was edited is done by the ordinary verbs."""
