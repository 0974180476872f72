"""The printed page: furniture, footnotes, the title page, and what may begin with a line."""
