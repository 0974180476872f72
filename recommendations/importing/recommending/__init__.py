"""Blocks -> recommendations: what of a report asks something, by its place and its words."""
