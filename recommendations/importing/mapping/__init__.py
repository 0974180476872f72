"""Tables of recommendations -> rows: which column is what, what its cells say, and what an import would do."""
